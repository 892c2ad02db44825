"""Records of the WARC format, version 1.1 (ISO 28500:2017), each a gzip member of its own.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from hashlib import sha256
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

from tallybook.core.fetches import Fetch, Headers

_SENT_OTHERWISE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Header fields that are true of the body as sent. The book keeps it unpacked, and so they go by
the prefix that archives give to such fields."""
_PREFIX = "X-Archive-Orig-"


def warc_info(software: str, date: str) -> bytes:
    """Return the record that says what made the file."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", date, block, "application/warc-fields")


def request_record(fetch: Fetch) -> bytes:
    """Return the request of a fetch."""
    target = "/" + fetch.url.split("://", 1)[-1].partition("/")[2]
    block = _head(f"GET {target} HTTP/1.1", fetch.request_headers)
    about = (("WARC-Target-URI", fetch.url), ("WARC-Concurrent-To", _name("response", fetch.id)))
    return _record(
        "request",
        _date(fetch.fetched_at),
        block,
        "application/http; msgtype=request",
        about=about,
        name=_name("request", fetch.id),
    )


def response_record(fetch: Fetch, body: bytes | None) -> bytes:
    """Return the answer of a fetch, with its page where the book has it."""
    about: Headers = (("WARC-Target-URI", fetch.url),)
    if fetch.address is not None:
        about += (("WARC-IP-Address", fetch.address),)
    if body is None:
        about += (("WARC-Truncated", "unspecified"),)
    page = body or b""
    block = _head(_status_line(fetch.status or 0), _headers_of(fetch, len(page))) + page
    return _record(
        "response",
        _date(fetch.fetched_at),
        block,
        "application/http; msgtype=response",
        about=(*about, ("WARC-Payload-Digest", digest_of(page))),
        name=_name("response", fetch.id),
    )


def resource_record(uri: str, media_type: str, body: bytes, date: str) -> bytes:
    """Return bytes that were not fetched over HTTP: a file, or a part of one."""
    about = (("WARC-Target-URI", uri), ("WARC-Payload-Digest", digest_of(body)))
    return _record("resource", date, body, media_type, about=about, name=_name("resource", uri))


def hash_uri(digest: str) -> str:
    """Return the name of some bytes by their SHA-256, given in hex (RFC 6920, §3)."""
    encoded = urlsafe_b64encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{encoded}"


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, labelled."""
    return f"sha256:{sha256(data).hexdigest()}"


def _record(
    kind: str, date: str, block: bytes, content_type: str, *, about: Headers = (), name: str = ""
) -> bytes:
    fields = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", name or _name(kind, date)),
        ("WARC-Date", date),
        *about,
        ("WARC-Block-Digest", digest_of(block)),
        ("Content-Type", content_type),
        ("Content-Length", str(len(block))),
    )
    return gzip.compress(_head("WARC/1.1", fields, "utf-8") + block + b"\r\n\r\n", mtime=0)


def _head(first: str, fields: Headers, encoding: str = "latin-1") -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode(encoding)


def _status_line(status: int) -> str:
    known = status in HTTPStatus._value2member_map_
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase if known else ''}".rstrip()


def _headers_of(fetch: Fetch, length: int) -> Headers:
    kept = tuple(
        (f"{_PREFIX}{name}" if name.lower() in _SENT_OTHERWISE else name, value)
        for name, value in fetch.headers
    )
    return (*kept, ("Content-Length", str(length)))


def _name(kind: str, key: str) -> str:
    """Return a record's id: the same book gives the same ids (RFC 9562, §5.5)."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind}:{key}')}>"


def _date(moment: str) -> str:
    return moment.replace("+00:00", "Z")
