"""Complex attacks: a blast at the gate, gunmen inside, hostages and a siege are one attack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def apart(claims: list[Claim]) -> int:
    """How many attacks a report's claims tell: those that none of the others is said to tell."""
    return sum(1 for c in claims if c.kind == "incident" and not c.about)


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber detonated a car at the gate of a police academy in Quetta early on "
        "Tuesday before gunmen stormed the compound and took dozens of cadets hostage, officials "
        "said.\n\nThe siege lasted nearly six hours. Twelve cadets were killed and 30 wounded in "
        "the assault. All five attackers were shot dead.\n\nThe Baloch Liberation Army claimed "
        "responsibility for the attack, saying its fighters had killed 40 soldiers.",
        "A car bomb exploded at the gate of the Pearl hotel in Mogadishu on Wednesday. Gunmen then "
        "stormed the building and fired at guests. The standoff ended on Thursday morning.",
        "Militants rammed two cars packed with explosives into the wall of a cantonment in Bannu "
        "on Tuesday, and others then rushed in. The assault was repulsed, the military said. The "
        "standoff ended on Wednesday morning.",
        "An assault on the town hall in Kabul began with an explosion at about 10 a.m. on Sunday. "
        "The raid left seven dead.",
        "Two suicide bombers blew themselves up outside the parliament in Mogadishu on Monday, and "
        "gunmen then opened fire inside. A hostage-taking followed.",
        "Attackers detonated a truck bomb outside the gates of a police headquarters in Karachi "
        "on Monday. Minutes later gunmen burst into the compound and held several clerks hostage.",
        "Gunmen stormed a hotel in Kabul on Saturday night. The assault began when a suicide "
        "bomber blew himself up at the entrance. The siege ended on Sunday morning.",
        "Militants blew up the gate of a prison in Bauchi on Tuesday. They exchanged fire with "
        "guards. The attackers took a warder hostage.",
        "Three suicide attackers stormed a mosque in Peshawar on Friday. One of them set off his "
        "vest at the door while the two others opened fire on worshippers.",
        "A suicide bomber and gunmen attacked a restaurant in Mogadishu on Friday. One attacker "
        "blew himself up at the door; five others then sprayed diners with bullets.",
    ],
)
def test_a_blast_at_the_gate_and_the_storming_behind_it_are_one(
    code_report: Code, text: str
) -> None:
    claims = code_report(text, published="2024-05-16")
    assert apart(claims) == 1
    assert not any(c.apart_from for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb exploded at a market in Baidoa on Monday, killing six people. On Tuesday "
        "gunmen stormed a hotel in Kismayo, killing four.",
        "A bomb went off at the gate of a school in Gao on Monday, wounding two pupils. On Tuesday "
        "gunmen stormed a school in Timbuktu.",
        "A car bomb exploded outside a bank in Kirkuk on Monday. Gunmen in another part of the "
        "city stormed a police station, killing three.",
        "A car bomb exploded outside a police station in Lashkar Gah on Wednesday, killing eight. "
        "On the same day, gunmen stormed a courthouse in Kandahar.",
        "A car bomb exploded outside a hotel in Kismayo on Friday. Hours later gunmen shot dead a "
        "customs officer in Afmadow.",
    ],
)
def test_a_blast_and_a_raid_elsewhere_are_two(code_report: Code, text: str) -> None:
    assert apart(code_report(text, published="2024-05-16")) == 2


def test_the_day_on_which_a_siege_was_ended_is_that_of_its_end(code_report: Code) -> None:
    claims = code_report(
        "Security forces on Thursday ended a siege at a hotel in Mogadishu, hours after militants "
        "stormed it. The attack began on Wednesday when a suicide bomber rammed the gate.",
        published="2024-05-16",
    )
    assert apart(claims) == 1
    [told] = [c for c in claims if c.kind == "incident"]
    assert told.when is not None
    assert told.when.earliest == "2024-05-15"
    assert not any("forces" in a.name for a in told.attackers)


def test_whoever_storms_a_base_and_ends_the_assault_defends_it(code_report: Code) -> None:
    claims = code_report(
        "Militants attacked the naval base in Karachi on Sunday night. Commandos stormed the base "
        "at dawn and ended the assault.",
        published="2024-05-16",
    )
    assert {a.name for c in claims for a in c.attackers} == {"Militants"}


def test_fighting_that_broke_out_on_a_day_did_not_end_then(code_report: Code) -> None:
    [told] = code_report(
        "Fighting between soldiers and rebels broke out near Sake on Monday.",
        published="2024-05-16",
    )
    assert told.when is not None
    assert told.when.earliest == "2024-05-13"


def test_a_building_brought_in_beside_another_is_another_attack(code_report: Code) -> None:
    claims = code_report(
        "A bomb went off in a bank in Jos on Monday. Gunmen attacked a church, killing a priest.",
        published="2024-05-16",
    )
    assert apart(claims) == 2


def test_what_he_then_did_is_in_the_course_of_his_attack(code_report: Code) -> None:
    claims = code_report(
        "A man drove a car into a crowd in Erfurt on Friday, killing two. He then attacked "
        "bystanders with a knife.",
        published="2024-12-17",
    )
    assert apart(claims) == 1
