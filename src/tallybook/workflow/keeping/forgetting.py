"""A report taken out of the book on request, for good.

Everything else in a book stays: this is for the witness who is in danger, and for whoever has the
right to have what is kept of them deleted.
"""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.core.records import Rejection, make_rejection
from tallybook.core.tombstones import Tombstone
from tallybook.errors import UsageError
from tallybook.store.protocol import Store, View
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.judging.authors import Author, utc_now
from tallybook.workflow.keeping.relinking import relink


class Forgotten(Struct, frozen=True):
    """What is left of a report, and how many records of the book had anything of it; none where it
    had been forgotten before."""

    tombstone: Tombstone
    records: int


def forget(store: Store, asked: str, author: Author) -> Forgotten:
    """Take out the report that `asked` names with all that was made from it, in every version; put
    a tombstone in its place, link the rest anew, and write the book's files without it.

    A report whose forgetting was interrupted is forgotten to the end. Raises UnknownIdError,
    UsageError without a reason, BookError where it shares its file with other reports, and
    BusyBookError where somebody else keeps the book in use: then it is out of the book already,
    and has to be forgotten again to be out of its files.
    """
    author.check("forgetting a report")
    with store.view() as view:
        known = view.get(Tombstone, asked.strip().lower())
        identifier = None if known is not None else find_id(view, asked, ["document"])
    records = 0
    if identifier is not None:
        with store.writer() as writer, store.view() as view:
            document = view.get(Document, identifier)
            if document is None:
                raise UsageError(f"{identifier} was just changed elsewhere; run the command again")
            known = Tombstone(
                id=identifier,
                capture=document.capture,
                by=author.by,
                made_at=utc_now(),
                because=author.because,
            )
            records = writer.erase(identifier)
            writer.put([known])
    assert known is not None, "it was there, or was made"
    relink(store)
    store.compact()
    return Forgotten(known, records)


def refusal(view: View, document: str, source: str) -> Rejection | None:
    """Return why a report does not come in again, or None where it was never forgotten."""
    tombstone = view.get(Tombstone, document)
    if tombstone is None:
        return None
    detail = (
        f"it was forgotten on {tombstone.made_at[:10]} by {tombstone.by} ({tombstone.because}) and "
        "stays out of this book"
    )
    return make_rejection(source, "ingest", "forgotten", detail)


def is_forgotten(view: View, capture: str) -> bool:
    """Whether bytes of this SHA-256 are those of a report that was forgotten."""
    return any(tombstone.capture == capture for tombstone in view.scan(Tombstone))
