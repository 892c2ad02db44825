"""Releases: a book under a name, in a file that opens on its own, never changes, can be checked,
and holds no more than it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PersonJudgement
from tallybook.core.questions import Question
from tallybook.core.records import Rejection
from tallybook.core.releases import Holding
from tallybook.errors import BookError, ReleasedBookError, UnknownIdError, UsageError
from tallybook.store import open_store, schema
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store
from tallybook.store.sqlite import open_sqlite
from tallybook.store.words import read_wanted
from tallybook.workflow.asking.ask import ask, recall
from tallybook.workflow.asking.explaining import explain
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.judging.judge import judge
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.marking import mark_sensitive, read_marks
from tallybook.workflow.keeping.releasing import (
    Released,
    check_release,
    read_releases,
    release_book,
)

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CLINIC = "Police said gunmen attacked a clinic in Gao on 2024-03-14."
SECRET = "Our driver, who must not be named, saw smoke over the river."
MALI = Question(places=("Mali",))

Report = Callable[..., str]


@pytest.fixture
def book(store: MemoryStore, report: Report, tmp_path: Path) -> MemoryStore:
    add(store, [report("a.txt", MARKET, SECRET), report("b.txt", CLINIC), "missing.txt"])
    with store.view() as view:
        one, other = (incident.anchor for incident in view.scan(Incident))
    judge(store, (one, other), "different", Author("Ana Example", "two days"))
    return store


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    with closing(open_store(path)) as store:
        yield store


def released(book: Store, path: Path, name: str = "May", holds: Holding = "quoted") -> Released:
    return release_book(book, name, path, holds=holds)


def test_a_release_answers_as_the_book_did(book: MemoryStore, tmp_path: Path) -> None:
    kept = ask(book, MALI)
    released(book, tmp_path / "may.db")
    with opened(tmp_path / "may.db") as frozen:
        again = ask(frozen, MALI)
        assert again.tally == kept.tally
        assert again.kept
        assert recall(frozen, kept.tally.id).tally == kept.tally
        other = ask(frozen, Question(places=("Gao, Mali",)))
        assert other.tally == ask(book, Question(places=("Gao, Mali",))).tally
        assert not other.kept
        for kind in (Claim, Incident):
            with frozen.view() as then, book.view() as now:
                assert list(then.scan(kind)) == list(now.scan(kind))  # type: ignore[type-var]
        with frozen.view() as view:
            for incident in view.scan(Incident):
                assert explain(frozen, incident.id).incident is not None


def test_a_release_is_searched(book: MemoryStore, tmp_path: Path) -> None:
    released(book, tmp_path / "may.db")
    with opened(tmp_path / "may.db") as frozen, frozen.view() as view:
        [clinic] = view.search(Claim, read_wanted("clin*"))
        assert clinic.sentence.words == CLINIC
        assert list(view.search(Document, read_wanted("driver"))) == []


def test_nothing_is_written_to_a_release(book: MemoryStore, tmp_path: Path, report: Report) -> None:
    path = tmp_path / "may.db"
    made = released(book, path)
    before = path.read_bytes()
    with opened(path) as frozen:
        with pytest.raises(ReleasedBookError, match=r"may\.db is a release, which never changes"):
            add(frozen, [report("c.txt", MARKET)])
        with pytest.raises(ReleasedBookError), frozen.writer():
            pass
        with pytest.raises(BookError):
            released(frozen, tmp_path / "june.db", "June")
    path.chmod(0o600)
    with opened(path) as frozen, pytest.raises(ReleasedBookError), frozen.writer():
        pass
    assert path.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir() if p.name.startswith("may")} == {"may.db"}
    assert len(made.sha256) == 64


def test_the_same_state_has_the_same_content(
    book: MemoryStore, tmp_path: Path, report: Report
) -> None:
    first = released(book, tmp_path / "1.db", "one").release
    ask(book, MALI)
    second = released(book, tmp_path / "2.db", "two").release
    assert second.content == first.content
    whole = released(book, tmp_path / "3.db", "three", "everything").release
    assert whole.content != first.content
    add(book, [report("c.txt", "Police said gunmen attacked a school in Gao on 2024-03-28.")])
    assert released(book, tmp_path / "4.db", "four").release.content != first.content


def test_two_books_of_the_same_reports_have_the_same_content(
    report: Report, tmp_path: Path
) -> None:
    path = report("a.txt", MARKET, CLINIC)
    contents = set()
    for number in (1, 2):
        store = open_store(tmp_path / f"book{number}.db", create=True)
        add(store, [path])
        contents.add(released(store, tmp_path / f"{number}.db").release.content)
        store.close()
    assert len(contents) == 1


def test_a_name_is_given_once(book: MemoryStore, tmp_path: Path) -> None:
    released(book, tmp_path / "a.db")
    for name in ("May", "may"):
        with pytest.raises(BookError, match=r"no name is given twice"):
            released(book, tmp_path / "b.db", name)
    assert not (tmp_path / "b.db").exists()
    assert [release.name for release in read_releases(book)] == ["May"]


def test_a_name_that_was_given_meanwhile_is_not_given_again(
    book: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallybook.workflow.keeping import releasing

    freeze = releasing._freeze

    def slowly(store: Store, name: str, path: Path, holds: Holding) -> object:
        frozen = freeze(store, name, path, holds)
        monkeypatch.setattr(releasing, "_freeze", freeze)
        released(book, tmp_path / "faster.db", name, "everything")
        return frozen

    monkeypatch.setattr(releasing, "_freeze", slowly)
    with pytest.raises(BookError, match="no name is given twice"):
        released(book, tmp_path / "slower.db")
    assert sorted(p.name for p in tmp_path.glob("*er.db*")) == ["faster.db"]
    [kept] = read_releases(book)
    assert kept.holds == "everything"


@pytest.mark.parametrize("name", ["", "a/b", "../a", ".hidden", "a b", "x" * 65, "é"])
def test_a_name_that_cannot_be_one(book: MemoryStore, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be called"):
        released(book, tmp_path / "a.db", name)


def test_no_file_is_written_over(book: MemoryStore, tmp_path: Path) -> None:
    there = tmp_path / "a.db"
    there.write_text("mine")
    with pytest.raises(UsageError, match="no release is written over it"):
        released(book, there)
    assert there.read_text() == "mine"
    assert read_releases(book) == []


def test_an_empty_book_has_nothing_to_release(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="nothing to release"):
        released(store, tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_what_a_release_holds_by_default(book: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "may.db"
    released(book, path)
    data = path.read_bytes()
    for private in (b"must not be named", b"Ana Example", str(tmp_path).encode(), b"missing.txt"):
        assert private not in data
    with opened(path) as frozen, frozen.view() as view:
        documents = {d.id: d for d in view.scan(Document)}
        assert {d.source for d in documents.values()} == {"a.txt", "b.txt"}
        claims = list(view.scan(Claim))
        for claim in claims:
            claim.check(documents[claim.document].text)
        assert {c.sentence.words for c in claims} == {MARKET, CLINIC}
        assert list(view.scan(Rejection)) == []
        assert {one.by for one in view.scan(PersonJudgement)} == {"withheld"}
        with pytest.raises(UnknownIdError):
            view.capture(documents[claims[0].document].capture)


def test_a_release_of_everything_keeps_what_is_marked(book: MemoryStore, tmp_path: Path) -> None:
    with book.view() as view:
        [document, *_] = view.scan(Document)
    mark_sensitive(book, document.id, Author("ana", "a witness is in it"))
    with pytest.raises(BookError, match="has marks of sensitivity"):
        released(book, tmp_path / "may.db")
    released(book, tmp_path / "whole.db", "whole", "everything")
    with opened(tmp_path / "whole.db") as frozen:
        assert read_marks(frozen) == read_marks(book)
        with frozen.view() as view:
            assert check_release(view) == []


def test_what_a_release_of_everything_holds(book: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "may.db"
    released(book, path, holds="everything")
    with opened(path) as frozen, frozen.view() as view, book.view() as whole:
        for kind in (Document, Claim, Incident, PersonJudgement, Rejection):
            assert list(view.scan(kind)) == list(whole.scan(kind))  # type: ignore[type-var]
        for document in view.scan(Document):
            assert view.capture(document.capture) == whole.capture(document.capture)
        assert check_release(view) == []


def test_a_release_is_checked_against_its_manifest(book: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "may.db"
    released(book, path)
    with opened(path) as frozen, frozen.view() as view:
        assert check_release(view) == []
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE claims SET body = CAST(replace(CAST(body AS TEXT), 'market', 'palace') AS BLOB)"
        )
        connection.commit()
    with opened(path) as frozen, frozen.view() as view:
        assert check_release(view) == ["the release's claims are not those of its manifest"]


def test_a_book_is_no_release(book: MemoryStore, tmp_path: Path) -> None:
    released(book, tmp_path / "may.db")
    with book.view() as view, pytest.raises(BookError, match="is no release"):
        check_release(view)


def test_a_release_of_an_earlier_schema_is_read_and_left_as_it_is(
    book: MemoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "may.db"
    kept = ask(book, MALI)
    released(book, path)
    before = path.read_bytes()
    migrations = schema.migrations
    number = schema.SCHEMA_VERSION + 1
    monkeypatch.setattr(schema, "SCHEMA_VERSION", number)
    monkeypatch.setattr(
        schema,
        "migrations",
        lambda engine, since: [
            *migrations(engine, since),
            *([(number, ["CREATE TABLE later (x INTEGER)"])] if since < number else []),
        ],
    )
    with opened(path) as frozen:
        assert ask(frozen, MALI).tally == kept.tally
        with pytest.raises(ReleasedBookError, match=r"may\.db"), frozen.writer():
            pass
    assert path.read_bytes() == before


def test_a_failed_write_leaves_no_file_and_no_name(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_sqlite(tmp_path / "book.db", create=True)
    add(store, [report("a.txt", MARKET)])
    from tallybook.workflow.keeping import releasing

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(releasing, "_name_anew", full)
    with pytest.raises(BookError, match="No space left on device"):
        released(store, tmp_path / "may.db")
    assert read_releases(store) == []
    assert not list(tmp_path.glob("*may.db*"))
    store.close()
