"""docs/sources.md: every suffix, field, column name and limit of the program is there."""

from __future__ import annotations

import re
from pathlib import Path

from tallybook.ingest import confinement, limits, markup, pdf_text, zips
from tallybook.ingest.building import MAX_TEXT
from tallybook.ingest.records import FIELDS
from tallybook.ingest.registry import known_suffixes

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_suffix_is_there_and_no_other() -> None:
    named = set(re.findall(r"`(\.\w+)`", PAGE))
    assert named == {*known_suffixes(), ".gz"}


def test_every_field_with_its_columns() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+)", PAGE, re.M)
    assert {field: tuple(re.findall(r"`(\w+)`", names)) for field, names in rows} == FIELDS


def test_the_limits_are_those_of_the_program() -> None:
    for words in (
        f"{limits.MAX_BYTES // 1_000_000} MB, {MAX_TEXT:,} characters",
        f"{markup.MAX_ELEMENTS:,} elements",
        f"archives inside archives | {limits.MAX_DEPTH} |",
        f"{limits.MAX_RATIO} to 1",
        f"{zips.MAX_DIRECTORY // 1_000_000} MB |",
        f"{pdf_text.MAX_PAGES:,} pages",
        f"{confinement.MAX_SECONDS} seconds of computing, "
        f"{confinement.MAX_MEMORY // 1_000_000:,} MB of memory",
    ):
        assert words in PAGE, words
