"""Damage to a book's own file, below its records."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.errors import BookError
from tallybook.store.protocol import Store
from tallybook.store.sql import SqlStore
from tallybook.store.statements import SQLITE, Query


def damage(store: Store) -> Iterator[str]:
    """Yield in words what is damaged in the file of a book in SQLite: its pages and indexes, and
    rows that refer to rows that are not there. A database server looks after its own files."""
    if not isinstance(store, SqlStore):
        return
    with store.transaction() as session:
        if session.dialect is not SQLITE:
            return
        try:
            for words, *_ in session.rows(Query("PRAGMA integrity_check")):
                if words != "ok":
                    yield f"the file: {words}"
            for table, row, other, _ in session.rows(Query("PRAGMA foreign_key_check")):
                yield f"the file: row {row} of {table} refers to a row of {other} that is not there"
        except BookError as error:
            yield f"the file: {error}"
