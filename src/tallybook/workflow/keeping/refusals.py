"""What gave nothing: kept with its reason, dropped once it went in, and found to be tried again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from tallybook.core.records import Rejection
from tallybook.ingest.registry import known_suffixes, suffix_of
from tallybook.ingest.sources import STANDARD_INPUT, is_address
from tallybook.store.protocol import Store, View
from tallybook.workflow.keeping.tombstones import FORGOTTEN


class Outcome(Protocol):
    """An input's outcome, as far as it matters here."""

    @property
    def source(self) -> str: ...

    @property
    def rejection(self) -> Rejection | None: ...


class Refusals:
    """The rejections of one run of adding, written as they come.

    While the book is empty they wait: a mistyped path makes no book.
    """

    def __init__(self, store: Store, named: Sequence[str]) -> None:
        self._store = store
        self._named = dict.fromkeys(named)
        self._came_again: set[str] = set()
        self._waiting: list[Outcome] = []

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Write why inputs gave nothing, and drop what was said of sources that now went in."""
        self._waiting += outcomes
        if self._store.info().version == 0:
            return
        refused = [
            one.rejection
            for one in self._waiting
            if one.rejection is not None and one.rejection.code != FORGOTTEN
        ]
        self._came_again.update(one.id for one in refused if one.source in self._named)
        sources = dict.fromkeys(one.source for one in self._waiting)
        self._write(refused, sources, {one.id for one in refused})
        self._waiting.clear()

    def finish(self) -> None:
        """Drop what was said of a folder, an archive or a feed as a whole, if it was not said
        again."""
        if self._store.info().version > 0:
            self._write([], self._named, self._came_again)

    def _write(self, refused: Sequence[Rejection], sources: Iterable[str], kept: set[str]) -> None:
        with self._store.view() as view:
            stale = [r.id for source in sources for r in view.scan(Rejection, source=source)]
        stale = [identifier for identifier in stale if identifier not in kept]
        if refused or stale:
            with self._store.writer() as writer:
                writer.put(refused)
                writer.retire(Rejection, stale)


class Retriable(Struct, frozen=True):
    """The sources of rejections that can be named again, and the rejections of others."""

    sources: tuple[str, ...]
    left: tuple[Rejection, ...]


def retriable(view: View, codes: Sequence[str] = ()) -> Retriable:
    """Return what was rejected, for any reason or for one of `codes`, in the book's order."""
    sources: dict[str, None] = {}
    left: list[Rejection] = []
    for rejection in view.scan(Rejection):
        if codes and rejection.code not in codes:
            continue
        source = _whole(rejection.source)
        if source == STANDARD_INPUT or _is_passed_over(rejection):
            left.append(rejection)
        else:
            sources[source] = None
    return Retriable(tuple(sources), tuple(left))


def _whole(source: str) -> str:
    """Return what has to be named to meet an input again: of "week.zip!a.html" the archive."""
    ends = [] if os.path.exists(source) else [found.start() for found in re.finditer("!", source)]
    for end in ends:
        outer = source[:end]
        if outer == STANDARD_INPUT or is_address(outer) or os.path.exists(outer):
            return outer
    return source


def _is_passed_over(rejection: Rejection) -> bool:
    """Whether a folder's file was left lying for its suffix, and still would be."""
    return rejection.code == "unsupported" and suffix_of(rejection.source) not in known_suffixes()
