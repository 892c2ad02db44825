"""`tallybook actors` and `actors map`: whom a book names, and who that is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

REPORT = (
    "Fighters of the Ochre Crescent raided a market in Gao, Mali, on 5 March 2024, killing two "
    "traders, the army said. On 9 March the Ochre Crescent shelled a clinic in Gao, the army said. "
    "Gunmen attacked a bus near Kidal on 11 March, the police said.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> str:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    path = str(tmp_path / "book.db")
    result = call("--book", path, "add", str(report), "--published", "2024-03-12")
    assert result.exit_code == 0, result.output
    return path


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def listed(*words: str) -> list[dict[str, Any]]:
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def attacks(book: str, attacker: str, *before: str) -> tuple[int, int]:
    result = call(*before, "--book", book, "tally", "--attacker", attacker, "--json")
    assert result.exit_code == 0, result.output
    bounds = json.loads(result.stdout)["bounds"]["claimed"]
    return bounds["lower"], bounds["upper"]


def test_names_are_listed_with_their_roles_and_what_is_unknown(book: str) -> None:
    everyone = {one["names"][0]: one for one in listed("--book", book, "actors")}
    named = next(one for name, one in everyone.items() if "Ochre Crescent" in name)
    assert (named["actor"], named["attacker"], named["generic"]) == (None, 2, False)
    gunmen = next(one for name, one in everyone.items() if name.lower() == "gunmen")
    assert gunmen["generic"]
    assert not any("clinic" in name or "market" in name for name in everyone)
    unknown = listed("--book", book, "actors", "--unknown")
    assert [one["actor"] for one in unknown] == [None] * len(unknown)
    assert any("Ochre Crescent" in one["names"][0] for one in unknown)
    assert "1 unknown actor" in call("--book", book, "actors", "--unknown").stdout


def test_a_filter_leaves_only_whom_its_claims_name(book: str) -> None:
    found = listed("--book", book, "actors", "--since", "2024-03-10")
    assert not any("Ochre" in one["names"][0] for one in found)


def test_a_mapped_name_is_the_actor_in_questions(book: str, tmp_path: Path) -> None:
    own = str(tmp_path / "own.toml")
    lower, _ = attacks(book, "jnim")
    assert lower == 0
    result = call(
        "--knowledge", own, "actors", "map", "Ochre Crescent", "jnim", "--because", 'their "oath"'
    )
    assert result.exit_code == 0, result.output
    assert "(jnim) from now on" in " ".join(result.stdout.split())
    assert attacks(book, "jnim", "--knowledge", own)[0] == 2
    again = call("--knowledge", own, "actors", "map", "the Ochre Crescent", "jnim")
    assert again.exit_code == 0
    assert Path(own).read_text(encoding="utf-8").count("[[alias]]") == 1


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("actors", "map", "Ochre Crescent", "jnim"), 2, "--knowledge FILE"),
        (("--knowledge", "{own}", "actors", "map", "Ochre Crescent", "qqzz"), 1, "no actor 'qqzz'"),
        (("--knowledge", "{own}", "actors", "map", "Ochre Crescent", "gunmen"), 1, "no actor"),
        (("--knowledge", "{own}", "actors", "map", "--", "…", "jnim"), 2, "no letters"),
        (("--knowledge", "{own}", "actors", "map", "Red Sun", "jnim"), 1, "is mapped to"),
        (("--knowledge", "{gone}/x.toml", "actors", "map", "Red Moon", "jnim"), 1, "no such file"),
    ],
)
def test_mistakes_are_one_line_and_change_nothing(
    tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    own = tmp_path / "own.toml"
    before = '[[alias]]\nname = "Red Sun"\nactor = "al-shabaab"\n'
    own.write_text(before, encoding="utf-8")
    places = {"own": str(own), "gone": str(tmp_path / "gone")}
    result = call(*(word.format(**places) for word in words))
    assert result.exit_code == status, result.output
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert own.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["own.toml"]


def test_an_alias_of_nobody_is_named_with_its_file_and_field(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[alias]]\nname = "Red Sun"\nactor = "nobody-at-all"\n', encoding="utf-8")
    result = call("--knowledge", str(own), "lookup", "actor", "Red Sun")
    assert result.exit_code == 1
    assert f"{own}: [[alias]] 'Red Sun', field 'actor': there is no actor" in result.stderr
