"""Which schema a book has, and the numbered steps from each to the next.

A step is plain SQL in `migrations/ENGINE/NNNN_what.sql` and never changes once released. A number
means the same schema for every engine; an engine's first step makes the whole of the schema that
was the newest when the engine came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tallybook import __version__
from tallybook.errors import NewerBookError

if TYPE_CHECKING:
    from tallybook.store.session import Session
    from tallybook.store.statements import Query

SCHEMA_VERSION = 13
"""The schema that this Tallybook writes: the number of the last migration."""

APPLICATION_ID = 0x54414C59
"""Marks what is Tallybook's, as a SQLite file is a book by it ("TALY" in ASCII;
https://sqlite.org/pragma.html#pragma_application_id)."""

_WITH_WORDS = 6
"""The first schema with an index of words, which plain SQL cannot fill."""

_WITH_OUTLINES = 13
"""The first schema with outlines beside the bodies, which plain SQL cannot fill either."""

RELEASE_ID = 0x54414C52
"""Marks a SQLite file as a release, a book that never changes ("TALR" in ASCII)."""


def known_schema(found: int, location: str) -> int:
    """Return a book's schema number; raise NewerBookError for one that a later Tallybook wrote."""
    if found > SCHEMA_VERSION:
        raise NewerBookError(
            f"{location} has schema {found}, and this Tallybook ({__version__}) knows schemas up "
            f"to {SCHEMA_VERSION}; install a newer Tallybook to open it"
        )
    return found


def migrate(session: Session, found: int, mark: Callable[[int], Sequence[Query]]) -> None:
    """Take a book from schema `found` to ours, inside the transaction that is open; `mark` says
    what notes a schema's number."""
    from tallybook.store.indexing import index_words, write_outlines
    from tallybook.store.statements import Query

    for number, script in migrations(session.dialect.name, found):
        session.run(*map(Query, script), *mark(number))
    if found < _WITH_WORDS <= SCHEMA_VERSION:
        index_words(session)
    if found < _WITH_OUTLINES <= SCHEMA_VERSION:
        write_outlines(session)


def migrations(engine: str, since: int) -> list[tuple[int, list[str]]]:
    """Return (number, statements) of every step of an engine after schema `since`, in order."""
    # Needed for a new or an old book only, and 10 ms to import.
    from importlib import resources

    folder = resources.files("tallybook.store").joinpath("migrations", engine)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [
        (int(name[:4]), split_statements(folder.joinpath(name).read_text("utf-8")))
        for name in names
        if int(name[:4]) > since
    ]


def split_statements(script: str) -> list[str]:
    """Return the statements of a script.

    The standard library's `executescript` commits before it starts, which would leave a half
    made book behind a failing step.
    """
    # Imported here so that the book in memory needs no database.
    from sqlite3 import complete_statement

    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError(f"a migration ends in the middle of a statement: {pending.strip()!r}")
    return statements
