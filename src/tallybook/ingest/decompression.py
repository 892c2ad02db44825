"""What a decompressor gives, as a stream that cannot fill the memory and fails in words."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from typing import IO

from tallybook.errors import SourceError
from tallybook.ingest.limits import Meter

_FAILURES = (
    OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError,
    zipfile.BadZipFile,
)  # fmt: skip


class Unpacked(io.RawIOBase):
    """A decompressor's output, its failures as SourceErrors and its density bounded by `meter`."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, meter: Meter) -> None:
        super().__init__()
        self._stream, self._meter = stream, meter

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`; raises SourceError "damaged", or "bomb" from the meter."""
        try:
            piece = self._stream.read(len(buffer))
        except _FAILURES as error:
            raise SourceError(
                f"it cannot be unpacked ({error}); get it again, it is damaged or cut off",
                code="damaged",
            ) from error
        self._meter.add(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)
