"""Which reports of a book most likely tell of the same event as a report or an incident.

A tally counts what reports say, so a report in which no attack was read is in none of its figures:
one of the trial, of the funeral, or of a shot that went off by accident. Whoever checks an
incident wants to read those as well.
"""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.asking.sensitive import read_sensitive


class RelatedReport(Struct, frozen=True, kw_only=True):
    """A report, with the incidents that it tells of; none where no attack was read in it.
    `sensitive` says what of it is marked as such."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    incidents: tuple[str, ...]
    sensitive: str = ""


def related_reports(store: Store, asked: str) -> list[RelatedReport]:
    """Return the reports that most likely tell of what a report or an incident tells of, itself or
    its own among them, the oldest first.

    `asked` is an id or its beginning. Raises UnknownIdError.
    """
    # Whatever else is asked of a book needs none of this.
    from tallybook.linking.reports import group_reports

    with store.view() as view:
        identifier = find_id(view, asked, ("incident", "document"))
        documents = {document.id: document for document in view.scan(Document)}
        claims = {claim.id: claim for claim in view.scan(Claim)}
        incidents = list(view.scan(Incident))
        sensitive = read_sensitive(view)
    told: dict[str, dict[str, None]] = {}
    for incident in incidents:
        for claim in incident.claims:
            told.setdefault(claims[claim].document, {})[incident.id] = None
    own = {identifier} | {name for name, found in told.items() if identifier in found}
    groups = group_reports(
        list(documents.values()), list(claims.values()), incidents, load_knowledge()
    )
    found = {name for group in groups if own & set(group) for name in group}
    ordered = sorted(found, key=lambda name: (documents[name].published or "", name))
    return [
        RelatedReport(
            document=name,
            title=documents[name].title,
            publisher=documents[name].publisher,
            published=documents[name].published,
            incidents=tuple(told.get(name, ())),
            sensitive=sensitive.of_report(name),
        )
        for name in ordered
    ]
