"""Pages that a feed or a sitemap lists, fetched in the place of its entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tallybook.core.records import Rejection
from tallybook.ingest.captures import Fetched
from tallybook.ingest.feeds import ADDRESS_ONLY
from tallybook.ingest.sniff import RECORD

MAX_DEPTH = 3
"""Lists inside each other: an index of sitemaps lists sitemaps, and one of these lists pages."""

_LISTED = re.compile(r".*!(https?://.+)", re.DOTALL)
"""How a member of a feed or a sitemap is named: the last address behind a "!"."""


def followed(
    outcomes: Iterable[Fetched | Rejection],
    fetch: Callable[[str], Iterator[Fetched | Rejection]],
    seen: set[str],
    depth: int = 0,
) -> Iterator[Fetched | Rejection]:
    """Yield each outcome, or what `fetch` gives for the address that it stands for, each address
    once; `seen` are those that were met before."""
    for outcome in outcomes:
        address = _listed_address(outcome)
        if address is None or depth == MAX_DEPTH:
            yield outcome
        elif address not in seen:
            seen.add(address)
            yield from followed(fetch(address), fetch, seen, depth + 1)


def _listed_address(outcome: Fetched | Rejection) -> str | None:
    """Return the address of an entry of a feed or a sitemap, or None for anything else."""
    if isinstance(outcome, Rejection):
        if outcome.code != ADDRESS_ONLY:
            return None
    elif outcome.content_type != RECORD:
        return None
    listed = _LISTED.match(outcome.source)
    return None if listed is None else listed[1]
