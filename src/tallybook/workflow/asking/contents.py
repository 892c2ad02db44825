"""What a book holds at one version, in memory: the one thing that lists and answers are made from.

Everything after this is a function of a `Contents`, so that the command line and the pages show
the same, and a test needs no book.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from tallybook.core.claims import Claim, CountOutline
from tallybook.core.documents import Document, DocumentOutline
from tallybook.core.ids import kind_of_id
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.tallies import Tally
from tallybook.store.protocol import Days, View
from tallybook.tally import DocumentFacts, Material
from tallybook.tally.material import MoreIncidents
from tallybook.tally.reach import Countries
from tallybook.workflow.asking.sensitive import Sensitive, read_sensitive


class Contents(Struct, frozen=True, kw_only=True):
    """The records of a book by id, each kind in the order in which it was first written, and what
    of them is marked as sensitive."""

    documents: Mapping[str, Document] = {}
    claims: Mapping[str, Claim] = {}
    incidents: Mapping[str, Incident] = {}
    origins: Mapping[str, Origin] = {}
    sensitive: Sensitive = Sensitive()
    version: int = 0


def read_contents(view: View) -> Contents:
    """Return everything that a view shows and an answer needs."""
    return Contents(
        documents={record.id: record for record in view.scan(Document)},
        claims={record.id: record for record in view.scan(Claim)},
        incidents={record.id: record for record in view.scan(Incident)},
        origins={record.id: record for record in view.scan(Origin)},
        sensitive=read_sensitive(view),
        version=view.version,
    )


class Counted(Struct, frozen=True, kw_only=True):
    """The counts by id that may be of some `days` in some `countries` (None: all), with their
    origins, and what a tally asks of their documents."""

    days: Days | None = None
    countries: Countries = None
    claims: Mapping[str, Claim] = {}
    origins: Mapping[str, Origin] = {}
    documents: Mapping[str, DocumentFacts] = {}


NO_COUNTS = Counted()


def read_counted(
    view: View,
    days: Days | None = None,
    countries: Countries = None,
    before: Counted = NO_COUNTS,
) -> Counted:
    """Return the counts of a book that may be of some days in some countries (None: all), with what
    their text ties to them, and where they stand. With its incidents, read as they are needed, that
    is what an answer is computed from. `before` are those of fewer days or countries; those of the
    same countries are not read again.

    Reading every record of a large book takes longer than answering a question to it.
    """
    found = view.scan(
        CountOutline,
        days=days,
        beyond=before.days if before.countries == countries else None,
        countries=None if countries is None else sorted(countries),
    )
    claims: dict[str, Claim] = {c.id: c for c in found if c.id not in before.claims}
    tied = {other for c in claims.values() for other in (*c.parts, *c.apart_from)}
    claims |= view.get_many(CountOutline, sorted(tied - claims.keys() - before.claims.keys()))
    documents = view.get_many(DocumentOutline, (claim.document for claim in claims.values()))
    return Counted(
        days=days,
        countries=countries,
        claims={**before.claims, **claims},
        origins={**before.origins, **view.get_many(Origin, claims)},
        documents={**before.documents, **{i: facts_of(d) for i, d in documents.items()}},
    )


def read_behind(view: View, tally: Tally, first: int | None = None) -> Contents:
    """Return every record that a view of the tally shows: of its incidents, its figures and the
    members of its contradictions the `first` so many, where a number is given."""
    every = [member for one in tally.contradictions for member in one.members]
    dropped = (d for one in tally.contradictions for side in one.sides for d in side.dropped)
    members = list(dict.fromkeys([*every[:first], *dropped]))
    listed = (*tally.incidents, *tally.possible_incidents)[:first]
    shown = view.get_many(Incident, dict.fromkeys((*listed, *members)))
    near = {unsure for incident in shown.values() for unsure in incident.unsure} - shown.keys()
    found = {**shown, **view.get_many(Incident, sorted(near))}
    theirs = dict.fromkeys(claim for incident in found.values() for claim in incident.claims)
    wanted = [*members]
    for constraint in tally.constraints[:first]:
        wanted += [constraint.claim, *constraint.parts, *filter(is_claim, constraint.repeats)]
    claims = view.get_many(Claim, (*theirs, *wanted))
    others = view.scan(Incident, claims=[claim for claim in wanted if claim not in theirs])
    documents = dict.fromkeys(claim.document for claim in claims.values())
    return Contents(
        documents=view.get_many(Document, (*documents, *members)),
        claims=claims,
        incidents={**found, **{incident.id: incident for incident in others}},
        origins=view.get_many(Origin, claims),
        sensitive=read_sensitive(view),
        version=view.version,
    )


def read_about(view: View, claims: Sequence[str]) -> Contents:
    """Return claims with the incidents that rest on any of them, and what these rest on."""
    incidents = {incident.id: incident for incident in view.scan(Incident, claims=claims)}
    others = (claim for incident in incidents.values() for claim in incident.claims)
    found = view.get_many(Claim, [*claims, *others])
    return Contents(
        documents=view.get_many(Document, (claim.document for claim in found.values())),
        claims=found,
        incidents=incidents,
        origins=view.get_many(Origin, found),
        sensitive=read_sensitive(view),
        version=view.version,
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


def material_as_needed(counted: Counted, more: MoreIncidents, version: int) -> Material:
    """Return what a tally is made from where incidents are read as it comes to them."""
    return Material(
        more=more,
        claims=counted.claims,
        origins=counted.origins,
        documents=counted.documents,
        version=version,
    )


def facts_of(document: Document | DocumentOutline) -> DocumentFacts:
    """Return what the tally asks of a document."""
    published = None if document.published is None else _day(document.published)
    as_of = None if document.as_of is None else _day(document.as_of)
    return DocumentFacts(
        document.publisher, published, document.source, document.headline_end, as_of
    )


@lru_cache(1 << 14)
def _day(text: str) -> date:
    return date.fromisoformat(text)
