"""How much is read: bounds that no report reaches, so that no file can fill memory or disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from tallybook.errors import SourceError

MAX_BYTES = 20_000_000
"""20 MB. A saved page with its pictures inside can have a few; more is an archive or a film."""

MAX_DEPTH = 4
"""Containers inside each other: a folder's archive of a day's archives of feeds is three."""

MAX_RATIO = 200
"""Bytes out for each byte in. Markup of many tables packs some 30 to 1; Deflate's utmost, which
only what was made for it reaches, is 1,032 (zlib, "Technical Details")."""

PIECE_BYTES = 1 << 16
"""Bytes asked for at a time. A stream makes room for what it is asked for, however little it then
gives: asked for a limit's 20 MB each time, the heap grew with every file, since what was left of
such a room never fitted the next one (5 MB for 1,000 files; `benchmarks/bulk.py`)."""

RATIO_FROM = 1_000_000
"""Bytes of output below which the ratio means nothing: a short run of blanks can reach it."""


def read_bounded(stream: BinaryIO) -> bytes:
    """Return all that `stream` holds; raises SourceError "too-large" beyond MAX_BYTES."""
    data = read_up_to(stream, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"it has more than {MAX_BYTES // 1_000_000} MB; save each report as a file of its own",
            code="too-large",
        )
    return data


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return the next `size` bytes, fewer only at the end: a raw stream may give less at once."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, PIECE_BYTES))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


class Meter:
    """Counts what a decompressor gives against what it was given.

    `packed` tells how many compressed bytes it has read, or has at most.
    """

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed, self._unpacked = packed, 0

    def add(self, size: int) -> None:
        """Note `size` more bytes; raises SourceError "bomb" where they came of implausibly few."""
        self._unpacked += size
        if self._unpacked > RATIO_FROM and self._unpacked > MAX_RATIO * max(self._packed(), 1):
            raise SourceError(
                f"it unpacks to more than {MAX_RATIO} times its size, as only a decompression "
                "bomb does; unpack it yourself if you trust it, and add the files",
                code="bomb",
            )
