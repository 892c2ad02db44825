"""The book of a command: opened where there is one, made only when something goes in.

A mistyped path or a folder of pictures must not leave an empty book behind, which every later
question would answer with "no report bears on this".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tallybook.store import open_store
from tallybook.store.protocol import BookInfo, Store, View, Writer


class NewBook:
    """A store whose file is made by its first write; until then it reads as an empty book."""

    def __init__(self, location: Path) -> None:
        self._location = location
        self._store: Store | None = None

    def view(self, version: int | None = None) -> AbstractContextManager[View]:
        """Open the book for reading."""
        return self._now().view(version)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Make the book where it is not made yet, and open the one transaction of a write."""
        if self._store is None:
            self._store = open_store(self._location, create=True)
        with self._store.writer() as writer:
            yield writer

    def compact(self) -> None:
        """Write the book's file anew, if it was made."""
        self._now().compact()

    def info(self) -> BookInfo:
        """Say where the book lies, or will lie, and how far it has come."""
        info = self._now().info()
        return BookInfo(str(self._location), info.engine, info.schema_version, info.version)

    def close(self) -> None:
        """Release the book, if it was made."""
        if self._store is not None:
            self._store.close()

    def _now(self) -> Store:
        if self._store is not None:
            return self._store
        from tallybook.store.memory import MemoryStore

        return MemoryStore()


def open_for_adding(location: str) -> Store:
    """Return the book at `location`, or one that its first write will make there.

    Raises BookError and ConfigError as `open_store` does.
    """
    path = Path(location)
    if "://" in location or path.exists() or not path.parent.is_dir():
        return open_store(location, create=True)
    return NewBook(path)
