"""Books in SQLite files: the default engine.

SQLite's write-ahead log lets any number of readers work beside one writer, each reader on a
snapshot of its own. Every commit is flushed to the disk before it counts as done.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import cast
from weakref import finalize

from tallybook import __version__
from tallybook.errors import (
    BookError,
    BusyBookError,
    NewerBookError,
    NotABookError,
    ReleasedBookError,
)
from tallybook.store import schema
from tallybook.store.mounts import remote_mount
from tallybook.store.session import Session
from tallybook.store.sql import SqlStore
from tallybook.store.sql_writer import SqlWriter
from tallybook.store.statements import SQLITE, Query

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up."""


def open_sqlite(
    path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS
) -> SqlStore:
    """Return the book in the file at `path`; `create` makes it where there is none.

    Raises BookError, NotABookError, NewerBookError or BusyBookError.
    """
    _check_path(path, create=create)
    file, session = _connect_as_permitted(path, create=create, busy_seconds=busy_seconds)
    try:
        if _is_release(session):
            file, session = _as_released(file, session)
        else:
            _bring_up_to_date(file, session, create=create)
    except BaseException:
        session.close()
        raise
    return SqlStore(file, session)


def _is_release(session: Session) -> bool:
    return session.number(Query("PRAGMA application_id")) == schema.RELEASE_ID


def _as_released(file: BookFile, session: SqliteSession) -> tuple[BookFile, SqliteSession]:
    """Return a release with a connection that only reads. One of an older schema is read from a
    copy that is brought up to date, and left as it is."""
    if _schema_of(file, session) == schema.SCHEMA_VERSION:
        file.is_release = True
        session.close()
        return file, file.connect()
    folder = mkdtemp(prefix="tallybook-")
    copy = Path(folder) / file.path.name
    try:
        copyfile(file.path, copy)
        copy.chmod(0o600)
    except OSError as error:
        raise BookError(
            f"{file.path} is a release of an earlier Tallybook, which is read from a copy that "
            f"could not be made ({error.strerror}); free some space in {folder}"
        ) from error
    session.close()
    copied = BookFile(copy, "mode=rw", writable=True, busy_seconds=file.busy_seconds)
    finalize(copied, rmtree, folder, ignore_errors=True)
    copied.location = file.location
    newer = copied.connect()
    _bring_up_to_date(copied, newer, create=False)
    newer.close()
    copied.is_release = True
    return copied, copied.connect()


@contextmanager
def new_release(path: Path, version: int) -> Iterator[SqlWriter]:
    """Make a release at `path` and open the one write that it ever has, which gets the number
    `version`: a view of the release is then a view of the book at that version.

    Raises BookError where it cannot be made. After an error nothing is left of it.
    """
    store = open_sqlite(path, create=True)
    database = cast(BookFile, store.database)
    try:
        with store.transaction(writing=True) as session:
            writer = SqlWriter(session, version)
            try:
                yield writer
            finally:
                writer.close()
            session.run(Query("COMMIT"))
        store.close()
        last = database.connect()
        # One file with nothing beside it, which opens on read-only media as well.
        last.row(Query("PRAGMA journal_mode = DELETE"))
        last.run(Query(f"PRAGMA application_id = {schema.RELEASE_ID}"))
        last.close()
    except BaseException:
        store.close()
        database.discard()
        raise


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
) -> tuple[BookFile, SqliteSession]:
    """Connect for writing where that is permitted, else for reading.

    Reading, too, needs a writable folder for the file of shared locks. Where there is none and
    no unfinished log lies beside the book, nobody is writing, and SQLite may read the file as
    one that does not change (https://sqlite.org/wal.html#read_only_databases). On another machine's
    disk a book is read in that way alone: neither locks nor the shared memory of the log hold there
    (https://sqlite.org/useovernet.html).
    """
    remote = remote_mount(path)
    quiet = path.exists() and not path.with_name(path.name + "-wal").exists()
    if remote is not None and (create or not quiet):
        raise BookError(
            f"{path} lies on another machine ({remote.kind} at {remote.point}), where two writers "
            "could spoil it; keep the book on this machine's own disk and back it up there with "
            "`tallybook backup`, or keep it in PostgreSQL"
        )
    ways = []
    if remote is None:
        if not path.exists() or os.access(path, os.W_OK):
            ways.append(("mode=rwc" if create else "mode=rw", True))
        if path.exists():
            ways.append(("mode=ro", False))
    if quiet:
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
    session.begin_writer()
    try:
        # Another process may have been faster.
        schema.migrate(session, _schema_of(file, session), _mark)
        session.run(Query("COMMIT"))
    except BaseException:
        session.roll_back()
        raise


def _mark(number: int) -> list[Query]:
    return [
        Query(f"PRAGMA user_version = {number}"),
        Query(f"PRAGMA application_id = {schema.APPLICATION_ID}"),
    ]


def _schema_of(file: BookFile, session: Session) -> int:
    """Return the schema number of a book, 0 for an empty file."""
    marks = (schema.APPLICATION_ID, schema.RELEASE_ID)
    if session.number(Query("PRAGMA application_id")) not in marks:
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
