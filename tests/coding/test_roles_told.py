"""Who attacked whom, told in other grammar than a verb with its subject and object."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Coder = Callable[..., list[Claim]]


def _attack(claims: list[Claim]) -> Claim:
    [claim] = [c for c in claims if c.kind == "incident"]
    return claim


@pytest.mark.parametrize(
    ("sentence", "attackers", "targets"),
    [
        ("In Gao, looters set fire to a school bus on Tuesday.", ["looters"], ["school bus"]),
        (
            "Three youths on a tractor set off two sticks of dynamite outside the town's bank in "
            "Gao on Tuesday.",
            ["Three youths"],
            ["town's bank"],
        ),
        (
            "The Coast Front claimed responsibility for shooting retired judge Awa Sarr in Gao "
            "on Tuesday.",
            ["Coast Front"],
            ["retired judge Awa Sarr"],
        ),
        (
            "Rebels took responsibility for detonating a bomb at a customs office in Gao on "
            "Tuesday.",
            ["Rebels"],
            ["customs office"],
        ),
        ("Rebel engineers destroyed a road bridge near Gao on Tuesday.", ["Rebel engineers"],
         ["road bridge"]),
        ("Mines were laid in a school in Gao on Tuesday.", [], ["school"]),
        ("A grenade exploded in the offices of a trade union in Gao on Tuesday.", [], ["offices"]),
        ("A carbomb went off outside a post office in Gao on Tuesday.", [], ["post office"]),
        ("Injured in the bombing in Gao on Tuesday were two nurses.", [], ["two nurses"]),
    ],
)  # fmt: skip
def test_roles(code_report: Coder, sentence: str, attackers: list[str], targets: list[str]) -> None:
    claim = _attack(code_report(sentence))
    assert [m.name for m in claim.attackers] == attackers
    assert [m.name for m in claim.targets] == targets


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Two welders, Awa Sarr and Modibo Cissé, were killed by gunmen in Gao on Tuesday.",
            ["Two welders", "Awa Sarr", "Modibo Cissé"],
        ),
        ("Gunmen killed the governor of Gao, Awa Sarr, on Tuesday.", ["governor", "Awa Sarr"]),
        (
            "Bandits killed five herders near Gao on Tuesday, including Modibo Cissé.",
            ["five herders", "Modibo Cissé"],
        ),
    ],
)
def test_whom_a_report_names(code_report: Coder, sentence: str, names: list[str]) -> None:
    assert [m.name for m in _attack(code_report(sentence)).targets] == names


def test_installations_are_sabotaged(code_report: Coder) -> None:
    text = (
        "Rebels blew up a bridge near Mopti on Monday. "
        "The sabotage of a power line near Gao on Tuesday was the work of experts."
    )
    targets = [[m.name for m in c.targets] for c in code_report(text) if c.kind == "incident"]
    assert targets == [["bridge"], ["power line"]]


def test_talks_are_sabotaged_in_words(code_report: Coder) -> None:
    text = "The minister spoke of sabotage of the talks in Gao on Tuesday."
    assert not [c for c in code_report(text) if c.kind == "incident"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody has claimed the bombing in Gao on Tuesday.",
        "No faction has claimed responsibility for the bombing in Gao on Tuesday.",
    ],
)
def test_what_nobody_claims_took_place(code_report: Coder, sentence: str) -> None:
    claim = _attack(code_report(sentence))
    assert claim.stance == "asserted"
    assert claim.when is not None
    assert claim.when.words == "Tuesday"


def test_suspected_of_a_deed(code_report: Coder) -> None:
    claims = code_report("Police suspect the sect “Black Sun” of the raid on a bank in Gao.")
    [verdict] = [c for c in claims if c.kind == "responsibility"]
    assert verdict.verdict == "blames"
    assert [m.name for m in verdict.attackers] == ["Black Sun"]


def test_rockets_are_fired_at_things(code_report: Coder) -> None:
    claim = _attack(code_report("Rebels fired rockets at the governor's palace on Tuesday."))
    assert claim.event_type != "shooting"
    assert [w.name for w in claim.weapons] == ["rockets"]


def test_a_family_is_no_single_person(code_report: Coder) -> None:
    claims = code_report("Gunmen killed the family in Gao on Tuesday.")
    assert all(c.killed is None for c in claims)
