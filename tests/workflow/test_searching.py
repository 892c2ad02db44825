"""Reports and claims are found by their words, within filters on the events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tallybook.core.questions import Question
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.memory import MemoryStore
from tallybook.store.words import read_wanted
from tallybook.workflow.asking.searching import AROUND, Found, Search, search
from tallybook.workflow.asking.selecting import every_stage
from tallybook.workflow.keeping.adding import add

MARCH = (
    "Police said gunmen attacked a market in Gao on 2024-03-04.",
    "Five traders were killed, and nobody knows when the stalls will open again after that.",
    "The mayor said on Tuesday that the market will stay closed.",
)
MAY = (
    "The army said rebels attacked a camp in Kidal on 2024-05-06 with two rockets.",
    "A market nearby was not hit.",
)


@pytest.fixture
def book(store: MemoryStore, report: Callable[..., str]) -> MemoryStore:
    add(store, [report("march.txt", *MARCH), report("may.txt", *MAY)])
    return store


def found(
    book: MemoryStore, query: str, *, most: int = 9, skip: int = 0, **filters: object
) -> Found:
    asked = Search(
        query=query,
        wanted=read_wanted(query),
        question=every_stage(Question(**filters)),  # type: ignore[arg-type]
        most=most,
        skip=skip,
    )
    return search(book, asked, load_knowledge())


def sources(result: Found) -> list[str]:
    return [one.document.source.rpartition("/")[2] for one in result.documents]


def test_the_best_comes_first(book: MemoryStore) -> None:
    result = found(book, "market")
    # Named twice in the one, once in the other.
    assert sources(result) == ["march.txt", "may.txt"]
    assert not result.more_documents
    assert all(one.sure for one in result.documents)


def test_filters_are_on_the_day_of_the_event(book: MemoryStore) -> None:
    assert sources(found(book, "market", until=date(2024, 4, 1))) == ["march.txt"]
    assert sources(found(book, "market", since=date(2024, 4, 1))) == ["may.txt"]
    assert sources(found(book, "market", places=("Somalia",))) == []
    assert sources(found(book, "market", places=("Gao, Mali",))) == ["march.txt"]
    [claim] = found(book, "attacked", since=date(2024, 4, 1)).claims
    assert claim.document.source.endswith("may.txt")
    assert found(book, "market", since=date(2024, 4, 1)).claims == ()


def test_what_is_found_is_marked_where_it_stands(book: MemoryStore) -> None:
    [one] = found(book, '"five traders" clos*').documents
    for snippet in one.snippets:
        text = "\n\n".join(MARCH)
        assert text[snippet.start : snippet.end] == snippet.words
        assert len(snippet.words) <= 2 * AROUND + sum(len(m.words) for m in snippet.marks) + AROUND
        for mark in snippet.marks:
            assert text[mark.start : mark.end] == mark.words
    marked = [mark.words for snippet in one.snippets for mark in snippet.marks]
    assert marked == ["Five traders", "closed"]


def test_a_claims_sentence_is_marked(book: MemoryStore) -> None:
    result = found(book, "rockets camp")
    assert result.claims
    for one in result.claims:
        assert [mark.words for mark in one.sentence.marks] == ["camp", "rockets"]
        assert one.document.source.endswith("may.txt")


def test_no_more_is_returned_than_is_asked_for(book: MemoryStore) -> None:
    first, second = found(book, "market", most=1), found(book, "market", most=1, skip=1)
    assert (sources(first), first.more_documents) == (["march.txt"], True)
    assert (sources(second), second.more_documents) == (["may.txt"], False)
    assert sources(found(book, "market", most=1, skip=2)) == []
