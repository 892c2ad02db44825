"""Books in SQLite files: the default engine.

SQLite's write-ahead log lets any number of readers work beside one writer, each reader on a
snapshot of its own. Every commit is flushed to the disk before it counts as done.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tallybook.core.claims import Claim, ClaimKind
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.records import Rejection
from tallybook.errors import BookError, UnknownIdError
from tallybook.store import codec, statements
from tallybook.store.protocol import BookInfo, Days, Outcome, Record, RecordT
from tallybook.store.schema import SCHEMA_VERSION
from tallybook.store.sqlite_file import BookFile, Session, open_file
from tallybook.store.statements import SQLITE, Query, Value

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up."""


def open_sqlite(
    path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS
) -> SqliteStore:
    """Return the book in the file at `path`; `create` makes it where there is none.

    Raises BookError, NotABookError, NewerBookError or BusyBookError.
    """
    file, session = open_file(path, create=create, busy_seconds=busy_seconds)
    return SqliteStore(file, session)


class SqliteView:
    """The book at one version, inside one read transaction.

    `past` is that version where it is not the newest, else None.
    """

    def __init__(self, session: Session, path: Path, version: int, past: int | None) -> None:
        self.version = version
        self._session: Session | None = session
        self._path = path
        self._past = past

    @property
    def settled(self) -> int:
        """The version at which the book last changed what answers are made from."""
        return self._open_session().number(statements.settled_version(self.version))

    def get(self, kind: type[RecordT], identifier: str) -> RecordT | None:
        """Return the record of that id, or None."""
        return self.get_many(kind, [identifier]).get(identifier)

    def get_many(self, kind: type[RecordT], identifiers: Iterable[str]) -> dict[str, RecordT]:
        """Return the records of these ids by id, in the order asked; unknown ids are left out."""
        wanted = list(dict.fromkeys(identifiers))
        query = statements.get_many(codec.name_of(kind), wanted, self._past)
        found = {
            record.id: record
            for page in self._open_session().pages(query)
            for record in codec.decode_page(kind, page)
        }
        return {identifier: found[identifier] for identifier in wanted if identifier in found}

    def scan(
        self,
        kind: type[RecordT],
        *,
        document: str | None = None,
        claim_kinds: Sequence[ClaimKind] | None = None,
        days: Days | None = None,
        claims: Sequence[str] | None = None,
        source: str | None = None,
    ) -> Iterator[RecordT]:
        """Yield the records of a kind in the order in which they were first written."""
        filters = codec.filters_of(
            kind,
            document=document,
            claim_kinds=claim_kinds,
            days=days,
            claims=claims,
            source=source,
        )
        conditions = [statements.among(*field) for field in filters.fields.items()]
        if filters.days is not None:
            conditions.append(statements.between(*filters.days))
        if filters.claims is not None:
            conditions.append(statements.on_claims(filters.claims))
        query = statements.scan(codec.name_of(kind), self._past, conditions)
        for page in self._open_session().pages(query):
            for record in codec.decode_page(kind, page):
                yield record
                self._open_session()

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        return self._open_session().number(statements.count(codec.name_of(kind), self._past))

    def capture(self, sha256: str) -> bytes:
        """Return the raw bytes of a capture; raise UnknownIdError where there are none."""
        row = self._open_session().row(statements.capture(sha256, self._past))
        if row is None:
            raise UnknownIdError(f"the book {self._path} holds no capture {sha256}")
        return _unpacked(row[0], row[1], sha256, self._path)

    def close(self) -> None:
        """End the view; a later use is a defect of the caller's."""
        self._session = None

    def _open_session(self) -> Session:
        if self._session is None:
            raise RuntimeError("a view was used outside its `with` block")
        return self._session


class SqliteWriter:
    """One write transaction, which becomes the book's version `version` if it changes anything."""

    def __init__(self, session: Session, version: int) -> None:
        self._session: Session | None = session
        self._version = version
        self._entered = False
        self._settled = False
        self._next_entries: dict[str, int] = {}

    def capture(self, data: bytes) -> str:
        """Keep raw bytes under their SHA-256 and return it in hex."""
        session = self._open_session()
        digest = sha256(data).hexdigest()
        if session.row(statements.has_capture(digest)) is None:
            self._enter(session, "captures")
            coding, packed = _packed(data)
            row: dict[str, Value] = {
                "sha256": digest,
                "version_from": self._version,
                "coding": coding,
                "data": packed,
            }
            session.run(statements.insert("captures", row))
        return digest

    def put(self, records: Sequence[Record]) -> list[Outcome]:
        """Write records; the outcome of each says whether it was new, known or changed."""
        session = self._open_session()
        bodies = [codec.encode(record) for record in records]
        return [
            self._put(session, record, body) for record, body in zip(records, bodies, strict=True)
        ]

    def retire(self, kind: type[Record], identifiers: Sequence[str]) -> int:
        """Close records, which older views still see; return how many were open."""
        session = self._open_session()
        table = codec.name_of(kind)
        retired = 0
        for identifier in identifiers:
            latest = session.row(statements.latest(table, identifier))
            if latest is not None and latest[3] is None:
                self._enter(session, table)
                session.run(statements.close(table, latest[0], self._version))
                retired += 1
        return retired

    def close(self) -> None:
        """End the transaction; a later use is a defect of the caller's."""
        self._session = None

    def _put(self, session: Session, record: Record, body: bytes) -> Outcome:
        table = codec.name_of(type(record))
        latest = session.row(statements.latest(table, record.id))
        if latest is None:
            entry = self._next_entry(session, table)
            self._insert(session, record, body, entry=entry, seq=entry)
            return "new"
        entry, seq, version_from, version_to, old = latest
        if version_to is None and codec.same_record(type(record), old, body):
            return "known"
        if version_from == self._version:
            # This very write made the row, so no view has seen it.
            again = {**_filtered_columns(record), "version_to": None, "body": body}
            session.run(statements.rewrite(table, entry, again))
            if isinstance(record, Incident):
                session.run(statements.forget_claims(entry))
                session.run(statements.list_claims(entry, record.claims))
        else:
            if version_to is None:
                self._enter(session, table)
                session.run(statements.close(table, entry, self._version))
            self._insert(session, record, body, entry=self._next_entry(session, table), seq=seq)
        return "changed" if version_to is None else "new"

    def _insert(
        self, session: Session, record: Record, body: bytes, *, entry: int, seq: int
    ) -> None:
        self._enter(session, codec.name_of(type(record)))
        row: dict[str, Value] = {
            "entry": entry,
            "seq": seq,
            "id": record.id,
            **_filtered_columns(record),
            "version_from": self._version,
            "body": body,
        }
        session.run(statements.insert(codec.name_of(type(record)), row))
        if isinstance(record, Incident):
            session.run(statements.list_claims(entry, record.claims))

    def _next_entry(self, session: Session, table: str) -> int:
        if table not in self._next_entries:
            self._next_entries[table] = session.number(statements.next_entry(table))
        entry = self._next_entries[table]
        self._next_entries[table] = entry + 1
        return entry

    def _enter(self, session: Session, table: str) -> None:
        """Enter this write into the book's list before it changes a table."""
        settles = table not in codec.UNSETTLING
        if not self._entered:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            session.run(statements.open_write(self._version, now, settled=settles))
            self._entered, self._settled = True, settles
        elif settles and not self._settled:
            session.run(statements.settle_write(self._version))
            self._settled = True

    def _open_session(self) -> Session:
        if self._session is None:
            raise RuntimeError("a writer was used outside its `with` block")
        if not self._session.in_transaction:
            # Without this, a caller that goes on after a full disk would write bit by bit.
            raise BookError("this write was given up after an error; nothing of it was kept")
        return self._session


class SqliteStore:
    """A book in a SQLite file. Views and writers may be opened from any thread."""

    def __init__(self, file: BookFile, session: Session) -> None:
        self._file = file
        # Idle sessions. The first is never closed before the store is: SQLite folds the log
        # into the file whenever the last connection goes, which would make each write slow.
        self._idle = deque([session])
        self._closed = False

    @contextmanager
    def view(self, version: int | None = None) -> Iterator[SqliteView]:
        """Open the book for reading, now or as it was at `version`."""
        with self._transaction(SQLITE.begin_view) as session:
            last = session.number(statements.current_version())
            number = last if version is None else version
            if not 0 <= number <= last:
                raise BookError(
                    f"the book {self._file.path} has versions 0 to {last}, and no version {number}"
                )
            past = None if number == last else number
            view = SqliteView(session, self._file.path, number, past)
            try:
                yield view
            finally:
                view.close()

    @contextmanager
    def writer(self) -> Iterator[SqliteWriter]:
        """Open the one transaction of a write; raise BusyBookError while another is open."""
        with self._transaction(SQLITE.begin_writer) as session:
            writer = SqliteWriter(session, session.number(statements.current_version()) + 1)
            try:
                yield writer
            finally:
                writer.close()
            session.run(Query("COMMIT"))

    def info(self) -> BookInfo:
        """Say where the book lies and how far it has come."""
        with self._transaction(SQLITE.begin_view) as session:
            version = session.number(statements.current_version())
        return BookInfo(
            location=str(self._file.path),
            engine=SQLITE.name,
            schema_version=SCHEMA_VERSION,
            version=version,
        )

    def close(self) -> None:
        """Close every idle connection; one in use closes when its `with` block ends."""
        self._closed = True
        while self._idle:
            self._idle.popleft().close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Session]:
        """Lend a session in a transaction; what is not committed is rolled back."""
        if self._closed:
            raise RuntimeError("a book was used after it was closed")
        session = self._idle.pop() if self._idle else self._file.connect()
        try:
            session.run(Query(begin))
            yield session
        finally:
            try:
                session.roll_back()
            except BaseException:
                session.close()
                raise
            self._idle.append(session)
            if self._closed:
                self.close()


def _filtered_columns(record: Record) -> dict[str, Value]:
    """Return the columns beside the body that scans filter on."""
    if isinstance(record, Claim):
        return {"document": record.document, "kind": record.kind}
    if isinstance(record, Incident):
        earliest, latest = codec.days_of(record)
        return {"earliest": earliest, "latest": latest}
    if isinstance(record, Rejection | Fetch):
        return {"source": record.source}
    return {}


def _packed(data: bytes) -> tuple[str, bytes]:
    """Return how a capture is coded, and the coded bytes: pages of HTML shrink to a fifth,
    images and PDF files hardly at all."""
    packed = zlib.compress(data)
    return ("zlib", packed) if len(packed) < len(data) else ("raw", data)


def _unpacked(coding: str, data: bytes, digest: str, path: Path) -> bytes:
    """Return a capture's own bytes; raise BookError where they are not what was kept."""
    try:
        raw = zlib.decompress(data) if coding == "zlib" else data
    except zlib.error as error:
        raise _damaged_capture(path, digest) from error
    if sha256(raw).hexdigest() != digest:
        raise _damaged_capture(path, digest)
    return raw


def _damaged_capture(path: Path, digest: str) -> BookError:
    return BookError(
        f"{path} is damaged: capture {digest} is not the bytes that were kept; restore the book "
        "from a backup"
    )
