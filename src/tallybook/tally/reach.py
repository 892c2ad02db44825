"""How far an answer has reached: the days of every count that it had to look around.

A count decides another where the two may share an attack, so what an answer rests on reaches beyond
its question's days, from count to count. Where only the counts of some days are at hand, the answer
is that of the whole book if it reached no further.
"""

from __future__ import annotations

from tallybook.tally.periods import FAR_FUTURE, FAR_PAST


class ReachedBeyondError(Exception):
    """An answer depends on counts of other days than those at hand. Internal: more are read."""


class Reach:
    """The stretch of days reached so far, as ordinals; none to begin with. `at_hand` are the days
    of which all counts are at hand."""

    def __init__(self, at_hand: tuple[int, int] = (FAR_PAST, FAR_FUTURE)) -> None:
        self.first = FAR_FUTURE
        self.last = FAR_PAST
        self._at_hand = at_hand

    def to(self, first: int, last: int) -> None:
        """Reach to the days of [first, last]."""
        self.first = min(self.first, first)
        self.last = max(self.last, last)

    def check(self) -> None:
        """Raise ReachedBeyondError where days were reached of which not all counts are at hand."""
        if self.first < self._at_hand[0] or self._at_hand[1] < self.last:
            raise ReachedBeyondError
