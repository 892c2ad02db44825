"""A book from one engine into another: every row of its whole history, checked before it counts.

Rows are the same for every engine, so they are moved as they are, inside one snapshot of the book
that is copied and one transaction of the new one. Before that transaction is committed the new book
is read again, and each table's rows are compared by number and by hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tallybook.errors import BookError, UsageError
from tallybook.store import codec, statements
from tallybook.store.indexing import index_words
from tallybook.store.locations import shown_location
from tallybook.store.opening import open_store
from tallybook.store.session import PAGE_ROWS, Session
from tallybook.store.sql import SqlStore
from tallybook.store.statements import Query

TABLES = {
    "writes": "version",
    "captures": "sha256",
    **{name: "entry" for name in codec.NAMES.values()},
    "incident_claims": "claim, entry",
    **{name: "entry" for name in statements.OUTLINE_TABLES.values()},
    "index_keys": "name, key, entry",
}
"""The tables of a book by the columns that order their rows, each after those that it refers to.
The index of words is made again instead: it is each engine's own."""

CAPTURES_AT_ONCE = 8
"""Rows of captures held at a time: one may be as large as the largest report, 20 MB."""

_encode = msgspec.msgpack.Encoder().encode


class CopiedTable(msgspec.Struct, frozen=True):
    """How many rows a table has, and the SHA-256 of them all in their order."""

    rows: int
    sha256: str


class Copied(msgspec.Struct, frozen=True):
    """What was copied: the book's last version, and each of its tables."""

    version: int
    tables: dict[str, CopiedTable]


def copy_book(source: str | Path, target: str | Path) -> Copied:
    """Copy the book at `source` to `target`, where no book is yet or an empty one.

    Raises UsageError where both are one place, and BookError where either cannot be opened, the
    target holds something, or what arrived is not what was sent; the target then is as it was.
    """
    if str(source) == str(target):
        raise UsageError(f"a book is copied to another place than {shown_location(str(source))}")
    with closing(open_store(source)) as old, _made(target) as new:
        return _copy(old, new)


@contextmanager
def _made(location: str | Path) -> Iterator[SqlStore]:
    """Open a book to copy to; after an error, take away one that was not there before."""
    try:
        store, there = open_store(location), True
    except BookError:
        # What else may be wrong with the place is said again by the attempt to make one.
        store, there = open_store(location, create=True), False
    try:
        yield store
    except BaseException:
        store.close()
        if not there:
            store.database.discard()
        raise
    store.close()


def _copy(old: SqlStore, new: SqlStore) -> Copied:
    with old.transaction() as source, new.transaction(writing=True) as target:
        if target.number(statements.current_version()) != 0:
            raise BookError(f"{target.location} is not empty; copy to a book that is not there yet")
        version = source.number(statements.current_version())
        tables = {}
        for table, order in TABLES.items():
            columns = sorted(target.columns(table))
            sent = _hashed(_moved(source, target, table, statements.rows(table, columns, order)))
            came = _hashed(_pages(target, table, statements.rows(table, columns, order)))
            if came != sent:
                raise BookError(
                    f"{target.location} has other {table} than {source.location} ({came.rows} "
                    f"rows of {sent.rows}); nothing was copied. Try again, and report this if it "
                    "stays so"
                )
            tables[table] = sent
        index_words(target)
        target.run(Query("COMMIT"))
    return Copied(version, tables)


def _moved(
    source: Session, target: Session, table: str, query: Query
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield a table's pages, each when it is written."""
    columns = sorted(target.columns(table))
    for page in _pages(source, table, query):
        target.run(*(statements.insert(table, dict(zip(columns, r, strict=True))) for r in page))
        yield page


def _pages(session: Session, table: str, query: Query) -> Iterator[list[tuple[Any, ...]]]:
    return session.pages(query, size=CAPTURES_AT_ONCE if table == "captures" else PAGE_ROWS)


def _hashed(pages: Iterable[list[tuple[Any, ...]]]) -> CopiedTable:
    rows, digest = 0, sha256()
    for page in pages:
        rows += len(page)
        for row in page:
            digest.update(_encode(row))
    return CopiedTable(rows, digest.hexdigest())
