"""Releases that count strikes: a total, its shares, each share place by place, and what was hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

TOTAL = (
    "Strikes go on\n\nOn 8 June, joint forces carried out 12 strikes in Mali and Niger. In Mali, "
    "joint forces carried out eight strikes. "
)


def _counts(claims: list[Claim]) -> dict[int, Claim]:
    return {c.count.low: c for c in claims if c.kind == "count" and c.count is not None}


@pytest.mark.parametrize(
    "share",
    [
        "Additionally, in Niger, joint forces carried out four strikes.",
        "In addition, four strikes were carried out in Niger.",
        "Separately, joint forces conducted four strikes in Niger.",
    ],
)
def test_what_is_added_to_one_share_is_another_of_the_total(code_report: Code, share: str) -> None:
    counts = _counts(code_report(TOTAL + share))
    assert counts[4].when is not None
    assert (counts[4].when.earliest, counts[4].when.latest) == ("2025-06-08", "2025-06-08")
    assert set(counts[12].parts) == {counts[8].id, counts[4].id}


def test_what_is_added_elsewhere_is_beyond_the_total(code_report: Code) -> None:
    counts = _counts(code_report(TOTAL + "Separately, rebels carried out four strikes in Chad."))
    assert counts[4].id not in counts[12].parts
    assert counts[4].when is None or counts[4].when.earliest is None


def test_where_every_strike_is_told_whoever_made_them_made_each(code_report: Code) -> None:
    claims = code_report(
        "Strikes go on\n\nOn 8 June, joint forces carried out six strikes in Mali. Near Menaka, "
        "one strike destroyed a pickup. Near Gao, five strikes destroyed three boats."
    )
    [incident] = [c for c in claims if c.kind == "incident"]
    assert [a.name for a in incident.attackers] == ["joint forces"]
    assert "attackers" in incident.inferred


@pytest.mark.parametrize(
    "sentence",
    [
        "Joint forces carried out four strikes in Mali using attack, transport and armed aircraft.",
        "Joint forces carried out four strikes in Mali with attack and transport helicopters.",
        "Joint forces carried out four strikes in Mali from the Samarra Barrage.",
    ],
)
def test_words_for_aircraft_and_dams_are_no_attacks(code_report: Code, sentence: str) -> None:
    assert [c.kind for c in code_report(f"Strikes go on\n\n{sentence}")] == ["count"]


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Four strikes were carried out in Niger on Sunday.", True),
        ("It conducted four strikes in Niger on Sunday.", True),
        ("Nurses staged four strikes in Niger on Sunday.", False),
        ("Four strikes were called in Niger by the nurses' union.", False),
    ],
)
def test_strikes_that_are_carried_out_are_no_walkouts(
    code_report: Code, sentence: str, counted: bool
) -> None:
    claims = code_report(f"Raids go on\n\nJets bombed a camp in Mali on Saturday. {sentence}")
    assert any(c.kind == "count" for c in claims) is counted


def test_attacks_in_a_row_stay_attacks(code_report: Code) -> None:
    text = "Ambush in Mali\n\nAn attack and an ambush killed four soldiers in Mali on Monday."
    assert any(c.kind in ("incident", "count") for c in code_report(text))


@pytest.mark.parametrize(
    ("sentence", "target", "weapons"),
    [
        ("Jets destroyed a mortar and two trucks near Marib on Sunday.", "mortar", []),
        ("Shells damaged three rocket launchers in Marib on Sunday.", "three rocket", ["Shells"]),
        ("Rebels destroyed a bridge in Marib with explosives on Sunday.", "bridge", ["explosives"]),
        ("Rebels fired a mortar at a bridge in Marib on Sunday.", "bridge", ["mortar"]),
    ],
)
def test_a_weapon_that_is_destroyed_is_hit(
    code_report: Code, sentence: str, target: str, weapons: list[str]
) -> None:
    [claim] = [c for c in code_report(f"Attack in Yemen\n\n{sentence}") if c.kind == "incident"]
    assert any(target in m.name for m in claim.targets)
    assert [w.name for w in claim.weapons] == weapons


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Two drones were shot down over Kherson on Sunday, officials said.", "Kherson"),
        ("The army said it destroyed two drones over Hodeidah on Sunday.", "Hodeidah"),
        ("A missile was intercepted above Eilat on Sunday, the army said.", "Eilat"),
    ],
)
def test_what_flies_is_brought_down_over_a_place(
    code_report: Code, sentence: str, place: str
) -> None:
    [claim] = [c for c in code_report(f"Sirens in the night\n\n{sentence}") if c.kind == "incident"]
    assert [p.name for p in claim.places] == [place]


def test_a_dispute_is_over_a_place_and_not_there(code_report: Code) -> None:
    text = "Driver shot\n\nGunmen shot a driver dead in Ladakh amid a dispute over Kashmir."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.name for p in claim.places] == ["Ladakh"]
