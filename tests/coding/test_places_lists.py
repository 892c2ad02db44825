"""Names in a list, names that somebody holds, directions in several tokens, labels of bulletins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Place


def places(code_report: Callable[..., list[Claim]], text: str) -> dict[str, Place]:
    return {place.name: place for claim in code_report(text) for place in claim.places}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # a village with a namesake that is a city abroad
        ("Guards shot dead a man in the village of Sousse in eastern Chad.", "Sousse", None),
        # a name of a list whose namesake lies in a country of which the report says nothing
        ("Shells hit Bentiu, Malakal and Granada in South Sudan on Friday.", "Granada", "SS"),
        # a name that no gazetteer has lies where its list does
        ("Jets bombed the towns of Nyala, Qorqomal and El Fasher.", "Qorqomal", "SD"),
    ],
)
def test_what_is_listed_together_lies_together(
    code_report: Callable[..., list[Claim]], text: str, name: str, country: str | None
) -> None:
    found = places(code_report, text)[name]
    assert found.lat is None
    assert country is None or found.country == country


def test_a_list_may_cross_a_border_that_the_report_speaks_of(
    code_report: Callable[..., list[Claim]],
) -> None:
    text = "Strikes hit Mosul in Iraq and Raqqa in Syria. Jets bombed Mosul and Raqqa again."
    found = places(code_report, text)
    assert (found["Mosul"].country, found["Raqqa"].country) == ("IQ", "SY")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Junta-held Lashio was hit by four air strikes on Monday.", "Lashio", "MM"),
        ("Drones struck army-controlled Kadugli at dawn.", "Kadugli", "SD"),
        ("A rocket was fired at Khan Younis on Monday.", "Khan Younis", "PS"),
    ],
)
def test_what_somebody_holds_or_aims_at_is_a_place(
    code_report: Callable[..., list[Claim]], text: str, name: str, country: str
) -> None:
    assert places(code_report, text)[name].country == country


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A bomb went off in north-eastern Syria.", "direction:north-eastern|country:SY"),
        ("A bomb went off in north western Nigeria.", "direction:north western|country:NG"),
        ("Rebels shot five men 30 km south-west of Goma.", "near:30:225|geonames:216281"),
    ],
)
def test_a_quarter_point_may_be_of_several_tokens(
    code_report: Callable[..., list[Claim]], text: str, key: str
) -> None:
    assert [p.key for p in places(code_report, text).values()] == [key]


def test_a_label_places_its_paragraph(code_report: Callable[..., list[Claim]]) -> None:
    found = code_report(
        "Shelling across four regions of Ukraine\n\n"
        "Officials gave this account of the past day.\n\n"
        "Kherson: two people were killed by artillery fire.\n\n"
        "Sumy region: a drone hit a bus, wounding three.\n\n"
        'Officials in Odesa: "Nothing was hit," they said of a drone attack.\n'
    )
    told = [(c.places[0].name, c.places[0].precision) for c in found if c.killed or c.injured]
    assert told == [("Kherson", 1), ("Sumy", 4)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Rebels shelled the towns of Nyala (twice), Kutum, El Fasher and the Zamzam camp.",
            {"Nyala", "Kutum", "El Fasher", "Zamzam"},
        ),
        ("Nobody has claimed the attack in Mopti, and the government in Bamako met.", {"Mopti"}),
    ],
)
def test_all_of_a_list_was_attacked_and_nothing_else(
    code_report: Callable[..., list[Claim]], text: str, names: set[str]
) -> None:
    assert set(places(code_report, text)) == names
