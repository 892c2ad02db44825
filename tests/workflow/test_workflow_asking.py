"""Asking: one id for one question on one state of the book, and an answer in every case."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.errors import BookError, BusyBookError
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Writer
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import add, add_each

Write = Callable[..., str]

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CONVOY = "Police said gunmen attacked a convoy in Menaka on 2024-04-09."
MALI = Question(places=("Mali",))


class ReadOnlyStore(MemoryStore):
    """A book that may no longer be written."""

    closed_for_writing = False

    def writer(self) -> AbstractContextManager[Writer]:
        if self.closed_for_writing:
            raise BookError("the book is read-only")
        return super().writer()


def test_the_same_question_has_one_id_until_the_reports_change(
    store: MemoryStore, report: Write
) -> None:
    add(store, [report("a.txt", MARKET)])
    first = ask(store, MALI)
    other = ask(store, Question(places=("Niger",)))
    again = ask(store, MALI)
    assert first.tally == again.tally
    assert first.tally.id != other.tally.id
    add(store, [report("b.txt", CONVOY)])
    later = ask(store, MALI)
    assert later.tally.id != first.tally.id
    assert (first.tally.bounds.reported.lower, later.tally.bounds.reported.lower) == (1, 2)
    with store.view() as view:
        assert view.count(Tally) == 3


def test_the_version_of_an_answer_shows_the_reports_that_it_was_made_from(
    store: MemoryStore, report: Write
) -> None:
    add(store, [report("a.txt", MARKET)])
    for places in (("Mali",), ("Niger",), ("Mali",)):
        ask(store, Question(places=places))
    with store.view() as view:
        settled = view.settled
    with store.view(settled) as then:
        assert then.count(Tally) == 0
        assert then.count(Incident) == 1


def test_a_read_only_book_still_answers(report: Write) -> None:
    store = ReadOnlyStore()
    add(store, [report("a.txt", MARKET)])
    store.closed_for_writing = True
    asked = ask(store, MALI)
    assert asked.tally.bounds.reported.lower == 1
    assert ["was not kept" in warning for warning in asked.warnings] == [True]


def test_what_an_interrupted_add_left_unlinked_is_linked_before_answering(
    store: MemoryStore, report: Write
) -> None:
    add(store, [report("a.txt", MARKET)])

    # Whoever takes the outcomes goes away before the last.
    next(add_each(store, [report("b.txt", CONVOY)]))
    with store.view() as view:
        assert view.count(Origin) == 1
    asked = ask(store, MALI)
    assert asked.tally.bounds.reported.lower == 2
    assert asked.warnings == ()


def test_a_busy_book_that_is_not_linked_says_so(
    store: MemoryStore, report: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever takes the outcomes goes away before the last.
    next(add_each(store, [report("b.txt", CONVOY)]))

    def busy() -> AbstractContextManager[Writer]:
        raise BusyBookError("busy")

    monkeypatch.setattr(store, "writer", busy)
    asked = ask(store, MALI)
    assert "not linked yet" in asked.warnings[0]
