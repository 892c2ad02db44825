"""Figures beside each other in one sentence: each with the days that stand beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

MAY, APRIL = ("2025-05-01", "2025-05-31"), ("2025-04-01", "2025-04-30")
YEAR_2024 = ("2024-01-01", "2024-12-31")


def dated(claims: list[Claim]) -> dict[int, tuple[str | None, str | None]]:
    """The numbers that are counted, with their days."""
    return {
        c.count.low: (c.when.earliest, c.when.latest)
        for c in claims
        if c.kind == "count" and c.count is not None and c.when is not None
    }


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("There were 14 attacks in Kunar in May, up from nine in April, the governor said.",
         {14: MAY, 9: APRIL}),
        ("Bombings in Kunar rose from nine in April to 14 in May, the governor said.",
         {14: MAY, 9: APRIL}),
        ("Ambushes in Cabo Delgado fell to nine in May from 26 in April.", {9: MAY, 26: APRIL}),
        ("The number of attacks in Kunar climbed from 18 in April to 23 in May, monitors said.",
         {23: MAY, 18: APRIL}),
        ("Monitors recorded 14 attacks in Kunar in May and nine in April.", {14: MAY, 9: APRIL}),
        ("There were 12 attacks in Kunar in March, nine in April and 15 in May, the army said.",
         {12: ("2025-03-01", "2025-03-31"), 9: APRIL, 15: MAY}),
        ("Kunar had 14 attacks in May and nine in April, the governor said.",
         {14: MAY, 9: APRIL}),
        ("Monitors recorded 14 attacks in Kunar in May, versus nine the month before.",
         {14: MAY, 9: APRIL}),
        ("Monitors recorded 14 bombings in Kunar in May, up from nine the previous month.",
         {14: MAY, 9: APRIL}),
        ("Kunar suffered nine bombings in May, up from four a month earlier, police said.",
         {9: MAY, 4: APRIL}),
        ("There were six attacks in Kunar in the week to 1 June, against nine a week earlier.",
         {6: ("2025-05-26", "2025-06-01"), 9: ("2025-05-19", "2025-05-25")}),
        ("Monitors recorded 31 bombings in Kunar in 2024, up from 24 in 2023.",
         {31: YEAR_2024, 24: ("2023-01-01", "2023-12-31")}),
    ],
)  # fmt: skip
def test_each_number_has_the_days_beside_it(
    code_report: Code, text: str, figures: dict[int, tuple[str, str]]
) -> None:
    assert dated(code_report(text, published="2025-06-05")) == figures


@pytest.mark.parametrize(
    "text",
    [
        "There were six bombings in Kunar in May, and nine people were killed in April.",
        "There were six bombings in Kunar in May and nine lorries were burnt in April.",
        "There were six attacks in Kunar in May, in which 12 died, up from nine dead in April.",
        "There were six attacks in Kunar in May, with 40 arrests in April, the governor said.",
    ],
)
def test_what_else_is_counted_beside_attacks_is_no_figure_of_them(
    code_report: Code, text: str
) -> None:
    assert dated(code_report(text, published="2025-06-05")) == {6: MAY}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("May saw 14 attacks in Kunar, the governor said.", MAY),
        ("2024 saw 14 attacks on schools in Kunar, the governor said.", YEAR_2024),
        ("Last year witnessed 14 bombings in Kunar.", YEAR_2024),
        ("Attacks in Kunar numbered 14 in May, the governor said.", MAY),
    ],
)
def test_a_time_may_see_attacks(code_report: Code, text: str, when: tuple[str, str]) -> None:
    assert dated(code_report(text, published="2025-06-05")) == {14: when}


def test_a_modal_is_no_month(code_report: Code) -> None:
    claims = code_report("May see 14 attacks: the army warned of raids.", published="2025-06-05")
    assert not dated(claims)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nigeria is at war. Borno suffered 14 attacks in May, police said.", "Borno"),
        ("Nigeria is at war. Borno recorded 14 attacks in May, police said.", "Borno"),
        ("Colombia is at war. Cauca was hit by 14 attacks in May, police said.", "Cauca"),
        ("Kunar registered 14 bombings in May, the governor said.", "Kunar"),
    ],
)
def test_a_province_has_the_attacks_that_it_saw(code_report: Code, text: str, place: str) -> None:
    [count] = [c for c in code_report(text, published="2025-06-05") if c.kind == "count"]
    assert [p.name for p in count.places] == [place]


def test_who_counted_attacks_is_not_where_they_were(code_report: Code) -> None:
    claims = code_report(
        "Nigeria is at war. Borno Watch recorded 14 attacks in Yobe in May.", published="2025-06-05"
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert [p.name for p in count.places] == ["Yobe"]
