"""A book in a database: views and writers as transactions on lent connections.

The same for every engine. What engines do differently is in their sessions, their dialects and
their migrations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from tallybook.store import statements
from tallybook.store.base import version_asked
from tallybook.store.indexing import index_words
from tallybook.store.protocol import BookInfo
from tallybook.store.schema import SCHEMA_VERSION
from tallybook.store.session import Database, Session
from tallybook.store.sql_view import SqlView
from tallybook.store.sql_writer import SqlWriter
from tallybook.store.statements import Query


class SqlStore:
    """A book in a database. Views and writers may be opened from any thread."""

    def __init__(self, database: Database, session: Session) -> None:
        self.database = database
        # Idle sessions. The first is never closed before the store is: SQLite folds the log
        # into the file whenever the last connection goes, which would make each write slow.
        self._idle = deque([session])
        self._closed = False

    @contextmanager
    def view(self, version: int | None = None) -> Iterator[SqlView]:
        """Open the book for reading, now or as it was at `version`."""
        with self.transaction() as session:
            last = session.number(statements.current_version())
            view = SqlView(session, version_asked(version, last, session.location), last)
            try:
                yield view
            finally:
                view.close()

    @contextmanager
    def writer(self) -> Iterator[SqlWriter]:
        """Open the one transaction of a write; raise BusyBookError while another is open."""
        with self.transaction(writing=True) as session:
            writer = SqlWriter(session, session.number(statements.current_version()) + 1)
            try:
                yield writer
                writer.finish()
            finally:
                writer.close()
            session.run(Query("COMMIT"))

    def index_words(self) -> int:
        """Make the index that searches use again; return how many rows it covers."""
        with self.transaction(writing=True) as session:
            rows = index_words(session)
            session.run(Query("COMMIT"))
        return rows

    def compact(self) -> None:
        """Write the book's files anew, without what was erased; raise BusyBookError while somebody
        else uses them."""
        with self._lent() as session:
            session.compact()

    def info(self) -> BookInfo:
        """Say where the book lies and how far it has come."""
        with self.transaction() as session:
            version = session.number(statements.current_version())
        return BookInfo(
            location=self.database.location,
            engine=session.dialect.name,
            schema_version=SCHEMA_VERSION,
            version=version,
        )

    def close(self) -> None:
        """Close every idle connection; one in use closes when its `with` block ends."""
        self._closed = True
        while self._idle:
            self._idle.popleft().close()

    @contextmanager
    def transaction(self, *, writing: bool = False) -> Iterator[Session]:
        """Lend a session in a transaction, for work on rows rather than records; what is not
        committed is rolled back."""
        with self._lent() as session:
            if writing:
                session.begin_writer()
            else:
                session.begin_view()
            yield session

    @contextmanager
    def _lent(self) -> Iterator[Session]:
        if self._closed:
            raise RuntimeError("a book was used after it was closed")
        session = self._idle.pop() if self._idle else self.database.connect()
        try:
            yield session
        finally:
            try:
                session.roll_back()
            except BaseException:
                session.close()
                raise
            if session.lost:
                session.close()
            else:
                self._idle.append(session)
            if self._closed:
                self.close()
