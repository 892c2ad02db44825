"""What is marked as sensitive is flagged wherever it is shown, and nothing else is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner
from web_fixture import disputed, later, lead, make_book

from tallybook.surface.browser.application import create_app
from tallybook.surface.terminal.main import app
from tallybook.workflow.asking.sensitive import A_CLAIM, WHOLE, WORDS

SHOT = "On Tuesday 12 March gunmen shot at a checkpoint in Ansongo"
PHRASES = (WHOLE, WORDS, A_CLAIM)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "a.db", [lead(), disputed(), later()])


def told(book: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def data(book: Path, *words: str) -> Any:
    return json.loads(told(book, *words, "--json"))


def flags(text: str) -> set[str]:
    return {phrase for phrase in PHRASES if phrase in text}


@pytest.fixture
def client(book: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(book), hosts=("*",))) as client:
        yield client


def ids(book: Path) -> tuple[str, str, str]:
    """The report on a checkpoint, the claim that it was shot at, and the incident of that."""
    claim = next(c for c in data(book, "claims") if c["sentence"][2].startswith(SHOT))
    incident = next(i for i in data(book, "incidents") if claim["id"] in i["claims"])
    return claim["document"], claim["id"], incident["id"]


def shown(book: Path, client: TestClient) -> dict[str, str]:
    """All that shows the report, its claim or its incident, as text."""
    document, claim, incident = ids(book)
    tally = data(book, "tally", "--in", "Ansongo")["id"]
    commands = [
        ("claims",), ("incidents",), ("documents",), ("search", "checkpoint"),
        ("tally", "--in", "Ansongo"), ("explain", document), ("explain", claim),
        ("explain", incident), ("explain", tally),
        ("explain", incident, "--why"), ("show", tally), ("responsibility",), ("related", document),
    ]  # fmt: skip
    pages = [
        "/?in=Ansongo", "/claims", "/incidents", "/documents", "/search?q=checkpoint",
        "/responsibility",
        f"/claims/{claim}", f"/documents/{document}", f"/documents/{document}?claim={claim}",
        f"/incidents/{incident}", f"/tallies/{tally}",
    ]  # fmt: skip
    found = {" ".join(words): told(book, *words) for words in commands}
    return found | {address: client.get(address).text for address in pages}


def test_nothing_is_flagged_in_a_book_without_marks(book: Path, client: TestClient) -> None:
    assert {name for name, text in shown(book, client).items() if flags(text)} == set()


@pytest.mark.parametrize("what", ["report", "claim", "words"])
def test_what_is_marked_is_flagged_wherever_it_is_shown(
    book: Path, client: TestClient, what: str
) -> None:
    document, claim, incident = ids(book)
    reason = ("--because", "a witness is in it")
    if what == "words":
        told(book, "mark", document, "--words", "checkpoint in Ansongo", *reason)
    else:
        told(book, "mark", document if what == "report" else claim, *reason)
    expected = WORDS if what == "words" else WHOLE
    unflagged = {name for name, text in shown(book, client).items() if not flags(text)}
    assert unflagged == set()
    listed = {c["id"]: c["sensitive"] for c in data(book, "claims")}
    assert listed[claim] == expected
    assert {listed[name] for name in listed if name not in own_claims(book, document)} == {""}
    assert {i["id"]: i["sensitive"] for i in data(book, "incidents")}[incident] == expected
    of_reports = {d["id"]: d["sensitive"] for d in data(book, "documents")}
    assert of_reports.pop(document) == (A_CLAIM if what == "claim" else expected)
    assert set(of_reports.values()) == {""}
    told(book, "mark", claim if what == "claim" else document, "--lift",
         *(("--words", "checkpoint in Ansongo") if what == "words" else ()))  # fmt: skip
    assert {name for name, text in shown(book, client).items() if flags(text)} == set()


def own_claims(book: Path, document: str) -> set[str]:
    return {c["id"] for c in data(book, "claims") if c["document"] == document}


def test_marked_words_are_set_off_in_the_report(book: Path, client: TestClient) -> None:
    document, claim, _ = ids(book)
    told(book, "mark", claim, "--words", "Tuesday", "--because", "they are known")
    for address in (f"/documents/{document}", f"/documents/{document}?claim={claim}"):
        marked = re.findall(r'title="([^"]*)">Tuesday</mark>', client.get(address).text)
        assert marked
        assert all("sensitive" in title for title in marked)
