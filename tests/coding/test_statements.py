"""Threats, demands and condemnations: only what is about violence or the conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.speech.statements import find_statements

Hear = Callable[..., Any]

CASES = [
    ("The militia threatened to attack the refinery.", ["threaten"]),
    ("The president condemned the bombing of the market.", ["accuse"]),
    ("The kidnappers demanded two million dollars.", ["demand"]),
    ("The envoy called for a ceasefire.", ["demand"]),
    ("The secretary urged the rebels to release the hostages.", ["demand"]),
    # not of the conflict
    ("The general insisted that the raiders had been beaten off.", []),
    ("The general insisted that the raiders release the hostages.", ["demand"]),
    ("The mayor urged residents to boil their water.", []),
    ("The driver asked not to be named.", []),
    ("A reporter asked about the bridge.", []),
    ("The union demanded higher wages.", []),
]


@pytest.mark.parametrize(("text", "types"), CASES)
def test_statements(hear: Hear, text: str, types: list[str]) -> None:
    heard = hear(text)[0]
    found = find_statements(heard.sentence, heard.mentions, heard.attributions, heard.knowledge)
    assert [s.statement_type for s in found] == types
