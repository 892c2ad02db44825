"""Claims, incidents and a question to a tally: scopes, constraints, bounds and their derivation.

material ──▶ figures ──▶ gathering ──▶ atoms ──▶ programs ──▶ bounds ──▶ answer
 (scopes)    (repeats,    (independent   (who may    (exact or    (per       (words,
              later        components)    lie where)  HiGHS)       standard)  breakdown)
              figures)
"""

from tallybook.tally.answer import answer
from tallybook.tally.material import DocumentFacts, Known, Material, Policy
from tallybook.tally.words import bounds_in_words

__all__ = ["DocumentFacts", "Known", "Material", "Policy", "answer", "bounds_in_words"]
