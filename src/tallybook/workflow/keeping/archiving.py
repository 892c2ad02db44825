"""The book as the archive of what is fetched: every page and every line of the fetch log."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection
from tallybook.errors import UnknownIdError
from tallybook.ingest import Fetched
from tallybook.ingest.fetching.rules import Rules
from tallybook.store.protocol import Store
from tallybook.workflow.keeping.tombstones import Tombstones

if TYPE_CHECKING:
    from tallybook.ingest.fetching.fetcher import Fetcher, Kept


class BookArchive:
    """Keeps fetches in a book (the Archive protocol).

    A page is kept as soon as it is there, before anything reads it. While a book is empty, what
    failed waits for the first page: a mistyped address makes no book.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Fetch] = []

    def known(self, source: str, url: str) -> Kept | None:
        """Return the last answer with a page that `url` gave on behalf of `source`, or None."""
        from tallybook.ingest.fetching.fetcher import Kept

        with self._store.view() as view:
            answers = [
                fetch
                for fetch in view.scan(Fetch, source=source)
                if fetch.url == url and fetch.capture is not None
            ]
            if not answers:
                return None
            try:
                return Kept(answers[-1], view.capture(answers[-1].capture or ""))
            except UnknownIdError:
                # Taken out of the archive since: it has to be fetched whole.
                return None

    def keep(self, fetch: Fetch, body: bytes | None) -> None:
        """Keep a line of the log, and with it the page, where there is one."""
        from tallybook.ingest.fetching.exchange import REDIRECTS

        self._waiting.append(fetch)
        if body is None and self._store.info().version == 0:
            return
        with self._store.writer() as writer, self._store.view() as view:
            forgotten = Tombstones(view)
            if forgotten and fetch.status in REDIRECTS:
                # Whether this leads to what was forgotten, the next answer tells.
                return
            if forgotten.names(fetch) or (body is not None and forgotten.has(body)):
                self._waiting = [line for line in self._waiting if line.source != fetch.source]
                return
            if body is not None and forgotten and forgotten.within(fetch, body):
                self._waiting[-1] = replace(fetch, capture=None)
            elif body is not None:
                writer.capture(body)
            writer.put(self._waiting)
        self._waiting.clear()


def page_fetcher(store: Store, rules: Rules) -> Callable[[str], Fetched | Rejection]:
    """Return what fetches a page into a book; the network's libraries load with the first one."""

    @cache
    def fetcher() -> Fetcher:
        from tallybook.ingest.fetching.fetcher import Fetcher

        return Fetcher(BookArchive(store), rules)

    def fetch(source: str) -> Fetched | Rejection:
        with store.view() as view:
            refusal = Tombstones(view).refusal(source)
        return refusal or fetcher().fetch(source)

    return fetch
