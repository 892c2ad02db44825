"""Valid bounds of a component that is too large, or for which the time does not suffice.

From below, the incidents are apart from one another, as far as they are not unsure, and beside them
are the attacks that counts report and no incident can be: of a count that lies in the question what
it reports beyond all incidents that may lie in it, of counts that cannot share an attack the sum.
An incident of which the day is hardly known may lie in any of them, and in one at most. From above,
the total is at most the incidents that may lie in the question, and what each count adds to those
that surely lie in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable

from tallybook.core.certainty import Certainty
from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.counting import Counted, build, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.programs import Range, added
from tallybook.tally.scopes import Scope, Unit, inside, lies_in, may_meet, names_may_meet
from tallybook.tally.units import is_vague
from tallybook.tally.within import RANK, meets

Need = tuple[int, int, int]
"""The first and the last day of a count, and what it reports beyond the incidents."""


def loosely(scope: Scope, component: Component, book: Book, limit: int, clock: Clock) -> Counted:
    """Return bounds that hold, and are not tight; `limit` is that of the question's atoms."""
    own = {unit.incident.id: unit for unit in component.units}
    touching = [f for f in component.figures if may_meet(scope, f.scope, book.names)]
    within = [figure for figure in touching if lies_in(figure.scope, scope, book.names)]
    vague = sum(map(is_vague, own.values()))
    beyond = max(0, _apart(within, _rank(component), book) - vague)
    high: int | None = None
    if all(figure.high is not None for figure in touching):
        high = sum(_added_by(figure, own, book) for figure in touching)
    known = _known_apart(scope, component.units, book, limit, clock)
    least = max([known.low + beyond, *(figure.low for figure in within)])
    most = None if high is None or known.high is None else known.high + high
    return Counted(Range(least, most, False), Range(beyond, high, False))


def overfull(component: Component, book: Book) -> list[tuple[Figure, tuple[Unit, ...]]]:
    """Return the figures that leave no room for the attacks that are known in them, each with as
    many of these as it has room for and one more: a smallest set that cannot hold together."""
    rank = _rank(component)

    def counts(unit: Unit) -> bool:
        return meets(unit, rank)

    found: list[tuple[Figure, tuple[Unit, ...]]] = []
    for figure in component.figures:
        high = figure.high
        if high is None or not book.is_plain(figure):
            continue
        if book.is_overfull(figure, high, rank, counts):
            known = [
                unit
                for unit, certainty in book.dated_units_of(figure)
                if certainty is Certainty.SURE
                and counts(unit)
                and not book.unsure_with(unit.incident.id)
                and not book.sets_apart(figure, unit)
            ]
            known.sort(key=lambda unit: unit.incident.id)
            found.append((figure, tuple(known[: high + 1])))
    return found


def outgrown(
    component: Component, book: Book, aside: Collection[str]
) -> list[tuple[Figure, Figure]]:
    """Return pairs of figures of which the first surely counts nothing that the second does not,
    and counts more than that, those left `aside` passed over: two that cannot hold together. Two
    figures that count alike and differ are such a pair."""
    standing = {figure.key for figure in component.figures}.difference(aside)
    return [
        (one, other)
        for one, other in book.outgrown
        if one.key in standing and other.key in standing
    ]


def _known_apart(
    scope: Scope, units: Iterable[Unit], book: Book, limit: int, clock: Clock
) -> Range:
    """Return how many attacks the incidents are that may lie in the question."""
    certain = {unit.incident.id: (unit, inside(unit, scope, book.names)) for unit in units}
    sure = possible = pairs = 0
    unsure: list[Unit] = []
    for cluster in book.clusters(certain):
        found = [certain[identifier] for identifier in cluster]
        if len(cluster) == 1:
            sure += found[0][1] is Certainty.SURE
            possible += found[0][1] is Certainty.POSSIBLE
        elif len(cluster) == 2 and all(c is Certainty.SURE for _, c in found):
            pairs += 1
        else:
            unsure += [unit for unit, _ in found]
    apart = Range(sure + pairs, sure + possible + 2 * pairs)
    if not unsure:
        return apart
    counted = solve(build(Atoms(scope, (), book, limit), (), unsure, book), clock)
    assert counted is not None, "incidents alone contradict nothing"
    return added([apart, counted.total])


def _rank(component: Component) -> int:
    """Return the rank of the widest standard that anything in a component meets."""
    met = {figure.standard for figure in component.figures}
    met.update(u.incident.standard for u in component.units if u.incident.standard is not None)
    return max((RANK[standard] for standard in met), default=0)


def _apart(figures: Iterable[Figure], rank: int, book: Book) -> int:
    """Return what figures that cannot share an attack report beyond the incidents up to a `rank`
    that may lie in them: of those that name the same, the most that such of them come to."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        alike.setdefault(figure.scope.named, []).append(figure)
    most = sorted(
        ((_most_apart(_needs(group, rank, book)), group[0]) for group in alike.values()),
        key=lambda one: (-one[0], one[1].key),
    )
    taken: list[Figure] = []
    total = 0
    for number, figure in most:
        if number and not any(
            names_may_meet(figure.scope, other.scope, book.names) for other in taken
        ):
            taken.append(figure)
            total += number
    return total


def _needs(figures: Iterable[Figure], rank: int, book: Book) -> list[Need]:
    def counts(unit: Unit) -> bool:
        return meets(unit, rank)

    found: list[Need] = []
    for figure in figures:
        held = book.may_hold(figure, rank, counts) if figure.low else 0
        if figure.low > held:
            period = figure.scope.period
            found.append((period.first, period.last, figure.low - held))
    return found


def _most_apart(needs: Iterable[Need]) -> int:
    """Return the most that some come to of which no two share a day (weighted interval scheduling,
    by their last days; Kleinberg & Tardos 2005, *Algorithm Design*, 6.1)."""
    ordered = sorted(needs, key=lambda need: need[1])
    lasts = [last for _, last, _ in ordered]
    most = [0]
    for number, (first, _, needed) in enumerate(ordered):
        before = bisect_left(lasts, first, 0, number)
        most.append(max(most[-1], most[before] + needed))
    return most[-1]


def _added_by(figure: Figure, own: Collection[str], book: Book) -> int:
    """Return how many attacks a figure with an upper end counts at most that no incident is."""
    assert figure.high is not None, "what is open above adds any number"
    held = sum(
        certainty is Certainty.SURE
        and unit.incident.id in own
        and not book.unsure_with(unit.incident.id)
        and not book.sets_apart(figure, unit)
        for unit, certainty in book.units.dated_inside(figure.scope)
    )
    return max(0, figure.high - held)
