"""Running totals: what a voice adds later may be late news, so a rise is no count."""

from __future__ import annotations

from datetime import date
from typing import Any

from tally_worlds import ask, bounds, count, incident, moment

from tallybook.core.claims import Claim
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally


def total(day: int, low: int, high: int | None, **more: Any) -> Claim:
    """A total since the 17th of October that a report of `day` gives."""
    period = more.pop("when", moment("17", f"{day}"))
    return count(f"on-{day}", low, high, when=period, document=f"doc-{day}", **more)


def asked(first: int, last: int, *claims: Any) -> Tally:
    question = Question(places=("iraq",), since=date(2023, 10, first), until=date(2023, 10, last))
    days = {f"doc-{day}": date(2023, 10, day) for day in range(17, 32)}
    return ask(*claims, question=question, published=days)


RISING = (total(24, 13, None), total(26, 16, 16), total(30, 23, 23))


def test_the_last_total_binds_as_said_and_the_earlier_ones_from_below() -> None:
    assert bounds(asked(17, 30, *RISING)) == (23, 23)
    assert bounds(asked(17, 24, *RISING)) == (13, 23)
    assert bounds(asked(17, 26, *RISING)) == (16, 23)


def test_between_two_totals_all_that_was_added_may_be_late_news() -> None:
    assert bounds(asked(25, 26, *RISING)) == (0, 10)
    assert bounds(asked(27, 30, *RISING)) == (0, 7)
    assert bounds(asked(25, 30, *RISING)) == (0, 10)


def test_a_rise_is_labelled_and_each_total_says_which_one_raised_it() -> None:
    tally = asked(27, 30, *RISING)
    [note] = [n for n in tally.notes if "total" in n]
    assert "rises (at least 13 → 16 → 23)" in note
    assert "no count of the attacks between" in note
    raised = {c.claim: (c.upper, c.raised_by) for c in tally.constraints}
    assert raised == {"on-24": (None, "on-26"), "on-26": (16, "on-30"), "on-30": (23, None)}


def test_attacks_told_one_by_one_between_two_totals_are_counted() -> None:
    known = (incident("i", when=moment("28")), incident("j", when=moment("29")))
    assert bounds(asked(27, 30, *RISING, *known)) == (2, 7)


def test_an_attack_that_is_late_news_of_an_earlier_period_contradicts_nothing() -> None:
    known = tuple(incident(f"i{n}", when=moment("20")) for n in range(18))
    tally = asked(17, 26, *RISING, *known)
    assert bounds(tally) == (18, 23)
    assert not tally.contradictions


def test_a_total_that_stands_still_leaves_nothing_between() -> None:
    tally = asked(27, 30, total(26, 16, 16), total(30, 16, 16))
    assert bounds(tally) == (0, 0)
    assert not [n for n in tally.notes if "total" in n]


def test_a_total_that_stood_still_is_raised_with_the_one_that_repeats_it() -> None:
    still = (total(24, 16, 16), total(26, 16, 16), total(28, 14, None), total(30, 23, 23))
    assert bounds(asked(17, 24, *still)) == (16, 23)
    assert bounds(asked(25, 26, *still)) == (0, 7)


def test_a_fall_is_flagged_and_is_a_contradiction() -> None:
    tally = asked(17, 30, total(26, 23, 23), total(30, 16, 16))
    [note] = [n for n in tally.notes if "total of" in n]
    assert "falls (23 → 16)" in note
    [conflict] = tally.contradictions
    assert set(conflict.members) == {"on-26", "on-30"}
    assert {side.bounds.lower for side in conflict.sides} == {16, 23}
    assert bounds(tally) == (16, 23)


def test_another_voice_raises_no_total() -> None:
    tally = asked(27, 30, total(26, 16, 16), total(30, 23, 23, voice="police b"))
    assert bounds(tally) == (7, 7)
    assert not [n for n in tally.notes if "total" in n]


def test_what_two_voices_say_binds_until_both_have_raised_it() -> None:
    other = count("b", 16, 16, when=moment("17", "26"), document="doc-26", voice="police b")
    assert bounds(asked(17, 26, *RISING, other)) == (16, 16)


def test_another_scope_raises_no_total() -> None:
    tally = asked(17, 26, total(26, 16, 16), total(30, 23, 23, places=("iraq", "syria")))
    assert bounds(tally) == (16, 16)


def test_a_figure_for_a_period_that_was_over_is_complete() -> None:
    closed = total(27, 16, 16, when=moment("17", "24"))
    assert bounds(asked(17, 24, closed, total(30, 23, 23))) == (16, 16)
    evening_before = total(25, 16, 16, when=moment("17", "24"))
    assert bounds(asked(17, 24, evening_before, total(30, 23, 23))) == (16, 23)


def test_the_parts_of_a_raised_total_were_known_no_later_than_it() -> None:
    whole = total(26, 16, 16, places=("iraq", "syria"), parts=("p", "q"))
    parts = (
        count("p", 12, 12, when=moment("17", "26"), document="doc-26"),
        count("q", 4, 4, places=("syria",), when=moment("17", "26"), document="doc-26"),
    )
    alone = asked(17, 26, whole, *parts)
    assert bounds(alone) == (12, 12)
    later = total(30, 23, 23, places=("iraq", "syria"))
    tally = asked(17, 26, whole, *parts, later)
    assert bounds(tally) == (12, 19)
    assert {c.claim: c.raised_by for c in tally.constraints}["p"] == "on-30"


def test_parts_that_overlap_are_not_forced_apart_by_a_later_total() -> None:
    both = {"weapons": ("drone", "rocket")}
    whole = total(26, 13, 13, parts=("p", "q"), **both)
    parts = (
        count("p", 8, 8, when=moment("17", "26"), weapons=("drone",), document="doc-26"),
        count("q", 7, 7, when=moment("17", "26"), weapons=("rocket",), document="doc-26"),
    )
    tally = asked(17, 26, whole, *parts, total(30, 14, 14, **both))
    assert bounds(tally) == (13, 14)
    assert not tally.contradictions
