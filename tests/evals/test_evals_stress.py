"""Stress sets: books that are easily counted wrongly, and what counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.counting import Answered
from evals.stress import SETS, TOWNS, Town, evaluate
from tallybook.core.tallies import Bounds


@pytest.mark.parametrize(
    ("lower", "upper", "exact", "within"),
    [(3, 3, True, True), (2, 3, False, True), (3, None, False, True), (4, 5, False, False)],
)
def test_bounds_are_right_where_they_are_the_number_alone(
    lower: int, upper: int | None, exact: bool, within: bool
) -> None:
    counted = Answered(Bounds(lower, upper), 3)
    assert (counted.is_exact, counted.is_within) == (exact, within)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_every_set_is_set_in_every_town(town: Town) -> None:
    for _, make in SETS.values():
        case = make(town)
        assert all(town.country in report.text for report in case.reports[:1])
        assert len({report.text for report in case.reports}) == len(case.reports)


def test_a_set_is_scored_by_its_books() -> None:
    figures = {one.key: one for one in evaluate(Path(), limit=1)}
    several = {"several", "several_apart", "several_joined"}
    assert figures.keys() == {f"stress.{key}" for key in SETS.keys() | several}
    assert figures["stress.follow_ups"].value == 100
    assert figures["stress.campaign"].parts["within"] == 1
