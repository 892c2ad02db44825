"""Where an attack was, of which one report gives the village and another the district."""

from __future__ import annotations

from tallybook.core.claims import Claim
from tallybook.core.spans import Span
from tallybook.core.values import Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.linking.relations import Relations
from tallybook.linking.settling import settle_places


def claim(identifier: str, *places: Place) -> Claim:
    words = "Gunmen attacked."
    return Claim(
        id=identifier,
        document=f"document-{identifier}",
        kind="incident",
        sentence=Span(0, len(words), words),
        places=places,
    )


def test_an_unknown_village_lies_in_the_district_that_is_stated_of_the_same_attack() -> None:
    knowledge = load_knowledge()
    gazetteer = knowledge.gazetteer
    division = gazetteer.resolve("Ituri", countries=("CD",))
    village = Place(name="Mungombo", country="CD")
    relations = Relations(knowledge, 25.0)
    settled = settle_places([claim("a", division), claim("b", village)], relations)
    [place] = settled.value
    assert place.name == "Mungombo"
    assert place.key == division.key
    assert place.reason is not None
    assert gazetteer.located_in(place, division).name == "SURE"


def test_a_village_of_another_country_stays_unknown() -> None:
    knowledge = load_knowledge()
    division = knowledge.gazetteer.resolve("Ituri", countries=("CD",))
    village = Place(name="Mungombo", country="UG")
    settled = settle_places([claim("a", division), claim("b", village)], Relations(knowledge, 25.0))
    assert all(place.key is None for place in settled.value if place.name == "Mungombo")
