"""The book as pages: a question as a form, its answer, and every record that stands behind it.

Each page has its data beside it, at the same address with `.json` (`/tally.json` beside `/`),
made from the same view-model. A request opens the book for itself and only reads, so reports can
be added meanwhile. The pages use no script and nothing from another host.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from tallybook.store import open_store
from tallybook.surface.browser import doubts, pages, searching, watching
from tallybook.surface.browser.errors import error_handlers
from tallybook.surface.browser.guards import LOOPBACK, Guarded
from tallybook.surface.browser.pages import Page
from tallybook.surface.browser.rendering import render
from tallybook.workflow.telling.wire import to_json

_STATIC = Path(__file__).parent / "templates" / "static"


def create_app(location: str | Path, *, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """Return the app that shows the book at `location`.

    `hosts` are the names that it answers to; `web_guards.allowed_hosts` gives those for an
    address that a server listens on. The book is opened with each request, so one that is
    missing or damaged is said on the page.
    """
    routes: list[BaseRoute] = []
    modules = (pages, doubts, watching, searching)
    for path, json_path, page in (one for module in modules for one in module.PAGES):
        # Before the page, whose last part would take "….json" for an id.
        routes.append(Route(json_path, _endpoint(location, page, as_json=True), methods=["GET"]))
        routes.append(Route(path, _endpoint(location, page, as_json=False), methods=["GET"]))
    routes.append(Mount("/static", StaticFiles(directory=_STATIC)))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers=error_handlers(),
    )


def _endpoint(location: str | Path, page: Page, *, as_json: bool) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        request.state.location = location
        store = open_store(location)
        try:
            shown = page(request, store)
        finally:
            store.close()
        if isinstance(shown, RedirectResponse):
            return shown
        if as_json:
            return Response(to_json(shown.data), media_type="application/json")
        return HTMLResponse(render(shown.template, request=request, **shown.context))

    return endpoint
