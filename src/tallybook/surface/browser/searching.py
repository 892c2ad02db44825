"""The page that finds reports and claims by their words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse

from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.store.words import read_wanted
from tallybook.surface.browser.pages import Page, Shown
from tallybook.surface.browser.requests import is_shortest, query_of, read_query
from tallybook.workflow.asking.listing import read_list_question
from tallybook.workflow.asking.searching import Search
from tallybook.workflow.asking.searching import search as search_book
from tallybook.workflow.telling.page_models import Suggestions

PAGE_HITS = 25
"""Reports, and claims, of one page."""


def search(request: Request, store: Store) -> Shown | RedirectResponse:
    """What is searched for as a form, and what was found."""
    asked = read_query(request.query_params, also=("q", "page"))
    here = query_of(asked, page=asked.page)
    if not is_shortest(request.query_params):
        return RedirectResponse(request.url.path + here, status_code=307)
    knowledge = load_knowledge()
    question = read_list_question(asked.filters, knowledge)
    found = None
    if asked.words is not None:
        skip = (asked.page - 1) * PAGE_HITS
        wanted = Search(
            query=asked.words,
            wanted=read_wanted(asked.words),
            question=question,
            most=PAGE_HITS,
            skip=skip,
        )
        found = search_book(store, wanted, knowledge)
    context = {
        "asked": asked,
        "suggestions": Suggestions(),
        "found": found,
        "before": (query_of(asked, page=asked.page - 1) or "?") if asked.page > 1 else None,
        "after": query_of(asked, page=asked.page + 1),
    }
    return Shown("search.html", context, found)


PAGES: tuple[tuple[str, str, Page], ...] = (("/search", "/search.json", search),)
