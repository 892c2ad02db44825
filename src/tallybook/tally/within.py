"""The dated incidents that may lie in what figures of one kind name, by their days.

Most incidents are of one day. How many of these lie in a week is then the difference of two places
in a list of days, and which ones they are a slice of it. What they say of each dimension is a
column of numbers, so that what a kind names is looked up once for each thing that is said, and not
for each incident.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from itertools import compress

from tallybook.core.certainty import Certainty
from tallybook.tally.names import DIMENSIONS, PLACES, Names
from tallybook.tally.periods import FAR_PAST
from tallybook.tally.scopes import Scope, Unit, day_inside, fits, inside, stage_inside
from tallybook.tally.stretches import Stretches

Counts = Callable[[Unit], bool]
"""Whether an incident counts for a question at a standard."""
CountsIn = Callable[[Unit, str], bool]
"""Whether it counts in the scope of that key as well."""

_STAGE = len(DIMENSIONS)
"""The column of stages, after those of names."""


class Dated:
    """Dated incidents: those of one day by it, each with its rank and whether it is `alone`,
    none of those that are `unsure`, which may be the same as another one; and the `others`, whose
    days or places are not exact."""

    def __init__(self, units: Iterable[Unit], unsure: Container[str]) -> None:
        exact: list[tuple[int, str, Unit]] = []
        self.others: list[Unit] = []
        for unit in units:
            if _is_exact(unit):
                exact.append((unit.first, unit.incident.id, unit))
            else:
                self.others.append(unit)
        exact.sort()
        self.units = [unit for _, _, unit in exact]
        self.days = [day for day, _, _ in exact]
        self.ranks = [unit.rank for unit in self.units]
        self.alone = [identifier not in unsure for _, identifier, _ in exact]
        self.unsure = unsure
        self._columns: dict[int, tuple[list[int], list[Unit]]] = {}

    def certain(self, scope: Scope, names: Names) -> list[Certainty]:
        """Return of each of those of one day whether it lies in what a scope names."""
        tables: list[tuple[list[int], list[Certainty]]] = []
        column, examples = self._column(_STAGE)
        tables.append((column, [stage_inside(unit, scope) for unit in examples]))
        for dimension, unions in enumerate(scope.named):
            if unions:
                column, examples = self._column(dimension)
                told = ((unit.named[dimension], unit.alternatives[dimension]) for unit in examples)
                found = [
                    min(names.described(dimension, *one, union) for union in unions) for one in told
                ]
                tables.append((column, found))
        open_ones = [
            map(table.__getitem__, column)
            for column, table in tables
            if any(certainty is not Certainty.SURE for certainty in table)
        ]
        if not open_ones:
            return [Certainty.SURE] * len(self.units)
        return list(open_ones[0] if len(open_ones) == 1 else map(min, *open_ones))

    def _column(self, dimension: int) -> tuple[list[int], list[Unit]]:
        """Return the number of what each says of a dimension, and one that says it by number."""
        found = self._columns.get(dimension)
        if found is None:
            told: list[Hashable]
            if dimension == _STAGE:
                told = [unit.stages for unit in self.units]
            else:
                told = [(u.named[dimension], u.alternatives[dimension]) for u in self.units]
            examples = dict(zip(told, self.units, strict=True))
            numbers = {one: number for number, one in enumerate(examples)}
            column = list(map(numbers.__getitem__, told))
            found = self._columns[dimension] = column, list(examples.values())
        return found


class Within:
    """Those of dated incidents that may lie in what a scope names, and how certainly."""

    def __init__(self, dated: Dated, scope: Scope, names: Names) -> None:
        self._names = names
        self._unsure = dated.unsure
        certain = dated.certain(scope, names)
        self._units = list(compress(dated.units, certain))
        self._days = list(compress(dated.days, certain))
        self._ranks = list(compress(dated.ranks, certain))
        self._alone = list(compress(dated.alone, certain))
        self._certain = list(filter(None, certain))
        self._others = Stretches(
            (unit.first, unit.last, unit) for unit in dated.others if fits(unit, scope, names)
        )
        self._possible_days: dict[int, list[int]] = {}
        self._alone_days: dict[int, list[int]] = {}

    def inside(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return those that surely or possibly lie in a scope that names this, by day."""
        period = scope.period
        days = self._days
        here = slice(bisect_left(days, period.first), bisect_right(days, period.last))
        found = list(zip(self._units[here], self._certain[here], strict=True))
        if (period.first, period.last) != (period.sure_first, period.sure_last):
            certain = ((unit, min(known, day_inside(unit, period))) for unit, known in found)
            found = [(unit, certainty) for unit, certainty in certain if certainty]
        if scope.place_unknown:
            found = [(unit, min(known, Certainty.POSSIBLE)) for unit, known in found]
        further = [
            (unit, certainty)
            for unit in self._others.meeting(period.first, period.last)
            if (certainty := inside(unit, scope, self._names)) is not Certainty.NO
        ]
        if further:
            found = sorted([*found, *further], key=lambda one: (one[0].first, one[0].incident.id))
        return found

    def numbers(self, scopes: Iterable[Scope], rank: int, counts: Counts) -> Iterator[int]:
        """Yield of scopes that name this how many up to a `rank` may lie in each; of those whose
        days or places are not exact, of which `counts` says so."""
        days = self._possible_days.get(rank)
        if days is None:
            met = [its_rank <= rank for its_rank in self._ranks]
            days = self._possible_days[rank] = list(compress(self._days, met))
        others = len(self._others) > 0
        for scope in scopes:
            period = scope.period
            if period.yearly is not None:
                yield sum(
                    unit.rank <= rank and (_is_exact(unit) or counts(unit))
                    for unit, _ in self.inside(scope)
                )
                continue
            number = _between(days, period.first, period.last)
            if others:
                number += sum(
                    inside(unit, scope, self._names) is not Certainty.NO and counts(unit)
                    for unit in self._others.meeting(period.first, period.last)
                )
            yield number

    def numbers_alone(self, scopes: Iterable[Scope], rank: int, counts: CountsIn) -> Iterator[int]:
        """Yield of scopes that name this how many up to a `rank` surely lie in each, and are
        different from all others; of those whose days or places are not exact, of which `counts`
        says so."""
        days = self._alone_days.get(rank)
        if days is None:
            sure = Certainty.SURE
            met = [
                alone and known is sure and its_rank <= rank
                for alone, known, its_rank in zip(
                    self._alone, self._certain, self._ranks, strict=True
                )
            ]
            days = self._alone_days[rank] = list(compress(self._days, met))
        others = len(self._others) > 0
        for scope in scopes:
            if scope.place_unknown:
                yield 0
                continue
            period = scope.period
            number = _between(days, period.sure_first, period.sure_last)
            if others:
                number += sum(
                    inside(unit, scope, self._names) is Certainty.SURE
                    and unit.incident.id not in self._unsure
                    and counts(unit, scope.key)
                    for unit in self._others.meeting(period.first, period.last)
                )
            yield number


def _is_exact(unit: Unit) -> bool:
    """Whether an incident is of one day, has a place, and nothing else is said or supposed of it
    that decides where it lies."""
    return (
        FAR_PAST < unit.first == unit.last
        and unit.yearly is None
        and unit.supposed is None
        and bool(unit.named[PLACES])
        and not unit.incident.apart_from
    )


def _between(days: Sequence[int], first: int, last: int) -> int:
    """Return how many of some days lie in [first, last]."""
    return max(0, bisect_right(days, last) - bisect_left(days, first))
