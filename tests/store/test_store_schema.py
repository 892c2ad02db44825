"""Schemas: a book written by schema 1 opens for ever, and a failed step leaves no trace."""

from __future__ import annotations

import sqlite3
from datetime import date
from hashlib import sha256
from itertools import combinations_with_replacement
from pathlib import Path

import msgspec
import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.ids import key_number
from tallybook.core.incidents import Incident
from tallybook.core.judgements import Judgement, make_judgement
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection, make_rejection
from tallybook.core.spans import Span
from tallybook.errors import BookError
from tallybook.store import open_store, schema, statements
from tallybook.store.codec import NAMES
from tallybook.store.statements import Dialect, Query, among, between, on_claims
from tallybook.store.words import read_wanted

TABLES_OF_SCHEMA_1 = (
    "documents",
    "claims",
    "judgements",
    "incidents",
    "redirects",
    "origins",
    "rejections",
    "tallies",
)
RECORD_TABLES = (
    *TABLES_OF_SCHEMA_1,
    "person_judgements",
    "fetches",
    "releases",
    "tombstones",
    "marks",
)
SENTENCE = "Two shells fell."

# The records as schema 1 writes them. Fields that have a default may be absent, as they are in
# a book older than the field.
DOCUMENT = (
    '{"id":"d","capture":"00","source":"a.txt","media_type":"text/plain",'
    '"text":"Two shells fell.","paragraphs":[{"start":0,"end":16,"role":"body"}]}'
)
CLAIM = '{"id":"c","document":"d","kind":"incident","sentence":[0,16,"Two shells fell."]}'
OLD_ORIGIN = '{"id":"c","origin":"c","words":"alone"}'
INCIDENTS = {
    name: f'{{"id":"{name}","anchor":"c","claims":["c","{name}"],"when":{when}}}'
    for name, when in (
        *(
            (name, f'{{"earliest":{first},"latest":{last},"extent":"sometime","words":""}}')
            for name, first, last in (
                ("day", '"2024-02-03"', '"2024-02-03"'),
                ("no-such-day", '"2023-02-30"', '"2023-02-31"'),
                ("last-day-of-all", '"9999-12-30"', '"9999-12-31"'),
                ("since", '"2024-02-03"', "null"),
                ("open-year", '"XXXX-02-03"', '"XXXX-02-04"'),
            )
        ),
        ("undated", "null"),
    )
}
NEW_ORIGIN = '{"id":"c","origin":"wire","words":"a copy of a wire"}'


def book_of_schema_1(path: Path) -> None:
    """Make a book as the first Tallybook made it, without any of today's code."""
    connection = sqlite3.connect(path)
    run = connection.execute
    run("CREATE TABLE writes (version INTEGER PRIMARY KEY, written_at TEXT NOT NULL)")
    run(
        "CREATE TABLE captures (sha256 TEXT PRIMARY KEY, version_from INTEGER NOT NULL REFERENCES "
        "writes (version), coding TEXT NOT NULL CHECK (coding IN ('raw', 'zlib')), "
        "data BLOB NOT NULL)"
    )
    for table in TABLES_OF_SCHEMA_1:
        more = "document TEXT NOT NULL, kind TEXT NOT NULL, " if table == "claims" else ""
        run(
            f"CREATE TABLE {table} (entry INTEGER PRIMARY KEY, seq INTEGER NOT NULL, "
            f"id TEXT NOT NULL, {more}version_from INTEGER NOT NULL REFERENCES writes (version), "
            "version_to INTEGER REFERENCES writes (version) CHECK (version_to >= version_from), "
            "body BLOB NOT NULL)"
        )
        run(f"CREATE UNIQUE INDEX {table}_by_id ON {table} (id, version_from)")
        run(f"CREATE INDEX {table}_in_order ON {table} (seq, version_from, version_to)")
    for column in ("document", "kind"):
        run(f"CREATE INDEX claims_by_{column} ON claims ({column}, seq, version_from, version_to)")
    run("INSERT INTO writes VALUES (1, '2024-01-01T00:00:00+00:00')")
    run("INSERT INTO writes VALUES (2, '2024-01-02T00:00:00+00:00')")
    run(
        "INSERT INTO captures VALUES (?, 1, 'raw', ?)",
        (sha256(SENTENCE.encode()).hexdigest(), SENTENCE.encode()),
    )
    run("INSERT INTO documents VALUES (1, 1, 'd', 1, NULL, ?)", (DOCUMENT.encode(),))
    run("INSERT INTO claims VALUES (1, 1, 'c', 'd', 'incident', 1, NULL, ?)", (CLAIM.encode(),))
    run("INSERT INTO origins VALUES (1, 1, 'c', 1, 2, ?)", (OLD_ORIGIN.encode(),))
    run("INSERT INTO origins VALUES (2, 1, 'c', 2, NULL, ?)", (NEW_ORIGIN.encode(),))
    for entry, (identifier, body) in enumerate(INCIDENTS.items(), 1):
        row = (entry, entry, identifier, body.encode())
        run("INSERT INTO incidents VALUES (?, ?, ?, 2, NULL, ?)", row)
    run("PRAGMA application_id = 1413565529")
    run("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def layout(path: Path) -> set[tuple[str, str]]:
    """Return every table and index with its words, whatever the line breaks."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {
        (name, " ".join(sql.split()).replace("( ", "(").replace(" )", ")").replace(" ,", ","))
        for name, sql in rows
    }
    connection.close()
    return found


def test_a_book_of_schema_1_opens_with_its_history(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    document = Document(
        id="d",
        capture="00",
        source="a.txt",
        media_type="text/plain",
        text=SENTENCE,
        paragraphs=(Paragraph(0, 16, "body"),),
    )
    claim = Claim(id="c", document="d", kind="incident", sentence=Span(0, 16, SENTENCE))
    store = open_store(path)
    with store.view() as view:
        assert view.version == 2
        assert list(view.scan(Document)) == [document]
        assert list(view.scan(Claim, document="d", claim_kinds=["incident"])) == [claim]
        assert view.get(Origin, "c") == Origin("c", "wire", "a copy of a wire")
        assert view.capture(sha256(SENTENCE.encode()).hexdigest()) == SENTENCE.encode()
        assert [i.id for i in view.scan(Incident)] == list(INCIDENTS)
    with store.view(1) as view:
        assert list(view.scan(Incident, claims=["c"])) == []
        assert list(view.scan(Origin)) == [Origin("c", "c", "alone")]
    with store.writer() as writer:
        # Written without the fields that have defaults, they are still the same records.
        assert writer.put([document, claim]) == ["known", "known"]
        assert writer.put([Origin("c", "other", "")]) == ["changed"]
    assert store.info().version == 3
    assert store.info().schema_version == schema.SCHEMA_VERSION
    store.close()


def test_incidents_of_schema_1_are_found_like_new_ones(tmp_path: Path) -> None:
    book_of_schema_1(tmp_path / "old.book")
    old, new = open_store(tmp_path / "old.book"), open_store(tmp_path / "new.book", create=True)
    with old.view() as view, new.writer() as writer:
        writer.put(list(view.scan(Incident)))
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 2), date(2024, 2, 3), date.max]
    for first, last in combinations_with_replacement(days, 2):
        with old.view() as view, new.view() as other:
            found = [incident.id for incident in view.scan(Incident, days=(first, last))]
            assert found == [incident.id for incident in other.scan(Incident, days=(first, last))]
            assert ("day" in found) == (first <= date(2024, 2, 3) <= last)
            assert ("no-such-day" in found) == (first <= date(2023, 2, 28))
            assert {"open-year", "undated"} <= set(found)
    with old.view() as view:
        assert len(list(view.scan(Incident, claims=["c"]))) == len(INCIDENTS)
        assert [i.id for i in view.scan(Incident, claims=["since", "day"])] == ["day", "since"]
    old.close()
    new.close()


def test_what_schema_1_linked_is_linked_and_what_it_did_not_is_not(tmp_path: Path) -> None:
    book_of_schema_1(tmp_path / "old.book")
    connection = sqlite3.connect(tmp_path / "old.book")
    other = DOCUMENT.replace('"id":"d"', '"id":"e"').encode()
    connection.execute("INSERT INTO documents VALUES (2, 2, 'e', 2, NULL, ?)", (other,))
    claim = CLAIM.replace('"id":"c"', '"id":"x"').replace('"document":"d"', '"document":"e"')
    row = (claim.encode(),)
    connection.execute("INSERT INTO claims VALUES (2, 2, 'x', 'e', 'incident', 2, NULL, ?)", row)
    connection.commit()
    connection.close()
    store = open_store(tmp_path / "old.book")
    with store.view() as view:
        assert view.lookup("linked", [key_number("linked")]) == {key_number("linked"): ["d"]}
    store.close()


def test_judgements_of_schema_1_are_found_by_their_claims(tmp_path: Path) -> None:
    book_of_schema_1(tmp_path / "old.book")
    made = make_judgement("a", "c", "same", judge="model", maker="m")
    connection = sqlite3.connect(tmp_path / "old.book")
    row = (made.id, msgspec.json.encode(made))
    connection.execute("INSERT INTO judgements VALUES (1, 1, ?, 2, NULL, ?)", row)
    connection.commit()
    connection.close()
    store = open_store(tmp_path / "old.book")
    with store.view() as view:
        assert list(view.scan(Judgement, claims=["c"], judges=["model"])) == [made]
        assert list(view.scan(Judgement, judges=["rule"])) == []
    store.close()


def test_counts_of_old_books_are_found_by_their_days_like_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    connection = sqlite3.connect(path)
    for entry, (name, incident) in enumerate(INCIDENTS.items(), 2):
        when = incident.partition('"when":')[2][:-1]
        body = (
            f'{{"id":"{name}","document":"d","kind":"count","sentence":[0,16,"Two shells fell."],'
            f'"count":{{"low":2,"high":2,"words":"Two"}},"when":{when}}}'
        )
        row = (entry, entry, name, body.encode())
        connection.execute("INSERT INTO claims VALUES (?, ?, ?, 'd', 'count', 2, NULL, ?)", row)
    connection.commit()
    connection.close()
    old, new = open_store(path), open_store(tmp_path / "new.book", create=True)
    with old.view() as view, new.writer() as writer:
        writer.put(list(view.scan(Claim)))
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 3), date(2024, 2, 4), date.max]
    for first, last in combinations_with_replacement(days, 2):
        with old.view() as view, new.view() as other:
            found = [claim.id for claim in view.scan(Claim, days=(first, last))]
            assert found == [claim.id for claim in other.scan(Claim, days=(first, last))]
            assert ("day" in found) == (first <= date(2024, 2, 3) <= last)
            assert ("no-such-day" in found) == (first <= date(2023, 2, 28))
            assert {"open-year", "undated"} <= set(found)
            assert "c" not in found
    old.close()
    new.close()


def test_what_old_books_hold_of_a_country_is_found_like_in_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    connection = sqlite3.connect(path)
    mosul, aleppo = '{"name":"Mosul","country":"IQ"}', '{"name":"Aleppo","country":"SY"}'
    border = '{"name":"the border","country":null}'
    told = {
        "one": f"[{mosul},{mosul}]",
        "other": f"[{aleppo}]",
        "either": f"[{mosul},{aleppo}]",
        "open": f"[{mosul},{border}]",
        "nowhere": "[]",
    }
    for entry, (name, places) in enumerate(told.items(), 20):
        incident = f'{{"id":"{name}","anchor":"c","claims":["c"],"places":{places}}}'
        counted = (
            f'{{"id":"{name}","document":"d","kind":"count","sentence":[0,16,"Two shells fell."],'
            f'"count":{{"low":2,"high":2,"words":"Two"}},"places":{places}}}'
        )
        row = (entry, entry, name, incident.encode())
        connection.execute("INSERT INTO incidents VALUES (?, ?, ?, 2, NULL, ?)", row)
        row = (entry, entry, name, counted.encode())
        connection.execute("INSERT INTO claims VALUES (?, ?, ?, 'd', 'count', 2, NULL, ?)", row)
    connection.commit()
    connection.close()
    old, new = open_store(path), open_store(tmp_path / "new.book", create=True)
    with old.view() as view, new.writer() as writer:
        writer.put([*view.scan(Claim), *view.scan(Incident)])
    for countries, held in ((("IQ",), {"one"}), (("SY",), {"other"}), ((), set())):
        for kind in (Claim, Incident):
            with old.view() as view, new.view() as other:
                found = [one.id for one in view.scan(kind, countries=countries)]
                assert found == [one.id for one in other.scan(kind, countries=countries)]
                assert set(told) & set(found) == {"either", "open", "nowhere", *held}
    old.close()
    new.close()


def test_rejections_of_schema_1_are_found_by_their_source(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    rejection = make_rejection("a.bin", "ingest", "binary", "not text")
    connection = sqlite3.connect(path)
    row = (rejection.id, msgspec.json.encode(rejection))
    connection.execute("INSERT INTO rejections VALUES (1, 1, ?, 2, NULL, ?)", row)
    connection.commit()
    connection.close()
    store = open_store(path)
    with store.view() as view:
        assert list(view.scan(Rejection, source="a.bin")) == [rejection]
        assert list(view.scan(Rejection, source="")) == []
    store.close()


def test_texts_of_schema_1_are_searched(tmp_path: Path) -> None:
    book_of_schema_1(tmp_path / "old.book")
    store = open_store(tmp_path / "old.book")
    with store.view() as view:
        assert [found.id for found in view.search(Document, read_wanted("shells"))] == ["d"]
        assert [found.id for found in view.search(Claim, read_wanted('"two sh*"'))] == ["c"]
    with store.view(0) as view:
        assert list(view.search(Document, read_wanted("shells"))) == []
    assert store.index_words() == 2
    with store.view() as view:
        assert [found.id for found in view.search(Document, read_wanted("shells"))] == ["d"]
    store.close()


def test_answers_that_schema_1_kept_settled_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    connection = sqlite3.connect(path)
    for version in (3, 4):
        connection.execute("INSERT INTO writes VALUES (?, '')", (version,))
        row = (version, version, f"t{version}", version)
        connection.execute("INSERT INTO tallies VALUES (?, ?, ?, ?, NULL, '{}')", row)
    connection.execute("UPDATE origins SET version_to = 4 WHERE entry = 2")
    connection.commit()
    connection.close()
    store = open_store(path)
    for version, settled in ((0, 0), (1, 1), (2, 2), (3, 2), (4, 4)):
        with store.view(version) as view:
            assert view.settled == settled
    store.close()


def test_an_old_book_and_a_new_one_have_one_layout(tmp_path: Path) -> None:
    book_of_schema_1(tmp_path / "old.book")
    for name in ("old.book", "new.book"):
        open_store(tmp_path / name, create=True).close()
    assert layout(tmp_path / "old.book") == layout(tmp_path / "new.book")


@pytest.mark.parametrize(("engine", "first"), [("sqlite", 1), ("postgresql", 5)])
def test_migrations_are_numbered_without_a_gap(engine: str, first: int) -> None:
    numbers = [number for number, _ in schema.migrations(engine, 0)]
    assert numbers == list(range(first, schema.SCHEMA_VERSION + 1))
    assert schema.migrations(engine, schema.SCHEMA_VERSION) == []


def test_every_kind_of_record_has_a_table(tmp_path: Path) -> None:
    assert set(NAMES.values()) == set(RECORD_TABLES)
    open_store(tmp_path / "new.book", create=True).close()
    assert set(RECORD_TABLES) <= {name for name, _ in layout(tmp_path / "new.book")}


def with_step(monkeypatch: pytest.MonkeyPatch, *script: str) -> None:
    """Add one more migration."""
    released, number = schema.migrations, schema.SCHEMA_VERSION + 1
    monkeypatch.setattr(schema, "SCHEMA_VERSION", number)
    monkeypatch.setattr(
        schema,
        "migrations",
        lambda engine, since: [
            *released(engine, since),
            *([(number, list(script))] if since < number else []),
        ],
    )


def test_a_later_step_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    with_step(monkeypatch, "CREATE TABLE notes (words TEXT)", "INSERT INTO notes VALUES ('a')")
    for _ in range(2):
        open_store(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT words FROM notes").fetchall() == [("a",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)
    connection.close()


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.book"
    book_of_schema_1(path)
    before = layout(path)
    with_step(monkeypatch, "CREATE TABLE notes (words TEXT)", "INSERT INTO no_such VALUES (1)")
    with pytest.raises(BookError, match="no such table: no_such"):
        open_store(path)
    assert layout(path) == before
    monkeypatch.undo()
    store = open_store(path)
    assert store.info().version == 2
    store.close()


def test_scripts_are_split_at_whole_statements() -> None:
    script = "-- One; two.\nCREATE TABLE a (\n  b TEXT DEFAULT ';'\n);\n\nCREATE TABLE c (d);\n"
    first, second = schema.split_statements(script)
    assert first.startswith("-- One; two.")
    assert first.endswith("DEFAULT ';'\n);")
    assert second == "CREATE TABLE c (d);"
    with pytest.raises(ValueError, match="in the middle of a statement"):
        schema.split_statements("CREATE TABLE a (b);\nCREATE TABLE c (")


def test_a_dialect_marks_parameters_in_its_own_way() -> None:
    other = Dialect("other", "%s", "SELECT unnested(?)", statements.POSTGRESQL.words)
    query = statements.get_many("claims", ["c", "d"], 3)
    assert other.text(query).count("%s") == len(query.parameters) == 3
    assert "id IN (SELECT unnested(%s))" in other.text(query)
    assert "?" not in other.text(query)
    assert statements.SQLITE.text(query).count("?") == 3


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (statements.get_many("claims", ["c", "d"], None), "claims_by_id"),
        (statements.get_many("claims", ["c", "d"], 3), "claims_by_id"),
        (statements.latest("claims", ["c", "d"]), "claims_by_id"),
        (statements.scan("claims", None), "claims_in_order"),
        (statements.scan("claims", 3), "claims_in_order"),
        (statements.scan("claims", None, [among("kind", ["count"])]), "claims_by_kind"),
        (statements.scan("claims", 3, [among("kind", ["count"])]), "claims_by_kind"),
        (statements.scan("claims", None, [among("document", ["d"])]), "claims_by_document"),
        (statements.count("claims", None), "claims_in_order"),
    ],
)
def test_each_question_has_its_index(tmp_path: Path, query: Query, index: str) -> None:
    words = plan_of(tmp_path, query)
    assert index in words
    assert "TEMP B-TREE" not in words


def plan_of(tmp_path: Path, query: Query) -> str:
    path = tmp_path / "new.book"
    open_store(path, create=True).close()
    connection = sqlite3.connect(path)
    plan = connection.execute(
        "EXPLAIN QUERY PLAN " + statements.SQLITE.text(query), query.parameters
    ).fetchall()
    connection.close()
    return " / ".join(row[3] for row in plan)


@pytest.mark.parametrize("version", [None, 3])
@pytest.mark.parametrize(
    ("condition", "searches"),
    [
        (
            between("incidents", ("2024-01-01", "2024-01-31"), ("2024-01-10", "2024-01-12")),
            ["incidents USING INTEGER PRIMARY KEY", "incidents USING COVERING INDEX incidents_by"],
        ),
        (
            on_claims(["c", "d"]),
            ["incidents USING INTEGER PRIMARY KEY", "incident_claims USING PRIMARY KEY"],
        ),
    ],
)
def test_incidents_are_searched_for(
    tmp_path: Path, condition: Query, searches: list[str], version: int | None
) -> None:
    words = plan_of(tmp_path, statements.scan("incidents", version, [condition]))
    assert all(f"SEARCH {search}" in words for search in searches), words


@pytest.mark.parametrize("version", [None, 3])
@pytest.mark.parametrize(("table", "index"), [("incidents", "incidents"), ("claims", "counts")])
def test_what_a_country_holds_is_searched_for(
    tmp_path: Path, table: str, index: str, version: int | None
) -> None:
    condition = between(table, ("2024-01-01", "2024-01-31"), None, ["IQ", "SY"])
    words = plan_of(tmp_path, statements.scan(table, version, [condition]))
    assert f"SEARCH {table} USING COVERING INDEX {index}_by_country" in words, words


@pytest.mark.parametrize("version", [None, 3])
def test_counts_are_searched_for_by_their_days(tmp_path: Path, version: int | None) -> None:
    condition = between("claims", ("2024-01-01", "2024-01-31"), ("2024-01-10", "2024-01-12"))
    words = plan_of(tmp_path, statements.scan("claims", version, [condition]))
    assert "SEARCH claims USING COVERING INDEX counts_by_days" in words, words
