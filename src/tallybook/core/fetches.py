"""Fetches: what was asked of the web, and what came back."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.ids import make_id

Headers = tuple[tuple[str, str], ...]
"""Names and values of HTTP header fields in the order in which they were sent."""


class Fetch(Struct, frozen=True, kw_only=True):
    """One request over HTTP: a line of the book's fetch log.

    `source` is the address that a person named, `url` the one that was asked: the same, one that a
    redirect led to, or the host's robots.txt. `fetched_at` is in UTC (ISO 8601), `address` the IP
    address that was connected to. `status` and `headers` are the answer's; `capture` is the
    SHA-256 of its body, freed of any Content-Encoding, where the book keeps it. `failure` says in
    words why there is no answer, or why it was not taken. `tool` is the User-Agent that asked.
    """

    id: str
    source: str
    url: str
    fetched_at: str
    tool: str
    address: str | None = None
    request_headers: Headers = ()
    status: int | None = None
    headers: Headers = ()
    capture: str | None = None
    failure: str | None = None

    def header(self, name: str) -> str | None:
        """Return the value of the answer's first header field of a name, in any case of letters."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def fetch_id(source: str, url: str, fetched_at: str) -> str:
    """Return the id of the fetch of `url` for `source` at a moment."""
    return make_id("fetch", source, url, fetched_at)
