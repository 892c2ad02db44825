"""Days of an attack that other sentences and other words of its sentence give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]
SUNDAY = "2025-06-29"


def _days(claims: list[Claim]) -> list[tuple[str | None, str | None]]:
    return [
        (claim.when.earliest, claim.when.latest)
        for claim in claims
        if claim.kind == "incident" and claim.when is not None
    ]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("It happened near the bus station about 10 p.m. Sunday.", "happened"),
        ("It took place on a bus on Sunday night.", "happened"),
        ("Officers were called to the market about 2 a.m. Sunday.", "called"),
        ("Firefighters responded on Sunday morning.", "called"),
        ("Police responded to several shots fired at 2 a.m. Sunday.", "called"),
    ],
)
def test_a_later_sentence_says_when_it_was(
    code_report: CodeReport, sentence: str, rule: str
) -> None:
    claims = code_report(f"Two traders were shot dead at a market in Kisumu. {sentence}")
    [claim] = [c for c in claims if c.kind == "incident"]
    assert _days([claim]) == [(SUNDAY, SUNDAY)]
    assert rule in claim.inferred["when"]


def test_an_attack_with_its_own_day_keeps_it(code_report: CodeReport) -> None:
    claims = code_report(
        "Two traders were shot dead in Kisumu on Saturday. Officers were called again on Sunday."
    )
    assert _days(claims) == [("2025-06-28", "2025-06-28")]


def test_who_was_not_called_to_an_attack_dates_none(code_report: CodeReport) -> None:
    claims = code_report(
        "Two traders were shot dead at a market in Kisumu. The minister arrived on Sunday."
    )
    assert _days(claims) == [(None, "2025-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Kisumu seek a man accused in the deadly shooting of a trader on Sunday.",
        "A man wanted for the shooting of two traders in Kisumu on Sunday is still at large.",
        "Police investigate a shooting in Kisumu that left two traders hospitalized on Sunday.",
        "They met on Sunday, the night of the shooting that killed a trader in Kisumu.",
        "Three traders were shot, one fatally, at a market in Kisumu late Sunday.",
    ],
)
def test_a_state_begins_on_no_day(code_report: CodeReport, text: str) -> None:
    assert (SUNDAY, SUNDAY) in _days(code_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "A man was charged on Sunday in the deadly shooting of a trader in Kisumu.",
        "A trader who was shot at a market in Kisumu died on Sunday.",
        "A trader died on Sunday after he was shot at a market in Kisumu.",
    ],
)
def test_what_follows_an_attack_has_a_day_of_its_own(code_report: CodeReport, text: str) -> None:
    assert (SUNDAY, SUNDAY) not in _days(code_report(text))


def test_a_death_at_once_has_the_day_of_the_attack(code_report: CodeReport) -> None:
    for text in (
        "A trader died on Sunday when gunmen opened fire at a market in Kisumu.",
        "A trader died in a shooting at a market in Kisumu on Sunday.",
    ):
        assert (SUNDAY, SUNDAY) in _days(code_report(text))


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The most recent case dates from Sunday.", SUNDAY),
        ("The latest was on Sunday.", SUNDAY),
        ("The last one was recorded on Sunday.", SUNDAY),
        ("The latest round of talks was on Sunday.", None),
        ("The longest queue was on Sunday.", None),
    ],
)
def test_the_latest_of_several_is_told_next(
    code_report: CodeReport, sentence: str, day: str | None
) -> None:
    claims = code_report(
        "There were 64 attacks on aid workers in Mali this year, the UN said. "
        f"{sentence} A car hit a mine near Gao, and the driver was killed."
    )
    assert [earliest for earliest, _ in _days(claims)] == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The bus was on its way to Gao on Sunday when men in uniform flagged it down.", SUNDAY),
        ("The teachers were travelling to Gao on Sunday when their bus was stopped.", SUNDAY),
        ("The minister was travelling to Gao on Sunday when he heard of it.", None),
        ("The bus was built in Gao and came to the town on Sunday.", None),
    ],
)
def test_what_was_going_on_with_what_was_attacked(
    code_report: CodeReport, sentence: str, day: str | None
) -> None:
    told = "Gunmen attacked a bus near Kidal and killed four teachers, police said."
    claims = code_report(f"{told} {sentence}")
    assert {earliest for earliest, _ in _days(claims)} == {day}


def test_an_attack_of_another_day_at_the_place_is_another(code_report: CodeReport) -> None:
    claims = code_report(
        "Bus attacked\n\nGunmen stopped a bus near Kidal and killed 13 people, police said. The "
        "bus was on its way to Gao on Sunday when men flagged it down. It was the third attack on "
        "buses since May. On June 16 nine people were abducted and killed in Menaka, and on June "
        "20 three musicians died when a bus was sprayed with bullets, also near Kidal."
    )
    told = {(c.when.earliest, c.killed.low) for c in claims if c.kind == "incident" and c.killed}
    assert told == {(SUNDAY, 13), ("2025-06-16", 9), ("2025-06-20", 3)}
