"""A book's figures and incidents, indexed for questions: what may share attacks with what.

Some of both tie nothing together, and would tie everything: `gathering` says what is free and
what is adrift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice

from tallybook.core.certainty import Certainty
from tallybook.tally.figures import Figure
from tallybook.tally.kinds import Kinds
from tallybook.tally.names import PLACES
from tallybook.tally.periods import FAR_PAST, Period
from tallybook.tally.reach import Reach
from tallybook.tally.scopes import (
    Scope,
    Unit,
    fitting,
    inside,
    lies_in,
    may_meet,
    never_sure,
)
from tallybook.tally.units import Units
from tallybook.tally.within import Counts


class Book:
    """The figures and incidents of a book, indexed for questions; `reach` notes how far they were
    looked for."""

    def __init__(self, figures: Sequence[Figure], units: Units, reach: Reach | None = None) -> None:
        self.names = units.names
        self.reach = Reach() if reach is None else reach
        self.figures = tuple(figures)
        self.units = units
        self._tied: dict[str, set[str]] = {}
        self._by_key = {figure.key: figure for figure in self.figures}
        for figure in self.figures:
            for other in figure.inside | figure.beside:
                # What can share no attack needs no word of the text to keep it apart.
                if other in self._by_key and may_meet(
                    figure.scope, self._by_key[other].scope, self.names
                ):
                    self._tied.setdefault(figure.key, set()).add(other)
                    self._tied.setdefault(other, set()).add(figure.key)
        self._around: dict[str, list[Figure]] = {}
        self._holding: dict[str, list[Figure]] = {}
        self._dated: dict[str, list[tuple[Unit, Certainty]]] = {}
        self._last_asked: tuple[Scope, tuple[Figure, ...]] | None = None
        self._last_certain: tuple[Scope, Mapping[str, Certainty]] | None = None
        self._last_counted: tuple[Scope, tuple[list[Unit], list[Unit]]] | None = None
        self._enough: dict[tuple[str, int], bool] = {}
        self._place = {figure.key: place for place, figure in enumerate(self.figures)}
        self.kinds = Kinds(self.figures, self.names)
        self.held = frozenset(i for figure in self.figures for i in figure.holds)
        self._key_of = {c: f.key for f in self.figures for said in f.said for c in said.claims}
        self._parted = {key for f in self.figures for pair in f.disjoint for key in pair}
        self.free = self._free_figures()

    def _free_figures(self) -> frozenset[str]:
        """Return the keys of the figures that put no attack surely into themselves."""
        shared = Counter(figure.scope.period.hidden for figure in self.figures)
        return frozenset(
            figure.key
            for figure in self.figures
            if figure.key not in self._tied
            and figure.key not in self._parted
            and not figure.holds
            and (
                figure.scope.place_unknown
                or (never_sure(figure.scope) and shared[figure.scope.period.hidden] == 1)
            )
        )

    def figure_adrift(self, figure: Figure, question: Scope, rank: int) -> bool:
        """Whether a figure's attacks may all lie away from a question and from every count, or
        be incidents that are counted anyway at standards up to `rank`."""
        if figure.key not in self.free:
            return False
        period = figure.scope.period
        undated = never_sure(figure.scope) and period.first == FAR_PAST
        away = _away(question, no_place=figure.scope.place_unknown, undated=undated)
        return away or self._satisfied(figure, rank)

    def _satisfied(self, figure: Figure, rank: int) -> bool:
        """Whether enough distinct incidents surely fit a free figure, whatever it leaves open."""
        key = (figure.key, rank)
        found = self._enough.get(key)
        if found is None:
            scope = fitting(figure.scope)
            # What fits may be anywhere in the past: most often enough of it is at hand.
            found = self._fit(figure, self.units.inside_at_hand(scope), rank) or (
                not self.units.at_hand(scope) and self._fit(figure, self.units.inside(scope), rank)
            )
            self._enough[key] = found
        return found

    def _fit(self, figure: Figure, units: Iterable[tuple[Unit, Certainty]], rank: int) -> bool:
        fit = (
            unit
            for unit, certainty in units
            if certainty is Certainty.SURE and self.is_alone_in(figure, unit) and unit.rank <= rank
        )
        return sum(1 for _ in islice(fit, figure.low)) == figure.low

    def is_alone_in(self, figure: Figure, unit: Unit) -> bool:
        """Whether an incident that lies in a figure is one of its attacks by itself: the figure
        counts it, and it is surely no other incident's attack."""
        return not self.unsure_with(unit.incident.id) and not self.sets_apart(figure, unit)

    def sets_apart(self, figure: Figure, unit: Unit) -> bool:
        """Whether the text, of the figure or of the incident, says that the figure does not count
        the incident."""
        return unit.incident.id in figure.excludes or any(
            self._key_of.get(claim) == figure.key for claim in unit.incident.apart_from
        )

    def touching(self, scope: Scope) -> tuple[Figure, ...]:
        """Return the figures that may count attacks of a scope."""
        # Of a question the same is asked at each standard, and again for its notes.
        if self._last_asked is None or self._last_asked[0] is not scope:
            found = tuple(f for f in self.figures if may_meet(scope, f.scope, self.names))
            self._last_asked = scope, found
        return self._last_asked[1]

    def is_tied(self, figure: Figure) -> bool:
        """Whether a text says how a figure relates to others that it may share an attack with."""
        return figure.key in self._tied or figure.key in self._parted

    def is_plain(self, figure: Figure) -> bool:
        """Whether days and names are all that says what a figure counts."""
        told = figure.holds or figure.excludes or self.is_tied(figure)
        begins = figure.scope.period.first > FAR_PAST and not never_sure(figure.scope)
        return begins and not told and figure.key not in self.free

    def unit_adrift(self, unit: Unit, question: Scope) -> bool:
        """Whether an incident may lie away from a question and from every count."""
        no_place, undated = not unit.named[PLACES], unit.first == FAR_PAST
        if unit.supposed or not (no_place or undated):
            return False
        away = _away(question, no_place=no_place, undated=undated)
        return away and unit.incident.id not in self.held

    def unsure_with(self, identifier: str) -> Set[str]:
        """Return the incidents that may be the same one as this."""
        return self.units.unsure_with(identifier)

    def clusters(self, identifiers: Collection[str]) -> list[list[str]]:
        """Part incidents into clusters that unsure pairs hold together, each by id."""
        left = set(identifiers)
        found: list[list[str]] = []
        for start in sorted(identifiers):
            if start not in left:
                continue
            left.discard(start)
            if self.units.is_alone(start):
                found.append([start])
                continue
            cluster, queue = [start], [start]
            while queue:
                here = queue.pop()
                for other in sorted(self.unsure_with(here) & left):
                    left.discard(other)
                    cluster.append(other)
                    queue.append(other)
            found.append(sorted(cluster))
        return found

    def units_in(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return the incidents that surely or possibly lie in a scope."""
        return self.units.inside(scope)

    def certainty_in(self, scope: Scope) -> Mapping[str, Certainty]:
        """Return of each incident that may lie in a question, by id, whether it surely does."""
        if self._last_certain is None or self._last_certain[0] is not scope:
            found = {unit.incident.id: certainty for unit, certainty in self.units_in(scope)}
            self._last_certain = scope, found
        return self._last_certain[1]

    def counted_in(self, scope: Scope) -> tuple[list[Unit], list[Unit]]:
        """Return the incidents that surely or possibly lie in a question and meet any standard, by
        id: those that bear on it, and those that are adrift."""
        if self._last_counted is None or self._last_counted[0] is not scope:
            counted = [unit for unit, _ in self.units_in(scope) if unit.incident.standard]
            counted.sort(key=lambda unit: unit.incident.id)
            adrift = [unit for unit in counted if self.unit_adrift(unit, scope)]
            if adrift:
                away = {unit.incident.id for unit in adrift}
                counted = [unit for unit in counted if unit.incident.id not in away]
            self._last_counted = scope, (counted, adrift)
        return self._last_counted[1]

    def units_of(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        """Return the incidents that a figure surely or possibly counts."""
        return [*self.units_in(figure.scope), *self._held_by(figure)]

    def dated_units_of(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        """Return those of the incidents of a figure that are not vague, or that its text names."""
        found = self._dated.get(figure.key)
        if found is None:
            found = [*self.units.dated_inside(figure.scope), *self._held_by(figure)]
            self._dated[figure.key] = found
        return found

    def numbers_alone(self, figures: Sequence[Figure], rank: int, counts: Counts) -> list[int]:
        """Return of figures of one kind how many incidents of standards up to a `rank` surely lie
        in each, and are known to be different; of those that something is left open of, which
        `counts`."""
        return self.units.numbers_alone(
            [figure.scope for figure in figures],
            rank,
            lambda unit, key: counts(unit) and not self.sets_apart(self._by_key[key], unit),
        )

    def may_hold(self, figures: Sequence[Figure], rank: int, counts: Counts) -> list[int]:
        """Return of figures of one kind how many incidents of standards up to a `rank` may lie in
        each or are named by its text, those aside that are vague; of those that something is left
        open of, which `counts`."""
        found = self.units.numbers_inside([figure.scope for figure in figures], rank, counts)
        return [
            number
            + sum(
                counts(unit) and inside(unit, figure.scope, self.names) is Certainty.NO
                for unit in self.units.named(figure.holds)
            )
            if figure.holds
            else number
            for figure, number in zip(figures, found, strict=True)
        ]

    def _held_by(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        return [(unit, Certainty.SURE) for unit in self.units.named(figure.holds)]

    def figures_of(self, unit: Unit) -> list[Figure]:
        """Return the figures that may count an incident."""
        found = self._holding.get(unit.incident.id)
        if found is None:
            places = unit.named[PLACES]
            countries = self.names.countries((places,)) if places else None
            self.reach.to(unit.first, unit.last, countries)
            days = Scope("", period=Period(unit.first, unit.last))
            found = self._holding[unit.incident.id] = self._ordered(
                figure
                for figure in self.kinds.meeting(days, self.kinds.holding(places))
                if inside(unit, figure.scope, self.names)
            )
        return found

    def around(self, figure: Figure) -> list[Figure]:
        """Return the figures that may share an attack with one, or that the text ties to it."""
        found = self._around.get(figure.key)
        if found is None:
            self.reach_to(figure.scope)
            tied = {other.key: other for other in self.tied_to(figure)}
            near = self.kinds.meeting(figure.scope, self.kinds.near(figure))
            tied.update((other.key, other) for other in near)
            for other in tied.values():
                if never_sure(other.scope):
                    self.reach_to(other.scope)
            found = self._ordered(other for other in tied.values() if other.key != figure.key)
            self._around[figure.key] = found
        return found

    @cached_property
    def outgrown(self) -> list[tuple[Figure, Figure]]:
        """Pairs of plain figures of which the first surely counts nothing that the second does not,
        and counts more than that, by the keys of the second and the first."""
        found: list[tuple[Figure, Figure]] = []
        for figure in self.figures:
            if (high := figure.high) is None or not self.is_plain(figure):
                continue
            larger = (
                other
                for other in self.kinds.meeting(figure.scope, self.kinds.within(figure))
                if other.low > high and self.is_plain(other)
            )
            found += ((f, figure) for f in larger if lies_in(f.scope, figure.scope, self.names))
        return sorted(found, key=lambda pair: (pair[1].key, pair[0].key))

    def tied_to(self, figure: Figure) -> list[Figure]:
        """Return the figures that the text ties to one."""
        return [self._by_key[key] for key in self._tied.get(figure.key, ())]

    def reach_to(self, scope: Scope) -> None:
        """Reach to what may say a count's figure again, or share with it the days that it leaves
        open, which a report may do of other places."""
        period = scope.period
        countries = None if never_sure(scope) else self.names.countries(scope.named[PLACES])
        self.reach.to(period.first, period.last, countries)

    def _ordered(self, figures: Iterable[Figure]) -> list[Figure]:
        return sorted(figures, key=lambda figure: self._place[figure.key])


def _away(question: Scope, *, no_place: bool, undated: bool) -> bool:
    """Every count with sure days is of named places and begins on some day, so what names no
    place may be elsewhere, and what names no day may be earlier than all."""
    return (no_place and bool(question.named[PLACES])) or (
        undated and question.period.first > FAR_PAST
    )
