"""The book at one version, read from a database."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from tallybook.core.judgements import Judgement
from tallybook.errors import BookError
from tallybook.store import codec, statements
from tallybook.store.base import BaseView, check_newest
from tallybook.store.protocol import INDEXES, FoundT, IndexName, Record, RecordT
from tallybook.store.session import Session
from tallybook.store.statements import Query
from tallybook.store.words import IndexWords, Wanted


class SqlView(BaseView[Session]):
    """The book at one version, inside one read transaction; `last` is its newest version."""

    def __init__(self, session: Session, version: int, last: int) -> None:
        super().__init__(session, version, session.location)
        self._past = None if version == last else version

    @property
    def settled(self) -> int:
        """The version at which the book last changed what answers are made from."""
        return self._lent().number(statements.settled_version(self.version))

    def get_many(self, kind: type[RecordT], identifiers: Iterable[str]) -> dict[str, RecordT]:
        """Return the records of these ids by id, in the order asked; unknown ids are left out."""
        wanted = list(dict.fromkeys(identifiers))
        outlined = kind in codec.KEPT_OUTLINES
        query = statements.get_many(codec.name_of(kind), wanted, self._past, outlined=outlined)
        rows = self._lent().rows(query)
        found = {record.id: record for record in codec.decode_page(kind, rows, self._outlines)}
        return {identifier: found[identifier] for identifier in wanted if identifier in found}

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        return self._lent().number(statements.count(codec.name_of(kind), self._past))

    def lookup(self, index: IndexName, keys: Iterable[int]) -> dict[int, list[str]]:
        """Return by key the ids of the records that are found by it."""
        found: dict[int, list[str]] = {}
        for key, identifier in self._indexed(statements.lookup(index, _table(index), list(keys))):
            found.setdefault(key, []).append(identifier)
        return found

    def keys(self, index: IndexName, identifiers: Iterable[str]) -> dict[str, list[int]]:
        """Return by id the keys that a record is found by."""
        query = statements.keys_of(index, _table(index), list(identifiers))
        found: dict[str, list[int]] = {}
        for identifier, key in self._indexed(query):
            found.setdefault(identifier, []).append(key)
        return found

    def frequencies(self, index: IndexName, keys: Iterable[int]) -> dict[int, int]:
        """Return by key how many records are found by it."""
        return dict(self._indexed(statements.frequencies(index, list(keys))))

    def _indexed(self, query: Query) -> list[tuple[Any, Any]]:
        check_newest(self._past is None)
        return [(row[0], row[1]) for row in self._lent().rows(query)]

    def _scan(self, kind: type[RecordT], filters: codec.Filters) -> Iterator[RecordT]:
        fields = dict(filters.fields)
        conditions: list[Query] = []
        if fields.get("kind") == ("count",):
            del fields["kind"]
            # What may lie in some days is looked for among counts alone.
            conditions += [] if filters.by_days_or_places else [statements.COUNTS]
        conditions += [statements.among(*field) for field in fields.items()]
        if filters.by_days_or_places:
            table = codec.name_of(kind)
            days, beyond, countries = filters.days, filters.beyond, filters.countries
            conditions.append(statements.between(table, days, beyond, countries))
        if filters.claims is not None:
            on = statements.of_claims if kind is Judgement else statements.on_claims
            conditions.append(on(filters.claims))
        query = statements.scan(
            codec.name_of(kind), self._past, conditions, outlined=kind in codec.KEPT_OUTLINES
        )
        for page in self._lent().pages(query):
            yield from codec.decode_page(kind, page, self._outlines)

    def _search(self, kind: type[FoundT], wanted: Wanted) -> Iterator[FoundT]:
        session, table = self._lent(), codec.name_of(kind)
        words = [word for term in wanted.in_index() for word in term]
        condition = statements.with_words(table, words, session.dialect)
        query = statements.scan(table, self._past, [condition], newest_first=True)
        for page in session.pages(query):
            yield from codec.decode_page(kind, page, self._outlines)

    def _having(self, kind: type[FoundT], words: IndexWords) -> int:
        session, table = self._lent(), codec.name_of(kind)
        condition = statements.with_words(table, words, session.dialect)
        return session.number(statements.count(table, self._past, [condition]))

    def _capture(self, digest: str) -> bytes | None:
        row = self._lent().row(statements.capture(digest, self._past))
        return None if row is None else _unpacked(row[0], row[1], digest, self._location)


def _table(index: IndexName) -> str:
    return codec.name_of(INDEXES[index])


def _unpacked(coding: str, data: bytes, digest: str, location: str) -> bytes:
    """Return a capture's own bytes; raise BookError where they are not what was kept."""
    try:
        raw = zlib.decompress(data) if coding == "zlib" else data
    except zlib.error as error:
        raise _damaged_capture(location, digest) from error
    if sha256(raw).hexdigest() != digest:
        raise _damaged_capture(location, digest)
    return raw


def _damaged_capture(location: str, digest: str) -> BookError:
    return BookError(
        f"{location} is damaged: capture {digest} is not the bytes that were kept; restore the "
        "book from a backup"
    )
