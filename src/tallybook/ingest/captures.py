"""What intake, containers and readers hand each other: the two contracts of this stage.

A container takes a file that holds many reports apart; a reader turns the bytes of one report
into a document. Whatever goes wrong with one of them is a Rejection that names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, Protocol

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.core.records import Rejection, make_rejection
from tallybook.errors import SourceError, UsageError

Outcome = Document | Rejection

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Flags(Struct, frozen=True, kw_only=True):
    """What the person who adds a report says of it; it beats page and text.

    `published` is an ISO day. `columns` says for fields of a record (`tallybook.ingest.records`)
    which column of a table, or key of a JSON object, holds each. Raises UsageError where the
    day is none.
    """

    published: str | None = None
    publisher: str | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.published is not None and not _is_day(self.published):
            raise UsageError(
                f"publication date {self.published!r} is no day of the calendar; "
                "write it as year-month-day, for example 2023-10-24"
            )


class Fetched(Struct, frozen=True):
    """The raw bytes of one input; `source` is how the person named it, the folder lists it, or
    "archive.zip!member".

    `content_type` is the Content-Type (RFC 9110, §8.3) that a server or container gave with it,
    `url` the address that it was had from.
    """

    source: str
    data: bytes
    content_type: str | None = None
    url: str | None = None


class Member(Struct, frozen=True):
    """One input not yet read: a file on disk or a part of a container, as in Fetched."""

    source: str
    stream: BinaryIO
    content_type: str | None = None
    url: str | None = None


class Capture(Struct, frozen=True, kw_only=True):
    """The raw bytes of one input, recognised: `sha256` in hex, `media_type` as in RFC 6838;
    `charset` and `url` where a server or container gave them."""

    source: str
    data: bytes
    sha256: str
    media_type: str
    charset: str | None = None
    url: str | None = None
    flags: Flags = Flags()


class Reader(Protocol):
    """Turns captures of some media types into documents.

    `name` carries its version ("text.v1"); a reader whose reading changes takes a new one.
    `suffixes`, with their dot and in lower case, are the files that it takes from a folder.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order; raise nothing for what is in them."""


class Container(Protocol):
    """Takes a file that holds many reports apart; each member then goes to whatever takes it.

    `suffixes`, with their dot and in lower case, are the files that it takes from a folder.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield the members in order, named `f"{whole.source}!{member}"`, each to be read before
        the next is asked for; a bad one is a Rejection.

        Raises SourceError where the rest of the file cannot be read; nothing else for what is
        in it.
        """


def reject(source: str, code: str, detail: str) -> Rejection:
    """Return the Rejection of an input by this stage."""
    return make_rejection(source, "ingest", code, detail)


def missing_extra(what: str, extra: str) -> SourceError:
    """Return the SourceError for what needs an optional part that is not installed."""
    return SourceError(
        f"it is {what}, for which a part of Tallybook is missing: "
        f"pip install 'tallybook[{extra}]', and add it again",
        code="missing-extra",
    )


def read_each(captures: Sequence[Capture], read: Callable[[Capture], Document]) -> list[Outcome]:
    """Return what `read` gives for each capture, or the Rejection that its SourceError means."""
    return [_outcome(capture, read) for capture in captures]


def _outcome(capture: Capture, read: Callable[[Capture], Document]) -> Outcome:
    try:
        return read(capture)
    except SourceError as error:
        return reject(capture.source, error.code, str(error))


def _is_day(text: str) -> bool:
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
