"""Shoot-outs with those who attacked: the end of their attack, and no attack by who fought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided a police post in Kebbi on Friday and killed two officers. Policemen "
        "returned fire and killed three of the raiders, a spokesman said.",
        "Bandits attacked the village of Dan Gulbi on Sunday. Troops and vigilantes engaged the "
        "bandits in a shoot-out, killing five of them.",
        "Robbers attacked a jewellery shop in Jos on Monday. Guards opened fire on the robbers.",
        "Gunmen attacked a police station in Zahedan on Saturday. The officers fought the "
        "attackers for an hour.",
        "Armed men attacked a prison in Goma early on Monday. Soldiers exchanged fire with the "
        "gunmen and killed two.",
    ],
)
def test_who_fought_back_is_no_attacker_and_his_fight_no_second_attack(
    code_report: Code, text: str
) -> None:
    told = incidents(code_report(text, published="2024-05-16"))
    assert not any(c.apart_from for c in told)
    names = {a.name.split()[-1].lower() for c in told for a in c.attackers}
    assert names <= {"gunmen", "bandits", "robbers", "men"}


def test_a_fight_with_them_elsewhere_on_another_day_is_another(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Bandits attacked the village of Dan Gulbi in Katsina on Sunday. On Tuesday troops "
            "engaged the bandits near Gusau, killing nine of them.",
            published="2024-05-16",
        )
    )
    assert len(told) == 2


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        (
            "Three robbers were killed in a gun battle with police after they raided a bank in "
            "Jos on Thursday.",
            ["Three robbers"],
        ),
        ("Two raiders were killed in a raid on a bank in Jos on Monday.", ["Two raiders"]),
        (
            "Police clashed with robbers who had raided a jewellery shop in Lyon on Monday. Two "
            "robbers were shot dead.",
            ["robbers"],
        ),
        (
            "Rebels attacked an army camp near Bunia on Monday. Five rebels were killed.",
            ["Rebels"],
        ),
        # Whoever the raid was on.
        ("Three kidnappers were killed in a police raid in Kano on Monday.", []),
        ("Six militants were killed in a raid on a camp in Waziristan on Monday.", []),
    ],
)
def test_who_is_named_by_the_deed_fell_in_his_own(
    code_report: Code, text: str, attackers: list[str]
) -> None:
    [told] = incidents(code_report(text, published="2024-05-16"))
    assert [a.name for a in told.attackers] == attackers
    assert (told.killed is None) == bool(attackers)


def test_a_foiled_raid_is_not_done_because_raiders_were_shot(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Soldiers foiled a raid on a bank in Lahore, shooting dead two of the raiders in an "
            "exchange of fire."
        )
    )
    assert {c.stage for c in told} == {"foiled"}
