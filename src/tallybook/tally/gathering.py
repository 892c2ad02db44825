"""What bears on a question, parted into components that do not decide one another.

Two counts that cannot share an attack, and are tied to no incident together, add up; so the
bounds of a question are the sums of its components' bounds, each small. A count outside the
question joins a component when it decides a count inside ("13 in Iraq and Syria, exactly 3 in
Syria", asked of Iraq).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import STANDARDS, Standard
from tallybook.tally.figures import Figure
from tallybook.tally.material import Material
from tallybook.tally.names import Names
from tallybook.tally.scopes import Scope, Unit, incident_unit, inside, may_meet

WIDE_DAYS = 62
"""Incidents dated less exactly than this are looked at for every scope."""

RANK = {standard: rank for rank, standard in enumerate(STANDARDS)}


class Component(Struct, frozen=True):
    """Figures and incidents that decide one another, ordered by key and id. `cut` says that
    figures outside the question were left out, which can only widen the bounds."""

    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    cut: bool = False


class Gathered(Struct, frozen=True):
    """A question's components, and the incidents that no count can hold and that are surely or
    possibly inside: each of these counts for itself."""

    components: tuple[Component, ...]
    sure: tuple[Unit, ...]
    possible: tuple[Unit, ...]


def units_of(material: Material, names: Names) -> list[Unit]:
    """Return a book's incidents as units, each no later than its first known report."""
    units: list[Unit] = []
    for incident in sorted(material.incidents, key=lambda incident: incident.id):
        claims = (material.claims.get(identifier) for identifier in incident.claims)
        facts = (material.documents.get(claim.document) for claim in claims if claim is not None)
        days = [f.published for f in facts if f is not None and f.published is not None]
        units.append(incident_unit(incident, min(days, default=None), names))
    return units


class Book:
    """The figures and incidents of a book, indexed for questions."""

    def __init__(self, figures: Sequence[Figure], units: Sequence[Unit], names: Names) -> None:
        self.names = names
        self.figures = tuple(figures)
        self.units = tuple(sorted(units, key=lambda unit: unit.incident.id))
        self.unit_of = {unit.incident.id: unit for unit in self.units}
        near = [unit for unit in self.units if unit.last - unit.first < WIDE_DAYS]
        self._wide = [unit for unit in self.units if unit.last - unit.first >= WIDE_DAYS]
        self._near = sorted(near, key=lambda unit: unit.first)
        self._firsts = [unit.first for unit in self._near]
        self._unsure: dict[str, set[str]] = {}
        for unit in self.units:
            for other in unit.incident.unsure:
                if other in self.unit_of and other != unit.incident.id:
                    self._unsure.setdefault(unit.incident.id, set()).add(other)
                    self._unsure.setdefault(other, set()).add(unit.incident.id)
        self._tied: dict[str, set[str]] = {}
        for figure in self.figures:
            for other in figure.inside | figure.beside:
                self._tied.setdefault(figure.key, set()).add(other)
                self._tied.setdefault(other, set()).add(figure.key)
        self._meets: dict[tuple[str, str], bool] = {}

    def unsure_with(self, identifier: str) -> frozenset[str]:
        """Return the incidents that may be the same one as this."""
        return frozenset(self._unsure.get(identifier, ()))

    def units_in(self, scope: Scope) -> Iterator[tuple[Unit, Certainty]]:
        """Yield the incidents that surely or possibly lie in a scope."""
        names = self.names
        start = bisect_left(self._firsts, scope.period.first - WIDE_DAYS)
        end = bisect_right(self._firsts, scope.period.last)
        for units in (self._near[start:end], self._wide):
            for unit in units:
                found = inside(unit, scope, names)
                if found is not Certainty.NO:
                    yield unit, found

    def meet(self, one: Figure, other: Figure) -> bool:
        """Whether one attack may be counted in both figures."""
        key = (one.key, other.key) if one.key < other.key else (other.key, one.key)
        found = self._meets.get(key)
        if found is None:
            found = self._meets[key] = may_meet(one.scope, other.scope, self.names)
        return found

    def gather(self, scope: Scope, standard: Standard, limit: int) -> Gathered:
        """Return the components of a question at one standard of evidence.

        At most `limit` figures outside the question join.
        """
        return _Gathering(self, scope, standard, limit).result()

    def tied(self, figure: Figure) -> Iterable[str]:
        """Return the keys of the figures that the text ties to this one."""
        return self._tied.get(figure.key, ())


class _Gathering:
    """One walk from a question over the figures and incidents that it leads to."""

    def __init__(self, book: Book, scope: Scope, standard: Standard, limit: int) -> None:
        self.book = book
        self.scope = scope
        self.rank = RANK[standard]
        self.limit = limit
        self.outside = 0
        self.cut = False
        self.pool = [f for f in book.figures if RANK[f.standard] <= self.rank]
        self.parents: dict[str, str] = {}
        self.figures: dict[str, Figure] = {}
        self.units: dict[str, Unit] = {}

    def result(self) -> Gathered:
        asked = self._units_in(self.scope)
        sure_alone = {u.incident.id for u, c in asked if c is Certainty.SURE}
        for unit, _ in asked:
            self.units[unit.incident.id] = unit
        touching = [f for f in self.pool if may_meet(self.scope, f.scope, self.book.names)]
        for figure in touching:
            self._add(figure)
        queue = list(touching)
        while queue:
            queue.extend(self._around(queue.pop()))
        asked_ids = [unit.incident.id for unit, _ in asked]
        for identifier in asked_ids:
            self._join_unsure(identifier)
        return self._parted(asked_ids, sure_alone, {f.key for f in touching})

    def _units_in(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        return [
            (unit, certainty)
            for unit, certainty in self.book.units_in(scope)
            if unit.incident.standard is not None and RANK[unit.incident.standard] <= self.rank
        ]

    def _add(self, figure: Figure) -> None:
        self.figures[figure.key] = figure
        self.parents.setdefault(figure.key, figure.key)

    def _around(self, figure: Figure) -> list[Figure]:
        """Join what shares attacks with a figure; return the figures that are new."""
        new: list[Figure] = []
        tied = set(self.book.tied(figure))
        for other in self.pool:
            if other.key != figure.key and (other.key in tied or self.book.meet(figure, other)):
                self._reach(figure, other, new)
        doubtful: list[Unit] = []
        for unit, certainty in self._units_in(figure.scope):
            self._link(figure, unit)
            if certainty is Certainty.POSSIBLE:
                doubtful.append(unit)
        for identifier in sorted(figure.holds):
            unit_held = self.book.unit_of.get(identifier)
            if unit_held is not None and self._counts(unit_held):
                self._link(figure, unit_held)
        for unit in doubtful:
            for other in self.pool:
                if other.key != figure.key and inside(unit, other.scope, self.book.names):
                    self._reach(figure, other, new)
        return new

    def _counts(self, unit: Unit) -> bool:
        standard = unit.incident.standard
        return standard is not None and RANK[standard] <= self.rank

    def _reach(self, figure: Figure, other: Figure, new: list[Figure]) -> None:
        if other.key not in self.figures:
            if self.outside >= self.limit:
                self.cut = True
                return
            self.outside += 1
            self._add(other)
            new.append(other)
        self._union(figure.key, other.key)

    def _link(self, figure: Figure, unit: Unit) -> None:
        identifier = unit.incident.id
        self.units[identifier] = unit
        self._union(figure.key, identifier)
        self._join_unsure(identifier)

    def _join_unsure(self, identifier: str) -> None:
        for other in self.book.unsure_with(identifier):
            unit = self.book.unit_of[other]
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
            else:
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
        )
