"""Whoever comes upon a mine is its victim, whatever the grammar makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "targets", "weapon"),
    [
        ("A goatherd stepped on a landmine near Sirte on Tuesday and lost a foot.",
         ["goatherd"], "landmine"),
        ("A UN patrol struck a mine in Kidal on Thursday.", ["UN patrol"], "mine"),
        ("A coach carrying pilgrims hit an improvised explosive device near Djibo, killing nine.",
         ["coach carrying pilgrims"], "improvised explosive device"),
        ("A Land Rover hit a mine near Sirte on Thursday.", ["Land Rover"], "mine"),
        ("A Humvee struck a roadside bomb near Diffa on Thursday.", ["Humvee"], "roadside bomb"),
        ("Three policemen were killed when their pickup drove over a roadside bomb near Diffa.",
         ["Three policemen", "pickup"], "roadside bomb"),
    ],
)  # fmt: skip
def test_who_comes_upon_a_device_is_struck(
    code_report: Code, text: str, targets: list[str], weapon: str
) -> None:
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [t.name for t in told.targets] == targets
    assert told.attackers == ()
    assert [w.name for w in told.weapons] == [weapon]


def test_who_sets_it_off_on_purpose_attacks(code_report: Code) -> None:
    [told] = [
        c
        for c in code_report("Militants triggered a roadside bomb as a convoy passed near Gao.")
        if c.kind == "incident"
    ]
    assert [a.name for a in told.attackers] == ["Militants"]


def test_sappers_who_detonate_a_mine_are_no_victims(code_report: Code) -> None:
    told = [c for c in code_report("Sappers detonated a mine in Timbuktu on Monday.")]
    assert not any(c.stage == "done" for c in told)
