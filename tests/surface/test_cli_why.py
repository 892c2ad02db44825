"""`explain INCIDENT --why`: the weights of each pair, and what decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

REPORTS = {
    "police": (
        "BENI, Congo, May 4, 2023 — Armed men attacked the village of Oicha on Wednesday, "
        "killing six villagers, police said."
    ),
    "mayor": (
        "OICHA, Congo, May 5, 2023 — Armed men attacked the village of Oicha on Wednesday, "
        "killing six villagers, the mayor said."
    ),
    "clinic": (
        "BENI, Congo, June 19, 2023 — Gunmen attacked a clinic in Mbau on Sunday, wounding two "
        "nurses, the mayor said."
    ),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, body in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(f"An attack\n\n{body}\n", encoding="utf-8")
    names = [str(tmp_path / f"{name}.txt") for name in REPORTS]
    assert call(tmp_path / "a.db", "add", *names).exit_code == 0
    return tmp_path / "a.db"


def call(book: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *words])


def parsed(book: Path, *words: str) -> Any:
    result = call(book, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def village(book: Path) -> dict[str, Any]:
    incidents: list[dict[str, Any]] = parsed(book, "incidents")
    return max(incidents, key=lambda one: len(one["claims"]))


def test_the_weights_of_a_pair_add_up_to_what_decided(book: Path) -> None:
    incident = village(book)
    why = parsed(book, "explain", incident["id"], "--why")
    assert [claim["id"] for claim in why["claims"]] == incident["claims"]
    [pair] = why["pairs"]
    assert {pair["first"], pair["second"]} == set(incident["claims"])
    assert (pair["verdict"], pair["judge"], pair["decides"]) == ("same", "rule", None)
    assert pair["sum"] == pytest.approx(sum(r["weight"] for r in pair["reasons"]), abs=0.01)
    assert pair["sum"] >= why["same_from"] > why["different_up_to"]
    assert why["uncompared"] == 0
    said = " ".join(call(book, "explain", incident["id"], "--why").stdout.split())
    assert f"{pair['sum']:+.2f} in all" in said
    for reason in pair["reasons"]:
        assert f"{reason['weight']:+.2f} {reason['words']}" in said


def test_a_persons_word_decides_beside_the_weights(book: Path) -> None:
    one, other = village(book)["claims"]
    words = ("--because", "he saw both", "--by", "Ana")
    parsed(book, "judge", one, other, "--unsure", *words)
    [first, _] = [i for i in parsed(book, "incidents") if i["doubted"]]
    why = parsed(book, "explain", first["id"], "--why")
    person, rule = why["pairs"]
    assert (person["judge"], person["verdict"], person["sum"]) == ("person", "unsure", None)
    assert person["decides"] == "he saw both"
    assert (rule["judge"], rule["verdict"]) == ("rule", "same")
    assert why["unsure"] == first["unsure"]
    assert [claim["incidents"] for claim in why["others"]] == [first["unsure"]]
    said = " ".join(call(book, "explain", first["id"], "--why").stdout.split())
    assert "unsure, by person Ana decides he saw both" in said


def test_pairs_that_only_others_hold_together_are_counted(book: Path) -> None:
    ids = [incident["id"] for incident in parsed(book, "incidents")]
    parsed(book, "merge", *ids, "--because", "one raid", "--by", "Ana")
    [incident] = parsed(book, "incidents")
    why = parsed(book, "explain", incident["id"], "--why")
    pairs = {frozenset((pair["first"], pair["second"])) for pair in why["pairs"]}
    assert len(pairs) + why["uncompared"] == 3


def test_why_is_asked_of_incidents_alone(book: Path) -> None:
    result = call(book, "explain", village(book)["anchor"], "--why")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert "no incident 'claim1_" in line
