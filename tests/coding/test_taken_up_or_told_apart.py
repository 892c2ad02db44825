"""Which attack a sentence goes on about: the one just told, the one before it, or a new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    """The first claim of each attack, in the order of the text."""
    found = [c for c in claims if c.kind == "incident" and not c.about]
    return sorted(found, key=lambda c: c.sentence.start)


def test_a_demonstrative_takes_up_what_was_told_just_before(code_report: Code) -> None:
    claims = code_report(
        "Gunmen ambush patrol near Diffa\n\n"
        "Gunmen ambushed an army patrol near Diffa on Monday, killing nine soldiers. The raid came "
        "three days after a woman blew herself up in a mosque in Zinder, killing four people. That "
        "bombing bore the hallmarks of Ansaru, residents said."
    )
    [blamed] = [c for c in claims if c.verdict == "blames"]
    told = {c.id: c for c in claims}
    assert [p.name for p in told[blamed.about[0]].places] == ["Zinder"]


def test_what_comes_hours_later_is_another_attack(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided a salt works at Berhale at about 2am on Monday, killing three men. Five "
        "hours later an ambulance that was rushing to the scene ran over a mine at Dallol, killing "
        "the driver."
    )
    first, second = _attacks(claims)
    assert first.killed is not None
    assert second.killed is not None
    assert (first.killed.low, second.killed.low) == (3, 1)


def test_who_dies_hours_later_was_hurt_in_the_attack(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided a salt works at Berhale on Monday, killing three men. Five hours later a "
        "guard died of his wounds."
    )
    assert len(_attacks(claims)) == 1


def test_a_semicolon_parts_two_attacks_of_a_headline(code_report: Code) -> None:
    claims = code_report(
        "Three traders shot dead in Wadi Halfa; bridge blown up near Atbara\n\n"
        "Three traders were shot dead when armed men broke into their lodgings in Wadi Halfa on "
        "Saturday, police said. In another incident on Saturday unknown men blew up a bridge near "
        "Atbara. Nobody was hurt there."
    )
    first, second = _attacks(claims)
    assert "bridge" not in {t.name for t in first.targets}
    assert [t.name for t in second.targets] == ["bridge"]


def test_a_semicolon_may_give_the_other_sides_version(code_report: Code) -> None:
    claims = code_report(
        "At least nine killed in strike on clinic in Idlib, medics say; Russia says it hit "
        "depot\n\n"
        "A Russian air strike on a clinic in Idlib killed at least nine people on Tuesday, medical "
        "officials said. The Russian military said it had carried out a precise strike on a depot."
    )
    assert len(_attacks(claims)) == 1


def test_a_partys_strike_elsewhere_is_no_version(code_report: Code) -> None:
    claims = code_report(
        "A Russian air strike on a clinic in Idlib killed at least nine people on Tuesday, medical "
        "officials said. The Russian military said it had carried out a strike on a depot in Homs "
        "on Monday."
    )
    assert len(_attacks(claims)) == 2


def test_one_of_the_rockets_is_of_the_salvo(code_report: Code) -> None:
    claims = code_report(
        "A drone dropped two grenades on a parade ground in Tumaco on Sunday; one failed to "
        "explode and the other left a sergeant with shrapnel in the leg."
    )
    assert len(_attacks(claims)) == 1


def test_one_of_the_drones_brought_down_hit_something(code_report: Code) -> None:
    claims = code_report(
        "Moscow said air defences had destroyed 40 Ukrainian drones over five regions on Monday. "
        "One hit a tractor near Kursk, killing the driver, the governor said."
    )
    [hit] = [c for c in _attacks(claims) if c.stage == "done"]
    assert [a.actor for a in hit.attackers] == ["ua-forces"]
    assert [p.name for p in hit.places] == ["Kursk"]


def test_the_drones_brought_down_are_those_launched(code_report: Code) -> None:
    claims = code_report(
        "Russian forces launched 70 drones at Ukraine overnight into Monday, the Air Force said, "
        "adding that 52 of the drones had been shot down. Moscow said its air defences had "
        "destroyed 19 Ukrainian drones."
    )
    down = [c for c in claims if c.stage == "intercepted"]
    assert [[a.actor for a in c.attackers] for c in down] == [["ru-forces"], ["ua-forces"]]


def test_missiles_that_were_not_brought_down_are_no_denial(code_report: Code) -> None:
    claims = code_report(
        "Russian forces launched nine missiles at Ukraine overnight into Monday, the Air Force "
        "said. Four ballistic missiles were not intercepted."
    )
    assert not [c for c in claims if c.stance == "denied"]


def test_all_targets_hit_is_no_strike_beside(code_report: Code) -> None:
    claims = code_report(
        "The Russian Defence Ministry said it had delivered a strike with drones on a depot in "
        "Sumy on Monday and that all designated targets had been hit."
    )
    assert len(_attacks(claims)) == 1


def test_what_is_avenged_is_another_deed(code_report: Code) -> None:
    claims = code_report(
        "Hezbollah fired 30 rockets at Safed on Friday in retaliation for the killing of a "
        "commander a day earlier. Two people were hurt by shrapnel, the ambulance service said."
    )
    [rockets] = [c for c in _attacks(claims) if c.event_type == "rocket_attack"]
    assert "commander" not in {t.name for t in rockets.targets}
    [hurt] = [c for c in claims if c.injured is not None and c.kind == "harm"]
    assert hurt.about == (rockets.id,)


def test_what_is_answered_was_elsewhere(code_report: Code) -> None:
    claims = code_report(
        "Hezbollah fired rockets at Safed on Friday. Israel struck two depots in Khiam in response "
        "to the salvo, the army said."
    )
    assert not [c for c in _attacks(claims) if {p.name for p in c.places} >= {"Safed", "Khiam"}]


def test_clauses_of_one_sentence_share_their_place(code_report: Code) -> None:
    claims = code_report(
        "A drone killed a driver near Kursk on Sunday. Beryslav was shelled three times on Monday, "
        "the administration said; a cyclist was killed by a mortar bomb."
    )
    [cyclist] = [c for c in _attacks(claims) if any(t.name == "cyclist" for t in c.targets)]
    assert [p.name for p in cyclist.places] == ["Beryslav"]


def test_harm_under_one_after_is_of_one_attack(code_report: Code) -> None:
    claims = code_report(
        "The fire service in Rafah said it could not work after two of its men were wounded and "
        "its only engine was struck by tank fire on Monday."
    )
    [told] = _attacks(claims)
    assert told.injured is not None
    assert told.injured.low == 2


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (
            "The mines were closed in 2009 after 30 diggers were massacred at Kolda by rebels.",
            "2009",
        ),
        ("It was the worst since May 2019, when rebels killed 30 diggers at Kolda.", "2019"),
    ],
)
def test_an_old_attack_is_dated_by_its_clause(code_report: Code, text: str, year: str) -> None:
    claims = code_report(
        f"Rebels raided a quarry near Kolda on Monday, killing six diggers. {text}"
    )
    old = _attacks(claims)[-1]
    assert old.background
    assert old.when is not None
    assert old.when.latest is not None
    assert old.when.latest.startswith(year)


def test_hitting_back_names_who_does(code_report: Code) -> None:
    [told] = _attacks(
        code_report("Ethiopian forces responded with mortar fire on the road to Dessie on Monday.")
    )
    assert [a.name for a in told.attackers] == ["Ethiopian forces"]


def test_tolls_of_many_attacks_are_of_none(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided Kolda on Monday. The ministry counted 2,300 launches from the north, in "
        "which 21 soldiers have been killed."
    )
    assert all(c.killed is None for c in _attacks(claims))


def test_what_hits_a_pronoun_hits_what_was_told(code_report: Code) -> None:
    claims = code_report(
        "Four rangers were killed after gunmen waylaid their lorry near Bria at dawn on Sunday. "
        "The lorry was carrying salt when it was hit by a blast from a mortar shell, the army "
        "said. The ambushers then sprayed it with rifle fire."
    )
    assert len(_attacks(claims)) == 1


def test_what_hits_a_new_thing_is_new(code_report: Code) -> None:
    claims = code_report(
        "Four rangers were killed after gunmen waylaid their lorry near Bria at dawn on Sunday. A "
        "bus was hit by a mine near Birao on Monday, killing two."
    )
    assert len(_attacks(claims)) == 2


def test_deaths_are_of_what_the_text_told(code_report: Code) -> None:
    claims = code_report(
        "Mine blast kills three rangers near Bria, rebel gunned down in Birao\n\n"
        "Three rangers were killed in a mine blast near Bria on Tuesday, the army said. A sergeant "
        "died on the spot."
    )
    [blast] = [c for c in _attacks(claims) if "Bria" in {p.name for p in c.places}]
    assert blast.killed is not None
    assert blast.killed.low == 3


def test_a_subsequent_strike_is_another(code_report: Code) -> None:
    claims = code_report(
        "Gunmen ambushed a patrol near Diffa on Monday. Troops killed nine of the gunmen in the "
        "clash and in a subsequent air strike on a camp near Bosso."
    )
    ambush, *_, strike = _attacks(claims)
    assert strike.event_type == "air_strike"
    assert ambush.id in strike.apart_from


def test_what_points_back_takes_no_day_from_between(code_report: Code) -> None:
    claims = code_report(
        "Car bomb rips through customs post in Sikasso\n\n"
        "A clerk died at once when the bomb went off. The army blames JNIM for it. On 3 June "
        "gunmen had fired on a depot in Kayes. Nobody was hurt there. The mayor was angry. He "
        "asked for more guards. JNIM denied that it had anything to do with the Sikasso blast."
    )
    blasts = [c for c in claims if c.kind == "incident" and "Sikasso" in {p.name for p in c.places}]
    assert blasts
    assert all(c.when is None or c.when.earliest is None for c in blasts)


def test_the_second_half_of_a_headline_tells_another_story_than_the_lead(code_report: Code) -> None:
    claims = code_report(
        "Bomb halts oil pipeline; sniper kills policeman\n\n"
        "Explosives tore open a pipeline near Saravena, Colombia, on June 24, its owner said.\n\n"
        "In Tibú a patrolman was shot dead by a sniper on June 24, police said."
    )
    pipe, officer = _attacks(claims)
    assert [p.name for p in pipe.places] == ["Saravena"]
    assert not pipe.attackers
    assert [a.name for a in officer.attackers] == ["sniper"]


def test_then_is_the_next_step_of_one_course(code_report: Code) -> None:
    claims = code_report(
        "Gunmen ambushed a patrol near Gao on June 24; one of the vehicles was then finished off "
        "with explosives dropped from a drone."
    )
    [attack] = _attacks(claims)
    assert "drone" in [w.weapon for w in attack.weapons]


def test_who_denies_having_carried_it_out_denies_no_attack(code_report: Code) -> None:
    claims = code_report(
        "The Taliban said they had not carried out the attack on a school in Kunduz on June 24."
    )
    attack, denial = claims
    assert (attack.kind, attack.stance, attack.attackers) == ("incident", "asserted", ())
    assert (denial.verdict, denial.about) == ("denies", (attack.id,))


@pytest.mark.parametrize("where", ["in the village", "in the town", "in the camp"])
def test_the_village_is_the_one_that_was_told(code_report: Code, where: str) -> None:
    claims = code_report(
        "Gunmen attacked Nambo in Quissanga, Mozambique, on June 24, killing four fishermen. "
        f"Islamic State said its fighters had killed seven people and torched a chapel {where}."
    )
    assert len(_attacks(claims)) == 1


def test_a_village_with_a_name_is_its_own(code_report: Code) -> None:
    claims = code_report(
        "Gunmen attacked Nambo in Mozambique on June 24, killing four fishermen. Police said that "
        "seven people were shot dead in the village of Bilibiza."
    )
    assert len(_attacks(claims)) == 2


@pytest.mark.parametrize("there", ["farther south", "elsewhere"])
def test_what_is_told_elsewhere_is_none_of_what_the_clause_before_tells(
    code_report: Code, there: str
) -> None:
    claims = code_report(
        f"U.N. counts 24 dead at Goma as ADF strikes {there}\n\n"
        "Monitors said on June 28 that 24 people had been killed in Goma in Tuesday's raid.\n\n"
        "Eight farmers were hacked to death in their fields near Beni on Friday, the mayor said."
    )
    goma, beni = _attacks(claims)
    assert ([p.name for p in goma.places], goma.attackers) == (["Goma"], ())
    assert [a.name for a in beni.attackers] == ["ADF"]


def test_fighters_of_a_unit_speak_of_themselves(code_report: Code) -> None:
    claims = code_report(
        "Fighters of a local resistance unit said they shelled an army column near Ye-U, Myanmar, "
        "on June 24."
    )
    [attack] = _attacks(claims)
    assert attack.stance == "claimed"


def test_both_clauses_of_a_headline_are_told_by_the_text(code_report: Code) -> None:
    claims = code_report(
        "Attackers storm police post, five officers killed\n\n"
        "Dozens of militants armed with rifles stormed a police post at Daraban, Pakistan, late on "
        "Friday, setting off a gunfight that raged for hours, the police chief said.\n\n"
        "The TTP said in a message to reporters that its men had carried out the assault."
    )
    [attack] = _attacks(claims)
    [credit] = [c for c in claims if c.verdict == "claims"]
    assert attack.killed is not None
    assert credit.about[0] in {c.id for c in claims if c.kind == "incident"}
