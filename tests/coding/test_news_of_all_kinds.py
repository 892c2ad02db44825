"""Timelines, communiqués, digests of operations: attacks are told apart, and dated, as in each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def test_operations_that_are_counted_are_attacks_of_whoever_claims_them(code_report: Code) -> None:
    claims = code_report(
        "SANAA - The Houthi group said on Sunday it had carried out two military operations "
        "against Israel over the past 24 hours.\n\n"
        "Military spokesman Amin Nasser said the first operation targeted Haifa port with a "
        "missile, and the second struck a power station in Ashkelon with three drones."
    )
    [count] = [c for c in claims if c.kind == "count"]
    first, second = sorted(_incidents(claims), key=lambda c: c.spans["trigger"][0].start)
    assert {first.id, second.id} <= set(count.parts)
    for told in (first, second):
        assert told.stance == "claimed"
        assert [a.actor for a in told.attackers] == ["houthis"]
        assert told.voices[-1].actor == "houthis"
    assert [w.weapon for w in second.weapons] == ["drone"]


def test_the_dead_of_a_stretch_are_of_no_attack(code_report: Code) -> None:
    claims = code_report(
        "At least 61 civilians were killed and 140 injured in Ukraine in the first half of June, "
        "the United Nations monitoring mission said on Tuesday, a rise of a third.\n\n"
        "In the deadliest incident, a missile hit an apartment block in Kryvyi Rih on June 11, "
        "killing 13 people."
    )
    [toll] = [c for c in claims if c.kind == "harm"]
    assert toll.killed is not None
    assert (toll.killed.low, toll.voices[-1].actor) == (61, "un")
    [told] = _incidents(claims)
    assert told.killed is not None
    assert (told.killed.low, told.injured) == (13, None)


@pytest.mark.parametrize(
    ("text", "targets", "attackers"),
    [
        (
            "Gang members fired on a crowd of nurses gathered for the reopening of a clinic, "
            "killing two women.",
            ["crowd of nurses", "two women"],
            ["Gang members"],
        ),
        (
            "A police helicopter was brought down by a drone near Amalfi on Thursday.",
            ["police helicopter"],
            [],
        ),
        (
            "The outpost at Djibo was overrun at dawn on Sunday by fighters on motorbikes.",
            ["outpost"],
            ["fighters"],
        ),
        (
            "A man was jailed for the January 2019 bombing of the cathedral, which killed 23.",
            ["cathedral"],
            [],
        ),
        (
            "Navies said missiles were fired into the Gulf of Aden on Monday by Houthi rebels.",
            [],
            ["Houthi rebels"],
        ),
    ],
)
def test_who_did_it_to_whom(
    code_report: Code, text: str, targets: list[str], attackers: list[str]
) -> None:
    [told] = _incidents(code_report(text))
    assert [t.name for t in told.targets] == targets
    assert [a.name for a in told.attackers] == attackers


def test_a_year_s_third_attack_is_no_old_one(code_report: Code) -> None:
    claims = code_report(
        "Militants attacked the army base at Djibo in Burkina Faso on Sunday, sources said.\n\n"
        "It was the third time in a year that Djibo has been attacked. In November 2023 some 40 "
        "civilians died when the insurgents tried to take the town."
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert count.count.low == 3
    old = _incidents(claims)[-1]
    assert old.when is not None
    assert (old.when.earliest, old.when.latest) == ("2023-11-01", "2023-11-30")


def test_operations_of_one_digest_are_told_apart(code_report: Code) -> None:
    claims = code_report(
        "Security forces killed 20 militants in three separate operations in Khyber Pakhtunkhwa "
        "province, the military said on Monday.\n\n"
        "Eight militants were killed in a raid in North Waziristan on 26 June. In Dera Ismail Khan "
        "troops engaged a hideout of the group that the state calls Fitna, killing seven. Five "
        "more were shot dead in Bannu.\n\n"
        "On Sunday a suicide bomber rammed a vehicle loaded with explosives into the gate of a "
        "college in Wana."
    )
    [count] = [c for c in claims if c.kind == "count"]
    incidents = _incidents(claims)
    assert [c.killed.low for c in incidents if c.killed is not None] == [8, 7, 5]
    assert len(set(count.parts) & {c.id for c in incidents}) == 3
    assert incidents[-1].id not in count.parts


def test_the_two_blasts_of_one_bombing_are_that_bombing(code_report: Code) -> None:
    claims = code_report(
        "A court sentenced a man on Monday for the January 2019 bombing of a cathedral in Jolo. "
        '"We waited long," said Ana Cruz, whose mother died in the second of the two blasts.'
    )
    assert not any(c.kind == "count" for c in claims)


def test_a_site_s_letter_ends_a_sentence(code_report: Code) -> None:
    claims = code_report(
        "Gunmen ambushed a patrol near Amalfi, the governor wrote on X. Twelve officers died."
    )
    assert all("X" not in t.name for c in claims for t in c.targets)
    assert any(c.killed is not None and c.killed.low == 12 for c in claims)


def test_an_army_s_deed_and_the_group_s_before_it_are_two(code_report: Code) -> None:
    claims = code_report(
        "Somalia's army said on Thursday it had killed 50 al-Shabaab fighters near Moqokori, a day "
        "after the group said it had seized the town. Al-Shabaab fired mortars at the palace on "
        "Wednesday as the president left for the airport, residents said. On 18 March a roadside "
        "bomb narrowly missed a minister's convoy.",
        published="2025-04-17",
    )
    told = {c.event_type: c for c in _incidents(claims)}
    assert {"capture", "mortar_attack"} <= set(told)
    assert [t.name for t in told["mortar_attack"].targets] == ["palace"]
    assert [t.name for t in _incidents(claims)[-1].targets] == ["minister's convoy"]


def test_what_came_after_another_attack_is_another(code_report: Code) -> None:
    first, second = _incidents(
        code_report(
            "Israeli warplanes struck targets in southern Syria on Wednesday, state media said, "
            "after two projectiles were launched from Syria towards the Golan Heights."
        )
    )
    assert first.id in second.apart_from or second.id in first.apart_from


def test_where_drones_came_from_is_not_where_they_struck(code_report: Code) -> None:
    text = (
        "Overnight the enemy attacked with 110 strike drones from the directions of Oryol, Kursk "
        "and Bryansk, the air force of Ukraine said."
    )
    [told] = _incidents(code_report(text))
    assert [a.name for a in told.attackers] == ["enemy"]
    assert not {"Oryol", "Kursk", "Bryansk"} & {p.name for p in told.places}


def test_earlier_this_month_the_same_group_made_another(code_report: Code) -> None:
    claims = code_report(
        "Rebels believed to belong to the Allied Democratic Forces killed at least 38 people on "
        "Sunday at a church in Komanda, in Congo, a civil society leader said.\n\n"
        "Earlier this month, the group killed 66 people with machetes in Irumu, the United Nations "
        "said.",
        published="2025-07-28",
    )
    assert [c.killed.low for c in _incidents(claims) if c.killed is not None] == [38, 66]
    assert _incidents(claims)[0].when is not None
    assert _incidents(claims)[0].attackers[0].name == "Rebels"


def test_main_clauses_with_places_of_their_own_are_two(code_report: Code) -> None:
    first, second = _incidents(
        code_report(
            "On Saturday, a notary was gunned down as he left a courthouse, and three lorries "
            "were set on fire near Mazatlan."
        )
    )
    assert first.id in second.apart_from or second.id in first.apart_from


def test_whose_drone_it_was(code_report: Code) -> None:
    for text in (
        "An RSF drone strike on a power station at Atbara in Sudan killed two engineers.",
        "Fourteen people were killed in RSF shelling of the Abu Shouk camp in Sudan on Monday.",
    ):
        [told] = _incidents(code_report(text))
        assert [a.actor for a in told.attackers] == ["rsf"]


def test_a_clause_of_contrast_is_somebody_else_s(code_report: Code) -> None:
    claims = code_report(
        "The civil defence agency said strikes killed at least 44 people on Saturday, most of them "
        "in Gaza City, while the Israeli military said it had struck more than 150 targets."
    )
    last = max((c for c in claims if c.kind == "count"), key=lambda c: c.count.low)  # type: ignore[union-attr]
    assert [v.name for v in last.voices] == ["Gazette", "Israeli military"]
    assert all("Gaza City" not in [p.name for p in c.places] for c in claims)


def test_near_a_town_is_not_in_the_next(code_report: Code) -> None:
    first, second = _incidents(
        code_report(
            "An air strike on a home in Jabalia in the Gaza Strip wounded three people on Friday. "
            "Eight people were shot dead while waiting for aid near Zikim, a hospital said."
        )
    )
    assert {p.name for p in first.places} == {"Jabalia"}
    assert [w.name for w in second.weapons] == []


def test_an_attacker_s_end_is_no_attack(code_report: Code) -> None:
    claims = code_report(
        "A gunman killed three guards at the Allenby crossing on Sunday before security forces "
        "shot him dead, authorities said. The attacker, a lorry driver, had opened fire at close "
        "range. It came a day after a settler shot dead a 13-year-old girl in Qaryut.",
        published="2024-09-08",
    )
    told = _incidents(claims)
    assert not any("forces" in a.name for c in told for a in c.attackers)
    assert not any("range" in t.name for c in told for t in c.targets)
    [other] = [c for c in told if any("girl" in t.name for t in c.targets)]
    assert [a.name for a in other.attackers] == ["settler"]


def test_two_armies_strikes_are_two(code_report: Code) -> None:
    claims = code_report(
        "Ukraine's military said it had struck the Moscow refinery overnight. Kyiv's air force "
        "said separately that Russia had launched 126 drones."
    )
    attackers = {a.actor for c in _incidents(claims) for a in c.attackers}
    assert attackers == {"ua-forces", "ru"}
    assert not any(len(c.attackers) > 1 for c in _incidents(claims))


def test_a_toll_is_not_of_what_a_relative_clause_recalls(code_report: Code) -> None:
    claims = code_report(
        "A convoy was hit by a suicide car bomber near Noshki in Pakistan on Sunday, killing five "
        "people. The Baloch Liberation Army, which last week hijacked a train in the province, "
        "said it was behind the bombing and claimed to have killed 90 soldiers."
    )
    [toll] = [c for c in claims if c.kind == "harm" and c.killed is not None and c.killed.low == 90]
    bombing = _incidents(claims)[0]
    assert toll.about == (bombing.id,)


def test_people_with_him_are_of_the_same_attack(code_report: Code) -> None:
    claims = code_report(
        "Suspected herders attacked the village of Ahume in Nigeria on Sunday. A priest was shot "
        "and wounded on the Makurdi road on Saturday and two people with him were abducted."
    )
    assert len(_incidents(claims)) == 2
    assert {"priest", "two people"} <= {t.name for t in _incidents(claims)[-1].targets}


def test_police_who_shot_him_and_the_land_whose_worst_it_was_attacked_nobody(
    code_report: Code,
) -> None:
    claims = code_report(
        "A gunman fired at people outside bars in Vienna on Monday, and four died. Police shot him "
        "nine minutes later. It was Austria's first jihadist attack in a generation."
    )
    assert {a.name for c in _incidents(claims) for a in c.attackers} == {"gunman"}


def test_a_clash_after_an_attack_is_the_fight_over_it(code_report: Code) -> None:
    """One engagement, as the other side tells it as well; a strike after an attack is another."""
    fight = _incidents(
        code_report(
            "Soldiers killed three rebels of the Allied Democratic Forces in a clash near Oicha, "
            "in Congo, on Monday, after a camp had been attacked, Captain Marc Elongo said."
        )
    )
    assert not any(claim.apart_from for claim in fight)


def test_who_says_that_it_was_no_attack_denies_one(code_report: Code) -> None:
    claims = code_report(
        "The interior ministry said on Friday that an explosion at a mosque in Kunduz had been "
        "caused by gas canisters and was not an attack. Islamic State said that it was behind the "
        "blast.",
        published="2024-05-03",
    )
    [told] = [c for c in _incidents(claims) if c.voices[-1].name == "interior ministry"]
    assert told.stance == "denied"
    assert [c.verdict for c in claims if c.kind == "responsibility"] == ["claims"]


def test_a_blast_of_gas_is_no_attack(code_report: Code) -> None:
    text = "Three people died when an explosion caused by a gas leak destroyed a house in Izmir."
    assert not _incidents(code_report(text))


def test_a_second_bomber_is_another(code_report: Code) -> None:
    claims = code_report(
        "The first bomber detonated her explosives at a wedding in Gwoza, killing six. "
        "A second blew herself up outside a hospital."
    )
    first, second = _incidents(claims)
    assert first.id in second.apart_from


def test_whoever_finds_launchers_takes_no_credit(code_report: Code) -> None:
    claims = code_report(
        "Two rockets were fired at Metula on Saturday. Lebanon's army said it had found and "
        "dismantled three primitive rocket launchers."
    )
    assert not any(c.kind == "responsibility" for c in claims)


def test_a_reported_massacre_elsewhere_has_no_day_of_the_narrative(code_report: Code) -> None:
    claims = code_report(
        "Rebels shelled Mushinga in Congo on Saturday. The UN mission reported that 150 civilians "
        "had been killed in a massacre at Nyunzu."
    )
    last = _incidents(claims)[-1]
    assert last.when is not None
    assert last.when.earliest is None


def test_participles_in_a_row_are_of_one_subject(code_report: Code) -> None:
    claims = code_report(
        "Seven labourers were offloaded from a bus, identified and shot dead in Barkhan on Tuesday "
        "night, the deputy commissioner said."
    )
    [told] = _incidents(claims)
    assert told.attackers == ()
    assert told.killed is not None
    assert told.killed.low == 7


def test_a_region_that_came_under_fire_so_often(code_report: Code) -> None:
    claims = code_report(
        "A drone killed a farmer in Beryslav on Sunday. Over the past day, the Kherson region came "
        "under fire 43 times; two people died and eleven were hurt."
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (43, 43)
    [farmer] = _incidents(claims)
    assert farmer.killed is not None
    assert farmer.killed.low == 1


def test_an_army_that_hits_back_and_a_bomb_beside_a_station(code_report: Code) -> None:
    claims = code_report(
        "Rebels attacked two posts near Datu on Thursday, killing eleven militiamen; the army hit "
        "back. Hours before, a bomb went off by a bus station in Isulan. The BIFF did not "
        "immediately claim either attack."
    )
    assert {a.name for c in claims for a in c.attackers} == {"Rebels"}
    assert {c.stance for c in _incidents(claims)} == {"asserted"}


def test_hours_later_is_not_after_the_report(code_report: Code) -> None:
    claims = code_report(
        "A drone killed a farmer in Beryslav on Thursday. Artillery fire wounded a couple in "
        "Antonivka an hour later.",
        published="2025-06-05",
    )
    assert all(c.when is not None and c.when.latest == "2025-06-05" for c in _incidents(claims))


def test_bodies_in_a_separate_incident_are_of_another_place(code_report: Code) -> None:
    claims = code_report(
        "Gunmen attacked a bar in Celaya, Mexico, late on Sunday, leaving nine people dead. In a "
        "separate incident, the bodies of four men were found in a pickup in Leon."
    )
    assert {p.name for p in _incidents(claims)[0].places} == {"Celaya"}
    assert not any(c.about == (_incidents(claims)[0].id,) for c in claims if c.kind == "harm")


def test_huts_factories_and_a_spokesman_attack_nobody(code_report: Code) -> None:
    claims = code_report(
        "A village was attacked in Ancuabe, Mozambique, on Monday and some 60 huts burned, "
        "residents said.\n\n"
        "The Police Public Relations Officer, Musa Bello, said the hoodlums, armed with rifles, "
        "stormed the community at about 10pm and began to shoot.\n\n"
        "The Houthis said they had fired two missiles at a military site and a drone at Ashkelon."
    )
    attackers = {a.name for c in claims for a in c.attackers}
    assert attackers == {"hoodlums", "Houthis"}
    assert not any("drone" in t.name for c in claims for t in c.targets)


def test_a_place_that_opens_what_police_say_is_the_scene(code_report: Code) -> None:
    [told] = _incidents(
        code_report(
            "In Chicago, police said they were investigating a shooting that left one dead."
        )
    )
    assert [p.name for p in told.places] == ["Chicago"]


def test_the_suspect_whom_soldiers_wounded_was_the_attacker(code_report: Code) -> None:
    claims = code_report(
        "A gunman shot two guards near the White House on Wednesday, killing one of them. The "
        "suspect, an Afghan national, was wounded by soldiers."
    )
    assert {a.name for c in _incidents(claims) for a in c.attackers} == {"gunman"}
