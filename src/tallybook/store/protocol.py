"""What a store of books offers: small contracts that every engine keeps alike.

Nothing is overwritten. Every change of a record opens a new version of it at the book's next
version number and closes the one before; a view at an older version sees the book as it was.
A book begins at version 0, and each write that changed something counts one further.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim, ClaimKind, ClaimOutline, CountOutline
from tallybook.core.documents import Document, DocumentOutline
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident, IncidentOutline, Redirect
from tallybook.core.judgements import JudgeKind, Judgement, PersonJudgement
from tallybook.core.marks import Mark
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection
from tallybook.core.releases import Release
from tallybook.core.tallies import Tally
from tallybook.core.tombstones import Tombstone
from tallybook.store.words import Wanted

Record = (
    Document
    | Claim
    | Judgement
    | PersonJudgement
    | Incident
    | Redirect
    | Origin
    | Rejection
    | Fetch
    | Tally
    | Release
    | Tombstone
    | Mark
)
Outline = ClaimOutline | CountOutline | DocumentOutline | IncidentOutline
"""What is read of a record where not all of it is needed: its other fields are passed over."""
RecordT = TypeVar("RecordT", bound=Record | Outline)
FoundT = TypeVar("FoundT", Document, Claim)
Outcome = Literal["new", "known", "changed"]
Days = tuple[date, date]
"""The first and the last day of a period, which holds both."""

IndexName = Literal[
    "linked",
    "shingles",
    "sizes",
    "copies",
    "names",
    "told",
    "accounts",
    "looks",
    "leaves",
    "scores",
]
INDEXES: Mapping[IndexName, type[Document] | type[Claim]] = MappingProxyType(
    {
        "linked": Document,
        "shingles": Document,
        "sizes": Document,
        "copies": Document,
        "names": Document,
        "told": Claim,
        "accounts": Claim,
        "looks": Claim,
        "leaves": Claim,
        "scores": Claim,
    }
)
"""What records of which kind are found by. An index is no part of the book's history: it has keys,
signed 64-bit numbers, that linking works out from the records and can work out again, for the
newest version alone. What the keys stand for is said where they are made (`tallybook.linking`)."""


class BookInfo(Struct, frozen=True):
    """Where a book lies, which schema it has, and how many writes it has seen."""

    location: str
    engine: str
    schema_version: int
    version: int


class Erased(Struct, frozen=True):
    """What went: how many records, which captures, and the names of files and addresses under
    which nothing else came in."""

    records: int
    captures: frozenset[str]
    sources: frozenset[str]


class View(Protocol):
    """The book at one version: one snapshot, whatever is written meanwhile. Of use inside its
    `with` block only. A kind of record may be asked for in outline."""

    @property
    def version(self) -> int: ...

    @property
    def settled(self) -> int:
        """The version at which the book last changed otherwise than by keeping a tally, logging a
        fetch or noting a release."""

    def get(self, kind: type[RecordT], identifier: str) -> RecordT | None:
        """Return the record of that id, or None."""

    def get_many(self, kind: type[RecordT], identifiers: Iterable[str]) -> dict[str, RecordT]:
        """Return the records of these ids by id, in the order asked; unknown ids are left out."""

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
        """Yield the records of a kind in the order in which they were first written.

        A record that was changed, or retired and written again, keeps its place. For claims,
        `document` keeps those of one document and `claim_kinds` those of these kinds. For
        incidents, `days` keeps those of which `when` leaves it open that they lie in these days;
        for claims, the counts of which it does, and no other claim; `beyond` leaves out those of
        which it does of other days, which somebody has read before. `countries` leaves out, of
        both, those of which all places lie in one other country. For incidents, `claims` keeps
        those that rest on any of these claims; for judgements, those on any of them, and `judges`
        those by these. For rejections and fetches, `source` keeps those of one source. Each raises
        ValueError for another kind of record.
        """

    def search(self, kind: type[FoundT], wanted: Wanted) -> Iterator[FoundT]:
        """Yield the documents or claims whose text has what is wanted, the best first
        (`tallybook.store.ranking`), of equally good ones the last written."""

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""

    def capture(self, sha256: str) -> bytes:
        """Return the raw bytes of a capture; raise UnknownIdError where there are none."""

    def lookup(self, index: IndexName, keys: Iterable[int]) -> dict[int, list[str]]:
        """Return by key the ids of the records that are found by it, in the order in which they
        were first written, also of those retired since; keys of none are left out.

        This and the next two raise ValueError in a view of an older version.
        """

    def keys(self, index: IndexName, identifiers: Iterable[str]) -> dict[str, list[int]]:
        """Return by id, ascending, the keys that a record is found by; ids of none are left out."""

    def frequencies(self, index: IndexName, keys: Iterable[int]) -> dict[int, int]:
        """Return by key how many records are found by it; keys of none are left out."""


class Writer(Protocol):
    """One transaction: all of it is kept when its `with` block ends, or none after an
    exception. Of use inside its `with` block only."""

    def capture(self, data: bytes) -> str:
        """Keep raw bytes under their SHA-256 and return it in hex."""

    def put(self, records: Sequence[Record]) -> list[Outcome]:
        """Write records; the outcome of each says whether it was new, known or changed.

        A known record writes nothing; a retired one that comes again is new. Raises
        RecordError, and writes none of `records`, where one could not be read back.
        """

    def retire(self, kind: type[Record], identifiers: Sequence[str]) -> int:
        """Close records, which older views still see; return how many were open."""

    def index(self, index: IndexName, keys: Mapping[str, Collection[int]]) -> None:
        """Have records found by these keys alone, by id; by no keys, not at all.

        That is no change of the book, which stays at its version. Raises RecordError for an id
        that the book never held.
        """

    def erase(self, documents: Collection[str], *, sources: Collection[str] = ()) -> Erased:
        """Take documents out with all that holds anything of them, in every version, so that no
        view sees them any more, and what the fetch log and the rejections say of some `sources`.
        All keys of all indexes go as well.

        Raises BookError where a capture holds other documents too. `Store.compact` afterwards
        sees to it that nothing is left below the rows either.
        """

    def drop(self, captures: Collection[str]) -> None:
        """Take raw bytes out that no document was read from; the fetch log, in every version, no
        longer says that they are kept."""


class Store(Protocol):
    """A book."""

    def view(self, version: int | None = None) -> AbstractContextManager[View]:
        """Open the book for reading, now or as it was at `version`; raise BookError for a
        version that it does not have."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Open the one transaction of a write; raise BusyBookError while another is open."""

    def compact(self) -> None:
        """Write the book's files anew, without what was erased; raise BusyBookError while somebody
        else uses them."""

    def info(self) -> BookInfo:
        """Say where the book lies and how far it has come."""

    def close(self) -> None:
        """Release what the book holds."""
