"""How well the built-in coder reads, measured on corpora that others annotated.

Beside the package, not in it: `python -m evals` (or `make eval`) scores what the package's public
functions give. docs/evals.md says how each score is matched.
"""
