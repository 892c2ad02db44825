"""One dimension of scope space cut by itself: its names, or its days.

Each cut is written as the masks of the scopes that one attack can lie in together, as far as the
dimension goes (see `atoms`, which combines them).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from tallybook.core.certainty import Certainty
from tallybook.tally.names import PLACES, Names, Union
from tallybook.tally.scopes import Scope, Unit

Masks = frozenset[int]


class TooManyAtomsError(Exception):
    """The atoms of a component exceed the policy's limit. Internal: `bounds` falls back."""


def with_free(masks: Masks, bits: Sequence[int], limit: int) -> Masks:
    """Return the masks with each of `bits`, or groups of bits, on or off at will."""
    found = masks
    for bit in bits:
        found = frozenset(m & ~bit for m in found) | frozenset(m | bit for m in found)
        if len(found) > limit:
            raise TooManyAtomsError
    return found


def undominated(masks: Iterable[int], helped: int, taken: int) -> list[int]:
    """Return masks without those for which one near them can stand in: one that lies in every scope
    of `helped` that they lie in, and in none of `taken` that they do not."""
    kept: list[int] = []
    near: list[tuple[int, int, int]] = []
    for mask in masks:
        helps, takes = mask & helped, mask & taken
        for more, less, _ in near:
            if helps | more == more and less | takes == takes:
                break
        else:
            left = [one for one in near if one[0] | helps != helps or takes | one[1] != one[1]]
            if len(left) == NEAR:
                kept.append(left.pop(0)[2])
            left.append((helps, takes, mask))
            near = left
    return [*kept, *(mask for _, _, mask in near)]


NEAR = 8
"""Masks before another that are looked at: of the days before, for each kind of attack."""


State = tuple[int, int, int]
"""The conditions that are met so far, and the values to come that are taken or left."""


class NameSpace:
    """One dimension of names, cut by the names that the scopes use."""

    def __init__(self, dimension: int, scopes: Sequence[Scope], names: Names, limit: int) -> None:
        self._dimension = dimension
        self._names = names
        self._limit = limit
        used = {n for scope in scopes for union in scope.named[dimension] for n in union}
        self._values: list[int] = []
        place_of: dict[int, int] = {}
        for number in sorted(used):
            alike = (p for p, v in enumerate(self._values) if names.same(dimension, v, number))
            place_of[number] = next(alike, len(self._values))
            if place_of[number] == len(self._values):
                self._values.append(number)
        self._conditions = [
            [sum({1 << place_of[n] for n in union}) for union in scope.named[dimension]]
            for scope in scopes
        ]
        self._relate(scopes)
        self._merge_alike()
        self._cache: dict[tuple[int, int], Masks] = {}
        self._of_known: dict[tuple[Union, bool], Masks] = {}

    def _relate(self, scopes: Sequence[Scope]) -> None:
        names, dimension, values = self._names, self._dimension, self._values
        size = len(values)
        sure = Certainty.SURE
        up = [
            sum(
                1 << j
                for j in range(size)
                if i == j or names.holds(dimension, values[i], values[j]) is sure
            )
            for i in range(size)
        ]
        for middle in range(size):
            for i in range(size):
                if up[i] >> middle & 1:
                    up[i] |= up[middle]
        self._up = up
        self._down = [sum(1 << i for i in range(size) if up[i] >> j & 1) for j in range(size)]
        together: set[tuple[int, int]] = set()
        if dimension != PLACES:
            for index, scope in enumerate(scopes):
                for condition in self._conditions[index] if scope.counts else ():
                    members = [i for i in range(size) if condition >> i & 1]
                    for a, b in combinations(members, 2):
                        below = [(i, j) for i in _bits(self._down[a]) for j in _bits(self._down[b])]
                        together.update(below)
                        together.update((j, i) for i, j in below)
        apart = [0] * size
        for i, j in combinations(range(size), 2):
            if names.apart(dimension, values[i], values[j]):
                for a in _bits(self._down[i]):
                    for b in _bits(self._down[j]):
                        if (a, b) not in together and a != b:
                            apart[a] |= 1 << b
                            apart[b] |= 1 << a
        self._apart = apart

    def _merge_alike(self) -> None:
        """Make one value of those that the same scopes name and that nothing ties to others: a list
        of twenty things that were hit cuts space no finer than "something of the list"."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for value in range(len(self._values)):
            own = 1 << value
            alone = self._up[value] == own == self._down[value] and not self._apart[value]
            named_by = tuple(union >> value & 1 for unions in self._conditions for union in unions)
            key = named_by if alone else (value, -1)
            alike.setdefault(key, []).append(value)
        groups = sorted(alike.values())
        firsts = [group[0] for group in groups]

        def moved(bits: int) -> int:
            return sum(1 << place for place, first in enumerate(firsts) if bits >> first & 1)

        self._alike = [[self._values[value] for value in group] for group in groups]
        self._up, self._down, self._apart = (
            [moved(bits[first]) for first in firsts] for bits in (self._up, self._down, self._apart)
        )
        self._conditions = [[moved(union) for union in unions] for unions in self._conditions]
        # Thousands of scopes name few things.
        asked = sorted({union for unions in self._conditions for union in unions})
        bit = {union: 1 << number for number, union in enumerate(asked)}
        self._asking: dict[int, int] = {}
        for index, unions in enumerate(self._conditions):
            asking = sum({bit[union] for union in unions})
            self._asking[asking] = self._asking.get(asking, 0) | 1 << index
        self._meets = [
            sum(bit[union] for union in asked if union >> place & 1) for place in range(len(groups))
        ]

    def all(self) -> Masks:
        """Return the masks of everything that can lie somewhere in the dimension."""
        return self._masks(0, 0)

    def of_unit(self, unit: Unit) -> Masks:
        """Return the masks of what an incident may be in this dimension."""
        known, alternatives = unit.named[self._dimension], unit.alternatives[self._dimension]
        if not known:
            return self._masks(0, 0)
        found = self._of_known.get((known, alternatives))
        if found is None:
            found = self._of_known[known, alternatives] = self._described(known, alternatives)
        return found

    def _described(self, known: Union, alternatives: bool) -> Masks:
        on = off = 0
        for place, values in enumerate(self._alike):
            found = [
                self._names.described(self._dimension, known, alternatives, (value,))
                for value in values
            ]
            on |= (Certainty.SURE in found) << place
            off |= (set(found) == {Certainty.NO}) << place
        return self._masks(on, off)

    def _masks(self, on: int, off: int) -> Masks:
        """Return the masks of what bears the values `on` and none of `off`.

        Values are gone through in turn, and of those behind only what they come to is kept: the
        conditions that are met, and what is taken or left of the values to come. Lists of things
        that were hit have many choices and few outcomes.
        """
        known = self._cache.get((on, off))
        if known is not None:
            return known
        barred = sum({1 << bar for value in _bits(on) for bar in _bits(self._apart[value])})
        states: set[State] = {(0, on, off | barred)}
        for place in range(len(self._alike)):
            following: set[State] = set()
            for met, taken, left in states:
                following.update(self._decided(place, met, taken, left))
            if len(following) > self._limit:
                raise TooManyAtomsError
            states = following
        self._cache[on, off] = result = frozenset(self._scopes_of(met) for met, _, _ in states)
        return result

    def _decided(
        self, place: int, met: int, taken: int, left: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield the states after a value: it is borne, with the wider ones and none that are apart
        from these, or it is not, nor any narrower one."""
        ahead = -2 << place
        if taken >> place & 1:
            yield met | self._meets[place], taken & ahead, left & ahead
            return
        yield met, taken & ahead, (left | self._down[place]) & ahead
        added = self._up[place] & (-1 << place) & ~taken
        barred = 0
        for value in _bits(added):
            barred |= self._apart[value]
        if not added & left and not barred & (taken | added):
            yield met | self._meets[place], (taken | added) & ahead, (left | barred) & ahead

    def _scopes_of(self, met: int) -> int:
        return sum(bits for asked, bits in self._asking.items() if asked & met == asked)


class DaySpace:
    """The days, cut into the intervals between the ends of all periods."""

    def __init__(self, scopes: Sequence[Scope], fitting: int, limit: int) -> None:
        self._limit = limit
        periods = [scope.period for scope in scopes]
        cuts: set[int] = set()
        for period in periods:
            cuts.update((period.first, period.last + 1))
            if period.sure_first <= period.sure_last:
                cuts.update((period.sure_first, period.sure_last + 1))
        starts = sorted(cuts)
        self._starts = starts[:-1]
        self._intervals = [(a, b - 1) for a, b in pairwise(starts)]
        # Every interval lies in a period or outside of it, since it ends where a period does.
        self._near = [0] * len(self._intervals)
        self._covered = [0] * len(self._intervals)
        self._sure = [0] * len(self._intervals)
        self._free: list[dict[str, int]] = [{} for _ in self._intervals]
        for index, period in enumerate(periods):
            bit = 1 << index
            for place in range(
                bisect_left(starts, period.first), bisect_left(starts, period.last + 1)
            ):
                first, last = self._intervals[place]
                self._near[place] |= bit
                if period.covers(first, last):
                    self._covered[place] |= bit
                    self._sure[place] |= bit
                elif not period.meets(first, last):
                    continue
                elif fitting & bit:
                    self._sure[place] |= bit
                else:
                    free = self._free[place]
                    free[period.hidden] = free.get(period.hidden, 0) | bit
        self._around: dict[tuple[int, int], tuple[int, int]] = {}
        self._cache: dict[int, Masks] = {}

    def all(self) -> Masks:
        """Return the masks of every day."""
        return frozenset[int]().union(*(self._masks(place) for place in range(len(self._sure))))

    def deciding(self, helped: int, taken: int) -> Masks:
        """Return masks of days of which one can stand in for any other day (see `undominated`)."""
        if any(self._free):
            return self.all()
        return frozenset(undominated(self._sure, helped, taken))

    def of_unit(self, unit: Unit) -> Masks:
        """Return the masks of the days on which an incident may lie."""
        found: set[int] = set()
        for place in self._places(unit):
            found |= self._masks(place)
        if unit.first < self._intervals[0][0] or self._intervals[-1][1] < unit.last:
            found.add(0)
        return frozenset(found)

    def around(self, unit: Unit) -> tuple[int, int]:
        """Return the scopes whose periods surely cover all days of an incident, and those whose
        periods share a day with it, years that are open left aside."""
        places = self._places(unit)
        key = (places.start, places.stop)
        found = self._around.get(key)
        if found is None:
            covered, near = -1, 0
            for place in places:
                covered &= self._covered[place]
                near |= self._near[place]
            found = self._around[key] = covered, near
        covered, near = found
        within = self._intervals[0][0] <= unit.first and unit.last <= self._intervals[-1][1]
        return (covered if within and places else 0), near

    def _places(self, unit: Unit) -> range:
        """Return the positions of the intervals that share a day with an incident."""
        start = max(0, bisect_right(self._starts, unit.first) - 1)
        if self._intervals[start][1] < unit.first:
            start += 1
        return range(start, bisect_right(self._starts, unit.last))

    def _masks(self, place: int) -> Masks:
        known = self._cache.get(place)
        if known is None:
            free = [bits for _, bits in sorted(self._free[place].items())]
            known = with_free(frozenset({self._sure[place]}), free, self._limit)
            self._cache[place] = known
        return known


def _bits(mask: int) -> list[int]:
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
