"""What is made again from the records: the index of words, and the outlines of older books."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.store import codec, statements
from tallybook.store.outlines import outline_of
from tallybook.store.protocol import FoundT, Record, RecordT
from tallybook.store.session import PAGE_ROWS, Session
from tallybook.store.words import index_text, searched_text


def index_words(session: Session) -> int:
    """Make the index of words again, inside the transaction that is open; return how many rows it
    covers.

    A book's writer keeps the index in step. It is made again for books older than it, after rows
    were moved from another book or taken out, and where somebody doubts it.
    """
    return _index(session, Document) + _index(session, Claim)


def _index(session: Session, kind: type[FoundT]) -> int:
    table, rows = codec.name_of(kind), 0
    session.run(statements.clear_words(table, session.dialect))
    for page in _pages(session, kind):
        session.run(
            *(
                statements.add_words(
                    table, entry, index_text(searched_text(record)), session.dialect
                )
                for entry, record in page
            )
        )
        rows += len(page)
    return rows


def write_outlines(session: Session) -> None:
    """Write the outlines of a book that has none, inside the transaction that is open."""
    _outline(session, Document)
    _outline(session, Claim, statements.COUNTS.sql)
    _outline(session, Incident)


def _outline(session: Session, kind: type[Record], condition: str = "1 = 1") -> None:
    outlines = statements.OUTLINE_TABLES[codec.name_of(kind)]
    for page in _pages(session, kind, condition):
        session.run(
            *(
                statements.insert(outlines, {"entry": entry, "outline": outline})
                for entry, record in page
                if (outline := outline_of(record)) is not None
            )
        )


def _pages(
    session: Session, kind: type[RecordT], condition: str = "1 = 1"
) -> Iterator[list[tuple[int, RecordT]]]:
    """Yield the records of every version, a page at a time, each with its row's entry."""
    table, after = codec.name_of(kind), 0
    while page := session.rows(statements.rows_after(table, after, PAGE_ROWS, condition)):
        yield [(entry, codec.decode(kind, name, body)) for entry, name, body in page]
        after = page[-1][0]
