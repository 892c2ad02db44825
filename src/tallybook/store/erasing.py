"""Which rows of a book hold anything of a document, in any version.

A book overwrites nothing, and this is its one exception: what is forgotten on request has to be
gone from the history as well. A row goes where it names the document, its capture or one of its
claims: ids are unlike any other text, so that nothing has to be known of the kinds of record.
Answers and people's judgements go as well where they name an incident that went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PersonJudgement
from tallybook.core.records import Rejection
from tallybook.core.tallies import Tally
from tallybook.core.tombstones import Tombstone
from tallybook.errors import BookError
from tallybook.store import codec

KeyT = TypeVar("KeyT", bound=Hashable)
Rows = Callable[[str], Iterable[tuple[KeyT, str, bytes]]]
"""All rows of a table, whatever their version: a key, the record's id and its body."""


class Doomed(Struct, Generic[KeyT], frozen=True):
    """What has to go: the keys of rows by their table, the records that these are rows of, and
    captures."""

    rows: dict[str, set[KeyT]]
    records: frozenset[tuple[str, str]]
    captures: frozenset[str]


def find_doomed(rows: Rows[KeyT], document: str) -> Doomed[KeyT]:
    """Return what holds anything of a document.

    Raises BookError where its capture holds other documents too, which would lose theirs.
    """
    readings = [
        codec.decode(Document, name, body)
        for _, name, body in rows(codec.name_of(Document))
        if name == document
    ]
    captures = frozenset(reading.capture for reading in readings)
    _check_alone(rows, document, captures)
    sources = {reading.source for reading in readings}
    of_it = _mentions({document})
    claims = {name for _, name, body in rows(codec.name_of(Claim)) if of_it(body)}
    of_any = _mentions({document, *captures, *claims})
    found: list[tuple[str, KeyT, str]] = []
    for kind, table in codec.NAMES.items():
        if kind is Tombstone:
            continue
        for key, name, body in rows(table):
            theirs = kind in (Fetch, Rejection) and _source_of(kind, name, body) in sources
            if theirs or name == document or of_any(body):
                found.append((table, key, name))
    of_incidents = _mentions({name for table, _, name in found if table == codec.name_of(Incident)})
    for kind in (Tally, PersonJudgement):
        table = codec.name_of(kind)
        found += [(table, key, name) for key, name, body in rows(table) if of_incidents(body)]
    by_table: dict[str, set[KeyT]] = {}
    for table, key, _ in found:
        by_table.setdefault(table, set()).add(key)
    return Doomed(by_table, frozenset((table, name) for table, _, name in found), captures)


def _check_alone(rows: Rows[KeyT], document: str, captures: frozenset[str]) -> None:
    of_captures = _mentions(captures)
    others = {
        name
        for _, name, body in rows(codec.name_of(Document))
        if name != document and of_captures(body)
    }
    if others:
        raise BookError(
            f"{document} came in one file with {len(others)} other reports, which is kept whole: "
            f"{', '.join(sorted(others))}; add those anew from files of their own first"
        )


def _source_of(kind: type[Any], name: str, body: bytes) -> str:
    source: str = codec.decode(kind, name, body).source
    return source


def _mentions(names: Collection[str]) -> Callable[[bytes], bool]:
    if not names:
        return lambda body: False
    pattern = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(names)))
    return lambda body: pattern.search(body) is not None
