"""A whole book has no faults, and each damage is found and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch, fetch_id
from tallybook.store import open_store
from tallybook.store.memory import MemoryStore
from tallybook.surface.terminal.main import app
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.verifying import verify

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CONVOY = "Police said gunmen attacked a convoy in Menaka on 2024-04-09."
ROBOTS = b"User-agent: *\n"


@pytest.fixture
def book(report: Callable[..., str], tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    store = open_store(path, create=True)
    add(store, [report("a.txt", MARKET, CONVOY), report("b.txt", MARKET), "missing.txt"])
    moment = "2026-03-01T12:00:00.000+00:00"
    with store.writer() as writer:
        writer.put(
            [
                Fetch(
                    id=fetch_id("s", "s", moment),
                    source="s",
                    url="s",
                    fetched_at=moment,
                    tool="t",
                    capture=writer.capture(ROBOTS),
                )
            ]
        )
    store.close()
    return path


def alter(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def faults(path: Path) -> tuple[str, ...]:
    store = open_store(path)
    try:
        return verify(store).faults
    finally:
        store.close()


def test_a_whole_book_has_no_faults(book: Path) -> None:
    store = open_store(book)
    steps: list[tuple[int, int]] = []
    verified = verify(store, lambda done, total: steps.append((done, total)))
    store.close()
    assert verified.faults == ()
    assert (verified.documents, verified.claims) == (2, 3)
    assert (verified.captures, verified.fetches) == (3, 1)
    assert [done for done, _ in steps] == list(range(1, steps[-1][1] + 1))
    # Of each kind that such a book has: two documents, three claims with an origin each, …
    assert steps[-1][1] > 10


def test_a_book_in_memory_is_checked_as_well(
    store: MemoryStore, report: Callable[..., str]
) -> None:
    add(store, [report("a.txt", MARKET)])
    assert verify(store).faults == ()


def test_a_capture_that_is_not_what_was_kept(book: Path) -> None:
    digest = sha256(ROBOTS).hexdigest()
    alter(book, f"UPDATE captures SET data = x'00' WHERE sha256 = '{digest}'")
    (fault,) = faults(book)
    assert fault.startswith("fetch fetch1_")
    assert f"capture {digest} is not the bytes that were kept" in fault


def test_a_capture_that_is_gone(book: Path) -> None:
    alter(book, "DELETE FROM captures")
    found = faults(book)
    assert [fault.partition(" ")[0] for fault in found] == ["document", "document", "fetch"]
    assert all("holds no capture" in fault for fault in found)


def test_a_text_that_was_changed(book: Path) -> None:
    alter(
        book,
        "UPDATE documents SET body = CAST(replace(CAST(body AS TEXT), 'convoy', 'school') AS BLOB)",
    )
    (fault,) = faults(book)
    assert fault.startswith("claim claim1_")
    assert "school" in fault
    assert "convoy" in fault


def test_a_text_that_was_cut(book: Path) -> None:
    store = open_store(book)
    with store.view() as view:
        text = next(view.scan(Document)).text
    store.close()
    shorter = text[: len(text) // 2]
    alter(
        book,
        "UPDATE documents SET body = CAST(json_set(CAST(body AS TEXT), '$.text', "
        f"'{shorter}') AS BLOB) WHERE entry = 1",
    )
    found = faults(book)
    assert any("a paragraph [" in fault and "lies outside its text" in fault for fault in found)
    assert any(fault.startswith("claim ") for fault in found)


def test_a_claim_without_its_document(book: Path) -> None:
    alter(book, *(f"DELETE FROM {of} WHERE entry = 1" for of in ("document_outlines", "documents")))
    found = faults(book)
    assert len(found) == 2
    assert all("the book has no document document1_" in fault for fault in found)


def test_a_record_that_cannot_be_read(book: Path) -> None:
    alter(book, """UPDATE incidents SET body = CAST('{"id": "i"}' AS BLOB)""")
    (fault,) = faults(book)
    assert "incidents hold" in fault


def test_a_row_that_refers_to_nothing(book: Path) -> None:
    alter(book, "PRAGMA foreign_keys = OFF", "DELETE FROM writes WHERE version = 1")
    assert any("refers to a row of writes that is not there" in fault for fault in faults(book))


def test_a_page_of_the_file_that_was_overwritten(book: Path) -> None:
    connection = sqlite3.connect(book)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'rejections_by_source'"
    (page,) = connection.execute(query).fetchone()
    connection.close()
    with book.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    assert any(fault.startswith("the file: ") for fault in faults(book))


def test_the_command_line_names_each_fault(book: Path) -> None:
    whole = CliRunner().invoke(app, ["--book", str(book), "verify"])
    assert (whole.exit_code, whole.stdout) == (
        0, "0 faults in 2 documents, 3 claims, 3 captures, 1 fetch\n",
    )  # fmt: skip
    alter(book, "DELETE FROM captures")
    broken = CliRunner().invoke(app, ["--book", str(book), "verify"])
    assert broken.exit_code == 1
    assert len(broken.stdout.splitlines()) == 4
    as_json = CliRunner().invoke(app, ["--book", str(book), "verify", "--json"])
    assert (as_json.exit_code, len(json.loads(as_json.stdout)["faults"])) == (1, 3)
