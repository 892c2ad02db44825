"""Expressions of time as reports of conflict use them, each with the day of writing and the days
that it means: the set of 150 that the grammar must read without a mistake.

The sentences are ours. A narrative expression counts from the last day read before it.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
import spacy

from tallybook.coding.moments.finding import Anchor, find_moments, resolve_narrative
from tallybook.core.values import Moment

NLP = spacy.blank("en")
TABLE = Path(__file__).parent / "moments" / "conflict_expressions.tsv"

with TABLE.open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened, delimiter="\t"))


def readings(sentence: str, written: date) -> dict[str, str]:
    """Return the days of each expression by its words."""
    last = Moment(written.isoformat(), written.isoformat(), "sometime", "")
    found: dict[str, str] = {}
    for mention in find_moments(NLP(sentence), Anchor(published=written)):
        moment = resolve_narrative(mention, last)
        first, end = moment.earliest or "", moment.latest or ""
        found[mention.moment.words] = first if first == end else f"{first}..{end}"
        if mention.shift is None and moment.earliest and moment.latest:
            last = moment
    return found


def test_there_are_a_hundred_and_fifty() -> None:
    assert len({row["sentence"] for row in ROWS}) >= 150


@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"] for row in ROWS])
def test_an_expression_means_its_days(row: dict[str, str]) -> None:
    found = readings(row["sentence"], date.fromisoformat(row["written"]))
    assert found.get(row["words"]) == row["days"], found
