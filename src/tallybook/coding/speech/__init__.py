"""Claims that are speech: credit, blame and denial, statements, relations."""
