"""Reports without a date: days of the week tell attacks apart, and no day is known."""

from __future__ import annotations

import pytest

from tallybook.coding.builtin import BuiltinCoder
from tallybook.coding.report.apart import days_conflict
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.values import Moment
from tallybook.ingest import Fetched, Flags, read_batch

CODER = BuiltinCoder()


def incidents(text: str) -> list[Claim]:
    """The incident claims of a report that says nowhere when it was written."""
    [intake] = read_batch([Fetched("report.txt", text.encode())], Flags())
    assert isinstance(intake.result, Document)
    [claims] = CODER.code([intake.result])
    assert isinstance(claims, list)
    return [claim for claim in claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two traders in Gao on Monday. On Wednesday gunmen killed two teachers in "
        "Gao.",
        "Rockets hit the base at Gao on Monday, the army said. It was hit by mortars again on "
        "Friday.",
        "A bomb exploded at a market in Jos on Tuesday night, killing four. On Friday a bomb "
        "exploded at a market in Jos and killed nine.",
    ],
)
def test_two_days_of_the_week_are_two_attacks(text: str) -> None:
    one, other = incidents(text)
    assert one.id in other.apart_from
    for claim in (one, other):
        assert claim.when is not None
        assert (claim.when.first, claim.when.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four traders in Gao on Monday. The attack on Monday was the worst in years.",
        "Gunmen attacked a convoy near Gao on Friday. The army said on Saturday that six soldiers "
        "died in the attack.",
        "Gunmen killed four traders in Gao on Monday. Four bodies were found on Tuesday.",
    ],
)
def test_one_day_of_the_week_or_anothers_day_tells_none_apart(text: str) -> None:
    assert not any(claim.apart_from for claim in incidents(text))


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Monday", "Wednesday", True),
        ("last Monday", "Monday", False),
        ("late on Sunday", "early on Monday", False),
        ("late on Sunday", "Tuesday", True),
        ("between Monday and Wednesday", "Tuesday", False),
        ("Monday", "the weekend", False),
    ],
)
def test_weekdays_conflict_but_for_a_night_between(one: str, other: str, conflict: bool) -> None:
    first, second = (Moment(None, None, "sometime", words) for words in (one, other))
    assert days_conflict(first, second) is conflict
    assert days_conflict(second, first) is conflict
