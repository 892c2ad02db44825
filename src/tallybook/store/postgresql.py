"""Books in PostgreSQL: for a team whose members read and write one book at once.

A book is a schema of a database: the first of the connection's search path, `public` unless the
address names another. Readers never wait. Writers take turns by an advisory lock, so that
versions are numbered in the order in which they are committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from tallybook.errors import BookError, BusyBookError, ConfigError, NotABookError
from tallybook.store import schema
from tallybook.store.locations import shown_location
from tallybook.store.session import Cursor, Session
from tallybook.store.sql import SqlStore
from tallybook.store.statements import POSTGRESQL, Query

BUSY_SECONDS = 30.0
"""How long a writer waits for others before it gives up: several of a team may be in the queue,
and each of them may be linking a batch."""

CONNECT_SECONDS = 10
"""How long a server may take to answer a call, unless the address says otherwise."""

OLDEST_SERVER = 15

_MIGRATING = schema.APPLICATION_ID << 32
"""The advisory lock of whoever makes a book or brings its schema up to date. A book's writers
lock the same number plus the object id of its table of writes, which is 32 bits wide."""

_OWN_TABLES = Query(
    "SELECT quote_ident(relname) FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
)
"""The tables of a book: it has its schema for itself."""


def open_postgresql(
    url: str, *, create: bool = False, busy_seconds: float = BUSY_SECONDS
) -> SqlStore:
    """Return the book in the database at `url`; `create` makes it where there is none.

    Raises ConfigError for an address that cannot be read, BookError, NotABookError,
    NewerBookError or BusyBookError.
    """
    database = PostgresqlDatabase(url, busy_seconds)
    session = database.connect()
    try:
        _bring_up_to_date(session, create=create)
    except BaseException:
        session.close()
        raise
    return SqlStore(database, session)


class PostgresqlSession(Session):
    """One connection to a book's database."""

    def __init__(
        self, connection: psycopg.Connection[Any], location: str, busy_seconds: float
    ) -> None:
        super().__init__(POSTGRESQL, location)
        self._connection = connection
        self._busy_seconds = busy_seconds
        self._streams = 0

    def begin_view(self) -> None:
        """Begin a transaction that reads one snapshot."""
        self.run(Query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"))

    def begin_writer(self) -> None:
        """Begin the one transaction that writes; raise BusyBookError while there is another."""
        self.begin_locked(
            Query(
                "SELECT pg_advisory_xact_lock(? + ?::regclass::oid::bigint)", (_MIGRATING, "writes")
            )
        )

    def begin_locked(self, lock: Query) -> None:
        """Begin a transaction with a lock; raise BusyBookError while another holds it."""
        # Each statement sees what was committed before it began, and so what the writer before
        # this one left.
        self.run(
            Query("BEGIN ISOLATION LEVEL READ COMMITTED"),
            Query(
                "SELECT set_config('lock_timeout', ?, true)",
                (f"{self._busy_seconds * 1000:.0f}ms",),
            ),
            lock,
        )

    def run(self, *queries: Query) -> None:
        """Run statements in order, all of them sent before the first is waited for."""
        with self._explained(), self._connection.pipeline():
            for query in queries:
                self._execute(query, streamed=False)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open that still accepts statements."""
        return self._connection.info.transaction_status == TransactionStatus.INTRANS

    @property
    def lost(self) -> bool:
        """Whether the connection is of no further use: the server may have ended it."""
        return self._connection.closed

    def compact(self) -> None:
        """Write the book's tables anew, without what was deleted; raise BusyBookError while
        somebody else uses them."""
        with self._explained():
            wait = f"{self._busy_seconds * 1000:.0f}ms"
            self._connection.execute("SELECT set_config('lock_timeout', %s, false)", (wait,))
            for (table,) in self.rows(_OWN_TABLES):
                # No pipeline: a VACUUM stands in no transaction, and a pipeline is one.
                self._connection.execute(f"VACUUM (FULL) {table}".encode())
            self._connection.execute("RESET lock_timeout")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _execute(self, query: Query, *, streamed: bool) -> Cursor:
        cursor: psycopg.Cursor[Any] | psycopg.ServerCursor[Any]
        if streamed:
            # Without a name the server would send the whole answer at once.
            self._streams += 1
            cursor = self._connection.cursor(f"scan_{self._streams}")
        else:
            cursor = self._connection.cursor()
        try:
            # Bodies and captures would come as hexadecimal text.
            cursor.execute(POSTGRESQL.text(query).encode(), query.parameters or None, binary=True)
        except BaseException:
            cursor.close()
            raise
        return cursor

    def _explained(self) -> AbstractContextManager[None]:
        return _explained(self.location, self._busy_seconds)

    def _roll_back(self) -> None:
        if self.lost:
            return
        if self._connection.info.transaction_status != TransactionStatus.IDLE:
            self.run(Query("ROLLBACK"))


class PostgresqlDatabase:
    """Where a book lies and how it is connected to."""

    def __init__(self, url: str, busy_seconds: float) -> None:
        self.location = shown_location(url)
        self._busy_seconds = busy_seconds
        try:
            given = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise ConfigError(
                f"--book {self.location} is no address of a PostgreSQL database; write it as "
                "postgresql://USER@HOST/DATABASE"
            ) from error
        settings: dict[str, Any] = {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "tallybook",
            **given,
            "client_encoding": "utf8",
        }
        self._conninfo = make_conninfo("", **settings)

    def connect(self) -> PostgresqlSession:
        """Return a new connection."""
        try:
            connection = psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.OperationalError as error:
            raise BookError(
                f"{self.location} cannot be opened ({_words(error)}); look whether the server "
                "runs there, and whether user, password and database are right"
            ) from error
        major = connection.info.server_version // 10000
        if major < OLDEST_SERVER:
            connection.close()
            raise BookError(
                f"{self.location} is on PostgreSQL {major}, and Tallybook needs "
                f"{OLDEST_SERVER} or newer"
            )
        return PostgresqlSession(connection, self.location, self._busy_seconds)

    def discard(self) -> None:
        """Take away a book that has only just been made: all tables of the schema are its own."""
        session = self.connect()
        names = [name for (name,) in session.rows(_OWN_TABLES)]
        if names:
            session.run(Query(f"DROP TABLE {', '.join(names)}"))
        session.close()


def _bring_up_to_date(session: PostgresqlSession, *, create: bool) -> None:
    found = _schema_of(session)
    if found == schema.SCHEMA_VERSION:
        return
    if found == 0 and not create:
        raise BookError(
            f"there is no book at {session.location}; `tallybook add` makes one from reports, and "
            "--book names another"
        )
    session.begin_locked(Query("SELECT pg_advisory_xact_lock(?)", (_MIGRATING,)))
    try:
        # Another process may have been faster.
        schema.migrate(session, _schema_of(session), _mark)
        session.run(Query("COMMIT"))
    except BaseException:
        session.roll_back()
        raise


def _mark(number: int) -> list[Query]:
    return [Query("UPDATE tallybook_book SET schema_version = ?", (number,))]


def _schema_of(session: PostgresqlSession) -> int:
    """Return the schema number of a book, 0 for an empty database."""
    row = session.row(
        Query(
            "SELECT current_schema()::text, "
            "to_regclass(quote_ident(current_schema()) || '.tallybook_book') IS NOT NULL, "
            "(SELECT count(*) FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = current_schema()::regnamespace)"
        )
    )
    assert row is not None, "a SELECT without FROM has one row"
    name, is_book, tables = row
    if name is None:
        raise BookError(
            f"{session.location} has no schema that a book could be in; make one, or name one that "
            "is there with ?options=-csearch_path%3DNAME"
        )
    if not is_book and tables == 0:
        return 0
    if not is_book:
        raise NotABookError(
            f"the schema {name} of {session.location} holds another program's tables and no book; "
            "give the book a database of its own, or a schema with ?options=-csearch_path%3DNAME"
        )
    found = session.number(Query("SELECT schema_version FROM tallybook_book"))
    return schema.known_schema(found, session.location)


@contextmanager
def _explained(location: str, busy_seconds: float) -> Iterator[None]:
    """Turn an error of PostgreSQL into one that says what to do.

    What the driver finds wrong with a call is our own defect, and passes through.
    """
    try:
        yield
    except (psycopg.ProgrammingError, psycopg.InterfaceError) as error:
        if error.sqlstate is None:
            raise
        raise _explanation(location, busy_seconds, error) from error
    except psycopg.Error as error:
        raise _explanation(location, busy_seconds, error) from error


def _explanation(location: str, busy_seconds: float, error: psycopg.Error) -> BookError:
    """Return the error for one of PostgreSQL's
    (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
    match error:
        case errors.LockNotAvailable():
            return BusyBookError(
                f"{location} is being written elsewhere (waited {busy_seconds:g} s); "
                "try again when that has finished"
            )
        case errors.InsufficientPrivilege() | errors.ReadOnlySqlTransaction():
            return BookError(
                f"{location} may not be changed or read by this user ({_words(error)}); ask its "
                "owner for permission"
            )
        case errors.DiskFull() | errors.OutOfMemory():
            return BookError(
                f"the server of {location} has no space left ({_words(error)}); nothing of this "
                "write was kept. Free some space there and run the command again"
            )
        case psycopg.DataError():
            return BookError(
                f"{location} cannot keep or look up this text ({_words(error)}); PostgreSQL takes "
                "no NUL character in a name or an id"
            )
        case errors.SyntaxError() | errors.UndefinedTable() | errors.UndefinedColumn():
            return BookError(
                f"{location} is damaged ({_words(error)}); restore it from a backup, or add its "
                "reports to a new book"
            )
        case psycopg.OperationalError():
            return BookError(
                f"the connection to {location} failed ({_words(error)}); nothing of this write "
                "was kept. Run the command again when the server is back"
            )
        case _:
            return BookError(f"{location} cannot be read or written ({_words(error)})")


def _words(error: psycopg.Error) -> str:
    """Return an error's own words on one line, without the statement that met it."""
    lines = str(error.diag.message_primary or error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__
