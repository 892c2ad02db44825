"""WARC and WACZ: what servers sent as documents, each its own outcome."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from document_files import gzipped, warc_record
from samples import HEADLINE, PAGE, STORY, TEXT, zipped

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import read_sources

OK = "HTTP/1.1 200 OK\r\nContent-Type"
GONE = OK.replace("200", "404")
RECORDS = [
    warc_record(b"software: ours\r\n", kind="warcinfo", http=""),
    warc_record(b"", kind="request", http="GET /a HTTP/1.1\r\nHost: example.org"),
    warc_record(PAGE),
    warc_record(b"\x89PNG", url="https://example.org/a.png", http=f"{OK}: image/png"),
    warc_record(b"", url="https://example.org/old", http="HTTP/1.1 301 Moved\r\nLocation: /a"),
    warc_record(PAGE, url="https://example.org/gone", http=f"{GONE}: text/html"),
    warc_record(TEXT, url="https://example.org/b", http=f"{OK}: text/plain"),
    warc_record(b"User-agent: *", url="https://example.org/robots.txt", http=f"{OK}: text/plain"),
    warc_record(PAGE, url="https://example.org/part", more="WARC-Truncated: length\r\n"),
    warc_record(b"<html>menu</html>", url="https://example.org/c"),
]  # fmt: skip
EXPECTED = [
    ("https://example.org/a", "text/html"),
    ("https://example.org/gone", "http-status"),
    ("https://example.org/b", "text/plain"),
    ("https://example.org/part", "truncated"),
    ("https://example.org/c", "no-text"),
]


def outcomes(path: Path, data: bytes) -> list[tuple[str, str]]:
    path.write_bytes(data)
    return [
        (
            intake.source.rpartition("!")[2],
            intake.result.code
            if isinstance(intake.result, Rejection)
            else intake.result.media_type,
        )
        for intake in read_sources([str(path)])
    ]


@pytest.mark.parametrize("compressed", [False, True])
def test_documents_come_in_order_and_furniture_does_not(tmp_path: Path, compressed: bool) -> None:
    data = gzipped(RECORDS) if compressed else b"".join(RECORDS)
    assert outcomes(tmp_path / "news.warc.gz", data) == EXPECTED


def test_a_page_goes_through_the_reader_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzipped([warc_record(PAGE)]))
    (intake,) = read_sources([str(path)])
    assert isinstance(intake.result, Document)
    assert intake.source == f"{path}!https://example.org/a"
    assert intake.data == PAGE
    assert intake.result.text == "\n\n".join((HEADLINE, *STORY))
    assert intake.result.url == "https://example.org/a"
    assert intake.result.reader == "html.v1"


def test_what_a_server_compressed_or_sent_in_chunks_is_decoded(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    records = [
        warc_record(packed, http=head + "Content-Encoding: gzip"),
        warc_record(chunked, http=head + "Transfer-Encoding: chunked"),
    ]
    assert [code for _, code in outcomes(tmp_path / "a.warc", b"".join(records))] == [
        "text/html",
        "text/html",
    ]


def test_the_charset_of_the_server_counts(tmp_path: Path) -> None:
    page = PAGE.decode().replace("<meta charset='utf-8'>", "").replace("river", "rivière")
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2"
    record = warc_record(page.encode().replace("è".encode(), b"\xb1"), http=head)
    (tmp_path / "a.warc").write_bytes(record)
    (intake,) = read_sources([str(tmp_path / "a.warc")])
    assert isinstance(intake.result, Document)
    assert "riviąre" in intake.result.text


def test_a_bomb_inside_a_record_is_refused(tmp_path: Path) -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    bomb = warc_record(gzip.compress(b"<p>" + b" " * 5_000_000), http=head)
    assert outcomes(tmp_path / "a.warc", bomb + warc_record(PAGE)) == [
        ("https://example.org/a", "bomb"),
        ("https://example.org/a", "text/html"),
    ]


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    found = outcomes(tmp_path / "a.warc.gz", gzipped([warc_record(PAGE), warc_record(TEXT)])[:-60])
    assert found == [("https://example.org/a", "text/html"), ("https://example.org/a", "truncated")]
    whole = gzipped([warc_record(PAGE), warc_record(TEXT)])
    for cut in range(len(gzipped([warc_record(PAGE)])) + 80, len(whole) - 8, 7):
        assert [code for _, code in outcomes(tmp_path / "b.warc.gz", whole[:cut])][-1] in (
            "damaged",
            "truncated",
        )


def test_wacz_is_an_archive_of_web_archives(tmp_path: Path) -> None:
    data = zipped(
        {
            "archive/data.warc.gz": gzipped(RECORDS),
            "indexes/index.cdx.gz": gzip.compress(b"org,example)/a 2024 {}"),
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://example.org/a"}',
            "datapackage.json": b'{"wacz_version": "1.1.1"}',
        },
        zipfile.ZIP_STORED,
    )
    assert outcomes(tmp_path / "a.wacz", data) == EXPECTED
    path = tmp_path / "a.wacz"
    first = next(iter(read_sources([str(path)])))
    assert first.source == f"{path}!archive/data.warc.gz!https://example.org/a"
