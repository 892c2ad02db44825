"""A book file copied while it is in use."""

from __future__ import annotations

from pathlib import Path

from tallybook.errors import ConfigError
from tallybook.store.protocol import Store
from tallybook.store.sql import SqlStore
from tallybook.store.sqlite_session import SqliteSession


def copy_file(store: Store, target: Path) -> None:
    """Copy a book in SQLite as it is at this moment to the new file `target`, page by page.

    Raises ConfigError for a book of another engine, BookError where the file cannot be written.
    """
    if isinstance(store, SqlStore):
        with store.transaction() as session:
            if isinstance(session, SqliteSession):
                session.copy_to(target)
                return
    raise ConfigError(
        f"{store.info().location} is no file; back up the database with pg_dump, or copy the book "
        "into a file with `tallybook copy`"
    )
