"""A report as a whole: which sentences tell of one attack, and what claims come of them."""
