"""Weeks out of the ordinary: the rules, their law, and what a past must be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from tallybook.watch.surges import (
    ALPHA,
    LEAST,
    Finding,
    JudgedWeek,
    Law,
    Range,
    Week,
    judge_weeks,
)

MONDAY = date(2020, 1, 6)


def weeks(*attacks: int | tuple[int, int | None], reports: int = 1) -> list[Week]:
    """Weeks with these attacks, the 30 days of each as the sum of about four of them."""
    ranges = [Range(*one) if isinstance(one, tuple) else Range(one, one) for one in attacks]
    found = []
    for place, here in enumerate(ranges):
        four = ranges[max(0, place - 3) : place + 1]
        highs = [one.upper for one in four]
        upper = None if None in highs else sum(high for high in highs if high is not None)
        found.append(
            Week(
                first=MONDAY + timedelta(weeks=place),
                attacks=here,
                month=Range(sum(one.lower for one in four), upper),
                reports=reports,
            )
        )
    return found


def rule(judged: JudgedWeek, name: str) -> Finding:
    return next(one for one in judged.findings if one.rule == name)


def last(*attacks: int | tuple[int, int | None], rule_name: str, reports: int = 1) -> Finding:
    return rule(judge_weeks(weeks(*attacks, reports=reports))[-1], rule_name)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=60), st.integers(1, 80))
def test_the_law_is_scipys_negative_binomial(numbers: list[int], asked: int) -> None:
    law = Law(numbers)
    size = law.mean**2 / (law.variance - law.mean)
    expected = nbinom.sf(asked - 1, size, law.mean / law.variance)
    assert law.chance(asked) == pytest.approx(expected, rel=1e-6, abs=1e-12)
    threshold = law.threshold()
    assert law.chance(threshold) < ALPHA <= law.chance(threshold - 1)


def test_a_week_far_above_its_past_exceeds() -> None:
    calm = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3]
    assert last(*calm, 12, rule_name="exceedance").verdict == "surge"
    assert last(*calm, 4, rule_name="exceedance").verdict == "ordinary"


def test_a_surge_that_goes_on_does_not_hide_itself() -> None:
    calm = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3, 2, 2] * 4
    lasting = [last(*calm, *[11] * weeks, rule_name="exceedance") for weeks in range(1, 6)]
    assert {found.verdict for found in lasting} == {"surge"}
    assert len({found.threshold for found in lasting[:4]}) <= 2


def test_what_varies_much_needs_more_to_exceed() -> None:
    calm, wild = [3] * 12, [0, 9, 0, 0, 8, 1, 0, 9, 0, 0, 8, 1]
    assert sum(calm) == sum(wild)
    thresholds = [last(*past, 5, rule_name="exceedance").threshold for past in (calm, wild)]
    assert thresholds[0] is not None
    assert thresholds[1] is not None
    assert thresholds[0] < thresholds[1]


def test_where_only_the_upper_bound_crosses_it_is_possible() -> None:
    calm = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3]
    assert last(*calm, (3, 12), rule_name="exceedance").verdict == "possible"
    assert last(*calm, (3, None), rule_name="exceedance").verdict == "possible"


def test_fewer_than_five_in_a_month_are_never_a_surge() -> None:
    quiet = [0] * 30
    assert last(*quiet, LEAST - 1, rule_name="exceedance").verdict == "ordinary"
    assert last(*quiet, LEAST, rule_name="exceedance").verdict == "surge"


def test_a_short_past_is_none() -> None:
    for judged in judge_weeks(weeks(*[2] * 8)):
        assert judged.verdict == "no past"
        assert all(one.threshold is None for one in judged.findings)
    assert judge_weeks(weeks(*[2] * 9))[-1].verdict == "ordinary"
    assert rule(judge_weeks(weeks(*[2] * 40))[-1], "record level").verdict == "no past"


def test_weeks_without_a_report_are_no_past() -> None:
    assert last(*[0] * 40, 9, rule_name="exceedance", reports=0).verdict == "no past"


def test_a_level_not_seen_for_a_year_and_for_three() -> None:
    year, three = [3] * 60, [3] * 170
    found = last(*year, 9, rule_name="record level")
    assert (found.verdict, found.years) == ("surge", 1)
    assert found.threshold == 13
    found = last(*three, 9, rule_name="record level")
    assert (found.verdict, found.years) == ("surge", 3)
    before = [3] * 60 + [20] + [3] * 100
    found = last(*before, 9, rule_name="record level")
    assert (found.verdict, found.years) == ("surge", 1)
    assert last(*year, 3, rule_name="record level").verdict == "ordinary"
    assert last(*year, (3, 9), rule_name="record level").verdict == "possible"


def test_a_record_below_the_least_is_none() -> None:
    assert last(*[0] * 60, LEAST - 1, rule_name="record level").verdict == "ordinary"
    assert last(*[0] * 60, LEAST, rule_name="record level").verdict == "surge"


@given(st.lists(st.integers(0, 9), min_size=8, max_size=70), st.integers(0, 30), st.integers(0, 30))
def test_more_attacks_are_never_less_out_of_the_ordinary(past: list[int], a: int, b: int) -> None:
    order = ("no past", "ordinary", "possible", "surge")
    fewer, more = sorted((a, b))
    low = judge_weeks(weeks(*past, fewer))[-1].verdict
    high = judge_weeks(weeks(*past, more))[-1].verdict
    assert order.index(low) <= order.index(high)


def test_each_week_has_only_those_before_it_as_its_past() -> None:
    series = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3, 12, 2, 2]
    whole = judge_weeks(weeks(*series))
    for length in range(1, len(series)):
        assert judge_weeks(weeks(*series[:length])) == whole[:length]
