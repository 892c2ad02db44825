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
from tallybook.core.ids import kind_of_id
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.tallies import Tally
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


def read_counted(view: View) -> Contents:
    """Return what an answer is computed from: incidents, counts, and where the counts stand.

    Reading every claim of a large book takes longer than answering a question to it.
    """
    claims = {claim.id: claim for claim in view.scan(Claim, claim_kinds=("count",))}
    return Contents(
        documents=view.get_many(Document, (claim.document for claim in claims.values())),
        claims=claims,
        incidents={record.id: record for record in view.scan(Incident)},
        origins=view.get_many(Origin, claims),
        version=view.version,
    )


def read_behind(view: View, counted: Contents, tally: Tally) -> Contents:
    """Return `counted` with every record that a view of the tally shows."""
    shown = [
        counted.incidents[identifier]
        for identifier in (*tally.incidents, *tally.possible_incidents)
        if identifier in counted.incidents
    ]
    near = [counted.incidents[u] for i in shown for u in i.unsure if u in counted.incidents]
    wanted = [claim for incident in (*shown, *near) for claim in incident.claims]
    for constraint in tally.constraints:
        wanted += [constraint.claim, *constraint.parts, *constraint.repeats]
    wanted += [member for one in tally.contradictions for member in one.members]
    claims = {**counted.claims, **view.get_many(Claim, (w for w in wanted if is_claim(w)))}
    documents = view.get_many(Document, (claim.document for claim in claims.values()))
    return Contents(
        documents=documents,
        claims=claims,
        incidents=counted.incidents,
        origins=view.get_many(Origin, claims),
        version=counted.version,
    )


def is_claim(text: str) -> bool:
    """Whether a text is a claim's id; a tally lists some repeats by their sentences."""
    return kind_of_id(text) == "claim"


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
