"""A backup is a whole book of one moment, or is not there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.core.documents import Document
from tallybook.core.origins import Origin
from tallybook.errors import BookError, ConfigError, UsageError
from tallybook.store import backing_up, mounts, open_store
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store
from tallybook.surface.terminal.main import app
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.backing_up import back_up

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from tallybook.core.origins import Origin
from tallybook.store.sqlite import open_sqlite

store = open_sqlite(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with store.writer() as writer:
        writer.put([Origin(f"{number}-{n}", str(number), "word " * 200) for n in range(10)])
    print(number, flush=True)
"""


@pytest.fixture
def book(tmp_path: Path, report: Callable[..., str]) -> Iterator[Store]:
    store = open_store(tmp_path / "a.db", create=True)
    add(store, [report("a.txt", "Police said gunmen attacked a market in Gao on 2024-03-05.")])
    yield store
    store.close()


def documents(path: Path) -> list[str]:
    with closing(open_store(path)) as store, store.view() as view:
        return [document.id for document in view.scan(Document)]


def test_a_backup_is_the_book_as_it_is(book: Store, tmp_path: Path) -> None:
    before = sorted(entry.name for entry in tmp_path.iterdir())
    verified = back_up(book, tmp_path / "copy.db")
    assert (verified.documents, verified.faults) == (1, ())
    with closing(open_store(tmp_path / "copy.db")) as copy:
        assert copy.info().version == book.info().version
    assert len(documents(tmp_path / "copy.db")) == 1
    left = sorted(e.name for e in tmp_path.iterdir() if e.name != "copy.db")
    assert left == before


def test_others_go_on_writing_meanwhile(book: Store, tmp_path: Path) -> None:
    writing = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path / "a.db")],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writing.stdout is not None
    writing.stdout.readline()
    for number in range(3):
        before = book.info().version
        target = tmp_path / f"copy-{number}.db"
        back_up(book, target)
        after = book.info().version
        with closing(open_store(target)) as copy, copy.view() as view:
            assert before <= copy.info().version <= after
            # Whole writes only: ten records each, beside the one origin of the report.
            assert view.count(Origin) % 10 == 1
    assert book.info().version > after - 1
    writing.kill()
    writing.stdout.close()
    writing.wait()


def test_what_is_there_is_not_written_over(book: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(UsageError, match="already something at"):
        back_up(book, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"
    with pytest.raises(UsageError, match="there is no folder"):
        back_up(book, tmp_path / "no" / "copy.db")


def test_a_damaged_book_gives_no_backup(book: Store, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("UPDATE captures SET data = x'00'")
    connection.commit()
    connection.close()
    with pytest.raises(BookError, match=r"the copy has 1 faults.*run `tallybook verify`"):
        back_up(book, tmp_path / "copy.db")
    assert not [e for e in tmp_path.iterdir() if "copy" in e.name]


def test_a_full_disk_leaves_nothing_behind(
    book: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, target: Path) -> None:
        target.write_bytes(b"half of it")
        raise BookError(f"the disk of {target} is full")

    monkeypatch.setattr("tallybook.workflow.keeping.backing_up.copy_file", full)
    with pytest.raises(BookError, match="is full"):
        back_up(book, tmp_path / "copy.db")
    assert not [e for e in tmp_path.iterdir() if "copy" in e.name]


def test_a_backup_may_lie_on_another_machine(
    book: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / "far"
    far.mkdir()
    (tmp_path / "mounts").write_text(f"host:/x {far} nfs4 rw 0 0\n")
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "mounts")
    assert back_up(book, far / "copy.db").faults == ()
    assert [entry.name for entry in far.iterdir()] == ["copy.db"]
    assert len(documents(far / "copy.db")) == 1


def test_a_book_that_is_no_file() -> None:
    with pytest.raises(ConfigError, match="is no file; back up the database with pg_dump"):
        backing_up.copy_file(MemoryStore(), Path("copy.db"))


def test_the_command_line_says_what_was_copied(book: Store, tmp_path: Path) -> None:
    path, target = str(tmp_path / "a.db"), str(tmp_path / "copy.db")
    done = CliRunner().invoke(app, ["--book", path, "backup", target])
    assert (done.exit_code, done.stdout) == (
        0,
        f"copied {path} to {target}: no faults in 1 document, 1 claim, 1 capture, 0 fetches\n",
    )
    again = CliRunner().invoke(app, ["--book", path, "backup", target])
    assert again.exit_code == 2
