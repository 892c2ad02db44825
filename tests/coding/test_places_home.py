"""Names that a report places by its own ground: streets, sides of a town, towns of a state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Place

CodeReport = Callable[..., list[Claim]]


def _site(claims: list[Claim]) -> Place:
    return next(p for c in claims if c.kind == "incident" for p in c.places)


@pytest.mark.parametrize(
    ("text", "name", "lat"),
    [
        # A dateline, a state's abbreviation, and the town's police say whose street it is.
        ("OAKLAND, Calif. -- Four men were wounded in a shooting on Fruitvale Avenue on Sunday.",
         "Fruitvale Avenue", 37.8),
        ("Four men were shot in the 1800 block of Hooper Street in Camden, N.J., on Sunday.",
         "Hooper Street", 39.9),
        ("Two men were shot dead on Moi Avenue on Sunday, Nairobi police said.",
         "Moi Avenue", -1.3),
        # A side of a town lies in it.
        ("Four men were shot in West Baltimore on Sunday.", "West Baltimore", 39.3),
        # Of several towns of one name, that of the state which the report names.
        ("Two men were shot in Camden on Sunday. The governor of New Jersey mourned them.",
         "Camden", 39.9),
    ],
)  # fmt: skip
def test_where_a_local_name_lies(code_report: CodeReport, text: str, name: str, lat: float) -> None:
    place = _site(code_report(text))
    assert place.name == name
    assert place.lat == pytest.approx(lat, abs=0.1)


def test_a_street_is_no_more_exact_than_its_town(code_report: CodeReport) -> None:
    place = _site(
        code_report("Two men were shot dead on Moi Avenue on Sunday, Nairobi police said.")
    )
    assert place.precision == 3
    assert place.reason == "not in the gazetteer: somewhere in Nairobi"


def test_without_a_place_the_town_is_that_of_its_police(code_report: CodeReport) -> None:
    [claim] = [
        c
        for c in code_report("Robbers shot dead a guard on Sunday, Nairobi police said.")
        if c.kind == "incident"
    ]
    assert [p.name for p in claim.places] == ["Nairobi"]
    assert "police" in claim.inferred["places"]


def test_house_numbers_are_no_years(code_report: CodeReport) -> None:
    claims = code_report("Two men were shot in the 1900 block of Elm Street in Kisumu on Sunday.")
    assert {c.when.earliest for c in claims if c.when is not None} == {"2025-06-29"}
