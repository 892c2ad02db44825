"""What keeps a page to itself: headers that let nothing in from outside, and who may ask.

Other pages in the same browser must not read a book through a name that they made point to this
machine ("DNS rebinding"), so a server on a loopback address answers only to loopback names.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # What a book says changes with every report added.
    "Cache-Control": "no-cache",
}


def allowed_hosts(host: str) -> tuple[str, ...]:
    """Return the names to answer to when serving on `host`: any, unless it is a loopback one."""
    is_loopback = host in ("localhost", "::1", "[::1]") or host.startswith("127.")
    return (*LOOPBACK, host) if is_loopback else ("*",)


class Guarded:
    """An app whose every answer carries `HEADERS`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_guarded)
