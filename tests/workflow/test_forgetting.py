"""A report that is forgotten is nowhere, and stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PersonJudgement
from tallybook.core.questions import Question
from tallybook.core.records import Rejection
from tallybook.core.tallies import Tally
from tallybook.core.tombstones import Tombstone
from tallybook.errors import BusyBookError, UnknownIdError, UsageError
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store
from tallybook.store.sqlite import open_sqlite
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.judging.judge import judge
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.archiving import BookArchive
from tallybook.workflow.keeping.forgetting import forget
from tallybook.workflow.keeping.relinking import is_linked

SECRET = "Zarathustrian"
ANA = Author("ana", "she asked for it")
SENTENCE = "Police said gunmen attacked a market in Gao on 2024-03-04."


@pytest.fixture(params=["memory", "sqlite"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store: Store = (
        MemoryStore() if request.param == "memory" else open_sqlite(tmp_path / "a.db", create=True)
    )
    yield store
    store.close()


@pytest.fixture
def secret(report: Callable[..., str]) -> str:
    return report(f"{SECRET}.txt", SENTENCE, f"A witness named {SECRET} saw it from a house.")


@pytest.fixture
def filled(book: Store, secret: str, report: Callable[..., str]) -> Store:
    """A book with two reports of one attack, a judgement on them and an answer."""
    add(book, [secret, report("other.txt", SENTENCE, "Nobody else was there at that hour.")])
    with book.view() as view:
        one, other = view.scan(Claim)
    judge(book, (one.id, other.id), "same", Author("ana", "one market"))
    ask(book, Question(places=("Mali",)))
    return book


def document_of(book: Store) -> str:
    with book.view() as view:
        return next(one.id for one in view.scan(Document) if SECRET in one.text)


def everything(book: Store) -> str:
    kinds: tuple[Any, ...] = (
        Document, Claim, Incident, PersonJudgement, Tally, Tombstone, Rejection,
    )  # fmt: skip
    said = []
    for version in range(book.info().version + 1):
        with book.view(version) as view:
            said += [str(list(view.scan(kind))) for kind in kinds]
    return "".join(said)


def test_nothing_of_it_is_left_but_a_tombstone(filled: Store) -> None:
    identifier = document_of(filled)
    assert SECRET in everything(filled)
    done = forget(filled, identifier[:16], ANA)
    assert done.tombstone.id == identifier
    assert (done.tombstone.by, done.tombstone.because) == ("ana", "she asked for it")
    # The report, its claim, its origin, verdicts, the incident and the answer that rest on it.
    assert done.records >= 6
    assert SECRET not in everything(filled)
    with filled.view() as view:
        assert is_linked(view)
        assert [len(incident.claims) for incident in view.scan(Incident)] == [1]
        assert list(view.scan(PersonJudgement)) == list(view.scan(Tally)) == []
        assert list(view.scan(Tombstone)) == [done.tombstone]
    tally = ask(filled, Question(places=("Mali",))).tally
    assert tally.bounds.reported.upper == 1


def test_it_does_not_come_in_again(filled: Store, secret: str) -> None:
    forget(filled, document_of(filled), ANA)
    [added] = add(filled, [secret])
    assert added.outcome == "rejected"
    assert added.rejection is not None
    assert added.rejection.code == "forgotten"
    assert "she asked for it" in added.rejection.detail
    assert "stays out of this book" in added.rejection.detail
    with filled.view() as view:
        assert view.count(Document) == 1
    # Saying so in the book would bring its name back.
    assert SECRET not in everything(filled)


def test_a_page_that_is_fetched_again_is_not_kept(filled: Store, secret: str) -> None:
    data = Path(secret).read_bytes()
    capture = forget(filled, document_of(filled), ANA).tombstone.capture
    assert capture is not None
    from tallybook.core.fetches import Fetch, fetch_id

    url, day = "https://news.example/a", "2024-05-01T08:00:00+00:00"
    line = Fetch(id=fetch_id(url, url, day), source=url, url=url, fetched_at=day, tool="t")
    BookArchive(filled).keep(line, data)
    with filled.view() as view:
        assert list(view.scan(Fetch)) == []
        with pytest.raises(UnknownIdError):
            view.capture(capture)


def test_judgements_after_it_are_numbered_on(filled: Store, report: Callable[..., str]) -> None:
    add(filled, [report("third.txt", SENTENCE, "The third report of it came a day later.")])
    with filled.view() as view:
        gone, *rest = sorted(view.scan(Claim), key=lambda c: c.document != document_of(filled))
    assert gone.document == document_of(filled)
    judge(filled, (rest[0].id, rest[1].id), "same", Author("ana", "one market"))
    forget(filled, document_of(filled), ANA)
    judge(filled, (rest[0].id, rest[1].id), "different", Author("ana", "two markets"))
    with filled.view() as view:
        assert [one.number for one in view.scan(PersonJudgement)] == [2, 3]


def test_a_reason_and_a_name_are_asked_for(filled: Store) -> None:
    with pytest.raises(UsageError, match="needs its reason"):
        forget(filled, document_of(filled), Author("ana", ""))
    with pytest.raises(UsageError, match="Name yourself"):
        forget(filled, document_of(filled), Author("", "she asked for it"))
    with pytest.raises(UnknownIdError):
        forget(filled, "document1_none", ANA)
    assert SECRET in everything(filled)


def test_what_was_interrupted_is_forgotten_to_the_end(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier = document_of(filled)

    def busy() -> None:
        raise BusyBookError("somebody reads")

    with monkeypatch.context() as patch:
        patch.setattr(filled, "compact", busy)
        with pytest.raises(BusyBookError):
            forget(filled, identifier, ANA)
    assert SECRET not in everything(filled)
    compacted: list[bool] = []
    monkeypatch.setattr(filled, "compact", lambda: compacted.append(True))
    done = forget(filled, identifier, Author("ben", "again"))
    assert compacted == [True]
    assert (done.records, done.tombstone.by) == (0, "ana")
