"""A written answer: one document, which each format lays out in its own way."""
