"""Words: what a person would say, and never more exactly than the record."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, Residue, StandardBounds, Tally
from tallybook.core.values import Count, Moment
from tallybook.workflow.telling.answering import headline
from tallybook.workflow.telling.words import (
    count_in_words,
    listed,
    moment_in_words,
    question_in_words,
    quoted,
    shortened,
)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, "unknown"),
        (Count(0, 0, "none"), "0"),
        (Count(10, None, "at least ten"), "at least 10"),
        (Count(5, 7, "five to seven"), "5 to 7"),
        (Count(0, 3, "up to three"), "at most 3"),
        (Count(0, None, "some"), "any number"),
    ],
)
def test_counts(count: Count | None, words: str) -> None:
    assert count_in_words(count) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "day unknown"),
        (Moment("2023-10-17", "2023-10-17", "sometime", "Tuesday"), "17 Oct 2023"),
        (Moment("2023-10-17", "2023-10-24", "throughout", "w"), "17 to 24 Oct 2023"),
        (Moment("2023-09-30", "2023-10-01", "throughout", "w"), "30 Sep to 1 Oct 2023"),
        (Moment("2023-12-31", "2024-01-01", "throughout", "w"), "31 Dec 2023 to 1 Jan 2024"),
        (Moment("2023-10-01", "2023-10-31", "sometime", "w"), "some time in 1 to 31 Oct 2023"),
        (Moment("2023-10-17", None, "throughout", "since"), "since 17 Oct 2023"),
        (Moment(None, "2023-10-17", "sometime", ""), "by 17 Oct 2023"),
        (Moment("XXXX-10-17", "XXXX-10-17", "sometime", "w"), "17 Oct (year open)"),
    ],
)
def test_moments(moment: Moment | None, words: str) -> None:
    assert moment_in_words(moment) == words


def test_questions() -> None:
    asked = Question(
        target="US forces",
        attacker="JNIM",
        weapon="drones",
        places=("Iraq", "Syria", "Jordan"),
        since=date(2023, 10, 17),
        until=date(2023, 10, 24),
    )
    assert question_in_words(asked) == (
        "by JNIM on US forces with drones in Iraq, Syria or Jordan from 17 to 24 Oct 2023"
    )
    day = date(2024, 1, 2)
    assert question_in_words(Question(since=day, until=day)) == "on 2 Jan 2024"
    assert question_in_words(Question()) == ""


def test_quotations_are_cut_at_a_word_and_marked_once() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("one\n two", 12) == "one two"
    assert quoted("We did it.") == "“We did it.”"
    assert quoted('"We did it," he said.') == '"We did it," he said.'
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], joint="or") == "a, b or c"


def tally(confirmed: tuple[int, int | None], claimed: tuple[int, int | None]) -> Tally:
    strict, wide = Bounds(*confirmed), Bounds(*claimed)
    return Tally(
        id="t",
        question=Question(places=("Iraq",)),
        book_version=1,
        policy="p",
        bounds=StandardBounds(strict, strict, wide),
        silent=False,
        residue=Residue(0, 0, ""),
    )


@pytest.mark.parametrize(
    ("confirmed", "claimed", "words"),
    [
        ((13, None), (13, None), "At least 13 attacks are confirmed in Iraq."),
        ((1, None), (1, None), "At least 1 attack is confirmed in Iraq."),
        ((1, 1), (1, 1), "1 attack is confirmed in Iraq."),
        ((13, 14), (13, 14), "13 to 14 attacks are confirmed in Iraq."),
        ((0, 0), (0, 0), "No attack is confirmed in Iraq."),
        ((0, 2), (0, 2), "At most 2 attacks are confirmed in Iraq."),
        ((0, None), (0, None), "No attack is surely confirmed in Iraq."),
        (
            (0, 0),
            (1, 3),
            "No attack is confirmed in Iraq; 1 to 3 with what is only reported or claimed.",
        ),
    ],
)
def test_headlines(
    confirmed: tuple[int, int | None], claimed: tuple[int, int | None], words: str
) -> None:
    assert headline(tally(confirmed, claimed)) == words
