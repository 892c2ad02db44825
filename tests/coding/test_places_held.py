"""What the text says holds a place: quarters before and behind their city, possessors, what a
distance is counted from; and names that only what stands beside them makes places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evals.toponyms import Article, read_places
from tallybook.core.claims import Claim
from tallybook.core.values import Place
from tallybook.knowledge.loading import load_knowledge

CodeReport = Callable[..., list[Claim]]

DAMASCUS, BAGHDAD, TIJUANA = "geonames:170654", "geonames:98182", "geonames:3981609"


def places(text: str) -> dict[str, Place]:
    found, _ = read_places(Article("x", text, None, (), ()), load_knowledge())
    return {one.place.name: one.place for one in found}


def sites(claims: list[Claim]) -> list[str]:
    return [p.name for c in claims if c.kind == "incident" for p in c.places]


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("A car bomb went off in the Tijuana district of Las Palmitas.", "Las Palmitas", TIJUANA),
        ("A grenade was thrown in Baghdad's northern quarter of Adhamiyah.", "Adhamiyah", BAGHDAD),
        ("Guards fled from Wardiyah prison in the old city of Baghdad.", "Wardiyah", BAGHDAD),
        ("A mortar round hit Zahriyah gas field in the vast city of Baghdad in Iraq.",
         "Zahriyah", BAGHDAD),
    ],
)  # fmt: skip
def test_a_quarter_lies_in_its_city(text: str, name: str, city: str) -> None:
    found = places(text)
    assert found[name].key == city
    assert (found[name].reason or "").startswith("not in the gazetteer: somewhere in")
    assert all(place.reason is None for place in found.values() if place.name != name)


def test_a_known_suburb_is_itself_and_its_city_is_no_second_place(
    code_report: CodeReport,
) -> None:
    text = "Jets bombed the Damascus suburb of eastern Ghouta on Monday, killing nine people."
    assert places(text)["eastern Ghouta"].key == "place:eastern-ghouta"
    assert places(text)["Damascus"].key == DAMASCUS
    assert sites(code_report(text)) == ["eastern Ghouta"]


def test_a_neighbouring_province_is_not_in_the_city() -> None:
    found = places("Two men were shot dead in Manila's neighbouring province of Bulacan.")
    assert found["Bulacan"].reason is None
    assert found["Manila"].precision == 1


def test_a_court_district_is_no_part_of_a_town() -> None:
    found = places("He was tried in the Southern District of Ohio in the United States.")
    assert found["Ohio"].key == "geonames:5165418"


def test_a_bearing_is_not_counted_from_where_the_attack_was() -> None:
    found = places("Four soldiers were killed north of Baghdad in Samarra on Friday.")
    assert found["north of Baghdad"].key == f"near:25:0|{BAGHDAD}"
    assert found["Samarra"].reason is None


def test_what_is_in_the_possessors_town_is_there(code_report: CodeReport) -> None:
    text = (
        "A car bomb exploded outside the Alameda barracks in Colombia's capital Bogota on Monday."
    )
    assert "Colombia" not in sites(code_report(text))
    assert sites(code_report("Gunmen killed two men in Mozambique's Macomia district.")) == [
        "Macomia"
    ]


def test_a_village_in_the_possessors_division_is_somewhere_in_it() -> None:
    found = places("Gunmen attacked a market in Sadiya village in Nigeria's Borno State on Friday.")
    assert found["Sadiya"].key == found["Borno State"].key
    assert found["Sadiya"].reason == "not in the gazetteer: somewhere in Borno State"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rioters marched in Tampa, Miami and elsewhere on Monday.", {"Tampa", "Miami"}),
        ("Students marched in Lyon, Grenoble and other cities.", {"Lyon", "Grenoble"}),
    ],
)
def test_a_list_that_goes_on_is_no_chain(text: str, names: set[str]) -> None:
    found = places(text)
    assert all(found[name].reason is None for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Large numbers of troops were patrolling Bishkek's central streets.", "Bishkek"),
        ("Fighters attacked the Mirzaq Military Airport at dawn.", "Mirzaq"),
        ("A bomb went off at Dabka junction in Kismayo on Monday.", "Dabka"),
        ("Rebels shelled Tall as Zaytun village, Idlib, Syria.", "Tall as Zaytun"),
        ("A shell landed in Barek village, As Suwayda Governorate, Syria.",
         "As Suwayda Governorate"),
        ("Gunmen shot a cook in Lerma town, Mexico state, Mexico.", "Mexico"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_makes_it_a_place(text: str, name: str) -> None:
    assert name in places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops captured Marulanda in February, a spokesman said.", "Marulanda"),
        ("Five people died in the southern Angolan city of Benguela.", "Angolan"),
    ],
)
def test_persons_and_peoples_are_no_places(text: str, name: str) -> None:
    assert name not in places(text)


def test_villages_of_one_division_are_both_kept(code_report: CodeReport) -> None:
    text = (
        "Gunmen attacked Kanyabayonga and Mutambe villages in North Kivu, Congo, on Monday, "
        "killing ten people."
    )
    assert {"Kanyabayonga", "Mutambe"} <= set(sites(code_report(text)))


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Gunmen opened fire at St Mark's church in Jos, killing nine.", "geonames:2335953"),
        ("A bomb exploded at the Blue Nile restaurant in Baidoa, killing nine.", "geonames:64536"),
        ("A grenade was thrown at the Kings Cross pub in Belfast, hurting two.",
         "geonames:2655984"),
    ],
)  # fmt: skip
def test_a_building_with_a_name_is_in_its_town(
    code_report: Callable[..., list[Claim]], text: str, town: str
) -> None:
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [(p.key, p.precision) for p in told.places] == [(town, 3)]
