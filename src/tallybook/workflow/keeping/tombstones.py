"""What comes in, held against what was forgotten."""

from __future__ import annotations

from hashlib import sha256

from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection, make_rejection
from tallybook.core.sources import names_in
from tallybook.core.tombstones import Tombstone, address_id
from tallybook.store.protocol import View
from tallybook.workflow.keeping.lists import members

FORGOTTEN = "forgotten"
"""The code of what is refused since it was forgotten. Such a refusal is told to whoever adds it,
and kept nowhere: it would bring back the name of what was to go."""


class Tombstones:
    """The tombstones of a book, to ask what was forgotten."""

    def __init__(self, view: View) -> None:
        self._stones = {one.id: one for one in view.scan(Tombstone)}
        self._captures = {one.capture for one in self._stones.values()}

    def __bool__(self) -> bool:
        return bool(self._stones)

    def refusal(self, source: str, document: Document | None = None) -> Rejection | None:
        """Return why what is named so does not come in again, a report or an address, or None
        where it was never forgotten."""
        ids = [address_id(name) for name in sorted(names_in(source))]
        if document is not None:
            ids += [document.id, *([address_id(document.url)] if document.url else [])]
        stone = next((self._stones[one] for one in ids if one in self._stones), None)
        if stone is None:
            return None
        detail = (
            f"it was forgotten on {stone.made_at[:10]} by {stone.by} ({stone.because}) and stays "
            "out of this book"
        )
        return make_rejection(source, "ingest", FORGOTTEN, detail)

    def names(self, fetch: Fetch) -> bool:
        """Whether a line of the fetch log is of an address that was forgotten."""
        return any(address_id(name) in self._stones for name in (fetch.source, fetch.url))

    def has(self, body: bytes) -> bool:
        """Whether bytes are those of a report that was forgotten."""
        return sha256(body).hexdigest() in self._captures

    def within(self, fetch: Fetch, body: bytes) -> bool:
        """Whether what was fetched holds a report that was forgotten, or lists an address that
        was."""
        return any(
            self.has(held) or self.refusal(source) is not None
            for source, held in members(fetch, body)
        )
