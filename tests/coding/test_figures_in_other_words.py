"""Figures without the word attack: incidents, operations, "Khartoum has 112"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def figures(claims: list[Claim]) -> dict[int, set[str]]:
    """The numbers that are counted, with their places."""
    return {
        c.count.low: {p.name for p in c.places}
        for c in claims
        if c.kind == "count" and c.count is not None
    }


def test_what_places_had_without_a_total_are_figures_of_their_own(code_report: Code) -> None:
    claims = code_report(
        "The agency has counted attacks on clinics in Sudan since January. Khartoum has 112, and "
        "Darfur 43. The total now stands at 260. At least 88 people have been killed.",
        published="2024-05-16",
    )
    assert figures(claims) == {112: {"Khartoum"}, 43: {"Darfur"}, 260: {"Sudan"}}


def test_what_places_recorded_of_a_total_are_its_parts(code_report: Code) -> None:
    claims = code_report(
        "The army counted 40 attacks in May. Gao recorded 14, Mopti 11 and Segou nine, the army "
        "said. Insurgents killed 30 soldiers.",
        published="2024-05-31",
    )
    assert figures(claims).items() >= {14: {"Gao"}, 11: {"Mopti"}, 9: {"Segou"}}.items()
    [whole] = [c for c in claims if c.count is not None and c.count.low == 40]
    assert len(whole.parts) >= 3


def test_what_another_country_had_is_no_part(code_report: Code) -> None:
    claims = code_report(
        "Attacks on schools in Burkina Faso reached 60 in 2023. Mali had 31, and Niger nine. "
        "Gunmen burned many of them.",
        published="2024-05-16",
    )
    assert figures(claims) == {60: {"Burkina Faso"}, 31: {"Mali"}, 9: {"Niger"}}
    assert not any(c.parts for c in claims)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The agency logged 77 security incidents in South Sudan last month. Gunmen killed five "
         "aid workers.", 77),
        ("The agency recorded 31 incidents against aid workers in Mali last month. Gunmen killed "
         "five aid workers.", 31),
        ("The bureau recorded 22 incidents of piracy in the first quarter. Gunmen kidnapped 30 "
         "sailors.", 22),
        ("The Islamic State said in its newsletter that it had carried out 23 operations in Iraq "
         "in May. Gunmen killed five people.", 23),
    ],
)  # fmt: skip
def test_incidents_and_operations_that_are_counted_are_attacks(
    code_report: Code, text: str, number: int
) -> None:
    assert number in figures(code_report(text, published="2024-05-16"))


@pytest.mark.parametrize(
    "text",
    [
        "Police recorded 77 incidents of theft in Lagos last month. Robbers killed two drivers.",
        "The army said it carried out 14 operations in the north in May. Rebels killed a soldier.",
        "The hospital has 112 beds. It was shelled on Monday, killing three.",
        "Rebels attacked two camps. Smith has 31 cows, and Jones 12.",
    ],
)
def test_other_incidents_operations_and_belongings_are_not(code_report: Code, text: str) -> None:
    assert not figures(code_report(text, published="2024-05-16")).keys() & {77, 14, 112, 31, 12}


def test_a_month_behind_those_whom_attacks_were_against_is_the_figures(code_report: Code) -> None:
    claims = code_report(
        "The agency recorded 77 attacks against aid workers in South Sudan last month. Gunmen "
        "killed nine drivers.",
        published="2024-05-16",
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == ("2024-04-01", "2024-04-30")


def test_twenty_of_these_that_took_place_somewhere_are_a_part(code_report: Code) -> None:
    claims = code_report(
        "Monitors counted 77 attacks in South Sudan in April. Of these, 20 took place in Jonglei. "
        "Gunmen killed nine drivers.",
        published="2024-05-16",
    )
    assert figures(claims)[20] == {"Jonglei"}
