"""What wire copy is full of: hours in abbreviations, drones brought down, sources after a dash."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def test_a_sentence_goes_on_after_the_hour(code_report: Code) -> None:
    found = code_report(
        "Truck hit near Gao\n\nThe army said a mine hit a truck near Gao at 6:15 a.m. local time "
        "on Tuesday, killing two drivers. Nobody claimed it."
    )
    [incident] = [c for c in found if c.kind == "incident" and c.killed is not None]
    assert incident.sentence.words.startswith("The army said")
    assert "army" in incident.voices[-1].name
    assert [p.name for p in incident.places] == ["Gao"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The air force said it had shot down 31 of the drones over Odesa on Tuesday.",
        "The air force said it downed most of the missiles over Odesa on Tuesday.",
        "Two of the drones were intercepted over Odesa on Tuesday, the air force said.",
    ],
)
def test_what_defenders_bring_down_is_intercepted(code_report: Code, sentence: str) -> None:
    found = code_report(f"Drones over Odesa\n\n{sentence}")
    assert {c.stage for c in found if c.kind == "incident"} == {"intercepted"}


def test_sources_after_a_dash_are_the_voice_of_a_headline(code_report: Code) -> None:
    found = code_report(
        "Gunmen kill nine farmers in northern Burkina Faso - sources\n\n"
        "The mayor had no comment on Tuesday."
    )
    [incident] = [c for c in found if c.kind == "incident"]
    assert [v.name for v in incident.voices[1:]] == ["sources"]


def test_hours_are_counted_from_what_is_known_to_the_day(code_report: Code) -> None:
    found = code_report(
        "Market bombed\n\nA bomb killed nine people in the market of Quetta on Friday. The group "
        "said it avenged the killing of its leader last August. Hours later, a second blast killed "
        "a policeman there.",
        published="2025-06-30",
    )
    second = [c for c in found if c.kind == "incident" and "second blast" in c.sentence.words]
    assert second
    assert all(c.when is not None and c.when.earliest == "2025-06-27" for c in second)


def test_who_brings_drones_down_claims_no_attack(code_report: Code) -> None:
    found = code_report(
        "Drones over Odesa\n\nThe air force said that it had shot down nine drones over Odesa on "
        "Tuesday. Falling debris injured a woman in Mykolaiv."
    )
    assert not [c for c in found if c.kind == "responsibility"]
    assert not [a.name for c in found for a in c.attackers]


def test_such_a_deed_is_not_what_it_was_done_to(code_report: Code) -> None:
    found = code_report(
        "Ships fired on\n\nThe Houthis attacked two tankers on Tuesday, the third such operation "
        "this month."
    )
    assert {t.name for c in found for t in c.targets} == {"two tankers"}
