"""One write transaction on a book in a database.

The rows that a call may change are asked for together, and what it writes goes out together: a
server in another room answers twice for each call, not twice for each record.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.judgements import Judgement
from tallybook.core.records import Rejection
from tallybook.errors import BookError
from tallybook.store import codec, statements
from tallybook.store.base import BaseWriter, check_held
from tallybook.store.erasing import find_doomed, without_captures
from tallybook.store.indexing import index_words
from tallybook.store.outlines import outline_of
from tallybook.store.protocol import INDEXES, Erased, IndexName, Outcome, Record
from tallybook.store.session import PAGE_ROWS, Session
from tallybook.store.statements import Query, Value
from tallybook.store.words import INDEXED, index_text, searched_text

ItemT = TypeVar("ItemT")


class _Row(Struct):
    """The newest row of a record, in force or not, as the statements so far leave it."""

    entry: int
    seq: int
    version_from: int
    version_to: int | None
    body: bytes


class SqlWriter(BaseWriter[Session]):
    """One write transaction, which becomes the book's version `version` if it changes anything."""

    def __init__(self, session: Session, version: int) -> None:
        super().__init__(session)
        self._version = version
        self._entered = False
        self._settled = False
        self._next_entries: dict[str, int] = {}
        self._words: dict[tuple[str, int], str] = {}

    def finish(self) -> None:
        """Enter the words of what was written into the index, as the last act of the write: what
        it wrote twice is indexed once."""
        session = self._lent()
        session.run(
            *(
                statements.add_words(table, entry, words, session.dialect)
                for (table, entry), words in self._words.items()
            )
        )

    def retire(self, kind: type[Record], identifiers: Sequence[str]) -> int:
        """Close records, which older views still see; return how many were open."""
        session, table = self._lent(), codec.name_of(kind)
        retired = 0
        for wanted in _chunks(list(dict.fromkeys(identifiers))):
            rows = self._latest(table, wanted).values()
            open_rows = [row for row in rows if row.version_to is None]
            queries = [statements.close(table, row.entry, self._version) for row in open_rows]
            if queries:
                session.run(*self._entering(table), *queries)
            retired += len(open_rows)
        return retired

    def erase(self, documents: Collection[str], *, sources: Collection[str] = ()) -> Erased:
        """Take documents out with all that holds anything of them, in every version."""
        session = self._lent()
        doomed = find_doomed(self._all_rows, documents, sources)
        if doomed.rows:
            session.run(*self._entering(codec.name_of(Document)))
            # Keys say something of what they were made from. All reports are linked anew.
            session.run(statements.clear_index())
        for table in statements.WORD_TABLES:
            session.run(statements.clear_words(table, session.dialect))
        for table, entries in doomed.rows.items():
            for chunk in _chunks(sorted(entries)):
                session.run(*_nothing_beside(table, chunk))
                session.run(statements.delete(table, "entry", chunk))
        self._delete_captures(doomed.captures)
        index_words(session)
        return Erased(len(doomed.records), doomed.captures, doomed.sources)

    def drop(self, captures: Collection[str]) -> None:
        """Take raw bytes out that no document was read from."""
        session, table = self._lent(), codec.name_of(Fetch)
        for entry, _, body in list(without_captures(self._all_rows, captures)):
            session.run(statements.rewrite(table, entry, {"body": body}))
        self._delete_captures(captures)

    def _delete_captures(self, captures: Collection[str]) -> None:
        for chunk in _chunks(sorted(captures)):
            self._lent().run(statements.delete("captures", "sha256", chunk))

    def _all_rows(self, table: str) -> Iterator[tuple[int, str, bytes]]:
        for page in self._lent().pages(statements.all_rows(table)):
            yield from ((entry, name, body) for entry, name, body in page)

    def index(self, index: IndexName, keys: Mapping[str, Collection[int]]) -> None:
        """Have records found by these keys alone, by id; by no keys, not at all."""
        session, table = self._lent(), codec.name_of(INDEXES[index])
        for chunk in _chunks(list(keys)):
            entries: dict[str, int] = dict(session.rows(statements.places(table, chunk)))
            for identifier in chunk:
                check_held(identifier in entries, identifier, table)
            session.run(
                statements.forget_keys(index, list(entries.values())),
                *(
                    statements.list_keys(index, entries[identifier], sorted(keys[identifier]))
                    for identifier in chunk
                    if keys[identifier]
                ),
            )

    def _keep(self, digest: str, data: bytes) -> None:
        session = self._lent()
        if session.row(statements.has_capture(digest)) is None:
            coding, packed = _packed(data)
            row: dict[str, Value] = {
                "sha256": digest,
                "version_from": self._version,
                "coding": coding,
                "data": packed,
            }
            session.run(*self._entering("captures"), statements.insert("captures", row))

    def _put(self, encoded: Sequence[tuple[Record, bytes]]) -> list[Outcome]:
        return [outcome for chunk in _chunks(encoded) for outcome in self._put_chunk(chunk)]

    def _put_chunk(self, encoded: Sequence[tuple[Record, bytes]]) -> list[Outcome]:
        wanted: dict[str, list[str]] = {}
        for record, _ in encoded:
            wanted.setdefault(codec.name_of(type(record)), []).append(record.id)
        rows = {table: self._latest(table, identifiers) for table, identifiers in wanted.items()}
        queries: list[Query] = []
        outcomes = [
            self._put_one(record, body, rows[codec.name_of(type(record))], queries)
            for record, body in encoded
        ]
        self._lent().run(*queries)
        return outcomes

    def _put_one(
        self, record: Record, body: bytes, rows: dict[str, _Row], queries: list[Query]
    ) -> Outcome:
        """Add to `queries` what writes a record, and to `rows` what that makes of its row."""
        table = codec.name_of(type(record))
        row = rows.get(record.id)
        if row is None:
            entry = self._next_entry(table)
            rows[record.id] = _Row(entry, entry, self._version, None, body)
            queries += self._inserting(record, rows[record.id])
            return "new"
        was_open = row.version_to is None
        if was_open and codec.same_record(type(record), row.body, body):
            return "known"
        if row.version_from == self._version:
            # This very write made the row, so no view has seen it.
            rows[record.id] = _Row(row.entry, row.seq, self._version, None, body)
            again = {**_filtered_columns(record), "version_to": None, "body": body}
            queries.append(statements.rewrite(table, row.entry, again))
            self._note_words(record, row.entry)
            queries += [*_nothing_beside(table, [row.entry]), *_beside(record, row.entry)]
        else:
            if was_open:
                queries += self._entering(table)
                queries.append(statements.close(table, row.entry, self._version))
            rows[record.id] = _Row(self._next_entry(table), row.seq, self._version, None, body)
            queries += self._inserting(record, rows[record.id])
        return "changed" if was_open else "new"

    def _inserting(self, record: Record, row: _Row) -> list[Query]:
        table = codec.name_of(type(record))
        values: dict[str, Value] = {
            "entry": row.entry,
            "seq": row.seq,
            "id": record.id,
            **_filtered_columns(record),
            "version_from": self._version,
            "body": row.body,
        }
        queries = [*self._entering(table), statements.insert(table, values)]
        self._note_words(record, row.entry)
        return [*queries, *_beside(record, row.entry)]

    def _note_words(self, record: Record, entry: int) -> None:
        if isinstance(record, INDEXED):
            key = (codec.name_of(type(record)), entry)
            self._words[key] = index_text(searched_text(record))

    def _latest(self, table: str, identifiers: Iterable[str]) -> dict[str, _Row]:
        query = statements.latest(table, list(dict.fromkeys(identifiers)))
        return {row[0]: _Row(*row[1:]) for row in self._lent().rows(query)}

    def _next_entry(self, table: str) -> int:
        if table not in self._next_entries:
            self._next_entries[table] = self._lent().number(statements.next_entry(table))
        entry = self._next_entries[table]
        self._next_entries[table] = entry + 1
        return entry

    def _entering(self, table: str) -> list[Query]:
        """What enters this write into the book's list before it changes a table."""
        settles = table not in codec.UNSETTLING
        if not self._entered:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._entered, self._settled = True, settles
            return [statements.open_write(self._version, now, settled=settles)]
        if settles and not self._settled:
            self._settled = True
            return [statements.settle_write(self._version)]
        return []

    def _lent(self) -> Session:
        session = super()._lent()
        if not session.in_transaction:
            # Without this, a caller that goes on after a full disk would write bit by bit.
            raise BookError("this write was given up after an error; nothing of it was kept")
        return session


def _chunks(items: Sequence[ItemT]) -> list[Sequence[ItemT]]:
    """Return items some hundred at a time."""
    return [items[start : start + PAGE_ROWS] for start in range(0, len(items), PAGE_ROWS)]


def _nothing_beside(table: str, entries: Sequence[int]) -> list[Query]:
    """Return what takes out of other tables what they say of rows of a table."""
    beside = ["incident_claims"] if table == codec.name_of(Incident) else []
    if table in statements.OUTLINE_TABLES:
        beside.append(statements.OUTLINE_TABLES[table])
    return [statements.delete(other, "entry", entries) for other in beside]


def _beside(record: Record, entry: int) -> list[Query]:
    """Return what enters into other tables what the body of a row says."""
    outline = outline_of(record)
    queries = [statements.list_claims(entry, record.claims)] if isinstance(record, Incident) else []
    if outline is not None:
        table = statements.OUTLINE_TABLES[codec.name_of(type(record))]
        queries.append(statements.insert(table, {"entry": entry, "outline": outline}))
    return queries


def _filtered_columns(record: Record) -> dict[str, Value]:
    """Return the columns beside the body that scans filter on."""
    if isinstance(record, Claim):
        row: dict[str, Value] = {"document": record.document, "kind": record.kind}
        return {**row, **_when_and_where(record)} if record.kind == "count" else row
    if isinstance(record, Incident):
        return _when_and_where(record)
    if isinstance(record, Judgement):
        first, second = statements.JUDGED
        return {first: record.first, second: record.second, "judge": record.judge}
    if isinstance(record, Rejection | Fetch):
        return {"source": record.source}
    return {}


def _when_and_where(record: Incident | Claim) -> dict[str, Value]:
    earliest, latest = codec.days_of(record)
    return {"earliest": earliest, "latest": latest, "country": codec.country_of(record)}


def _packed(data: bytes) -> tuple[str, bytes]:
    """Return how a capture is coded, and the coded bytes: pages of HTML shrink to a fifth,
    images and PDF files hardly at all."""
    packed = zlib.compress(data)
    return ("zlib", packed) if len(packed) < len(data) else ("raw", data)
