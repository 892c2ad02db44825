"""Whose toll it is, where one sentence tells of harm and of what did it in clauses of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def tolls(claims: list[Claim]) -> dict[tuple[str, ...], tuple[int | None, int | None]]:
    """Killed and injured by place, of the incidents."""
    return {
        tuple(p.name for p in c.places): (
            c.killed.low if c.killed is not None else None,
            c.injured.low if c.injured is not None else None,
        )
        for c in claims
        if c.kind == "incident"
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Six people were killed when an air strike hit a car near Idlib on Monday.",
         {("Idlib",): (6, None)}),
        ("Six people died and nine were hurt when a rocket hit a bus near Idlib on Monday.",
         {("Idlib",): (6, 9)}),
        ("Six people died when an air strike hit a car near Idlib, and two were killed by snipers "
         "in Aleppo on Monday.", {("Idlib",): (6, None), ("Aleppo",): (2, None)}),
        ("Eight people were killed and five others abducted in an attack on Monday in the village "
         "of Binnish.", {("Binnish",): (8, None)}),
    ],
)  # fmt: skip
def test_the_toll_goes_with_its_cause(
    code_report: Code, sentence: str, expected: dict[tuple[str, ...], tuple[int | None, int | None]]
) -> None:
    assert tolls(code_report(f"Report from Syria\n\n{sentence}")) == expected


def test_a_hyphenated_word_is_one_name(code_report: Code) -> None:
    [incident] = code_report(
        "School raided\n\nGunmen raided a school in Maga on Monday, killing the vice-principal."
    )
    assert {t.name for t in incident.targets} == {"school", "vice-principal"}


@pytest.mark.parametrize(
    ("text", "expected", "over"),
    [
        ("Eleven people were killed in Mali on Sunday, eight of them in Gao, where gunmen opened "
         "fire on a church.", {("Gao",): (8, None)}, 11),
        ("At least 20 people died, 12 of them in Gao, where a bomb went off on Sunday.",
         {("Gao",): (12, None)}, 20),
        # one attack, whatever "where" adds
        ("Eleven people were killed in Gao on Sunday, eight of them children.",
         {("Gao",): (11, None)}, None),
        ("Eleven people were killed in a raid on Gao on Sunday, eight of them at the market, where "
         "traders were closing their stalls.", {("Gao",): (11, None)}, None),
    ],
)  # fmt: skip
def test_of_whom_some_fell_where_an_attack_is_told(
    code_report: Code,
    text: str,
    expected: dict[tuple[str, ...], tuple[int | None, int | None]],
    over: int | None,
) -> None:
    claims = code_report(text)
    assert tolls(claims) == expected
    assert over in {None, *(c.killed.low for c in claims if c.kind == "harm" and c.killed)}
    assert (over is not None) == any(c.kind == "harm" and not c.about for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen soldiers died in May when an outpost at Gao was overrun.",
        "The talks came a month after 14 soldiers died when an outpost at Gao was overrun.",
    ],
)
def test_who_dies_when_a_post_is_overrun(code_report: Code, text: str) -> None:
    assert tolls(code_report(text)) == {("Gao",): (14, None)}


def test_what_had_been_done_to_the_place_is_another_attack(code_report: Code) -> None:
    claims = code_report(
        "In Kherson, which had been attacked with glide bombs the day before, a drone dropped a "
        "grenade on a bus stop on Friday, killing a woman."
    )
    told = {c.weapons[0].name: c for c in claims if c.kind == "incident"}
    assert set(told) == {"glide bombs", "drone"}
    assert told["glide bombs"].killed is None
    assert told["drone"].killed is not None
