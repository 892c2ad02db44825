"""The type of an attack: by the words for it, and by what it was done with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("A car bomb killed four people in Aden on Sunday.", "car_bombing"),
        ("A car bomb destroyed a police post in Aden on Sunday, killing four.", "car_bombing"),
        ("A roadside bomb killed two soldiers near Gao on Sunday.", "roadside_bombing"),
        ("A suicide bomber killed four people in Aden on Sunday.", "suicide_bombing"),
        ("A drone killed four people in Aden on Sunday.", "drone_strike"),
        ("Rebels fired mortars at a barracks in Aden on Sunday.", "mortar_attack"),
        ("Hezbollah fired 30 rockets at Safed on Sunday.", "rocket_attack"),
        ("Gunmen opened fire on a bus in Aden on Sunday, killing four.", "shooting"),
        ("Attackers armed with rifles killed two guards in Aden on Sunday.", "shooting"),
        ("Rebels launched drones at Aden airport on Sunday, hitting a hangar.", "drone_strike"),
        # What says more of the course than the weapon does stays, and so does what mixes means.
        ("Raiders with rifles killed six in a raid on Gao on Sunday.", "raid"),
        ("Rebels attacked the base at Gao with drones and mortars on Sunday.", "attack"),
        ("Rebels launched an attack on the base at Gao on Sunday.", "attack"),
        ("Gunmen killed four people in Aden on Sunday.", "killing"),
    ],
)
def test_what_an_attack_is_called(code_report: Code, sentence: str, event_type: str) -> None:
    [claim] = [c for c in code_report(f"Attack\n\n{sentence}") if c.kind == "incident"]
    assert claim.event_type == event_type


@pytest.mark.parametrize(
    ("sentence", "attackers"),
    [
        ("A series of U.S. airstrikes killed 20 militants in Idlib on Sunday.", ["U.S."]),
        ("A wave of Israeli airstrikes killed 12 people in Baalbek on Sunday.", ["Israeli"]),
        ("Several Saudi-led coalition airstrikes hit Sanaa on Sunday.", ["Saudi-led coalition"]),
        ("Houthi drones hit a tanker in the Red Sea on Sunday.", ["Houthi"]),
    ],
)
def test_who_flies_is_who_attacks(code_report: Code, sentence: str, attackers: list[str]) -> None:
    claims = [c for c in code_report(f"Attacks\n\n{sentence}") if c.attackers]
    assert {tuple(a.name for a in c.attackers) for c in claims} == {tuple(attackers)}


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Rebels seized control of an army base in Goma on Sunday.", "army base"),
        ("Rebels took full control of the town of Goma on Sunday.", "town"),
    ],
)
def test_what_control_is_taken_of_is_what_is_attacked(
    code_report: Code, sentence: str, target: str
) -> None:
    [claim] = [c for c in code_report(f"News\n\n{sentence}") if c.kind == "incident"]
    assert [t.name for t in claim.targets] == [target]
