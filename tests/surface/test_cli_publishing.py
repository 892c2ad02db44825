"""What goes out of the house is late, coarse and without what is marked: briefs and releases."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.core.claims import Claim
from tallybook.store import open_store
from tallybook.surface.terminal.main import app

OLD = (
    "Gunmen shot two traders at the market of Ansongo in Mali on 4 March 2024, police said. "
    "A bomb exploded at a checkpoint near Kidal on 5 March 2024, the army said.\n"
)
TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(days=1)
NEW = (
    f"Gunmen shot at a school in Timbuktu in Mali on {YESTERDAY:%-d %B %Y}, police said. "
    "Mali's army counted 12 attacks in Kidal Region between 1 March 2024 and "
    f"{YESTERDAY:%-d %B %Y}, its spokesman said.\n"
)


def call(book: Path, *words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--book", str(book), *words])
    assert result.exit_code == status, result.output
    return result


def data(book: Path, *words: str) -> Any:
    return json.loads(call(book, *words, "--json").stdout)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publishing")
    for name, text, day in (("old", OLD, "2024-03-06"), ("new", NEW, YESTERDAY.isoformat())):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        call(folder / "a.db", "add", str(folder / f"{name}.txt"), "--published", day)
    return folder / "a.db"


@pytest.fixture
def book(filled: Path, tmp_path: Path) -> Path:
    (tmp_path / "a.db").write_bytes(filled.read_bytes())
    return tmp_path / "a.db"


def test_a_brief_waits_for_what_has_only_just_happened(book: Path) -> None:
    result = call(book, "brief", "--in", "Mali")
    last = TODAY - timedelta(days=3)
    assert f"what may have happened after {last} waits for 48h" in result.stderr
    assert "Timbuktu" not in result.stdout
    assert "school" not in result.stdout
    # A figure that runs on into these days is of them as well.
    assert "counted 12 attacks" not in result.stdout
    written = data(book, "brief", "--in", "Mali")
    again = data(book, "show", written["answer"])
    assert again["question"]["until"] == last.isoformat()
    now = call(book, "brief", "--in", "Mali", "--delay", "0", "--coarsen", "none")
    assert "school" in now.stdout
    assert "counted 12 attacks" in now.stdout
    assert "waits" not in now.stdout + now.stderr


def test_a_brief_of_what_is_over_is_not_cut_short(book: Path) -> None:
    result = call(book, "brief", "--in", "Mali", "--until", "2024-03-31")
    assert result.stderr == ""
    assert "waits" not in result.stdout
    assert (
        data(book, "brief", "--until", "2024-03-31")["answer"]
        == (data(book, "tally", "--until", "2024-03-31")["id"])
    )


def test_a_brief_on_these_days_alone_is_refused(book: Path) -> None:
    error = call(book, "brief", "--since", YESTERDAY.isoformat(), status=2).stderr
    assert "waits to be published; ask of earlier days, or say --delay 0" in error
    assert error.count("\n") == 1


def test_places_of_a_brief_are_divisions(book: Path) -> None:
    question = ("--in", "Mali", "--until", "2024-03-31", "--by", "place")
    for name in ("markdown", "html"):
        told = call(book, "brief", *question, "--format", name).stdout
        assert "Ansongo" not in told
        assert "(place withheld)" in told.replace("\\", "")
        assert "Gao" in told
        assert "no more exactly than by first-order divisions" in told
    assert "Ansongo" in call(book, "brief", *question, "--coarsen", "none").stdout
    wide = call(book, "brief", *question, "--coarsen", "country").stdout
    assert "Gao" not in wide
    assert "Mali" in wide


def test_what_the_question_names_a_brief_names(book: Path) -> None:
    result = call(book, "brief", "--in", "Ansongo", "--until", "2024-03-31")
    assert "the brief names Ansongo, as the question does" in result.stderr
    assert "# Attacks in Ansongo" in result.stdout
    # In the report's own words it is withheld all the same.
    assert "market of (place withheld)" in result.stdout.replace("\\", "")


def test_a_marked_claim_is_counted_in_a_brief_and_not_told(book: Path) -> None:
    claims = data(book, "claims", "--until", "2024-03-31")
    attack = next(c for c in claims if "Ansongo" in str(c["places"]))
    before = data(book, "tally", "--until", "2024-03-31")
    call(book, "mark", attack["id"], "--because", "a witness is in it")
    told = call(book, "brief", "--until", "2024-03-31", "--coarsen", "none").stdout
    assert "traders" not in told
    assert "Ansongo" not in told
    assert "Kidal" in told
    assert "marked as sensitive is counted, and neither described nor quoted" in told
    assert data(book, "tally", "--until", "2024-03-31")["bounds"] == before["bounds"]


def test_a_release_waits(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "may.db"
    error = call(book, "release", "may", "-o", str(file), status=1).stderr
    assert "are on what may have happened after" in error
    assert error.count("\n") == 1
    assert not file.exists()
    call(book, "release", "whole", "-o", str(tmp_path / "whole.db"), "--everything")
    said = call(book, "release", "may", "-o", str(file), "--delay", "0").stdout
    assert "with the names and places in them" in " ".join(said.split())
    store = open_store(file)
    with store.view() as view:
        assert any("Timbuktu" in claim.sentence.words for claim in view.scan(Claim))
    store.close()


def test_a_web_archive_says_that_it_is_exact(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.wacz"
    result = call(book, "export", "wacz", "-o", str(file))
    assert "holds reports whole, with every name and place" in result.stderr
    # What has only just happened waits here as well: the report on it is not in it.
    with zipfile.ZipFile(file) as archive:
        records = gzip.decompress(archive.read("archive/data.warc.gz"))
    assert b"Ansongo" in records
    assert b"Timbuktu" not in records
