"""What every command shares: the book, and how to open it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import typer
from msgspec import Struct

from tallybook.store.locations import shown_location

if TYPE_CHECKING:
    from tallybook.store.sql import SqlStore

DEFAULT_BOOK = "./tallybook.db"


class State(Struct, frozen=True):
    """The options that stand before the command."""

    book: str = DEFAULT_BOOK
    knowledge: str | None = None

    def command(self, *words: str) -> str:
        """Return a command that a person can type next, on the same book; the password of a
        server stays out of it."""
        book = () if self.book == DEFAULT_BOOK else ("--book", shown_location(self.book))
        own = () if self.knowledge is None else ("--knowledge", self.knowledge)
        return shlex.join(["tallybook", *book, *own, *words])


def state_of(context: typer.Context) -> State:
    """Return the state that the global options left."""
    return cast(State, context.obj)


@contextmanager
def opened(context: typer.Context) -> Iterator[SqlStore]:
    """Open the book that the command was given; raises BookError where there is none."""
    from tallybook.store import open_store

    store = open_store(state_of(context).book)
    try:
        yield store
    finally:
        store.close()
