"""The captures behind reports as one file: Web Archive Collection Zipped (WACZ) 1.1.1.

A ZIP of the raw bytes in WARC, an index of them (CDXJ in gzip blocks, "ZipNum"), a list of pages,
and a description with the SHA-256 of each part, itself hashed.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any

import httpx
import msgspec
from msgspec import Struct

from tallybook import __version__
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.publish import warc
from tallybook.publish.publication import Archive, Publication

VERSION = "1.1.1"
SOFTWARE = f"Tallybook {__version__}"
BLOCK_LINES = 1024
"""Lines of the index to a gzip block; readers look up a block by its first line."""
CHUNK = 1 << 20
"""Bytes copied at a time."""
_json = msgspec.json.encode
_WARC = "data.warc.gz"
_INDEX = "index.cdx.gz"


class WaczArchive:
    """The reports as they were fetched or read, whole, with the log of the requests for them.

    The same reports give the same records; the description says when it was made.
    """

    name = "wacz.v1"
    suffix = ".wacz"
    media_type = "application/wacz"

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the archive in pieces."""
        made_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with TemporaryFile() as file:
            with zipfile.ZipFile(file, "w") as package:
                _write_package(_Package(package), publication, made_at)
            file.seek(0)
            while piece := file.read(CHUNK):
                yield piece


class _Entry(Struct, frozen=True):
    """A line of the index: what it is found by, and where the record is."""

    key: str
    timestamp: str
    fields: dict[str, str]

    def line(self) -> str:
        return f"{self.key} {self.timestamp} {_json(self.fields).decode()}\n"


class _Records:
    """The file of records, its index and its pages as they come."""

    def __init__(self, file: IO[bytes], made_at: str) -> None:
        self.entries: list[_Entry] = []
        self.pages: list[dict[str, str]] = []
        self._file = file
        self._made_at = made_at
        self._names: set[str] = set()
        file.write(warc.warc_info(SOFTWARE, made_at))

    def add(self, document: Document, archive: Archive) -> None:
        """Write a report: the requests that led to it, or its bytes where there were none."""
        fetches = [f for f in archive.fetches(document.source) if f.status is not None]
        led = [f for f in fetches if f.capture == document.capture]
        for fetch in fetches:
            self._add_fetch(fetch, archive)
        if led:
            uri, moment = led[0].url, led[0].fetched_at
        else:
            uri, moment = warc.hash_uri(document.capture), self._made_at
            self._add_bytes(uri, document, archive)
        page = {"id": document.id, "url": uri, "ts": moment.replace("+00:00", "Z")}
        self.pages.append(page | ({} if document.title is None else {"title": document.title}))

    def _add_fetch(self, fetch: Fetch, archive: Archive) -> None:
        if fetch.id in self._names:
            return
        self._names.add(fetch.id)
        body = None if fetch.capture is None else archive.capture(fetch.capture)
        media_type = (fetch.header("Content-Type") or "").partition(";")[0].strip()
        record = warc.response_record(fetch, body)
        self._write(record, fetch.url, fetch.fetched_at,
                    mime=media_type or "unk", status=str(fetch.status),
                    digest=warc.digest_of(body or b""))  # fmt: skip
        self._file.write(warc.request_record(fetch))

    def _add_bytes(self, uri: str, document: Document, archive: Archive) -> None:
        if uri in self._names:
            return
        self._names.add(uri)
        body = archive.capture(document.capture)
        record = warc.resource_record(uri, document.media_type, body, self._made_at)
        self._write(record, uri, self._made_at, mime=document.media_type, status="200",
                    digest=warc.digest_of(body))  # fmt: skip

    def _write(self, record: bytes, uri: str, moment: str, **about: str) -> None:
        offset = self._file.tell()
        self._file.write(record)
        where = {"length": str(len(record)), "offset": str(offset), "filename": _WARC}
        timestamp = "".join(c for c in moment[:19] if c.isdigit())
        self.entries.append(_Entry(index_key(uri), timestamp, {"url": uri, **about, **where}))


def index_key(uri: str) -> str:
    """Return what an address is sorted by: its host turned round, so that the pages of a site lie
    together (SURT, as in the CDXJ format)."""
    url = httpx.URL(uri)
    if not url.host:
        return uri
    port = "" if url.port is None else f":{url.port}"
    host = ",".join(reversed(url.host.removeprefix("www.").split(".")))
    return f"{host}{port}){url.raw_path.decode('ascii').lower()}"


class _Package:
    """The ZIP as it grows, and the description of what is in it. Nothing is packed again: readers
    fetch single records out of it by their offsets."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.resources: list[dict[str, Any]] = []
        self._package = package

    def write(self, path: str, data: bytes) -> str:
        """Write a part and return its digest."""
        return self.copy(path, io.BytesIO(data))

    def copy(self, path: str, source: IO[bytes]) -> str:
        """Write a part from its beginning to its end and return its digest."""
        digest, size = sha256(), 0
        with self._package.open(zipfile.ZipInfo(path), "w", force_zip64=True) as part:
            source.seek(0)
            while piece := source.read(CHUNK):
                part.write(piece)
                digest.update(piece)
                size += len(piece)
        found = f"sha256:{digest.hexdigest()}"
        name = path.rpartition("/")[2]
        self.resources.append({"name": name, "path": path, "hash": found, "bytes": size})
        return found


def _write_package(package: _Package, publication: Publication, made_at: str) -> None:
    with TemporaryFile() as file:
        records = _Records(file, made_at)
        for document in publication.reports:
            records.add(document, publication.archive)
        package.copy(f"archive/{_WARC}", file)
    blocks, directory = _index(records.entries)
    package.write(f"indexes/{_INDEX}", blocks)
    package.write("indexes/index.idx", directory)
    package.write("pages/pages.jsonl", _pages(records.pages))
    description = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": "Reports of a Tallybook book",
        "created": made_at,
        "software": SOFTWARE,
        "resources": list(package.resources),
    }
    digest = package.write("datapackage.json", _json(description))
    package.write("datapackage-digest.json", _json({"path": "datapackage.json", "hash": digest}))


def _index(entries: Iterable[_Entry]) -> tuple[bytes, bytes]:
    """Return the sorted lines in gzip blocks, and the list of the blocks."""
    lines = sorted(entry.line() for entry in entries)
    blocks = b""
    directory = f'!meta 0 {{"format": "cdxj-gzip-1.0", "filename": "{_INDEX}"}}\n'
    for start in range(0, len(lines), BLOCK_LINES):
        block = gzip.compress("".join(lines[start : start + BLOCK_LINES]).encode(), mtime=0)
        where = {"offset": len(blocks), "length": len(block), "digest": warc.digest_of(block)}
        directory += f"{lines[start].partition(' {')[0]} {_json(where).decode()}\n"
        blocks += block
    return blocks, directory.encode()


def _pages(pages: Iterable[dict[str, str]]) -> bytes:
    first = {"format": "json-pages-1.0", "id": "pages", "title": "Reports"}
    return b"".join(_json(line) + b"\n" for line in (first, *pages))
