"""What is PostgreSQL's own: addresses, rights, layouts, and many writers at once."""

from __future__ import annotations

import builtins
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.spans import Span
from tallybook.errors import (
    BookError,
    ConfigError,
    MissingExtraError,
    NewerBookError,
    NotABookError,
)
from tallybook.store import open_store, schema
from tallybook.store.locations import shown_location
from tallybook.store.postgresql import open_postgresql
from tallybook.store.statements import WORD_TABLES
from tallybook.store.words import read_wanted

INDEXES = tuple(WORD_TABLES.values())
"""What an engine has of its own."""

WRITE_ONE_BY_ONE = """
import sys
from tallybook.core.documents import Document
from tallybook.core.origins import Origin
from tallybook.store import open_store

address, name, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = open_store(address, create=True)
sys.stdin.readline()
for number in range(first, last):
    document = Document(
        id=f"d{number}", capture="00", source=name, media_type="text/plain", text="", paragraphs=()
    )
    with store.writer() as writer:
        writer.capture(str(number).encode())
        writer.put([document, Origin(f"c{number}", name, "")])
store.close()
"""


def execute(address: str, *statements: str) -> list[Any]:
    with psycopg.connect(address, autocommit=True) as connection:
        rows: list[Any] = []
        for statement in statements:
            cursor = connection.execute(statement.encode())
            rows = cursor.fetchall() if cursor.description else []
        return rows


def refusal(address: str, *, create: bool = False) -> str:
    with pytest.raises(BookError) as caught:
        open_store(address, create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_book_is_made_when_something_goes_in(postgresql: str) -> None:
    assert "there is no book at" in refusal(postgresql)
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    assert execute(postgresql, tables) == [(0,)]
    open_store(postgresql, create=True).close()
    store = open_store(postgresql)
    assert store.info().engine == "postgresql"
    assert store.info().schema_version == schema.SCHEMA_VERSION
    store.close()


def test_another_programs_tables_are_left_alone(postgresql: str) -> None:
    execute(postgresql, "CREATE TABLE claims (id TEXT)")
    with pytest.raises(NotABookError, match="another program's tables"):
        open_store(postgresql, create=True)
    assert execute(postgresql, "SELECT count(*) FROM claims") == [(0,)]


def test_a_newer_book(postgresql: str) -> None:
    open_store(postgresql, create=True).close()
    newer = schema.SCHEMA_VERSION + 1
    execute(postgresql, f"UPDATE tallybook_book SET schema_version = {newer}")
    with pytest.raises(NewerBookError, match=f"has schema {newer}"):
        open_store(postgresql)


def test_a_path_of_search_without_a_schema(postgresql_server: str) -> None:
    address = postgresql_server + "?options=-csearch_path%3Dno_such"
    assert "has no schema that a book could be in" in refusal(address, create=True)


def test_a_server_that_is_not_there() -> None:
    words = refusal("postgresql://me:secret@127.0.0.1:1/book")
    assert "postgresql://me@127.0.0.1:1/book cannot be opened" in words
    assert "secret" not in words


def test_a_database_that_is_not_there(postgresql_server: str) -> None:
    address = postgresql_server.rpartition("/")[0] + "/no_such"
    assert 'database "no_such" does not exist' in refusal(address)


@pytest.mark.parametrize("address", ["postgresql://[h/b", "postgresql://h/b?no_such=1"])
def test_an_address_that_cannot_be_read(address: str) -> None:
    with pytest.raises(ConfigError, match="postgresql://USER@HOST/DATABASE"):
        open_store(address)


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("./a.db", "./a.db"),
        ("postgresql://me:s%40cret@h:5432/b", "postgresql://me@h:5432/b"),
        ("postgresql:///b?host=/run&password=secret", "postgresql:///b?host=/run"),
        (
            "postgresql://h/b?options=-csearch_path%3Dx",
            "postgresql://h/b?options=-csearch_path%3Dx",
        ),
        ("postgresql://me:secret@[bad/b", "postgresql://…"),
    ],
)
def test_a_location_is_shown_without_its_password(location: str, shown: str) -> None:
    assert shown_location(location) == shown


def test_the_driver_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without_psycopg(name: str, *more: Any) -> Any:
        if name.partition(".")[0] == "psycopg":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return imported(name, *more)

    monkeypatch.delitem(sys.modules, "tallybook.store.postgresql", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_psycopg)
    with pytest.raises(MissingExtraError, match=r"pip install 'tallybook\[postgresql\]'"):
        open_store("postgresql://me@h/b")


def test_a_user_without_rights(postgresql: str) -> None:
    open_store(postgresql, create=True).close()
    schema_name = execute(postgresql, "SELECT current_schema()")[0][0]
    reader = f"reader_of_{schema_name}"
    execute(
        postgresql,
        f"CREATE ROLE {reader} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema_name} TO {reader}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema_name} TO {reader}",
    )
    head, _, tail = postgresql.partition("@")
    store = open_store(f"{head.rpartition('/')[0]}/{reader}@{tail}")
    with store.view() as view:
        assert view.count(Origin) == 0
    with pytest.raises(BookError, match="may not be changed or read by this user"):
        write(store, Origin("c", "o", ""))
    store.close()
    execute(postgresql, f"DROP OWNED BY {reader}", f"DROP ROLE {reader}")


def write(store: Any, *records: Any) -> None:
    with store.writer() as writer:
        writer.put(list(records))


def test_a_write_after_an_error_is_given_up(postgresql: str) -> None:
    store = open_store(postgresql, create=True)

    def go_on() -> None:
        with store.writer() as writer:
            writer.put([Origin("small", "o", "")])
            with pytest.raises(BookError, match="NUL"):
                writer.put([Origin("\0", "o", "")])
            writer.put([Origin("next", "o", "")])

    with pytest.raises(BookError, match="this write was given up after an error"):
        go_on()
    with store.view() as view:
        assert list(view.scan(Origin)) == []
    write(store, Origin("later", "o", ""))
    assert store.info().version == 1
    store.close()


def test_a_lost_connection_is_said_and_replaced(postgresql: str) -> None:
    store = open_store(postgresql, create=True)
    end_others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'tallybook' AND pid <> pg_backend_pid()"
    )

    def go_on_without_a_server() -> None:
        with store.writer() as writer:
            writer.put([Origin("c", "o", "")])
            execute(postgresql, end_others)
            writer.put([Origin("d", "o", "")])

    with pytest.raises(BookError, match="the connection to"):
        go_on_without_a_server()
    assert store.info().version == 0
    store.close()


def table_columns(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for (name,) in names
            if not name.startswith(INDEXES)
        }


def test_both_engines_have_the_same_tables(postgresql: str, tmp_path: Path) -> None:
    open_store(tmp_path / "a.db", create=True).close()
    open_store(postgresql, create=True).close()
    rows = execute(
        postgresql,
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name <> 'tallybook_book'",
    )
    found: dict[str, set[str]] = {}
    for table, column in rows:
        if not table.startswith(INDEXES):
            found.setdefault(table, set()).add(column)
    assert found == table_columns(tmp_path / "a.db")


def book_of_schema_5(address: str) -> None:
    """Make a book as the first Tallybook with PostgreSQL made it, with a row of each kind that
    later steps work on."""
    (number, script), *_ = schema.migrations("postgresql", 0)
    assert number == 5
    body = '{"id":"i","anchor":"c","claims":["c"]}'
    origin = '{"id":"c","origin":"c","words":"alone"}'
    claim = '{"id":"c","document":"d","kind":"incident","sentence":[0,16,"Two shells fell."]}'
    document = (
        '{"id":"d","capture":"00","source":"a.txt","media_type":"text/plain",'
        '"text":"Two shells fell.","paragraphs":[{"start":0,"end":16,"role":"body"}]}'
    )
    execute(
        address,
        *script,
        "UPDATE tallybook_book SET schema_version = 5",
        "INSERT INTO writes VALUES (1, '2024-01-01T00:00:00+00:00', 1)",
        f"INSERT INTO documents VALUES (1, 1, 'd', 1, NULL, '{document}')",
        f"INSERT INTO claims VALUES (1, 1, 'c', 'd', 'incident', 1, NULL, '{claim}')",
        f"INSERT INTO origins VALUES (1, 1, 'c', 1, NULL, '{origin}')",
        f"INSERT INTO incidents VALUES (1, 1, 'i', '0001-01-01', '9999-12-31', 1, NULL, '{body}')",
        "INSERT INTO incident_claims VALUES ('c', 1)",
    )


def test_a_book_of_schema_5_opens_with_its_history(postgresql: str) -> None:
    book_of_schema_5(postgresql)
    words = "Two shells fell."
    document = Document(
        id="d",
        capture="00",
        source="a.txt",
        media_type="text/plain",
        text=words,
        paragraphs=(Paragraph(0, 16, "body"),),
    )
    claim = Claim(id="c", document="d", kind="incident", sentence=Span(0, 16, words))
    store = open_store(postgresql)
    assert store.info().schema_version == schema.SCHEMA_VERSION
    with store.view() as view:
        assert list(view.scan(Document)) == [document]
        assert list(view.scan(Claim, document="d")) == [claim]
        assert list(view.scan(Origin)) == [Origin("c", "c", "alone")]
        assert [incident.id for incident in view.scan(Incident, claims=["c"])] == ["i"]
        assert list(view.search(Document, read_wanted("shell*"))) == [document]
    with store.writer() as writer:
        assert writer.put([document, claim]) == ["known", "known"]
    store.close()


def test_a_step_that_fails_leaves_no_trace(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_of_schema_5(postgresql)
    number = schema.SCHEMA_VERSION + 1
    steps = ["CREATE TABLE notes (words TEXT)", "INSERT INTO no_such VALUES (1)"]
    monkeypatch.setattr(schema, "SCHEMA_VERSION", number)
    monkeypatch.setattr(schema, "migrations", lambda engine, since: [(number, steps)])
    with pytest.raises(BookError, match='"no_such" does not exist'):
        open_store(postgresql)
    assert execute(postgresql, "SELECT to_regclass('notes')::text") == [(None,)]
    monkeypatch.undo()
    open_store(postgresql).close()


def write_at_once(address: str, processes: int, documents: int) -> None:
    """Have processes write an equal share of the documents each, all at the same time; the first
    tenth of every share is written by its neighbour as well."""
    share = documents // processes
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                WRITE_ONE_BY_ONE,
                address,
                f"p{number}",
                str(number * share),
                str(min((number + 1) * share + share // 10, documents)),
            ],
            stdin=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
        assert process.returncode == 0


def check_that_none_is_lost_or_doubled(address: str, documents: int) -> None:
    store = open_store(address)
    with store.view() as view:
        found = [document.id for document in view.scan(Document)]
        assert sorted(found, key=lambda name: int(name[1:])) == [f"d{n}" for n in range(documents)]
        assert view.count(Origin) == documents
    store.close()
    numbered = "SELECT count(*) = max(version), count(*) = count(DISTINCT version) FROM writes"
    assert execute(address, numbered) == [(True, True)]
    open_rows = "SELECT count(*), count(DISTINCT id) FROM documents WHERE version_to IS NULL"
    assert execute(address, open_rows) == [(documents, documents)]


def test_four_processes_lose_and_double_nothing(postgresql: str) -> None:
    write_at_once(postgresql, 4, 80)
    check_that_none_is_lost_or_doubled(postgresql, 80)


@pytest.mark.slow
def test_eight_processes_lose_and_double_nothing(postgresql: str) -> None:
    write_at_once(postgresql, 8, 2000)
    check_that_none_is_lost_or_doubled(postgresql, 2000)


def test_a_writer_waits_its_turn(postgresql: str) -> None:
    first = open_postgresql(postgresql, create=True)
    code = (
        "import sys; from tallybook.store import open_store\n"
        "from tallybook.core.origins import Origin\n"
        "print('ready', flush=True)\n"
        "with open_store(sys.argv[1]).writer() as writer: writer.put([Origin('d', 'o', '')])\n"
    )
    with first.writer() as writer:
        process = subprocess.Popen(
            [sys.executable, "-c", code, postgresql], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        writer.put([Origin("c", "o", "")])
    assert process.wait(30) == 0
    process.stdout.close()
    with first.view() as view:
        assert [origin.id for origin in view.scan(Origin)] == ["c", "d"]
    first.close()
