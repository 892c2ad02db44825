"""Atoms: every way in which one attack can lie in or out of a component's scopes.

An attack matters to a tally only through the scopes that it lies in. So scope space is cut into
atoms, one per possible set of scopes, written as a bit mask: bit 0 is the question, bit k + 1 the
k-th figure. Each dimension is cut by itself and the cuts are combined, since a scope is a
conjunction over dimensions:

- days into the intervals between the ends of all periods;
- names into the sets of names that one thing can bear: the wider with the narrower, never two that
  are apart. Two that are apart may still meet where some count names them together ("drones and
  rockets"), but not two places;
- what is unknown (a count's place, a period "at some time in" a range) is a free choice, one for
  each unknown. The bit of a free count (see `gathering`) says instead that it may hold the attack.

Names are checked in pairs, so three that overlap in pairs and never all at once keep an atom that
nothing can lie in. That widens bounds and never narrows them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from tallybook.core.certainty import Certainty
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Book
from tallybook.tally.names import DIMENSIONS, PLACES, Names
from tallybook.tally.scopes import (
    STAGES,
    Scope,
    Unit,
    inside,
)

Masks = frozenset[int]


class TooManyAtomsError(Exception):
    """The atoms of a component exceed the policy's limit. Internal: `bounds` falls back."""


class Atoms:
    """The atoms of one component; raises TooManyAtomsError past `limit`."""

    def __init__(self, question: Scope, figures: Sequence[Figure], book: Book, limit: int) -> None:
        names = book.names
        self._names = names
        self._limit = limit
        self._scopes = (question, *(figure.scope for figure in figures))
        self._full = (1 << len(self._scopes)) - 1
        self._bit = {figure.key: 2 << index for index, figure in enumerate(figures)}
        self.free = sum(bit for key, bit in self._bit.items() if key in book.free)
        self._spaces = [
            _NameSpace(dimension, self._scopes, names, limit)
            for dimension in range(len(DIMENSIONS))
        ]
        self._days = _DaySpace(self._scopes, self.free, limit)
        parts = {
            self._bit[figure.key]: [self._bit[p] for p in sorted(figure.inside) if p in self._bit]
            for figure in figures
        }
        self._parts = {whole: bits for whole, bits in parts.items() if bits}
        self._figures = tuple(figures)
        self._book = book
        self._telling = [figure for figure in figures if figure.excludes or figure.holds]
        self._spans = [
            (scope.period.first, scope.period.last, 1 << index, scope)
            for index, scope in enumerate(self._scopes)
        ]
        self._by_stage: dict[int, Masks] = {}
        self._exclusive = [
            (self._bit[one], self._bit[other])
            for figure in figures
            for one, other in sorted(
                (*figure.disjoint, *((figure.key, key) for key in figure.beside))
            )
            if one in self._bit and other in self._bit
        ]
        self._unknown_places = [
            1 << index
            for index, scope in enumerate(self._scopes)
            if scope.place_unknown and not self.free >> index & 1
        ]
        self._cache: dict[tuple[Masks, ...], Masks] = {}
        self._of_unit: dict[str, Masks] = {}
        self.residue = tuple(sorted(mask for mask in self._fitted(self._residue()) if mask > 1))

    def bit(self, key: str) -> int:
        """Return the bit of a figure."""
        return self._bit[key]

    def masks_of(self, unit: Unit) -> Masks:
        """Return the atoms in which an incident may lie; never none."""
        known = self._of_unit.get(unit.incident.id)
        if known is None:
            found = self._masks_of([unit])
            known = self._of_unit[unit.incident.id] = self._fitted(found) or found
        return known

    def masks_of_one(self, units: Sequence[Unit]) -> Masks:
        """Return the atoms in which incidents may lie that are one attack: where all of them may,
        dimension by dimension, since two that lie in one atom need not lie in one place on one
        day. Where none of these is left, their accounts contradict each other, and it may lie
        where any of them may; nowhere, where what is supposed of them tells them apart."""
        each = [self.masks_of(unit) for unit in units]
        shared = frozenset.intersection(*each)
        found = self._fitted(self._masks_of(units)) & shared or shared or frozenset().union(*each)
        for held in {unit.supposed for unit in units} - {None}:
            # What is supposed is no account that may be wrong.
            if not all(any(bool(mask & 1) is held for mask in masks) for masks in each):
                return frozenset()
            found = frozenset(mask for mask in found if bool(mask & 1) is held)
        return found

    def _masks_of(self, units: Sequence[Unit]) -> Masks:
        """Return the atoms in which all of `units` may lie, before what the text says of parts."""
        cuts = [
            frozenset.intersection(*(space.of_unit(unit) for unit in units))
            for space in self._spaces
        ]
        cuts[PLACES] = _with_free(cuts[PLACES], self._unknown_places, self._limit)
        days = frozenset.intersection(*(self._days.of_unit(unit) for unit in units))
        stages = frozenset.intersection(*(self._stages_of(unit) for unit in units))
        found = self._combined((*cuts, days, stages))
        for unit in units:
            on, found = self._agreeing(unit, found)
            if not found and len(units) == 1:
                found = frozenset({on})
            for figure in self._figures if unit.incident.apart_from else self._telling:
                bit = self._bit[figure.key]
                if self._book.sets_apart(figure, unit):
                    found = frozenset(self._without(mask, bit) for mask in found)
                elif unit.incident.id in figure.holds:
                    found = frozenset(mask | bit for mask in found)
        return found

    def _agreeing(self, unit: Unit, masks: Masks) -> tuple[int, Masks]:
        """Return the scopes that surely hold an incident, and the masks that agree with what is
        sure of each scope as a whole."""
        on = off = 0
        for first, last, bit, scope in self._spans:
            if unit.last < first or last < unit.first:
                off |= bit
                continue
            certainty = inside(unit, scope, self._names)
            if certainty is Certainty.SURE:
                on |= bit
            elif certainty is Certainty.NO:
                off |= bit
        return on, frozenset(m for m in masks if m & on == on and not m & off)

    def _residue(self) -> Masks:
        cuts = [space.all() for space in self._spaces]
        cuts[PLACES] = _with_free(cuts[PLACES], self._unknown_places, self._limit)
        stages = frozenset(
            sum((scope.stages >> place & 1) << index for index, scope in enumerate(self._scopes))
            for place in range(len(STAGES))
        )
        return self._combined((*cuts, self._days.all(), stages))

    def _stages_of(self, unit: Unit) -> Masks:
        known = self._by_stage.get(unit.stages)
        if known is not None:
            return known
        found: set[int] = set()
        free: set[int] = set()
        for place in range(len(STAGES)):
            if not unit.stages >> place & 1:
                continue
            found.add(sum((s.stages >> place & 1) << index for index, s in enumerate(self._scopes)))
        if unit.stages & (unit.stages - 1) == 0:
            free.update(
                1 << index
                for index, scope in enumerate(self._scopes)
                if scope.counts and not unit.stages & scope.stages
            )
        masks = _with_free(frozenset(found), sorted(free), self._limit)
        self._by_stage[unit.stages] = masks
        return masks

    def _combined(self, cuts: tuple[Masks, ...]) -> Masks:
        ordered = tuple(sorted(cuts, key=len))
        known = self._cache.get(ordered)
        if known is not None:
            return known
        found: Iterable[int] = (self._full,)
        for cut in ordered:
            found = {one & other for one in found for other in cut}
            if len(found) > self._limit:
                raise TooManyAtomsError
        self._cache[ordered] = result = frozenset(found)
        return result

    def _fitted(self, masks: Masks) -> Masks:
        """Return the masks that agree with what the text says of parts and of what is apart.

        Where the text sets apart two counts whose scopes overlap, each counts only some of what
        its stated scope holds, so an attack in both scopes is in either count or in neither.
        """
        found = masks
        for one, other in self._exclusive:
            both = one | other
            clash = {mask for mask in found if mask & both == both}
            for mask in clash:
                left = self._without(mask, one), self._without(mask, other)
                found = (found - {mask}) | {*left, self._without(left[0], other)}
        return frozenset(
            mask
            for mask in found
            if all(
                mask & whole or not any(mask & part for part in parts)
                for whole, parts in self._parts.items()
            )
        )

    def _without(self, mask: int, bit: int) -> int:
        """Return a mask outside of a count, and so outside of the count's parts."""
        mask &= ~bit
        for part in self._parts.get(bit, ()):
            if mask & part:
                mask = self._without(mask, part)
        return mask


def _with_free(masks: Masks, bits: Sequence[int], limit: int) -> Masks:
    """Return the masks with each of `bits`, or groups of bits, on or off at will."""
    found = masks
    for bit in bits:
        found = frozenset(m & ~bit for m in found) | frozenset(m | bit for m in found)
        if len(found) > limit:
            raise TooManyAtomsError
    return found


class _NameSpace:
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

    def all(self) -> Masks:
        """Return the masks of everything that can lie somewhere in the dimension."""
        return self._masks(0, 0)

    def of_unit(self, unit: Unit) -> Masks:
        """Return the masks of what an incident may be in this dimension."""
        known = unit.named[self._dimension]
        if not known:
            return self._masks(0, 0)
        alternatives = unit.alternatives[self._dimension]
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
        known = self._cache.get((on, off))
        if known is not None:
            return known
        found: set[int] = set()
        seen = 0
        stack = [(0, on, off)]
        while stack:
            place, taken, left = stack.pop()
            while place < len(self._alike) and (taken | left) >> place & 1:
                place += 1
            if place == len(self._alike):
                found.add(self._scopes_of(taken))
                seen += 1
                if seen > self._limit:
                    raise TooManyAtomsError
                continue
            stack.append((place + 1, taken, left | self._down[place]))
            added = self._up[place] & ~taken
            barred = 0
            for value in _bits(added):
                barred |= self._apart[value]
            if not added & left and not barred & (taken | added):
                stack.append((place + 1, taken | added, left | barred))
        self._cache[on, off] = result = frozenset(found)
        return result

    def _scopes_of(self, taken: int) -> int:
        return sum(
            1 << index
            for index, unions in enumerate(self._conditions)
            if all(union & taken for union in unions)
        )


class _DaySpace:
    """The days, cut into the intervals between the ends of all periods."""

    def __init__(self, scopes: Sequence[Scope], fitting: int, limit: int) -> None:
        self._fitting = fitting
        self._periods = [scope.period for scope in scopes]
        self._limit = limit
        cuts: set[int] = set()
        for period in self._periods:
            cuts.update((period.first, period.last + 1))
            if period.sure_first <= period.sure_last:
                cuts.update((period.sure_first, period.sure_last + 1))
        starts = sorted(cuts)
        self._starts = starts[:-1]
        self._intervals = [(a, b - 1) for a, b in pairwise(starts)]
        self._cache: dict[tuple[int, int], Masks] = {}

    def all(self) -> Masks:
        """Return the masks of every day."""
        return frozenset[int]().union(*(self._masks(a, b) for a, b in self._intervals))

    def of_unit(self, unit: Unit) -> Masks:
        """Return the masks of the days on which an incident may lie."""
        found: set[int] = set()
        start = bisect_right(self._starts, unit.first) - 1
        for first, last in self._intervals[max(0, start) : bisect_right(self._starts, unit.last)]:
            if unit.first <= last and first <= unit.last:
                found |= self._masks(first, last)
        if unit.first < self._intervals[0][0] or self._intervals[-1][1] < unit.last:
            found.add(0)
        return frozenset(found)

    def _masks(self, first: int, last: int) -> Masks:
        known = self._cache.get((first, last))
        if known is not None:
            return known
        sure = 0
        free: dict[str, int] = {}
        for index, period in enumerate(self._periods):
            if period.covers(first, last):
                sure |= 1 << index
            elif not period.meets(first, last):
                continue
            elif self._fitting >> index & 1:
                sure |= 1 << index
            else:
                free[period.hidden] = free.get(period.hidden, 0) | 1 << index
        masks = _with_free(
            frozenset({sure}), [bits for _, bits in sorted(free.items())], self._limit
        )
        self._cache[first, last] = masks
        return masks


def _bits(mask: int) -> list[int]:
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
