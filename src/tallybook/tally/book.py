"""A book's figures and incidents, indexed for questions: what may share attacks with what.

Some of both tie nothing together, and would tie everything: `gathering` says what is free and
what is adrift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import STANDARDS
from tallybook.tally.figures import Figure
from tallybook.tally.names import PLACES
from tallybook.tally.periods import FAR_PAST
from tallybook.tally.reach import Reach
from tallybook.tally.scopes import (
    Scope,
    Unit,
    fitting,
    inside,
    may_lie_in,
    may_meet,
    may_meet_in,
    never_sure,
)
from tallybook.tally.stretches import Placed
from tallybook.tally.units import Units

RANK = {standard: rank for rank, standard in enumerate(STANDARDS)}


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
        self._by_figure: dict[str, list[tuple[Unit, Certainty]]] = {}
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._around: dict[str, list[Figure]] = {}
        self._holding: dict[str, list[Figure]] = {}
        self._enough: dict[tuple[str, int], bool] = {}
        self._place = {figure.key: place for place, figure in enumerate(self.figures)}
        self._by_days: Placed[Figure] = Placed()
        scopes = ((f.scope, f) for f in self.figures)
        self._by_days.put(
            (scope.period.first, scope.period.last, scope.named[PLACES], f) for scope, f in scopes
        )
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
        period = figure.scope.period
        if figure.key not in self.free:
            return False
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
            if certainty is Certainty.SURE
            and not self.unsure_with(unit.incident.id)
            and not self.sets_apart(figure, unit)
            and unit.incident.standard is not None
            and RANK[unit.incident.standard] <= rank
        )
        return sum(1 for _ in islice(fit, figure.low)) == figure.low

    def sets_apart(self, figure: Figure, unit: Unit) -> bool:
        """Whether the text, of the figure or of the incident, says that the figure does not count
        the incident."""
        return unit.incident.id in figure.excludes or any(
            self._key_of.get(claim) == figure.key for claim in unit.incident.apart_from
        )

    def is_tied(self, figure: Figure) -> bool:
        """Whether a text says how a figure relates to others that it may share an attack with."""
        return figure.key in self._tied or figure.key in self._parted

    def unit_adrift(self, unit: Unit, question: Scope) -> bool:
        """Whether an incident may lie away from a question and from every count."""
        if unit.supposed:
            return False
        no_place, undated = not unit.named[PLACES], unit.first == FAR_PAST
        away = _away(question, no_place=no_place, undated=undated)
        return away and unit.incident.id not in self.held

    def unsure_with(self, identifier: str) -> frozenset[str]:
        """Return the incidents that may be the same one as this."""
        return self.units.unsure_with(identifier)

    def units_in(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return the incidents that surely or possibly lie in a scope."""
        return self.units.inside(scope)

    def units_of(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        """Return the incidents that a figure surely or possibly counts."""
        return [*self.units_in(figure.scope), *self._held_by(figure)]

    def dated_units_of(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        """Return those of the incidents of a figure that are not vague, or that its text names."""
        found = self._by_figure.get(figure.key)
        if found is None:
            found = [*self.units.dated_inside(figure.scope), *self._held_by(figure)]
            self._by_figure[figure.key] = found
        return found

    def may_hold(self, figure: Figure, rank: int) -> int:
        """Return how many incidents of standards up to `rank` may lie in a figure, those aside that
        are vague. Their number is kept, and not which they are: there may be millions of pairs."""
        found = self._numbers.get(figure.key)
        if found is None:
            units = {u.incident.id: u for u, _ in self.units.dated_inside(figure.scope)}
            units.update((u.incident.id, u) for u in self.units.named(figure.holds))
            ranks = [RANK[u.incident.standard] for u in units.values() if u.incident.standard]
            found = tuple(sum(one <= most for one in ranks) for most in RANK.values())
            self._numbers[figure.key] = found
        return found[rank]

    def _held_by(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        return [(unit, Certainty.SURE) for unit in self.units.named(figure.holds)]

    def figures_of(self, unit: Unit) -> list[Figure]:
        """Return the figures that may count an incident."""
        found = self._holding.get(unit.incident.id)
        if found is None:
            places = unit.named[PLACES]
            countries = self.names.countries((places,)) if places else None
            self.reach.to(unit.first, unit.last, countries)
            found = self._holding[unit.incident.id] = self._ordered(
                figure
                for figure in self._by_days.meeting(
                    unit.first,
                    unit.last,
                    ("holding", places),
                    lambda asked: may_lie_in(places, asked, self.names),
                )
                if inside(unit, figure.scope, self.names)
            )
        return found

    def around(self, figure: Figure) -> list[Figure]:
        """Return the figures that may share an attack with one, or that the text ties to it."""
        found = self._around.get(figure.key)
        if found is None:
            tied = self._tied.get(figure.key, set()) & self._by_key.keys()
            period, places = figure.scope.period, figure.scope.named[PLACES]
            self.reach_to(figure.scope)
            near = (
                other
                for other in self._by_days.meeting(
                    period.first,
                    period.last,
                    ("meeting", places),
                    lambda others: may_meet_in(PLACES, places, others, self.names),
                )
                if other.key not in tied and may_meet(figure.scope, other.scope, self.names)
            )
            around = [*(self._by_key[key] for key in tied), *near]
            for other in around:
                if never_sure(other.scope):
                    self.reach_to(other.scope)
            found = self._ordered(other for other in around if other.key != figure.key)
            self._around[figure.key] = found
        return found

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
