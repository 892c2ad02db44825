"""The page that says what an answer depends on, and what would narrow it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse

from tallybook.core.claims import Claim
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.surface.browser.pages import Page, Shown, redirect
from tallybook.surface.browser.requests import is_shortest, query_of, read_query
from tallybook.surface.terminal.filters import filter_words
from tallybook.surface.terminal.state import State
from tallybook.workflow.asking.helping import what_would_help
from tallybook.workflow.asking.otherwise import Otherwise
from tallybook.workflow.asking.questions import read_question
from tallybook.workflow.asking.sensitivity import sensitivity_of
from tallybook.workflow.telling.answering import headline
from tallybook.workflow.telling.page_models import suggestions_of
from tallybook.workflow.telling.sensitivity_view import view_helping, view_sensitivity
from tallybook.workflow.telling.wire import tally_json

MOST_CLAIMS = 2000
"""Claims of a book that a page links over and over: a linking of so many takes about half a second,
and a page makes some twenty."""
PAIRS_TRIED = 4
HELP_SHOWN = 12
"""Pairs that a page tries, and things that it shows; the command line tries and lists more."""


def sensitivity(request: Request, store: Store) -> Shown | RedirectResponse:
    """What the answer to a question depends on, and what would narrow its bounds."""
    asked = read_query(request.query_params)
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked))
    question = read_question(asked.filters, load_knowledge())
    words = ["tally", *filter_words(asked.filters), "--sensitivity", "--what-would-help"]
    command = State(str(request.state.location)).command(*words)
    with store.view() as view:
        if view.count(Claim) > MOST_CLAIMS:
            raise QuestionError(
                "this book is too large to be linked over and over while a page waits; "
                f"on the command line: {command}"
            )
        otherwise = Otherwise(view, question)
    found = sensitivity_of(otherwise)
    helping = what_would_help(otherwise, pairs_tried=PAIRS_TRIED)
    context = {
        "asked": asked,
        "suggestions": suggestions_of(otherwise.contents.claims.values()),
        "headline": headline(otherwise.tally),
        "answer_url": "/" + query_of(asked),
        "sensitivity": view_sensitivity(found),
        "helping": view_helping(helping, HELP_SHOWN),
        "more": max(0, len(helping.found) - HELP_SHOWN),
        "untried": helping.untried,
        "type": State(str(request.state.location)).command,
        "command": command,
    }
    data = tally_json(otherwise.tally, sensitivity=found, what_would_help=helping)
    return Shown("sensitivity.html", context, data)


PAGES: tuple[tuple[str, str, Page], ...] = (("/sensitivity", "/sensitivity.json", sensitivity),)
"""Every page of this module, as in `web_pages`."""
