"""Open a book by its location; the engine follows from the location's form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tallybook.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from tallybook.store.sql import SqlStore

_POSTGRESQL = ("postgresql", "postgres")


def open_store(location: str | Path, *, create: bool = False) -> SqlStore:
    """Return the book at `location`, a path or a PostgreSQL URL; `create` makes it where there is
    none.

    Raises BookError (NotABookError, NewerBookError, BusyBookError) where it cannot be opened,
    ConfigError for a URL that names no engine or cannot be read, MissingExtraError for a
    PostgreSQL URL where its driver is not installed.
    """
    scheme, separator, _ = str(location).partition("://")
    if separator and scheme in _POSTGRESQL:
        return _open_postgresql(str(location), create=create)
    if separator:
        # The URL may hold a password, so the message does not repeat it.
        raise ConfigError(
            f"a book at {scheme}:// is of no kind that Tallybook knows; "
            "give --book the path of a file, or a postgresql:// URL"
        )
    from tallybook.store.sqlite import open_sqlite

    return open_sqlite(Path(location), create=create)


def _open_postgresql(url: str, *, create: bool) -> SqlStore:
    try:
        from tallybook.store.postgresql import open_postgresql
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] != "psycopg":
            raise
        raise MissingExtraError(
            "a book in PostgreSQL needs its driver, which is not installed: "
            "pip install 'tallybook[postgresql]', or give --book the path of a file"
        ) from error
    return open_postgresql(url, create=create)
