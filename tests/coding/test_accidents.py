"""A shot that nobody meant is no attack, and who pleads an accident is not believed for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and c.stance == "asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "A farmer accidentally shot his neighbour near Nakuru on Sunday, police said.\n"
        "The neighbour, 40, was shot in the thigh and is in hospital.",
        "A watchman's rifle went off at a depot in Nakuru on Sunday, killing a driver.",
        "A cook was shot in the chest in Nakuru on Sunday.\n"
        "A guard was cleaning his shotgun when it happened, police said.",
        "A student was killed in a hunting accident near Nakuru on Sunday. She was shot once.",
        "A nurse was shot dead in Nakuru on Sunday.\nPolice ruled the shooting accidental.",
        "A clerk was shot dead in Nakuru on Sunday.\n"
        "His cousin was charged with involuntary manslaughter.",
        "A man shot himself in Nakuru on Sunday. Neighbours heard the gun.",
        "A 4-year-old boy shot a neighbour in the hand in Nakuru on Sunday.",
    ],
)
def test_an_accident_with_a_gun_is_no_attack(code_report: CodeReport, text: str) -> None:
    assert _incidents(code_report(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A watchman told reporters that his gun went off by itself. "
        "He shot dead a driver in Nakuru on Sunday.",
        "Police said the shooting of a student in Nakuru on Sunday was not accidental.",
        "Detectives are trying to find out whether the shooting of a student in Nakuru on Sunday "
        "was accidental.",
        "A constable was charged with murder after his gun went off in Nakuru on Sunday and "
        "killed a student.",
        "A robber's gun went off in a struggle with a grocer in Nakuru on Sunday. "
        "The grocer was shot dead.",
    ],
)
def test_who_may_have_meant_it_is_not_let_off(code_report: CodeReport, text: str) -> None:
    assert len(_incidents(code_report(text))) >= 1


def test_an_accident_takes_no_attack_beside_it_away(code_report: CodeReport) -> None:
    chaos = code_report(
        "A gunman opened fire in a market in Nakuru on Sunday and killed three people. "
        "A policeman accidentally shot a colleague in the chaos."
    )
    assert [c.killed.low for c in _incidents(chaos) if c.killed is not None] == [3]
    elsewhere = code_report(
        "A guard was cleaning his rifle in Nakuru on Sunday when a shot killed a cook, police "
        "said. The cook was shot in the chest.\n"
        "In another shooting, two traders were shot dead in Kisumu on Monday."
    )
    [claim] = _incidents(elsewhere)
    assert [p.name for p in claim.places] == ["Kisumu"]


def test_a_gun_is_no_bomb(code_report: CodeReport) -> None:
    text = "A clerk placed her pistol on a shelf in Nakuru on Sunday, and the pistol went off."
    assert code_report(text) == []


def test_a_number_of_accidents_counts_no_attacks(code_report: Callable[..., list[Claim]]) -> None:
    for text in (
        "There were 41 accidental shootings in Kenya in 2024, a charity said.",
        "It was the 69th unintentional shooting in Kenya this year, a charity said.",
    ):
        assert [c for c in code_report(text) if c.kind == "count"] == []
    [counted] = [
        c
        for c in code_report("There were 41 shootings in Kenya in 2024, a charity said.")
        if c.kind == "count"
    ]
    assert counted.count is not None
    assert counted.count.low == 41
