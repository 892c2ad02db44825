"""From what the package reads to MUC-4 templates: what is recorded, how it is named, how sure."""

from __future__ import annotations

from functools import cache

import pytest

from evals.muc4_mapping import Mapper
from evals.muc4_naming import (
    Namer,
    distinct_people,
    distinct_phrases,
    fullest_name,
    is_target_name,
    number_of,
    person_name,
    title_of,
    without_count,
    without_doubt,
    without_parts,
)
from evals.reading import read_report
from evals.templates import Template
from tallybook.core.values import Mention
from tallybook.knowledge.loading import load_knowledge

PUBLISHED = "1990-02-04"


@cache
def mapper() -> Mapper:
    return Mapper()


def templates(text: str) -> tuple[Template, ...]:
    return mapper().templates(read_report(text, PUBLISHED))


def test_a_bombing_becomes_a_template():
    (found,) = templates(
        "Guerrillas blew up a bridge near San Miguel in El Salvador with dynamite on Saturday, "
        "police said."
    )
    assert (found.incident_type, found.stage) == ("BOMBING", "ACCOMPLISHED")
    assert found.perp_ind == (("Guerrillas",),)
    assert found.target == (("bridge",),)
    assert found.weapon == (("dynamite",),)


def test_a_named_victim_is_a_person_and_a_described_one_is_none():
    (found,) = templates(
        "Gunmen killed Judge Ana Soler and two peasants in Medellin, Colombia, on Saturday, "
        "police said."
    )
    assert found.incident_type == "ATTACK"
    assert found.victim == (("Ana Soler",),)
    assert found.target == ()


@pytest.mark.parametrize(
    "text",
    [
        # Elsewhere in the world.
        "Gunmen killed a farmer near Mosul in Iraq on Saturday, police said.",
        # A fight.
        "Guerrillas attacked an army patrol near San Miguel in El Salvador on Saturday.",
    ],
)
def test_keys_say_nothing_of_what_the_fill_rules_leave_out(text: str):
    read = read_report(text, PUBLISHED)
    assert [mapper().is_left_out(*one) for one in mapper().incidents(read)] == [True]


def test_an_arson_in_the_course_of_an_attack_is_a_template_of_its_own():
    found = templates(
        "Gunmen raided the village of Las Lomas near San Miguel in El Salvador on Saturday, police "
        "said. They abducted Judge Ana Quintero. The mayor said they burned a pharmacy, too."
    )
    assert [one.incident_type for one in found].count("KIDNAPPING") == 1
    [arson] = [one for one in found if one.incident_type == "ARSON"]
    [kidnapping] = [one for one in found if one.incident_type == "KIDNAPPING"]
    assert (arson.target, arson.victim) == ((("pharmacy",),), ())
    assert kidnapping.victim == (("Ana Quintero",),)
    assert arson.perp_ind == kidnapping.perp_ind == (("Gunmen",),)


def test_people_killed_by_a_bomb_are_those_of_a_bombing():
    (found,) = templates(
        "Three peasants were killed by a car bomb in Medellin, Colombia, on Saturday, police said."
    )
    assert (found.incident_type, found.weapon) == ("BOMBING", (("car bomb",),))


@pytest.mark.parametrize(
    "text",
    [
        # A fight between an armed group and the army.
        "Guerrillas attacked an army patrol near San Miguel in El Salvador on Saturday.",
        # Only denied.
        "The army denied that guerrillas had attacked a farm near San Miguel in El Salvador.",
    ],
)
def test_what_the_fill_rules_leave_out_makes_no_template(text: str):
    assert templates(text) == ()


def test_attacks_told_by_their_number_are_one_template():
    (found,) = templates(
        "Over 500 guerrillas attacked two farms near San Miguel in El Salvador on Saturday."
    )
    assert (found.incident_type, found.target) == ("ATTACK", (("farms",),))
    assert found.perp_ind == (("Over 500 guerrillas",),)


def test_a_leader_who_is_killed_as_a_person_is_a_victim():
    (found,) = templates(
        "A gunman killed FARC leader Ramon Ortega in Medellin, Colombia, on Saturday, police said."
    )
    assert found.victim == (("Ramon Ortega",),)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("FMLN guerrillas", "guerrillas"),
        ("guerrillas of the FMLN", "guerrillas"),
        ("members of the FMLN", "members of the FMLN"),
        ("men of the hills", "men of the hills"),
    ],
)
def test_those_who_attacked_are_told_apart_from_their_body(words: str, told: str):
    assert Namer(load_knowledge()).individuals(Mention(words)) == told


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("FMLN guerrillas killed a farmer in San Miguel on Saturday.", "REPORTED AS FACT"),
        ("Alleged FMLN members killed a farmer in San Miguel on Saturday.", "SUSPECTED OR ACCUSED"),
        (
            "A farmer was killed in San Miguel on Saturday, presumably by rebels of the FMLN.",
            "SUSPECTED OR ACCUSED",
        ),
        (
            "A farmer was killed in an attack in San Miguel, El Salvador, on Saturday. "
            "The FMLN claimed responsibility for the attack.",
            "CLAIMED OR ADMITTED",
        ),
        (
            "A farmer was killed in an attack in San Miguel, El Salvador, on Saturday. "
            "Police blamed the FMLN for the attack.",
            "SUSPECTED OR ACCUSED BY AUTHORITIES",
        ),
        (
            "A farmer was killed in an attack in San Miguel, El Salvador, on Saturday. "
            "Villagers blamed the FMLN for the attack.",
            "SUSPECTED OR ACCUSED",
        ),
    ],
)
def test_confidence_follows_who_says_so(text: str, confidence: str):
    (found,) = templates(text)
    assert found.confidence == (confidence,)
    assert found.perp_org[0] == ("FMLN",)


def test_the_other_slots_are_written_as_muc4_writes_them():
    (found,) = templates(
        "Gunmen killed Judge Ana Quintero and two peasants in Medellin, Colombia, on 3 February "
        "1990, police said. They blew up her car with dynamite."
    )
    slots = found.slots
    assert slots["INCIDENT: DATE"] == ("03 FEB 90",)
    assert slots["INCIDENT: LOCATION"] == ("COLOMBIA: MEDELLIN",)
    assert slots["PERP: INCIDENT CATEGORY"] == ("TERRORIST ACT",)
    assert '"Judge": "Ana Quintero"' in slots["HUM TGT: DESCRIPTION"]
    assert '1: "Ana Quintero"' in slots["HUM TGT: NUMBER"]
    assert '2: "peasants"' in slots["HUM TGT: NUMBER"]
    assert 'CIVILIAN: "peasants"' in slots["HUM TGT: TYPE"]
    assert 'DEATH: "Ana Quintero"' in slots["HUM TGT: EFFECT OF INCIDENT"]


def test_a_report_that_the_package_refuses_has_no_template():
    read = read_report("   \n")
    assert read.document is None
    assert read.refused
    assert mapper().templates(read) == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("POLICE COMMANDER COLONEL MARIO SOLER", "MARIO SOLER"),
        ("Mayor Ana Soler", "Ana Soler"),
        ("Ana Soler", "Ana Soler"),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, name: str):
    assert person_name(words) == name


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("MARIO QUINTERO", True),
        ("Quintero", True),
        ("CAR DEALERSHIP", False),
        ("two maids", False),
        ("WATER PIPES", False),
    ],
)
def test_a_persons_name_is_told_from_a_phrase(words: str, is_name: bool):
    assert Namer(load_knowledge()).is_person_name(words) == is_name


def test_a_name_is_given_in_its_fullest_form():
    text = "Mayor Gilberto Quintero left. Police said Quintero had been warned."
    assert fullest_name("Quintero", text) == "Gilberto Quintero"
    assert fullest_name("Vega", text) == "Vega"
    assert fullest_name("Ana Vega", "Msgr Ana Vega spoke.") == "Ana Vega"


@pytest.mark.parametrize(
    ("words", "nature"),
    [
        ("General Gala", "person"),
        ("clergymen", "described"),
        ("police officer", "described"),
        ("the guard post", "thing"),
    ],
)
def test_a_title_makes_a_name_of_an_english_word(words: str, nature: str):
    assert Namer(load_knowledge()).nature(Mention(words)) == nature


def test_places_and_parts_of_buildings_are_no_targets():
    assert not is_target_name("San Azul neighborhood")
    assert not is_target_name("WORDS INDISTINCT] HALL")
    assert is_target_name("town hall")
    assert without_parts(["windows", "bank"]) == ["bank"]
    assert without_parts(["windows"]) == ["windows"]


def test_doubt_titles_and_numbers_are_told_apart_from_names():
    assert without_doubt("ALLEGED GUERRILLAS") == "GUERRILLAS"
    assert title_of("MAYOR ANA QUINTERO") == "MAYOR"
    assert title_of("ANA QUINTERO") == ""
    assert [number_of(one) for one in ("two bridges", "bridges", "12 men", "bridge")] == [
        "2",
        "PLURAL",
        "12",
        "1",
    ]


def test_names_and_phrases_of_one_thing_are_one():
    assert list(distinct_people(["Soler", "Ana Soler", "Mario Vega"])) == [
        "Ana Soler",
        "Mario Vega",
    ]
    assert distinct_phrases(["bridge", "railway bridge", "store"]) == ["railway bridge", "store"]
    assert without_count("the three old bridges") == "old bridges"
    assert without_count("12 bridges") == "bridges"


@pytest.mark.parametrize(
    ("words", "organisation", "members"),
    [
        ("FMLN guerrillas", "FMLN", True),
        ("members of the Shining Path", "Shining Path", True),
        ("members of the army", "army", True),
        ("rightist paramilitary force", None, True),
        ("cargo train", None, False),
        ("the FMLN", "FMLN", False),
        ("Red River Liberation Front", "Red River Liberation Front", False),
        ("soldiers", None, True),
        ("gunmen", None, True),
    ],
)
def test_an_organisation_is_told_from_its_members(
    words: str, organisation: str | None, members: bool
):
    namer = Namer(load_knowledge())
    found = namer.organisation(Mention(words))
    assert (found.name if found is not None else None) == organisation
    assert namer.is_members(Mention(words)) == members
