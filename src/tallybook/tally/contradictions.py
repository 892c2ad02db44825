"""Where no number of attacks agrees with everything that was said.

The smallest set that cannot hold together is found by a deletion filter (Chinneck & Dravnieks
1991, *ORSA Journal on Computing* 3(2)): take members away one after another, and put back what
the contradiction needs. Each figure in it is one side's; the incidents in it are another's. A
way out drops one side; ways out are followed until what is left agrees, since dropping one side
may leave a second contradiction. The bounds of a contradictory component are the least range
that holds every way out that drops no more than it must.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.counting import Counted, build, hull, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.programs import Range
from tallybook.tally.scopes import Unit

Keys = frozenset[str]


class OutOfTimeError(Exception):
    """A contradiction could not be taken apart in time. Internal: `bounds` falls back."""


class WayOut(Struct, frozen=True):
    """What is left of a component when `dropped` is taken away."""

    dropped: Keys
    counted: Counted


class Conflict(Struct, frozen=True):
    """A smallest contradictory set: its figures and incidents, and each side with the range of
    the component's total without it, None where no way out drops only that."""

    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    sides: tuple[tuple[Keys, Range], ...]


class Resolved(Struct, frozen=True):
    """A contradictory component: its range over all ways out, and what is in conflict."""

    counted: Counted
    conflicts: tuple[Conflict, ...]


def smallest(members: Sequence[str], agrees: Callable[[Sequence[str]], bool]) -> list[str]:
    """Return a subset that does not agree while all that lack one of its members do.

    `members` does not agree as a whole, and what is dropped first stands first. Halves are tried
    before single members, so that thousands of incidents cost few calls.
    """
    kept = list(members)
    size = max(1, len(kept) // 2)
    while True:
        place = 0
        while place < len(kept):
            trial = kept[:place] + kept[place + size :]
            if agrees(trial):
                place += size
            else:
                kept = trial
        if size == 1:
            return kept
        size //= 2


def resolve(component: Component, atoms: Atoms, book: Book, clock: Clock, limit: int) -> Resolved:
    """Return the ranges and conflicts of a component that contradicts itself.

    At most `limit` ways out are followed; past it the range is not marked as tight. Raises
    OutOfTimeError where the time does not suffice to say what contradicts what.
    """
    figures = {figure.key: figure for figure in component.figures}
    units = {unit.incident.id: unit for unit in component.units}

    def counted(keys: Sequence[str]) -> Counted | None:
        chosen = set(keys)
        problem = build(
            atoms,
            [figure for key, figure in figures.items() if key in chosen],
            [unit for key, unit in units.items() if key in chosen],
            book,
        )
        if clock.is_over:
            raise OutOfTimeError
        return solve(problem, clock)

    everything = [*units, *figures]
    found: list[WayOut] = []
    sets: dict[Keys, tuple[Keys, ...]] = {}
    seen: set[Keys] = set()
    queue: list[Keys] = [frozenset()]
    followed = 0
    while queue and followed < limit:
        dropped = queue.pop(0)
        if dropped in seen or any(way.dropped <= dropped for way in found):
            continue
        seen.add(dropped)
        followed += 1
        left = [key for key in everything if key not in dropped]
        here = counted(left)
        if here is not None:
            found.append(WayOut(dropped, here))
            continue
        core = frozenset(smallest(left, lambda keys: counted(keys) is not None))
        sets[core] = _sides(core, figures)
        queue.extend(dropped | side for side in sets[core])
    ways = [way for way in found if not any(o.dropped < way.dropped for o in found)]
    return Resolved(
        _together(ways, complete=not queue),
        tuple(_conflict(core, sides, ways, figures, units) for core, sides in sets.items()),
    )


def _sides(core: Keys, figures: dict[str, Figure]) -> tuple[Keys, ...]:
    counts = sorted(key for key in core if key in figures)
    incidents = core.difference(counts)
    sides = [frozenset({key}) for key in counts]
    return (*sides, incidents) if incidents else tuple(sides)


def _together(ways: Sequence[WayOut], *, complete: bool) -> Counted:
    if not ways:
        return Counted(Range(0, None, False), Range(0, None, False))
    total = hull([way.counted.total for way in ways])
    residue = hull([way.counted.residue for way in ways])
    if complete:
        return Counted(total, residue)
    return Counted(Range(total.low, total.high, False), Range(residue.low, residue.high, False))


def _conflict(
    core: Keys,
    sides: Sequence[Keys],
    ways: Sequence[WayOut],
    figures: dict[str, Figure],
    units: dict[str, Unit],
) -> Conflict:
    answers: list[tuple[Keys, Range]] = []
    for side in sides:
        totals = [way.counted.total for way in ways if side <= way.dropped]
        if totals:
            answers.append((side, hull(totals)))
    return Conflict(
        figures=tuple(figures[key] for key in sorted(core) if key in figures),
        units=tuple(units[key] for key in sorted(core) if key in units),
        sides=tuple(answers),
    )
