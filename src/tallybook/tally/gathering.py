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

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Hashable
from functools import partial

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import Standard
from tallybook.tally.book import Book
from tallybook.tally.deciding import Deciding
from tallybook.tally.figures import Figure
from tallybook.tally.material import Policy
from tallybook.tally.names import PLACES
from tallybook.tally.scopes import (
    RANK,
    Scope,
    Unit,
    inside,
    may_lie_in,
    never_sure,
)


class Component(Struct, frozen=True):
    """Figures and incidents that decide one another, ordered by key and id. `cut` says that
    figures outside the question were left out, which can only widen the bounds; `is_whole` that it
    is all that touches the question, too much to be taken apart."""

    figures: tuple[Figure, ...]
    units: tuple[Unit, ...]
    cut: bool = False
    is_whole: bool = False


class Gathered(Struct, frozen=True):
    """A question's components; the incidents that no count can hold and that are surely or
    possibly inside, each of which counts for itself; and what is adrift and may be inside. Where
    the total `is_open` above, the components are of the figures that decide it from below."""

    components: tuple[Component, ...]
    sure: tuple[Unit, ...]
    possible: tuple[Unit, ...]
    adrift_figures: tuple[Figure, ...]
    adrift_units: tuple[Unit, ...]
    is_open: bool = False


def gather(
    book: Book, scope: Scope, standard: Standard, policy: Policy, *, whole: bool = False
) -> Gathered:
    """Return the components of a question at one standard of evidence; `whole`, with the figures
    that decide nothing as well.

    Where more figures outside the question would join than the policy allows, none does; where more
    touch it than it allows, they are one component.
    """
    gathering = _Gathering(book, scope, standard, policy.figures)
    if len(gathering.touching) > policy.counts:
        return gathering.undivided()
    found = gathering.result(whole=whole)
    if found is None:
        found = _Gathering(book, scope, standard, None).result(whole=whole)
        assert found is not None, "none are too many where none joins"
    return found


class _Gathering:
    """One walk from a question over the figures and incidents that it leads to, up to a `limit` of
    figures outside of it; with None, over those alone that touch it."""

    def __init__(self, book: Book, scope: Scope, standard: Standard, limit: int | None) -> None:
        self.book = book
        self.scope = scope
        self.rank = RANK[standard]
        self._counts = partial(_counts, book, scope, self.rank)
        self.limit = limit
        self.outside = 0
        self.cut = limit is None
        touching = book.touching(scope)
        walked = touching if limit is None else book.figures
        ranked = [f for f in walked if RANK[f.standard] <= self.rank]
        free = [f for f in ranked if f.key in book.free]
        self.adrift = {f.key for f in free if book.figure_adrift(f, scope, self.rank)}
        self.pool = {f.key: f for f in ranked if f.key not in self.adrift}
        self.adrift_figures = tuple(f for f in touching if f.key in self.adrift)
        self.in_question = book.units_in(scope)
        # Where else they lie may contradict what counts say of there.
        self.supposed_outside = {u.incident.id: u for u in book.units.supposed_outside()}
        self.touching = [figure for figure in touching if figure.key in self.pool]
        self.deciding: Deciding | None = None
        self.linked: set[str] = set()
        self.settled: set[str] = set()
        self.vague: dict[Hashable, tuple[int, list[Unit]]] = {}
        self.parents: dict[str, str] = {}
        self.figures: dict[str, Figure] = {}
        self.units: dict[str, Unit] = {}
        self.untaken = book.kinds.untaken()
        self.walked: set[str] = set()

    def undivided(self) -> Gathered:
        """Return all that touches the question as one component."""
        counted, _ = self.book.counted_in(self.scope)
        units = tuple(unit for unit in counted if unit.rank <= self.rank)
        component = Component(tuple(self.touching), units, cut=True, is_whole=True)
        return Gathered((component,), (), (), self.adrift_figures, self._adrift_units())

    def result(self, *, whole: bool) -> Gathered | None:
        """Return what was gathered; None where too many figures would join."""
        outside = [(unit, Certainty.POSSIBLE) for unit in self.supposed_outside.values()]
        asked = [(u, c) for u, c in (*self.in_question, *outside) if self._counts(u)]
        sure_alone = {u.incident.id for u, c in asked if c is Certainty.SURE}
        for unit, _ in asked:
            self.units[unit.incident.id] = unit
        touching = self.touching
        deciding = Deciding(self.book, self.scope, self.pool, self.rank, self._counts)
        if not whole and not self.book.units.any_supposed and deciding.is_open(touching):
            self.deciding = deciding
            touching = [figure for figure in touching if deciding.decides(figure)]
        for figure in touching:
            self._add(figure)
        seeds = list(touching)
        # A count outside may leave an incident no room but inside the question.
        for unit, certainty in asked:
            perhaps = [unit] if certainty is Certainty.POSSIBLE else []
            for other in (*perhaps, *self._told_outside(self.scope, unit)):
                for figure in self.book.figures_of(other):
                    self._reach(other.incident.id, figure, seeds.append)
        for seed in seeds:
            self._walk_from(seed)
        if self.is_too_large:
            return None
        asked_ids = [unit.incident.id for unit, _ in asked]
        for key in asked_ids:
            self._join_unsure(key)
        return self._parted(asked_ids, sure_alone, {f.key for f in touching})

    def _add(self, figure: Figure) -> None:
        deciding = self.deciding
        self.figures[figure.key] = figure if deciding is None else deciding.as_it_decides(figure)
        self.parents.setdefault(figure.key, figure.key)

    def _walk_from(self, seed: Figure) -> None:
        """Walk over all that a figure leads to, what is near first; where an earlier walk has come
        to it, nowhere."""
        queue = deque([seed] if seed.key not in self.walked else [])
        while queue and not self.is_too_large:
            figure = queue.popleft()
            if figure.key not in self.walked:
                self.walked.add(figure.key)
                queue.extend(self._around(figure))

    def _around(self, figure: Figure) -> list[Figure]:
        """Join what shares attacks with a figure; return the figures that are found so."""
        new: list[Figure] = []
        found = self.untaken.around(figure)
        self.book.reach_to(figure.scope)
        for other in (*self.book.tied_to(figure), *found):
            if never_sure(other.scope):
                self.book.reach_to(other.scope)
            self._reach(figure.key, other, new.append)
            if other.key in self.figures:
                new.append(other)
        parents, root = self.parents, self._find(figure.key)
        for unit, certainty in (*self.book.dated_units_of(figure), *self._vague_in(figure)):
            known = unit.incident.id in self.linked
            if (known and parents[unit.incident.id] == root) or not self._counts(unit):
                continue
            self._link(figure, unit)
            root = self._find(figure.key)
            # What a sure incident ties together overlaps where the incident lies; where it may be
            # one with another that is told elsewhere, the counts of there say whether that stands.
            leading = [] if known else self._told_outside(figure.scope, unit)
            if certainty is Certainty.POSSIBLE and not known:
                self.settled.add(unit.incident.id)
                leading.append(unit)
            for lead in leading:
                for other in self.book.figures_of(lead):
                    if other.key != figure.key:
                        self._reach(figure.key, other, new.append)
        return new

    def _vague_in(self, figure: Figure) -> list[tuple[Unit, Certainty]]:
        """Return the vague incidents that a figure surely or possibly counts, by id, but for those
        that have been joined with all figures that may count them. A large book has thousands of
        them, each of which may be in thousands of figures."""
        places, period = figure.scope.named[PLACES], figure.scope.period
        names, vague = self.book.names, self.book.units.vague
        seen, waiting = self.vague.setdefault(places, (0, []))
        if seen < len(vague):
            waiting += (u for u in vague[seen:] if may_lie_in(u.named[PLACES], places, names))
            waiting = [u for u in waiting if u.incident.id not in self.settled and self._counts(u)]
            waiting.sort(key=lambda unit: unit.last)
            self.vague[places] = len(vague), waiting
        found: list[tuple[Unit, Certainty]] = []
        left: list[Unit] = []
        start = bisect_left(waiting, period.first, key=lambda unit: unit.last)
        for unit in waiting[start:]:
            if unit.incident.id in self.settled:
                continue
            left.append(unit)
            if (certainty := inside(unit, figure.scope, names)) is not Certainty.NO:
                found.append((unit, certainty))
        waiting[start:] = left
        return sorted(found, key=lambda one: one[0].incident.id)

    @property
    def is_too_large(self) -> bool:
        """Whether more figures outside the question would join than may."""
        return self.limit is not None and self.cut

    def _reach(self, key: str, other: Figure, joined: Callable[[Figure], None]) -> None:
        if other.key not in self.pool:
            return
        if other.key not in self.figures:
            if self.deciding is not None and not self.deciding.decides(other):
                return
            if self.limit is None or self.outside >= self.limit:
                self.cut = True
                return
            self.outside += 1
            self._add(other)
            joined(other)
        self._union(key, other.key)

    def _link(self, figure: Figure, unit: Unit) -> None:
        identifier = unit.incident.id
        self.units[identifier] = unit
        self.linked.add(identifier)
        self._union(figure.key, identifier)
        self._join_unsure(identifier)

    def _join_unsure(self, identifier: str) -> None:
        # Who may be the same attack as one outside of the question may lie there as well.
        for other in self.book.unsure_with(identifier):
            unit = self.book.units[other]
            if self._counts(unit):
                self.units[other] = unit
                self._union(identifier, other)

    def _told_outside(self, scope: Scope, unit: Unit) -> list[Unit]:
        """Return the incidents outside of a scope that may be the same attack as one in it."""
        others = (self.book.units[other] for other in self.book.unsure_with(unit.incident.id))
        return [
            other
            for other in others
            if self._counts(other) and not inside(other, scope, self.book.names)
        ]

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
            adrift_units=self._adrift_units(),
            is_open=self.deciding is not None,
        )

    def _adrift_units(self) -> tuple[Unit, ...]:
        _, adrift = self.book.counted_in(self.scope)
        return tuple(unit for unit in adrift if unit.rank <= self.rank)


def _counts(book: Book, scope: Scope, rank: int, unit: Unit) -> bool:
    """Whether an incident is one of a question's at standards up to a `rank`, and not adrift."""
    return unit.rank <= rank and not book.unit_adrift(unit, scope)
