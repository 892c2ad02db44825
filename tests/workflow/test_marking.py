"""What people mark as sensitive, and how it is lifted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.errors import BookError, UnknownIdError, UsageError
from tallybook.store.memory import MemoryStore
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.marking import lift_mark, mark_sensitive, read_marks
from tallybook.workflow.keeping.releasing import release_book

ANA = Author("ana", "she is in danger")


@pytest.fixture
def book(store: MemoryStore, report: Callable[..., str]) -> MemoryStore:
    add(store, [report("a.txt", "Police said gunmen attacked a market in Gao on 2024-03-04.")])
    return store


def ids(book: MemoryStore) -> tuple[str, str]:
    with book.view() as view:
        return next(view.scan(Document)).id, next(view.scan(Claim)).id


def test_a_mark_is_kept_and_lifted(book: MemoryStore) -> None:
    document, claim = ids(book)
    made = [
        mark_sensitive(book, document[:20], ANA).mark,
        mark_sensitive(book, claim, ANA).mark,
        mark_sensitive(book, document, ANA, words="a market").mark,
    ]
    assert read_marks(book) == made
    assert [one.target for one in made] == [document, claim, document]
    assert lift_mark(book, document).mark == made[0]
    assert read_marks(book) == made[1:]
    again = mark_sensitive(book, claim, Author("ben", "so do I")).mark
    assert [one.by for one in read_marks(book)] == ["ben", "ana"]
    assert again.id == made[1].id


def test_marking_changes_no_answer(book: MemoryStore) -> None:
    with book.view() as view:
        before = view.settled
    mark_sensitive(book, ids(book)[0], ANA)
    with book.view() as view:
        assert view.settled == before


def test_mistakes_are_said(book: MemoryStore) -> None:
    document, claim = ids(book)
    with pytest.raises(UsageError, match="needs its reason"):
        mark_sensitive(book, document, Author("ana", ""))
    with pytest.raises(UsageError, match="does not stand in"):
        mark_sensitive(book, claim, ANA, words="no such words")
    with pytest.raises(UsageError, match="does not stand in"):
        mark_sensitive(book, claim, ANA, words=" ")
    with pytest.raises(UsageError, match="has no such mark"):
        lift_mark(book, document)
    with pytest.raises(UnknownIdError):
        mark_sensitive(book, "document1_none", ANA)
    assert read_marks(book) == []


def test_no_release_to_hand_on_is_made_of_what_is_marked(book: MemoryStore, tmp_path: Path) -> None:
    mark_sensitive(book, ids(book)[0], ANA)
    with pytest.raises(BookError, match=r"has marks of sensitivity \(1\)"):
        release_book(book, "May", tmp_path / "may.db")
    release_book(book, "May", tmp_path / "may.db", holds="everything")
