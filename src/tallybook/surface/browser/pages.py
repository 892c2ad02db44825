"""What each address shows: a template with its view-model, and the same as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse

from tallybook.core.marks import Mark
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.errors import UnknownIdError
from tallybook.knowledge.loading import load_knowledge
from tallybook.publish.brief.html import html_body
from tallybook.publish.safeguards import Safeguards
from tallybook.store.protocol import Store
from tallybook.surface.browser.charts import scale_of
from tallybook.surface.browser.requests import Asked, asked_of, is_shortest, query_of, read_query
from tallybook.surface.terminal.filters import breakdown_words, filter_words
from tallybook.surface.terminal.state import State
from tallybook.workflow.asking.ask import Asked as Asking
from tallybook.workflow.asking.ask import answer_from, rules_from
from tallybook.workflow.asking.contents import Contents, read_contents
from tallybook.workflow.asking.explaining import Explanation, explain
from tallybook.workflow.asking.listing import Listing, read_list_question, read_rejections
from tallybook.workflow.asking.questions import read_question
from tallybook.workflow.asking.responsibility import HELD_WORDS, responsibility_matrix
from tallybook.workflow.asking.selecting import ListedClaim, ListedDocument, ListedIncident
from tallybook.workflow.keeping.relinking import is_linked
from tallybook.workflow.telling import wire
from tallybook.workflow.telling.answering import AnswerView, view_answer
from tallybook.workflow.telling.briefing import write_brief
from tallybook.workflow.telling.page_markup import marked_text
from tallybook.workflow.telling.page_models import Leaf, leaf_of, suggestions_of
from tallybook.workflow.telling.page_timeline import timeline_of
from tallybook.workflow.telling.publishable import PublishRules, publishable
from tallybook.workflow.telling.rules_view import view_rules
from tallybook.workflow.telling.views import view_claims, view_incidents
from tallybook.workflow.telling.words import ALERT_WORDS

LIST_ROWS = 100
"""Rows of one page of a list."""

MOST = 100
"""Figures, incidents and the like shown of one kind under an answer; the JSON has all."""

_PLURALS = {
    "tally": "tallies",
    "incident": "incidents",
    "claim": "claims",
    "document": "documents",
}


class Shown(Struct, frozen=True):
    """A page: its template and what it is filled with, and its `data` for the JSON beside it."""

    template: str
    context: dict[str, Any]
    data: Any


def answer(request: Request, store: Store) -> Shown | RedirectResponse:
    """The question as a form, and its answer."""
    asked = read_query(request.query_params, also=("by",))
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked))
    question = read_question(asked.filters, load_knowledge(), by=asked.by)
    with store.view() as view:
        contents = read_contents(view)
        linked = is_linked(view)
        tally = answer_from(contents, question, version=view.settled)
        kept = view.get(Tally, tally.id) is not None
    found = view_answer(tally, contents)
    words = [*filter_words(asked.filters), *breakdown_words(asked.by)]
    context = {
        "asked": asked,
        "suggestions": suggestions_of(contents.claims.values()),
        "empty": not contents.documents,
        "documents": len(contents.documents),
        "unlinked": not linked,
        "kept": kept,
        "command": State(str(request.state.location)).command("tally", *words),
        **_answered(found, asked),
    }
    return Shown("answer.html", context, wire.tally_json(tally))


def _answered(found: AnswerView, asked: Asked) -> dict[str, Any]:
    return {
        "answer": found,
        "timeline": timeline_of(found),
        "scale": scale_of([found.tally.bounds]),
        "row_scale": scale_of([row.bounds for row in found.rows]),
        "most": MOST,
        "incidents_url": "/incidents" + query_of(Asked(asked.filters)),
        "rules_url": "/rules" + query_of(Asked(asked.filters)),
        "brief_url": "/brief" + query_of(asked),
        "sensitivity_url": "/sensitivity" + query_of(Asked(asked.filters)),
    }


def rules(request: Request, store: Store) -> Shown | RedirectResponse:
    """What the usual aggregation rules make of the reports behind an answer."""
    asked = read_query(request.query_params)
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked))
    question = read_question(asked.filters, load_knowledge())
    with store.view() as view:
        contents = read_contents(view)
        tally = answer_from(contents, question, version=view.settled)
    beside = rules_from(Asking(tally=tally, contents=contents))
    context = {
        "asked": asked,
        "suggestions": suggestions_of(contents.claims.values()),
        "answer": view_answer(tally, contents),
        "answer_url": "/" + query_of(asked),
        "rules": view_rules(beside),
    }
    return Shown("rules.html", context, beside)


def brief(request: Request, store: Store) -> Shown | RedirectResponse:
    """The answer in prose, with a footnote for everything that it says."""
    asked = read_query(request.query_params, also=("by",))
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked))
    knowledge = load_knowledge()
    question = read_question(asked.filters, knowledge, by=asked.by)
    with store.view() as view:
        contents = read_contents(view)

        def answered(question: Question) -> Asking:
            tally = answer_from(contents, question, version=view.settled)
            kept = view.get(Tally, tally.id) is not None
            return Asking(tally=tally, contents=contents, kept=kept)

        now, marks = datetime.now(UTC), list(view.scan(Mark))
        rules = PublishRules(Safeguards(), marks, knowledge, now)
        published = publishable(answered, question, rules)
    written = write_brief(published, now.date(), knowledge.actors)
    words = [*filter_words(asked.filters), *breakdown_words(asked.by)]
    context = {
        "asked": asked,
        "suggestions": suggestions_of(contents.claims.values()),
        "brief": written,
        "body": Markup(html_body(written)),
        "answer_url": "/" + query_of(asked),
        "command": State(str(request.state.location)).command("brief", *words),
    }
    return Shown("brief.html", context, written)


def tally(request: Request, store: Store) -> Shown | RedirectResponse:
    """An answer that the book keeps, with the book as it was."""
    found = _explained(request, store, "tally")
    if isinstance(found, RedirectResponse):
        return found
    assert found.answer is not None, "an explanation of a tally holds its answer"
    asked = asked_of(found.answer.tally.question)
    context = {"again": "/" + query_of(asked), **_answered(found.answer, asked)}
    return Shown("tally.html", context, wire.tally_json(found.answer.tally))


def incident(request: Request, store: Store) -> Shown | RedirectResponse:
    """One attack: its facts, and the claims that it rests on."""
    found = _explained(request, store, "incident")
    if isinstance(found, RedirectResponse):
        return found
    assert found.incident is not None, "an explanation of an incident holds it"
    with store.view() as view:
        unsure = view_incidents(read_contents(view), found.incident.unsure)
    numbers = {claim.id: n for n, claim in enumerate(found.incident.claims, 1)}
    context = {"incident": found.incident, "numbers": numbers, "unsure": unsure}
    return Shown("incident.html", context, found)


def claim(request: Request, store: Store) -> Shown | RedirectResponse:
    """What one voice says, and the words that each part of it came from."""
    found = _explained(request, store, "claim")
    if isinstance(found, RedirectResponse):
        return found
    return Shown("claim.html", {"explained": found.claim}, found)


def document(request: Request, store: Store) -> Shown | RedirectResponse:
    """A report with the words behind its claims in colour; `?claim=` keeps to one claim."""
    found = _explained(request, store, "document")
    if isinstance(found, RedirectResponse):
        return found
    assert found.document is not None, "an explanation of a document holds it"
    chosen = request.query_params.get("claim")
    if chosen is not None and all(claim.id != chosen for claim in found.document.claims):
        raise UnknownIdError(
            f"the document {found.id} holds no claim {chosen}; it may have been read again since: "
            f"open /documents/{found.id} for the claims that it has now"
        )
    marks = [m for m in found.document.marks if chosen is None or m.claim in (chosen, "")]
    context = {
        "view": found.document,
        "paragraphs": marked_text(found.document),
        "chosen": chosen,
        "present": {mark.field for mark in marks} - {"sentence", "repeats"},
        "alert_words": ALERT_WORDS,
    }
    return Shown("document.html", context, found)


def _explained(request: Request, store: Store, kind: str) -> Explanation | RedirectResponse:
    """Return what stands behind the id of an address, or where it is to be found: ids may be
    shortened, and an incident may have been merged into another."""
    asked = request.path_params["identifier"]
    found = explain(store, asked)
    if found.kind == kind and found.id == asked:
        return found
    suffix = ".json" if request.url.path.endswith(".json") else ""
    query = f"?{request.url.query}" if request.url.query else ""
    return redirect(f"/{_PLURALS[found.kind]}/{found.id}{suffix}{query}")


def redirect(url: str) -> RedirectResponse:
    """Return the answer that sends a browser to another address."""
    return RedirectResponse(url, status_code=307)


def claims(request: Request, store: Store) -> Shown | RedirectResponse:
    """Every claim that may lie in the filters."""

    def shown(listing: Listing, leaf: Leaf[ListedClaim]) -> Any:
        return view_claims(listing.contents, [one.claim.id for one in leaf.items])

    return _listed(request, store, _Kind("claims", Listing.claims, shown, wire.claims_json))


def incidents(request: Request, store: Store) -> Shown | RedirectResponse:
    """Every attack identified that may lie in the filters."""

    def shown(listing: Listing, leaf: Leaf[ListedIncident]) -> Any:
        return view_incidents(listing.contents, [one.incident.id for one in leaf.items])

    return _listed(
        request, store, _Kind("incidents", Listing.incidents, shown, wire.incidents_json)
    )


def responsibility(request: Request, store: Store) -> Shown | RedirectResponse:
    """Who says who did it: a row for each attack and figure that may lie in the filters."""
    asked = read_query(request.query_params, also=("page",))
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked, page=asked.page))
    listing = _listing(asked, store)
    matrix = responsibility_matrix(listing)
    leaf = leaf_of(matrix.rows, asked.page, LIST_ROWS)
    here = {cell.actor for row in leaf.items for cell in row.cells}
    context = {
        "asked": asked,
        "suggestions": suggestions_of(listing.contents.claims.values()),
        "leaf": leaf,
        "possible": sum(not row.sure for row in matrix.rows),
        "actors": [column.name for column in matrix.actors if column.name in here],
        "unattributed": len(matrix.unattributed),
        "held": HELD_WORDS,
        "pages": _neighbours(leaf, lambda number: query_of(asked, page=number)),
    }
    return Shown("responsibility.html", context, matrix)


def documents(request: Request, store: Store) -> Shown | RedirectResponse:
    """Every report; with filters, those with a claim that may lie in them."""

    def shown(listing: Listing, leaf: Leaf[ListedDocument]) -> Any:
        return leaf.items

    return _listed(
        request, store, _Kind("documents", Listing.documents, shown, wire.documents_json)
    )


class _Kind(Struct, frozen=True):
    """One kind of list: its name, how it is chosen, shown, and written as JSON."""

    name: str
    choose: Callable[[Listing], list[Any]]
    shown: Callable[[Listing, Leaf[Any]], Any]
    wired: Callable[[Iterable[Any], Contents], list[dict[str, Any]]]


def _listing(asked: Asked, store: Store) -> Listing:
    """What the book holds within the filters of a list."""
    knowledge = load_knowledge()
    question = read_list_question(asked.filters, knowledge)
    with store.view() as view:
        return Listing(read_contents(view), question, knowledge)


def _listed(request: Request, store: Store, kind: _Kind) -> Shown | RedirectResponse:
    asked = read_query(request.query_params, also=("page",))
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked, page=asked.page))
    listing = _listing(asked, store)
    found = kind.choose(listing)
    leaf = leaf_of(found, asked.page, LIST_ROWS)
    context = {
        "asked": asked,
        "suggestions": suggestions_of(listing.contents.claims.values()),
        "leaf": leaf,
        "possible": sum(not one.sure for one in found),
        "views": kind.shown(listing, leaf),
        "sensitive": listing.contents.sensitive,
        "pages": _neighbours(leaf, lambda number: query_of(asked, page=number)),
    }
    return Shown(
        f"{kind.name}.html",
        context,
        _leaf_json(kind.name, leaf, kind.wired(leaf.items, listing.contents)),
    )


def rejections(request: Request, store: Store) -> Shown | RedirectResponse:
    """Every input that gave nothing, and why."""
    asked = read_query(request.query_params, also=("page",))
    leaf = leaf_of(read_rejections(store), asked.page, LIST_ROWS)
    context = {"leaf": leaf, "pages": _neighbours(leaf, lambda n: query_of(Asked(), page=n))}
    return Shown(
        "rejections.html",
        context,
        _leaf_json("rejections", leaf, wire.rejections_json(leaf.items)),
    )


def _leaf_json(name: str, leaf: Leaf[Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: items, "page": leaf.number, "pages": leaf.pages, "total": leaf.total}


def _neighbours(leaf: Leaf[Any], query: Callable[[int], str]) -> dict[str, str | None]:
    """Return the query strings of the pages before and after, None where there is none."""
    return {
        "before": (query(leaf.number - 1) or "?") if leaf.number > 1 else None,
        "after": query(leaf.number + 1) if leaf.number < leaf.pages else None,
    }


Page = Callable[[Request, Store], Shown | RedirectResponse]

PAGES: tuple[tuple[str, str, Page], ...] = (
    ("/", "/tally.json", answer),
    ("/incidents", "/incidents.json", incidents),
    ("/responsibility", "/responsibility.json", responsibility),
    ("/rules", "/rules.json", rules),
    ("/brief", "/brief.json", brief),
    ("/claims", "/claims.json", claims),
    ("/documents", "/documents.json", documents),
    ("/rejections", "/rejections.json", rejections),
    ("/tallies/{identifier}", "/tallies/{identifier}.json", tally),
    ("/incidents/{identifier}", "/incidents/{identifier}.json", incident),
    ("/claims/{identifier}", "/claims/{identifier}.json", claim),
    ("/documents/{identifier}", "/documents/{identifier}.json", document),
)
"""Every page: its address, that of its data, and what makes it."""
