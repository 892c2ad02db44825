"""Ships that are boarded, plans that came to pass, and things that are only confiscated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


@pytest.mark.parametrize(
    ("sentence", "attacker"),
    [
        ("Pirates boarded a tanker off Cotonou on Sunday, the navy said.", "Pirates"),
        ("A barge was boarded by armed robbers near Manaus on Sunday.", "armed robbers"),
        ("Seven masked men with rifles boarded a tug near Manaus on Sunday.", "Seven masked men"),
    ],
)
def test_who_comes_on_board_with_arms_attacks(
    code_report: Code, sentence: str, attacker: str
) -> None:
    [claim] = _incidents(code_report(f"At sea\n\n{sentence}"))
    assert claim.event_type == "hijacking"
    assert attacker in claim.attackers[0].name


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers boarded a ferry to Lamu on Sunday after a bombing in Kismayo was reported.",
        "The hostages boarded a ship home on Sunday.",
    ],
)
def test_who_goes_on_board_attacks_nobody(code_report: Code, sentence: str) -> None:
    claims = _incidents(code_report(f"At sea\n\n{sentence}"))
    assert not [c for c in claims if c.event_type == "hijacking"]


def test_a_number_counts_those_whom_a_participle_describes(code_report: Code) -> None:
    text = "Robbery\n\nFour hooded men shot a guard dead in Gao on Sunday."
    [claim] = _incidents(code_report(text))
    assert [a.name for a in claim.attackers] == ["Four hooded men"]


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Two men planned the bombing that killed 12 in Mombasa in 2021, a court heard.", "done"),
        ("She had plotted the attack that cost three guards their lives in Gao in 2021.", "done"),
        ("Two men planned a bombing that would have killed dozens in Mombasa.", "threatened"),
    ],
)
def test_what_is_told_of_its_victims_was_done(code_report: Code, sentence: str, stage: str) -> None:
    [claim] = _incidents(code_report(f"On trial\n\n{sentence}"))
    assert claim.stage == stage


@pytest.mark.parametrize(
    ("sentence", "captured"),
    [
        ("Two rifles and a sketch of the hall were seized at a garage in Gao on Sunday.", False),
        ("Troops seized documents and phones in Gao on Sunday.", False),
        ("Rebels seized a strategic hill near Goma on Sunday.", True),
    ],
)
def test_what_is_carried_is_confiscated(code_report: Code, sentence: str, captured: bool) -> None:
    claims = _incidents(code_report(f"Raids\n\n{sentence}"))
    assert any(c.event_type == "capture" for c in claims) is captured
