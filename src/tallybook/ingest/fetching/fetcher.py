"""A page that a person names, fetched: its redirects followed, its failures tried again."""

from __future__ import annotations

from typing import Protocol

import httpx
from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.fetches import Fetch, Headers
from tallybook.core.records import Rejection
from tallybook.errors import SourceError, UnreachableError
from tallybook.ingest.captures import Fetched, reject
from tallybook.ingest.fetching.addresses import read_url
from tallybook.ingest.fetching.exchange import (
    NOT_MODIFIED,
    REDIRECTS,
    Answer,
    exchange,
)
from tallybook.ingest.fetching.pacing import Manners
from tallybook.ingest.fetching.rules import Rules

_VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
"""What an answer says of its version, and how the next request asks by it (RFC 9110, §13.1)."""


class Kept(Struct, frozen=True):
    """An earlier answer, and the bytes that the archive has of it."""

    fetch: Fetch
    body: bytes


class Archive(Protocol):
    """Where answers are kept, and found again."""

    def known(self, source: str, url: str) -> Kept | None:
        """Return the last answer with a page that `url` gave on behalf of `source`, or None."""

    def keep(self, fetch: Fetch, body: bytes | None) -> None:
        """Keep a line of the log, and with it the page, where there is one."""


class Fetcher:
    """Fetches pages one after another, and remembers the hosts that it met."""

    def __init__(self, archive: Archive, rules: Rules) -> None:
        self._archive = archive
        self._rules = rules
        # Honours $SSL_CERT_FILE, for those whose network brings certificates of its own.
        self._trust = httpx.create_ssl_context()
        self._manners = Manners(rules, self._robots)

    def fetch(self, source: str) -> Fetched | Rejection:
        """Return the bytes of the page at an address, or why there are none."""
        try:
            page = self._page(source)
        except SourceError as error:
            return reject(source, error.code, str(error))
        return Fetched(source, page.body, page.fetch.header("Content-Type"), page.fetch.url)

    def _page(self, source: str) -> Kept:
        url = read_url(source)
        for _ in range(self._rules.max_redirects + 1):
            self._manners.admit(url)
            known = self._archive.known(source, str(url))
            answer = self._ask(url, source, known)
            if answer.body is not None:
                return Kept(answer.fetch, answer.body)
            if answer.fetch.status == NOT_MODIFIED and known is not None:
                return known
            url = _led_to(url, answer)
        raise self._endless(source)

    def _robots(self, url: httpx.URL) -> Answer:
        """Return the answer for a robots.txt, where redirects led to (RFC 9309, §2.3.1.2)."""
        source = str(url)
        for _ in range(self._rules.max_redirects + 1):
            answer = self._ask(url, source, None, archived=False)
            if answer.fetch.status not in REDIRECTS:
                return answer
            url = _led_to(url, answer)
        raise self._endless(source)

    def _endless(self, source: str) -> SourceError:
        return SourceError(
            f"{source} leads on to another address more than {self._rules.max_redirects} times; "
            "open it in a browser and name the address where it ends",
            code="redirects",
        )

    def _ask(
        self, url: httpx.URL, source: str, known: Kept | None, *, archived: bool = True
    ) -> Answer:
        """Return the answer to a request, tried again while that may help."""
        pause, attempt = self._rules.backoff_seconds, 0
        while True:
            attempt += 1
            answer = exchange(url, source, _conditions(known), self._rules, self._trust)
            if archived:
                self._archive.keep(answer.fetch, answer.body)
            else:
                self._archive.keep(replace(answer.fetch, capture=None), None)
            failure = answer.failure
            if failure is None:
                return answer
            if not isinstance(failure, UnreachableError) or attempt >= self._rules.attempts:
                raise failure
            wait = max(pause, failure.wait_seconds or 0.0)
            if wait > self._rules.patience_seconds:
                raise failure
            self._rules.sleep(wait)
            pause *= 2


def _conditions(known: Kept | None) -> Headers:
    if known is None:
        return ()
    said = ((theirs, known.fetch.header(ours)) for ours, theirs in _VALIDATORS)
    return tuple((name, value) for name, value in said if value is not None)


def _led_to(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Return the address that an answer without a page leads to; raise SourceError for none."""
    status, location = answer.fetch.status, answer.fetch.header("Location")
    if status not in REDIRECTS or not location:
        raise SourceError(
            f"{url.host} answered with status {status} instead of the page; open the address in "
            "a browser, and add the page from there as a file",
            code="status",
        )
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"{url.host} leads on to {location!r}, which is no address", code="url"
        ) from error
    return read_url(str(target))
