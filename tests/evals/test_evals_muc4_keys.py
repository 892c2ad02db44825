"""Answer keys are read as they are written."""

from __future__ import annotations

from evals.muc4_keys import Fill, parse_fill, parse_fills, parse_key


def test_alternatives_references_and_optional_fills():
    assert parse_fill('"BRIDGE"') == Fill(("BRIDGE",))
    assert parse_fill('"RIVER FRONT" / "RF"') == Fill(("RIVER FRONT", "RF"))
    assert parse_fill('? "BRIDGE"/"THE BRIDGE"') == Fill(("BRIDGE", "THE BRIDGE"), (), True)
    assert parse_fill('REPORTED AS FACT / POSSIBLE: "RF" / "RIVER FRONT"') == Fill(
        ("REPORTED AS FACT", "POSSIBLE"), ("RF", "RIVER FRONT")
    )
    assert parse_fill('(POSSIBLE / ACQUITTED): "RF"') == Fill(("POSSIBLE", "ACQUITTED"), ("RF",))
    assert parse_fill('NO INJURY: "-"') == Fill(("NO INJURY",), ("-",))
    assert parse_fill("-") is None


def test_quotes_inside_a_string_stay_and_strings_may_hold_separators():
    assert parse_fill(r'"\"EL SUR\" FARM" / "FARM"') == Fill(('"EL SUR" FARM', "FARM"))
    assert parse_fill('"AC/DC LINE": "X: Y"') == Fill(("AC/DC LINE",), ("X: Y",))


def test_places_and_dates_refer_to_nothing():
    assert parse_fills("INCIDENT: LOCATION", ["PERU: LIMA (CITY)"]) == (
        Fill(("PERU: LIMA (CITY)",)),
    )
    assert parse_fills("INCIDENT: DATE", ["- 04 FEB 90", "-"]) == (Fill(("- 04 FEB 90",)),)


def test_a_key_knows_its_optional_parts_and_whose_confidence_is_whose():
    key = parse_key(
        {
            "MESSAGE: TEMPLATE": ["2 (OPTIONAL)"],
            "INCIDENT: TYPE": ["BOMBING / ATTACK"],
            "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
            "PERP: ORGANIZATION ID": ['"RIVER FRONT" / "RF"', '? "ARMY"'],
            "PERP: ORGANIZATION CONFIDENCE": ['? POSSIBLE: "ARMY"', 'REPORTED AS FACT: "RF"'],
        }
    )
    assert key.optional
    assert key.types == ("BOMBING", "ATTACK")
    front, army = key.roles["PerpOrg"]
    assert (front.strings, front.confidence) == (("RIVER FRONT", "RF"), ("REPORTED AS FACT",))
    assert (army.optional, army.confidence) == (True, ("POSSIBLE",))
