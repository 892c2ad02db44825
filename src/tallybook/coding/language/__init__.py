"""English as the rules read it: tokens with their parse, clauses and phrases."""
