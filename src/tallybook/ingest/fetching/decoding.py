"""Bodies freed of their Content-Encoding, no further than a limit: a kilobyte can unpack to a
megabyte, and packed twice to a gigabyte (a decompression bomb)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from tallybook.errors import SourceError

ACCEPTED = "gzip, deflate"
"""The value of Accept-Encoding: what the standard library unpacks step by step."""

_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
"""Tells zlib to find out from the header which of the two it is."""
_GZIP_MAGIC = b"\x1f\x8b"


def read_body(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the whole body of an answer, unpacked.

    Raises SourceError: "too-large" beyond `limit` bytes as sent or unpacked, "encoding" where the
    encoding is not one of those that were accepted, or the body is not in it.
    """
    name = encoding.strip().lower()
    if name in _PLAIN:
        return _joined(pieces, limit)
    if name not in _PACKED:
        raise SourceError(
            f"the server packed the page as {encoding!r}, which was not asked for; save the page "
            "in a browser and add the file",
            code="encoding",
        )
    return _unpacked(_joined(pieces, limit), name, limit)


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _unpacked(packed: bytes, name: str, limit: int) -> bytes:
    """Return packed bytes unpacked; a file of several gzip members is one (RFC 1952, §2.2)."""
    unpacked = bytearray()
    while packed:
        member = zlib.decompressobj(_window(packed, name))
        try:
            unpacked += member.decompress(packed, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise _broken(name, str(error)) from error
        if len(unpacked) > limit:
            raise _too_large(limit)
        if not member.eof:
            raise _broken(name, "it ends too soon")
        packed = member.unused_data if member.unused_data.startswith(_GZIP_MAGIC) else b""
    return bytes(unpacked)


def _window(packed: bytes, name: str) -> int:
    # Servers send "deflate" with and without zlib's header (RFC 9110, §8.4.1.2); its first byte
    # says method 8 in the lower half, and both bytes together are a multiple of 31 (RFC 1950).
    has_header = len(packed) > 1 and packed[0] & 15 == 8 and int.from_bytes(packed[:2]) % 31 == 0
    return -zlib.MAX_WBITS if name == "deflate" and not has_header else _GZIP_OR_ZLIB


def _too_large(limit: int) -> SourceError:
    return SourceError(
        f"the page has more than {limit // 1_000_000 or limit / 1_000_000:g} MB; save the report "
        "in it as a file",
        code="too-large",
    )


def _broken(name: str, words: str) -> SourceError:
    return SourceError(
        f"the server sent a page that is not in the {name} form that it names ({words}); try "
        "again, or save the page in a browser and add the file",
        code="encoding",
    )
