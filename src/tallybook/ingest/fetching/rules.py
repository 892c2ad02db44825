"""Limits and manners of fetching, with the clock and the resolver that they are kept by."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct

from tallybook import __version__
from tallybook.ingest.limits import MAX_BYTES

PRODUCT = "Tallybook"
"""The product token by which a robots.txt may name this program (RFC 9309, §2.2.1)."""

USER_AGENT = f"{PRODUCT}/{__version__} (a reader of news reports, run by hand)"
"""Who asks (RFC 9110, §10.1.5)."""


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, in the order in which to try them; raise OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Rules(Struct, frozen=True, kw_only=True):
    """How far a fetch may go.

    `allowed` names pairs of IP address and port that are asked although they are not public: tests
    run a server of their own on this machine. No option, variable or file sets it.
    """

    user_agent: str = USER_AGENT
    max_bytes: int = MAX_BYTES
    """Of a body, as sent and unpacked; the limit of files, too."""
    max_redirects: int = 5
    """RFC 9309, §2.3.1.2, asks for five at least; pages seldom have more than two."""
    seconds: float = 60.0
    """For one request, from the name's resolution to the body's end."""
    silence_seconds: float = 20.0
    """For which a server may say nothing."""
    attempts: int = 3
    """Of a request that failed for a reason that may pass."""
    backoff_seconds: float = 2.0
    """Before the second attempt; doubled before each further one."""
    patience_seconds: float = 60.0
    """The longest wait that a server may ask for (Retry-After, Crawl-delay)."""
    host_seconds: float = 1.0
    """Between two requests to one host, unless its robots.txt asks for more."""
    allowed: frozenset[tuple[str, int]] = frozenset()
    resolve: Callable[[str, int], list[str]] = resolve
    now: Callable[[], datetime] = now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
