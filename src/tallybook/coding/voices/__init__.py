"""Who says it: sources, the words that attribute, and what is attributed."""
