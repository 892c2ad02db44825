"""TIMEX3: what is found, and which readings say the same as a value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evals.data import Absent
from evals.times import evaluate, matched, read_story, score
from evals.timex import Expression, Length, days_of, length_of
from tallybook.coding.moments.calendar import Stretch

TEXT = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2021-05-12">05/12/2021</TIMEX3></DCT>
<TEXT>Boats <EVENT eid="e1">sank</EVENT> {0}, guards said.</TEXT></TimeML>
"""


def story(words: str, value: str, more: str = ""):
    tag = f'<TIMEX3 tid="t1" type="DATE" value="{value}" {more}>{words}</TIMEX3>'
    return read_story("x", TEXT.format(tag))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-05-12", ("2021-05-12", "2021-05-12")),
        ("2021-05-12T08:30", ("2021-05-12", "2021-05-12")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2021-Q3", ("2021-07-01", "2021-09-30")),
        ("2021-H1", ("2021-01-01", "2021-06-30")),
        ("2021-W19", ("2021-05-10", "2021-05-16")),
        ("2021-W19-WE", ("2021-05-15", "2021-05-16")),
        ("2021-SU", ("2021-06-01", "2021-08-31")),
        ("2021-WXX", ("2021-01-01", "2021-12-31")),
        ("198", ("1980-01-01", "1989-12-31")),
        ("18", ("1800-01-01", "1899-12-31")),
        ("P3D", None),
        ("PAST_REF", None),
    ],
)
def test_values_of_days(value: str, days: tuple[str, str] | None):
    assert days_of(value) == (None if days is None else Stretch(*days))


def test_lengths():
    assert length_of("P3D") == Length("D", 3)
    assert length_of("PT5H") == Length("TH", 5)
    assert length_of("PXY") == Length("Y", None)
    assert length_of("P1DE") == Length("Y", 10)
    assert length_of("2021") is None


@pytest.mark.parametrize(
    ("words", "value", "more"),
    [
        ("on Tuesday", "2021-05-11", ""),
        ("last week", "2021-W18", ""),
        ("this year", "2021", ""),
        ("since Monday", "2021-05-10", ""),
        ("before May 3", "2021-05-03", ""),
        ("in early April", "2021-04", 'mod="START"'),
        ("two weeks ago", "2021-W17", ""),
        ("last week", "2021-WXX", ""),
        ("last night", "2021-05-11TNI", ""),
        ("for three days", "P3D", ""),
        ("for at least three days", "P3D", 'mod="EQUAL_OR_MORE"'),
        ("for several days", "PXD", ""),
        ("every week", "P1W", ""),
        ("every Friday", "XXXX-WXX-5", ""),
        ("recently", "PAST_REF", ""),
    ],
)
def test_readings_that_say_the_same(words: str, value: str, more: str):
    found = score(story(words, value, more))
    assert (found.spans.right, found.values.right) == (1, 1)


@pytest.mark.parametrize("week", ["2021-W18", "2021-W17"])
def test_last_week_of_a_sunday_may_be_the_one_week_or_the_other(week: str):
    tag = f'<TIMEX3 tid="t1" type="DATE" value="{week}">last week</TIMEX3>'
    sunday = TEXT.format(tag).replace("2021-05-12", "2021-05-09").replace("05/12", "05/09")
    assert score(read_story("x", sunday)).values.right == 1


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Tuesday", "2021-05-04"),
        ("last week", "2021-W17"),
        ("since Monday", "2021-05-11"),
        ("in early April", "2021-04"),
        ("for three days", "P4D"),
        ("for several days", "P3D"),
        ("every Friday", "XXXX-WXX-4"),
        ("recently", "PRESENT_REF"),
    ],
)
def test_readings_that_say_another_thing(words: str, value: str):
    found = score(story(words, value))
    assert (found.spans.right, found.values.right) == (1, 0)


def test_a_text_keeps_its_words_and_its_day():
    read = story("on Tuesday", "2021-05-11")
    assert read.text == "Boats sank on Tuesday, guards said."
    assert read.written == date(2021, 5, 12)
    assert read.expressions == (Expression(11, 21, "2021-05-11"),)


def test_each_reading_counts_once():
    wanted = [Expression(0, 4, "a"), Expression(3, 9, "b")]
    assert matched([(2, 5)], wanted) == [(0, wanted[0])]


def test_a_corpus_is_scored_and_an_absent_one_is_said_so(tmp_path: Path):
    with pytest.raises(Absent, match=r"tml"):
        evaluate(tmp_path)
    folder = tmp_path / "time" / "own"
    folder.mkdir(parents=True)
    tag = '<TIMEX3 tid="t1" type="DATE" value="2021-05-11">Tuesday</TIMEX3>'
    (folder / "a.tml").write_text(TEXT.format(f"on {tag}"), encoding="utf-8")
    (folder / "b.tml").write_text(TEXT.format("by night"), encoding="utf-8")
    (folder / "._a.tml").write_bytes(b"\0")
    told: list[float] = []
    figures = {one.key: one for one in evaluate(tmp_path, progress=told.append)}
    assert figures["times.span_f1"].value == 100.0
    assert figures["times.value"].value == 100.0
    assert told == [0.5, 1.0]
