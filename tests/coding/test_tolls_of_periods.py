"""Dead of a week or a month: a toll of the period, and of none of its attacks alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def tolls(claims: list[Claim]) -> list[int]:
    return [c.killed.low for c in claims if c.kind == "incident" and c.killed is not None]


@pytest.mark.parametrize(
    "after",
    [
        "At least 40 people have been killed in the city this week.",
        "Eight people were killed in the city this week.",
        "Gunmen have killed nine people in the city in the past week.",
        "In the past three days nine people have been killed by bombs in the region.",
        "More than 20 people have been killed since Sunday in the state.",
        "The death toll for the week now stands at 53, the Red Cross said.",
        "This month's death toll is 31, doctors said.",
    ],
)
def test_the_dead_of_a_period_are_put_on_no_one_attack(code_report: Code, after: str) -> None:
    text = f"A bomb killed four people at a market in Maiduguri on Monday. {after}"
    assert tolls(code_report(text, published="2024-05-16")) == [4]


def test_a_toll_that_rose_this_week_is_still_the_attacks(code_report: Code) -> None:
    claims = code_report(
        "A raid on Bokkos killed 12 people on Monday. The death toll from the raid rose to 15 this "
        "week.",
        published="2024-05-16",
    )
    [harm] = [c for c in claims if c.kind == "harm"]
    assert harm.about


def test_killed_this_week_alone_is_an_attack_of_this_week(code_report: Code) -> None:
    text = "Two soldiers have been killed this week in Kunduz, the ministry said."
    assert tolls(code_report(text, published="2024-05-16")) == [2]


def test_who_have_now_died_in_it_died_in_the_attack_told(code_report: Code) -> None:
    claims = code_report(
        "A blast at a checkpoint in Gao killed three soldiers on Monday. Nine people have now died "
        "in the attack, the army said.",
        published="2024-05-16",
    )
    told = [c for c in claims if c.kind == "incident"]
    assert {c.when.earliest for c in told if c.when} == {"2024-05-13"}
    assert not any(c.apart_from for c in told)
