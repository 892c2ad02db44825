"""The nouns: documents, claims, judgements, incidents, questions, tallies. Pure data."""
