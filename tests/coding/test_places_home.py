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


def _where(claims: list[Claim]) -> list[tuple[str, float]]:
    return [
        (p.name, round(p.lat, 1) if p.lat is not None else 0.0)
        for c in claims
        if c.kind == "incident"
        for p in c.places
    ]


@pytest.mark.parametrize(
    ("text", "name", "lat"),
    [
        # The town's police act in it: there is what the gazetteer does not know.
        ("A guard was shot dead at the Kilele Lounge on Sunday, Nairobi police said.",
         "Kilele Lounge", -1.3),
        ("Police in Nairobi said a guard was shot dead at the Kilele Lounge on Sunday.",
         "Kilele Lounge", -1.3),
        # Of two towns of one name, that around the town of the police.
        ("Two men were shot in Woodlawn on Sunday, Baltimore police said.", "Woodlawn", 39.3),
        # A neighborhood is a town's, whatever larger namesake lies elsewhere.
        ("Two men were shot in the Austin neighborhood on Sunday, Chicago police said.",
         "Austin", 41.9),
        # A small town far away, with neither its state nor anything near it named.
        ("Two men were shot in Frayser on Sunday, Memphis police said.", "Frayser", 35.1),
    ],
)  # fmt: skip
def test_the_police_of_a_town_place_what_nothing_else_does(
    code_report: CodeReport, text: str, name: str, lat: float
) -> None:
    assert (name, lat) in _where(code_report(text))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        # The container says which, and so does what else the report names there.
        ("Two men were shot in Whitehaven, Pennsylvania, on Sunday, Memphis police said.", 41.1),
        ("Two men were shot in Frisco on Sunday. A suspect from Denver, Colorado, was held in "
         "Breckenridge, Memphis police said.", 39.6),
    ],
)  # fmt: skip
def test_a_far_town_that_the_report_places_stays(
    code_report: CodeReport, text: str, where: float
) -> None:
    assert round(_site(code_report(text)).lat or 0.0, 1) == where


def _inferred(claims: list[Claim]) -> list[tuple[str, str]]:
    return [
        (claim.places[0].name, claim.inferred["places"])
        for claim in claims
        if claim.kind == "incident" and "places" in claim.inferred
    ]


def test_without_a_place_the_town_is_that_of_the_dateline(code_report: CodeReport) -> None:
    found = code_report("LANSING, Mich. (WKX) -- Robbers shot dead a guard on Sunday, police said.")
    assert _inferred(found) == [("Lansing", "not stated: the town that the report was filed from")]


def test_a_capital_where_agencies_have_their_offices_is_no_place_of_attack(
    code_report: CodeReport,
) -> None:
    found = code_report("NAIROBI, Kenya -- Robbers shot dead a guard on Sunday, police said.")
    assert [name for name, _ in _inferred(found)] == ["Kenya"]


def test_a_report_of_attacks_elsewhere_is_not_at_home_in_its_dateline(
    code_report: CodeReport,
) -> None:
    found = code_report(
        "MOMBASA, Kenya -- Gunmen attacked a bus near Garissa on Monday, police said. "
        "On Sunday robbers had shot dead a guard."
    )
    assert "Mombasa" not in [name for name, _ in _inferred(found)]


def test_a_province_behind_a_town_says_which_town(code_report: CodeReport) -> None:
    """Surrey is a county of England and a city of British Columbia."""
    place = _site(code_report("A man was shot dead in Surrey, B.C., on Monday, police said."))
    assert place.country == "CA"
    assert place.lat == pytest.approx(49.1, abs=0.2)


@pytest.mark.parametrize(
    "text",
    [
        # what kind of police, and what is wider than a town
        "A guard was shot at the Kilele Lounge on Sunday, Metro police said.",
        "A guard was shot in Zelko County on Sunday, Memphis police said.",
    ],
)
def test_what_no_towns_police_place(code_report: CodeReport, text: str) -> None:
    places = [p for c in code_report(text) if c.kind == "incident" for p in c.places]
    assert all(p.country in (None, "US") and p.name != "Metro" for p in places)
    assert all(p.lat is None or (p.precision or 0) > 3 for p in places if p.name != "Memphis")


def test_attacks_without_a_place_are_in_the_country_attacked(code_report: CodeReport) -> None:
    found = code_report(
        "Turkish and Syrian officials met in Ankara. On Sunday gunmen killed a guard in Homs. A "
        "second guard was shot dead on Monday by men on a motorcycle, Syria's interior ministry "
        "said, while Turkey condemned both attacks."
    )
    shot = next(c for c in found if c.kind == "incident" and c.when.earliest == "2025-06-30")
    assert [p.name for p in shot.places] == ["Syria"]
    assert "only country in which" in shot.inferred["places"]


def test_a_dash_of_a_dateline_joins_no_names(code_report: CodeReport) -> None:
    """ "Cameroon - Gunmen" is no name of Cameroonian gunmen, and leaves the country told."""
    for dash in ("-", "—", "–"):
        text = f"FOTOKOL, Cameroon {dash} Gunmen killed seven villagers in Fotokol on Sunday."
        assert _site(code_report(text)).country == "CM"


def test_a_name_that_no_gazetteer_knows_is_in_the_country_attacked(
    code_report: CodeReport,
) -> None:
    claims = code_report(
        "There were 64 attacks on aid workers in the Central African Republic this year, the UN "
        "said. Gunmen shot a driver of a French charity near Nzakoundoubou on Friday."
    )
    [told] = [c for c in claims if c.kind == "incident"]
    assert [(p.name, p.country) for p in told.places] == [("Nzakoundoubou", "CF")]


def test_with_attacks_in_two_countries_it_may_be_in_either(code_report: CodeReport) -> None:
    claims = code_report(
        "Gunmen attacked a post in Gao, Mali, on Friday. Rebels shelled a camp in Diffa, Niger, on "
        "Saturday. On Sunday gunmen shot a driver near Nzakoundoubou."
    )
    unknown = [p.country for c in claims for p in c.places if p.name == "Nzakoundoubou"]
    assert set(unknown) == {None}
