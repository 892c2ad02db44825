"""Which rows of a book hold anything of what is forgotten, in any version.

A book overwrites nothing, and this is its one exception: what is forgotten on request has to be
gone from the history as well. A row goes where it names a document, its capture or one of its
claims: ids are unlike any other text, so that nothing has to be known of the kinds of record.
Answers and people's judgements go as well where they name an incident that went, and lines of the
fetch log and rejections where they are of an address that only what went came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PersonJudgement
from tallybook.core.records import Rejection
from tallybook.core.sources import names_in
from tallybook.core.tallies import Tally
from tallybook.core.tombstones import Tombstone
from tallybook.errors import BookError
from tallybook.store import codec
from tallybook.store.protocol import Record

KeyT = TypeVar("KeyT", bound=Hashable)
Rows = Callable[[str], Iterable[tuple[KeyT, str, bytes]]]
"""All rows of a table, whatever their version: a key, the record's id and its body."""


class Doomed(Struct, Generic[KeyT], frozen=True):
    """What has to go: the keys of rows by their table, the records that these are rows of,
    captures, and the names under which these came in."""

    rows: dict[str, set[KeyT]]
    records: frozenset[tuple[str, str]]
    captures: frozenset[str]
    sources: frozenset[str]


def find_doomed(
    rows: Rows[KeyT], documents: Collection[str], sources: Collection[str]
) -> Doomed[KeyT]:
    """Return what holds anything of some documents, or was said of some sources.

    Raises BookError where a capture holds other documents too, which would lose theirs.
    """
    gone: list[Document] = []
    stay_at: set[str] = set()
    others: dict[str, str] = {}
    for _, name, body in rows(codec.name_of(Document)):
        reading = codec.decode(Document, name, body)
        if name in documents:
            gone.append(reading)
        else:
            stay_at |= _names(reading)
            others[reading.capture] = name
    captures = frozenset(reading.capture for reading in gone)
    _check_alone({others[capture] for capture in captures & others.keys()})
    names = {name for reading in gone for name in _names(reading)}
    for _, name, body in rows(codec.name_of(Fetch)):
        fetch = codec.decode(Fetch, name, body)
        if fetch.capture in captures:
            names |= {fetch.source, fetch.url}
    # What another report came from is its own, too.
    names = (names - stay_at) | set(sources)
    of_them = _mentions(documents)
    claims = {name for _, name, body in rows(codec.name_of(Claim)) if of_them(body)}
    of_any = _mentions({*documents, *captures, *claims})
    found: list[tuple[str, KeyT, str]] = []
    for kind, table in codec.NAMES.items():
        if kind is Tombstone:
            continue
        for key, name, body in rows(table):
            said = kind in (Fetch, Rejection) and not _said_of(kind, name, body).isdisjoint(names)
            if said or name in documents or of_any(body):
                found.append((table, key, name))
    of_incidents = _mentions({name for table, _, name in found if table == codec.name_of(Incident)})
    for kind in (Tally, PersonJudgement):
        table = codec.name_of(kind)
        found += [(table, key, name) for key, name, body in rows(table) if of_incidents(body)]
    by_table: dict[str, set[KeyT]] = {}
    for table, key, _ in found:
        by_table.setdefault(table, set()).add(key)
    return Doomed(
        by_table,
        frozenset((table, name) for table, _, name in found),
        captures,
        frozenset(names),
    )


def without_captures(
    rows: Rows[KeyT], captures: Collection[str]
) -> Iterator[tuple[KeyT, str, bytes]]:
    """Yield the lines of the fetch log that name any of some captures, as they are when these are
    not kept any more."""
    for key, name, body in rows(codec.name_of(Fetch)):
        fetch = codec.decode(Fetch, name, body)
        if fetch.capture in captures:
            yield key, name, codec.encode(replace(fetch, capture=None))


def _names(reading: Document) -> set[str]:
    """Return how a report is named, and where it says that it stands."""
    return {name for name in (reading.source, reading.url) if name}


def _check_alone(others: Collection[str]) -> None:
    if others:
        raise BookError(
            f"its file holds {len(others)} other reports, which need it whole: "
            f"{', '.join(sorted(others))}; add those anew from files of their own first"
        )


def _said_of(kind: type[Record], name: str, body: bytes) -> set[str]:
    """Return the names of what a line of the fetch log or a rejection is about."""
    if kind is Fetch:
        fetch = codec.decode(Fetch, name, body)
        return {fetch.source, fetch.url}
    return names_in(codec.decode(Rejection, name, body).source)


def _mentions(names: Collection[str]) -> Callable[[bytes], bool]:
    if not names:
        return lambda body: False
    pattern = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(names)))
    return lambda body: pattern.search(body) is not None
