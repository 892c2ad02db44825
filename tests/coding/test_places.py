"""Which words of a report name places, what they mean, and what only looks like a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.places.countries import dateline_place
from tallybook.core.certainty import Certainty
from tallybook.core.documents import Document, Paragraph
from tallybook.core.spans import span_of
from tallybook.core.values import Place
from tallybook.knowledge.gazetteer import load_gazetteer


def _places(hear: Callable, text: str) -> dict[str, Place]:
    heard = hear(text)
    return {
        p.place.name: p.place
        for h in heard
        for p in h.mentions.places
        if h.sentence.start <= p.start < h.sentence.end
    }


NAMED = [
    # the name, and the country that it lies in
    ("Raiders burned the village of Tudun Mangu in Nigeria.", "Tudun Mangu", "NG"),
    ("In Mali, gunmen fell on Sobadougou at noon.", "Sobadougou", "ML"),
    ("Rebels attacked a mine at Pluto-Centre in Ituri province, Congo.", "Pluto-Centre", "CD"),
    ("In Niger, a bus was stopped in the Téra department on Friday.", "Téra", "NE"),
    ("A mortar hit Kenya's Mandera county.", "Mandera", "KE"),
    ("A grenade was thrown on Jinnah Road in Pakistan.", "Jinnah Road", "PK"),
    ("Shells hit the Ukrainian town of Nikopol.", "Nikopol", "UA"),
    ("Police said bandits raided Shinkafi Local Government Area in Nigeria.", "Shinkafi", "NG"),
    ("Soldiers were ambushed in South Sudan.", "South Sudan", "SS"),
    ("A convoy was hit in Burkina Faso.", "Burkina Faso", "BF"),
    ("Settlers attacked farmers in the West Bank near Nablus.", "West Bank", "PS"),
    ("A bomb exploded in Barangay Poblacion in the Philippines.", "Barangay Poblacion", "PH"),
]


@pytest.mark.parametrize(("text", "name", "country"), NAMED)
def test_a_name_is_a_place_in_its_country(hear, text: str, name: str, country: str) -> None:
    found = _places(hear, text)
    assert name in found, sorted(found)
    inside = load_gazetteer().located_in(found[name], load_gazetteer().resolve(_country(country)))
    assert inside is Certainty.SURE


def _country(code: str) -> str:
    entry = load_gazetteer().by_key(f"country:{code}")
    assert entry is not None
    return entry.name


NO_PLACES = [
    ("Police said the Commissioner of Police was in Nigeria.", "Police"),
    ("Ten men died in Mali in March.", "Ten"),
    ("Ten men died in Mali in March.", "March"),
    ("The African Union sent troops to Somalia.", "Union"),
    ("Mama Furaha sold beans in Congo.", "Mama"),
    ("He was known as Mama Furaha in Congo.", "as Mama"),
    ("Captain David Huston spoke in Texas. Huston gave no toll.", "Huston"),
    ("The Kyiv Post said a shell fell in Ukraine.", "Kyiv"),
    ("The tanker Eastern Myrtle left Kenya.", "Eastern"),
    ("Guns were heard on the West Bank of the Nile in Sudan.", "West Bank"),
]


@pytest.mark.parametrize(("text", "word"), NO_PLACES)
def test_what_only_looks_like_a_place(hear, text: str, word: str) -> None:
    assert word not in _places(hear, text)


def test_a_village_nobody_knows_lies_in_its_container(hear) -> None:
    gazetteer = load_gazetteer()
    text = "Gunmen killed six in Rakwal, Bokkos Local Government Area of Plateau State, in Nigeria."
    place = _places(hear, text)["Rakwal"]
    assert place.country == "NG"
    assert place.precision is not None
    assert place.precision >= 3
    assert place.reason is not None
    assert "Bokkos" in place.reason
    plateau = gazetteer.resolve("Plateau State", countries=("NG",))
    assert gazetteer.located_in(place, plateau) is Certainty.SURE
    assert gazetteer.located_in(place, gazetteer.resolve("Borno")) is Certainty.NO


def test_what_one_paragraph_introduces_is_a_place_in_the_others(hear) -> None:
    text = "Planes struck Kyauk Lone.\nThe village of Kyauk Lone is in Myanmar's Sagaing Region."
    first = hear(text)[0]
    assert [p.place.name for p in first.mentions.places] == ["Kyauk Lone"]


def test_a_list_is_no_chain(hear) -> None:
    found = hear("Bombs went off in Kirkuk, Mosul and Basra in Iraq.")[0].mentions.places
    ends = {p.place.name: p.chain_end for p in found}
    assert ends["Kirkuk"] != ends["Mosul"]


def test_a_container_is_the_namesake_that_holds(hear) -> None:
    found = _places(hear, "A man was shot in Spokane, Washington, in the United States.")
    entry = load_gazetteer().by_key(found["Washington"].key or "")
    assert entry is not None
    assert entry.kind == "admin1"


DISTANCES = [
    ("A truck hit a mine 40 km east of Gao in Mali.", "40 km east of Gao", 20, 70),
    ("A truck hit a mine twenty kilometres from Gao in Mali.", "twenty kilometres from Gao", 0, 40),
    ("A truck hit a mine north of Gao in Mali.", "north of Gao", 0, 60),
]


@pytest.mark.parametrize(("text", "name", "least_km", "most_km"), DISTANCES)
def test_distances(hear, text: str, name: str, least_km: float, most_km: float) -> None:
    from tallybook.knowledge.places.geometry import distance_km

    found = _places(hear, text)
    assert name in found, sorted(found)
    place, gao = found[name], load_gazetteer().resolve("Gao", countries=("ML",))
    assert place.lat is not None
    assert place.lon is not None
    assert gao.lat is not None
    assert gao.lon is not None
    assert least_km <= distance_km(place.lat, place.lon, gao.lat, gao.lon) <= most_km


def test_between_two_towns_is_one_place(hear) -> None:
    found = _places(hear, "A mine went off between Gao and Ansongo in Mali.")
    assert "Gao and Ansongo" in found
    assert "Ansongo" not in found


def test_near_a_border_the_container_says_the_side(hear) -> None:
    near = _places(hear, "Shells fell near Muse in northern Myanmar.")["Muse"]
    assert near.country == "MM"


def test_near_a_border_without_a_word_of_the_other_side(hear) -> None:
    assert _places(hear, "In Congo, shells fell near Goma.")["Goma"].country == "CD"
    both = "Shells fell near Goma, on the border of Congo and Rwanda."
    assert _places(hear, both)["Goma"].country is None


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("SIDON, LEBANON, MARCH 11 -", "Sidon", "LB"),
        ("MAIDUGURI, Nigeria (AFP) —", "Maiduguri", "NG"),
        ("QUETTA:", "Quetta", "PK"),
        ("Erbil, 9 June 2025 —", "Erbil", "IQ"),
    ],
)
def test_datelines(words: str, name: str, country: str) -> None:
    document = Document(
        id="document1_" + "0" * 32, capture="0" * 64, source="t", media_type="text/plain",
        text=words, paragraphs=(Paragraph(0, len(words), "body"),),
        dateline=span_of(words, 0, len(words)),
    )  # fmt: skip
    place = dateline_place(document, (), load_gazetteer())
    assert place is not None
    assert (place.name, place.country) == (name, country)
