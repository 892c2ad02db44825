"""How far an answer has reached: the days of every count that it had to look around.

A count decides another where the two may share an attack, so what an answer rests on reaches beyond
its question's days, from count to count. Where only the counts of some days are at hand, the answer
is that of the whole book if it reached no further.
"""

from __future__ import annotations

from tallybook.tally.scopes import FAR_FUTURE, FAR_PAST


class Reach:
    """The stretch of days reached so far, as ordinals; none to begin with."""

    def __init__(self) -> None:
        self.first = FAR_FUTURE
        self.last = FAR_PAST

    def to(self, first: int, last: int) -> None:
        """Reach to the days of [first, last]."""
        self.first = min(self.first, first)
        self.last = max(self.last, last)

    def within(self, first: int, last: int) -> bool:
        """Whether nothing beyond [first, last] was reached."""
        return first <= self.first and self.last <= last
