"""Figures by kind: those that name the same and differ in nothing but their days.

Who counts attacks counts the same thing week after week, so thousands of figures are of few kinds.
Whether names can be borne by one attack is asked of two kinds once, and the figures of a kind are
found by their days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tallybook.tally.figures import Figure
from tallybook.tally.names import PLACES, Names, Union
from tallybook.tally.periods import periods_meet
from tallybook.tally.scopes import Scope, may_lie_in, may_meet_in, names_lie_in, names_may_meet
from tallybook.tally.stretches import Stretches, Untaken

Kind = int
"""The number of a kind."""


class Kinds:
    """The figures of a book by kind."""

    def __init__(self, figures: Sequence[Figure], names: Names) -> None:
        self._names = names
        self._kinds: dict[str, Kind] = {}
        self._scopes: list[Scope] = []
        self._by_places: dict[tuple[Union, ...], list[Kind]] = {}
        self._near: dict[Kind, list[Kind]] = {}
        self._within: dict[Kind, list[Kind]] = {}
        self._holding: dict[Union, list[Kind]] = {}
        known: dict[tuple[object, ...], Kind] = {}
        members: list[list[tuple[int, int, Figure]]] = []
        for figure in figures:
            scope = figure.scope
            alike = (scope.named, scope.stages, scope.place_unknown)
            kind = known.get(alike)
            if kind is None:
                kind = known[alike] = len(members)
                members.append([])
                self._scopes.append(scope)
                self._by_places.setdefault(scope.named[PLACES], []).append(kind)
            self._kinds[figure.key] = kind
            members[kind].append((scope.period.first, scope.period.last, figure))
        self._members = members
        self._figures = [Stretches(each) for each in members]

    def meeting(self, scope: Scope, kinds: Iterable[Kind]) -> Iterator[Figure]:
        """Yield the figures of some kinds whose days a scope may share, in no order."""
        period = scope.period
        for kind in kinds:
            for figure in self._figures[kind].meeting(period.first, period.last):
                other = figure.scope.period
                if (period.yearly is other.yearly is None) or periods_meet(period, other):
                    yield figure

    def parted(self, figures: Iterable[Figure]) -> list[list[Figure]]:
        """Return figures parted by kind."""
        found: dict[Kind, list[Figure]] = defaultdict(list)
        kinds = self._kinds
        for figure in figures:
            found[kinds[figure.key]].append(figure)
        return list(found.values())

    def near(self, figure: Figure) -> list[Kind]:
        """Return the kinds that may share an attack with a figure, days left aside."""
        kind = self._kinds[figure.key]
        found = self._near.get(kind)
        if found is None:
            scope = self._scopes[kind]
            places = scope.named[PLACES]
            found = self._near[kind] = [
                other
                for others, kinds in self._by_places.items()
                if may_meet_in(PLACES, places, others, self._names)
                for other in kinds
                if names_may_meet(scope, self._scopes[other], self._names)
            ]
        return found

    def within(self, figure: Figure) -> list[Kind]:
        """Return the kinds of which every attack surely lies in what a figure counts, days left
        aside."""
        kind = self._kinds[figure.key]
        found = self._within.get(kind)
        if found is None:
            outer = self._scopes[kind]
            found = self._within[kind] = [
                other
                for other in self.near(figure)
                if names_lie_in(self._scopes[other], outer, self._names)
            ]
        return found

    def holding(self, places: Union) -> list[Kind]:
        """Return the kinds that may count an attack in some places, as far as places go."""
        found = self._holding.get(places)
        if found is None:
            found = self._holding[places] = [
                kind
                for asked, kinds in self._by_places.items()
                if may_lie_in(places, asked, self._names)
                for kind in kinds
            ]
        return found

    def untaken(self) -> UntakenFigures:
        """Return all figures, for a walk that takes each where it first comes to it."""
        return UntakenFigures(self, self._members)


class UntakenFigures:
    """The figures that a walk has not come to yet.

    Where weeks overlap, each figure is around hundreds of others. A walk that takes what it finds
    looks at each once, and comes to all the same.
    """

    def __init__(self, kinds: Kinds, members: Sequence[Sequence[tuple[int, int, Figure]]]) -> None:
        self._kinds = kinds
        self._members = members
        self._left: dict[Kind, Untaken[Figure]] = {}

    def around(self, figure: Figure) -> list[Figure]:
        """Take and return the figures that may share an attack with one."""
        period = figure.scope.period
        found: list[Figure] = []
        for kind in self._kinds.near(figure):
            left = self._left.get(kind)
            if left is None:
                left = self._left[kind] = Untaken(self._members[kind])
            found += left.take(
                period.first,
                period.last,
                lambda other: (
                    (period.yearly is other.scope.period.yearly is None)
                    or periods_meet(period, other.scope.period)
                ),
            )
        return found
