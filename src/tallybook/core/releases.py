"""Releases: a book as it stood at one time, under a name that is given once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct

from tallybook.core.ids import make_id

Holding = Literal["quoted", "everything"]
"""What a release holds of its reports: the sentences that claims rest on, or every byte."""

_encode = msgspec.json.Encoder().encode


class Digest(Struct, frozen=True):
    """How many records of a kind a release holds, and a SHA-256 over all of them by their ids."""

    kind: str
    records: int
    sha256: str


class Release(Struct, frozen=True, kw_only=True):
    """The manifest of a release.

    `content` is a SHA-256 over the digests of what answers are made from: the same state of a book
    has the same one, whenever and under whatever name it is released. `digests` cover every record.
    `book_version` is the version that the answers kept in it were made from, `made_with` the
    Tallybook that wrote it, `released_at` in UTC.
    """

    id: str
    name: str
    released_at: str
    made_with: str
    book_version: int
    holds: Holding
    content: str
    digests: tuple[Digest, ...]


def release_id(name: str) -> str:
    """Return the id of the release of a name; names differ by more than their capitals."""
    return make_id("release", name.casefold())


def content_hash(holds: Holding, digests: Sequence[Digest]) -> str:
    """Return one hash over the digests of what answers are made from."""
    said = [[digest.kind, digest.records, digest.sha256] for digest in digests]
    return sha256(_encode([holds, *said])).hexdigest()
