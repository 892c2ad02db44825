"""Glosses are left out of the parse; a speaker's bracketed words are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.language.glosses import without_glosses
from tallybook.core.claims import Claim


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the CLF [Coast Liberation Front] said", "the CLF said"),
        ("the FLC [Coast Liberation Front] said", "the FLC said"),
        ("the UN [Security Council] said", "the UN [Security Council] said"),
        ("[The army] shot first", "[The army] shot first"),
        ("Mr [Modibo] Sarr", "Mr [Modibo] Sarr"),
        ("THE COAST LIBERATION FRONT [CLF] MEN", "THE COAST LIBERATION FRONT MEN"),
        ("Coast Liberation Front [CLF] boats", "Coast Liberation Front boats"),
        ("Coast Liberation Front (CLF) militants", "Coast Liberation Front militants"),
        ("Coast Liberation Front (CLF) said", "Coast Liberation Front (CLF) said"),
        ("three rebels (ABC) men", "three rebels (ABC) men"),
    ],
)
def test_glosses(text: str, left: str) -> None:
    found = without_glosses(text)
    assert len(found) == len(text)
    assert " ".join(found.split()) == left


def test_who_attacked_stands_beside_its_gloss(code_report: Callable[..., list[Claim]]) -> None:
    text = "THE NATIONAL LIBERATION ARMY [ELN] REBELS KILLED TWO GUARDS IN TIBU ON MONDAY."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [m.actor for m in claim.attackers] == ["eln"]
