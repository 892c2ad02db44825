"""Denials: of a deed, of a charge, and of what has just been laid on somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tallybook.coding.speech.responsibility import find_responsibilities
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

BLAMED = "Shells hit a mill in Goma on Friday, killing nine people. The governor blamed M23 for it."


@pytest.mark.parametrize(
    ("sentence", "denier"),
    [
        ("The rebels rejected this.", "rebels"),
        ("The rebels denied it.", "rebels"),
        ("The rebels called the accusation a lie.", "rebels"),
        ("A spokesman for the rebels dismissed the accusation.", "spokesman"),
        ("The governor rejected this.", None),  # He was not blamed.
        ("The rebels called the governor a coward.", None),
        ("The rebels called this a good harvest.", None),
    ],
)
def test_what_takes_up_a_blame_denies_the_deed(
    code_report: Code, sentence: str, denier: str | None
) -> None:
    claims = code_report(f"{BLAMED} {sentence}")
    found = [c for c in claims if c.verdict == "denies"]
    assert [c.attackers[0].name.split()[0] for c in found] == ([denier] if denier else [])


def test_what_takes_up_no_blame_denies_no_deed(code_report: Code) -> None:
    text = "Shells hit a mill in Goma on Friday. The governor offered talks. The rebels denied it."
    assert not [c for c in code_report(text) if c.kind == "responsibility"]


def test_who_calls_a_blame_invented_denies_it(code_report: Code) -> None:
    text = (
        "A bomb killed two in Gao on Friday. The mayor accused JNIM of the bombing, which JNIM "
        "called a fabrication."
    )
    assert {c.verdict for c in code_report(text) if c.kind == "responsibility"} == {
        "blames",
        "denies",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Hamas hailed the raid but stopped short of saying that it was behind it.",
        "Boko Haram refrained from claiming responsibility for the raid.",
        "Boko Haram praised the raid without claiming responsibility for it.",
        "The mayor condemned the raid without blaming Boko Haram for it.",
        "The collision off the cape was the work of a careless welder.",
        "The rebels fired on a barge because its owner pays the army, a charge the owner rejected.",
    ],
)
def test_what_is_not_said_is_no_verdict(hear: Callable[..., tuple[Any, ...]], text: str) -> None:
    [heard] = hear(text)
    assert find_responsibilities(heard.sentence, heard.mentions, heard.knowledge) == []


@pytest.mark.parametrize(
    "answer",
    [
        "The rebels rejected this, saying that the army had fired the shells.",
        "M23 denied it, insisting that the army's own guns had shelled the mill.",
        "The rebels denied shelling the mill, saying that the army had fired the shells.",
    ],
)
def test_who_denies_a_deed_tells_no_second_one(code_report: Code, answer: str) -> None:
    claims = code_report(f"{BLAMED} {answer}")
    told = [c for c in claims if c.kind == "incident"]
    assert sum(not c.about for c in told) == 1
    first = next(c for c in told if not c.about)
    assert all(m.name != "army" for m in first.attackers)  # Only the denier says so.


def test_who_denies_a_deed_may_tell_of_another(code_report: Code) -> None:
    answer = "M23 denied it, saying that the army had raided a camp near Bukavu on Tuesday."
    told = [c for c in code_report(f"{BLAMED} {answer}") if c.kind == "incident" and not c.about]
    assert [[p.name for p in c.places] for c in told] == [["Goma"], ["Bukavu"]]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("The Houthis said they had fired on a tanker off Hodeidah.", "Houthis"),
        ("The Houthis said in a letter late in the evening that they had shelled a tanker off "
         "Hodeidah.", "Houthis"),
        ("Police said they had fired on a car in Gao.", None),
        ("The Houthis said they had sent a team to Hodeidah.", None),
    ],
)  # fmt: skip
def test_who_fires_on_something_owns_up_to_it(
    code_report: Code, text: str, author: str | None
) -> None:
    found = [c for c in code_report(text) if c.kind == "responsibility"]
    assert [c.attackers[0].name for c in found if c.verdict == "claims"] == (
        [author] if author else []
    )
