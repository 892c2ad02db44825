"""What befalls people without anybody's attacking them is no attack, and takes none away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind in ("incident", "count") and c.stance == "asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "A freight train hit a school bus near Okara on Monday, killing eleven pupils.",
        "An overloaded boat capsized on Lake Mai on Sunday, killing at least 25 traders.\n"
        "Among the dead were nine children, police said. Fourteen people were killed there in May.",
        "A military plane crashed near Kaduna on Tuesday, killing all 12 soldiers on board. "
        "The crash destroyed two houses.",
        "Cyclone Dorin hit the coast on Thursday, killing 34 people and destroying 2,000 homes.",
        "A fuel tanker overturned and exploded in Jigawa on Tuesday, killing 150 people.",
        "An explosion at a fireworks factory in Sivakasi killed nine workers on Saturday. "
        "The blast levelled three sheds.",
        "A bridge gave way in Gao on Sunday, killing 30 people.",
        "Two children were killed when a wall fell on them in Pune on Friday.",
        "Fire swept through a hospital in Kut overnight, killing 61 people.",
        "The ship struck rocks off Crete in high winds on Monday, killing three sailors.",
        "A ferry went down off Malta on Friday and 40 migrants died.",
        "Two tankers collided off Fujairah on Tuesday and one caught fire, injuring 24 sailors. "
        "It was an incident of navigation, the operator said.",
        "A crush at a stadium in Jos killed 56 fans. Police fired tear gas into the stands.",
        "A car ran over a boy in Jos on Friday and killed him. A cyclist was hit by a bus.",
    ],
)
def test_a_misfortune_is_no_attack(code_report: CodeReport, text: str) -> None:
    assert _attacks(code_report(text)) == []


def test_weather_beside_an_attack_takes_no_toll_away(code_report: CodeReport) -> None:
    [raid] = _attacks(
        code_report(
            "Gunmen raided a village near Djibo during a storm on Friday and killed six people. "
            "The storm destroyed ten houses."
        )
    )
    assert raid.killed is not None
    assert raid.killed.low == 6


def test_what_an_attack_brings_down_is_part_of_it(code_report: CodeReport) -> None:
    [sinking] = _attacks(
        code_report(
            "A missile hit a bulk carrier in the Red Sea on Tuesday; the ship sank and three "
            "sailors were killed, the coalition said."
        )
    )
    assert sinking.killed is not None
    assert sinking.killed.low == 3


def test_an_attack_told_after_a_misfortune_keeps_its_toll(code_report: CodeReport) -> None:
    [attack] = _attacks(
        code_report(
            "Six soldiers drowned on Sunday when their lorry fell into a canal near Bannu. "
            "Four soldiers were killed on Saturday when insurgents attacked their camp in Tank."
        )
    )
    assert attack.killed is not None
    assert attack.killed.low == 4


def test_who_is_driven_at_was_attacked(code_report: CodeReport) -> None:
    [ramming] = _attacks(
        code_report("A man drove a lorry into a crowd in Nice on Thursday, killing twelve.")
    )
    assert ramming.event_type == "vehicle_ramming"


def test_not_an_attack_denies_one(code_report: CodeReport) -> None:
    text = "The crater at the depot in Gao was the work of looters, not an attack, the army said."
    assert [c for c in code_report(text) if c.stance == "asserted" and c.kind == "incident"] == []


def test_what_was_thrown_at_a_wall_was_thrown(code_report: CodeReport) -> None:
    claims = code_report(
        "Raiders threw explosive devices at the air base in Gao on Monday, the army said. One of "
        "the devices hit a wall of the depot and the shock wave of the blast damaged two huts."
    )
    assert any("wall" in c.sentence.words for c in _attacks(claims))


def test_a_headline_of_a_misfortune_is_none_of_an_attack(code_report: CodeReport) -> None:
    text = (
        "Bus plunges into ravine in Bolivia, killing 19\n\nA bus collided with a lorry and plunged "
        "into a ravine in Bolivia on Monday, killing at least 19 people, officials said."
    )
    assert _attacks(code_report(text)) == []


def test_a_shock_wave_is_no_wave_of_the_sea(code_report: CodeReport) -> None:
    text = (
        "The army said one of the explosive devices hit a wall of the base in Gao, Mali, and the "
        "shock wave from the explosion damaged two houses."
    )
    assert _attacks(code_report(text))
