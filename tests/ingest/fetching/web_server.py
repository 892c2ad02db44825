"""A web server on this machine, the clock of a test, and a fetcher that may ask that server."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched
from tallybook.ingest.fetching.fetcher import Fetcher, Kept
from tallybook.ingest.fetching.rules import Rules

Route = Callable[[BaseHTTPRequestHandler], None]
LOOPBACK = "127.0.0.1"


def page(body: bytes = b"", status: int = 200, **headers: str) -> Route:
    """Answer with a body; `Content_Type=…` is the header Content-Type."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def redirect(target: str, status: int = 302) -> Route:
    return page(status=status, Location=target)


class Server:
    """What it answers under which path, and what it was asked. Unknown paths are not found."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer((LOOPBACK, 0), self._handler())
        if trust is not None:
            self._server.socket = trust.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]

    def url(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers.items())))
                route = server.routes.get(self.path, page(b"not found", status=404))
                try:
                    route(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


class Clock:
    """A clock that goes forward only where somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Shelf:
    """An archive in memory."""

    def __init__(self) -> None:
        self.log: list[Fetch] = []
        self.pages: dict[str, bytes] = {}

    def known(self, source: str, url: str) -> Kept | None:
        found = [f for f in self.log if (f.source, f.url) == (source, url) and f.capture]
        return Kept(found[-1], self.pages[found[-1].capture or ""]) if found else None

    def keep(self, fetch: Fetch, body: bytes | None) -> None:
        self.log.append(fetch)
        if body is not None:
            assert fetch.capture is not None
            self.pages[fetch.capture] = body


class World:
    """A server, a clock, an archive, and the names that lead to the server."""

    def __init__(self, server: Server, **rules: Any) -> None:
        self.server = server
        self.clock = Clock()
        self.shelf = Shelf()
        self.names = {"news.example": [LOOPBACK], "other.example": [LOOPBACK]}
        self.resolved: list[str] = []
        self.rules = Rules(
            **{
                "allowed": frozenset({(LOOPBACK, server.port)}),
                "resolve": self._resolve,
                "now": self.clock.now,
                "monotonic": self.clock.monotonic,
                "sleep": self.clock.sleep,
                **rules,
            }
        )
        self.fetcher = Fetcher(self.shelf, self.rules)

    def fetch(self, path: str) -> Fetched | Rejection:
        return self.fetcher.fetch(self.server.url(path) if path.startswith("/") else path)

    def refusal(self, path: str) -> Rejection:
        outcome = self.fetch(path)
        assert isinstance(outcome, Rejection)
        assert "\n" not in outcome.detail
        return outcome

    def body(self, path: str) -> bytes:
        outcome = self.fetch(path)
        assert isinstance(outcome, Fetched), outcome
        return outcome.data

    def _resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        if host not in self.names:
            raise OSError("Name or service not known")
        return self.names[host]
