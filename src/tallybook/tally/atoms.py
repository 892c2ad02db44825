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

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from tallybook.core.certainty import Certainty
from tallybook.tally.book import Book
from tallybook.tally.figures import Figure
from tallybook.tally.names import DIMENSIONS, PLACES
from tallybook.tally.scopes import STAGES, Scope, Unit, contradict, fits, inside
from tallybook.tally.spaces import (
    DaySpace,
    Masks,
    NameSpace,
    TooManyAtomsError,
    undominated,
    with_free,
)


class Atoms:
    """The atoms of one component; raises TooManyAtomsError past `limit`. Where only the `least`
    total is asked for, what nobody identified is in no atom for which another can stand in; figures
    by their days then have these found more often."""

    def __init__(
        self,
        question: Scope,
        figures: Sequence[Figure],
        book: Book,
        limit: int,
        *,
        least: bool = False,
    ) -> None:
        names = book.names
        self._names = names
        self._limit = limit
        self._scopes = (question, *(figure.scope for figure in figures))
        self._full = (1 << len(self._scopes)) - 1
        self._bit = {figure.key: 2 << index for index, figure in enumerate(figures)}
        self.free = sum(bit for key, bit in self._bit.items() if key in book.free)
        self._spaces = [
            NameSpace(dimension, self._scopes, names, limit) for dimension in range(len(DIMENSIONS))
        ]
        self._days = DaySpace(self._scopes, self.free, limit)
        parts = {
            self._bit[figure.key]: [self._bit[p] for p in sorted(figure.inside) if p in self._bit]
            for figure in figures
        }
        self._parts = {whole: bits for whole, bits in parts.items() if bits}
        self._figures = tuple(figures)
        self._book = book
        self._telling = [figure for figure in figures if figure.excludes or figure.holds]
        self._alike, self._alone = self._kinds()
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
        # The scopes that an attack helps, and those of which it takes room, as of the question.
        self._helped = sum(self._bit[figure.key] for figure in figures if figure.low)
        self._taken = sum((self._bit[f.key] for f in figures if f.high is not None), 1)
        self._least = least and not self._parts and not self._exclusive
        residue = self._fitted(self._residue())
        self.residue = tuple(sorted(mask for mask in residue if mask > 1))

    def _kinds(self) -> tuple[list[tuple[Scope, int]], list[Scope]]:
        """Return the scopes that differ in nothing but their days together, one of them with the
        bits of all, and those of which more than the first and last day has to be looked at."""
        alike: dict[Hashable, tuple[Scope, int]] = {}
        alone: list[Scope] = []
        for index, scope in enumerate(self._scopes):
            if scope.period.yearly is not None:
                alone.append(scope)
                continue
            kind = (scope.named, scope.stages, scope.counts, scope.place_unknown)
            first, bits = alike.get(kind, (scope, 0))
            alike[kind] = first, bits | 1 << index
        return list(alike.values()), alone

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
        day. Where their accounts contradict each other, it may lie where any of them may; nowhere,
        where what is supposed of them tells them apart."""
        each = [self.masks_of(unit) for unit in units]
        found = frozenset[int]()
        # Whether they do is no matter of which counts the atoms are cut by.
        if not any(contradict(*pair, self._names) for pair in combinations(units, 2)):
            shared = frozenset.intersection(*each)
            found = self._fitted(self._masks_of(units)) & shared or shared
        found = found or frozenset().union(*each)
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
        cuts[PLACES] = with_free(cuts[PLACES], self._unknown_places, self._limit)
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
        covered, near = self._days.around(unit)
        on = possible = 0
        for scope, bits in self._alike if unit.supposed is None and unit.yearly is None else ():
            if bits & near and (found := fits(unit, scope, self._names)) is not Certainty.NO:
                possible |= bits & near
                if found is Certainty.SURE and not scope.place_unknown:
                    on |= bits & covered
        alone = self._alone if unit.supposed is None and unit.yearly is None else self._scopes
        for scope in alone:
            bit = self._bit.get(scope.key, 1)
            certainty = inside(unit, scope, self._names)
            on |= bit if certainty is Certainty.SURE else 0
            possible |= bit if certainty is not Certainty.NO else 0
        off = self._full & ~possible
        return on, frozenset(m for m in masks if m & on == on and not m & off)

    def deciding(self, masks: Masks) -> Masks:
        """Return atoms of which one can stand in for each of some, where an attack lies in any."""
        if not self._least or len(masks) < 2:
            return masks
        return frozenset(undominated(sorted(masks), self._helped, self._taken))

    def _residue(self) -> Masks:
        cuts = [space.all() for space in self._spaces]
        days = self._days.all()
        if self._least:
            days = self._days.deciding(self._helped, self._taken)
            cuts = [self.deciding(cut) for cut in cuts]
        cuts[PLACES] = with_free(cuts[PLACES], self._unknown_places, self._limit)
        stages = frozenset(
            sum((scope.stages >> place & 1) << index for index, scope in enumerate(self._scopes))
            for place in range(len(STAGES))
        )
        return self._combined((*cuts, days, stages))

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
        masks = with_free(frozenset(found), sorted(free), self._limit)
        self._by_stage[unit.stages] = masks
        return masks

    def _combined(self, cuts: tuple[Masks, ...]) -> Masks:
        ordered = tuple(sorted(cuts, key=len))
        known = self._cache.get(ordered)
        if known is not None:
            return known
        found: Iterable[int] = ordered[0]
        for cut in ordered[1:]:
            found = {one & other for one in found for other in cut}
            if len(found) > self._limit:
                raise TooManyAtomsError
        self._cache[ordered] = result = frozenset(found)
        return result

    def _fitted(self, masks: Masks) -> Masks:
        """Return the masks that agree with what the text says of parts and of what is apart.

        Where the text sets apart two counts whose scopes overlap, each counts only some of what
        its stated scope holds, so an attack in both scopes is in either count or in neither. A part
        counts only what its whole may hold: of nine protests, five in the capital are protests.
        """
        if not self._exclusive and not self._parts:
            return masks
        found = masks
        for one, other in self._exclusive:
            both = one | other
            clash = {mask for mask in found if mask & both == both}
            for mask in clash:
                left = self._without(mask, one), self._without(mask, other)
                found = (found - {mask}) | {*left, self._without(left[0], other)}
        for whole, parts in self._parts.items():
            astray = {m for m in found if not m & whole and any(m & part for part in parts)}
            held = {mask for mask in astray if mask | whole in found}
            found = (found - astray) | {self._without(mask, whole) for mask in astray - held}
        return found

    def _without(self, mask: int, bit: int) -> int:
        """Return a mask outside of a count, and so outside of the count's parts."""
        mask &= ~bit
        for part in self._parts.get(bit, ()):
            if mask & part:
                mask = self._without(mask, part)
        return mask
