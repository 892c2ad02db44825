"""The way in: what a person names goes to the reader of its kind, and each has its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Capture, Fetched, Flags, Outcome, Reader, reject
from tallybook.ingest.registry import media_type_of, reader_of
from tallybook.ingest.sniff import (
    BINARY,
    charset_of,
    describe_media_type,
)
from tallybook.ingest.sources import fetch_sources


class Intake(Struct, frozen=True):
    """One input with its outcome; `data` is None where no bytes could be had."""

    source: str
    data: bytes | None
    result: Document | Rejection


def read_sources(
    sources: Iterable[str], flags: Flags | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Intake]:
    """Yield the outcome of every input that `sources` name, in order, one at a time.

    Sources are files, folders and "-" for standard input; one that fails stops no other.
    """
    for fetched in fetch_sources(sources, stdin=stdin):
        yield from read_batch([fetched], flags)


def read_batch(batch: Sequence[Fetched | Rejection], flags: Flags | None = None) -> list[Intake]:
    """Return the outcome of each fetched input, in order."""
    flags = flags or Flags()
    results: dict[int, Outcome] = {}
    waiting: dict[str, tuple[Reader, list[tuple[int, Capture]]]] = {}
    for index, fetched in enumerate(batch):
        if isinstance(fetched, Rejection):
            results[index] = fetched
            continue
        try:
            capture = recognise(fetched, flags)
            reader = _reader_of(capture.media_type)
        except SourceError as error:
            results[index] = reject(fetched.source, error.code, str(error))
            continue
        waiting.setdefault(reader.name, (reader, []))[1].append((index, capture))
    for reader, captures in waiting.values():
        outcomes = reader.read([capture for _, capture in captures])
        for (index, _), outcome in zip(captures, outcomes, strict=True):
            results[index] = outcome
    return [
        Intake(one.source, None if isinstance(one, Rejection) else one.data, results[index])
        for index, one in enumerate(batch)
    ]


def recognise(fetched: Fetched, flags: Flags) -> Capture:
    """Return the capture of some bytes, its media type found by content, then by suffix.

    Raises SourceError where they are empty or binary.
    """
    kind = media_type_of(fetched.data, fetched.source, fetched.content_type)
    return Capture(
        source=fetched.source,
        data=fetched.data,
        sha256=sha256(fetched.data).hexdigest(),
        media_type=kind,
        charset=charset_of(fetched.content_type),
        url=fetched.url,
        flags=flags,
    )


def _reader_of(media_type: str) -> Reader:
    reader = reader_of(media_type)
    if reader is None:
        raise SourceError(
            f"it is {describe_media_type(media_type)}, which cannot be read; "
            "save the report as .txt or .html",
            code="binary" if media_type in BINARY else "unsupported",
        )
    return reader
