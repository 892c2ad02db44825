"""Errors as pages and as JSON: the command line's one line, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from tallybook.errors import BusyBookError, TallybookError, UnknownIdError, UsageError
from tallybook.surface.browser.guards import HEADERS
from tallybook.surface.browser.rendering import plain, render
from tallybook.surface.browser.requests import Asked, read_leniently
from tallybook.workflow.telling.wire import to_json

FORMS = {"/": True, "/claims": False, "/incidents": False, "/documents": False, "/search": False}
"""The pages with a form, and whether it asks for a breakdown."""

RETRY_SECONDS = 2


def error_handlers() -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """Return what answers each kind of exception."""
    return {
        TallybookError: _expected,
        HTTPException: _of_http,
        Exception: _defect,
    }


def _expected(request: Request, error: Exception) -> Response:
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    for kind, known in (
        (UsageError, HTTPStatus.BAD_REQUEST),
        (UnknownIdError, HTTPStatus.NOT_FOUND),
        (BusyBookError, HTTPStatus.SERVICE_UNAVAILABLE),
    ):
        if isinstance(error, kind):
            status = known
    headers = {}
    if isinstance(error, BusyBookError):
        headers["Retry-After"] = str(RETRY_SECONDS)
    return _answer(request, status, str(error), headers)


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    message = error.detail
    if status is HTTPStatus.NOT_FOUND:
        message = (
            f"there is no page {request.url.path}; a question is asked at /, and the lists are "
            "/incidents, /claims, /documents and /rejections"
        )
    elif status is HTTPStatus.METHOD_NOT_ALLOWED:
        message = (
            f"{request.method} is not answered: the pages only read; add reports with "
            "`tallybook add`"
        )
    return _answer(request, status, message, dict(error.headers or {}))


def _defect(request: Request, error: Exception) -> Response:
    # The traceback goes to the server's log, and the exception's words may quote anything.
    message = (
        f"Tallybook failed with {type(error).__name__}: a defect of its own, not yours; the "
        "server's log says where"
    )
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    # The headers: this is answered outside the app's own layers, which add them elsewhere.
    if request.url.path.endswith(".json"):
        return _json(status, message, HEADERS)
    # No template, which may be what has failed.
    return PlainTextResponse(message, status, HEADERS)


def _answer(
    request: Request, status: HTTPStatus, message: str, headers: Mapping[str, str]
) -> Response:
    path = request.url.path
    if path.endswith(".json"):
        return _json(status, message, headers)
    asked = Asked()
    is_form = path in FORMS and status is HTTPStatus.BAD_REQUEST
    if is_form:
        asked = read_leniently(request.query_params)
    page = render(
        "error.html",
        request=request,
        status=status,
        message=plain(message),
        asked=asked if is_form else None,
        with_by=FORMS.get(path, False),
    )
    return HTMLResponse(page, status, headers)


def _json(status: HTTPStatus, message: str, headers: Mapping[str, str]) -> Response:
    body = to_json({"ok": False, "error": message, "status": status.value})
    return Response(body, status, headers, media_type="application/json")
