"""docs/claims.md: every key of a claim is there, and the examples are read as the page says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tallybook.coding.coder import load_coder
from tallybook.coding.counts.finding import find_counts
from tallybook.coding.language.model import load_model
from tallybook.coding.moments.finding import Anchor, find_moments
from tallybook.core.claims import Claim, ClaimKind, RelationKind, Share, Stage, Stance, Verdict
from tallybook.core.documents import Document
from tallybook.core.values import Place
from tallybook.ingest import Fetched, Flags
from tallybook.ingest.intake import read_batch

PAGE = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"there is no section {title!r}"
    return found[1]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def keys(title: str) -> set[str]:
    return {key for row in rows(title) for key in re.findall(r"`(\w+)`", row[0])}


def test_every_key_of_a_claim_and_no_other() -> None:
    assert keys("Fields") == {*Claim.__struct_fields__, "sure", "sensitive"}


def test_every_key_of_a_place_and_no_other() -> None:
    assert keys("Places") == set(Place.__struct_fields__)


@pytest.mark.parametrize(
    ("title", "kind"), [("Kinds", ClaimKind), ("Stances", Stance), ("Stages", Stage)]
)
def test_every_kind_stance_and_stage(title: str, kind: object) -> None:
    assert keys(title) == set(get_args(kind))


@pytest.mark.parametrize("kind", [Verdict, Share, RelationKind])
def test_small_vocabularies_are_named(kind: object) -> None:
    for word in get_args(kind):
        assert f"`{word}`" in section("Fields")


EXAMPLES = [
    (field, row[0].strip("`"), row[2])
    for title, field in (("Kinds", "kind"), ("Stances", "stance"), ("Stages", "stage"))
    for row in rows(title)
]


@pytest.mark.parametrize(("field", "value", "sentence"), EXAMPLES)
def test_the_coder_reads_the_examples_so(field: str, value: str, sentence: str) -> None:
    data = f"From the region\n\n{sentence}\n".encode()
    flags = Flags(published="2024-03-06", publisher="Sahel Courier")
    document = read_batch([Fetched("example.txt", data)], flags)[0].result
    assert isinstance(document, Document)
    [claims] = load_coder().code([document])
    assert isinstance(claims, list)
    assert value in {getattr(claim, field) for claim in claims}


@pytest.mark.parametrize(("words", "low", "high"), [tuple(row) for row in rows("Counts")])
def test_counts_are_read_so(words: str, low: str, high: str) -> None:
    [mention] = find_counts(load_model()(f"Rebels carried out {words} there."))
    expected = (int(low), None if high == "open" else int(high))
    assert (mention.count.low, mention.count.high) == expected


@pytest.mark.parametrize("row", rows("Days"))
def test_days_are_read_so(row: list[str]) -> None:
    published, words, *expected = row
    day = None if published == "unknown" else date.fromisoformat(published)
    text = f"{words[0].upper()}{words[1:]}, five attacks were carried out there."
    [mention] = find_moments(load_model()(text), Anchor(published=day))
    moment = mention.moment
    assert moment is not None
    assert [moment.earliest, moment.latest, moment.extent] == expected
