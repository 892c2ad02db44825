"""Precision, recall and F1 over tallies that add up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct


class Tally(Struct, frozen=True):
    """What is right, among what was predicted and what was wanted; partial credit is a fraction."""

    right: float = 0
    predicted: float = 0
    wanted: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that is right; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.wanted
        return 2 * self.right / total if total else 0.0


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum: micro averages are those of a sum."""
    return reduce(lambda one, other: one + other, tallies, Tally())
