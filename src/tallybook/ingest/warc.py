"""Web archives (WARC 1.0 and 1.1, ISO 28500), as crawlers and Common Crawl News write them.

Read by FastWARC, an optional part: record by record, so that an archive of any size takes no more
memory than one page. What a server sent as a document is a member, named by its address; pictures,
scripts and style sheets belong to their pages, and redirects to where they lead.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Member, missing_extra, reject
from tallybook.ingest.decompression import Unpacked
from tallybook.ingest.limits import MAX_BYTES, Meter
from tallybook.ingest.sniff import DOCX, PDF, WARC

_WEB = ("http", "https")
_FILES = ("file", "ni")
"""Schemes of documents that no server sent: files (RFC 8089), bytes by their hash (RFC 6920)."""

_DOCUMENTS = ("text/html", "application/xhtml+xml", "text/plain", PDF, DOCX)


class WarcContainer:
    """Takes web archives apart (the Container protocol)."""

    name = "warc.v1"
    media_types: tuple[str, ...] = (WARC,)
    suffixes: tuple[str, ...] = (".warc",)

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield what servers sent as documents, in the archive's order."""
        records = _records(whole)
        while True:
            try:
                record = next(records)
                found = _member(whole.source, record)
            except StopIteration:
                return
            except (OSError, ValueError, RuntimeError, EOFError) as error:
                raise SourceError(
                    f"its records cannot be read on ({error}); what came before them is read; "
                    "get it again, it is damaged or cut off",
                    code="damaged",
                ) from error
            if found is not None:
                yield found


def _records(whole: Member) -> Iterator[Any]:
    try:
        from fastwarc import ArchiveIterator
    except ImportError as error:
        raise missing_extra("a web archive", "archives") from error
    return iter(ArchiveIterator(whole.stream, parse_http=False))


def _member(whole: str, record: Any) -> Member | Rejection | None:
    """Return what a record holds, or None where it is no document of its own."""
    length = record.content_length
    if record.headers.get("Content-Length") is None:
        raise SourceError(
            "it breaks off within the head of a record; what came before is read; get it again",
            code="damaged",
        )
    if record.headers.get("WARC-Type") not in ("response", "resource"):
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    parts = _split(address)
    if parts is None or parts.path == "/robots.txt":
        return None
    source = f"{whole}!{address}"
    if length > MAX_BYTES:
        return reject(source, "too-large", f"the page has more than {MAX_BYTES:,} bytes")
    record.freeze()
    if record.content_length < length:
        return _truncated(source)
    if record.is_http:
        record.parse_http(auto_decode="all")
    headers = record.http_headers if record.is_http_parsed else record.headers
    content_type = headers.get("Content-Type")
    if content_type is not None and not content_type.lower().startswith(_DOCUMENTS):
        return None
    status = headers.status_code if record.is_http_parsed else 200
    if status is not None and 300 <= status < 400:
        return None
    if status is None or status >= 400:
        return reject(source, "http-status", f"the server gave no page, but the status {status}")
    if record.headers.get("WARC-Truncated") is not None:
        return _truncated(source)
    stream = Unpacked(record.reader, Meter(lambda: length))
    url = address if parts.scheme in _WEB else None
    return Member(source, io.BufferedReader(stream), content_type, url)


def _truncated(source: str) -> Rejection:
    return reject(source, "truncated", "the archive holds its beginning only; get the page")


def _split(address: str) -> SplitResult | None:
    """Return the parts of a record's address, None for one that names no document: crawlers also
    keep what they made of a page, as `urn:` and the like."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in (*_WEB, *_FILES) else None
