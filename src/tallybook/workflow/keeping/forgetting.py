"""A report, or all that came from an address, taken out of the book on request, for good.

Everything else in a book stays: this is for the witness who is in danger, and for whoever has the
right to have what is kept of them deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from msgspec import Struct

from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.releases import Release
from tallybook.core.tombstones import Tombstone, address_id
from tallybook.errors import UnknownIdError
from tallybook.ingest.sources import is_address
from tallybook.store.protocol import Erased, Store, View
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.judging.authors import Author, utc_now
from tallybook.workflow.keeping.lists import members
from tallybook.workflow.keeping.relinking import relink

_NEVER = re.compile(rb"(?!)")
"""Finds nothing."""


class Forgotten(Struct, frozen=True, kw_only=True):
    """What is left of a report or an address, and what went with it.

    `records` had anything of it; none where it had been forgotten before. `documents` are the
    reports that went, `lists` how many feeds, sitemaps and archives were taken out of the book's
    archive since they held or named it. What still holds it: `others` are other reports from the
    same addresses, `releases` the names of those that were made while it was in the book.
    """

    tombstone: Tombstone
    records: int
    documents: tuple[str, ...]
    lists: int
    others: tuple[str, ...]
    releases: tuple[str, ...]


class _Wanted(Struct, frozen=True):
    """What is to be forgotten: the id of its tombstone, its documents, and the address."""

    id: str
    documents: dict[str, Document]
    address: str | None = None


def forget(store: Store, asked: str, author: Author) -> Forgotten:
    """Take out the report or the address that `asked` names with all that was made from it, in
    every version; put a tombstone in its place, link the rest anew, and write the book's files
    without it.

    What was interrupted is forgotten to the end. Raises UnknownIdError, UsageError without a
    reason, BookError where a report shares its file with others, and BusyBookError where somebody
    else keeps the book in use: then it is out of the book already, and has to be forgotten again to
    be out of its files.
    """
    author.check("forgetting a report")
    with store.writer() as writer, store.view() as view:
        wanted = _wanted(view, asked.strip())
        known = view.get(Tombstone, wanted.id)
        done = Erased(0, frozenset(), frozenset())
        lists: list[str] = []
        releases = _releases_with(store, view, wanted)
        if known is None or wanted.documents:
            sources = () if wanted.address is None else (wanted.address,)
            done = writer.erase(wanted.documents, sources=sources)
            lists = list(_lists_with(view, done))
            writer.drop(lists)
            made_at = utc_now()
            stones = {
                name: Tombstone(
                    id=name,
                    capture=document.capture if document is not None else None,
                    by=author.by,
                    made_at=made_at,
                    because=author.because,
                )
                for name, document in {wanted.id: None, **wanted.documents}.items()
            }
            known = known or stones[wanted.id]
            writer.put([one for one in stones.values() if view.get(Tombstone, one.id) is None])
        others = tuple(_others(view, wanted))
    relink(store)
    store.compact()
    return Forgotten(
        tombstone=known,
        records=done.records,
        documents=tuple(wanted.documents),
        lists=len(lists),
        others=others,
        releases=releases,
    )


def _wanted(view: View, asked: str) -> _Wanted:
    if is_address(asked):
        return _at_address(view, asked)
    if view.get(Tombstone, asked.lower()) is not None:
        return _Wanted(asked.lower(), {})
    identifier = find_id(view, asked, ["document"])
    document = view.get(Document, identifier)
    assert document is not None, "find_id found it"
    return _Wanted(identifier, {identifier: document})


def _at_address(view: View, address: str) -> _Wanted:
    """Return what came from an address, or says that it stands there; raise UnknownIdError where
    the book has nothing of it and never had."""
    lines = [f for f in view.scan(Fetch) if address in (f.source, f.url)]
    captures = {line.capture for line in lines}
    found = {
        one.id: one
        for one in view.scan(Document)
        if address in (one.source, one.url)
        or one.source.startswith(f"{address}!")
        or one.capture in captures
    }
    wanted = _Wanted(address_id(address), found, address)
    if not found and not lines and view.get(Tombstone, wanted.id) is None:
        raise UnknownIdError(
            f"the book holds nothing from {address}; `tallybook documents` prints what it holds"
        )
    return wanted


def _others(view: View, wanted: _Wanted) -> Iterator[str]:
    """Yield the other reports that came from where those came from that are forgotten."""
    places = {
        place
        for one in wanted.documents.values()
        for place in (one.source, one.url)
        if place is not None and is_address(place)
    }
    for one in view.scan(Document):
        if one.id not in wanted.documents and places & {one.source, one.url}:
            yield one.id


def _releases_with(store: Store, now: View, wanted: _Wanted) -> tuple[str, ...]:
    """Return the names of the releases that were made while the book had any of it."""
    found = []
    for release in now.scan(Release):
        with store.view(release.book_version) as then:
            if then.get_many(Document, wanted.documents):
                found.append(release.name)
    return tuple(found)


def _lists_with(view: View, gone: Erased) -> Iterator[str]:
    """Yield the captures that no report was read from and that hold a report that is gone, or name
    its address: feeds, sitemaps, archives and pages that were fetched."""
    read = {document.capture for document in view.scan(Document)}
    met: set[str] = set(gone.captures)
    for fetch in view.scan(Fetch):
        if fetch.capture is not None and fetch.capture not in read | met:
            met.add(fetch.capture)
            if _holds(fetch, view.capture(fetch.capture), gone):
                yield fetch.capture


def _holds(fetch: Fetch, data: bytes, gone: Erased) -> bool:
    if fetch.source in gone.sources or fetch.url in gone.sources:
        return True
    names = _naming([source for source in gone.sources if is_address(source)])
    return names.search(data) is not None or any(
        names.search(source.encode()) is not None
        or names.search(held) is not None
        or sha256(held).hexdigest() in gone.captures
        for source, held in members(fetch, data)
    )


def _naming(addresses: list[str]) -> re.Pattern[bytes]:
    """Return what finds any of some addresses, as HTML, XML and JSON write them, and none that
    only begins like one."""
    forms = {
        form.encode()
        for address in addresses
        for form in (address, escape(address), address.replace("/", "\\/"))
    }
    if not forms:
        return _NEVER
    either = b"|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rb"(?:" + either + rb")(?![\w/?#=&%+~-])")
