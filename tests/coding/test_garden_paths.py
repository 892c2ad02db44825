"""A verb that reads like a noun at first sight is a verb where grammar leaves it no other way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.language.mending import mended
from tallybook.coding.language.model import load_model
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def verbs(text: str) -> dict[str, tuple[list[str], list[str]]]:
    """Return each verb's subjects and objects, by their words."""
    doc = mended(load_model()(text))
    return {
        token.lower_: (
            [t.text for t in token.children if t.dep_ in ("nsubj", "nsubjpass")],
            [t.text for t in token.children if t.dep_ == "dobj"],
        )
        for token in doc
        if token.pos_ == "VERB"
    }


@pytest.mark.parametrize(
    ("text", "verb", "doer", "thing"),
    [
        ("Gangs torch warehouses above the port", "torch", "Gangs", "warehouses"),
        ("Rebels raid mining town in eastern Congo", "raid", "Rebels", "town"),
        ("Suspected herders raze hamlet in Benue", "raze", "herders", "hamlet"),
        ("Militants ambush convoy, kill nine", "ambush", "Militants", "convoy"),
        ("Army raids village, kills three", "raids", "Army", "village"),
        ("Air strikes target convoy", "target", "strikes", "convoy"),
        ("Two guards killed as rebels storm army base", "storm", "rebels", "base"),
    ],
)
def test_what_stands_between_a_plural_and_a_noun_is_the_verb(
    text: str, verb: str, doer: str, thing: str
) -> None:
    assert verbs(text)[verb] == ([doer], [thing])


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Customs raid finds weapons", "raid"),
        ("Rebels raid victims mourn their dead.", "raid"),
        ("Police raid nets arms", "raid"),
        ("Drone attack kills four in Kherson", "attack"),
    ],
)
def test_a_noun_of_attack_stays_one(text: str, noun: str) -> None:
    assert noun not in verbs(text)


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        (
            "At least 30 have been killed and dozens of shops burned since masked men from the "
            "Front began attacking Lumbe, the mayor said.",
            "began",
            "men",
        ),
        ("A man dressed as a guard blew himself up at a wedding in Kunar.", "blew", "man"),
        ("A woman disguised as a nurse detonated her vest at a clinic.", "detonated", "woman"),
        ("A mob of men dressed as soldiers attacked the market in Gao.", "attacked", "mob"),
        ("On Friday unknown gunmen on a scooter shot dead two traders in Pul.", "shot", "gunmen"),
        ("In Loralai, men riding a motorcycle shot dead a constable.", "shot", "men"),
    ],
)
def test_a_finite_verb_has_its_subject(text: str, verb: str, doer: str) -> None:
    assert verbs(text)[verb][0] == [doer]


def test_two_clauses_with_their_own_days_are_two_attacks(code_report: Code) -> None:
    claims = code_report(
        "On Monday unknown gunmen on a motorbike shot dead two tailors in Farah; and in Zaranj a "
        "magnetic bomb on a lorry wounded a clerk and his son on Tuesday.",
        published="2024-10-10",
    )
    told = [c for c in claims if c.kind == "incident"]
    found = {
        (place.name, claim.when.earliest)
        for claim in told
        for place in claim.places
        if claim.when is not None
    }
    assert found == {("Farah", "2024-10-07"), ("Zaranj", "2024-10-08")}
    assert [a.name for c in told for a in c.attackers] == ["unknown gunmen"]


def test_the_accused_did_what_they_are_accused_of_second(code_report: Code) -> None:
    [attack] = [
        c
        for c in code_report(
            "Villagers accuse guards of having gone to a camp near Dori, on 12 May, and put to "
            "death at least 25 men.",
            published="2025-05-19",
        )
        if c.kind == "incident"
    ]
    assert [a.name for a in attack.attackers] == ["guards"]
    assert attack.when is not None
    assert attack.when.earliest == "2025-05-12"


def test_who_is_found_beheaded_or_lined_up_and_shot_was_killed(code_report: Code) -> None:
    claims = code_report(
        "A teacher who tried to reason with the gunmen was found beheaded on Friday in Kasenyi, "
        "police said. In Gety, six members of one family were lined up and shot on Thursday by "
        "militiamen, the army said.",
        published="2025-02-05",
    )
    first, second = (c for c in claims if c.kind == "incident")
    assert [t.name for t in first.targets] == ["teacher"]
    assert not any("teacher" in a.name for a in first.attackers)
    assert first.killed is not None
    assert (first.killed.low, first.killed.high) == (1, 1)
    assert second.killed is not None
    assert (second.killed.low, second.killed.high) == (6, 6)
    assert second.injured is None


def blamed(claims: list[Claim]) -> list[tuple[str | None, list[str]]]:
    return [
        (c.verdict, [a.name for a in c.attackers]) for c in claims if c.kind == "responsibility"
    ]


def test_the_bearer_of_a_name_claims_what_its_description_claims(code_report: Code) -> None:
    claims = code_report(
        "The Desert Liberation Front (DLF), the Qaeda affiliate which claimed the attack on "
        "Tabankort on Sunday, said 40 soldiers had died.",
        published="2025-05-19",
    )
    assert blamed(claims) == [("claims", ["Desert Liberation Front"])]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided the market in Kumbo on Sunday. The governor attributed the raid to "
        '"secessionist fighters".',
        "The governor attributed the raid on the market in Kumbo to secessionist fighters.",
    ],
)
def test_a_deed_is_attributed_to_whom_it_says(code_report: Code, text: str) -> None:
    claims = code_report(text, published="2025-03-10")
    assert blamed(claims) == [("blames", ["secessionist fighters"])]


def test_what_is_meant_or_nobody_s_doing_blames_nobody(code_report: Code) -> None:
    claims = code_report(
        'The junta claimed that a "terrorist group" had itself set off mines at a fair in Ayadaw '
        "on Friday to blame the army. The rebels shot down a helicopter near Budalin on Thursday; "
        "the army blames fog.",
        published="2025-03-10",
    )
    assert blamed(claims) == []


def test_the_possessive_of_what_is_joined_is_no_speaker_s(code_report: Code) -> None:
    claims = code_report(
        "The unity government's ministry says the junta's navy and its new drone units conducted "
        "31 attacks in Sagaing between December and February.",
        published="2025-03-10",
    )
    assert blamed(claims) == []
    [count] = [c for c in claims if c.kind == "count"]
    assert [a.name for a in count.attackers] == ["junta's navy", "new drone units"]
    assert count.stance == "asserted"


def test_a_car_bomb_went_off_in_the_town_before_where(code_report: Code) -> None:
    claims = code_report(
        "Explosions were reported in Cali and in the towns of Jamundi and Caloto, where a car bomb "
        "went off in front of the police station, killing two traders.",
        published="2025-06-10",
    )
    bombed = [c for c in claims if c.kind == "incident" and c.weapons]
    assert [p.name for c in bombed for p in c.places] == ["Caloto"]


def test_who_is_shot_dead_is_killed_whatever_their_age(code_report: Code) -> None:
    [attack] = [
        c
        for c in code_report(
            "A settler shot dead a 23-year-old farmer near Sinjil, the ministry said.",
            published="2025-07-08",
        )
        if c.kind == "incident"
    ]
    assert attack.killed is not None
    assert (attack.killed.low, attack.killed.high) == (1, 1)
    assert [t.name for t in attack.targets] == ["23-year-old farmer"]


def test_who_does_not_say_that_it_did_it_claims_nothing(code_report: Code) -> None:
    claims = code_report(
        "A bomb exploded in Jamundi on Tuesday. The dissidents urged people to stay away from "
        "police posts but did not say that they were responsible.",
        published="2025-06-11",
    )
    assert blamed(claims) == []


def test_a_death_that_is_remembered_is_nobody_s_of_today(code_report: Code) -> None:
    claims = code_report(
        "A grenade was thrown at a toll booth near Cali on Tuesday, to mark the anniversary of the "
        "death of a rebel leader.",
        published="2025-06-11",
    )
    assert not any(c.killed for c in claims)


def test_those_who_fight_bandits_did_not_raid_the_village(code_report: Code) -> None:
    claims = code_report(
        "The attackers struck Kabasa on Wednesday, burning houses, a farmer said. Police officers "
        "exchanged fire with the bandits near Kabasa and killed three of them, the police said.",
        published="2025-10-03",
    )
    burned = [c for c in claims if any("houses" in t.name for t in c.targets)]
    assert burned
    assert not any("officers" in a.name for c in burned for a in c.attackers)


def test_what_and_joins_to_a_clause_has_the_noun_between_for_its_subject() -> None:
    found = verbs("A bomber blew himself up at the gate of the hotel and gunmen stormed inside.")
    assert found["stormed"] == (["gunmen"], [])
    told = verbs("Sudan paramilitary shelling kills at least 40 in El-Fasher market, medics say")
    assert told["kills"] == (["shelling"], ["40"])


def test_whoever_ends_a_siege_makes_no_attack(code_report: Code) -> None:
    claims = code_report(
        "Soldiers on Saturday ended a siege at a hotel in Kismayo where militants had held guests "
        "for a day, killing all six attackers, police said.",
        published="2025-10-04",
    )
    assert not any(a.name == "Soldiers" for c in claims for a in c.attackers)
