"""Manners: how often a host is asked, and what its robots.txt allows (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from msgspec import Struct
from protego import Protego

from tallybook.errors import SourceError, UnreachableError
from tallybook.ingest.fetching.exchange import Answer
from tallybook.ingest.fetching.rules import PRODUCT, Rules

MAX_ROBOTS_BYTES = 500 * 1024
"""RFC 9309, §2.5: what a crawler must parse at least; the rest is passed over."""


class Host(Struct, frozen=True):
    """What a host's robots.txt says: nothing where `robots` is None."""

    robots: Protego | None

    def allows(self, url: httpx.URL) -> bool:
        """Whether an address may be fetched."""
        return self.robots is None or self.robots.can_fetch(str(url), PRODUCT)

    def seconds(self, rules: Rules) -> float:
        """Return the least time between two requests."""
        asked = None if self.robots is None else self.robots.crawl_delay(PRODUCT)
        return max(rules.host_seconds, asked or 0.0)


class Manners:
    """The hosts that were met, and when each was last asked.

    `ask` fetches an address and follows its redirects; it raises SourceError.
    """

    def __init__(self, rules: Rules, ask: Callable[[httpx.URL], Answer]) -> None:
        self._rules = rules
        self._ask = ask
        self._hosts: dict[str, Host | SourceError] = {}
        self._free_at: dict[str, float] = {}

    def admit(self, url: httpx.URL) -> None:
        """Return when `url` may be asked for, after a wait where its host wants one.

        Raises SourceError "robots" where the host's robots.txt forbids it or asks for too long a
        wait, and what `ask` raised where the file cannot be had.
        """
        host = self._host(url)
        if not host.allows(url):
            raise SourceError(
                f"{url.host} does not want programs to fetch this page (robots.txt); save it in "
                "a browser and add the file",
                code="robots",
            )
        if host.seconds(self._rules) > self._rules.patience_seconds:
            raise SourceError(
                f"{url.host} wants {host.seconds(self._rules):g} s between two requests "
                "(robots.txt); save the page in a browser and add the file",
                code="robots",
            )
        left = self._free_at.get(url.host, 0.0) - self._rules.monotonic()
        if left > 0:
            self._rules.sleep(left)
        self._free_at[url.host] = self._rules.monotonic() + host.seconds(self._rules)

    def _host(self, url: httpx.URL) -> Host:
        """Return what the robots.txt of a host says; raise what kept it from being had."""
        key = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if key not in self._hosts:
            try:
                self._hosts[key] = self._met(url.copy_with(raw_path=b"/robots.txt"))
            except SourceError as error:
                self._hosts[key] = error
        host = self._hosts[key]
        if isinstance(host, SourceError):
            raise host
        return host

    def _met(self, url: httpx.URL) -> Host:
        """Return what a robots.txt says. Without one all is allowed; where it cannot be had,
        nothing is (RFC 9309, §2.3.1)."""
        try:
            answer = self._ask(url)
        except UnreachableError as error:
            if error.code != "unavailable":
                raise
            raise UnreachableError(
                f"whether {url.host} allows programs could not be learned (robots.txt: {error})",
                code="robots",
            ) from error
        if answer.body is None:
            return Host(None)
        text = answer.body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", errors="replace")
        return Host(Protego.parse(text))
