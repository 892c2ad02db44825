"""Weapons brought down: whose attack it was, and that it was another than the one told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("The navy said its forces destroyed two Houthi drones on Friday.", "houthis"),
        ("Air defences destroyed 42 Ukrainian drones over Kursk on Friday.", "ua-forces"),
        ("The army said it shot down three Russian missiles over Odesa on Friday.", "ru-forces"),
    ],
)
def test_whose_weapons_they_are_attacked(code_report: Code, text: str, attacker: str) -> None:
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert claim.stage == "intercepted"
    assert [a.actor for a in claim.attackers] == [attacker]


def test_missiles_that_wait_to_be_launched_are_attacked(code_report: Code) -> None:
    text = (
        "US forces destroyed three Houthi missiles that were prepared to launch in Yemen on Friday."
    )
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert claim.stage == "done"


def test_weapons_of_another_kind_are_another_attack(code_report: Code) -> None:
    text = (
        "A bulk carrier was struck by a missile in the Gulf of Aden on Saturday, an agency said. "
        "The navy said late on Saturday that it had destroyed two Houthi drones."
    )
    ship, drones = [c for c in code_report(text) if c.kind == "incident"]
    assert not ship.attackers
    assert not drones.about
    assert not drones.targets


def test_what_is_brought_down_of_a_salvo_is_of_that_attack(code_report: Code) -> None:
    text = (
        "Russia attacked Odesa overnight with 60 drones, the mayor said. The air force said it "
        "shot down 51 of the drones."
    )
    attack, rest = [c for c in code_report(text) if c.kind == "incident"]
    assert rest.about == (attack.id,)


def test_a_bomb_that_did_not_go_off_is_an_attempt(code_report: Code) -> None:
    text = "A grenade was thrown at the house of a judge in Djibo on Friday but failed to explode."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert claim.stage == "attempted"
    text = "A grenade was thrown at a bank in Djibo on Friday, and another did not explode."
    assert [c.stage for c in code_report(text) if c.kind == "incident"][:1] == ["done"]


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Both were intercepted, the ministry said.", "intercepted"),
        ("All three were shot down.", "intercepted"),
        ("They were brought down before they arrived.", "intercepted"),
        ("The missiles were all intercepted, the army said.", "intercepted"),
        ("Two of the missiles were intercepted.", "done"),
        ("They were not intercepted.", "done"),
        ("All but one were intercepted.", "done"),
        ("They could be shot down, the army said.", "done"),
        ("Two drones were shot down off Hodeidah.", "done"),
    ],
)
def test_an_attack_all_of_whose_weapons_were_stopped_did_not_arrive(
    code_report: Callable[..., list[Claim]], sentence: str, stage: str
) -> None:
    claims = code_report(f"Rebels fired three missiles at a base near Gao on Monday. {sentence}")
    first = next(
        c for c in claims if c.kind == "incident" and "base" in [t.name for t in c.targets]
    )
    assert first.stage == stage


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit a base near Gao on Monday. It was not intercepted.",
        "Rebels fired missiles at a base near Gao on Monday, killing two. They were shot down.",
        "Rebels fired at a base near Gao on Monday. They were intercepted near Kidal.",
    ],
)
def test_what_arrived_was_not_stopped(code_report: Callable[..., list[Claim]], text: str) -> None:
    first = next(c for c in code_report(text) if c.kind == "incident")
    assert first.stage == "done"
