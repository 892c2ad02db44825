"""Whom "the group" and "his men" are: the one armed group that was named, and the speaker's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

LEAD = "Al-Shabaab fighters raided a post near Balad in Somalia on Friday.\n\n"


def _last(claims: list[Claim]) -> Claim:
    return [c for c in claims if c.kind == "incident" and not c.about][-1]


@pytest.mark.parametrize("who", ["The group", "The militants", "These insurgents"])
def test_the_group_is_the_one_that_was_named(code_report: Code, who: str) -> None:
    claim = _last(code_report(f"{LEAD}{who} attacked a bus in Afgooye on 3 June, killing nine."))
    assert [a.actor for a in claim.attackers] == ["al-shabaab"]
    assert "attackers" in claim.inferred


@pytest.mark.parametrize(
    "text",
    [
        LEAD
        + "The Islamic State in Somalia denied it. The group attacked a bus in Qandala in May.",
        LEAD + "Masked militants attacked a bus in Afgooye on 3 June, killing nine.",
        LEAD + "The pro-government militia attacked a bus in Afgooye on 3 June, killing nine.",
    ],
)
def test_a_group_that_may_be_another_stays_open(code_report: Code, text: str) -> None:
    claim = _last(code_report(text))
    assert not any(a.actor == "al-shabaab" for a in claim.attackers)


def test_a_leader_s_men_are_his(code_report: Code) -> None:
    text = (
        "Gunmen shot two guards at a checkpoint in Kumba on Friday. A commander, Abba Kole, said "
        "his men had carried out the attack."
    )
    incident, credit = code_report(text)
    assert [a.name for a in incident.attackers] == ["Gunmen"]
    assert (credit.verdict, credit.about) == ("claims", (incident.id,))
    assert [a.name for a in credit.attackers] == [credit.voices[-1].name]


def test_whoever_strikes_back_makes_another_attack(code_report: Code) -> None:
    text = (
        "Unknown gunmen shot dead two gendarmes in Kumba in Cameroon on Friday. The army responded "
        "by burning several houses in Bamenda, residents said. A spokesman denied this, saying "
        'that the houses were burned by "terrorists".'
    )
    claims = code_report(text)
    shooting, arson = [c for c in claims if c.kind == "incident" and not c.about]
    assert [a.name for a in arson.attackers] == ["army"]
    assert not any(
        a.name == "terrorists" for c in claims if c.stance == "denied" for a in c.attackers
    )
    assert shooting.event_type == "shooting"


def test_armed_men_who_burst_in_attack(code_report: Code) -> None:
    text = "Armed men in hoods burst into the studio of a radio station in Quito on Friday."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert [t.name for t in claim.targets] == ["studio of a radio station"]
    assert not code_report("A pipe burst into the studio of a radio station in Quito on Friday.")


def test_abductions_since_a_day_are_not_one(code_report: Code) -> None:
    text = (
        "Two officers were shot by gunmen in Guayaquil on Friday. Seven officers have been "
        "kidnapped since the president declared an emergency."
    )
    assert [c.event_type for c in code_report(text) if c.kind == "incident"] == ["shooting"]
