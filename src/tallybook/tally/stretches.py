"""Things that lie in a stretch of days, found by the days that they share with others.

They are kept apart by how long their stretches are: most last a day or a week, and only the few
long ones have to be looked for far back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Generic, TypeVar

from tallybook.tally.scopes import FAR_FUTURE, FAR_PAST

Thing = TypeVar("Thing")

_REACHES = (0, 6, 61, FAR_FUTURE - FAR_PAST)
"""By how many days the last day may lie after the first, in each of the groups."""


class Stretches(Generic[Thing]):
    """Things by their first and last days, as ordinals."""

    def __init__(self, things: Iterable[tuple[int, int, Thing]] = ()) -> None:
        self._groups: list[list[tuple[int, int, Thing]]] = [[] for _ in _REACHES]
        self._firsts: list[list[int]] = [[] for _ in _REACHES]
        self.put(things)

    def put(self, things: Iterable[tuple[int, int, Thing]]) -> None:
        """Add things; whoever walks over the earlier ones goes on over these alone."""
        fresh: list[list[tuple[int, int, Thing]]] = [[] for _ in _REACHES]
        for thing in things:
            fresh[bisect_left(_REACHES, thing[1] - thing[0])].append(thing)
        for number, added in enumerate(fresh):
            if added:
                group = sorted((*self._groups[number], *added), key=itemgetter(0))
                self._groups[number] = group
                self._firsts[number] = [first for first, _, _ in group]

    def meeting(self, first: int, last: int) -> Iterator[Thing]:
        """Yield what shares a day with [first, last], in no order."""
        for reach, firsts, group in zip(_REACHES, self._firsts, self._groups, strict=True):
            for _, end, thing in group[
                bisect_left(firsts, first - reach) : bisect_right(firsts, last)
            ]:
                if first <= end:
                    yield thing
