"""`tallybook mark`, `marks`, and what `export` leaves out and coarsens."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

REPORT = (
    "Gunmen shot two traders at the market of Ansongo in Mali on 4 March 2024, police said. "
    "A bomb exploded at a checkpoint near Kidal on 5 March 2024, the army said.\n"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marking")
    report = folder / "a.txt"
    report.write_text(REPORT, encoding="utf-8")
    call(folder / "a.db", "add", str(report), "--published", "2024-03-06")
    return folder / "a.db"


@pytest.fixture
def book(filled: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "a.db"
    copy.write_bytes(filled.read_bytes())
    return copy


def call(book: Path, *words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == status, result.output
    return result


def rows(book: Path, *words: str) -> list[dict[str, str]]:
    text = call(book, "export", "incidents-csv", *words).stdout
    return list(csv.DictReader(io.StringIO(text)))


def test_places_go_out_as_divisions(book: Path) -> None:
    assert {row["places"] for row in rows(book)} == {"Gao", "Kidal"}
    assert "Ansongo" not in str(rows(book))
    assert {row["places"] for row in rows(book, "--coarsen", "country")} == {"Mali"}
    assert "Ansongo" in str(rows(book, "--coarsen", "none"))


def test_what_has_only_just_happened_waits(book: Path, tmp_path: Path) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    report = tmp_path / "new.txt"
    report.write_text(
        f"Gunmen shot at a school in Timbuktu in Mali on {yesterday:%-d %B %Y}, police said.\n",
        encoding="utf-8",
    )
    call(book, "add", str(report), "--published", yesterday.isoformat())
    result = call(book, "export", "incidents-csv")
    assert "a school" not in result.stdout
    assert "claims on what happened within 48h are left out; --delay 0 has them" in result.stderr
    assert "school" in str(rows(book, "--delay", "0"))
    assert "school" in str(rows(book, "--delay", "0h"))


def test_a_mark_keeps_a_claim_out_until_it_is_lifted(book: Path) -> None:
    claims = json.loads(call(book, "claims", "--json").stdout)
    attack = next(c for c in claims if c["kind"] == "incident" and "Ansongo" in str(c["places"]))
    said = call(book, "mark", attack["id"], "--because", "a witness is in it", "--by", "ana").stdout
    assert said == f"{attack['id']} is marked as sensitive\n"
    assert {row["places"] for row in rows(book)} == {"Kidal"}
    assert "marked as sensitive" in call(book, "export", "claims-csv").stderr
    [mark] = json.loads(call(book, "marks", "--json").stdout)
    assert (mark["target"], mark["because"], mark["by"]) == (
        attack["id"], "a witness is in it", "ana",
    )  # fmt: skip
    assert "a witness is in it (ana, " in call(book, "marks").stdout
    tally = json.loads(call(book, "tally", "--in", "Mali", "--json").stdout)
    assert tally["bounds"]["reported"]["lower"] == 2
    lifted = json.loads(call(book, "mark", attack["id"], "--lift", "--json").stdout)
    assert lifted["holds"] is False
    assert {row["places"] for row in rows(book)} == {"Gao", "Kidal"}
    assert call(book, "marks").stdout == "nothing is marked as sensitive\n"


def test_marked_words_are_in_no_export_and_no_brief(book: Path) -> None:
    document = json.loads(call(book, "documents", "--json").stdout)[0]["id"]
    call(book, "mark", document, "--words", "two traders", "--because", "they are known")
    for name in ("claims-csv", "incidents-csv", "incidents-geojson"):
        assert "two traders" not in call(book, "export", name).stdout
    assert "two traders" not in call(book, "brief", "--in", "Mali").stdout
    assert "two traders" in call(book, "explain", document).stdout.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "claims-csv", "--delay", "soon"], "is no time to wait"),
        (["export", "claims-csv", "--coarsen", "street"], "known: none, adm1, country"),
        (["mark", "document1_", "--because", "x", "--words", "no such"], "does not stand in"),
        (["mark", "document1_"], "needs its reason"),
        (["mark", "document1_", "--lift"], "has no such mark"),
    ],
)
def test_mistakes_are_said_in_a_line(book: Path, words: list[str], said: str) -> None:
    error = call(book, *words, status=2).stderr
    assert said in error
    assert error.count("\n") == 1
