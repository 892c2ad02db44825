"""`tallybook responsibility`, with the built-in coder on reports of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tallybook.surface.terminal.main import app

MARKET = """Market attacked in Gao

BAMAKO, March 8, 2024 - The jihadist group JNIM said on Thursday that its fighters had attacked a \
market in Gao on Tuesday. The army blamed the Islamic State in the Greater Sahara for the attack \
on the market.

JNIM denied responsibility for a bombing of a bus near Labbezanga on Wednesday. The army blamed \
JNIM for the bombing of the bus.
"""
WEDDING = """Wedding hit by drone

NIAMEY, March 10, 2024 - Niger's army acknowledged that its drone had struck a wedding in Dosso on \
Friday, killing nine people. Residents accused the army of bombing the wedding.
"""
MONTH = """Governor counts five attacks

BAMAKO, March 2, 2024 - The governor said there had been 5 attacks in the Kayes region in \
February. JNIM claimed responsibility for most of the attacks.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("responsibility")
    for name, report in (("market", MARKET), ("wedding", WEDDING), ("month", MONTH)):
        (folder / f"{name}.txt").write_text(report)
    call(folder / "a.db", "add", str(folder), "--publisher", "Sahel Courier")
    return folder / "a.db"


def call(book: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def matrix(book: Path, *filters: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call(book, "responsibility", *filters, "--json"))
    return found


def row_of(found: dict[str, Any], words: str) -> dict[str, Any]:
    [row] = [row for row in found["rows"] if words in row["words"]]
    return row  # type: ignore[no-any-return]


def said(row: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (cell["actor"], saying["verdict"], saying["voice"])
        for cell in row["cells"]
        for saying in cell["sayings"]
    }


def test_each_voice_with_its_verdict_on_each_actor(book: Path) -> None:
    found = matrix(book)
    greater = "Islamic State in the Greater Sahara"
    assert said(row_of(found, "market in Gao")) == {
        ("JNIM", "claims", "JNIM"),
        (greater, "blames", "army of Mali"),
    }
    assert said(row_of(found, "Labbezanga")) == {
        ("JNIM", "denies", "JNIM"),
        ("JNIM", "blames", "army of Mali"),
    }
    actors = {actor["name"]: actor for actor in found["actors"]}
    assert actors["JNIM"]["actor"] == "jnim"
    assert actors["JNIM"]["verdicts"] == {"claims": 2, "blames": 1, "denies": 1}


def test_every_verdict_opens_its_sentence(book: Path) -> None:
    claims = {claim["id"]: claim for claim in json.loads(call(book, "claims", "--json"))}
    sayings = [s for r in matrix(book)["rows"] for c in r["cells"] for s in c["sayings"]]
    assert sayings
    for saying in sayings:
        claim = claims[saying["claim"]]
        assert saying["quote"] == claim["sentence"][2]
        assert saying["document"]["id"] == claim["document"]
        assert saying["stance"] == claim["stance"]


def test_where_voices_differ_is_said(book: Path) -> None:
    found = matrix(book)
    [rivals] = row_of(found, "market in Gao")["disputes"]
    assert "JNIM: claimed by JNIM" in rivals
    assert "Islamic State in the Greater Sahara: blamed by army of Mali" in rivals
    [denial] = row_of(found, "Labbezanga")["disputes"]
    assert denial == "JNIM: blamed by army of Mali; denied by JNIM"


def test_who_admits_a_deed_concedes_it_and_the_blame_is_no_second_account(book: Path) -> None:
    row = row_of(matrix(book, "--in", "Niger"), "wedding")
    assert {(verdict, voice) for _, verdict, voice in said(row)} == {
        ("concedes", "army of Niger"),
        ("blames", "Residents"),
    }
    assert row["disputes"] == []


def test_credit_for_a_share_of_a_figure_stands_beside_the_figure(book: Path) -> None:
    [row] = [row for row in matrix(book)["rows"] if row["kind"] == "count"]
    [cell] = row["cells"]
    [saying] = cell["sayings"]
    assert (cell["actor"], saying["verdict"], saying["share"]) == ("JNIM", "claims", "most")
    shown = call(book, "responsibility", "--since", "2024-02-01", "--until", "2024-02-29")
    assert "claimed by JNIM for most of them [1]" in shown


def test_the_filters_are_those_of_every_list(book: Path) -> None:
    mali = matrix(book, "--in", "Mali")
    assert not [row for row in mali["rows"] if "wedding" in row["words"] and row["sure"]]
    assert row_of(mali, "market in Gao")["sure"] is True
    early = matrix(book, "--in", "Niger", "--until", "2024-01-31")
    assert early["rows"] == []
    assert call(book, "responsibility", "--in", "Niger", "--until", "2024-01-31").startswith(
        "nobody says who did it"
    )


def test_the_table_fits_a_page_and_numbers_its_sentences(book: Path) -> None:
    shown = call(book, "responsibility")
    assert max(map(len, shown.splitlines())) <= 80
    words = " ".join(shown.split())
    assert "In dispute" in words
    for saying in (s for r in matrix(book)["rows"] for c in r["cells"] for s in c["sayings"]):
        assert " ".join(saying["quote"].split())[:60] in words
