"""What an exporter is given, and what it must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.records import Rejection
from tallybook.errors import BookError
from tallybook.knowledge.actors import ActorTable


class PublishedClaim(Struct, frozen=True):
    """A claim that goes out; `sure` is False where it lies only possibly in what was asked for."""

    claim: Claim
    sure: bool


class PublishedIncident(Struct, frozen=True):
    """An incident that goes out; `sure` as for claims."""

    incident: Incident
    sure: bool


class Archive(Protocol):
    """What the book has of its reports beside their text."""

    def fetches(self, source: str) -> Sequence[Fetch]:
        """Return the requests for a source, in order."""

    def capture(self, sha256: str) -> bytes:
        """Return raw bytes; raise BookError where they are not there, or not what was kept."""


class NoArchive:
    """What is beside the reports of an answer: nothing that goes out (the Archive protocol)."""

    def fetches(self, source: str) -> Sequence[Fetch]:
        """Return no request."""
        return ()

    def capture(self, sha256: str) -> bytes:
        """Raise BookError: there are no raw bytes."""
        raise BookError(f"nothing is published of the bytes {sha256}")


class Publication(Struct, frozen=True, kw_only=True):
    """The records that go out, in their order, and those that they rest on, by id; `reports` are
    the documents of the claims, or all where nothing was asked for in particular."""

    reports: tuple[Document, ...]
    claims: tuple[PublishedClaim, ...]
    incidents: tuple[PublishedIncident, ...]
    all_claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    actors: ActorTable
    rejections: tuple[Rejection, ...]
    archive: Archive


class Exporter(Protocol):
    """Turns a publication into one file.

    `name` carries its version ("claims-csv.v1"); an exporter whose columns change takes a new
    one. `suffix` has its dot; `media_type` is as in RFC 6838.
    """

    name: str
    suffix: str
    media_type: str

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the file in pieces; text is encoded as UTF-8."""
