"""Book files: connect to one, say in plain words why that failed, and run SQL.

`Session.run` is the one place that runs a statement, and `_explained` the one place that
turns an error of SQLite into one of ours.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tallybook import __version__
from tallybook.errors import BookError, BusyBookError, NewerBookError, NotABookError
from tallybook.store import schema
from tallybook.store.statements import SQLITE, Query

PAGE_ROWS = 500
"""Rows fetched at a time; at about 1.3 kB a claim, a page stays well under a megabyte."""


class Session:
    """One connection to a book file."""

    def __init__(self, connection: sqlite3.Connection, path: Path, busy_seconds: float) -> None:
        self._connection = connection
        self._path = path
        self._busy_seconds = busy_seconds
        self._reading: set[sqlite3.Cursor] = set()

    def run(self, query: Query) -> int:
        """Run a statement; return how many rows it wrote."""
        with _explained(self._path, self._busy_seconds):
            return self._connection.execute(SQLITE.text(query), query.parameters).rowcount

    def row(self, query: Query) -> tuple[Any, ...] | None:
        """Return the first row of a statement's answer, or None."""
        with _explained(self._path, self._busy_seconds):
            cursor = self._connection.execute(SQLITE.text(query), query.parameters)
            found: tuple[Any, ...] | None = cursor.fetchone()
            cursor.close()
            return found

    def number(self, query: Query) -> int:
        """Return the one number that a statement answers with."""
        row = self.row(query)
        if row is None or not isinstance(row[0], int):
            raise BookError(f"{self._path} is damaged: {query.sql!r} has no answer")
        return row[0]

    def pages(self, query: Query) -> Iterator[list[tuple[Any, ...]]]:
        """Yield a statement's answer, some hundred rows at a time."""
        with _explained(self._path, self._busy_seconds):
            cursor = self._connection.execute(SQLITE.text(query), query.parameters)
        self._reading.add(cursor)
        try:
            while True:
                with _explained(self._path, self._busy_seconds):
                    page = cursor.fetchmany(PAGE_ROWS)
                if not page:
                    return
                yield page
        finally:
            self._reading.discard(cursor)
            cursor.close()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; SQLite ends one by itself where the disk is full."""
        return self._connection.in_transaction

    def roll_back(self) -> None:
        """End a transaction, if one is open, as if it had not been.

        An answer read halfway would hold on to its snapshot beyond the transaction.
        """
        while self._reading:
            self._reading.pop().close()
        if self._connection.in_transaction:
            self.run(Query("ROLLBACK"))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class BookFile:
    """Where a book lies and how it is connected to. `writable` is False on read-only media."""

    def __init__(self, path: Path, options: str, *, writable: bool, busy_seconds: float) -> None:
        self.path = path
        self.writable = writable
        self.busy_seconds = busy_seconds
        self._options = options

    def connect(self) -> Session:
        """Return a new connection."""
        uri = f"{self.path.absolute().as_uri()}?{self._options}"
        with _explained(self.path, self.busy_seconds):
            connection = sqlite3.connect(
                uri,
                uri=True,
                timeout=self.busy_seconds,
                isolation_level=None,
                # A session is lent to one user at a time, though not always in one thread.
                check_same_thread=False,
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            # A book may come from a stranger: its schema must not call functions with effects.
            connection.execute("PRAGMA trusted_schema = OFF")
        return Session(connection, self.path, self.busy_seconds)


def open_file(path: Path, *, create: bool, busy_seconds: float) -> tuple[BookFile, Session]:
    """Return the book file at `path` with its first connection, its schema brought up to date.

    Raises BookError, NotABookError, NewerBookError or BusyBookError.
    """
    _check_path(path, create=create)
    file, session = _connect_as_permitted(path, create=create, busy_seconds=busy_seconds)
    try:
        _bring_up_to_date(file, session, create=create)
    except BaseException:
        session.close()
        raise
    return file, session


def _check_path(path: Path, *, create: bool) -> None:
    try:
        exists = path.exists()
        parent_exists = path.parent.is_dir()
    except OSError as error:
        raise BookError(f"{path}: {error.strerror}; give --book another path") from error
    if not exists:
        if not parent_exists:
            raise BookError(
                f"there is no folder {path.parent} for the book {path.name}; make the folder "
                "first, or give --book another path"
            )
        if not create:
            raise BookError(
                f"there is no book at {path}; `tallybook add` makes one from reports, and "
                "--book names another"
            )
        return
    if path.is_dir():
        raise BookError(f"{path} is a folder; --book wants the path of a file in it")
    if not path.is_file():
        raise BookError(f"{path} is no ordinary file; give --book the path of a file")
    try:
        path.open("rb").close()
    except OSError as error:
        raise BookError(
            f"{path} cannot be read ({error.strerror}); ask its owner for permission, or give "
            "--book another path"
        ) from error


def _connect_as_permitted(
    path: Path, *, create: bool, busy_seconds: float
) -> tuple[BookFile, Session]:
    """Connect for writing where that is permitted, else for reading.

    Reading, too, needs a writable folder for the file of shared locks. Where there is none and
    no unfinished log lies beside the book, nobody is writing, and SQLite may read the file as
    one that does not change (https://sqlite.org/wal.html#read_only_databases).
    """
    ways = []
    if not path.exists() or os.access(path, os.W_OK):
        ways.append(("mode=rwc" if create else "mode=rw", True))
    if path.exists():
        ways.append(("mode=ro", False))
        if not path.with_name(path.name + "-wal").exists():
            ways.append(("mode=ro&immutable=1", False))
    failure: BookError | None = None
    for options, writable in ways:
        file = BookFile(path, options, writable=writable, busy_seconds=busy_seconds)
        session = None
        try:
            session = file.connect()
            session.number(Query("SELECT count(*) FROM sqlite_master"))
        except (BusyBookError, NotABookError):
            if session is not None:
                session.close()
            raise
        except BookError as error:
            if session is not None:
                session.close()
            failure = failure or error
            continue
        return file, session
    assert failure is not None  # there is always one way at least
    raise failure


def _bring_up_to_date(file: BookFile, session: Session, *, create: bool) -> None:
    found = _schema_of(file, session)
    if found == schema.SCHEMA_VERSION:
        return
    if found == 0 and not create:
        raise NotABookError(
            f"{file.path} is empty, so it is no book yet; `tallybook add` makes it one from reports"
        )
    if not file.writable:
        raise BookError(
            f"{file.path} is read-only and has schema {found}, older than this Tallybook's "
            f"{schema.SCHEMA_VERSION}; copy it to a folder that you may write to and open it there"
        )
    # Readers and the writer do not wait for each other. The setting stays with the file.
    session.row(Query("PRAGMA journal_mode = WAL"))
    session.run(Query(SQLITE.begin_writer))
    try:
        # Another process may have been faster.
        for number, script in schema.migrations(_schema_of(file, session)):
            for statement in script:
                session.run(Query(statement))
            session.run(Query(f"PRAGMA user_version = {number}"))
        session.run(Query(f"PRAGMA application_id = {schema.APPLICATION_ID}"))
        session.run(Query("COMMIT"))
    except BaseException:
        session.roll_back()
        raise


def _schema_of(file: BookFile, session: Session) -> int:
    """Return the schema number of a book, 0 for an empty file."""
    if session.number(Query("PRAGMA application_id")) != schema.APPLICATION_ID:
        if session.number(Query("SELECT count(*) FROM sqlite_master")) == 0:
            return 0
        raise NotABookError(
            f"{file.path} is another program's SQLite database and no book; give --book the "
            "path of a book or of a new file"
        )
    found = session.number(Query("PRAGMA user_version"))
    if found > schema.SCHEMA_VERSION:
        raise NewerBookError(
            f"{file.path} has schema {found}, and this Tallybook ({__version__}) knows schemas "
            f"up to {schema.SCHEMA_VERSION}; install a newer Tallybook to open it"
        )
    return found


@contextmanager
def _explained(path: Path, busy_seconds: float) -> Iterator[None]:
    """Turn an error of SQLite into one that says what to do.

    An error without one of SQLite's codes is a wrong call of the library, our own defect, and
    passes through.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        raise _explanation(path, busy_seconds, code & 0xFF, str(error)) from error


def _explanation(path: Path, busy_seconds: float, code: int, words: str) -> BookError:
    """Return the error for a primary result code (https://sqlite.org/rescode.html)."""
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyBookError(
                f"{path} is being written elsewhere (waited {busy_seconds:g} s); "
                "try again when that has finished"
            )
        case sqlite3.SQLITE_NOTADB:
            return NotABookError(
                f"{path} is not a book; give --book the path of a book or of a new file"
            )
        case sqlite3.SQLITE_READONLY:
            return BookError(
                f"{path} is read-only; copy it to a folder that you may write to, or ask its "
                "owner for permission"
            )
        case sqlite3.SQLITE_FULL:
            return BookError(
                f"the disk of {path} is full; nothing of this write was kept. Free some space "
                "and run the command again"
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return BookError(
                f"{path} cannot be opened ({words}); look whether you may write to its folder, "
                "or give --book another path"
            )
        case _:
            return BookError(
                f"{path} cannot be read or written, and may be damaged ({words}); restore it "
                "from a backup, or add its reports to a new book"
            )
