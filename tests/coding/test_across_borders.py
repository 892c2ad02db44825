"""Strikes by a state that are told without a place: its name says whose they are, not where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Israel said on Monday it struck a weapons depot belonging to Hezbollah.",
        "Turkish jets hit PKK positions on Tuesday, killing nine fighters, the ministry said.",
        "Pakistan said its jets struck hideouts of the Pakistani Taliban on Thursday.",
        "Russian missiles hit a hotel on Saturday, wounding eight.",
        "Ukraine hit a Russian landing ship on Saturday, its navy said. Rebels were not involved.",
        "Iran fired missiles at a base of a Kurdish group on Monday, killing three.",
    ],
)
def test_a_strike_by_a_state_is_not_put_into_that_state(code_report: Code, text: str) -> None:
    [told] = [c for c in code_report(text, published="2024-05-16") if c.kind == "incident"]
    assert told.places == ()
    assert told.attackers


@pytest.mark.parametrize(
    "text",
    [
        "Nigerian troops killed 12 bandits in an ambush on Friday, the army said.",
        "Three Israeli soldiers were killed in an attack on Monday.",
        "Saudi Arabia intercepted two drones fired by the Houthis on Monday.",
    ],
)
def test_fights_on_the_ground_and_what_flies_in_are_in_the_only_country(
    code_report: Code, text: str
) -> None:
    [told] = [c for c in code_report(text, published="2024-05-16") if c.kind == "incident"]
    assert [p.precision for p in told.places] == [6]


def test_a_state_that_hits_another_with_tariffs_attacks_nobody(code_report: Code) -> None:
    text = "China hit the banks of Australia with tariffs on Monday. A gunman was arrested."
    assert not [c for c in code_report(text) if c.kind == "incident"]


def test_what_a_state_says_it_struck_is_not_what_was_told_of_others(code_report: Code) -> None:
    claims = code_report(
        "At least nine people were killed in a blast in Beirut on Tuesday. Hezbollah said it had "
        "fired rockets at Israeli artillery positions. Israel said it struck launchers overnight.",
        published="2024-09-18",
    )
    told = [c for c in claims if c.kind == "incident"]
    assert len(told) == 3
    assert not any(c.about for c in told)
