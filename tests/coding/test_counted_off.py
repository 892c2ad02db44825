"""Attacks that a report counts and then tells by their order, and what pronouns say was struck."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def _count(claims: list[Claim]) -> Claim:
    return next(c for c in claims if c.kind == "count")


SERIES = [
    "The airport at Sirte in Libya was attacked three times on Friday, officials said.\n\nA drone "
    "struck it before dawn and hurt a mechanic. A second attack came at noon. At dusk a third "
    "attack, with mortars, set a warehouse alight.",
    "The garrison at Bria, Central African Republic, was attacked three times on Friday, the army "
    "said.\n\nShells hit the garrison at dawn. A second attack followed an hour later. A third "
    "attack, with rockets, destroyed a school van.",
]


@pytest.mark.parametrize("text", SERIES)
def test_what_is_counted_off_is_one_of_those_counted(code_report: Code, text: str) -> None:
    claims = code_report(f"Attacked three times in a day\n\n{text}")
    attacks, count = _attacks(claims), _count(claims)
    assert len(attacks) == 3
    assert {c.id for c in attacks} <= set(count.parts)
    assert not any(count.id in c.apart_from for c in attacks)
    # It was on what the others were on, and what burnt was its harm.
    assert attacks[-1].targets == count.targets
    assert "targets" in attacks[-1].inferred


def test_what_is_counted_off_may_say_what_it_was_on(code_report: Code) -> None:
    claims = code_report(
        "Town attacked twice\n\nThe town of Bria in the Central African Republic was attacked "
        "twice on Friday, the army said. Shells fell on a school. A second attack hit a clinic."
    )
    assert [t.name for t in _attacks(claims)[-1].targets] == ["clinic"]


def test_a_third_is_none_of_two(code_report: Code) -> None:
    claims = code_report(
        "Base attacked twice\n\nThe base at Bria in the Central African Republic was attacked "
        "twice on Friday, the army said. A third attack, with mortars, burnt a fuel store."
    )
    attacks, count = _attacks(claims), _count(claims)
    assert attacks[-1].id not in count.parts
    assert count.id in attacks[-1].apart_from


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("Rockets set a fuel depot ablaze in Marib on Sunday.", "rocket_attack"),
        ("Rebels burned a granary with mortars near Marib on Sunday.", "mortar_attack"),
        ("Drones set fire to a tanker in Marib on Sunday.", "drone_strike"),
        ("Gunmen burned a school in Marib on Sunday.", "arson"),
        ("Youths set fire to a court in Marib on Sunday with petrol bombs.", "arson"),
        ("Men armed with rifles torched a clinic in Marib on Sunday.", "arson"),
    ],
)
def test_what_strikes_and_burns_is_no_arson(
    code_report: Code, sentence: str, event_type: str
) -> None:
    [claim] = _attacks(code_report(f"Fire in Marib\n\n{sentence}"))
    assert claim.event_type == event_type


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A police station in Jos was raided on Friday. Gunmen sprayed it with bullets and "
         "wounded a constable.", "police station"),
        ("Two lorries were ambushed near Jos on Friday. Gunmen set them on fire.", "Two lorries"),
    ],
)  # fmt: skip
def test_a_pronoun_is_what_was_told_to_be_attacked(
    code_report: Code, text: str, target: str
) -> None:
    [claim, *more] = _attacks(code_report(f"Attack in Jos\n\n{text}"))
    assert target in [t.name for t in claim.targets]
    assert not more


@pytest.mark.parametrize(
    "text",
    [
        # What a sentence brings in itself is what its pronoun means.
        "A police station in Jos was raided on Friday. A bus stopped, and gunmen attacked it.",
        # A thing is no "them", and people no "it".
        "A bridge in Jos was bombed on Friday. Gunmen shot them on the road.",
    ],
)
def test_a_pronoun_is_no_other_thing(code_report: Code, text: str) -> None:
    claims = _attacks(code_report(f"Attack in Jos\n\n{text}"))
    assert "targets" not in claims[-1].inferred
