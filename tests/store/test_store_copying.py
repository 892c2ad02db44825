"""A book moves between engines with its whole history, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.spans import Span
from tallybook.errors import BookError, UsageError
from tallybook.store import codec, copying, open_store
from tallybook.store.copying import copy_book
from tallybook.store.session import PAGE_ROWS
from tallybook.store.statements import WORD_TABLES
from tallybook.store.words import read_wanted
from tests.postgresql_server import new_schema

CLAIM = Claim(id="c", document="d", kind="incident", sentence=Span(0, 3, "Zoë"))


def make_book(location: str | Path) -> None:
    """A book with changes, retirements, captures of both codings, and more rows than a page."""
    with closing(open_store(location, create=True)) as store:
        with store.writer() as writer:
            writer.put([CLAIM, Incident(id="i", anchor="c", claims=("c", "e"))])
            writer.capture(b"\x00\xff")
            writer.capture(b"the same again " * 99)
        with store.writer() as writer:
            writer.put([msgspec.structs.replace(CLAIM, kind="harm")])
            writer.retire(Incident, ["i"])
        with store.writer() as writer:
            writer.put([Origin(f"c{n}", "o", "") for n in range(PAGE_ROWS + 1)])


def told(location: str | Path) -> list[Any]:
    """Return all that a book says at each of its versions."""
    with closing(open_store(location)) as store:
        said: list[Any] = []
        for version in range(store.info().version + 1):
            with store.view(version) as view:
                said += [list(view.scan(kind)) for kind in codec.NAMES]  # type: ignore[type-var]
                said += [view.settled, list(view.scan(Incident, claims=["e"]))]
                said.append(list(view.search(Claim, read_wanted("zoe"))))
        return said


def test_a_book_comes_back_as_it_went(postgresql: str, tmp_path: Path) -> None:
    first, last = tmp_path / "a.db", tmp_path / "b.db"
    make_book(first)
    copied = copy_book(first, postgresql)
    assert copied.version == 3
    assert (copied.tables["claims"].rows, copied.tables["captures"].rows) == (2, 2)
    assert told(postgresql) == told(first)
    assert copy_book(postgresql, last) == copied
    assert told(last) == told(first)
    with closing(open_store(last)) as store, store.writer() as writer:
        assert writer.put([CLAIM]) == ["changed"]
        assert writer.put([Incident(id="i", anchor="c", claims=("c",))]) == ["new"]
    with closing(sqlite3.connect(last)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_engines_copy_to_their_own_kind(
    postgresql: str, postgresql_server: str, tmp_path: Path
) -> None:
    make_book(tmp_path / "a.db")
    make_book(postgresql)
    copy_book(tmp_path / "a.db", tmp_path / "b.db")
    assert told(tmp_path / "b.db") == told(tmp_path / "a.db")
    with new_schema(postgresql_server) as other:
        copy_book(postgresql, other)
        assert told(other) == told(postgresql)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_book_that_holds_something_is_left_alone(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    target = tmp_path / "b.db" if engine == "sqlite" else request.getfixturevalue("postgresql")
    make_book(tmp_path / "a.db")
    make_book(target)
    before = told(target)
    with pytest.raises(BookError, match="is not empty; copy to a book that is not there yet"):
        copy_book(tmp_path / "a.db", target)
    assert told(target) == before


def test_an_empty_book_is_filled(tmp_path: Path) -> None:
    make_book(tmp_path / "a.db")
    open_store(tmp_path / "b.db", create=True).close()
    copy_book(tmp_path / "a.db", tmp_path / "b.db")
    assert told(tmp_path / "b.db") == told(tmp_path / "a.db")


def test_a_book_is_not_copied_onto_itself(tmp_path: Path) -> None:
    make_book(tmp_path / "a.db")
    with pytest.raises(UsageError, match="to another place"):
        copy_book(tmp_path / "a.db", str(tmp_path / "a.db"))


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_partial_remains(
    engine: str,
    there: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    target = tmp_path / "b.db" if engine == "sqlite" else request.getfixturevalue("postgresql")
    make_book(tmp_path / "a.db")
    if there:
        open_store(target, create=True).close()
    moved: Callable[..., Any] = copying._moved

    def interrupted(source: Any, to: Any, table: str, query: Any) -> Any:
        for page in moved(source, to, table, query):
            yield page
            if table == "origins":
                raise KeyboardInterrupt

    monkeypatch.setattr(copying, "_moved", interrupted)
    with pytest.raises(KeyboardInterrupt):
        copy_book(tmp_path / "a.db", target)
    if there:
        with closing(open_store(target)) as store:
            assert store.info().version == 0
    else:
        with pytest.raises(BookError, match="there is no book at"):
            open_store(target)
    monkeypatch.undo()
    copy_book(tmp_path / "a.db", target)
    assert told(target) == told(tmp_path / "a.db")


@pytest.mark.parametrize("damage", ["lost", "altered"])
def test_what_did_not_arrive_is_found(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_book(tmp_path / "a.db")
    pages = copying._pages

    def damaged(session: Any, table: str, query: Any) -> Any:
        for page in pages(session, table, query):
            spoilt = table == "origins" and session.location.endswith("b.db")
            if not spoilt:
                yield page
            elif damage == "lost":
                yield page[1:]
            else:
                yield [(*page[0][:-1], b"{}"), *page[1:]]

    monkeypatch.setattr(copying, "_pages", damaged)
    with pytest.raises(BookError, match="has other origins than"):
        copy_book(tmp_path / "a.db", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_every_table_is_copied(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db", create=True).close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    made_again = tuple(WORD_TABLES.values())
    copied = {name for (name,) in rows if not name.startswith(made_again)}
    assert copied == set(copying.TABLES)
