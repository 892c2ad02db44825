"""Who speaks of what only an attack gives rise to stands for the attack that was just told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Mention
from tallybook.knowledge.evidence import Statement, vouches
from tallybook.knowledge.loading import load_knowledge

Code = Callable[..., list[Claim]]

BOMB = "A bomb went off in a minibus near Gao on Monday, killing four passengers."


def _voices(claims: list[Claim]) -> set[str]:
    return {v.name for c in claims if c.kind == "incident" for v in c.voices[1:]}


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("The device had been left under a seat, a police inspector said.", "police inspector"),
        ("The dead were three women and the driver, the coroner said.", "coroner"),
        ("Nothing was left at the scene, the fire brigade said.", "fire brigade"),
        ("The victims were on their way to market, the provincial governor said.", "governor"),
    ],
)
def test_the_bomb_the_dead_and_the_scene_are_those_of_the_attack(
    code_report: Code, sentence: str, voice: str
) -> None:
    assert any(voice in name for name in _voices(code_report(f"{BOMB} {sentence}")))


@pytest.mark.parametrize(
    "sentence",
    [
        "The device of last year was larger, a police inspector said.",
        "The market will open again on Friday, the provincial governor said.",
        "The device shows how the group has learnt, an analyst said.",
        "A device had been found the week before, a police inspector said.",
    ],
)
def test_what_is_another_or_is_said_from_afar_stands_for_nothing(
    code_report: Code, sentence: str
) -> None:
    assert not _voices(code_report(f"{BOMB} {sentence}"))


def test_they_right_after_are_who_attacked(code_report: Code) -> None:
    text = "Gunmen stormed a clinic near Gao on Monday. They came on motorcycles, the mayor said."
    assert _voices(code_report(text)) == {"mayor"}


def test_whoever_is_cited_is_the_innermost_voice(code_report: Code) -> None:
    text = "Gunmen killed two traders near Gao on Monday, Radio Kayes reported, citing the mayor."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert claim.voices[-1].name == "mayor"


@pytest.mark.parametrize(
    ("voice", "target", "theirs"),
    [
        ("principal", "primary school", True),
        ("driver", "bus", True),
        ("transport union", "minibus", True),
        ("survivors", "traders", True),
        ("widow of the guard", "convoy", True),
        ("principal", "police station", False),
        ("villagers", "village", False),
        ("suspect's mother", "convoy", False),
        ("journalist", "bus", False),
    ],
)
def test_people_of_what_was_attacked_are_its_side(voice: str, target: str, theirs: bool) -> None:
    statement = Statement("asserted", Mention(voice, None), (Mention(target, None),), "one")
    assert vouches(statement, load_knowledge().actors) is theirs
