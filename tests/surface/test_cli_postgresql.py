"""The command line on a book in PostgreSQL answers as on one in a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from tallybook.surface.browser.application import create_app
from tallybook.surface.terminal.main import app

REPORTS = Path(__file__).parent.parent / "reports"
SOME = [
    str(REPORTS / "borno-yobe-period-parts" / "01.txt"),
    str(REPORTS / "mastung-claim-and-denial" / "01.html"),
]


def call(book: str | Path, *words: str) -> Result:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == 0, result.output
    return result


def parsed(book: str | Path, *words: str) -> Any:
    return json.loads(call(book, *words, "--json").stdout)


def told(book: str | Path) -> list[Any]:
    """Return what a book says of its reports, whatever it is kept in."""
    lists = [parsed(book, kind) for kind in ("documents", "claims", "incidents", "rejections")]
    tally = parsed(book, "tally")
    return [*lists, {name: tally[name] for name in ("bounds", "by", "constraints", "incidents")}]


def test_a_server_and_a_file_tell_the_same(postgresql: str, tmp_path: Path) -> None:
    for book in (postgresql, tmp_path / "a.db"):
        call(book, "add", *SOME, "--publisher", "Mirror")
    assert told(postgresql) == told(tmp_path / "a.db")
    tally = parsed(postgresql, "tally")
    assert parsed(postgresql, "show", tally["id"])["bounds"] == tally["bounds"]
    page = TestClient(create_app(postgresql)).get("/", headers={"host": "127.0.0.1"})
    assert page.status_code == 200


def test_a_password_is_shown_nowhere(postgresql: str) -> None:
    address = postgresql.replace("tallybook@", "tallybook:secret@")
    call(address, "add", SOME[0])
    assert "secret" not in call(address, "tally").output
    page = TestClient(create_app(address)).get("/", headers={"host": "127.0.0.1"})
    assert "postgresql://tallybook@" in page.text
    assert "secret" not in page.text


def test_a_copied_book_answers_alike(postgresql: str, tmp_path: Path) -> None:
    call(tmp_path / "a.db", "add", SOME[0])
    before = told(tmp_path / "a.db")
    words = call("", "copy", str(tmp_path / "a.db"), postgresql).stdout
    assert words.startswith(f"copied {tmp_path / 'a.db'} to postgresql://tallybook@127.0.0.1:")
    assert "every table has the same number of rows and the same hash" in words
    assert told(postgresql) == before
    said = json.loads(call("", "copy", postgresql, str(tmp_path / "b.db"), "--json").stdout)
    assert said["tables"]["documents"]["rows"] == 1
    assert told(tmp_path / "b.db") == before


@pytest.mark.slow
def test_reports_added_at_once_are_linked_as_if_one_after_another(
    postgresql: str, tmp_path: Path
) -> None:
    sources = sorted(str(path) for path in REPORTS.glob("*/*.txt"))[:48]
    one_by_one = tmp_path / "a.db"
    CliRunner().invoke(app, ["--book", str(one_by_one), "add", *sources])
    running = [
        subprocess.Popen(
            [
                sys.executable, "-c", "from tallybook.surface.terminal.main import main; main()",
                "--book", postgresql, "add", *sources[number::4],
            ],
            stdout=subprocess.DEVNULL,
        )
        for number in range(4)
    ]  # fmt: skip
    for process in running:
        # 1: a report or two that is no report.
        assert process.wait() in (0, 1)
    for kind, what in (("documents", "id"), ("claims", "id"), ("incidents", "claims")):
        one, other = (
            sorted(json.dumps(record[what]) for record in parsed(book, kind))
            for book in (one_by_one, postgresql)
        )
        assert one == other
