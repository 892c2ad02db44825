"""What a voice says that it counts is shown wherever its figure is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from web_client import get

from tallybook.surface.browser.application import create_app
from tallybook.surface.terminal.main import app

WORDS = "The figure does not include drones that were shot down."
REPORT = f"""Attacks on bases

WASHINGTON, Oct. 24, 2023

US forces in Iraq and Syria have been attacked 13 times since October 17, the Pentagon said on \
Tuesday. {WORDS}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "bases.txt").write_text(REPORT, encoding="utf-8")
    path = folder / "a.db"
    assert call(path, "add", str(folder / "bases.txt"), "--publisher", "Wire").exit_code == 0
    return path


def call(book: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *words])


def test_it_is_in_claims_tally_explanation_and_brief(book: Path) -> None:
    claims = json.loads(call(book, "claims", "--json").stdout)
    [claim] = [claim for claim in claims if claim["kind"] == "count"]
    assert claim["definition"] == [WORDS]
    tally = json.loads(call(book, "tally", "--json").stdout)
    [constraint] = tally["constraints"]
    assert constraint["definition"] == [WORDS]
    assert any("own definition" in note for note in tally["notes"])
    for words in (
        ("claims",),
        ("tally",),
        ("explain", claim["id"]),
        ("explain", tally["id"]),
        ("brief",),
    ):
        shown = " ".join(call(book, *words).stdout.split())
        assert f"by its own words: “{WORDS}”" in shown, words


def test_it_is_on_the_pages(book: Path) -> None:
    site = create_app(book)
    claims = json.loads(call(book, "claims", "--json").stdout)
    for address in ("/", "/claims", f"/claims/{claims[0]['id']}", "/brief"):
        assert WORDS in get(site, address).text, address
