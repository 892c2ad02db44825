"""One connection to a database, whichever it is: the only place where statements are run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from tallybook.errors import BookError
from tallybook.store.statements import Dialect, Query

PAGE_ROWS = 500
"""Rows fetched at a time; at about 1.3 kB a claim, a page stays well under a megabyte."""


class Cursor(Protocol):
    """What both drivers' cursors have (PEP 249)."""

    @property
    def description(self) -> Any: ...

    def fetchone(self) -> Any: ...
    def fetchmany(self, size: int, /) -> list[Any]: ...
    def fetchall(self) -> list[Any]: ...
    def close(self) -> None: ...


class Session(ABC):
    """One connection to the book at `location`."""

    def __init__(self, dialect: Dialect, location: str) -> None:
        self.dialect = dialect
        self.location = location
        self._reading: set[Cursor] = set()

    @abstractmethod
    def begin_view(self) -> None:
        """Begin a transaction that reads one snapshot."""

    @abstractmethod
    def begin_writer(self) -> None:
        """Begin the one transaction that writes; raise BusyBookError while there is another."""

    @abstractmethod
    def run(self, *queries: Query) -> None:
        """Run statements in order."""

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether a transaction is open that still accepts statements; an error such as a full
        disk ends it."""

    @property
    @abstractmethod
    def lost(self) -> bool:
        """Whether the connection is of no further use."""

    @abstractmethod
    def compact(self) -> None:
        """Write the book's files anew, without what was deleted; raise BusyBookError while
        somebody else uses them."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection."""

    @abstractmethod
    def _execute(self, query: Query, *, streamed: bool) -> Cursor:
        """Run a statement and return its answer; `streamed` leaves it where it is until asked
        for."""

    @abstractmethod
    def _explained(self) -> AbstractContextManager[None]:
        """Turn an error of the database into one of ours that says what to do."""

    @abstractmethod
    def _roll_back(self) -> None: ...

    def rows(self, query: Query) -> list[tuple[Any, ...]]:
        """Return a statement's whole answer."""
        with self._explained():
            cursor = self._execute(query, streamed=False)
            found = cursor.fetchall()
            cursor.close()
        return found

    def row(self, query: Query) -> tuple[Any, ...] | None:
        """Return the first row of a statement's answer, or None."""
        with self._explained():
            cursor = self._execute(query, streamed=False)
            found: tuple[Any, ...] | None = cursor.fetchone()
            cursor.close()
        return found

    def number(self, query: Query) -> int:
        """Return the one number that a statement answers with."""
        row = self.row(query)
        if row is None or not isinstance(row[0], int):
            raise BookError(f"{self.location} is damaged: {query.sql!r} has no answer")
        return row[0]

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        with self._explained():
            cursor = self._execute(Query(f"SELECT * FROM {table} WHERE 1 = 0"), streamed=False)
            names = [column[0] for column in cursor.description or ()]
            cursor.close()
        return names

    def pages(self, query: Query, *, size: int = PAGE_ROWS) -> Iterator[list[tuple[Any, ...]]]:
        """Yield a statement's answer, `size` rows at a time."""
        with self._explained():
            cursor = self._execute(query, streamed=True)
        self._reading.add(cursor)
        try:
            while True:
                with self._explained():
                    page = cursor.fetchmany(size)
                if not page:
                    return
                yield page
        finally:
            self._reading.discard(cursor)
            cursor.close()

    def roll_back(self) -> None:
        """End a transaction, if one is open, as if it had not been.

        An answer read halfway would hold on to its snapshot beyond the transaction.
        """
        while self._reading:
            self._reading.pop().close()
        self._roll_back()


class Database(Protocol):
    """Where a book lies, and how it is connected to."""

    @property
    def location(self) -> str: ...

    def connect(self) -> Session:
        """Return a new connection; raise BookError where there is none to be had."""

    def discard(self) -> None:
        """Take away a book that has only just been made."""
