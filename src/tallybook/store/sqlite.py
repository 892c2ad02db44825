"""Books in SQLite files: the default engine.

SQLite's write-ahead log lets any number of readers work beside one writer, each reader on a
snapshot of its own. Every commit is flushed to the disk before it counts as done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import cast
from weakref import finalize

from tallybook.errors import (
    BookError,
    BusyBookError,
    NotABookError,
)
from tallybook.store import schema
from tallybook.store.mounts import remote_mount
from tallybook.store.session import Session
from tallybook.store.sql import SqlStore
from tallybook.store.sql_writer import SqlWriter
from tallybook.store.sqlite_session import BookFile, SqliteSession
from tallybook.store.statements import Query

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
                writer.finish()
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
    _use_log(file, session)
    session.begin_writer()
    try:
        # Another process may have been faster.
        schema.migrate(session, _schema_of(file, session), _mark)
        session.run(Query("COMMIT"))
    except BaseException:
        session.roll_back()
        raise


def _use_log(file: BookFile, session: Session) -> None:
    """Let readers and the writer not wait for each other; the setting stays with the file. Two that
    make one book at once may each be in the other's way, which SQLite says without waiting
    (https://sqlite.org/c3ref/busy_handler.html), so that it is tried again."""
    until = monotonic() + file.busy_seconds
    while True:
        try:
            session.row(Query("PRAGMA journal_mode = WAL"))
            return
        except BusyBookError:
            if monotonic() >= until:
                raise
            sleep(PAUSE_SECONDS)


PAUSE_SECONDS = 0.01
"""Between two tries to have a file to oneself for a moment."""


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
    return schema.known_schema(session.number(Query("PRAGMA user_version")), str(file.path))
