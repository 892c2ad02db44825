"""Governors, mayors and towns' police: for which body of which place they speak."""

from __future__ import annotations

import pytest

from tallybook.knowledge.loading import load_knowledge

NAMED = [
    ("the governor of Kharkiv", "ua-regional-administration@kharkiv"),
    ("Kharkiv governor Taras Bondar", "ua-regional-administration@kharkiv"),
    ("Taras Bondar, governor of the Kharkiv region", "ua-regional-administration@kharkiv"),
    ("Kharkov's governor", "ua-regional-administration@kharkiv"),
    ("Borno State Governor Musa Ali", "ng-regional-administration@borno"),
    ("head of the Sumy regional military administration", "ua-regional-administration@sumy"),
    ("the mayor of Goma", "cd-local-administration@goma"),
    ("Memphis police", "us-police@memphis"),
    ("police in Goma", "cd-police@goma"),
]


@pytest.mark.parametrize(("name", "body"), NAMED)
def test_an_office_speaks_for_the_body_of_its_place(name: str, body: str) -> None:
    knowledge = load_knowledge()
    assert knowledge.offices.find(name) == body
    actor = knowledge.actors.get(body)
    assert actor is not None
    assert knowledge.actors.party(body) == body[:2]


def test_a_holder_stands_for_a_place_in_a_report_of_one_country() -> None:
    offices = load_knowledge().offices
    assert offices.find("Gov. Musa Ali", ("NG",)) == "ng-regional-administration@ali"
    assert offices.find("Gov. Musa Ali", ("NG", "NE")) is None
    assert offices.find("the governor", ("NG",)) is None


@pytest.mark.parametrize(
    "name",
    [
        # another state's, nobody's in particular, and no office at all
        "the Russian-installed governor of Kherson",
        "the Nigerian governor",
        "a governor",
        "the farmers of Goma",
        "military police",
    ],
)
def test_other_speakers_speak_for_no_place(name: str) -> None:
    assert load_knowledge().offices.find(name) is None


def test_the_bodies_of_two_places_are_two() -> None:
    actors = load_knowledge().actors
    assert actors.belongs("us-police@memphis", "us-police")
    assert not actors.belongs("us-police@memphis", "us-police@detroit")
    assert actors.get("us-bakery@memphis") is None
    assert actors.get("us-police@new-york-city").name == "police of New York City"  # type: ignore[union-attr]
