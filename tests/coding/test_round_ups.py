"""Round-ups: sentences and reports that tell several attacks in a few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _of(claims: list[Claim], kind: str) -> list[Claim]:
    return [c for c in claims if c.kind == kind]


def _places(claim: Claim) -> list[str]:
    return [p.name for p in claim.places]


def test_two_tolls_at_two_towns_are_two_attacks(code_report: Code) -> None:
    text = (
        "Three farmers were shot dead near Fizi, in eastern Congo, on Friday and a nurse was "
        "wounded in an ambush outside Uvira, local officials said."
    )
    told = _of(code_report(text), "incident")
    assert sorted(_places(c) for c in told) == [["Fizi"], ["Uvira"]]
    [fizi] = [c for c in told if _places(c) == ["Fizi"]]
    assert fizi.killed is not None
    assert (fizi.killed.low, fizi.injured) == (3, None)


def test_others_hurt_in_the_same_town_are_of_the_same_attack(code_report: Code) -> None:
    text = (
        "A teacher was killed in a grenade attack in Bunia, Congo, on Friday, and two others were "
        "wounded in the yard of the school in Bunia."
    )
    assert len(_of(code_report(text), "incident")) == 1


def test_killed_elsewhere_is_an_attack_of_its_own(code_report: Code) -> None:
    text = (
        "A rocket hit a bakery in Kramatorsk, Ukraine, on Monday, killing two women.\n\n"
        "Elsewhere, a postman was killed in Pokrovsk and two electricians were wounded in Lyman."
    )
    told = _of(code_report(text), "incident")
    assert sorted(_places(c) for c in told) == [["Kramatorsk"], ["Lyman"], ["Pokrovsk"]]


def test_injured_elsewhere_may_be_an_accident(code_report: Code) -> None:
    text = (
        "A rocket hit a bakery in Kramatorsk, Ukraine, on Monday, killing two women.\n\n"
        "Two electricians were injured in Lyman."
    )
    assert len(_of(code_report(text), "incident")) == 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Rebels mounted raids on five villages in Ituri, Congo, in May.", 5, None),
        ("Rebels mounted raids on five villages in Ituri, Congo, on Monday.", 5, 5),
        ("The army thwarted attacks at three other sites in Mosul, Iraq, on Monday.", 3, 3),
        ("Gunmen made attacks on at least six checkpoints near Gao, Mali, on Monday.", 6, None),
    ],
)
def test_attacks_at_so_many_sites_are_so_many_on_a_day_and_at_least_so_many_else(
    code_report: Code, text: str, low: int, high: int | None
) -> None:
    [count] = _of(code_report(text), "count")
    assert count.count is not None
    assert (count.count.low, count.count.high) == (low, high)


def test_who_foils_attacks_was_not_their_target(code_report: Code) -> None:
    text = "Police foiled attacks on two churches in Jos, Nigeria, on Sunday."
    [count] = _of(code_report(text), "count")
    assert all("Police" not in t.name for t in count.targets)
    assert count.stage == "foiled"


def test_the_violence_is_the_attacks_told_in_the_plural(code_report: Code) -> None:
    text = (
        "Bomb attacks on police posts in Popayán, Colombia, killed six people on Tuesday.\n\n"
        "The attack came weeks after a judge was shot dead in Neiva."
    )
    told = _of(code_report(text), "incident")
    assert [_places(c) for c in told] == [["Neiva"]]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The raid came a week after an ambush near Kaya in which nine died.", "2025-06-20",
         "2025-06-26"),
        ("It came two days after gunmen killed a priest in Kaya.", "2025-06-28", "2025-06-28"),
        ("The raid came days after a judge was shot dead in Kaya.", "2025-06-24", "2025-06-28"),
    ],
)  # fmt: skip
def test_what_came_after_an_event_dates_that_event_back(
    code_report: Code, text: str, earliest: str, latest: str
) -> None:
    lead = "Gunmen raided Djibo, in Burkina Faso, on Monday, killing four soldiers.\n\n"
    [kaya] = [c for c in _of(code_report(lead + text), "incident") if _places(c) == ["Kaya"]]
    assert kaya.when is not None
    assert (kaya.when.earliest, kaya.when.latest) == (earliest, latest)


def test_a_known_event_dates_what_came_after_it(code_report: Code) -> None:
    text = (
        "Rebels raided Butembo, in Congo, on Friday, killing three.\n\n"
        "Two days after the raid, jets struck a camp near Beni."
    )
    [beni] = [c for c in _of(code_report(text), "incident") if _places(c) == ["Beni"]]
    assert beni.when is not None
    assert beni.when.earliest == "2025-06-29"


def test_the_day_of_one_among_several_is_not_the_days_of_all(code_report: Code) -> None:
    text = (
        "Pirates have attacked 14 ships off Somalia since March, the latest of them on June 20, "
        "a naval mission said."
    )
    [count] = _of(code_report(text), "count")
    assert count.when is not None
    assert count.when.earliest == "2025-03-01"


def test_two_salvos_at_two_goals_are_two_attacks(code_report: Code) -> None:
    text = (
        "The group fired rockets at an army camp near Hasakah and launched two drones at a gas "
        "plant in Deir ez-Zor, in Syria, on Monday, residents said."
    )
    told = _of(code_report(text), "incident")
    assert len(told) == 2
    assert [len(c.weapons) for c in told] == [1, 1]


def test_a_wave_of_attacks_is_no_wave_of_the_sea(code_report: Code) -> None:
    text = "A wave of bombings in Quetta, Pakistan, killed nine people on Monday."
    [count] = _of(code_report(text), "count")
    assert count.killed is not None
    assert count.killed.low == 9
    assert not code_report("A freak wave killed nine people in Kochi, India, on Monday.")


def test_some_of_those_just_counted_are_of_the_same_attack(code_report: Code) -> None:
    text = (
        "Gunmen stormed Kenscoff, in Haiti, on Monday, killing 20 people. At least 11 were "
        "wounded, among them two policemen hit in an exchange of fire, the mayor said."
    )
    assert len({c.about or (c.id,) for c in _of(code_report(text), "incident")}) == 1


def test_whoever_is_blamed_was_not_the_target(code_report: Code) -> None:
    text = (
        "A bomb killed three traders in Mubi, Nigeria, on Monday. The governor blamed the blast on "
        "Boko Haram, a charge its leader denies."
    )
    claims = code_report(text)
    assert all("Haram" not in t.name for c in _of(claims, "incident") for t in c.targets)
    assert {c.verdict for c in _of(claims, "responsibility")} == {"blames", "denies"}
    [blaming] = [c for c in _of(claims, "responsibility") if c.verdict == "blames"]
    assert [v.name for v in blaming.voices] == ["Gazette", "governor"]


@pytest.mark.parametrize(
    "said",
    [
        "a mayor and a security source said on Friday",
        "the army and two residents of the town said on Friday",
    ],
)
def test_the_day_of_a_closing_clause_is_of_the_saying(code_report: Code, said: str) -> None:
    [told] = _of(
        code_report(f"Bandits killed 12 people near Gusau, in Nigeria, {said}."), "incident"
    )
    assert told.when is not None
    assert told.when.earliest is None
    assert len(told.voices) == 2


def test_a_country_that_is_fired_at_is_where(code_report: Code) -> None:
    text = "Russia launched 90 drones at Ukraine overnight, the air force said on Monday."
    [told] = _of(code_report(text), "incident")
    assert _places(told) == ["Ukraine"]


def test_several_bases_struck_are_several_attacks(code_report: Code) -> None:
    text = "Drones struck several military bases in Iraq overnight, the army said on Monday."
    [count] = _of(code_report(text), "count")
    assert count.count is not None
    assert (count.count.low, count.count.high) == (3, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels attacked Goma on Monday, the Congolese army said.", True),
        ("Shells fell on the market of El Fasher, Sudan, on Monday.", True),
        ("Sales fell in Khartoum, Sudan, on Monday.", False),
        ("The guns fell silent in Goma, Congo, on Monday.", False),
    ],
)
def test_what_tells_an_attack_on_a_town(code_report: Code, text: str, told: bool) -> None:
    incidents = _of(code_report(text), "incident")
    assert [len(c.places) for c in incidents] == [1] * told


def test_a_day_after_what_stands_by_itself_is_the_attacks(code_report: Code) -> None:
    text = "Militants attacked a prison run by the army near the port in Mogadishu on Friday."
    [told] = _of(code_report(text), "incident")
    assert told.when is not None
    assert told.when.earliest == "2025-06-27"


def test_shot_dead_in_a_clause_of_time(code_report: Code) -> None:
    text = (
        "A bomb wounded two soldiers in Cotabato, in the Philippines, on Friday, hours after "
        "gunmen on a motorcycle shot dead a village chief in Davao."
    )
    [shot] = [c for c in _of(code_report(text), "incident") if c.event_type == "shooting"]
    assert [a.name for a in shot.attackers] == ["gunmen"]
    assert shot.killed is not None
    assert (shot.killed.low, shot.killed.high) == (1, 1)


def test_a_toll_of_a_year_is_of_no_one_attack(code_report: Code) -> None:
    text = "In the past year alone, at least seven mayors have been murdered in Mexico."
    claims = code_report(text)
    assert [c.kind for c in claims] == ["harm"]


def test_hit_seven_times_is_hit_in_one_attack(code_report: Code) -> None:
    text = "A gunman attacked a mayor in Uruapan, Mexico, on Friday. Ana Ruiz was hit seven times."
    assert not _of(code_report(text), "count")


def test_how_many_were_taken_takes_for_granted_that_some_were(code_report: Code) -> None:
    text = (
        "Rebels raided Beni, in Congo, on Friday. "
        "“We do not know how many people were taken hostage,” the mayor said."
    )
    assert all(c.stance != "denied" for c in code_report(text))


def test_a_day_later_leaves_the_day_that_was_told(code_report: Code) -> None:
    text = (
        "Bandits, who have kidnapped for ransom in Nigeria since the abduction of 40 girls in "
        "2014, raided Maga on Tuesday.\n\nA day later gunmen stormed a church in Eruku."
    )
    [eruku] = [c for c in _of(code_report(text), "incident") if _places(c) == ["Eruku"]]
    assert eruku.when is not None
    assert eruku.when.earliest == "2025-06-25"


def test_separate_strikes_are_two_or_more(code_report: Code) -> None:
    text = (
        "A strike on Sidon, Lebanon, killed 13 people on Friday night.\n\nEarlier in the day two "
        "people were killed in separate air strikes on cars in Tyre, the ministry said."
    )
    [count] = _of(code_report(text), "count")
    assert count.when is not None
    assert count.when.earliest == "2025-06-27"


def test_what_the_attackers_did_was_in_the_attack_that_was_told(code_report: Code) -> None:
    text = (
        "Rebels of the Allied Democratic Forces killed at least 17 civilians in eastern Congo on "
        "Friday night, officials said.\n\nThe attackers raided Byambwe around 8 p.m., killing "
        "people in their homes. Four more bodies were found the next morning."
    )
    told = _of(code_report(text), "incident")
    assert len({c.about or (c.id,) for c in told}) == 1
    assert {c.when.earliest for c in told if c.when is not None} == {"2025-06-27"}


def test_killed_in_them_is_killed_in_all_of_them(code_report: Code) -> None:
    text = (
        "An air strike killed 13 people in Sidon, Lebanon, on Friday. Israel has carried out "
        "hundreds of strikes this year. More than 270 people have been killed in them."
    )
    claims = code_report(text)
    [sidon] = [c for c in _of(claims, "incident") if _places(c) == ["Sidon"]]
    [whole] = [c for c in _of(claims, "harm") if c.killed is not None and c.killed.low == 271]
    assert sidon.id not in whole.about


def test_the_second_in_five_days_need_not_be_the_second_that_was_told(code_report: Code) -> None:
    text = (
        "A roadside bomb wounded two soldiers near Cotabato, in the Philippines, on Friday, hours "
        "after gunmen killed a chief in Davao.\n\nIt was the second bomb attack on troops in five "
        "days."
    )
    told = _of(code_report(text), "incident")
    assert all("troops" not in {t.name for t in c.targets} for c in told if _places(c) == ["Davao"])


def test_it_is_whoever_the_sentence_before_is_about(code_report: Code) -> None:
    text = (
        "JNIM controls much of central Mali. In May it attacked a base in Boulkessi, killing 30 "
        "soldiers."
    )
    [told] = _of(code_report(text), "incident")
    assert [a.actor for a in told.attackers] == ["jnim"]
    assert "attackers" in told.inferred


def test_when_the_attackers_came_dates_the_attack(code_report: Code) -> None:
    text = (
        "Gunmen abducted 25 pupils from a school in Kebbi, in Nigeria, officials said.\n\nThe "
        "gunmen scaled the fence of the school at about 4 a.m. on Friday.\n\nA day later, bandits "
        "stormed a church in Eruku."
    )
    days = {c.when.earliest for c in _of(code_report(text), "incident") if c.when is not None}
    assert days == {"2025-06-27", "2025-06-28"}


def test_attacks_of_two_named_parties_are_two(code_report: Code) -> None:
    text = (
        "Russian forces attacked Kyiv with missiles early on Friday, killing seven people.\n\n"
        "Ninety Ukrainian drones were shot down overnight, Russia's defence ministry said."
    )
    told = _of(code_report(text), "incident")
    assert [c.about for c in told] == [(), ()]
    assert all("Kyiv" not in _places(c) for c in told if c.stage == "intercepted")


def test_whose_the_drones_of_an_attack_are_says_who_attacked(code_report: Code) -> None:
    text = "Three people were killed in Ukrainian drone attacks in Rostov, Russia, on Friday."
    [count] = _of(code_report(text), "count")
    assert [a.actor for a in count.attackers] == ["ua-forces"]
    assert all("Ukrain" not in name for name in _places(count))


def test_the_day_that_a_war_began_begins_the_period(code_report: Code) -> None:
    text = (
        "A missile hit a school in Beersheba, Israel, on Friday. Iran has fired 450 missiles at "
        "Israel since the war began on June 13, the army said."
    )
    days = [c.when.earliest for c in code_report(text) if c.when is not None]
    assert "2025-06-13" not in [c.when.latest for c in code_report(text) if c.when is not None]
    assert "2025-06-27" in days


def test_a_time_behind_a_semicolon_is_the_next_clauses(code_report: Code) -> None:
    text = (
        "On 12 June a bomb killed two policemen in Bamenda, in Cameroon; two days before that, "
        "gunmen had raided the gendarmerie post at Bali."
    )
    days = {_places(c)[0]: c.when.earliest for c in _of(code_report(text), "incident") if c.when}
    assert days == {"Bamenda": "2025-06-12", "Bali": "2025-06-10"}


def test_a_channel_that_was_hacked_was_not_stabbed(code_report: Code) -> None:
    text = (
        "Gunmen killed 26 men near Srinagar, in India, on Tuesday. The Resistance Front first "
        "claimed responsibility on Telegram and later withdrew it, saying its channel was hacked."
    )
    claims = code_report(text)
    assert {c.event_type for c in _of(claims, "incident")} == {"killing"}
    assert [c.verdict for c in _of(claims, "responsibility")] == ["claims"]


def test_an_attempted_attack_that_was_repelled_is_attempted(code_report: Code) -> None:
    text = "An attempted attack on the army's camp near Gao, in Mali, was repelled on Friday."
    [told] = _of(code_report(text), "incident")
    assert told.stage == "attempted"


def test_some_among_the_dead_are_in_the_total(code_report: Code) -> None:
    text = (
        "A bomb killed 25 people in Kano, in Nigeria, on Friday. Six children were among the dead, "
        "the hospital said."
    )
    assert {c.killed.low for c in code_report(text) if c.killed is not None} == {25}
    alone = "A bomb hit a bus in Kano, in Nigeria, on Friday. Six children were among the dead."
    assert {(c.killed.low, c.killed.high) for c in code_report(alone) if c.killed is not None} == {
        (6, None)
    }


def test_who_was_neutralised_need_not_be_dead(code_report: Code) -> None:
    text = (
        "An army drone struck a gathering near Tenenkou, in Mali, on Friday. The army said it had "
        "neutralised 12 terrorists."
    )
    killed = {(c.killed.low, c.killed.high) for c in code_report(text) if c.killed is not None}
    assert killed == {(0, 12)}


def test_an_attack_of_a_year_when_gunmen_killed_is_one(code_report: Code) -> None:
    text = (
        "The minister spoke of police powers. Kenya suffered its worst attack in 2013, when gunmen "
        "killed 67 people in a mall."
    )
    [told] = _of(code_report(text), "incident")
    assert told.killed is not None
    assert told.killed.low == 67


def test_the_narrative_does_not_go_on_from_what_came_before(code_report: Code) -> None:
    text = (
        "Gunmen stormed Pont-Sondé, in Haiti, on Friday, killing 70 people. The assault came "
        "a week after a raid on Liancourt in which eight died.\n\nPolice killed two of the men at "
        "a roadblock, a mayor said."
    )
    days = [c.when for c in _of(code_report(text), "incident") if "Police" in str(c.attackers)]
    assert [d.earliest for d in days if d is not None] == ["2025-06-27"]
