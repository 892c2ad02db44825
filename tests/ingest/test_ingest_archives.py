"""Archives: one outcome for each member, in order, and none that harms."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from samples import LINES, PAGE, STORY, TEXT, zipped

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import limits, read_sources
from tallybook.ingest.zips import MAX_DIRECTORY


def outcomes(path: Path, data: bytes) -> list[tuple[str, str]]:
    path.write_bytes(data)
    return [
        (
            intake.source.removeprefix(str(path)),
            intake.result.code
            if isinstance(intake.result, Rejection)
            else intake.result.media_type,
        )
        for intake in read_sources([str(path)])
    ]


def test_every_member_has_its_outcome_in_order(tmp_path: Path) -> None:
    members = {
        "b.html": PAGE,
        "a/": b"",
        "a/empty.txt": b"",
        "a/rows.jsonl": LINES,
        "a/film.mp4": b"\x00\x00",
        "__MACOSX/._b.html": b"fork",
        ".hidden.txt": TEXT,
        "../../outside.txt": TEXT,
    }
    assert outcomes(tmp_path / "x.zip", zipped(members)) == [
        ("!b.html", "text/html"),
        ("!a/empty.txt", "empty"),
        ("!a/rows.jsonl!1", "application/json"),
        ("!a/rows.jsonl!2", "application/json"),
        ("!a/film.mp4", "unsupported"),
        ("!../../outside.txt", "text/plain"),
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.zip"]


def test_a_member_is_kept_by_its_own_bytes(tmp_path: Path) -> None:
    (tmp_path / "alone.html").write_bytes(PAGE)
    (tmp_path / "x.zip").write_bytes(zipped({"b.html": PAGE}))
    alone, inside = (next(read_sources([str(tmp_path / n)])) for n in ("alone.html", "x.zip"))
    assert isinstance(alone.result, Document)
    assert isinstance(inside.result, Document)
    assert alone.result.id == inside.result.id
    assert inside.data == PAGE


def test_gzip_is_seen_through(tmp_path: Path) -> None:
    assert outcomes(tmp_path / "a.txt.gz", gzip.compress(TEXT)) == [("", "text/plain")]
    assert [code for _, code in outcomes(tmp_path / "a.jsonl.gz", gzip.compress(LINES))] == [
        "application/json",
        "application/json",
    ]
    assert outcomes(tmp_path / "b.txt.gz", gzip.compress(TEXT)[:-9]) == [("", "damaged")]
    assert outcomes(tmp_path / "c.zip", zipped({"a.txt.gz": gzip.compress(TEXT)})) == [
        ("!a.txt.gz", "text/plain")
    ]


def test_standard_input_that_cannot_go_back(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    found = list(read_sources(["-"], stdin=Pipe(zipped({"a.txt": TEXT, "b.html": PAGE}))))
    assert [intake.source for intake in found] == ["-!a.txt", "-!b.html"]
    assert all(isinstance(intake.result, Document) for intake in found)


@pytest.mark.parametrize("data", [b"PK\x03\x04", zipped({"a.txt": TEXT})[:-30], b"PK\x05\x06" * 9])
def test_a_damaged_archive_is_one_rejection(tmp_path: Path, data: bytes) -> None:
    assert outcomes(tmp_path / "x.zip", data) == [("", "damaged")]


def test_a_damaged_member_stops_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.html": PAGE}))
    data[45] ^= 0xFF
    assert outcomes(tmp_path / "x.zip", bytes(data)) == [
        ("!a.txt", "damaged"),
        ("!b.html", "text/html"),
    ]


def test_an_encrypted_member_is_said_to_be(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    assert outcomes(tmp_path / "x.zip", bytes(data)) == [("!a.txt", "encrypted")]


def test_decompression_bombs_are_refused(tmp_path: Path) -> None:
    blanks = b" " * 5_000_000
    assert outcomes(tmp_path / "a.txt.gz", gzip.compress(blanks)) == [("", "bomb")]
    found = outcomes(tmp_path / "x.zip", zipped({"a.txt": blanks, "b.txt": TEXT}))
    assert found == [("!a.txt", "bomb"), ("!b.txt", "bomb")]


def test_members_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    # Fifield 2019, "A better zip bomb": many entries of the list point at one member.
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", b"word " * 80_000)
        one = archive.filelist[0]
        archive.filelist += [one] * 100
    codes = [code for _, code in outcomes(tmp_path / "x.zip", out.getvalue())]
    assert len(codes) == 101
    assert set(codes[50:]) <= {"bomb", "damaged"}


def test_archives_within_archives_have_an_end(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(limits.MAX_DEPTH - 1):
        data = zipped({"inner.zip": data})
    assert [code for _, code in outcomes(tmp_path / "x.zip", data)] == ["text/plain"]
    deeper = zipped({"inner.zip": data})
    assert [code for _, code in outcomes(tmp_path / "y.zip", deeper)] == ["nested"]


def test_a_list_of_members_that_fills_the_memory_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, MAX_DIRECTORY + 1)
    assert outcomes(tmp_path / "x.zip", bytes(data)) == [("", "too-large")]


def test_an_empty_archive_is_said_to_be(tmp_path: Path) -> None:
    assert outcomes(tmp_path / "x.zip", zipped({})) == [("", "no-reports")]


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    sheet = zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    assert outcomes(tmp_path / "x.zip", sheet) == [("", "binary")]
    book = zipped({"mimetype": b"application/epub+zip", "a.html": PAGE}, zipfile.ZIP_STORED)
    assert outcomes(tmp_path / "y.zip", book) == [("", "binary")]


def test_the_story_in_an_archive_is_the_story(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": TEXT}))
    (intake,) = read_sources([str(tmp_path / "x.zip")])
    assert isinstance(intake.result, Document)
    assert all(paragraph in intake.result.text for paragraph in STORY)
