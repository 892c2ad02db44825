"""For which attacks somebody takes credit or is blamed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

TWO = (
    "Gunmen stormed a livestock market at Isiolo on Sunday and shot dead six traders, police said. "
    "Hours earlier a roadside bomb hit a water truck near Liboi. "
)
THREE = (
    "Two soldiers were killed when an army truck drove over a landmine in Patikul on Tuesday. On "
    "the same day, a grenade was lobbed at a chapel in Isabela, and a bus was set on fire in "
    "Lamitan. "
)


@pytest.mark.parametrize(
    ("told", "verdict", "kind", "number"),
    [
        (TWO, "The police chief blamed al-Shabaab for both.", "blames", 2),
        (TWO, "No group has claimed the attacks, but officials blamed al-Shabaab.", "blames", 2),
        (TWO, "In a statement, al-Shabaab said it had carried out the two attacks.", "claims", 2),
        (TWO, "The police chief blamed al-Shabaab for the bombing.", "blames", 1),
        (THREE, "The military said Abu Sayyaf was behind all three attacks.", "blames", 3),
    ],
)
def test_a_verdict_reaches_as_far_as_its_words(
    code_report: Code, told: str, verdict: str, kind: str, number: int
) -> None:
    claims = code_report(told + verdict, published="2024-03-12")
    found = [c for c in claims if c.kind == "responsibility"]
    assert [c.verdict for c in found] == [kind]
    attacks = {c.id for c in claims if c.kind == "incident"}
    assert len(set(found[0].about) & attacks) == number
    assert not any(c.kind == "count" for c in claims)


def test_what_came_hours_later_is_another_attack(code_report: Code) -> None:
    text = (
        "A car bomb exploded outside a hotel in Kismayo on Friday. Hours later gunmen shot dead a "
        "customs officer in Afmadow."
    )
    first, second = [c for c in code_report(text) if c.kind == "incident"]
    assert first.id in second.apart_from


def test_a_raid_recalled_by_its_distance_has_no_day_of_the_narrative(code_report: Code) -> None:
    text = TWO + (
        "The violence came a week after the army said that it had beaten back a raid on its camp "
        "at Kulbiyow."
    )
    claims = [c for c in code_report(text, published="2024-03-12") if c.kind == "incident"]
    assert len(claims) == 3  # "The violence" is all that was told, and adds nothing.
    assert claims[-1].when is not None
    assert claims[-1].when.earliest is None


def test_who_cannot_confirm_it_is_heard(code_report: Code) -> None:
    text = (
        "Residents of Dadaab said that gunmen had attacked a telephone mast on Sunday, but the "
        "police could not confirm the report."
    )
    stances = {c.voices[-1].name: c.stance for c in code_report(text) if c.kind == "incident"}
    assert stances == {"Residents of Dadaab": "asserted", "police": "unconfirmed"}
