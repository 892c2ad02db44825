"""One assault in its scenes: the bomb at the gate, the siege of a building, the attackers' end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and not c.about]


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        ("Gunmen stormed a hotel in Gao on Friday after a suicide bomber blew up a lorry at its "
         "gate, police said.", 1),
        ("Fighters raided a prison in Gao on Friday after a car bomb went off at the entrance.", 1),
        ("Rebels overran a base in Gao on Friday when a truck bomb blew a hole in its wall.", 1),
        ("Gunmen stormed a hotel in Gao on Friday after a bomb went off at a bank in Kidal.", 2),
        ("Jets struck a camp in Gao on Friday after rebels fired rockets at the airport.", 2),
        ("Gunmen raided a bar in Gao on Friday after a bomb went off at the gate of a bank.", 2),
    ],
)  # fmt: skip
def test_what_opens_at_its_gate_is_the_same_attack(
    code_report: Code, text: str, attacks: int
) -> None:
    assert len(_attacks(code_report(text))) == attacks


def test_the_siege_of_a_building_is_an_attack_that_began_before_it_ended(code_report: Code) -> None:
    text = (
        "The siege of a hotel in Gao ended on Saturday when special forces shot dead the last of "
        "four attackers, police said. Nine guests were killed."
    )
    [claim] = _attacks(code_report(f"Siege over in Gao, gunmen dead\n\n{text}", "2024-11-17"))
    assert claim.event_type == "siege"
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == (None, "2024-11-16")
    assert all("forces" not in m.name for m in claim.attackers)


def test_the_siege_of_a_town_is_none(code_report: Code) -> None:
    text = (
        "Gunmen shot two men in Kidal on Monday.\n\nThe siege of Gao ended on Saturday, they said."
    )
    assert [[p.name for p in c.places] for c in _attacks(code_report(text))] == [["Kidal"]]


@pytest.mark.parametrize(
    "text",
    [
        "Police shot dead two attackers at a bar in Gao on Monday.",
        "Soldiers killed the last of three assailants at a mill in Gao on Monday.",
    ],
)
def test_who_stops_the_attackers_attacks_nobody(code_report: Code, text: str) -> None:
    for claim in code_report(text):
        assert all(m.name not in ("Police", "Soldiers") for m in claim.attackers)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Nairobi, police said gunmen had attacked a bar on Monday.", "Nairobi"),
        ("In Moscow, the defence ministry said that its forces had struck depots of the navy on "
         "Monday.", None),
        ("In Ankara, the defence minister said jets had bombed a camp on Monday.", None),
    ],
)  # fmt: skip
def test_a_ministry_speaks_in_its_capital(code_report: Code, text: str, place: str | None) -> None:
    found = [p.name for c in _attacks(code_report(text)) for p in c.places]
    assert found == ([place] if place else []) or place is None
    assert place is not None or not {"Moscow", "Ankara"} & set(found)


def test_a_bus_that_burns_by_a_fault_was_not_attacked(code_report: Code) -> None:
    text = (
        "Gunmen killed seven traders in Gao on Monday.\n\nA lorry that burned near Kidal on "
        "Tuesday, killing its driver, had an electrical fault, police said."
    )
    assert {c.killed.low for c in code_report(text) if c.killed is not None} == {7}
