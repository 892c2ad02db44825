"""Valid bounds of a component that is too large, or for which the time does not suffice.

Any attacks that are known apart from one another bound the total from below: the incidents, and
beside them what runs of figures count that no incident is. Runs of which no two figures can share
an attack add up. From above, the total is at most the incidents that may be inside, and what each
run of figures can add to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.counting import Counted, build, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.programs import Range, added
from tallybook.tally.scopes import Scope, Unit, may_meet
from tallybook.tally.spaces import TooManyAtomsError
from tallybook.tally.stretches import Stretches

CHUNK = 6
"""Figures solved together."""


class _Run(Struct, frozen=True):
    figures: tuple[Figure, ...]
    counted: Counted


def loosely(scope: Scope, component: Component, book: Book, limit: int, clock: Clock) -> Counted:
    """Return bounds that hold, and are not tight; `limit` is that of atoms of a run."""
    work = _Loosely(scope, component, book, limit, clock)
    touching = [f for f in component.figures if may_meet(scope, f.scope, book.names)]
    ordered = sorted(touching, key=lambda f: (f.scope.period.first, f.scope.period.last, f.key))
    runs = [
        run
        for start in range(0, len(ordered), CHUNK)
        for run in work.runs(tuple(ordered[start : start + CHUNK]))
    ]
    alone = work.together((), component.units).total
    residue = added([Range(0, 0), *(run.counted.residue for run in runs)])
    apart = sum(run.counted.residue.low for run in _apart(runs, book))
    low = max([alone.low + apart, *(run.counted.total.low for run in runs)])
    high = None
    if alone.high is not None and residue.high is not None:
        high = alone.high + residue.high
    return Counted(Range(low, high, False), Range(apart, residue.high, False))


def _apart(runs: Sequence[_Run], book: Book) -> Iterator[_Run]:
    """Yield runs of which no two can share an attack: one after another, the first that fits."""
    taken: Stretches[Figure] = Stretches()
    for run in runs:
        if not run.counted.residue.low:
            continue
        periods = [(f.scope.period.first, f.scope.period.last, f) for f in run.figures]
        if not any(
            may_meet(figure.scope, other.scope, book.names)
            for first, last, figure in periods
            for other in taken.meeting(first, last)
        ):
            taken.put(periods)
            yield run


class _Loosely:
    """Solves runs of one component's figures, each with the incidents that they may hold."""

    def __init__(
        self, scope: Scope, component: Component, book: Book, limit: int, clock: Clock
    ) -> None:
        self._scope = scope
        self._own = {unit.incident.id for unit in component.units}
        self._book = book
        self._limit = limit
        self._clock = clock

    def runs(self, figures: tuple[Figure, ...]) -> list[_Run]:
        """Return the answers of a run of figures, of its halves where it is still too large."""
        if not self._clock.is_over:
            try:
                return [_Run(figures, self.together(figures, self._held(figures)))]
            except TooManyAtomsError:
                if len(figures) > 1:
                    middle = len(figures) // 2
                    return [*self.runs(figures[:middle]), *self.runs(figures[middle:])]
        return [_Run(figures, _unsolved(figures))]

    def _held(self, figures: Sequence[Figure]) -> list[Unit]:
        found = {
            unit.incident.id: unit
            for figure in figures
            for unit, _ in self._book.units_of(figure)
            if unit.incident.id in self._own
        }
        return [found[identifier] for identifier in sorted(found)]

    def together(self, figures: Sequence[Figure], units: Sequence[Unit]) -> Counted:
        """Return the answer of some figures with some incidents; raise TooManyAtomsError."""
        atoms = Atoms(self._scope, figures, self._book, self._limit)
        counted = solve(build(atoms, figures, units, self._book), self._clock)
        return _unsolved(figures) if counted is None else counted


def _unsolved(figures: Sequence[Figure]) -> Counted:
    """Return what figures allow of which nothing more is known."""
    highs = [f.high for f in figures if f.high is not None]
    high = sum(highs) if len(highs) == len(figures) else None
    return Counted(Range(0, high, False), Range(0, high, False))
