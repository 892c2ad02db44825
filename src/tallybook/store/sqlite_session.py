"""A connection to a book's file, and what SQLite's errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from tallybook.errors import BookError, BusyBookError, NotABookError, ReleasedBookError
from tallybook.store.session import Session
from tallybook.store.statements import SQLITE, Query


class SqliteSession(Session):
    """One connection to a book file."""

    def __init__(self, connection: sqlite3.Connection, file: BookFile) -> None:
        super().__init__(SQLITE, file.location)
        self._connection = connection
        self._path = Path(file.location)
        self._busy_seconds = file.busy_seconds
        self._is_release = file.is_release

    def begin_view(self) -> None:
        """Begin a transaction that reads one snapshot."""
        self.run(Query("BEGIN DEFERRED"))

    def begin_writer(self) -> None:
        """Begin the one transaction that writes; raise BusyBookError while there is another, and
        ReleasedBookError in a release."""
        if self._is_release:
            raise ReleasedBookError(
                f"{self._path} is a release, which never changes; write to the book that it was "
                "made from, or add its reports to a new one"
            )
        self.run(Query("BEGIN IMMEDIATE"))

    def run(self, *queries: Query) -> None:
        """Run statements in order."""
        with self._explained():
            for query in queries:
                self._connection.execute(SQLITE.text(query), query.parameters)

    def copy_to(self, target: Path) -> None:
        """Copy the book as this session sees it to a file, while others may write."""
        with (
            _explained(target, self._busy_seconds),
            closing(sqlite3.connect(target, isolation_level=None)) as connection,
        ):
            self._connection.backup(connection)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; SQLite ends one by itself where the disk is full."""
        return self._connection.in_transaction

    @property
    def lost(self) -> bool:
        """Whether the connection is of no further use; a file's stays."""
        return False

    def compact(self) -> None:
        """Write the file anew, without what was deleted, and empty its log.

        Raises BusyBookError while somebody else reads what is to go.
        """
        self.run(Query("VACUUM"))
        if self.number(Query("PRAGMA wal_checkpoint(TRUNCATE)")) != 0:
            raise BusyBookError(
                f"{self._path} is being read elsewhere, so its log still holds what was deleted; "
                "run the command again when that has finished"
            )

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _execute(self, query: Query, *, streamed: bool) -> sqlite3.Cursor:
        # SQLite makes each row when it is asked for, streamed or not.
        return self._connection.execute(SQLITE.text(query), query.parameters)

    def _explained(self) -> AbstractContextManager[None]:
        return _explained(self._path, self._busy_seconds)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self.run(Query("ROLLBACK"))


class BookFile:
    """Where a book lies and how it is connected to.

    `writable` is False on read-only media; `is_release` says that its connections only read.
    """

    def __init__(self, path: Path, options: str, *, writable: bool, busy_seconds: float) -> None:
        self.path = path
        self.location = str(path)
        self.writable = writable
        self.busy_seconds = busy_seconds
        self.is_release = False
        self._options = options

    def connect(self) -> SqliteSession:
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
            if self.is_release:
                connection.execute("PRAGMA query_only = ON")
        return SqliteSession(connection, self)

    def discard(self) -> None:
        """Take away a book that has only just been made."""
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


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
