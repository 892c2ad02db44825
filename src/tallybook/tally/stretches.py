"""Things that lie in a stretch of days, found by the days that they share with others.

They are kept apart by how long their stretches are: most last a day or a week, and only the few
long ones have to be looked for far back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from operator import itemgetter
from typing import Any, Generic, TypeVar

from tallybook.tally.periods import FAR_FUTURE, FAR_PAST

Thing = TypeVar("Thing")

_REACHES = (0, 6, 61, FAR_FUTURE - FAR_PAST)
"""By how many days the last day may lie after the first, in each of the groups."""


class Stretches(Generic[Thing]):
    """Things by their first and last days, as ordinals."""

    def __init__(self, things: Iterable[tuple[int, int, Thing]] = ()) -> None:
        self._groups: list[list[tuple[int, int, Thing]]] = [[] for _ in _REACHES]
        self._firsts: list[list[int]] = [[] for _ in _REACHES]
        self.put(things)

    def __len__(self) -> int:
        return sum(map(len, self._groups))

    def __iter__(self) -> Iterator[Thing]:
        """Yield all, in no order."""
        return (thing for group in self._groups for _, _, thing in group)

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


class Untaken(Generic[Thing]):
    """Things in a stretch of days, each of which is found once: what was taken is passed over."""

    def __init__(self, things: Iterable[tuple[int, int, Thing]]) -> None:
        groups: list[list[tuple[int, int, Thing]]] = [[] for _ in _REACHES]
        for thing in things:
            groups[bisect_left(_REACHES, thing[1] - thing[0])].append(thing)
        self._groups = [
            (reach, sorted(group, key=itemgetter(0)), list(range(len(group) + 1)))
            for reach, group in zip(_REACHES, groups, strict=True)
            if group
        ]
        self._firsts = [[first for first, _, _ in group] for _, group, _ in self._groups]

    def take(self, first: int, last: int, wanted: Callable[[Thing], bool]) -> list[Thing]:
        """Take and return what is wanted of what shares a day with [first, last]."""
        found: list[Thing] = []
        for (reach, group, following), firsts in zip(self._groups, self._firsts, strict=True):
            end = bisect_right(firsts, last)
            place = _next(following, bisect_left(firsts, first - reach))
            while place < end:
                _, its_last, thing = group[place]
                if first <= its_last and wanted(thing):
                    found.append(thing)
                    following[place] = place + 1
                place = _next(following, place + 1)
        return found


def _next(following: list[int], place: int) -> int:
    """Return the first place from one on that was not taken; shorten the way to it."""
    end = place
    while following[end] != end:
        end = following[end]
    while following[place] != end:
        following[place], place = end, following[place]
    return end


class Placed(Generic[Thing]):
    """Things by their days and by what they say of places, in whatever form they say it.

    Who asks for the days of one place over and over would look through those of all other places
    each time. So after as many things as there are ways to say a place, those of the places asked
    for are put together: at most twice the work of whoever knew beforehand how often it is asked.
    """

    def __init__(self) -> None:
        self._all: Stretches[tuple[Hashable, Thing]] = Stretches()
        self._by_place: dict[Hashable, list[tuple[int, int, Thing]]] = defaultdict(list)
        self._fitting: dict[Hashable, dict[Hashable, bool]] = {}
        self._looked_through: dict[Hashable, int] = {}
        self._together: dict[Hashable, Stretches[Thing]] = {}

    def put(self, things: Collection[tuple[int, int, Hashable, Thing]]) -> None:
        """Add things, each with its first and last day and what it says of places."""
        self._all.put([(first, last, (place, thing)) for first, last, place, thing in things])
        for first, last, place, thing in things:
            self._by_place[place].append((first, last, thing))
        self._together.clear()

    def together(self, asked: Hashable) -> Stretches[Thing] | None:
        """Return the things of places that were put together; None where they were not."""
        return self._together.get(asked)

    def meeting(
        self, first: int, last: int, asked: Hashable, fits: Callable[[Any], bool]
    ) -> Iterator[Thing]:
        """Yield what shares a day with [first, last] and says of places what `fits`, in no order;
        of two questions that are `asked` alike, the same fits."""
        together = self._together.get(asked)
        if together is not None:
            yield from together.meeting(first, last)
            return
        fitting = self._fitting.setdefault(asked, {})
        number = 0
        for place, thing in self._all.meeting(first, last):
            number += 1
            found = fitting.get(place)
            if found is None:
                found = fitting[place] = fits(place)
            if found:
                yield thing
        number += self._looked_through.get(asked, 0)
        self._looked_through[asked] = number
        if number > len(self._by_place):
            self._together[asked] = Stretches(
                thing
                for place, things in self._by_place.items()
                if (fitting[place] if place in fitting else fits(place))
                for thing in things
            )
