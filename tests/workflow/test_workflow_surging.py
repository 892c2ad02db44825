"""Weeks out of the ordinary in a book, with the words of its reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tallybook.core.questions import Question
from tallybook.errors import QuestionError
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.surging import find_surges
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.telling.surges_view import CAVEAT, view_surges

MONDAY = date(2024, 1, 1)
SOARED = "Attacks on markets in Mali have soared this week."


@pytest.fixture
def book(store: MemoryStore, report: Callable[..., str]) -> MemoryStore:
    """A report each Sunday, on one attack that week; in the last week on seven."""
    for number in range(12):
        monday = MONDAY + timedelta(weeks=number)
        days = [monday + timedelta(days=day) for day in (range(7) if number == 11 else (2,))]
        places = ("Gao", "Mopti", "Kidal", "Kayes", "Gao", "Mopti", "Kidal")
        sentences = [
            f"Police said gunmen attacked a market in {place} on {day}."
            for day, place in zip(days, places, strict=False)
        ]
        path = report(f"{number}.txt", *sentences, *([SOARED] if number == 11 else []))
        sunday = monday + timedelta(days=6)
        add(store, [path], Flags(published=sunday.isoformat()))
    return store


def test_the_last_week_is_out_of_the_ordinary(book: MemoryStore) -> None:
    found = find_surges(book, Question(places=("Mali",)))
    [series] = found.series
    assert [week.verdict for week in series.weeks[:8]] == ["no past"] * 8
    assert [week.verdict for week in series.weeks[8:]] == ["ordinary"] * 3 + ["surge"]
    last = series.weeks[-1].week
    assert (last.attacks.lower, last.attacks.upper) == (7, 7)
    assert last.reports == 1
    asked = Question(places=("Mali",), since=last.first, until=last.last)
    bounds = ask(book, asked).tally.bounds.reported
    assert (bounds.lower, bounds.upper) == (7, 7)
    month = Question(places=("Mali",), since=last.last - timedelta(days=29), until=last.last)
    assert ask(book, month).tally.bounds.reported.lower == last.month.lower


def test_the_reports_own_words_stand_beside_it(book: MemoryStore) -> None:
    found = find_surges(book, Question(places=("Mali",)))
    [said] = found.said
    assert said.sentence.words == SOARED
    assert said.week == MONDAY + timedelta(weeks=11)
    view = view_surges(found)
    assert view.headline == "18 to 24 Mar 2024: surge; 7 attacks in Mali reported."
    assert view.earlier == ()
    assert CAVEAT in view.notes


def test_one_attack_is_no_attacks(book: MemoryStore) -> None:
    headlines = {
        view_surges(find_surges(book, Question(until=MONDAY + timedelta(days=day)))).headline
        for day in range(6, 70, 7)
    }
    assert any("; 1 attack reported." in headline for headline in headlines)
    assert not any("1 attacks" in headline for headline in headlines)


def test_a_question_may_end_earlier(book: MemoryStore) -> None:
    found = find_surges(book, Question(until=date(2024, 3, 10)))
    [series] = found.series
    assert series.weeks[-1].week.first == date(2024, 3, 4)
    assert series.weeks[-1].verdict == "ordinary"
    assert found.said == ()


def test_by_place(book: MemoryStore) -> None:
    found = find_surges(book, Question(by="place"))
    assert {series.place for series in found.series} == {"Gao", "Mopti", "Kidal", "Kayes"}
    kidal = next(series for series in found.series if series.place == "Kidal")
    assert kidal.weeks[-1].week.attacks.lower == 2
    view = view_surges(found)
    assert view.last[0].place in {"Gao", "Mopti", "Kidal"}
    with pytest.raises(QuestionError, match="by place alone"):
        find_surges(book, Question(by="week"))


def test_reports_without_a_day_are_in_no_week(
    store: MemoryStore, report: Callable[..., str]
) -> None:
    add(store, [report("a.txt", "Police said gunmen attacked a market in Gao.")])
    found = find_surges(store, Question())
    assert found.undated == 1
    view = view_surges(found)
    assert view.last == ()
    assert "says when it appeared" in view.headline
