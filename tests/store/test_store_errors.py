"""Each mistake with a book file gets one clear line, and changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from tallybook.core.origins import Origin
from tallybook.errors import (
    BookError,
    BusyBookError,
    ConfigError,
    NewerBookError,
    NotABookError,
    TallybookError,
)
from tallybook.store import open_store, schema, sqlite
from tallybook.store.sqlite import open_sqlite

NOBODY = 65534
"""The user id of an account without rights, by custom of Linux."""


def make_book(path: Path, *records: Origin) -> Path:
    store = open_store(path, create=True)
    with store.writer() as writer:
        writer.put(records or [Origin("c", "o", "alone")])
        writer.capture(b"raw bytes " * 50)
    store.close()
    return path


def alter(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def refusal(path: Path | str, *, create: bool = False) -> TallybookError:
    with pytest.raises(TallybookError) as caught:
        open_store(path, create=create)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own is not."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


def as_a_plain_user(use: Callable[[Path], object], path: Path) -> str:
    """Return what `use` returns or raises for a user whom permissions bind, as root is not.

    A forked process, since such a user may not be allowed to start this Python.
    """
    context = get_context("fork")
    ours, theirs = context.Pipe()

    def child() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            theirs.send(str(use(path)))
        except TallybookError as error:
            theirs.send(f"{type(error).__name__} {error}")

    process = context.Process(target=child)
    process.start()
    process.join(30)
    assert process.exitcode == 0
    return str(ours.recv())


def read(path: Path) -> list[str]:
    store = open_store(path)
    with store.view() as view:
        return [origin.id for origin in view.scan(Origin)]


def write(path: Path) -> None:
    with open_store(path, create=True).writer() as writer:
        writer.put([Origin("d", "o", "")])


def test_a_book_that_is_not_there(tmp_path: Path) -> None:
    error = refusal(tmp_path / "no.book")
    assert type(error) is BookError
    assert f"there is no book at {tmp_path / 'no.book'}" in str(error)
    assert "`tallybook add` makes one" in str(error)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_is_not_there(tmp_path: Path, create: bool) -> None:
    error = refusal(tmp_path / "no" / "a.book", create=create)
    assert f"there is no folder {tmp_path / 'no'}" in str(error)


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_for_a_book(tmp_path: Path, create: bool) -> None:
    assert "is a folder" in str(refusal(tmp_path, create=create))


@pytest.mark.parametrize("create", [True, False])
def test_a_device_for_a_book(create: bool) -> None:
    assert "no ordinary file" in str(refusal("/dev/null", create=create))


def test_a_name_too_long_for_a_file(tmp_path: Path) -> None:
    assert "File name too long" in str(refusal(tmp_path / ("a" * 300), create=True))


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content", [b"Two shells fell.\n", b"SQLite format 2", b"\x00" * 5000, b"SQLite format 3\x00x"]
)
def test_another_kind_of_file(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    error = refusal(path, create=create)
    assert isinstance(error, NotABookError)
    assert f"{path} is not a book" in str(error)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.db"
    alter(path, "CREATE TABLE claims (id TEXT)")
    before = path.read_bytes()
    error = refusal(path, create=create)
    assert isinstance(error, NotABookError)
    assert "another program's SQLite database" in str(error)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_book_yet(tmp_path: Path) -> None:
    path = tmp_path / "empty.book"
    path.touch()
    error = refusal(path)
    assert isinstance(error, NotABookError)
    assert "is empty" in str(error)
    assert path.read_bytes() == b""
    open_store(path, create=True).close()
    open_store(path).close()


def test_a_newer_book(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    newer = schema.SCHEMA_VERSION + 1
    alter(path, f"PRAGMA user_version = {newer}")
    before = path.read_bytes()
    for create in (True, False):
        error = refusal(path, create=create)
        assert isinstance(error, NewerBookError)
        assert f"has schema {newer}" in str(error)
        assert f"up to {schema.SCHEMA_VERSION};" in str(error)
    assert path.read_bytes() == before


def test_creating_a_book_that_is_there_opens_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    store = open_store(str(path), create=True)
    assert store.info().version == 1
    assert store.info().location == str(path)
    store.close()


@pytest.mark.parametrize("name", ["a?mode=memory.book", "50%25 off#1.db", ":memory:", "ü b.book"])
def test_names_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    make_book(tmp_path / name)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_urls() -> None:
    error = refusal("mysql://me:secret@host/book")
    assert isinstance(error, ConfigError)
    assert "mysql://" in str(error)
    assert "secret" not in str(error)


def test_a_damaged_book(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    alter(path, "DROP TABLE writes")
    store = open_store(path)
    with pytest.raises(BookError, match=r"may be damaged \(no such table: writes\)"):
        store.info()
    store.close()


def test_a_book_cut_short(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book", *(Origin(f"c{n}", "o", "word " * 99) for n in range(99)))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 4096 // 2 * 4096)
    with pytest.raises(BookError, match="restore it from a backup"):
        read(path)


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    alter(path, """UPDATE origins SET body = CAST('{"id": "c"}' AS BLOB)""")
    store = open_store(path)
    with store.view() as view:
        with pytest.raises(BookError, match="origins hold 'c' in a form that cannot be read"):
            list(view.scan(Origin))
        with pytest.raises(BookError, match="missing required field `origin`"):
            view.get(Origin, "c")
    store.close()


@pytest.mark.parametrize("data", ["x'00'", "substr(data, 2)", "zeroblob(9)"])
@pytest.mark.parametrize("coding", ["zlib", "raw"])
def test_a_damaged_capture_is_not_passed_on(tmp_path: Path, data: str, coding: str) -> None:
    path = make_book(tmp_path / "a.book")
    alter(path, f"UPDATE captures SET coding = '{coding}', data = CAST({data} AS BLOB)")
    store = open_store(path)
    name = sqlite3.connect(path)
    digest = name.execute("SELECT sha256 FROM captures").fetchone()[0]
    name.close()
    with store.view() as view, pytest.raises(BookError, match="not the bytes that were kept"):
        view.capture(digest)
    store.close()


def test_a_full_disk_keeps_nothing_of_a_write(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    store = open_sqlite(path)
    # No disk to fill: a limit on the file's pages fails in the same way.
    (session,) = store._idle
    session._connection.execute("PRAGMA max_page_count = 1")

    def go_on_after_a_failure() -> None:
        with store.writer() as writer:
            writer.put([Origin("small", "o", "")])
            with pytest.raises(BookError, match="is full; nothing of this write was kept"):
                writer.put([Origin("large", "o", "word " * 9000)])
            writer.put([Origin("next", "o", "")])

    with pytest.raises(BookError, match="this write was given up after an error"):
        go_on_after_a_failure()
    with store.view() as view:
        assert [origin.id for origin in view.scan(Origin)] == ["c"]
    store.close()


def test_a_book_that_another_program_holds(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.book")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_sqlite(path, busy_seconds=0.05)
    with pytest.raises(BusyBookError, match="is being written elsewhere"), store.writer():
        pass
    other.execute("ROLLBACK")
    with store.writer() as writer:
        assert writer.put([Origin("d", "o", "")]) == ["new"]
    store.close()
    other.close()


def test_a_read_only_file_can_be_read(folder: Path) -> None:
    path = make_book(folder / "a.book")
    path.chmod(0o444)
    assert as_a_plain_user(read, path) == "['c']"
    assert as_a_plain_user(write, path).startswith(f"BookError {path} is read-only; copy it")


def test_a_file_in_a_read_only_folder_can_be_read(folder: Path) -> None:
    path = make_book(folder / "a.book")
    path.chmod(0o666)
    folder.chmod(0o555)
    assert as_a_plain_user(read, path) == "['c']"
    assert as_a_plain_user(write, path).startswith(f"BookError {path} is read-only; copy it")


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    path = make_book(folder / "a.book")
    path.chmod(0)
    printed = as_a_plain_user(read, path)
    assert printed.startswith(f"BookError {path} cannot be read (Permission denied); ask its owner")


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    printed = as_a_plain_user(write, folder / "a.book")
    assert printed.startswith(f"BookError {folder / 'a.book'} cannot be opened")
    assert "look whether you may write to its folder" in printed


def test_a_read_only_book_of_an_older_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book(tmp_path / "a.book")
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(sqlite.os, "access", lambda *_: False)
    error = refusal(path)
    now = schema.SCHEMA_VERSION
    assert f"read-only and has schema {now - 1}, older than this Tallybook's {now}" in str(error)


def test_opening_loads_no_database_before_it_is_asked_for() -> None:
    code = "import sys, tallybook.store; print('sqlite3' in sys.modules, 'msgspec' in sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.split() == ["False", "False"]
