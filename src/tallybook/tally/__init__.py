"""Claims, incidents and a question to a tally: scopes, constraints, bounds and their derivation.

material ──▶ figures ──▶ gathering ──▶ atoms ──▶ programs ──▶ bounds ──▶ answer
 (scopes)    (repeats,    (independent   (who may    (exact or    (per       (words,
              later        components)    lie where)  HiGHS)       standard)  breakdown)
              figures)

beside it: aggregation (rules of event data sets, on rows) ──▶ rules (the same, on a book)
"""

from tallybook.tally.answer import answer
from tallybook.tally.material import DocumentFacts, Known, Material, Policy
from tallybook.tally.rules import RulesBeside, rules_beside
from tallybook.tally.words import bounds_in_words

__all__ = [
    "DocumentFacts",
    "Known",
    "Material",
    "Policy",
    "RulesBeside",
    "answer",
    "bounds_in_words",
    "rules_beside",
]
