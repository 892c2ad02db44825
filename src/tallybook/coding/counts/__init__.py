"""Numbers that say how many, with their hedges and the bounds that these give."""
