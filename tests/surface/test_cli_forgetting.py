"""`tallybook forget`: a report out of the book, its file and everything that is made from it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

SECRET = "Zarathustrian"
REPORT = (
    f"Gunmen killed {SECRET}, a shopkeeper, at the market of Gao in Mali on 4 March 2024, police "
    "said. They fled on motorcycles.\n"
)
OTHER = "A bomb exploded at a checkpoint near Kidal in Mali on 5 March 2024, the army said.\n"


def call(book: Path, *words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == status, result.output
    return result


def test_a_forgotten_report_is_in_no_byte_of_what_is_left(tmp_path: Path) -> None:
    book, report, other = tmp_path / "a.db", tmp_path / "secret.txt", tmp_path / "other.txt"
    report.write_text(REPORT, encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    call(book, "add", str(report), str(other))
    tally = json.loads(call(book, "tally", "--in", "Mali", "--json").stdout)["id"]
    found = json.loads(call(book, "search", SECRET, "--json").stdout)
    identifier = found["documents"][0]["document"]["id"]
    assert SECRET.encode() in book.read_bytes()

    said = call(book, "forget", identifier, "--because", "she is in danger", "--by", "ana").stdout
    assert said.startswith(f"forgot {identifier}: ")
    assert said.count("\n") == 1

    kept = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))
    assert SECRET.encode() not in kept
    assert SECRET.lower().encode() not in kept
    assert b"she is in danger" in kept
    outputs = [
        call(book, name, "--json").stdout for name in ("documents", "claims", "incidents", "tally")
    ]
    for name in ("claims-csv", "incidents-csv", "incidents-geojson", "wacz"):
        path = tmp_path / f"export-{name}"
        call(book, "export", name, "-o", str(path))
        outputs.append(path.read_bytes().decode("latin-1"))
    outputs.append(call(book, "search", SECRET, "--json").stdout.replace(f'"{SECRET}"', ""))
    assert all(SECRET not in output and identifier not in output for output in outputs)
    assert "Kidal" in outputs[0] + outputs[1]
    assert "no tally" in call(book, "show", tally, status=1).stderr
    assert call(book, "verify").exit_code == 0

    refused = call(book, "add", str(report), status=1)
    assert "she is in danger" in refused.stderr
    again = json.loads(call(book, "forget", identifier, "--because", "x", "--json").stdout)
    assert again["records"] == 0
    assert again["tombstone"]["by"] == "ana"


def test_mistakes_are_said_in_a_line(tmp_path: Path) -> None:
    book, report = tmp_path / "a.db", tmp_path / "a.txt"
    report.write_text(OTHER, encoding="utf-8")
    call(book, "add", str(report))
    assert "needs its reason" in call(book, "forget", "document1_", "--by", "a", status=2).stderr
    missing = call(book, "forget", "document1_ffff", "--because", "x", status=1).stderr
    assert "holds no document" in missing
    assert missing.count("\n") == 1
