"""A device that was found and then made safe, and blasts that turned out to be no attack."""

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
        "A bomb was found under a bridge near Mosul on Monday. It was defused by army engineers.",
        "Villagers found an explosive device beside the road in Lamu on Tuesday. Bomb disposal "
        "officers later carried out a controlled explosion.",
        "Police discovered a car packed with explosives outside a court in Bogota on Friday. Army "
        "experts made the device safe.",
        "A bomb was discovered under the car of a judge in Bogota on Friday. Police evacuated the "
        "street. The bomb was blown up in a controlled detonation.",
        "A device was left outside a synagogue in Lyon on Monday night. A robot of the bomb squad "
        "destroyed it on Tuesday morning.",
        "Soldiers clearing a road near Bamenda on Tuesday found three roadside bombs. They "
        "disabled all of them.",
    ],
)
def test_a_device_found_and_made_safe_a_sentence_later_is_one_foiled(
    code_report: Code, text: str
) -> None:
    [told] = incidents(code_report(text))
    assert told.stage == "foiled"


def test_a_device_set_off_hours_after_it_was_found_is_that_one(code_report: Code) -> None:
    told = incidents(
        code_report(
            "An improvised bomb was discovered at a station in Kharkiv on Thursday. The device was "
            "safely detonated an hour later, police said."
        )
    )
    assert {c.stage for c in told} == {"foiled"}
    assert not any(c.apart_from for c in told)


def test_a_device_that_went_off_was_no_foiled_one(code_report: Code) -> None:
    [told] = incidents(
        code_report(
            "A bomb was found near a church in Jos on Sunday. An hour later it exploded, killing "
            "three people."
        )
    )
    assert told.stage == "done"


def test_what_an_old_war_left_was_laid_for_nobody_now(code_report: Code) -> None:
    text = (
        "A bomb was found at a stadium in Dresden on Monday. The device, from the Second World "
        "War, was defused."
    )
    assert not incidents(code_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "An explosion killed two people in Lagos on Monday. It turned out to be a gas leak, the "
        "fire service said.",
        "Gunfire was feared after a blast that killed a man in Nairobi on Thursday. The noise was "
        "a burst tyre, police said.",
        "A blast hurt three people in Izmir on Monday. It was a controlled demolition.",
        "A blast hurt three people in Izmir on Monday; it proved to be fireworks.",
    ],
)
def test_what_turns_out_to_be_nobodys_doing_is_no_attack(code_report: Code, text: str) -> None:
    assert not [c for c in incidents(code_report(text)) if c.stance != "denied"]


@pytest.mark.parametrize(
    "text",
    [
        "A blast killed three people at a bus station in Kano on Monday. The explosion may have "
        "been caused by a gas cylinder, police said.",
        "A blast killed three people at a bus station in Kano on Monday. It was not fireworks, "
        "police said.",
        "A bomb killed three people at a bus station in Kano on Monday. It was a gas cylinder "
        "filled with nails, the rebels said.",
        "A blast killed three people at a bus station in Kano on Monday. A fire in a bakery on "
        "Tuesday was due to a gas leak.",
    ],
)
def test_what_may_be_or_is_not_so_explains_nothing(code_report: Code, text: str) -> None:
    assert any(c.stance != "denied" and c.stage == "done" for c in incidents(code_report(text)))
