"""The index of words, made again from the records."""

from __future__ import annotations

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.store import codec, statements
from tallybook.store.protocol import FoundT
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
    table, rows, after = codec.name_of(kind), 0, 0
    session.run(statements.clear_words(table, session.dialect))
    while page := session.rows(statements.rows_after(table, after, PAGE_ROWS)):
        texts = [
            (entry, searched_text(codec.decode(kind, name, body))) for entry, name, body in page
        ]
        session.run(
            *(
                statements.add_words(table, entry, index_text(text), session.dialect)
                for entry, text in texts
            )
        )
        after, rows = page[-1][0], rows + len(page)
    return rows
