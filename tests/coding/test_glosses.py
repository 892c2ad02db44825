"""Editors' glosses are left out of the parse; a speaker's bracketed words are not."""

from __future__ import annotations

import pytest

from tallybook.coding.language.glosses import without_glosses


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the CLF [Coast Liberation Front] said", "the CLF said"),
        ("the FLC [Coast Liberation Front] said", "the FLC said"),
        ("the UN [Security Council] said", "the UN [Security Council] said"),
        ("[The army] shot first", "[The army] shot first"),
        ("Mr [Modibo] Sarr", "Mr [Modibo] Sarr"),
    ],
)
def test_glosses(text: str, left: str) -> None:
    found = without_glosses(text)
    assert len(found) == len(text)
    assert " ".join(found.split()) == left
