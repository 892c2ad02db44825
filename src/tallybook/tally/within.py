"""The dated incidents that may lie in what figures of one kind name, by their days.

Most incidents are of one day. How many of these lie in a week is then the difference of two places
in a list of days, and which ones they are a slice of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from tallybook.core.certainty import Certainty
from tallybook.core.incidents import STANDARDS
from tallybook.tally.names import PLACES, Names
from tallybook.tally.periods import FAR_PAST
from tallybook.tally.scopes import Scope, Unit, day_inside, inside
from tallybook.tally.stretches import Stretches

RANK = {standard: rank for rank, standard in enumerate(STANDARDS)}
"""How far down the standards one is: what meets a standard meets those of higher rank."""

Counts = Callable[[Unit], bool]
"""Whether an incident counts for a question at a standard."""


class Within:
    """Incidents, each with the certainty that it lies in what is named; `is_alone` says which are
    known to be different from all others."""

    def __init__(
        self,
        found: Iterable[tuple[Unit, Certainty]],
        is_alone: Callable[[str], bool],
        names: Names,
    ) -> None:
        self._names = names
        self._is_alone = is_alone
        exact: list[tuple[int, str, Unit, Certainty]] = []
        others: list[tuple[int, int, Unit]] = []
        for unit, certainty in found:
            if _is_exact(unit):
                exact.append((unit.first, unit.incident.id, unit, certainty))
            else:
                others.append((unit.first, unit.last, unit))
        exact.sort(key=lambda one: one[:2])
        self._exact = [(unit, certainty) for _, _, unit, certainty in exact]
        self._days = [day for day, _, _, _ in exact]
        self._ranks = [_rank(unit) for unit, _ in self._exact]
        self._others = Stretches(others)
        self._possible: dict[int, list[int]] = {}
        self._alone: dict[int, list[int]] = {}

    def inside(self, scope: Scope) -> list[tuple[Unit, Certainty]]:
        """Return those that surely or possibly lie in a scope that names this, by day."""
        period = scope.period
        days = self._days
        found = self._exact[bisect_left(days, period.first) : bisect_right(days, period.last)]
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

    def number(self, scope: Scope, rank: int, counts: Counts) -> int:
        """Return how many up to a `rank` may lie in a scope that names this; of those whose days
        or places are not exact, of which `counts` says so."""
        period = scope.period
        if period.yearly is not None:
            return sum(
                meets(unit, rank) and (_is_exact(unit) or counts(unit))
                for unit, _ in self.inside(scope)
            )
        days = self._possible.get(rank)
        if days is None:
            ranked = zip(self._days, self._ranks, strict=True)
            days = self._possible[rank] = [day for day, its_rank in ranked if its_rank <= rank]
        return _between(days, period.first, period.last) + sum(
            inside(unit, scope, self._names) is not Certainty.NO and counts(unit)
            for unit in self._others.meeting(period.first, period.last)
        )

    def number_alone(self, scope: Scope, rank: int, counts: Counts) -> int:
        """Return how many up to a `rank` surely lie in a scope that names this, and are different
        from all others; of those whose days or places are not exact, of which `counts` says so."""
        if scope.place_unknown:
            return 0
        period = scope.period
        days = self._alone.get(rank)
        if days is None:
            days = self._alone[rank] = [
                unit.first
                for (unit, certainty), its_rank in zip(self._exact, self._ranks, strict=True)
                if its_rank <= rank
                and certainty is Certainty.SURE
                and self._is_alone(unit.incident.id)
            ]
        return _between(days, period.sure_first, period.sure_last) + sum(
            inside(unit, scope, self._names) is Certainty.SURE
            and self._is_alone(unit.incident.id)
            and counts(unit)
            for unit in self._others.meeting(period.first, period.last)
        )


def meets(unit: Unit, rank: int) -> bool:
    """Whether an incident meets a standard up to a `rank`."""
    return _rank(unit) <= rank


def _rank(unit: Unit) -> int:
    standard = unit.incident.standard
    return len(STANDARDS) if standard is None else RANK[standard]


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


def _between(days: list[int], first: int, last: int) -> int:
    """Return how many of some days lie in [first, last]."""
    return max(0, bisect_right(days, last) - bisect_left(days, first))
