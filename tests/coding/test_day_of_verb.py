"""Whose day a phrase of time behind an object is: the attack's, or that of what was done then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

TOLD = "Gunmen killed four traders in Gao on Monday. "


def days(claims: list[Claim]) -> set[str | None]:
    """The days of the attacks that are told."""
    return {c.when.earliest for c in claims if c.kind == "incident" and c.when is not None}


@pytest.mark.parametrize(
    "then",
    [
        "Police arrested three men over the attack on Wednesday.",
        "The United Nations condemned the attack on Tuesday.",
        "Police said they had arrested two suspects in the attack on Thursday.",
        "The army confirmed the attack on Tuesday.",
        "Schools stayed closed after the attack on Wednesday.",
    ],
)
def test_what_is_done_about_an_attack_has_its_own_day(code_report: Code, then: str) -> None:
    assert days(code_report(TOLD + then, published="2024-06-28")) == {"2024-06-24"}


@pytest.mark.parametrize(
    ("then", "day"),
    [
        # What is said of the attack has the attack's day.
        ("The attack on Wednesday killed nine soldiers.", "2024-06-26"),
        ("Nine soldiers were killed in the attack on Wednesday.", "2024-06-26"),
        # An earlier one is no time for what was done about the later.
        ("Villagers fled after the attack on Sunday.", "2024-06-23"),
        # It is brought in as new.
        ("Residents spoke of another attack in Mopti on Wednesday.", "2024-06-26"),
    ],
)
def test_another_attack_keeps_its_day(code_report: Code, then: str, day: str) -> None:
    assert day in days(code_report(TOLD + then, published="2024-06-28"))


def test_a_day_on_which_an_attack_was_told_is_that_attacks(code_report: Code) -> None:
    claims = code_report(
        TOLD + "On Tuesday shells hit a clinic there. The army condemned the attack on Tuesday.",
        published="2024-06-28",
    )
    assert days(claims) == {"2024-06-24", "2024-06-25"}
