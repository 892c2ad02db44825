"""Attacks on one thing in turn, acts of a kind, deeds that lay ahead, and attacks recalled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Mention
from tallybook.knowledge.evidence import Statement, standard_of
from tallybook.knowledge.loading import load_knowledge

Code = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def _names(mentions: tuple[Mention, ...]) -> list[str]:
    return [m.name for m in mentions]


@pytest.mark.parametrize(
    ("headline", "target"),
    [
        ("Railway bridge blown up near Sibi, traffic halted", "Railway bridge"),
        ("Ten cars blown up in Lyon", "Ten cars"),
        ("Villagers beaten by gunmen in Kaduna", "Villagers"),
    ],
)
def test_a_participle_that_is_no_past_is_passive(
    code_report: Code, headline: str, target: str
) -> None:
    [attack] = _incidents(code_report(headline))
    assert target in _names(attack.targets)
    assert target not in _names(attack.attackers)


def test_a_headlines_past_is_active(code_report: Code) -> None:
    [attack] = _incidents(code_report("Rebels blew up bridge near Gao\n\nPolice said so."))
    assert _names(attack.attackers) == ["Rebels"]


@pytest.mark.parametrize(
    ("sentence", "injured"),
    [
        ("A drone fell on a depot in Kherson, wounding two fishermen, regional officials said.", 2),
        ("A shell hit a yard in Kherson, wounding three workmen, hospital sources said.", 3),
    ],
)
def test_a_plural_in_men_ends_its_phrase(code_report: Code, sentence: str, injured: int) -> None:
    [attack] = _incidents(code_report(sentence))
    assert attack.injured is not None
    assert (attack.injured.low, attack.injured.high) == (injured, injured)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("It was the third act of sabotage against the line this year, police said.", 3, 3),
        ("It was the fourth act of arson on the railway since May, police said.", 4, 4),
        ("Four acts of sabotage against the railway were recorded in Bavaria in May.", 4, 4),
    ],
)
def test_acts_of_a_kind_are_counted(
    code_report: Code, sentence: str, low: int, high: int | None
) -> None:
    claims = code_report(f"Saboteurs set fire to cables near Munich on Monday. {sentence}")
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (low, high)


def test_acts_of_kindness_are_none(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided a farm near Gao on Monday. It was the third act of mercy by the nuns."
    )
    assert not [c for c in claims if c.kind == "count"]


def test_the_others_of_a_series_are_attacks(code_report: Code) -> None:
    claims = code_report(
        "Militants blew up a power line near Gwadar on Monday. It was the third attack on the grid "
        "this year. In February a pylon was destroyed at Turbat, and in May a charge ripped it "
        "open near Panjgur.",
        published="2025-06-30",
    )
    days = {c.when.earliest for c in _incidents(claims) if c.when is not None}
    assert {"2025-06-30", "2025-02-01", "2025-05-01"} <= days


def test_harm_after_no_ordinal_is_no_attack(code_report: Code) -> None:
    claims = code_report(
        "Militants blew up a power line near Gwadar on Monday. In February a pylon was destroyed "
        "at Turbat."
    )
    assert len(_incidents(claims)) == 1


AHEAD = [
    ("Police seized two men who were hours away from attacking a church in Kampala.", "foiled"),
    ("Soldiers detained a man who was days away from bombing the market in Kano.", "foiled"),
    ("The cell was minutes away from opening fire on a crowd in Kano, police said.", "threatened"),
]


@pytest.mark.parametrize(("sentence", "stage"), AHEAD)
def test_what_lay_ahead_was_not_done(code_report: Code, sentence: str, stage: str) -> None:
    [attack] = _incidents(code_report(sentence))
    assert attack.stage == stage


def test_what_is_so_far_away_in_space_was_done(code_report: Code) -> None:
    [attack] = _incidents(
        code_report("A bomb exploded ten metres away from the station in Kampala, killing two.")
    )
    assert attack.stage == "done"


RECALLED = [
    ("It recalled the attack on the Splendid hotel in Ouagadougou in January 2016, when gunmen "
     "killed 30 people.", "2016-01-01", 30),
    ("The news stirred memories of the assault on a barracks in Bol in March 2020, when rebels "
     "came by boat and killed 92 soldiers.", "2020-03-01", 92),
    ("Residents marked the anniversary of the bombing of a market in Maiduguri in July 2015, when "
     "two women killed 20 people.", "2015-07-01", 20),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "first", "killed"), RECALLED)
def test_an_attack_recalled_is_told_with_when(
    code_report: Code, sentence: str, first: str, killed: int
) -> None:
    [attack] = _incidents(code_report(sentence))
    assert attack.when is not None
    assert attack.when.earliest == first
    assert attack.killed is not None
    assert attack.killed.low == killed


def test_what_brings_it_to_mind_is_another(code_report: Code) -> None:
    claims = code_report(
        "Monday's bombing in Gao recalled May 2024, when gunmen shot nine people in Djenne."
    )
    assert len(_incidents(claims)) == 2


def test_a_building_with_a_name_is_a_target(code_report: Code) -> None:
    [attack] = _incidents(code_report("Gunmen attacked the Splendid hotel in Ouagadougou."))
    assert _names(attack.targets) == ["Splendid hotel"]


CREDIT = [
    "Boko Haram said it had carried it out.",
    "Boko Haram said it had done it.",
    "Nobody was hurt by the bombing, which Boko Haram said was its doing.",
]


@pytest.mark.parametrize("sentence", CREDIT)
def test_credit_for_it(code_report: Code, sentence: str) -> None:
    claims = code_report(f"A bomb killed two people in Kano on Monday. {sentence}")
    [verdict] = [c for c in claims if c.kind == "responsibility"]
    assert verdict.verdict == "claims"
    assert _names(verdict.attackers) == ["Boko Haram"]
    assert verdict.about


@pytest.mark.parametrize(
    ("voice", "target", "standard"),
    [
        ("National Gas Company", "18-inch gas pipeline", "confirmed"),
        ("state oil company", "pipeline", "confirmed"),
        ("power utility", "electricity substation", "confirmed"),
        ("news company", "market", "reported"),
        ("gas company", "market", "reported"),
        ("Nigerian Oil Company", "Nigerian soldiers", "reported"),
    ],
)
def test_a_company_speaks_for_what_it_runs(voice: str, target: str, standard: str) -> None:
    said = Statement("asserted", Mention(voice), (Mention(target),), "origin")
    assert standard_of([said], load_knowledge().actors) == standard


SEMICOLONS = [
    ("A depot burned down in Sumy; in Konotop, two missiles knocked out a mast; and a drone fell "
     "on a bus in Kovel on Friday, the governor said.", {"Sumy", "Konotop", "Kovel"}),
    ("A man shot in Jos on Friday died; in Kano, gunmen raided a bar.", {"Jos", "Kano"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "places"), SEMICOLONS)
def test_what_a_semicolon_parts_has_its_own_subject(
    code_report: Code, sentence: str, places: set[str]
) -> None:
    told = _incidents(code_report(sentence))
    assert {p.name for c in told for p in c.places} == places
    assert all(len(c.places) == 1 for c in told)


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("A warehouse burned down in Sumy after a drone attack on Friday.", "warehouse"),
        ("A parked car blew up in front of a bakery in Sumy on Friday, killing four.", "bakery"),
    ],
)
def test_what_burns_or_stands_there_was_attacked(
    code_report: Code, sentence: str, target: str
) -> None:
    told = _incidents(code_report(sentence))
    assert target in [name for c in told for name in _names(c.targets)]
    assert all(target not in _names(c.attackers) for c in told)


def test_who_blows_himself_up_is_the_attacker(code_report: Code) -> None:
    [attack] = _incidents(
        code_report("A man blew himself up in front of a bakery in Sumy on Friday, killing four.")
    )
    assert _names(attack.attackers) == ["man"]
    assert "bakery" in _names(attack.targets)


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials said a store of old shells had exploded by accident in Gao, killing two guards.",
        "The munitions that rebels had stored in the shops went off by themselves, he said.",
        "A mine that had lain there since the war detonated on its own in Gao on Friday.",
    ],
)
def test_what_nobody_set_off_is_no_attack(code_report: Code, sentence: str) -> None:
    assert not _incidents(code_report(sentence))


def test_a_number_of_dead_that_somebody_speaks_of(code_report: Code) -> None:
    claims = code_report(
        "Jets bombed a market at Gao, Mali, on Monday. The Relief Room, which runs kitchens in the "
        "town, spoke of more than 40 dead and feared that others lay under the stalls."
    )
    [harm] = [c for c in claims if c.kind == "harm"]
    assert harm.killed is not None
    assert harm.killed.low == 41
    assert _names(harm.voices)[-1] == "Relief Room"


def test_who_denies_only_to_announce_announces(code_report: Code) -> None:
    claims = code_report(
        "The Malian army denied the raid on a camp at Ber, only to say days later that its planes "
        "had killed a group of smugglers there."
    )
    assert [c.stance for c in _incidents(claims) if c.event_type == "killing"] == ["claimed"]
