"""The bounds of a scope at one standard of evidence: the sum of its components' bounds.

A standard's problem holds the incidents and the figures that meet that standard or a stricter one;
a count at a weaker standard never binds a stricter answer. What meets a stricter standard is also
in every wider problem, so unless the wider one contradicts itself, lower bounds do not fall from
`confirmed` to `reported` to `claimed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from tallybook.core.incidents import STANDARDS, Standard
from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.contradictions import Conflict, Keys, OutOfTimeError, resolve
from tallybook.tally.counting import Counted, build, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component, Gathered, gather
from tallybook.tally.loose import crowding, loosely, outgrown, overfull, rank_of
from tallybook.tally.material import Policy
from tallybook.tally.periods import Period
from tallybook.tally.programs import Range, added
from tallybook.tally.scopes import (
    Scope,
    Unit,
    day_inside,
    fits,
    may_meet,
)
from tallybook.tally.settled import settle
from tallybook.tally.spaces import TooManyAtomsError


class Part(Struct, frozen=True):
    """The answer of one component; `complete` says that its residue was asked for as well. Left
    aside are the `crowded` figures, which leave no room for the attacks that are known, and those
    `at_odds` with one another, of each so many."""

    component: Component
    counted: Counted
    conflicts: tuple[Conflict, ...] = ()
    complete: bool = True
    crowded: int = 0
    at_odds: int = 0


class Answered(Struct, frozen=True):
    """The answer of a scope at one standard, and what it is made of: its `parts`, and what is
    `outside` of them, the incidents that no count can hold and what is adrift; `outside_without` is
    that by what a way out of a contradiction drops. The residue is left open where it is not asked
    for."""

    total: Range
    residue: Range
    outside: Range
    gathered: Gathered
    parts: tuple[Part, ...]
    outside_without: Mapping[Keys, Range] = {}


class Bounder:
    """Answers scopes from one book; what two standards share is solved once."""

    def __init__(self, book: Book, policy: Policy) -> None:
        self.book = book
        self.policy = policy
        self._solved: dict[tuple[tuple[str, ...], tuple[str, ...], bool, bool], Part] = {}
        self._around: dict[tuple[str, ...], Atoms] = {}
        self._clock = Clock(policy.total, policy.seconds)

    def all_standards(self, scope: Scope) -> dict[Standard, Answered]:
        """Return the answer of a scope at each standard."""
        self.forget()
        return {standard: self.at(scope, standard) for standard in STANDARDS}

    def forget(self) -> None:
        """Make ready for another scope: what was solved holds for one scope alone."""
        self._solved.clear()
        self._around.clear()

    def at(self, scope: Scope, standard: Standard, *, residue: bool = False) -> Answered:
        """Return the answer of a scope at one standard; with its residue, if asked for."""
        answered = self._answered(scope, standard, residue=residue)
        if answered.gathered.is_open and any(part.conflicts for part in answered.parts):
            # What decides nothing may still be what contradicts.
            return self._answered(scope, standard, residue=residue, whole=True)
        return answered

    def _answered(
        self, scope: Scope, standard: Standard, *, residue: bool, whole: bool = False
    ) -> Answered:
        gathered = gather(self.book, scope, standard, self.policy, whole=whole)
        self._clock = Clock(self.policy.total, self.policy.seconds)
        parts = tuple(
            self._part(scope, one, residue=residue, least=gathered.is_open)
            for one in gathered.components
        )
        sure, possible = len(gathered.sure), len(gathered.possible)
        apart = Range(sure, sure + possible)
        ways = {dropped for p in parts for c in p.conflicts for dropped, _ in c.sides}
        # Where a count may be what is wrong, what is adrift may lie where it counts.
        figures, units = self._adrift(scope, gathered, frozenset[str]().union(*ways))
        outside = added([apart, figures, units])
        left = added([Range(0, 0), figures, *(p.counted.residue for p in parts)])
        among = self._among(gathered) if left.low else 0
        return Answered(
            total=added([outside, *(p.counted.total for p in parts)]),
            residue=Range(max(0, left.low - among), left.high, left.tight),
            outside=outside,
            gathered=gathered,
            parts=parts,
            outside_without={
                dropped: added([apart, *self._adrift(scope, gathered, dropped)]) for dropped in ways
            },
        )

    def _among(self, gathered: Gathered) -> int:
        """Return how many of the incidents that are adrift may be among those that a figure
        counts."""
        alike = self.book.kinds.parted(f for part in gathered.components for f in part.figures)
        return sum(any(True for _ in self._near(unit, alike)) for unit in gathered.adrift_units)

    def _near(self, unit: Unit, kinds: Sequence[Sequence[Figure]]) -> Iterator[Figure]:
        """Yield those of some figures by kind that may count an incident."""
        for figures in kinds:
            if fits(unit, figures[0].scope, self.book.names):
                for figure in figures:
                    if day_inside(unit, figure.scope.period):
                        yield figure

    def _adrift(self, scope: Scope, gathered: Gathered, dropped: Keys) -> tuple[Range, Range]:
        """Return what free counts and incidents add that may lie away from the question, where some
        other counts are `dropped`."""
        if gathered.is_open:
            return Range(0, None), Range(0, None)
        if not gathered.adrift_figures and not gathered.adrift_units:
            return Range(0, 0), Range(0, 0)
        names = self.book.names
        # What shares no attack with the question takes up no part of it.
        settled = [
            figure
            for part in gathered.components
            for figure in part.figures
            if figure.key not in self.book.free
            and figure.key not in dropped
            and may_meet(scope, figure.scope, names)
        ]
        figures: list[Range] = []
        for figure in gathered.adrift_figures:
            near = [f for f in settled if may_meet(f.scope, figure.scope, names)]
            fits = self._fits(scope, figure.scope.period, near)
            if fits is None:
                fits = self._fits_exactly(scope, near, figure)
            figures.append(Range(0, figure.high) if fits else Range(0, 0))
        number = 0
        alike = self.book.kinds.parted(settled)
        for unit in gathered.adrift_units:
            near = list(self._near(unit, alike))
            fits = self._fits(scope, Period(unit.first, unit.last, yearly=unit.yearly), near)
            if fits is None:
                fits = self._fits_exactly(scope, near, unit)
            number += fits
        return added([Range(0, 0), *figures]), Range(0, number)

    def _fits(self, scope: Scope, period: Period, near: list[Figure]) -> bool | None:
        """Whether a day of the question and of `period` is outside of all counts that are near;
        None where there is no such day, which decides nothing."""
        day = max(scope.period.first, period.first)
        last = min(scope.period.last, period.last)
        for figure in sorted(near, key=lambda f: f.scope.period.first):
            if day < figure.scope.period.first and period.meets(day, figure.scope.period.first - 1):
                return True
            day = max(day, figure.scope.period.last + 1)
        return True if day <= last and period.meets(day, last) else None

    def _fits_exactly(self, scope: Scope, near: list[Figure], adrift: Figure | Unit) -> bool:
        """Whether a part of the question that no other count covers can hold what is adrift."""
        try:
            if isinstance(adrift, Unit):
                key = tuple(figure.key for figure in near)
                if key not in self._around:
                    self._around[key] = Atoms(scope, near, self.book, self.policy.atoms)
                return 1 in self._around[key].masks_of(adrift)
            atoms = Atoms(scope, [adrift, *near], self.book, self.policy.atoms)
            return 1 | atoms.bit(adrift.key) in atoms.residue
        except TooManyAtomsError:
            return True

    def _part(self, scope: Scope, component: Component, *, residue: bool, least: bool) -> Part:
        if component.is_whole:
            # Two standards hardly share it, and to find out would be to name all of it.
            return self._undivided(scope, component, residue=residue)
        key = (
            tuple(figure.key for figure in component.figures),
            tuple(unit.incident.id for unit in component.units),
            component.cut,
            least,
        )
        found = self._solved.get(key)
        if found is None or (residue and not found.complete):
            found = self._solve(scope, component, residue=residue, least=least)
            self._solved[key] = found
        return found

    def _solve(self, scope: Scope, component: Component, *, residue: bool, least: bool) -> Part:
        policy = self.policy
        conflicts: tuple[Conflict, ...] = ()
        try:
            if self._clock.is_over:
                raise OutOfTimeError
            counted = self._settled(scope, component, residue=residue, least=least)
            if counted is None:
                atoms = Atoms(scope, component.figures, self.book, policy.atoms)
                problem = build(atoms, component.figures, component.units, self.book)
                counted = solve(problem, self._clock, residue=residue, least=least)
            if counted is None:
                resolved = resolve(component, atoms, self.book, self._clock, policy.sides)
                counted, conflicts = resolved.counted, resolved.conflicts
        except (TooManyAtomsError, OutOfTimeError):
            counted = loosely(scope, component, self.book, policy.atoms, self._clock)
        if component.cut:
            counted = Counted(_loose(counted.total), _loose(counted.residue))
        return Part(component, counted, conflicts, complete=residue)

    def _undivided(self, scope: Scope, component: Component, *, residue: bool) -> Part:
        """Return the answer of what is not taken apart, without the counts that are seen to
        contradict what is known, or one another."""
        policy = self.policy
        rank = rank_of(component)
        crowded = overfull(component, rank, self.book)
        pairs = outgrown(component, self.book, {figure.key for figure in crowded})
        # Each way out of a pair drops one of the two, so what holds without both holds for it.
        at_odds = {figure.key for pair in pairs for figure in pair}
        rest = structs.replace(
            component, figures=tuple(f for f in component.figures if f.key not in at_odds)
        )
        counted = loosely(scope, rest, self.book, policy.atoms, self._clock)
        if crowded or pairs:
            # Where they count there may be any number, once they are left aside.
            total, left = counted.total, counted.residue
            counted = Counted(Range(total.low, None, False), Range(left.low, None, False))
        named = [(figure,) for figure in crowded[: policy.sides]]
        conflicts = [Conflict(f, crowding(*f, rank, self.book), ()) for f in named]
        conflicts += [Conflict(pair, (), ()) for pair in pairs[: policy.sides - len(named)]]
        return Part(
            component,
            counted,
            tuple(conflicts),
            complete=residue,
            crowded=len(crowded),
            at_odds=len(at_odds),
        )

    def _settled(
        self, scope: Scope, component: Component, *, residue: bool, least: bool
    ) -> Counted | None:
        """Return the range of a component, with what is sure of it counted beforehand; None where
        that cannot be, or where it contradicts itself."""
        settled = settle(component, scope, self.book, least=least)
        if settled is None:
            return None
        atoms = Atoms(scope, settled.figures, self.book, self.policy.atoms, least=least)
        problem = build(atoms, settled.figures, settled.units, self.book, settled.seconds)
        found = solve(problem, self._clock, residue=residue, least=least)
        if found is None:
            return None
        return Counted(added([Range(settled.number, settled.number), found.total]), found.residue)


def _loose(found: Range) -> Range:
    return Range(found.low, found.high, False)


def as_bounds(found: Range) -> Bounds:
    """Return a range as a tally's bounds."""
    return Bounds(found.low, found.high, found.tight)


def standard_bounds(answers: dict[Standard, Answered]) -> StandardBounds:
    """Return the bounds at each standard."""
    return StandardBounds(
        confirmed=as_bounds(answers["confirmed"].total),
        reported=as_bounds(answers["reported"].total),
        claimed=as_bounds(answers["claimed"].total),
    )
