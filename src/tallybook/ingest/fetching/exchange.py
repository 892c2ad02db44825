"""One request and its answer, with the line that the fetch log gets of it."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

import httpcore
import httpx
from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.fetches import Fetch, Headers, fetch_id
from tallybook.errors import SourceError, UnreachableError
from tallybook.ingest.fetching.connecting import CheckedBackend
from tallybook.ingest.fetching.decoding import ACCEPTED, read_body
from tallybook.ingest.fetching.rules import Rules

WITH_BODY = frozenset({200, 203})
"""Answers that hold the page (RFC 9110, §15.3); of all others only the head is read."""
NOT_MODIFIED = 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TOO_EARLY = frozenset({408, 425, 429})
"""Answers after which the same request may do better later, as after a server's error, 500 and on
(RFC 9110, §15.5.9 and §15.6; RFC 8470, §5.2; RFC 6585, §4)."""
_SERVER_ERRORS = 500

_ACCEPT = "text/html, application/xhtml+xml, text/plain, application/xml;q=0.9, */*;q=0.5"


class Answer(Struct, frozen=True):
    """What a request came to: its line of the log, the page where it gave one, and a failure where
    there is no answer, none that can be used, or one that asks to come again later."""

    fetch: Fetch
    body: bytes | None = None
    failure: SourceError | None = None


def exchange(
    url: httpx.URL, source: str, conditions: Headers, rules: Rules, trust: ssl.SSLContext
) -> Answer:
    """Ask for `url` on behalf of `source`, once; `conditions` are header fields of the request."""
    headers: Headers = (
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", rules.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
        *conditions,
    )
    moment = rules.now().isoformat(timespec="milliseconds")
    fetch = Fetch(
        id=fetch_id(source, str(url), moment),
        source=source,
        url=str(url),
        fetched_at=moment,
        tool=rules.user_agent,
        request_headers=headers,
    )
    backend = CheckedBackend(rules, rules.monotonic() + rules.seconds)
    try:
        with _connected(url, fetch, rules, backend, trust) as response:
            fetch = replace(
                fetch,
                address=backend.address,
                status=response.status,
                headers=tuple(
                    (name.decode("latin-1"), value.decode("latin-1"))
                    for name, value in response.headers
                ),
            )
            if response.status not in WITH_BODY:
                return Answer(fetch, failure=_postponed(url, fetch, rules))
            assert isinstance(response.stream, Iterable)
            packing = fetch.header("Content-Encoding") or ""
            body = read_body(response.stream, packing, rules.max_bytes)
            return Answer(replace(fetch, capture=sha256(body).hexdigest()), body)
    except SourceError as error:
        failure = error
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        failure = _explained(url, error, rules)
    said = replace(fetch, address=backend.address, failure=f"{failure.code}: {failure}")
    return Answer(said, failure=failure)


@contextmanager
def _connected(
    url: httpx.URL, fetch: Fetch, rules: Rules, backend: CheckedBackend, trust: ssl.SSLContext
) -> Iterator[httpcore.Response]:
    """Send a request over a connection of its own, which no other request shares."""
    request = httpcore.Request(
        "GET",
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=list(fetch.request_headers),
        extensions={"timeout": dict.fromkeys(("connect", "read", "write"), rules.silence_seconds)},
    )
    with httpcore.ConnectionPool(ssl_context=trust, network_backend=backend) as pool:
        response = pool.handle_request(request)
        try:
            yield response
        finally:
            response.close()


def _explained(url: httpx.URL, error: Exception, rules: Rules) -> UnreachableError:
    match error:
        case httpcore.TimeoutException():
            words = (
                f"{url.host} did not send the page in time (limits: {rules.seconds:g} s in all, "
                f"{rules.silence_seconds:g} s of silence)"
            )
            return UnreachableError(f"{words}; try again later", code="time")
        case httpcore.ConnectError():
            words = f"no connection to {url.host} could be made ({error})"
        case _:
            words = f"the connection to {url.host} broke off ({error})"
    return UnreachableError(f"{words}; check the address, or try again later", code="unreachable")


def _postponed(url: httpx.URL, fetch: Fetch, rules: Rules) -> UnreachableError | None:
    """Return the failure of an answer after which a later request may do better, else None."""
    status = fetch.status or 0
    if status < _SERVER_ERRORS and status not in _TOO_EARLY:
        return None
    wait = _seconds_to_wait(fetch, rules.now())
    asked = "" if wait is None else f" and asks to wait {wait:.0f} s"
    return UnreachableError(
        f"{url.host} answered with status {status}{asked}; try again later",
        code="unavailable",
        wait_seconds=wait,
    )


def _seconds_to_wait(fetch: Fetch, now: datetime) -> float | None:
    """Return what an answer's Retry-After asks for (RFC 9110, §10.2.3), or None."""
    asked = fetch.header("Retry-After")
    if asked is None:
        return None
    if asked.strip().isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
