"""All slots by scoring-guidelines.v7: partial credit, optional fills, missing and spurious."""

from __future__ import annotations

import pytest

from evals.muc4_fills import credit, date_credit, location_credit, number_credit, string_credit
from evals.muc4_keys import Fill, Key, parse_key
from evals.muc4_slots import score_all
from evals.scores import total
from evals.templates import Template


@pytest.mark.parametrize(
    ("response", "key", "earned"),
    [
        ("THE 3 PEASANTS", "PEASANTS", 1.0),
        ("OLD PEASANTS", "PEASANTS", 1.0),
        ("PEASANTS, WHO HAD FLED", "PEASANTS", 0.5),
        ("SOLER", "ANA MARIA SOLER", 0.5),
        ("BRIGADE", "4TH RIVER BRIGADE", 0.5),
        ("ARMY OF THE SOUTH (AS)", "ARMY OF THE SOUTH", 1.0),
        ("OIL", "OIL PIPELINE", 0.0),
        ("SOLDIERS", "PEASANTS", 0.0),
    ],
)
def test_strings(response: str, key: str, earned: float):
    assert string_credit(response, key) == earned


@pytest.mark.parametrize(
    ("response", "key", "earned"),
    [
        ("7", "7", 1.0),
        ("7", "5 - 7", 0.5),
        ("7", "~7", 0.5),
        ("6", "5 - 7", 0.0),
        ("PLURAL", "3", 0.0),
        ("6-", "6 -", 1.0),
    ],
)
def test_numbers(response: str, key: str, earned: float):
    assert number_credit(response, key) == earned


@pytest.mark.parametrize(
    ("response", "key", "earned"),
    [
        ("26 AUG 89", "26 AUG 89", 1.0),
        ("26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5),
        ("25 AUG 89", "- 26 AUG 89", 0.5),
        ("- 26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5),
        ("- 26 AUG 89", "26 AUG 89", 0.5),
        ("- 26 AUG 89", "25 AUG 89", 0.0),
        ("27 AUG 89", "- 26 AUG 89", 0.0),
        ("YESTERDAY", "26 AUG 89", 0.0),
    ],
)
def test_dates(response: str, key: str, earned: float):
    assert date_credit(response, key) == earned


@pytest.mark.parametrize(
    ("response", "key", "earned"),
    [
        ("PERU: LIMA (CITY)", "PERU: LIMA (CITY)", 1.0),
        ("PERU: LIMA", "PERU: LIMA (CITY)", 1.0),
        ("PERU", "PERU: LIMA (CITY)", 0.5),
        ("PERU: CUZCO (CITY)", "PERU: LIMA (CITY)", 0.5),
        ("CHILE: LIMA (CITY)", "PERU: LIMA (CITY)", 0.5),
        ("CHILE", "PERU", 0.0),
    ],
)
def test_places(response: str, key: str, earned: float):
    assert location_credit(response, key) == earned


def test_a_set_fill_about_the_wrong_entity_is_half_right():
    key = Fill(("DEATH",), ("PEASANTS",))
    assert credit("HUM TGT: EFFECT OF INCIDENT", Fill(("DEATH",), ("PEASANTS",)), key) == 1.0
    assert credit("HUM TGT: EFFECT OF INCIDENT", Fill(("DEATH",), ("SOLDIERS",)), key) == 0.5
    assert credit("HUM TGT: EFFECT OF INCIDENT", Fill(("INJURY",), ("PEASANTS",)), key) == 0.0


def test_values_that_the_guidelines_call_half_right():
    accused = Fill(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("RF",))
    slot = "PERP: ORGANIZATION CONFIDENCE"
    assert credit(slot, Fill(("SUSPECTED OR ACCUSED",), ("RF",)), accused) == 0.5
    assert credit("INCIDENT: TYPE", Fill(("ATTACK",)), Fill(("ARSON",))) == 0.5
    assert credit("INCIDENT: TYPE", Fill(("ARSON",)), Fill(("ATTACK",))) == 0.0


def a_key(**changed: list[str]) -> Key:
    slots = {
        "MESSAGE: TEMPLATE": ["1"],
        "INCIDENT: TYPE": ["BOMBING"],
        "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
        "PERP: INDIVIDUAL ID": ['? "GUERRILLAS"'],
        "PHYS TGT: ID": ['"BRIDGE"'],
        "PHYS TGT: TYPE": ['TRANSPORTATION ROUTE: "BRIDGE"'],
    }
    return parse_key(slots | {name.replace("_", " "): fill for name, fill in changed.items()})


def counts(predicted: list[Template], keys: list[Key]) -> tuple[float, float, float]:
    found = total(score_all(predicted, keys).values())
    return found.right, found.predicted, found.wanted


def test_what_is_not_filled_is_missing_and_what_is_optional_is_not():
    predicted = Template(incident_type="BOMBING", stage="ACCOMPLISHED", target=(("bridge",),))
    assert counts([predicted], [a_key()]) == (3, 3, 4)


def test_an_optional_fill_that_is_given_counts():
    predicted = Template(
        incident_type="BOMBING", target=(("bridge",),), perp_ind=(("guerrillas",),)
    )
    assert counts([predicted], [a_key()]) == (3, 3, 5)


def test_a_template_without_counterpart_is_missing_or_spurious_whole():
    elsewhere = Template(incident_type="BOMBING", target=(("store",),))
    assert counts([elsewhere], [a_key()]) == (0, 2, 4), "the type alone maps nothing"
    optional = a_key(**{"MESSAGE:_TEMPLATE": ["1 (OPTIONAL)"]})
    assert counts([], [a_key(), optional]) == (0, 0, 4)


def test_more_slots_may_be_given_as_muc4_writes_them():
    predicted = Template(
        incident_type="BOMBING",
        target=(("bridge",),),
        slots={"PHYS TGT: TYPE": ('TRANSPORTATION ROUTE: "BRIDGE"',)},
    )
    assert counts([predicted], [a_key()]) == (3, 3, 4)
    with pytest.raises(ValueError, match="no slot of MUC-4"):
        score_all([Template(incident_type="BOMBING", slots={"PHYS": ()})], [])


def test_physical_targets_of_a_kidnapping_are_not_scored():
    key = parse_key(
        {"INCIDENT: TYPE": ["KIDNAPPING"], "HUM TGT: NAME": ['"ANA SOLER"']},
    )
    predicted = Template(incident_type="KIDNAPPING", victim=(("ana soler",),), target=(("house",),))
    assert counts([predicted], [key]) == (2, 2, 2)
