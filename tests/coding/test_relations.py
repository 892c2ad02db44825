"""Aliases, membership, backing and affiliation: sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.speech.relations import find_relations

Hear = Callable[..., Any]

CASES = [
    ("Hezbollah, which is backed by Iran, fired on the post.",
     [("backed_by", "Hezbollah", "Iran")]),
    ("Al-Shabaab, which is affiliated with al-Qaeda, fired on the post.",
     [("affiliated_with", "Al-Shabaab", "al-Qaeda")]),
    ("The Qassam Brigades, the armed wing of Hamas, fired on the post.",
     [("part_of", "Qassam Brigades", "Hamas")]),
    ("JNIM, an alliance of jihadist groups, fired on the post.",
     [("part_of", "jihadist groups", "JNIM")]),
    ("JNIM is a coalition of Ansar Dine and Katiba Macina.",
     [("part_of", "Ansar Dine", "JNIM"), ("part_of", "Katiba Macina", "JNIM")]),
    ("Hamas, a network of schools and clinics, condemned the shelling.", []),
    ("The army asked a coalition of militias to leave the post.", []),
    ("Hamas fired on the post.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relations"), CASES)
def test_relations(hear: Hear, text: str, relations: list[tuple[str, str, str]]) -> None:
    heard = hear(text)[0]
    found = find_relations(heard.sentence, heard.mentions, heard.knowledge)
    assert [(r.kind, r.subject.value.name, r.object.value.name) for r in found] == relations
