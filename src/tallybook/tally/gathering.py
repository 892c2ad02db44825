"""What bears on a question, parted into components that do not decide one another.

Two counts that cannot share an attack, and are tied to no incident together, add up; so the
bounds of a question are the sums of its components' bounds, each small. A count outside the
question joins a component when it decides a count inside ("13 in Iraq and Syria, exactly 3 in
Syria", asked of Iraq).

Two kinds of record would tie a whole book together, and need not:

- A **free** count says nothing that puts any one attack surely into it (no place, no day, "at some
  time in" a range), and no text ties it to other counts. It may hold any attack that fits, so it
  is kept to two rows: enough attacks fit it, and those that only it vouches for are not too many.
- What is **adrift** for a question may lie away from the question and from every count: a free
  count without a place asked of Iraq, an undated incident asked of a week. A free count that
  enough identified incidents fit is no different: it may hold just these. What is adrift takes
  nothing from the lower bound, and adds to the upper one whatever fits into a part of the
  question that no other count covers. Where one does, it allows as many attacks already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import STANDARDS, Standard
from tallybook.tally.figures import Figure
from tallybook.tally.names import PLACES
from tallybook.tally.reach import Reach
from tallybook.tally.scopes import (
    FAR_PAST,
    Scope,
    Unit,
    fitting,
    inside,
    may_lie_in,
    may_meet,
    may_meet_in,
)
from tallybook.tally.stretches import Placed
from tallybook.tally.units import Units

RANK = {standard: rank for rank, standard in enumerate(STANDARDS)}


class Component(Struct, frozen=True):
    """Figures and incidents that decide one another, ordered by key and id. `cut` says that
    figures outside the question were left out, which can only widen the bounds."""

    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    cut: bool = False


class Gathered(Struct, frozen=True):
    """A question's components; the incidents that no count can hold and that are surely or
    possibly inside, each of which counts for itself; and what is adrift and may be inside."""

    components: tuple[Component, ...]
    sure: tuple[Unit, ...]
    possible: tuple[Unit, ...]
    adrift_figures: tuple[Figure, ...]
    adrift_units: tuple[Unit, ...]


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
        self.free = self._free_figures()

    def _free_figures(self) -> frozenset[str]:
        """Return the keys of the figures that put no attack surely into themselves."""
        shared = Counter(figure.scope.period.hidden for figure in self.figures)
        tied = {key for f in self.figures for pair in f.disjoint for key in pair}
        return frozenset(
            figure.key
            for figure in self.figures
            if figure.key not in self._tied
            and figure.key not in tied
            and not figure.holds
            and (
                figure.scope.place_unknown
                or (_never_sure(figure.scope) and shared[figure.scope.period.hidden] == 1)
            )
        )

    def figure_adrift(self, figure: Figure, question: Scope, rank: int) -> bool:
        """Whether a figure's attacks may all lie away from a question and from every count, or
        be incidents that are counted anyway at standards up to `rank`."""
        period = figure.scope.period
        if figure.key not in self.free:
            return False
        undated = _never_sure(figure.scope) and period.first == FAR_PAST
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
                not self.units.at_hand(scope.period)
                and self._fit(figure, self.units.inside(scope), rank)
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
        found = self._by_figure.get(figure.key)
        if found is None:
            found = self._by_figure[figure.key] = self.units_in(figure.scope)
            found.extend((unit, Certainty.SURE) for unit in self.units.named(figure.holds))
        return found

    def figures_of(self, unit: Unit) -> list[Figure]:
        """Return the figures that may count an incident."""
        found = self._holding.get(unit.incident.id)
        if found is None:
            self.reach.to(unit.first, unit.last)
            places = unit.named[PLACES]
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
            self.reach.to(period.first, period.last)
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
            around = (*(self._by_key[key] for key in tied), *near)
            found = self._ordered(other for other in around if other.key != figure.key)
            self._around[figure.key] = found
        return found

    def _ordered(self, figures: Iterable[Figure]) -> list[Figure]:
        return sorted(figures, key=lambda figure: self._place[figure.key])

    def gather(self, scope: Scope, standard: Standard, limit: int) -> Gathered:
        """Return the components of a question at one standard of evidence.

        At most `limit` figures outside the question join.
        """
        return _Gathering(self, scope, standard, limit).result()


def _never_sure(scope: Scope) -> bool:
    return scope.period.sure_last < scope.period.sure_first


def _away(question: Scope, *, no_place: bool, undated: bool) -> bool:
    """Every count with sure days is of named places and begins on some day, so what names no
    place may be elsewhere, and what names no day may be earlier than all."""
    return (no_place and bool(question.named[PLACES])) or (
        undated and question.period.first > FAR_PAST
    )


class _Gathering:
    """One walk from a question over the figures and incidents that it leads to."""

    def __init__(self, book: Book, scope: Scope, standard: Standard, limit: int) -> None:
        self.book = book
        self.scope = scope
        self.rank = RANK[standard]
        self.limit = limit
        self.outside = 0
        self.cut = False
        ranked = [f for f in book.figures if RANK[f.standard] <= self.rank]
        self.adrift = {f.key for f in ranked if book.figure_adrift(f, scope, self.rank)}
        self.pool = {f.key: f for f in ranked if f.key not in self.adrift}
        self.adrift_figures = tuple(
            f for f in ranked if f.key in self.adrift and may_meet(scope, f.scope, book.names)
        )
        self.in_question = book.units_in(scope)
        # Where else they lie may contradict what counts say of there.
        self.supposed_outside = {u.incident.id: u for u in book.units.supposed_outside()}
        self.linked: set[str] = set()
        self.parents: dict[str, str] = {}
        self.figures: dict[str, Figure] = {}
        self.units: dict[str, Unit] = {}

    def result(self) -> Gathered:
        outside = [(unit, Certainty.POSSIBLE) for unit in self.supposed_outside.values()]
        asked = [(u, c) for u, c in (*self.in_question, *outside) if self._counts(u)]
        sure_alone = {u.incident.id for u, c in asked if c is Certainty.SURE}
        for unit, _ in asked:
            self.units[unit.incident.id] = unit
        touching = [f for f in self.pool.values() if may_meet(self.scope, f.scope, self.book.names)]
        for figure in touching:
            self._add(figure)
        queue = list(touching)
        # A count outside may leave an incident no room but inside the question.
        for unit, certainty in asked:
            if certainty is Certainty.POSSIBLE:
                for figure in self.book.figures_of(unit):
                    self._reach(unit.incident.id, figure, queue)
        while queue:
            queue.extend(self._around(queue.pop()))
        asked_ids = [unit.incident.id for unit, _ in asked]
        for key in asked_ids:
            self._join_unsure(key)
        return self._parted(asked_ids, sure_alone, {f.key for f in touching})

    def _add(self, figure: Figure) -> None:
        self.figures[figure.key] = figure
        self.parents.setdefault(figure.key, figure.key)

    def _around(self, figure: Figure) -> list[Figure]:
        """Join what shares attacks with a figure; return the figures that are new."""
        new: list[Figure] = []
        parents = self.parents
        root = self._find(figure.key)
        for other in self.book.around(figure):
            # Most of what is around has been joined from elsewhere.
            if parents.get(other.key) != root or other.key not in self.figures:
                self._reach(figure.key, other, new)
                root = self._find(figure.key)
        for unit, certainty in self.book.units_of(figure):
            known = unit.incident.id in self.linked
            if (known and parents.get(unit.incident.id) == root) or not self._counts(unit):
                continue
            self._link(figure, unit)
            root = self._find(figure.key)
            # What a sure incident ties together overlaps where the incident lies.
            if certainty is Certainty.POSSIBLE and not known:
                for other in self.book.figures_of(unit):
                    if other.key != figure.key:
                        self._reach(figure.key, other, new)
        return new

    def _counts(self, unit: Unit) -> bool:
        """Whether an incident is one of this question's at this standard, and not adrift."""
        standard = unit.incident.standard
        return (
            standard is not None
            and RANK[standard] <= self.rank
            and not self.book.unit_adrift(unit, self.scope)
        )

    def _reach(self, key: str, other: Figure, new: list[Figure]) -> None:
        if other.key not in self.pool:
            return
        if other.key not in self.figures:
            if self.outside >= self.limit:
                self.cut = True
                return
            self.outside += 1
            self._add(other)
            new.append(other)
        self._union(key, other.key)

    def _link(self, figure: Figure, unit: Unit) -> None:
        identifier = unit.incident.id
        self.units[identifier] = unit
        self.linked.add(identifier)
        self._union(figure.key, identifier)
        self._join_unsure(identifier)

    def _join_unsure(self, identifier: str) -> None:
        for other in self.book.unsure_with(identifier):
            unit = self.book.units[other]
            if self._counts(unit) and (
                other in self.units or inside(unit, self.scope, self.book.names)
            ):
                self.units[other] = unit
                self._union(identifier, other)

    def _find(self, key: str) -> str:
        parents = self.parents
        root = parents.setdefault(key, key)
        while parents[root] != root:
            root = parents[root]
        while parents[key] != root:
            parents[key], key = root, parents[key]
        return root

    def _union(self, one: str, other: str) -> None:
        a, b = self._find(one), self._find(other)
        if a != b:
            self.parents[max(a, b)] = min(a, b)

    def _parted(self, asked: list[str], sure: set[str], touching: set[str]) -> Gathered:
        alone_sure: list[Unit] = []
        alone_possible: list[Unit] = []
        wanted: set[str] = {self._find(key) for key in touching}
        for identifier in asked:
            if identifier in self.parents:
                wanted.add(self._find(identifier))
            elif identifier not in self.supposed_outside:
                (alone_sure if identifier in sure else alone_possible).append(
                    self.units[identifier]
                )
        parts: dict[str, tuple[list[Figure], list[Unit]]] = {root: ([], []) for root in wanted}
        for key in sorted(self.figures):
            if (root := self._find(key)) in parts:
                parts[root][0].append(self.figures[key])
        for identifier in sorted(self.units):
            if identifier in self.parents and (root := self._find(identifier)) in parts:
                parts[root][1].append(self.units[identifier])
        return Gathered(
            components=tuple(
                Component(tuple(figures), tuple(units), self.cut)
                for _, (figures, units) in sorted(parts.items())
            ),
            sure=tuple(alone_sure),
            possible=tuple(alone_possible),
            adrift_figures=self.adrift_figures,
            adrift_units=tuple(
                unit
                for unit, _ in self.in_question
                if unit.incident.standard is not None
                and RANK[unit.incident.standard] <= self.rank
                and self.book.unit_adrift(unit, self.scope)
            ),
        )
