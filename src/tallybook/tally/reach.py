"""How far an answer has reached: the days and the countries of all that it had to look around.

A count decides another where the two may share an attack, so what an answer rests on reaches beyond
its question, from count to count. Where only the counts of some days and countries are at hand, the
answer is that of the whole book if it reached no further.
"""

from __future__ import annotations

from tallybook.tally.periods import FAR_FUTURE, FAR_PAST

Countries = frozenset[str] | None
"""Some countries by their codes; None is all."""


class ReachedBeyondError(Exception):
    """An answer depends on counts other than those at hand. Internal: more are read."""


class Reach:
    """The stretch of days reached so far, as ordinals, and the countries; none to begin with.
    `days` and `at_hand` are those of which all counts are at hand."""

    def __init__(
        self, days: tuple[int, int] = (FAR_PAST, FAR_FUTURE), at_hand: Countries = None
    ) -> None:
        self.first = FAR_FUTURE
        self.last = FAR_PAST
        self.countries: Countries = frozenset()
        self._days = days
        self._at_hand = at_hand

    @property
    def is_unbounded(self) -> bool:
        """Whether all counts are at hand, so that nothing lies beyond."""
        return self._days == (FAR_PAST, FAR_FUTURE) and self._at_hand is None

    def to(self, first: int, last: int, countries: Countries = None) -> None:
        """Reach to the days of [first, last] in some countries.

        Raises ReachedBeyondError at once where not all of their counts are at hand: whatever is
        worked out without them is for nothing.
        """
        self.first = min(self.first, first)
        self.last = max(self.last, last)
        if countries is None or self.countries is None:
            self.countries = None
        elif not countries <= self.countries:
            self.countries |= countries
        if self.first < self._days[0] or self._days[1] < self.last:
            raise ReachedBeyondError
        if self._at_hand is not None and (
            self.countries is None or not self.countries <= self._at_hand
        ):
            raise ReachedBeyondError
