"""The web archive of a book: what other tools read in it is what the book has."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tallybook.core.documents import Document, Paragraph
from tallybook.core.fetches import Fetch, fetch_id
from tallybook.core.ids import make_id
from tallybook.ingest import Fetched, fetch_sources
from tallybook.knowledge.actor_loading import load_actors
from tallybook.publish.publication import Publication
from tallybook.publish.wacz import BLOCK_LINES, WaczArchive, index_key
from tallybook.store.memory import MemoryStore
from tallybook.workflow.keeping.exporting import ViewedArchive

PAGE = "<p>Police said gunmen attacked a market in Gáo.</p>".encode()
FILE = b"Police said gunmen attacked a convoy in Menaka.\n"
SHORT, LONG = "https://www.news.example/s/7", "https://www.news.example/2024/Raid?a=%C3%BC"


def document(source: str, data: bytes, title: str | None = None) -> Document:
    digest = sha256(data).hexdigest()
    return Document(
        id=make_id("document", digest),
        capture=digest,
        source=source,
        media_type="text/html" if data == PAGE else "text/plain",
        text="Police said.",
        paragraphs=(Paragraph(0, 12, "body"),),
        title=title,
    )


def fetch(url: str, second: int, status: int | None, capture: bytes | None = None) -> Fetch:
    moment = f"2026-03-01T12:00:{second:02}.125+00:00"
    headers = {
        302: (("Location", LONG), ("Content-Length", "9")),
        200: (("Content-Type", "text/html; charset=utf-8"), ("content-encoding", "gzip"),
              ("Content-Length", "55"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    }  # fmt: skip
    return Fetch(
        id=fetch_id(SHORT, url, moment),
        source=SHORT,
        url=url,
        fetched_at=moment,
        tool="Tallybook/0",
        address=None if status is None else "198.51.100.7",
        request_headers=(("Host", "www.news.example"), ("User-Agent", "Tallybook/0")),
        status=status,
        headers=headers.get(status or 0, ()),
        capture=None if capture is None else sha256(capture).hexdigest(),
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of a page that was fetched through a redirect, and twice, and of two files."""
    store = MemoryStore()
    reports = [
        document(SHORT, PAGE, "Raid in Gáo"),
        document("reports/raid.txt", FILE),
        document("copy.txt", b"Another.\n"),
    ]
    with store.writer() as writer:
        for data in (PAGE, FILE, b"Another.\n"):
            writer.capture(data)
        writer.put(reports)
        writer.put(
            [fetch(SHORT, 1, None), fetch(SHORT, 2, 302), fetch(LONG, 3, 200, PAGE),
             fetch(LONG, 9, 304)]
        )  # fmt: skip
    path = tmp_path_factory.mktemp("wacz") / "book.wacz"
    with store.view() as view:
        publication = Publication(
            reports=tuple(reports),
            claims=(),
            incidents=(),
            all_claims={},
            documents={},
            actors=load_actors(),
            rejections=(),
            archive=ViewedArchive(view),
        )
        path.write_bytes(b"".join(WaczArchive().export(publication)))
    return path


def part(archive: Path, name: str) -> bytes:
    with zipfile.ZipFile(archive) as package:
        return package.read(name)


def records(archive: Path) -> list[Any]:
    return [
        (record, record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(part(archive, "archive/data.warc.gz")))
    ]


def test_the_records_are_the_requests_and_answers_and_the_files(archive: Path) -> None:
    found = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r, _ in records(archive)]
    assert found[:7] == [
        ("warcinfo", None),
        ("response", SHORT), ("request", SHORT),
        ("response", LONG), ("request", LONG),
        ("response", LONG), ("request", LONG),
    ]  # fmt: skip
    assert [kind for kind, _ in found[7:]] == ["resource", "resource"]
    assert all(uri.startswith("ni:///sha-256;") for _, uri in found[7:])


def test_a_page_is_the_bytes_that_the_book_has(archive: Path) -> None:
    (record, body), (request, _) = records(archive)[3:5]
    assert body == PAGE
    headers = record.http_headers
    assert headers.get_statuscode() == "200"
    assert headers.get_header("X-Archive-Orig-content-encoding") == "gzip"
    assert headers.get_header("Content-Encoding") is None
    assert headers.get_header("Content-Length") == str(len(PAGE))
    assert [v for n, v in headers.headers if n == "Set-Cookie"] == ["a=1", "b=2"]
    assert record.rec_headers.get_header("WARC-IP-Address") == "198.51.100.7"
    assert record.rec_headers.get_header("WARC-Date") == "2026-03-01T12:00:03.125Z"
    assert record.rec_headers.get_header("WARC-Truncated") is None
    assert request.http_headers.statusline == "/2024/Raid?a=%C3%BC HTTP/1.1"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == record.rec_headers.get_header(
        "WARC-Record-ID"
    )
    assert records(archive)[7][1] == FILE


def test_a_body_that_was_not_kept_is_said_to_be_cut(archive: Path) -> None:
    record, body = records(archive)[1]
    assert (body, record.rec_headers.get_header("WARC-Truncated")) == (b"", "unspecified")
    assert record.http_headers.get_header("Location") == LONG


def test_the_reference_implementation_finds_every_digest_right(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data.warc.gz"
    path.write_bytes(part(archive, "archive/data.warc.gz"))
    checker = Checker(_Arguments([str(path)]))
    checker.process_all()
    printed = capsys.readouterr().out
    assert checker.exit_value == 0, printed
    assert printed.count("digest pass") == len(records(archive)) - 1 + 1, printed


class _Arguments:
    verbose = True

    def __init__(self, inputs: list[str]) -> None:
        self.inputs = inputs


def test_our_own_reader_gives_the_reports_back(archive: Path) -> None:
    found = list(fetch_sources([str(archive)]))
    assert [one.data for one in found if isinstance(one, Fetched)] == [PAGE, FILE, b"Another.\n"]
    assert len(found) == 3
    assert [one.url for one in found if isinstance(one, Fetched)] == [LONG, None, None]


def test_each_part_has_its_hash_and_lies_unpacked(archive: Path) -> None:
    description = json.loads(part(archive, "datapackage.json"))
    assert description["wacz_version"] == "1.1.1"
    with zipfile.ZipFile(archive) as package:
        assert package.testzip() is None
        assert {one.compress_type for one in package.infolist()} == {zipfile.ZIP_STORED}
        named = {one["path"] for one in description["resources"]}
        assert named | {"datapackage.json", "datapackage-digest.json"} == {*package.namelist()}
    for one in description["resources"]:
        data = part(archive, one["path"])
        assert one["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert (one["bytes"], one["path"].rpartition("/")[2]) == (len(data), one["name"])
    digest = json.loads(part(archive, "datapackage-digest.json"))
    data = part(archive, "datapackage.json")
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{sha256(data).hexdigest()}"}


def test_the_index_leads_to_each_record(archive: Path) -> None:
    blocks = part(archive, "indexes/index.cdx.gz")
    lines = gzip.decompress(blocks).decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 5
    first, *listed = part(archive, "indexes/index.idx").decode().splitlines()
    assert json.loads(first.removeprefix("!meta 0 ")) == {
        "format": "cdxj-gzip-1.0",
        "filename": "index.cdx.gz",
    }
    (only,) = listed
    where = json.loads(only[only.index("{") :])
    assert blocks[where["offset"] : where["offset"] + where["length"]] == blocks
    data = part(archive, "archive/data.warc.gz")
    for line in lines:
        key, timestamp, rest = line.split(" ", 2)
        fields = json.loads(rest)
        start = int(fields["offset"])
        member = data[start : start + int(fields["length"])]
        (record,) = ArchiveIterator(io.BytesIO(member))
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == fields["digest"]
        assert (key, len(timestamp)) == (index_key(fields["url"]), 14)
    assert lines[0].startswith("example,news)/2024/raid?a=%c3%bc 20260301120003 {")


def test_the_pages_are_the_reports(archive: Path) -> None:
    header, *pages = map(json.loads, part(archive, "pages/pages.jsonl").decode().splitlines())
    assert header["format"] == "json-pages-1.0"
    assert [(p["url"].partition(":")[0], p.get("title")) for p in pages] == [
        ("https", "Raid in Gáo"), ("ni", None), ("ni", None),
    ]  # fmt: skip
    assert pages[0]["url"] == LONG


def test_a_large_index_is_cut_into_blocks() -> None:
    from tallybook.publish.wacz import _Entry, _index

    entries = [_Entry(f"example,news)/{n:06}", "2026", {"n": str(n)}) for n in range(2500)]
    blocks, directory = _index(reversed(entries))
    lines = [
        gzip.decompress(blocks[w["offset"] : w["offset"] + w["length"]]).decode().splitlines()
        for w in (
            json.loads(line[line.index("{") :]) for line in directory.decode().splitlines()[1:]
        )
    ]
    assert [len(block) for block in lines] == [BLOCK_LINES, BLOCK_LINES, 2500 - 2 * BLOCK_LINES]
    assert [line for block in lines for line in block] == [e.line().strip() for e in entries]
