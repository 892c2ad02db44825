"""`tallybook release` from end to end: frozen, opened by its path, refused to writers, verified."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result
from web_client import get
from web_fixture import make_book

from tallybook.surface.browser.application import create_app
from tallybook.surface.terminal.main import app


def call(book: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *words])


def parsed(book: Path, *words: str) -> Any:
    result = call(book, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db")


@pytest.fixture
def frozen(book: Path, tmp_path: Path) -> Path:
    path = tmp_path / "may.db"
    assert call(book, "release", "may", "-o", str(path)).exit_code == 0
    return path


def test_a_release_is_made_where_it_is_asked_for(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(book, "release", "may")
    assert result.exit_code == 0, result.output
    [made] = parsed(book, "releases")
    assert made["name"] == "may"
    assert made["content"] in "".join(result.stdout.split())
    assert (tmp_path / "may.db").stat().st_mode & 0o777 == 0o444
    assert parsed(tmp_path / "may.db", "releases") == [made]


def test_a_release_lists_counts_and_explains_as_its_book_does(book: Path, frozen: Path) -> None:
    for words in (
        ("tally", "--in", "Mali", "--by", "place"),
        ("claims", "--in", "Mali"),
        ("incidents",),
    ):
        assert parsed(frozen, *words) == parsed(book, *words)
    incident = parsed(book, "incidents")[0]["id"]
    explained = call(frozen, "explain", incident)
    assert explained.exit_code == 0
    whole = call(book, "explain", incident).stdout.replace("reports/", "")
    assert explained.stdout.split() == whole.split()
    app_ = create_app(frozen)
    for address in ("/", "/?in=Mali", f"/incidents/{incident}", "/brief", "/documents"):
        assert get(app_, address).status_code == 200


def test_an_answer_that_cannot_be_kept_is_not_offered_to_be_explained(frozen: Path) -> None:
    result = call(frozen, "tally", "--in", "Mali")
    assert result.exit_code == 0
    assert "explain tally1_" not in result.stdout
    assert "a release never changes, so this answer was not kept" in result.stderr


def test_one_of_a_kind_is_said_of_one(book: Path, tmp_path: Path) -> None:
    call(book, "tally")
    made = call(book, "release", "june", "-o", str(tmp_path / "june.db"))
    assert " 1 tally" in " ".join(made.stdout.split())


def test_writers_are_refused_in_one_line(book: Path, frozen: Path, tmp_path: Path) -> None:
    report = tmp_path / "c.txt"
    report.write_text("Blast\n\nA bomb exploded in Gao on 5 March 2024, police said.\n")
    claims = [claim["id"] for claim in parsed(frozen, "claims") if claim["kind"] == "incident"]
    for words in (
        ("add", str(report)),
        ("judge", claims[0], claims[1], "--same", "--because", "one"),
        ("release", "again", "-o", str(tmp_path / "again.db")),
    ):
        result = call(frozen, *words)
        assert result.exit_code == 1, words
        [line] = result.stderr.splitlines()
        assert "may.db is a release, which never changes" in line


def test_verify_holds_a_release_against_its_manifest(frozen: Path) -> None:
    [manifest] = parsed(frozen, "releases")
    whole = call(frozen, "verify")
    assert whole.exit_code == 0, whole.output
    assert f"release may, content {manifest['content']}" in whole.stdout
    frozen.chmod(0o600)
    with closing(sqlite3.connect(frozen)) as connection:
        connection.execute(
            "UPDATE incidents SET body = "
            "CAST(replace(CAST(body AS TEXT), '\"confirmed\"', '\"reported\"') AS BLOB)"
        )
        connection.commit()
    changed = call(frozen, "verify")
    assert changed.exit_code == 1
    assert "the release's incidents are not those of its manifest" in changed.stdout


def test_names_and_files_that_are_taken(book: Path, frozen: Path, tmp_path: Path) -> None:
    for words, status, said in (
        (("release", "may", "-o", str(tmp_path / "b.db")), 1, "no name is given twice"),
        (("release", "june", "-o", str(frozen)), 2, "no release is written over it"),
        (("release", "ju/ne"), 2, "cannot be called 'ju/ne'"),
    ):
        result = call(book, *words)
        assert result.exit_code == status
        [line] = result.stderr.splitlines()
        assert said in line


def test_a_release_is_gone_on_from_by_a_copy(frozen: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert CliRunner().invoke(app, ["copy", str(frozen), str(copy)]).exit_code == 0
    incidents = [one["anchor"] for one in parsed(copy, "incidents")]
    judged = call(copy, "judge", *incidents[:2], "--different", "--because", "two")
    assert judged.exit_code == 0, judged.output
