"""What a reader is given, and what it must be: the contract between intake and readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import UsageError

Outcome = Document | Rejection

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Flags(Struct, frozen=True, kw_only=True):
    """What the person who adds a report says of it; it beats page and text.

    `published` is an ISO day. Raises UsageError where it is none.
    """

    published: str | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and not _is_day(self.published):
            raise UsageError(
                f"publication date {self.published!r} is no day of the calendar; "
                "write it as year-month-day, for example 2023-10-24"
            )


class Capture(Struct, frozen=True, kw_only=True):
    """The raw bytes of one input, recognised: `sha256` in hex, `media_type` as in RFC 6838."""

    source: str
    data: bytes
    sha256: str
    media_type: str
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


def _is_day(text: str) -> bool:
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
