"""What holds of every expression of time, and how narrative times are resolved."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tallybook.coding.moments.calendar import AHEAD
from tallybook.coding.moments.finding import Anchor, find_moments, resolve_narrative
from tallybook.core.values import Moment

NLP = spacy.blank("en")
DAYS = st.dates(min_value=date(1975, 1, 1), max_value=date(2060, 12, 31))

PAST = [
    "today", "yesterday", "the day before yesterday", "overnight", "last night", "this morning",
    "on Monday", "on Tuesday", "on Sunday", "last Friday", "early Wednesday", "two days ago",
    "three weeks ago", "a month ago", "several years ago", "in the past week", "this week",
    "in the last three months", "in recent days", "last week", "last month", "last year",
    "earlier this month", "over the weekend", "in May", "in December", "late last year",
    "on 3 January", "on October 17", "between 3 and 9 May", "from Monday to Wednesday",
    "since Friday", "since last month", "until Thursday", "as of Monday", "last summer",
    "in the third quarter", "this year", "on Christmas Day", "in mid-March",
]  # fmt: skip

FILLER = """
    Gunmen fired on the 17 May 2021 to between and last week ago since first of a two - , . late
    October Tuesday next early this month before day 31 February from until years in past half
    quarter 1990s / 's weekend
"""


@given(st.sampled_from(PAST), DAYS)
def test_what_has_happened_has_happened_by_the_day_of_writing(phrase: str, written: date) -> None:
    mentions = find_moments(NLP(f"Rebels burned a depot {phrase}."), Anchor(published=written))
    assert len(mentions) == 1
    moment = mentions[0].moment
    assert moment.last is not None
    # A day of a month that is about to come is announced, or misprinted.
    ahead = AHEAD if re.search(r"\d", phrase) else timedelta()
    assert moment.last <= written + ahead
    assert moment.first is None or moment.first <= moment.last


@given(st.lists(st.sampled_from(FILLER.split()), max_size=14), st.none() | DAYS)
def test_any_words_give_exact_ordered_spans(words: list[str], written: date | None) -> None:
    doc = NLP(" ".join(words))
    end = 0
    for mention in find_moments(doc, Anchor(published=written)):
        assert end <= mention.start < mention.end
        end = mention.end
        assert mention.moment.words == doc.text[mention.start_char : mention.end_char]
        assert mention.moment.words == doc[mention.start : mention.end].text
        first, last = mention.moment.first, mention.moment.last
        assert first is None or last is None or first <= last


@given(DAYS)
def test_a_day_that_is_written_out_is_that_day(day: date) -> None:
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", f"{day}"):
        (mention,) = find_moments(NLP(f"It burned on {text} again."), Anchor())
        assert mention.moment.earliest == mention.moment.latest == day.isoformat()


@given(DAYS, st.integers(min_value=2, max_value=400))
def test_days_ago_are_exact(written: date, number: int) -> None:
    (mention,) = find_moments(NLP(f"It burned {number} days ago."), Anchor(published=written))
    assert mention.moment.first == mention.moment.last == written - timedelta(number)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("a day earlier", "2023-10-16", "2023-10-16"),
        ("the day before", "2023-10-16", "2023-10-16"),
        ("the previous day", "2023-10-16", "2023-10-16"),
        ("the same day", "2023-10-17", "2023-10-17"),
        ("that night", "2023-10-17", "2023-10-17"),
        ("the following day", "2023-10-18", "2023-10-18"),
        ("the next morning", "2023-10-18", "2023-10-18"),
        ("three days later", "2023-10-20", "2023-10-20"),
        ("two days after the burial", "2023-10-19", "2023-10-19"),
        ("hours later", "2023-10-17", "2023-10-18"),
        ("minutes later", "2023-10-17", "2023-10-17"),
        ("a week later", "2023-10-21", "2023-10-27"),
        ("a month later", "2023-11-02", "2023-12-02"),
        ("days later", "2023-10-19", "2023-10-23"),
        ("the following week", "2023-10-23", "2023-10-29"),
        ("the same month", "2023-10-01", "2023-10-31"),
    ],
)
def test_narrative_times_count_from_the_last_moment(words: str, earliest: str, latest: str) -> None:
    (mention,) = find_moments(NLP(f"They struck again {words}."), Anchor(date(2023, 12, 24)))
    assert mention.relative_to == "narrative"
    assert (mention.moment.earliest, mention.moment.latest) == (None, None)
    told = Moment("2023-10-17", "2023-10-17", "sometime", "October 17")
    resolved = resolve_narrative(mention, told)
    assert (resolved.earliest, resolved.latest) == (earliest, latest)


def test_an_unknown_narrative_moment_leaves_it_open() -> None:
    (mention,) = find_moments(NLP("They had struck a day earlier."), Anchor())
    unknown = Moment("XXXX-10-17", "XXXX-10-17", "sometime", "October 17")
    assert resolve_narrative(mention, unknown).earliest is None


def test_what_is_no_narrative_keeps_its_moment() -> None:
    (mention,) = find_moments(NLP("They struck yesterday."), Anchor(date(2023, 10, 24)))
    told = Moment("2020-01-01", "2020-01-01", "sometime", "January 1")
    assert resolve_narrative(mention, told) == mention.moment


def test_the_dateline_counts_before_the_publication() -> None:
    anchor = Anchor(published=date(2023, 10, 25), dateline_day=date(2023, 10, 24))
    (mention,) = find_moments(NLP("A depot burned today."), anchor)
    assert mention.moment.earliest == "2023-10-24"


@pytest.mark.parametrize(
    ("phrase", "extent", "kind"),
    [
        ("on Monday", "sometime", "point"),
        ("last week", "sometime", "period"),
        ("between 3 and 9 May", "throughout", "period"),
        ("in the past week", "throughout", "period"),
        ("since Friday", "throughout", "since"),
        ("until Friday", "throughout", "until"),
        ("every night", "sometime", "frequency"),
        ("for two weeks", "throughout", "duration"),
    ],
)
def test_extent_and_kind(phrase: str, extent: str, kind: str) -> None:
    (mention,) = find_moments(NLP(f"It burned {phrase}."), Anchor(date(2023, 10, 24)))
    assert (mention.moment.extent, mention.kind) == (extent, kind)


def test_a_phrase_does_not_run_over_a_blank_line() -> None:
    mentions = find_moments(NLP("It burned in October\n\n17 men died."), Anchor())
    assert [m.moment.words for m in mentions] == ["October"]


def test_a_phrase_runs_over_a_line_end() -> None:
    mentions = find_moments(NLP("It burned on October\n17 in the rain."), Anchor())
    assert [m.moment.words for m in mentions] == ["October\n17"]
