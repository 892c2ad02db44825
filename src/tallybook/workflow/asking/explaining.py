"""Every sentence behind a tally, an incident, a claim or a document, found by its id."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.ids import kind_of_id
from tallybook.core.tallies import Tally
from tallybook.store.protocol import Store, View
from tallybook.workflow.asking.contents import read_contents
from tallybook.workflow.asking.identifying import Named, begins, find_id
from tallybook.workflow.asking.sensitive import read_sensitive
from tallybook.workflow.judging.standing import read_links
from tallybook.workflow.telling.answering import AnswerView, view_answer
from tallybook.workflow.telling.views import (
    ClaimView,
    DocumentView,
    IncidentView,
    LinkView,
    view_claims,
    view_document,
    view_incidents,
    view_link,
)

EXPLAINED: tuple[Named, ...] = ("tally", "incident", "claim", "document")


class ClaimExplanation(Struct, frozen=True, kw_only=True):
    """A claim, its parts, what it is about, and how it was linked to others."""

    claim: ClaimView
    parts: tuple[ClaimView, ...]
    about: tuple[ClaimView, ...]
    links: tuple[LinkView, ...]


class Explanation(Struct, frozen=True, kw_only=True):
    """What stands behind an id: one of the four, by `kind`.

    `asked` is what the person wrote; `merged` says that an incident's id was merged into `id`.
    """

    kind: Literal["tally", "incident", "claim", "document"]
    id: str
    asked: str
    merged: bool = False
    answer: AnswerView | None = None
    incident: IncidentView | None = None
    claim: ClaimExplanation | None = None
    document: DocumentView | None = None


def explain(store: Store, asked: str) -> Explanation:
    """Return what stands behind a tally, incident, claim or document.

    `asked` is an id or the beginning of one, with or without its kind. A tally is explained from
    the book as it was when the tally was made. Raises UnknownIdError where nothing has that id
    (UnknownIdError too, naming the candidates, where several begin so).
    """
    with store.view() as view:
        identifier = find_id(view, asked, EXPLAINED)
        kind = kind_of_id(identifier)
        if kind == "tally":
            tally = view.get(Tally, identifier)
            assert tally is not None, "find_id found it"
            sensitive = read_sensitive(view)
        else:
            return _explain_record(view, kind or "", identifier, asked)
    with store.view(tally.book_version) as then:
        # What is marked now was not when the answer was given.
        contents = replace(read_contents(then), sensitive=sensitive)
        answer = view_answer(tally, contents, read_links(then, contents.claims.values()))
    return Explanation(kind="tally", id=identifier, asked=asked, answer=answer)


def _explain_record(view: View, kind: str, identifier: str, asked: str) -> Explanation:
    contents = read_contents(view)
    judgements = read_links(view, contents.claims.values())
    if kind == "incident":
        incidents = view_incidents(contents, [identifier], judgements)
        merged = not begins(identifier, asked, "incident")
        return Explanation(
            kind="incident", id=identifier, asked=asked, merged=merged, incident=incidents[0]
        )
    if kind == "document":
        document = view_document(contents, identifier)
        return Explanation(kind="document", id=identifier, asked=asked, document=document)
    [claim] = view_claims(contents, [identifier])
    explanation = ClaimExplanation(
        claim=claim,
        parts=view_claims(contents, claim.parts),
        about=view_claims(contents, claim.claim.about),
        links=tuple(view_link(j) for j in judgements if identifier in (j.first, j.second)),
    )
    return Explanation(kind="claim", id=identifier, asked=asked, claim=explanation)
