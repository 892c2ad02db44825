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
from collections.abc import Collection, Iterable, Iterator, Sequence

from tallybook.core.certainty import Certainty
from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.counting import Counted, build, solve
from tallybook.tally.figures import Figure
from tallybook.tally.gathering import Component
from tallybook.tally.periods import days_lie_in
from tallybook.tally.programs import Range, added
from tallybook.tally.scopes import RANK, Scope, Unit, may_meet, names_lie_in, names_may_meet
from tallybook.tally.units import is_vague

Need = tuple[int, int, int]
"""The first and the last day of a count, and what it reports beyond the incidents."""


def loosely(scope: Scope, component: Component, book: Book, limit: int, clock: Clock) -> Counted:
    """Return bounds that hold, and are not tight; `limit` is that of the question's atoms."""
    within = list(_lying_in(scope, component.figures, book))
    vague = sum(map(is_vague, component.units))
    beyond = max(0, _apart(within, rank_of(component), book) - vague)
    known = _known_apart(scope, component.units, book, limit, clock)
    least = max([known.low + beyond, *(figure.low for alike in within for figure in alike)])
    high = _most_added(scope, component, book)
    most = None if high is None or known.high is None else known.high + high
    return Counted(Range(least, most, False), Range(beyond, high, False))


def _lying_in(scope: Scope, figures: Iterable[Figure], book: Book) -> Iterator[list[Figure]]:
    """Yield by kind those figures of which every attack surely lies in a scope."""
    for alike in book.kinds.parted(figures):
        if names_lie_in(alike[0].scope, scope, book.names):
            yield [f for f in alike if days_lie_in(f.scope.period, scope.period)]


def _most_added(scope: Scope, component: Component, book: Book) -> int | None:
    """Return how many attacks the figures that touch a question count at most that no incident is;
    None where one of them is open above."""
    names = book.names
    figures = component.figures
    if any(f.high is None and may_meet(scope, f.scope, names) for f in figures):
        return None
    touching = [f for f in figures if may_meet(scope, f.scope, names)]
    own = {unit.incident.id for unit in component.units}
    return sum(_added_by(figure, own, book) for figure in touching)


def overfull(component: Component, rank: int, book: Book) -> list[Figure]:
    """Return the figures that leave no room for the attacks up to a `rank` that are known in
    them."""
    crowded: set[str] = set()
    plain = (f for f in component.figures if f.high is not None and book.is_plain(f))
    for alike in book.kinds.parted(plain):
        numbers = book.numbers_alone(alike, rank, lambda unit: unit.rank <= rank)
        crowded.update(
            figure.key
            for figure, number in zip(alike, numbers, strict=True)
            if figure.high is not None and figure.high < number
        )
    return [figure for figure in component.figures if figure.key in crowded]


def crowding(figure: Figure, rank: int, book: Book) -> tuple[Unit, ...]:
    """Return of the attacks up to a `rank` that are known in an overfull figure as many as it has
    room for and one more: a smallest set that cannot hold together with it."""
    known = [
        unit
        for unit, certainty in book.dated_units_of(figure)
        if certainty is Certainty.SURE and unit.rank <= rank and book.is_alone_in(figure, unit)
    ]
    known.sort(key=lambda unit: unit.incident.id)
    assert figure.high is not None, "what is open above has room"
    return tuple(known[: figure.high + 1])


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
    asked = book.certainty_in(scope)
    alone: list[Certainty | None] = []
    by_id: dict[str, Unit] = {}
    for unit in units:
        identifier = unit.incident.id
        if book.units.is_alone(identifier):
            alone.append(asked.get(identifier))
        else:
            by_id[identifier] = unit
    sure, possible, pairs = alone.count(Certainty.SURE), alone.count(Certainty.POSSIBLE), 0
    unsure: list[Unit] = []
    for cluster in book.clusters(by_id):
        found = [asked.get(identifier) for identifier in cluster]
        if len(cluster) == 1:
            sure += found[0] is Certainty.SURE
            possible += found[0] is Certainty.POSSIBLE
        elif len(cluster) == 2 and all(certainty is Certainty.SURE for certainty in found):
            pairs += 1
        else:
            unsure += [by_id[identifier] for identifier in cluster]
    apart = Range(sure + pairs, sure + possible + 2 * pairs)
    if not unsure:
        return apart
    counted = solve(build(Atoms(scope, (), book, limit), (), unsure, book), clock)
    assert counted is not None, "incidents alone contradict nothing"
    return added([apart, counted.total])


def rank_of(component: Component) -> int:
    """Return the rank of the widest standard that anything in a component meets."""
    met = {RANK[figure.standard] for figure in component.figures}
    met.update(unit.rank for unit in component.units)
    return max(met, default=0)


def _apart(kinds: Iterable[Sequence[Figure]], rank: int, book: Book) -> int:
    """Return what figures, given by kind, that cannot share an attack report beyond the incidents
    up to a `rank` that may lie in them: of those that name the same, the most that such of them
    come to."""
    alike: dict[tuple[object, ...], tuple[Figure, list[Need]]] = {}
    for group in filter(None, kinds):
        _, needs = alike.setdefault(group[0].scope.named, (group[0], []))
        needs += _needs(group, rank, book)
    most = sorted(
        ((_most_apart(needs), first) for first, needs in alike.values()),
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
    """Return what figures of one kind report beyond the incidents that may lie in them."""
    some = [figure for figure in figures if figure.low]
    number_held = book.may_hold(some, rank, lambda unit: unit.rank <= rank)
    return [
        (figure.scope.period.first, figure.scope.period.last, figure.low - held)
        for figure, held in zip(some, number_held, strict=True)
        if figure.low > held
    ]


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
        certainty is Certainty.SURE and unit.incident.id in own and book.is_alone_in(figure, unit)
        for unit, certainty in book.units.dated_inside(figure.scope)
    )
    return max(0, figure.high - held)
