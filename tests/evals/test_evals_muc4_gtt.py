"""The convention of GTT: alignment, entities each once, confidence and stage."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.muc4 import Report, figures, score
from evals.muc4_gtt import (
    TYPE_ROLE,
    align,
    match_entities,
    normalise,
    prepare_keys,
    score_confidence,
    score_report,
    score_stage,
)
from evals.muc4_keys import Key, parse_key
from evals.scores import Tally, total
from evals.templates import ROLES, Template

TEXT = """GUERRILLAS OF THE RIVER FRONT BLEW UP A
BRIDGE NEAR PUERTO AZUL WITH DYNAMITE AND KIDNAPPED MAYOR ANA SOLER.  THE FRONT (RF) SAID SO."""


def a_key(kind: str = "BOMBING", number: str = "1", **slots: list[str]) -> Key:
    written = {
        "PerpInd": "PERP: INDIVIDUAL ID",
        "PerpOrg": "PERP: ORGANIZATION ID",
        "Confidence": "PERP: ORGANIZATION CONFIDENCE",
        "Target": "PHYS TGT: ID",
        "Victim": "HUM TGT: NAME",
        "Weapon": "INCIDENT: INSTRUMENT ID",
        "Stage": "INCIDENT: STAGE OF EXECUTION",
    }
    fills = {written[name]: fill for name, fill in slots.items()}
    return parse_key({"MESSAGE: TEMPLATE": [number], "INCIDENT: TYPE": [kind], **fills})


def counts(tally: Tally) -> tuple[float, float, float]:
    return tally.right, tally.predicted, tally.wanted


def scored(predicted: list[Template], keys: list[Key]) -> dict[str, Any]:
    found = score_report(predicted, keys, align(predicted, keys))
    return {row: counts(tally) for row, tally in found.items()}


def test_strings_are_compared_without_case_punctuation_and_articles():
    assert normalise('The "River" Front,  of a bridge') == "river front of bridge"
    assert normalise("Anthem") == "anthem"


def test_an_entity_is_right_by_any_string_of_the_key_and_each_key_entity_once():
    keys = [("RIVER FRONT", "RF"), ("ARMY",)]
    assert match_entities([("the rf",)], keys) == ((0, 0),)
    assert match_entities([("River Front",), ("RF",)], keys) == ((0, 0),)
    # Every string has to be one of the key's.
    assert match_entities([("RF", "guerrillas")], keys) == ()
    assert match_entities([("front",)], keys) == ()
    assert match_entities([], keys) == ()


def test_a_template_is_right_by_its_type_and_counts_one():
    key = a_key(Target=['"BRIDGE"'], Weapon=['"DYNAMITE"'])
    predicted = Template(incident_type="BOMBING", target=(("bridge",), ("road",)))
    assert scored([predicted], [key]) == {
        TYPE_ROLE: (1, 1, 1),
        "PerpInd": (0, 0, 0),
        "PerpOrg": (0, 0, 0),
        "Target": (1, 2, 1),
        "Victim": (0, 0, 0),
        "Weapon": (0, 0, 1),
    }


def test_another_type_makes_the_whole_template_wrong():
    key = a_key(Target=['"BRIDGE"'])
    predicted = Template(incident_type="ATTACK", target=(("bridge",),))
    rows = scored([predicted], [key])
    assert rows[TYPE_ROLE] == (0, 1, 1)
    assert rows["Target"] == (0, 1, 1)
    assert scored([predicted], [a_key("BOMBING / ATTACK", Target=['"BRIDGE"'])])["Target"] == (
        1,
        1,
        1,
    )


def test_the_alignment_is_the_best_one_and_one_to_one():
    keys = [a_key(Target=['"BRIDGE"']), a_key(Target=['"STORE"'], Weapon=['"DYNAMITE"'])]
    store = Template(incident_type="BOMBING", target=(("store",),), weapon=(("dynamite",),))
    bridge = Template(incident_type="BOMBING", target=(("bridge",),))
    rows = scored([store, bridge, bridge], keys)
    assert rows[TYPE_ROLE] == (2, 3, 2)
    assert rows["Target"] == (2, 3, 2)
    assert rows["Weapon"] == (1, 1, 1)


def test_optional_templates_and_fills_are_required_as_gtt_has_them():
    key = a_key(number="1 (OPTIONAL)", PerpInd=['? "GUERRILLAS"'])
    kept = prepare_keys([key], TEXT)
    assert scored([], kept)["PerpInd"] == (0, 0, 1)
    assert scored([], kept)[TYPE_ROLE] == (0, 0, 1)


def test_strings_that_the_report_does_not_hold_are_no_part_of_the_key():
    key = a_key(Target=['"BRIDGE NEAR PUERTO AZUL" / "THE OLD BRIDGE"', '"STORE"'])
    again = a_key(Target=['"BRIDGE NEAR PUERTO AZUL"'], Stage=["ATTEMPTED"])
    kept = prepare_keys([key, again], TEXT)
    assert len(kept) == 1, "a template that repeats another one is dropped"
    assert [one.strings for one in kept[0].roles["Target"]] == [("BRIDGE NEAR PUERTO AZUL",)]


def test_a_string_broken_over_two_lines_is_in_the_report():
    kept = prepare_keys([a_key(Target=['"A BRIDGE"'])], TEXT)
    assert len(kept[0].roles["Target"]) == 1


def test_confidence_is_judged_on_matched_organisations_and_over_all():
    key = a_key(
        PerpOrg=['"RIVER FRONT" / "RF"', '"ARMY"'],
        Confidence=['REPORTED AS FACT / CLAIMED OR ADMITTED: "RF"', 'POSSIBLE: "ARMY"'],
    )
    predicted = Template(
        incident_type="BOMBING",
        perp_org=(("rf",), ("police",), ("army",)),
        confidence=("CLAIMED OR ADMITTED", "POSSIBLE", "REPORTED AS FACT"),
    )
    matched, overall = score_confidence([predicted], [key], align([predicted], [key]))
    assert counts(matched) == (1, 2, 2)
    assert counts(overall) == (1, 3, 2)


def test_stage_is_judged_on_aligned_templates():
    keys = [a_key(Stage=["ATTEMPTED / THREATENED"]), a_key("ARSON", Stage=["ACCOMPLISHED"])]
    predicted = [
        Template(incident_type="BOMBING", stage="THREATENED"),
        Template(incident_type="ARSON"),
        Template(incident_type="KIDNAPPING", stage="ACCOMPLISHED"),
    ]
    assert counts(score_stage(predicted, keys, align(predicted, keys))) == (1, 2, 2)


def test_reports_add_up_and_one_without_a_prediction_is_missed():
    key = a_key(Target=['"BRIDGE"'])
    reports = [Report("a", TEXT, (key,)), Report("b", TEXT, (key,)), Report("c", TEXT, ())]
    right = Template(incident_type="BOMBING", target=(("bridge",),))
    scores = score(reports, {"a": [right], "c": [right]})
    assert counts(scores.micro) == (2, 4, 4)
    headline = figures(scores)[0]
    assert (headline.value, headline.met) == (50.0, False)


strings = st.sampled_from(["ax", "bow", "cart", "dam"])
entity = st.tuples(strings)
kinds = st.sampled_from(["ATTACK", "BOMBING"])
templates = st.builds(
    Template,
    incident_type=kinds,
    perp_ind=st.lists(entity, max_size=2).map(tuple),
    target=st.lists(entity, max_size=2).map(tuple),
)


@st.composite
def some_keys(draw: st.DrawFn) -> list[Key]:
    def key() -> Key:
        quoted = st.lists(strings.map(lambda one: f'"{one}"'), max_size=2)
        return a_key(draw(kinds), PerpInd=draw(quoted), Target=draw(quoted))

    return [key() for _ in range(draw(st.integers(0, 3)))]


@given(st.lists(templates, max_size=3), some_keys())
def test_no_other_alignment_gets_more_right(predicted: list[Template], keys: list[Key]):
    def right(mapping: tuple[int | None, ...]) -> int:
        score = 0
        for i, j in enumerate(mapping):
            if j is not None and predicted[i].incident_type in keys[j].types:
                score += 1 + sum(
                    len(
                        match_entities(
                            predicted[i].entities(role),
                            [one.strings for one in keys[j].roles[role]],
                        )
                    )
                    for role in ROLES
                )
        return score

    choices = itertools.product([None, *range(len(keys))], repeat=len(predicted))
    best = max(
        right(mapping)
        for mapping in choices
        if len({j for j in mapping if j is not None}) == sum(j is not None for j in mapping)
    )
    rows = score_report(predicted, keys, align(predicted, keys))
    assert total(rows.values()).right == best


@pytest.mark.parametrize(
    "fields",
    [
        {"incident_type": "EXPLOSION"},
        {"incident_type": "ATTACK", "stage": "DONE"},
        {"incident_type": "ATTACK", "perp_org": (("x",),), "confidence": ("SURE",)},
        {"incident_type": "ATTACK", "perp_org": (("x",),), "confidence": ("POSSIBLE", None)},
    ],
)
def test_a_template_has_the_values_of_muc4(fields: dict[str, Any]):
    with pytest.raises(ValueError, match=r"MUC-4|one value for each"):
        Template(**fields)
