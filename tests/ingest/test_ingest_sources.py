"""Files, folders and standard input: every input one outcome, in order."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import UsageError
from tallybook.ingest import Flags, limits, read_sources

REPORT = "Two hurt in blast\n\nTwo men were hurt in a blast at the market on Monday.\n"


def outcomes(*sources: str) -> list[tuple[str, str]]:
    return [
        (i.source, i.result.code if isinstance(i.result, Rejection) else "document")
        for i in read_sources(sources)
    ]


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    good, empty, missing = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "no.txt"
    good.write_text(REPORT)
    empty.write_text("")
    named = [str(p) for p in (missing, empty, good, good)]
    assert outcomes(*named) == list(
        zip(named, ["missing", "empty", "document", "document"], strict=True)
    )


def test_the_raw_bytes_come_with_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    (intake,) = read_sources([str(path)])
    assert isinstance(intake.result, Document)
    assert intake.data == path.read_bytes()
    (missing,) = read_sources([str(tmp_path / "no.txt")])
    assert missing.data is None


def test_a_folder_is_read_in_order_and_what_is_left_is_reported(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.mp4", ".hidden.txt", "sub/d.text", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT)
    found = [(Path(s).relative_to(tmp_path).as_posix(), r) for s, r in outcomes(str(tmp_path))]
    assert found == [
        ("a.HTML", "no-text"),
        ("b.txt", "document"),
        ("c.mp4", "unsupported"),
        ("sub/d.text", "document"),
    ]


def test_the_companion_folder_of_a_saved_page_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "Raid.html").write_text(REPORT)
    (tmp_path / "Raid_files").mkdir()
    (tmp_path / "Raid_files" / "style.css").write_text("p {}")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "x.txt").write_text(REPORT)
    assert [Path(s).name for s, _ in outcomes(str(tmp_path))] == ["Raid.html", "x.txt"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    assert outcomes(str(tmp_path)) == [(str(tmp_path), "no-reports")]


def test_standard_input() -> None:
    (intake,) = read_sources(["-"], stdin=io.BytesIO(REPORT.encode()))
    assert isinstance(intake.result, Document)
    assert (intake.source, intake.result.source) == ("-", "-")


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    path = tmp_path / "long.txt"
    path.write_text("a " * 51)
    assert outcomes(str(path)) == [(str(path), "too-large")]
    (intake,) = read_sources(["-"], stdin=io.BytesIO(b"a " * 51))
    assert isinstance(intake.result, Rejection)
    assert intake.result.code == "too-large"


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert outcomes(str(pipe)) == [(str(pipe), "unsupported")]
    assert outcomes("a\0b") == [("a\0b", "missing")] or outcomes("a\0b") == [("a\0b", "unreadable")]


@pytest.mark.parametrize("day", ["2023-13-01", "24/10/2023", "2023-2-3", "yesterday", "20231024"])
def test_a_wrong_day_in_a_flag_is_the_users_to_correct(day: str) -> None:
    with pytest.raises(UsageError, match="2023-10-24"):
        Flags(published=day)
