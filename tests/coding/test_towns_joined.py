"""Towns that one clause joins, of which the gazetteer knows one or none: each keeps its name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Gunmen raided Tchombangou and Zaroumdareye in Niger's Tillaberi region on Saturday, "
            "killing 70.",
            {"Tchombangou", "Zaroumdareye"},
        ),
        (
            "Gunmen attacked Kukawa, Cross-Kauwa and Doron Baga in Borno state on Wednesday.",
            {"Kukawa", "Cross-Kauwa", "Doron Baga"},
        ),
        (
            "Boko Haram fighters attacked military posts in Kolofata and Bargaram in northern "
            "Cameroon on Monday, killing three soldiers.",
            {"Kolofata", "Bargaram"},
        ),
        (
            "Attacks in Kuburumbula and Mahanga left 12 people dead in eastern Congo on Thursday.",
            {"Kuburumbula", "Mahanga"},
        ),
    ],
)
def test_each_town_of_a_list_keeps_its_name(code_report: Code, text: str, towns: set[str]) -> None:
    found = {p.name for c in code_report(text) for p in c.places}
    assert towns <= found


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Kukawa and soldiers on Monday, killing two.",
        "Fighters attacked Israel and Kataib Hezbollah on Monday with rockets.",
    ],
)
def test_who_is_joined_to_a_town_is_no_town(code_report: Code, text: str) -> None:
    found = {p.name for c in code_report(text) for p in c.places}
    assert found <= {"Kukawa", "Israel"}
