"""What a fetched feed, sitemap or archive holds, as the book keeps it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection
from tallybook.ingest.captures import Member
from tallybook.ingest.unpacking import expand


def members(fetch: Fetch, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of everything in what was fetched, no bytes where a list only
    names it; of a single page the page itself."""
    whole = Member(fetch.source, io.BytesIO(data), fetch.header("Content-Type"), fetch.url)
    for one in expand(whole):
        yield one.source, b"" if isinstance(one, Rejection) else one.data
