"""What is to come and what is over, by the verb nearest to the time."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.coding.language.model import load_model
from tallybook.coding.moments.finding import Anchor, find_moments

WRITTEN = date(2023, 10, 24)  # a Tuesday


def earliest(text: str) -> list[str | None]:
    found = find_moments(load_model()(text), Anchor(WRITTEN))
    return [m.moment.earliest for m in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The nearest verb group is the time's own.
        ("The union would fight the sackings, announced on Friday.", "2023-10-20"),
        ("The envoy could stay with the chief he met on Friday.", "2023-10-20"),
        ("The union would fight the sackings on Friday.", "2023-10-27"),
        ("The sackings will be announced on Friday.", "2023-10-27"),
        # What is scheduled stands in the present.
        ("The truce expires on Nov. 20.", "2023-11-20"),
        ("The court reconvenes on Friday.", "2023-10-27"),
        ("The ransom is payable on Dec. 2.", "2023-12-02"),
        ("The truce expired on Nov. 20.", "2022-11-20"),
        # Of the calendar's year.
        ("Elections are held this November.", "2023-11-01"),
        ("Elections were held this March.", "2023-03-01"),
        # Parts joined to their year.
        ("The militia fell apart in mid-1996.", "1996-05-01"),
    ],
)
def test_the_day_that_is_meant(text: str, day: str):
    assert earliest(text) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The rebels were told to leave by May 30.", "2024-05-30"),
        ("The army asked residents to move south by June 2.", "2024-06-02"),
        ("The group set a deadline of May 30.", "2024-05-30"),
        ("They named June 3 as the deadline.", "2024-06-03"),
        ("The trial is set for June 6.", "2024-06-06"),
        # Deeds that are told lie behind.
        ("The rebels had left by May 30.", "2023-05-30"),
        ("The army took the town by June 2.", "2023-06-02"),
    ],
)
def test_what_is_to_be_done_by_a_date_lies_ahead(sentence: str, day: str) -> None:
    [found] = find_moments(load_model()(sentence), Anchor(published=date(2024, 5, 15)))
    assert found.moment.latest == day


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("They held out in a two-week siege.", "two-week"),
        ("A 72-hour truce began.", "72-hour"),
        ("The week-long siege ended.", "week-long"),
        ("They have fought for years.", "years"),
        ("A two-year-old boy was hurt.", None),
        ("Two night watchmen were killed.", None),
        ("They lost a second post.", None),
    ],
)
def test_measures_before_a_noun_say_how_long(sentence: str, words: str | None) -> None:
    found = find_moments(load_model()(sentence), Anchor(published=date(2024, 5, 15)))
    assert [m.moment.words for m in found] == ([] if words is None else [words])
    assert all(m.kind == "duration" and m.moment.earliest is None for m in found)
