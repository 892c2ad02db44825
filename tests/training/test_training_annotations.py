"""From answer keys that quote strings to spans in the text."""

from __future__ import annotations

from evals.muc4 import Report
from evals.muc4_keys import parse_key
from training.annotations import CONFIDENCES, ROLES, gold_spans, occurrences

TEXT = """REBELS OF THE HILL FRONT (HF) BURNED A
BUS NEAR THE RIVER. THE HILL
FRONT SAID THE BUS WAS EMPTY."""
KEY = parse_key(
    {
        "MESSAGE: TEMPLATE": ["1"],
        "INCIDENT: TYPE": ["ARSON"],
        "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
        "PERP: INDIVIDUAL ID": ['"REBELS"', '"MEN"'],
        "PERP: ORGANIZATION ID": ['"HILL FRONT" / "HF"'],
        "PERP: ORGANIZATION CONFIDENCE": ['REPORTED AS FACT: "HILL FRONT" / "HF"'],
        "PHYS TGT: ID": ['"BUS"'],
        "HUM TGT: DESCRIPTION": ['"A DRIVER": "JUAN"'],
    }
)


def test_every_place_of_a_fill_is_a_span_of_its_role() -> None:
    found = gold_spans(Report("r", TEXT, (KEY,)))
    told = sorted((ROLES[g.role], " ".join(TEXT[g.start : g.end].split())) for g in found)
    assert told == [
        ("PerpInd", "REBELS"),
        ("PerpOrg", "HF"),
        ("PerpOrg", "HILL FRONT"),
        ("PerpOrg", "HILL FRONT"),
        ("Target", "BUS"),
        ("Target", "BUS"),
    ]
    organisations = [g for g in found if ROLES[g.role] == "PerpOrg"]
    assert {tuple(g.entities) for g in organisations} == {((0, 0),)}, "one and the same"
    assert all(g.confidences == {CONFIDENCES.index("REPORTED AS FACT")} for g in organisations)


def test_a_string_is_found_as_whole_words_over_line_ends() -> None:
    assert [TEXT[a:b] for a, b in occurrences("the hill front", TEXT)] == [
        "THE HILL FRONT",
        "THE HILL\nFRONT",
    ]
    assert occurrences("HILL FRO", TEXT) == []
    assert occurrences("", TEXT) == []
