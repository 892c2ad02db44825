"""Every sentence behind a tally, an incident, a claim or a document, found by its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.ids import kind_of_id
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement
from tallybook.core.tallies import Tally
from tallybook.errors import UnknownIdError
from tallybook.store.protocol import Store, View
from tallybook.workflow.answering import AnswerView, view_answer
from tallybook.workflow.contents import read_contents
from tallybook.workflow.views import (
    ClaimView,
    DocumentView,
    IncidentView,
    LinkView,
    view_claims,
    view_document,
    view_incidents,
    view_link,
)

CANDIDATES_SHOWN = 8
Explained = Tally | Incident | Claim | Document
_KINDS: tuple[tuple[str, type[Explained]], ...] = (
    ("tally", Tally),
    ("incident", Incident),
    ("claim", Claim),
    ("document", Document),
)


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
        identifier = find_id(view, asked)
        kind = kind_of_id(identifier)
        if kind == "tally":
            tally = view.get(Tally, identifier)
            assert tally is not None, "find_id found it"
        else:
            return _explain_record(view, kind or "", identifier, asked)
    with store.view(tally.book_version) as then:
        answer = view_answer(tally, read_contents(then), then.scan(Judgement))
    return Explanation(kind="tally", id=identifier, asked=asked, answer=answer)


def find_tally(view: View, asked: str) -> Tally:
    """Return the one tally whose id `asked` is or begins, with or without its kind.

    Raises UnknownIdError.
    """
    identifier = _found(view, asked, (("tally", Tally),))
    if identifier is None:
        raise UnknownIdError(
            f"the book holds no tally {asked!r}; `tallybook tally` prints the id of each answer "
            "under it"
        )
    tally = view.get(Tally, identifier)
    assert tally is not None, "it was found"
    return tally


def find_id(view: View, asked: str) -> str:
    """Return the one id of a tally, incident, claim or document that `asked` is or begins.

    Raises UnknownIdError.
    """
    wanted = asked.strip().lower()
    merged = view.get(Redirect, wanted)
    while merged is not None:
        if view.get(Incident, merged.to) is not None:
            return merged.to
        merged = view.get(Redirect, merged.to)
    identifier = _found(view, asked, _KINDS)
    if identifier is None:
        raise UnknownIdError(
            f"the book holds no tally, incident, claim or document {asked!r}; `tallybook tally`, "
            "`incidents`, `claims` and `documents` print the ids that it holds"
        )
    return identifier


def _found(view: View, asked: str, kinds: Sequence[tuple[str, type[Explained]]]) -> str | None:
    """Return the one id of these kinds that `asked` is or begins; None where none does so."""
    wanted = asked.strip().lower()
    if not wanted:
        raise UnknownIdError("no id is given; `tallybook tally` prints one under its answer")
    for _, kind in kinds:
        if view.get(kind, wanted) is not None:
            return wanted
    found = [
        record.id
        for name, kind in kinds
        for record in view.scan(kind)
        if record.id.startswith(wanted) or record.id.startswith(f"{name}1_{wanted}")
    ]
    if len(found) > 1:
        shown = ", ".join(found[:CANDIDATES_SHOWN])
        rest = len(found) - CANDIDATES_SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        raise UnknownIdError(f"{asked!r} begins {len(found)} ids: {shown}{more}; write more of one")
    return found[0] if found else None


def _explain_record(view: View, kind: str, identifier: str, asked: str) -> Explanation:
    contents = read_contents(view)
    judgements = view.scan(Judgement)
    if kind == "incident":
        incidents = view_incidents(contents, [identifier], judgements)
        merged = view.get(Redirect, asked.strip().lower()) is not None
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
