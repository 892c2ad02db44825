"""The rules on MAVERICK equal what was computed from the file by other means."""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

import msgspec
import pytest

from evals import aggregation
from evals.data import Absent, default_folder
from tallybook.tally.aggregation import Row, apply_rules, bounds_of_rows


@pytest.fixture
def deaths() -> list[Row]:
    try:
        return aggregation.read_rows(default_folder())
    except Absent as absent:
        pytest.skip(str(absent))


def test_the_answers_for_the_dead_of_2200_events(deaths: list[Row]):
    found = apply_rules(deaths)
    assert (found.events, found.reports) == (2200, 3287)
    assert found.lowest == 3105
    assert (found.most_common, found.most_common_highest) == (3290, 4485)
    assert found.latest == 3685
    assert round(found.mean) == 4091
    assert found.highest == 5010
    assert found.plain_sum == 11795


def test_our_bounds_contain_every_rule_but_the_plain_sum(deaths: list[Row]):
    answers = apply_rules(deaths, ["HRW", "KNCHR"])
    best_alone = [msgspec.structs.replace(row, low=row.value, high=row.value) for row in deaths]
    for rows in (deaths, best_alone):
        bounds = bounds_of_rows(rows)
        assert aggregation.outside(answers, bounds) == []
        assert bounds.upper is not None
        assert answers.plain_sum > bounds.upper


FIELDS = ("event_id", "source_author", "deaths_best", "deaths_low", "deaths_high")


def run(monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    monkeypatch.setattr(sys, "argv", ["aggregation", "--data", str(folder)])
    return aggregation.main()


@pytest.mark.parametrize(("low", "status"), [("3", 0), ("5", 1)])
def test_the_command_prints_the_rules_and_fails_outside_of_the_bounds(
    low: str,
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    (tmp_path / "aggregation").mkdir()
    with gzip.open(tmp_path / "aggregation" / aggregation.FILE, "wt", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(FIELDS)
        lines.writerow(["1", "Post", "4", low, "6"])
    assert run(monkeypatch, tmp_path) == status
    printed = capsys.readouterr()
    assert f"our bounds                       {low} to 6" in printed.out
    assert ("outside of our bounds: lowest" in printed.err) is bool(status)


def test_absent_data_is_skipped_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert run(monkeypatch, tmp_path) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("aggregation is skipped: ")
