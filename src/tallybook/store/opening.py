"""Open a book by its location; the engine follows from the location's form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tallybook.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from tallybook.store.protocol import Store

_POSTGRESQL = ("postgresql", "postgres")


def open_store(location: str | Path, *, create: bool = False) -> Store:
    """Return the book at `location`, a path; `create` makes it where there is none.

    Raises BookError (NotABookError, NewerBookError, BusyBookError) where it cannot be opened,
    ConfigError for a URL that names no engine, MissingExtraError for a PostgreSQL URL.
    """
    scheme, separator, _ = str(location).partition("://")
    if separator and scheme in _POSTGRESQL:
        # The URL may hold a password, so the message does not repeat it.
        raise MissingExtraError(
            "books in PostgreSQL are not in this version of Tallybook; "
            "give --book the path of a file"
        )
    if separator:
        raise ConfigError(
            f"a book at {scheme}:// is of no kind that Tallybook knows; "
            "give --book the path of a file"
        )
    from tallybook.store.sqlite import open_sqlite

    return open_sqlite(Path(location), create=create)
