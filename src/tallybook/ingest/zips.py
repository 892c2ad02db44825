"""ZIP archives, among them web archives in the WACZ format, which is one.

Nothing is unpacked to disk, so that no name in an archive can point outside. Of a WACZ (WACZ 1.1.1,
Webrecorder) the web archives inside are read; indexes and lists of pages only point into them.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Member, reject
from tallybook.ingest.decompression import Unpacked
from tallybook.ingest.limits import Meter, read_bounded
from tallybook.ingest.registry import known_suffixes, suffix_of
from tallybook.ingest.sniff import ZIP

MAX_DIRECTORY = 32_000_000
"""Bytes of an archive's list of members, which is read as a whole: some 300,000 of them."""

_END_SIZE = 22
_LOCATOR_SIZE = 20
_COMMENT_SIZE = 65_535
_ENCRYPTED = 0x1
_WACZ_PACKAGE = "datapackage.json"


class ZipContainer:
    """Takes ZIP and WACZ archives apart (the Container protocol)."""

    name = "zip.v1"
    media_types: tuple[str, ...] = (ZIP,)
    suffixes: tuple[str, ...] = (".zip", ".wacz")

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield the members in the order of the archive's list."""
        stream = _seekable(whole.stream)
        size = _size(stream)
        meter = Meter(lambda: size)
        with _opened(stream) as archive:
            for info in _reports(archive.infolist()):
                source = f"{whole.source}!{info.filename}"
                if info.flag_bits & _ENCRYPTED:
                    yield reject(source, "encrypted", "it needs a password; unpack it yourself")
                elif suffix_of(info.filename) not in known_suffixes():
                    known = " ".join(known_suffixes())
                    yield reject(source, "unsupported", f"from an archive only {known} are read")
                else:
                    try:
                        inner = archive.open(info)
                    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
                        yield reject(source, "damaged", f"it cannot be unpacked ({error})")
                        continue
                    with inner:
                        yield Member(source, io.BufferedReader(Unpacked(inner, meter)))


def _reports(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the members that a person would take for files of the archive."""
    # Not `is_dir`, which fails where a member has no name at all.
    files = [info for info in infos if not info.filename.endswith("/")]
    web_archives = [i for i in files if suffix_of(i.filename) == ".warc"]
    if web_archives and any(info.filename == _WACZ_PACKAGE for info in files):
        return web_archives
    return [info for info in files if not _hidden(info.filename)]


def _hidden(name: str) -> bool:
    parts = name.split("/")
    # The folder of resource forks that macOS adds to the archives that it makes.
    return parts[0] == "__MACOSX" or any(p.startswith(".") and p.strip(".") for p in parts)


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    _require_short_directory(stream)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise SourceError(
            f"it is no whole ZIP archive ({error}); get it again, it is damaged or cut off",
            code="damaged",
        ) from error


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Return the stream where it can go back at no cost, else its bytes in memory."""
    if stream.seekable() and not isinstance(stream, (zipfile.ZipExtFile, gzip.GzipFile)):
        return stream
    return io.BytesIO(read_bounded(stream))


def _size(stream: BinaryIO) -> int:
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return size


def _require_short_directory(stream: BinaryIO) -> None:
    """Raise SourceError where the list of members is too long to be read at once.

    Its length stands in the record at the end, or, where it does not fit there, in the one that
    the locator before it points to (APPNOTE.TXT 6.3.10, §4.3.14 to §4.3.16).
    """
    size = _size(stream)
    stream.seek(max(0, size - _END_SIZE - _COMMENT_SIZE - _LOCATOR_SIZE))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + _END_SIZE:
        return
    (length,) = struct.unpack_from("<L", tail, end + 12)
    locator = end - _LOCATOR_SIZE
    if length == 0xFFFFFFFF and locator >= 0 and tail.startswith(b"PK\x06\x07", locator):
        (offset,) = struct.unpack_from("<Q", tail, locator + 8)
        stream.seek(min(offset, size))
        length = int.from_bytes(stream.read(56)[40:48], "little")
    stream.seek(0)
    if length > MAX_DIRECTORY:
        raise SourceError(
            "it lists too many members to be read at once; unpack it, and add the folder",
            code="too-large",
        )
