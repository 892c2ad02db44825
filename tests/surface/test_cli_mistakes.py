"""Mistakes: one clear line, the right exit status, and nothing changed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.surface.terminal.main import app

REPORT = "Police said gunmen attacked a market in Gao on 5 March 2024, killing two traders there.\n"


@pytest.fixture(scope="module")
def whole_book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "a.txt").write_text(REPORT)
    result = CliRunner().invoke(app, ["--book", str(folder / "a.db"), "add", str(folder / "a.txt")])
    assert result.exit_code == 0, result.output
    connection = sqlite3.connect(folder / "a.db")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return (folder / "a.db").read_bytes()


@pytest.fixture
def book(tmp_path: Path, whole_book: bytes) -> Path:
    path = tmp_path / "a.db"
    path.write_bytes(whole_book)
    return path


def contents(book: Path) -> list[object]:
    connection = sqlite3.connect(book)
    tables = ("documents", "claims", "incidents", "tallies", "captures")
    found = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    connection.close()
    return found


def call(*words: str) -> tuple[int, str, list[str]]:
    result = CliRunner().invoke(app, list(words))
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr.splitlines()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["tally", "--since", "2023-13-40"], 2, "--since '2023-13-40' is no day of the calendar"),
        (["tally", "--since", "2024-02-01", "--until", "2024-01-01"], 2, "swap them"),
        (["tally", "--by", "colour"], 2, "--by 'colour' is none of place"),
        (["tally", "--type", "picnic"], 2, "unknown type of attack 'picnic'"),
        (["tally", "--in", "Xqzzy"], 2, "knows no such place"),
        (["claims", "--in", "Xqzzy"], 2, "knows no such place"),
        (["incidents", "--stage", "over"], 2, "--stage 'over' is none of done"),
        (["rejections", "--since", "yesterday"], 2, "no day of the calendar"),
        (["export", "xlsx"], 2, "there is no format 'xlsx'; known: claims-csv, incidents-csv"),
        (["explain", "claim1_ff00ff00ff"], 1, "no tally, incident, claim or document"),
        (
            ["show", "tally1_ff00ff00ff"],
            1,
            "no tally 'tally1_ff00ff00ff'; `tallybook",
        ),
        (["diff", "tally1_ff00", "tally1_ff01"], 1, "no tally 'tally1_ff00'"),
        (["add", "{folder}/a.txt", "--published", "2023-13-40"], 2, "no day of the calendar"),
        (["add", "{folder}/a.txt", "--coder", "magic"], 2, "there is no such coder; known: "),
        (["add", "{folder}/none.txt"], 1, "none.txt: there is no such file"),
        (["add", "{folder}/empty.txt"], 1, "empty.txt: there is nothing in it"),
        (["add", "{folder}/binary.txt"], 1, "binary.txt: it is binary, not text"),
        (["add", "{folder}/picture.png"], 1, "picture.png: it is a picture"),
        (["add", "{folder}/nothing"], 1, "nothing: the folder holds no report"),
        (["export", "claims-csv", "-o", "{folder}"], 2, "is a folder; name a file in it"),
        (["export", "claims-csv", "-o", "{folder}/no/a.csv"], 2, "make it first"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(
    book: Path, tmp_path: Path, words: list[str], status: int, message: str
) -> None:
    (tmp_path / "a.txt").write_text(f"{REPORT} Something else.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02 attack")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n....")
    (tmp_path / "nothing").mkdir()
    before = contents(book)
    found, stdout, lines = call("--book", str(book), *(w.format(folder=tmp_path) for w in words))
    assert (found, stdout, len(lines)) == (status, "", 1), lines
    assert message in lines[0]
    assert contents(book) == before


def not_a_book(path: Path) -> None:
    path.write_text("This is a letter, not a book, and long enough to be taken for a file.")


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()


def newer_book(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {0x54414C59}")
    connection.execute("PRAGMA user_version = 999")
    connection.execute("CREATE TABLE writes (version INTEGER)")
    connection.commit()
    connection.close()


def folder_instead(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (not_a_book, "is not a book"),
        (other_database, "is another program's SQLite database"),
        (newer_book, "install a newer Tallybook"),
        (folder_instead, "is a folder"),
    ],
)
@pytest.mark.parametrize(
    "words", [["tally"], ["claims"], ["add", "{folder}/a.txt"], ["explain", "claim1_a"]]
)
def test_a_file_that_is_no_book_of_ours_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None], message: str, words: list[str]
) -> None:
    path = tmp_path / "odd.db"
    make(path)
    (tmp_path / "a.txt").write_text(REPORT)
    before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
    status, stdout, lines = call("--book", str(path), *(w.format(folder=tmp_path) for w in words))
    assert (status, stdout, len(lines)) == (1, "", 1), lines
    assert message in lines[0]
    assert before == (path.read_bytes() if path.is_file() else sorted(path.iterdir()))


@pytest.mark.parametrize("words", [["tally"], ["incidents"], ["export", "claims-csv"]])
def test_a_missing_book_says_how_to_make_one(tmp_path: Path, words: list[str]) -> None:
    status, stdout, lines = call("--book", str(tmp_path / "none.db"), *words)
    assert (status, stdout) == (1, "")
    assert "`tallybook add` makes one" in lines[0]
    assert list(tmp_path.iterdir()) == []


def test_no_book_is_made_where_every_source_fails(tmp_path: Path) -> None:
    status, _, _ = call("--book", str(tmp_path / "new.db"), "add", str(tmp_path / "none.txt"))
    assert status == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--colour"], ["sing"], ["tally", "--in"], ["explain"]])
def test_wrong_usage_is_status_2(words: list[str]) -> None:
    status, stdout, lines = call(*words)
    assert (status, stdout) == (2, "")
    assert lines[-1].startswith("Error: ")


def test_the_version_is_told() -> None:
    from tallybook import __version__

    assert call("--version") == (0, f"tallybook {__version__}\n", [])


def test_control_characters_of_a_file_name_reach_no_terminal(tmp_path: Path) -> None:
    status, _, lines = call("--book", str(tmp_path / "a.db"), "add", "\x1b]0;owned\x07.txt")
    assert status == 1
    assert "\x1b" not in lines[0]
    assert "\x07" not in lines[0]


@pytest.mark.parametrize(
    "words", [["export", "claims-csv"], ["tally"], ["tally", "--json"], ["explain", "claim1_"]]
)
def test_a_reader_that_stops_early_is_no_error(book: Path, words: list[str]) -> None:
    code = "from tallybook.surface.terminal.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--book", str(book), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0
