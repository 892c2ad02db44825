"""Phrases with numbers as reports of violence print them, and what each number counts.

`counts/what_is_counted.tsv` has a phrase and its numbers: words, bounds (open above where nothing
follows the dots), and the noun that is counted, else the unit; nothing where the number counts
nothing. The phrases are ours, each reading was checked by hand.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tallybook.errors import NothingFoundError
from tallybook.workflow.lookup.values import look_up_number

TABLE = Path(__file__).parent / "counts" / "what_is_counted.tsv"

with TABLE.open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened, delimiter="\t"))


def readings(phrase: str) -> str:
    try:
        found = look_up_number(phrase).found
    except NothingFoundError:
        return ""
    return "; ".join(
        f"{one.count.words} {one.count.low}..{'' if one.count.high is None else one.count.high} "
        f"{one.counts or one.unit or '-'}"
        for one in found
    )


def test_there_are_more_than_eighty() -> None:
    assert len({row["phrase"] for row in ROWS}) > 80


@pytest.mark.parametrize("row", ROWS, ids=[row["phrase"] for row in ROWS])
def test_a_number_counts_what_its_phrase_says(row: dict[str, str]) -> None:
    assert readings(row["phrase"]) == row["numbers"]
