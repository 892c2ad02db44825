"""From one input to the bytes of each report in it: archives and tables are taken apart here.

What a file is, is told by its first bytes. A container's members go the same way, so that a
table in an archive gives its rows; how deep, how much and how densely packed is bounded.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO

from msgspec.structs import replace

from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Fetched, Member, reject
from tallybook.ingest.decompression import Unpacked
from tallybook.ingest.limits import MAX_DEPTH, Meter, read_bounded, read_up_to
from tallybook.ingest.registry import container_of, media_type_of
from tallybook.ingest.sniff import GZIP, HEAD_BYTES


def expand(member: Member, depth: int = 0) -> Iterator[Fetched | Rejection]:
    """Yield what an input holds: itself, or the reports inside it, in order, or why there are
    none. `depth` is the number of containers around it."""
    try:
        yield from _expand(member, depth)
    except SourceError as error:
        yield reject(member.source, error.code, str(error))


def _expand(member: Member, depth: int) -> Iterator[Fetched | Rejection]:
    head = read_up_to(member.stream, HEAD_BYTES)
    stream = _rewound(head, member.stream)
    kind = _kind(head, member)
    container = container_of(kind)
    if kind == GZIP or container is not None:
        _require_shallow(depth)
    if kind == GZIP:
        unzipped = io.BufferedReader(Unpacked(gzip.GzipFile(fileobj=stream), Meter(stream.tell)))
        yield from expand(replace(member, stream=unzipped), depth + 1)
    elif container is None:
        data = read_bounded(stream)
        yield Fetched(member.source, data, member.content_type, member.url)
    else:
        empty = True
        for part in container.unpack(replace(member, stream=stream)):
            empty = False
            if isinstance(part, Rejection):
                yield part
            else:
                yield from expand(part, depth + 1)
        if empty:
            raise SourceError("there is no report in it; check that it is whole", code="no-reports")


def _kind(head: bytes, member: Member) -> str:
    try:
        return media_type_of(head, member.source, member.content_type)
    except SourceError:
        # What has no kind is no container; why it cannot be read is said by who looks at all
        # of it.
        return ""


def _require_shallow(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise SourceError(
            f"it lies in {depth} archives one inside the other; unpack the outer ones, and add "
            "the files",
            code="nested",
        )


def _rewound(head: bytes, stream: BinaryIO) -> BinaryIO:
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return io.BufferedReader(_Replayed(head, stream))


class _Replayed(io.RawIOBase):
    """A stream that cannot go back, with what was read of it in front again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._head, self._stream, self._position = head, stream, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)
