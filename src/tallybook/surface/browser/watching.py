"""The page of weeks out of the ordinary."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse

from tallybook.knowledge.loading import load_knowledge
from tallybook.store.protocol import Store
from tallybook.surface.browser.pages import MOST, Page, Shown, redirect
from tallybook.surface.browser.requests import Asked, is_shortest, query_of, read_query
from tallybook.surface.browser.surge_chart import surge_chart
from tallybook.workflow.asking.contents import read_contents
from tallybook.workflow.asking.questions import read_question
from tallybook.workflow.asking.surging import find_surges
from tallybook.workflow.telling.page_models import suggestions_of
from tallybook.workflow.telling.surges_view import view_surges

SERIES_DRAWN = 24


def surges(request: Request, store: Store) -> Shown | RedirectResponse:
    """Whether the last week is out of the ordinary, of the whole question or by place."""
    asked = read_query(request.query_params, also=("by",))
    if not is_shortest(request.query_params):
        return redirect(request.url.path + query_of(asked))
    question = read_question(asked.filters, load_knowledge(), by=asked.by)
    found = find_surges(store, question)
    view = view_surges(found)
    weeks = [found.series[place].weeks for place in view.order]
    with store.view() as now:
        claims = read_contents(now).claims.values()
    context = {
        "asked": asked,
        "suggestions": suggestions_of(claims),
        "view": view,
        "series": list(zip(view.last, weeks, strict=True))[:SERIES_DRAWN],
        "unshown": max(0, len(weeks) - SERIES_DRAWN),
        "chart": surge_chart,
        "most": MOST,
        "place_url": "/surges" + query_of(Asked(asked.filters, ("place",))),
        "whole_url": "/surges" + query_of(Asked(asked.filters)),
    }
    return Shown("surges.html", context, found)


PAGES: tuple[tuple[str, str, Page], ...] = (("/surges", "/surges.json", surges),)
"""Every page of this module, as in `web_pages`."""
