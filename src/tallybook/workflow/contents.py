"""What a book holds at one version, in memory: the one thing that lists and answers are made from.

Everything after this is a function of a `Contents`, so that the command line and the pages show
the same, and a test needs no book.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.store.protocol import View
from tallybook.tally import DocumentFacts, Material


class Contents(Struct, frozen=True, kw_only=True):
    """The records of a book by id, each kind in the order in which it was first written."""

    documents: Mapping[str, Document] = {}
    claims: Mapping[str, Claim] = {}
    incidents: Mapping[str, Incident] = {}
    origins: Mapping[str, Origin] = {}
    version: int = 0


def read_contents(view: View) -> Contents:
    """Return everything that a view shows and an answer needs."""
    return Contents(
        documents={record.id: record for record in view.scan(Document)},
        claims={record.id: record for record in view.scan(Claim)},
        incidents={record.id: record for record in view.scan(Incident)},
        origins={record.id: record for record in view.scan(Origin)},
        version=view.version,
    )


def material_of(contents: Contents, *, version: int | None = None) -> Material:
    """Return what a tally is made from; `version` is the one that its id names."""
    return Material(
        incidents=list(contents.incidents.values()),
        claims=contents.claims,
        origins=contents.origins,
        documents={d.id: facts_of(d) for d in contents.documents.values()},
        version=contents.version if version is None else version,
    )


def facts_of(document: Document) -> DocumentFacts:
    """Return what the tally asks of a document."""
    published = None if document.published is None else date.fromisoformat(document.published)
    return DocumentFacts(document.publisher, published, document.source)
