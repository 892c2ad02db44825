"""Which town a report is at home in: where an attack was that it gives no place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]

POLICE = "not stated: the town whose police the report speaks of"
TOLD = "not stated: the one town in which the report tells of attacks"
COUNTY = "not stated: the county or district whose police the report speaks of"


def _inferred(claims: list[Claim]) -> list[tuple[str, str]]:
    return [
        (claim.places[0].name, claim.inferred["places"])
        for claim in claims
        if claim.kind == "incident" and "places" in claim.inferred
    ]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        # The police of a town with what is around it bear its name.
        ("A man was shot dead on Sunday, Las Vegas Metropolitan Police said.",
         ("Las Vegas", POLICE)),
        # A county's sheriff and a district's police act in it: no town is known by them.
        ("A man was shot dead on Sunday, Madera County sheriff's deputies said.",
         ("Madera County", COUNTY)),
        ("In Kenya robbers shot dead a guard on Sunday, Nakuru County police said.",
         ("Nakuru County", COUNTY)),
        # Whatever countries it names, a town's police act in their town.
        ("A guard was shot dead on Sunday, Karachi police said. Pakistan and Pakistani officials "
         "were sorry, a Chinese engineer said.", ("Karachi", POLICE)),
    ],
)  # fmt: skip
def test_whose_police_speak(code_report: CodeReport, text: str, home: tuple[str, str]) -> None:
    assert _inferred(code_report(text)) == [home]


def test_police_of_another_country_than_the_reports_say_nothing(code_report: CodeReport) -> None:
    found = code_report(
        "Robbers shot dead a guard on Sunday. London police held a man over it, and officials in "
        "Kenya, where Kenyan detectives had asked for help, thanked them."
    )
    assert "London" not in [name for name, _ in _inferred(found)]


def test_an_attack_told_beside_those_of_one_town_was_there(code_report: CodeReport) -> None:
    found = code_report(
        "Gunmen attacked a market in Nakuru, Kenya, on Sunday, killing nine traders. Robbers also "
        "stabbed a nurse at her home."
    )
    assert _inferred(found) == [("Nakuru", TOLD)]


@pytest.mark.parametrize(
    "text",
    [
        # A day of its own may be another scene,
        "Gunmen attacked a market in Potiskum, Nigeria, on Sunday. In 2019 gunmen killed nine "
        "soldiers.",
        # what the text sets apart may be one as well,
        "Gunmen attacked a market in Potiskum, Nigeria, on Sunday. In a separate incident a nurse "
        "was kidnapped.",
        # and of two towns it may be either, or neither.
        "Gunmen attacked a market in Potiskum, Nigeria, on Sunday. Gunmen attacked a clinic in "
        "Maiduguri as well. Elsewhere bandits kidnapped four farmers.",
    ],
)
def test_what_no_town_of_attacks_places(code_report: CodeReport, text: str) -> None:
    assert TOLD not in [rule for _, rule in _inferred(code_report(text))]


def _places(claims: list[Claim]) -> list[tuple[str, float]]:
    return [
        (place.name, round(place.lat, 1) if place.lat is not None else 0.0)
        for claim in claims
        if claim.kind == "incident"
        for place in claim.places
    ]


@pytest.mark.parametrize(
    ("text", "name", "lat"),
    [
        # What is once said to be a part of a town is so in the headline as well.
        ("Man shot in Gresham\n\nA man was shot in Gresham on Sunday, Chicago police said. He lay "
         "on a corner in the Gresham neighborhood.", "Gresham", 41.9),
        # A small town abroad, of whose country the report says nothing, is a part of the home's.
        ("MEMPHIS, Tenn. -- A girl of three was shot in Whitehaven on Sunday.",
         "Whitehaven", 35.1),
        # A side of the town of the dateline, which no gazetteer lists.
        ("SAN JOSE, Calif. -- A man was shot in East San Jose on Sunday.", "East San Jose", 37.3),
        # Of several towns of one name, that in whose state the other places are.
        ("Two men were shot in Clarksville on Sunday. They were taken to a hospital in Nashville, "
         "and one to Knoxville.", "Clarksville", 36.5),
        # A street told by its hundreds shows the country where none is named.
        ("A man was shot in the 1800 block of Oak Street in Toledo on Sunday.",
         "Oak Street", 41.7),
        ("A man was shot in Toledo on Sunday, sheriff's deputies said.", "Toledo", 41.7),
    ],
)  # fmt: skip
def test_what_a_report_places_by_its_home(
    code_report: CodeReport, text: str, name: str, lat: float
) -> None:
    assert (name, lat) in _places(code_report(text))


@pytest.mark.parametrize(
    ("text", "name", "lat"),
    [
        # The country's people are spoken of,
        ("MEMPHIS, Tenn. -- A girl of three was shot in Whitehaven on Sunday, British police said.",
         "Whitehaven", 54.5),
        # and "a Baltimore neighborhood" is one of those in Baltimore.
        ("A man was shot in a Baltimore neighborhood on Sunday, Annapolis police said.",
         "Baltimore", 39.3),
    ],
)  # fmt: skip
def test_what_stays_where_it_is(code_report: CodeReport, text: str, name: str, lat: float) -> None:
    assert (name, lat) in _places(code_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "Police: Two men shot in Jos\n\nTwo men were shot in Jos on Sunday.",
        "Two men were shot in Jos, Nigeria. Police seek a man over the Christmas shooting.",
    ],
)
def test_words_that_are_towns_elsewhere(code_report: CodeReport, text: str) -> None:
    names = {name for name, _ in _places(code_report(text))}
    assert names.isdisjoint({"Police", "Christmas"})
