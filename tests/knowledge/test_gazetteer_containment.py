"""Which place lies in which, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.core.certainty import Certainty
from tallybook.core.values import Place
from tallybook.knowledge.gazetteer import Gazetteer, load_gazetteer
from tallybook.knowledge.places.geometry import bearing_of, destination, distance_km

SURE, POSSIBLE, NO = Certainty.SURE, Certainty.POSSIBLE, Certainty.NO

NAMES = (
    "Iraq, Syria, Jordan, Ukraine, Russia, Anbar, Nineveh, Mosul, Ain al-Asad, Erbil, Baghdad, "
    "Kurdistan Region, Middle East, al-Tanf, 55-km zone, Tower 22, Red Sea, Yemen, Hodeidah, "
    "Crimea, Sevastopol, Donbas, Donetsk region, Golan Heights, Israel, West Bank, Jenin camp, "
    "Gaza, Darfur, Sudan, Nyala, Africa, Kashmir, Eastern Ghouta, Damascus, Goma, North Kivu, Kivu"
).split(", ")
WORDS = ("western", "eastern", "northern", "southern", "north-eastern", "central")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


places = st.sampled_from(NAMES).map(lambda name: load_gazetteer().question_places(name))
directions = st.builds(
    lambda word, place: load_gazetteer().direction(word, place), st.sampled_from(WORDS), places
)
surroundings = places.map(lambda place: load_gazetteer().near(place))
keyed = st.one_of(places, directions, surroundings)


@pytest.mark.parametrize(
    ("inner", "outer", "certainty"),
    [
        ("Ain al-Asad", "Anbar", SURE),
        ("Ain al-Asad", "Iraq", SURE),
        ("Ain al-Asad", "Syria", NO),
        ("Ain al-Asad", "Nineveh", NO),
        ("Baghdad", "Middle East", SURE),
        ("Erbil", "Kurdistan Region", SURE),
        ("Ramadi", "Kurdistan Region", NO),
        ("Nyala", "Darfur", SURE),
        ("Khartoum", "Darfur", NO),
        ("Iraq", "Baghdad", POSSIBLE),
        ("Anbar", "western Iraq", POSSIBLE),
        ("western Iraq", "Anbar", POSSIBLE),
        ("western Iraq", "Iraq", SURE),
        ("western Iraq", "Syria", NO),
        ("eastern Iraq", "western Iraq", NO),
        ("Ain al-Asad", "western Iraq", SURE),
        ("Basra", "western Iraq", NO),
        ("Baghdad", "western Iraq", POSSIBLE),
        ("Mosul", "northern Iraq", SURE),
        ("Aleppo", "western Iraq", NO),
        ("Baghdad", "central Iraq", SURE),
        ("Basra", "central Iraq", NO),
        ("Crimea", "Ukraine", SURE),
        ("Crimea", "Russia", POSSIBLE),
        ("Golan Heights", "Israel", POSSIBLE),
        ("Red Sea", "Yemen", POSSIBLE),
        ("Red Sea", "Ukraine", NO),
        ("Hodeidah", "Red Sea", POSSIBLE),
        ("Jenin camp", "West Bank", SURE),
        ("Jenin camp", "Israel", NO),
        ("al-Tanf", "55-km zone", SURE),
        ("Tower 22", "Syria", NO),
        ("Paris", "Africa", NO),
    ],
)
def test_containment(gazetteer: Gazetteer, inner: str, outer: str, certainty: Certainty) -> None:
    place = gazetteer.question_places
    assert gazetteer.located_in(place(inner), place(outer)) is certainty


def test_a_place_without_coordinates_is_in_what_bears_its_name(gazetteer: Gazetteer) -> None:
    village = Place(name="Umm al-Kubar", reason="not in the gazetteer")
    same = Place(name="Um al Kubbar", reason="not in the gazetteer")
    other = Place(name="Tall Sghir", reason="not in the gazetteer")
    iraq = gazetteer.question_places("Iraq")
    assert gazetteer.located_in(village, same) is SURE
    assert gazetteer.located_in(village, other) is POSSIBLE
    assert gazetteer.located_in(village, iraq) is POSSIBLE
    known = Place(name="Umm al-Kubar", country="IQ", reason="not in the gazetteer")
    assert gazetteer.located_in(known, iraq) is SURE
    assert gazetteer.located_in(known, gazetteer.question_places("Syria")) is NO


@settings(max_examples=100, deadline=None)
@given(place=keyed)
def test_every_keyed_place_lies_in_itself(place: Place) -> None:
    assert load_gazetteer().located_in(place, place) is SURE


@settings(max_examples=200, deadline=None)
@given(one=keyed, other=keyed)
def test_no_is_symmetric(one: Place, other: Place) -> None:
    located_in = load_gazetteer().located_in
    assert (located_in(one, other) is NO) == (located_in(other, one) is NO)


@settings(max_examples=300, deadline=None)
@given(inner=places, middle=places, outer=places)
def test_sure_is_transitive_along_the_hierarchy(inner: Place, middle: Place, outer: Place) -> None:
    located_in = load_gazetteer().located_in
    if located_in(inner, middle) is SURE and located_in(middle, outer) is SURE:
        assert located_in(inner, outer) is SURE


def test_near_keeps_the_country_only_inland(gazetteer: Gazetteer) -> None:
    kirkuk = gazetteer.near(gazetteer.question_places("Kirkuk"))
    assert (kirkuk.name, kirkuk.country, kirkuk.precision) == ("near Kirkuk", "IQ", 2)
    assert gazetteer.located_in(kirkuk, gazetteer.question_places("Iraq")) is SURE
    goma = gazetteer.near(gazetteer.question_places("Goma"), 40, "east")
    assert goma.name == "40 km east of Goma"
    assert goma.country is None
    assert gazetteer.located_in(goma, gazetteer.question_places("DRC")) is not SURE


def test_near_lies_where_it_says(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.question_places("Mosul")
    south = gazetteer.near(mosul, 60, "south")
    assert south.lat is not None
    assert south.lon is not None
    assert mosul.lat is not None
    assert mosul.lon is not None
    assert distance_km(mosul.lat, mosul.lon, south.lat, south.lon) == pytest.approx(60, abs=0.1)
    assert south.lat < mosul.lat


def test_a_direction_of_an_unknown_place_has_no_coordinates(gazetteer: Gazetteer) -> None:
    unknown = Place(name="Qwghlmbad", reason="not in the gazetteer")
    assert gazetteer.direction("western", unknown).lat is None
    assert gazetteer.direction("sideways", gazetteer.question_places("Iraq")).key is None


def test_a_direction_that_is_a_region_of_our_table_is_that_region(gazetteer: Gazetteer) -> None:
    lebanon = gazetteer.question_places("Lebanon")
    assert gazetteer.direction("southern", lebanon).key == "place:south-lebanon"
    assert gazetteer.direction("northern", lebanon).key == "direction:northern|country:LB"


@pytest.mark.parametrize(
    ("word", "angle"),
    [("western", 270), ("North-East", 45), ("southeasterly", 135), ("SW", 225), ("up", None)],
)
def test_bearings(word: str, angle: float | None) -> None:
    assert bearing_of(word) == angle


@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-179, 179),
    bearing=st.floats(0, 360),
    km=st.floats(0.1, 3000),
)
def test_the_destination_is_as_far_as_asked(
    lat: float, lon: float, bearing: float, km: float
) -> None:
    assert distance_km(lat, lon, *destination(lat, lon, bearing, km)) == pytest.approx(km, rel=1e-6)


def test_an_ambiguous_name_lies_in_nothing_where_no_reading_does(gazetteer: Gazetteer) -> None:
    tripoli = gazetteer.resolve("Tripoli")
    assert tripoli.lat is None
    for area, expected in (
        ("Japan", Certainty.NO),
        ("Kirkuk", Certainty.NO),
        ("Libya", Certainty.POSSIBLE),
        ("Lebanon", Certainty.POSSIBLE),
    ):
        assert gazetteer.located_in(tripoli, gazetteer.question_places(area)) is expected
