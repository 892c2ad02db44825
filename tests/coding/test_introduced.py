"""Acronyms that a report introduces, and "the group" for one that no table knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.roles.introduced import introduced_names
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "a raid by the Meridian Liberation Vanguard (MLV) near Gao",
            {"MLV": "Meridian Liberation Vanguard"},
        ),
        (
            "the Islamic State West Africa Province (ISWAP) said",
            {"ISWAP": "Islamic State West Africa Province"},
        ),
        (
            "the Syrian Observatory for Human Rights (SOHR)",
            {"SOHR": "Syrian Observatory for Human Rights"},
        ),
        ("gunmen fired at the town (AFP)", {}),
        ("the Group for the Support of Islam and Muslims (JNIM)", {}),
        ("President Ada Obi (APC) said", {}),
        ("the toll rose (see below)", {}),
    ],
)
def test_the_words_that_an_acronym_stands_for(text: str, names: dict[str, str]) -> None:
    assert introduced_names(text) == names


def test_an_unknown_acronym_is_the_name_that_it_was_introduced_for(code_report: Code) -> None:
    claims = code_report(
        "Raids\n\nThe Meridian Liberation Vanguard (MLV) attacked a customs post near Gao, "
        "Mali, on Monday, killing two officers. The MLV raided a market in Ansongo on Tuesday, "
        "police said. The MLV said its fighters had shelled a camp in Menaka on Wednesday.",
        published="2024-05-17",
    )
    incidents = [c for c in claims if c.kind == "incident"]
    assert len(incidents) == 3
    assert {a.name for c in incidents for a in c.attackers} == {"Meridian Liberation Vanguard"}
    [second] = [c for c in incidents if "market" in c.sentence.words]
    assert second.inferred["attackers"].startswith("the name that the report introduces")
    [third] = [c for c in incidents if "camp" in c.sentence.words]
    assert third.stance == "claimed"


def test_an_acronym_of_the_reports_own_for_a_known_group(code_report: Code) -> None:
    claims = code_report(
        "Posts attacked\n\nThe Gathering of Sudan Liberation Forces (GOSLF) attacked a post near "
        "Kutum, Sudan, on Monday. GOSLF attacked a convoy near Tawila on Tuesday, the army said.",
        published="2024-05-17",
    )
    attackers = [a.actor for c in claims if c.kind == "incident" for a in c.attackers]
    assert attackers == ["gathering-sudan-liberation"] * 2


def test_the_group_is_the_one_that_was_named_though_no_table_knows_it(code_report: Code) -> None:
    claims = code_report(
        "Raids\n\nThe Meridian Liberation Vanguard attacked a customs post near Gao, Mali, "
        "on Monday. On Tuesday the group raided a market in Ansongo, killing three.",
        published="2024-05-17",
    )
    [second] = [c for c in claims if c.kind == "incident" and "market" in c.sentence.words]
    assert [a.name for a in second.attackers] == ["Meridian Liberation Vanguard"]
    assert second.inferred["attackers"] == "the one armed group that the report has named"


def test_of_two_unknown_groups_it_stays_open_which_is_meant(code_report: Code) -> None:
    claims = code_report(
        "Raids\n\nThe Meridian Liberation Vanguard attacked a customs post near Gao, Mali, "
        "on Monday. The Azure Desert Front attacked a camp near Kidal on Monday. On Tuesday the "
        "group raided a market in Ansongo, killing three.",
        published="2024-05-17",
    )
    [third] = [c for c in claims if c.kind == "incident" and "market" in c.sentence.words]
    assert [a.name for a in third.attackers] == ["group"]


def test_the_coalition_is_the_one_that_was_named(code_report: Code) -> None:
    claims = code_report(
        "Strikes in Yemen\n\nThe Saudi-led coalition bombed a camp in Saada, Yemen, on Monday. On "
        "Tuesday the coalition struck a depot in Hodeidah, killing three.",
        published="2024-05-17",
    )
    attackers = [a.actor for c in claims if c.kind == "incident" for a in c.attackers]
    assert len(attackers) == 2
    assert len(set(attackers)) == 1
    assert attackers[0] is not None
