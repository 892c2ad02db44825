"""What the views and writers of all engines have in common.

Only what has nothing to do with how records are kept: the book in memory stays a reference that
decides for itself what a write changes and what a version holds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Generic, TypeVar

from tallybook.core.claims import ClaimKind
from tallybook.core.judgements import JudgeKind
from tallybook.errors import BookError, RecordError, UnknownIdError
from tallybook.store import codec
from tallybook.store.outlines import Outlines
from tallybook.store.protocol import Days, FoundT, Outcome, Record, RecordT
from tallybook.store.ranking import Hit, ranked
from tallybook.store.words import IndexWords, Wanted, searched_text

LentT = TypeVar("LentT")

SHOWN_AT_ONCE = 25
"""Records that a search reads at a time: who searches reads the first of them."""


class Handle(Generic[LentT]):
    """What a `with` block lends: a view or a writer, and of no use after it."""

    name: str

    def __init__(self, lent: LentT) -> None:
        self._held: LentT | None = lent

    def close(self) -> None:
        """End the block; a later use is a defect of the caller's."""
        self._held = None

    def _lent(self) -> LentT:
        if self._held is None:
            raise RuntimeError(f"a {self.name} was used outside its `with` block")
        return self._held


class BaseView(Handle[LentT], ABC):
    """The book at `version`; `location` says where it lies, for messages."""

    name = "view"

    def __init__(self, lent: LentT, version: int, location: str) -> None:
        super().__init__(lent)
        self.version = version
        self._location = location
        self._outlines = Outlines()

    def get(self, kind: type[RecordT], identifier: str) -> RecordT | None:
        """Return the record of that id, or None."""
        return self.get_many(kind, [identifier]).get(identifier)

    def scan(
        self,
        kind: type[RecordT],
        *,
        document: str | None = None,
        claim_kinds: Sequence[ClaimKind] | None = None,
        days: Days | None = None,
        beyond: Days | None = None,
        countries: Sequence[str] | None = None,
        claims: Sequence[str] | None = None,
        source: str | None = None,
        judges: Sequence[JudgeKind] | None = None,
    ) -> Iterator[RecordT]:
        """Yield the records of a kind in the order in which they were first written."""
        filters = codec.filters_of(
            kind,
            document=document,
            claim_kinds=claim_kinds,
            days=days,
            beyond=beyond,
            countries=countries,
            claims=claims,
            source=source,
            judges=judges,
        )
        for record in self._scan(kind, filters):
            yield record
            self._lent()

    def search(self, kind: type[FoundT], wanted: Wanted) -> Iterator[FoundT]:
        """Yield the documents or claims whose text has what is wanted, the best first."""
        hits = []
        for record in self._search(kind, wanted):
            text = searched_text(record)
            times = wanted.times(text)
            if times is not None:
                hits.append(Hit(record.id, times, len(text)))
        terms = wanted.in_index()
        # Where one term is wanted, how rare it is ranks nothing.
        having = [self._having(kind, words) if terms[1:] else 0 for words in terms]
        names = ranked(hits, having, self.count(kind))
        for start in range(0, len(names), SHOWN_AT_ONCE):
            for record in self.get_many(kind, names[start : start + SHOWN_AT_ONCE]).values():
                yield record
                self._lent()

    def capture(self, sha256: str) -> bytes:
        """Return the raw bytes of a capture; raise UnknownIdError where there are none."""
        data = self._capture(sha256)
        if data is None:
            raise UnknownIdError(f"the book {self._location} holds no capture {sha256}")
        return data

    @abstractmethod
    def get_many(self, kind: type[RecordT], identifiers: Iterable[str]) -> dict[str, RecordT]:
        """Return the records of these ids by id, in the order asked; unknown ids are left out."""

    @abstractmethod
    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""

    @abstractmethod
    def _scan(self, kind: type[RecordT], filters: codec.Filters) -> Iterator[RecordT]: ...

    @abstractmethod
    def _search(self, kind: type[FoundT], wanted: Wanted) -> Iterator[FoundT]:
        """Yield at least the records that have what is wanted, the last written first."""

    @abstractmethod
    def _having(self, kind: type[FoundT], words: IndexWords) -> int:
        """Return how many records of a kind have all of some words, in any order."""

    @abstractmethod
    def _capture(self, digest: str) -> bytes | None: ...


class BaseWriter(Handle[LentT], ABC):
    """One transaction."""

    name = "writer"

    def capture(self, data: bytes) -> str:
        """Keep raw bytes under their SHA-256 and return it in hex."""
        digest = sha256(data).hexdigest()
        self._keep(digest, data)
        return digest

    def put(self, records: Sequence[Record]) -> list[Outcome]:
        """Write records; the outcome of each says whether it was new, known or changed."""
        self._lent()
        bodies = [codec.encode(record) for record in records]
        return self._put(list(zip(records, bodies, strict=True)))

    @abstractmethod
    def _keep(self, digest: str, data: bytes) -> None: ...

    @abstractmethod
    def _put(self, encoded: Sequence[tuple[Record, bytes]]) -> list[Outcome]: ...


def check_newest(newest: bool) -> None:
    """Raise ValueError for an index asked for in a view of an older version."""
    if not newest:
        raise ValueError("an index is of the newest version of a book alone")


def check_held(held: bool, identifier: str, table: str) -> None:
    """Raise RecordError for an id that is to be indexed and that the book never held."""
    if not held:
        raise RecordError(f"{table}: the book never held {identifier!r}, so it indexes none")


def version_asked(version: int | None, last: int, location: str) -> int:
    """Return the version to open: the last where none is asked for.

    Raises BookError for one that the book does not have.
    """
    number = last if version is None else version
    if not 0 <= number <= last:
        raise BookError(f"the book {location} has versions 0 to {last}, and no version {number}")
    return number
