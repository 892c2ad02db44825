"""Hours: what the clock says of the day that "hours later" leads to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.moments.clock import hours_of
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("It went off at around 11am.", (11, 11)),
        ("It went off at 5:30 p.m. on Friday.", (17, 17)),
        ("It went off at 12 am.", (0, 0)),
        ("Raiders came at 21:40 local time.", (21, 21)),
        ("Raiders came in the afternoon.", (12, 18)),
        ("They came at 9am and left at 3pm.", None),
        ("They came at midnight.", None),
        ("Eleven people were hurt.", None),
    ],
)
def test_the_hour_that_a_sentence_names(text: str, hours: tuple[int, int] | None) -> None:
    assert hours_of(text) == hours


LATER = [
    ("at around 11am", "some six hours later", ("2025-06-24", "2025-06-24")),
    ("at 9 pm", "about six hours later", ("2025-06-25", "2025-06-25")),
    ("in the morning", "Three hours later", ("2025-06-24", "2025-06-24")),
    ("at dawn", "Two hours earlier", ("2025-06-24", "2025-06-24")),
    ("at 2am", "Four hours earlier", ("2025-06-23", "2025-06-23")),
    ("in front of a school", "Six hours later", ("2025-06-24", "2025-06-25")),
]


@pytest.mark.parametrize(("clock", "distance", "days"), LATER)
def test_hours_lead_to_a_day_by_the_clock(
    code_report: Code, clock: str, distance: str, days: tuple[str, str]
) -> None:
    claims = code_report(
        f"Bombs in Iraq\n\nA bomb killed two people in Mosul, Iraq, {clock} on June 24. "
        f"{distance} gunmen attacked a police station in Kirkuk."
    )
    [second] = [c for c in claims if c.kind == "incident" and "Kirkuk" in c.sentence.words]
    assert second.when is not None
    assert (second.when.earliest, second.when.latest) == days


def test_streets_are_in_the_town_spoken_of(code_report: Code) -> None:
    claims = code_report(
        "Two blasts in Quetta\n\nTwo bombs went off in Quetta, Pakistan, on Tuesday, police said. "
        "The first device exploded on Sabzal Road at 10am, killing three labourers. "
        "The second went off on Jinnah Avenue at 4pm, hurting a guard."
    )
    told = {c.places[0].name: c.places[0] for c in claims if c.kind == "incident"}
    assert set(told) == {"Quetta", "Sabzal Road", "Jinnah Avenue"}
    for place in (told["Sabzal Road"], told["Jinnah Avenue"]):
        assert place.lat is not None
        assert place.reason is not None
        assert "Quetta" in place.reason


def test_both_halves_of_a_toll_are_of_the_attacks_counted(code_report: Code) -> None:
    claims = code_report(
        "Blasts in Mali\n\nAt least four people lost their lives and 17 others were injured in "
        "two explosions in Gao, Mali, on Tuesday, officials said."
    )
    [figure] = [c for c in claims if c.kind == "count"]
    assert figure.killed is not None
    assert figure.injured is not None
    assert (figure.killed.low, figure.injured.low) == (4, 17)


def test_another_bomb_elsewhere_is_another_attack_of_that_day(code_report: Code) -> None:
    claims = code_report(
        "Two blasts in Quetta\n\nA bomb went off on Sabzal Road in Quetta, Pakistan, on Tuesday at "
        "10am. A second device exploded on Jinnah Avenue at 4pm, hurting a guard."
    )
    one, other = [c for c in claims if c.kind == "incident"]
    assert other.apart_from == (one.id,)
    assert [c.when.earliest for c in (one, other) if c.when] == ["2025-06-24", "2025-06-24"]


@pytest.mark.parametrize("clock", ["8 p.m. (1800 GMT)", "1900 local time", "2000 hours"])
def test_a_clock_of_four_digits_is_no_year(code_report: Code, clock: str) -> None:
    text = f"Gunmen raided a village near Goma, in Congo, around {clock} on Friday."
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert told.when is not None
    assert told.when.earliest == "2025-06-27"


def test_local_is_no_clock_before_a_noun(code_report: Code) -> None:
    text = "Rebels killed nine people near Goma, in Congo, on Tuesday night, local officials said."
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert told.when is not None
    assert told.when.earliest == "2025-06-24"
