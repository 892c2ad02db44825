"""What an attack was done for, in the report's words: sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.roles.motives import find_motives

Hear = Callable[..., Any]

CASES = [
    ("Militants shelled the base in retaliation for the killing of their leader, a clerk said.",
     "shelled", "in retaliation for the killing of their leader"),
    ("Gunmen raided the village on Monday to avenge the death of two herders.",
     "raided", "to avenge the death of two herders"),
    ("Drones hit the port over its support for the government.",
     "hit", "over its support for the government"),
    ("The group linked the attacks to the blockade of the island.",
     "attacks", "to the blockade of the island"),
    ("The rebels attacked the town in response.", "attacked", None),
    ("Rockets flew over the city and hit a school.", "hit", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "motive"), CASES)
def test_motives(hear: Hear, text: str, word: str, motive: str | None) -> None:
    heard = hear(text)[0]
    found = find_motives(heard.sentence, frozenset({heard.index_of(word)}))
    assert [span.words for _, span in found] == ([motive] if motive is not None else [])
