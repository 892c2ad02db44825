"""Three-valued truth: what a text leaves open stays open.

Kleene's strong three-valued logic (Kleene 1952, *Introduction to Metamathematics*, §64):
conjunction is the minimum and disjunction the maximum of NO < POSSIBLE < SURE.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Certainty(IntEnum):
    """Whether something holds: surely not, possibly, surely."""

    NO = 0
    POSSIBLE = 1
    SURE = 2


def all_of(values: Iterable[Certainty]) -> Certainty:
    """Kleene conjunction; SURE for no values."""
    return min(values, default=Certainty.SURE)


def any_of(values: Iterable[Certainty]) -> Certainty:
    """Kleene disjunction; NO for no values."""
    return max(values, default=Certainty.NO)
