"""What an exporter is given, and what it must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.knowledge.actors import ActorTable


class PublishedClaim(Struct, frozen=True):
    """A claim that goes out; `sure` is False where it lies only possibly in what was asked for."""

    claim: Claim
    sure: bool


class PublishedIncident(Struct, frozen=True):
    """An incident that goes out; `sure` as for claims."""

    incident: Incident
    sure: bool


class Publication(Struct, frozen=True, kw_only=True):
    """The records that go out, in their order, and those that they rest on, by id."""

    claims: tuple[PublishedClaim, ...]
    incidents: tuple[PublishedIncident, ...]
    all_claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    actors: ActorTable


class Exporter(Protocol):
    """Turns a publication into one file.

    `name` carries its version ("claims-csv.v1"); an exporter whose columns change takes a new
    one. `suffix` has its dot; `media_type` is as in RFC 6838.
    """

    name: str
    suffix: str
    media_type: str

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the file in pieces, encoded as UTF-8."""
