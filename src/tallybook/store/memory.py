"""A book in memory: the reference that every other engine must agree with.

As plain as can be: one whole copy of the book's dictionaries for each version. It forgets
everything when the process ends, so it serves tests and trials.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import NamedTuple

from tallybook.core.fetches import Fetch
from tallybook.errors import BusyBookError
from tallybook.store import codec
from tallybook.store.base import (
    BaseView,
    BaseWriter,
    check_held,
    check_newest,
    version_asked,
)
from tallybook.store.erasing import find_doomed, without_captures
from tallybook.store.outlines import outline_of
from tallybook.store.protocol import (
    INDEXES,
    BookInfo,
    Erased,
    FoundT,
    IndexName,
    Outcome,
    Record,
    RecordT,
)
from tallybook.store.schema import SCHEMA_VERSION
from tallybook.store.words import IndexWords, Wanted, index_text, searched_text

LOCATION = "in memory"


class _Book(NamedTuple):
    """The book at one version. A retired record leaves None, which keeps its place."""

    records: dict[str, dict[str, bytes | None]]
    captures: dict[str, bytes]
    indexes: dict[IndexName, dict[str, frozenset[int]]]

    def copy(self) -> _Book:
        return _Book(
            {k: dict(v) for k, v in self.records.items()},
            dict(self.captures),
            {k: dict(v) for k, v in self.indexes.items()},
        )


class MemoryView(BaseView[_Book]):
    """The book at one version."""

    def __init__(self, book: _Book, version: int, settled: int, *, newest: bool) -> None:
        super().__init__(book, version, LOCATION)
        self.settled = settled
        self._newest = newest

    def get_many(self, kind: type[RecordT], identifiers: Iterable[str]) -> dict[str, RecordT]:
        """Return the records of these ids by id, in the order asked; unknown ids are left out."""
        records = self._lent().records[codec.name_of(kind)]
        found = ((identifier, records.get(identifier)) for identifier in identifiers)
        bodies = {i: _read_as(kind, i, body) for i, body in found if body is not None}
        return {
            i: codec.decode(kind, i, body, self._outlines) for i, body in bodies.items() if body
        }

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        bodies = self._lent().records[codec.name_of(kind)].values()
        return sum(body is not None for body in bodies)

    def lookup(self, index: IndexName, keys: Iterable[int]) -> dict[int, list[str]]:
        """Return by key the ids of the records that are found by it."""
        wanted = set(keys)
        indexed = self._indexed(index)
        found: dict[int, list[str]] = {}
        for identifier in self._lent().records[codec.name_of(INDEXES[index])]:
            for key in wanted & indexed.get(identifier, frozenset()):
                found.setdefault(key, []).append(identifier)
        return found

    def keys(self, index: IndexName, identifiers: Iterable[str]) -> dict[str, list[int]]:
        """Return by id the keys that a record is found by."""
        indexed = self._indexed(index)
        return {i: sorted(indexed[i]) for i in identifiers if i in indexed}

    def frequencies(self, index: IndexName, keys: Iterable[int]) -> dict[int, int]:
        """Return by key how many records are found by it."""
        return {key: len(found) for key, found in self.lookup(index, keys).items()}

    def _indexed(self, index: IndexName) -> dict[str, frozenset[int]]:
        check_newest(self._newest)
        return self._lent().indexes[index]

    def _scan(self, kind: type[RecordT], filters: codec.Filters) -> Iterator[RecordT]:
        for identifier, body in self._lent().records[codec.name_of(kind)].items():
            if body is None:
                continue
            if filters.keep(codec.decode(codec.whole(kind), identifier, body)):
                read = _read_as(kind, identifier, body)
                yield codec.decode(kind, identifier, read, self._outlines)

    def _search(self, kind: type[FoundT], wanted: Wanted) -> Iterator[FoundT]:
        yield from reversed(list(self._scan(kind, codec.Filters())))

    def _having(self, kind: type[FoundT], words: IndexWords) -> int:
        texts = (searched_text(record) for record in self._scan(kind, codec.Filters()))
        return sum(_has(index_text(text).split(" "), words) for text in texts)

    def _capture(self, digest: str) -> bytes | None:
        return self._lent().captures.get(digest)


def _read_as(kind: type[RecordT], identifier: str, body: bytes) -> bytes:
    """Return what a kind is read from: the body, or the outline that a database keeps beside it;
    nothing where there is none."""
    if kind not in codec.KEPT_OUTLINES:
        return body
    return outline_of(codec.decode(codec.whole(kind), identifier, body)) or b""


def _has(text: Sequence[str], words: IndexWords) -> bool:
    return all(
        any(one.startswith(word) if goes_on else one == word for one in text)
        for word, goes_on in words
    )


class MemoryWriter(BaseWriter[_Book]):
    """One transaction on a copy of the book."""

    def __init__(self, book: _Book, before: Sequence[_Book]) -> None:
        super().__init__(book)
        self.changed = False
        self.settles = False
        self.erased: list[tuple[_Book, str, str]] = []
        self.erased_captures: frozenset[str] = frozenset()
        self.rewritten: list[tuple[_Book, str, bytes]] = []
        self._before = before
        self.indexed = False

    def retire(self, kind: type[Record], identifiers: Sequence[str]) -> int:
        """Close records, which older views still see; return how many were open."""
        bodies = self._lent().records[codec.name_of(kind)]
        retired = 0
        for identifier in identifiers:
            if bodies.get(identifier) is not None:
                bodies[identifier] = None
                self._change(kind)
                retired += 1
        return retired

    def erase(self, documents: Collection[str], *, sources: Collection[str] = ()) -> Erased:
        """Take documents out with all that holds anything of them, in every version."""
        doomed = find_doomed(self._all_rows, documents, sources)
        for table, keys in doomed.rows.items():
            self.erased += [(book, table, name) for (book, name) in self._located(keys)]
        self.erased_captures |= doomed.captures
        if doomed.records:
            # Keys say something of what they were made from. All reports are linked anew.
            self._lent().indexes.update((index, {}) for index in INDEXES)
            self._change()
        return Erased(len(doomed.records), doomed.captures, doomed.sources)

    def drop(self, captures: Collection[str]) -> None:
        """Take raw bytes out that no document was read from."""
        for key, name, body in without_captures(self._all_rows, captures):
            [(book, _)] = self._located([key])
            self.rewritten.append((book, name, body))
        self.erased_captures |= frozenset(captures)

    def _all_rows(self, table: str) -> Iterator[tuple[tuple[int, str], str, bytes]]:
        for number, book in enumerate([*self._before, self._lent()]):
            for name, body in book.records[table].items():
                if body is not None:
                    yield (number, name), name, body

    def _located(self, keys: Iterable[tuple[int, str]]) -> list[tuple[_Book, str]]:
        books = [*self._before, self._lent()]
        return [(books[number], name) for number, name in keys]

    def index(self, index: IndexName, keys: Mapping[str, Collection[int]]) -> None:
        """Have records found by these keys alone, by id; by no keys, not at all."""
        book, table = self._lent(), codec.name_of(INDEXES[index])
        for identifier in keys:
            check_held(identifier in book.records[table], identifier, table)
        book.indexes[index].update((i, frozenset(found)) for i, found in keys.items() if found)
        for identifier, found in keys.items():
            if not found:
                book.indexes[index].pop(identifier, None)
        self.indexed = True

    def _keep(self, digest: str, data: bytes) -> None:
        captures = self._lent().captures
        if digest not in captures:
            captures[digest] = data
            self._change()

    def _put(self, encoded: Sequence[tuple[Record, bytes]]) -> list[Outcome]:
        return [self._put_one(record, body) for record, body in encoded]

    def _put_one(self, record: Record, body: bytes) -> Outcome:
        bodies = self._lent().records[codec.name_of(type(record))]
        old = bodies.get(record.id)
        if old is not None and codec.same_record(type(record), old, body):
            return "known"
        bodies[record.id] = body
        self._change(type(record))
        return "new" if old is None else "changed"

    def _change(self, kind: type[Record] | None = None) -> None:
        self.changed = True
        self.settles = self.settles or kind is None or codec.NAMES[kind] not in codec.UNSETTLING


class MemoryStore:
    """A book in memory. A second writer waits `busy_seconds` for the first."""

    def __init__(self, *, busy_seconds: float = 5.0) -> None:
        records: dict[str, dict[str, bytes | None]] = {name: {} for name in codec.NAMES.values()}
        self._versions = [_Book(records, {}, {index: {} for index in INDEXES})]
        self._settled = [0]
        self._writing = Lock()
        self._busy_seconds = busy_seconds
        self._closed = False

    @contextmanager
    def view(self, version: int | None = None) -> Iterator[MemoryView]:
        """Open the book for reading, now or as it was at `version`."""
        self._check_open()
        last = len(self._versions) - 1
        number = version_asked(version, last, LOCATION)
        newest = number == last
        view = MemoryView(self._versions[number], number, self._settled[number], newest=newest)
        try:
            yield view
        finally:
            view.close()

    @contextmanager
    def writer(self) -> Iterator[MemoryWriter]:
        """Open the one transaction of a write; raise BusyBookError while another is open."""
        self._check_open()
        if not self._writing.acquire(timeout=self._busy_seconds):
            raise BusyBookError(
                f"the book {LOCATION} is being written elsewhere (waited "
                f"{self._busy_seconds:g} s); try again when that has finished"
            )
        try:
            book = self._versions[-1].copy()
            writer = MemoryWriter(book, self._versions)
            try:
                yield writer
            finally:
                writer.close()
            self._erase(writer, book)
            if writer.changed:
                settled = len(self._versions) if writer.settles else self._settled[-1]
                self._versions.append(book)
                self._settled.append(settled)
            elif writer.indexed:
                self._versions[-1] = book
        finally:
            self._writing.release()

    def compact(self) -> None:
        """Do nothing: what is erased here is nowhere else."""

    def info(self) -> BookInfo:
        """Say where the book lies and how far it has come."""
        self._check_open()
        return BookInfo(
            location=LOCATION,
            engine="memory",
            schema_version=SCHEMA_VERSION,
            version=len(self._versions) - 1,
        )

    def close(self) -> None:
        """Forget the book."""
        self._closed = True
        self._versions = []

    def _erase(self, writer: MemoryWriter, book: _Book) -> None:
        for version, table, name in writer.erased:
            version.records[table].pop(name, None)
        for version, name, body in writer.rewritten:
            version.records[codec.name_of(Fetch)][name] = body
        for version in (*self._versions, book):
            for digest in writer.erased_captures:
                version.captures.pop(digest, None)

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("a book was used after it was closed")
