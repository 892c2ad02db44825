"""Digests of a week: entries under the name of a country, quoted labels, years told once."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

DIGEST = """Security digest, 9-15 June

A week of raids.

MALI. Fighters ambushed a convoy near Ber, Timbuktu region, on Friday. Bamako says ten "terrorists"
were killed. On the 10th, mortars fell on the airport camp of Gao.

NIGER. The bloodiest incident of the period was recorded at Abala. Gunmen stormed the garrison on
Thursday morning; the ministry lists 27 soldiers dead. On the road to Inates a mine destroyed an
ambulance on Wednesday, killing the driver.

NIGERIA. Bandits assailed Zurmi on Saturday night, firing at people asleep in market stalls."""


def incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def days(claim: Claim) -> tuple[str | None, str | None] | None:
    return None if claim.when is None else (claim.when.earliest, claim.when.latest)


def test_entries_of_a_digest_have_their_own_days_and_places(code_report: Code) -> None:
    told = incidents(code_report(DIGEST, published="2025-06-16"))
    found = {(p.name, days(c)) for c in told for p in c.places}
    assert ("Ber", ("2025-06-13", "2025-06-13")) in found
    assert ("Abala", ("2025-06-12", "2025-06-12")) in found
    assert ("Zurmi", ("2025-06-14", "2025-06-14")) in found
    # The garrison is at Abala, of which the sentence before told, and the 10th is Mali's.
    assert not any(name == "NIGER" and "06-10" in str(when) for name, when in found)
    [garrison] = [c for c in told if any("garrison" in t.name for t in c.targets)]
    assert [p.name for p in garrison.places] == ["Abala"]


def test_what_somebody_calls_them_does_not_change_their_number(code_report: Code) -> None:
    claims = code_report(DIGEST, published="2025-06-16")
    [harm] = [c for c in claims if any("terrorists" in t.name for t in c.targets)]
    assert harm.killed is not None
    assert (harm.killed.low, harm.killed.high) == (10, 10)


def test_that_same_year_is_the_one_told_last(code_report: Code) -> None:
    told = incidents(
        code_report(
            "By noon on 15 August 1984, forty people of Uchuraccay had been killed by rebels. In "
            "December of that same year a bomb went off at a fair in Huanta, with four dead.",
            published="2024-08-15",
        )
    )
    assert [days(c) for c in told] == [
        ("1984-08-15", "1984-08-15"),
        ("1984-12-01", "1984-12-31"),
    ]


def test_the_place_of_one_among_several_is_not_that_of_all(code_report: Code) -> None:
    claims = code_report(
        "In its report the office documented at least four large-scale attacks by gangs, among "
        "them the massacre in Cabaret on 3 October, in which gunmen killed 70 people.",
        published="2024-12-05",
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert count.places == ()
    [massacre] = incidents(claims)
    assert [p.name for p in massacre.places] == ["Cabaret"]


def test_a_raid_that_came_is_told_whatever_was_warned_of(code_report: Code) -> None:
    [raid] = incidents(
        code_report(
            "The minister conceded that officials had had warnings of the assault, which began "
            "before dawn on 26 January in the hamlet of Godet.",
            published="2025-02-05",
        )
    )
    assert (raid.stage, raid.stance) == ("done", "asserted")


def test_who_is_killed_there_is_killed_where_something_was_last_told_to_be(
    code_report: Code,
) -> None:
    told = incidents(
        code_report(
            "The singer was shot by two men with pistols on Friday in Beledweyne. In July last "
            "year he had sung at a hotel in Kismayo which gunmen held for nine hours. Nine people "
            "were killed there.",
            published="2024-08-15",
        )
    )
    tolls = {p.name: c.killed.low for c in told if c.killed is not None for p in c.places}
    assert tolls == {"Kismayo": 9}


def test_the_same_night_is_that_of_the_day_named_last(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Omar H. had meant to burn down the synagogue on the evening of 9 February 2023, the "
            "judge said. A friend went to the police.\n\n"
            "The same night, shots were fired at the rabbi's house in Duisburg.",
            published="2024-04-18",
        )
    )
    [shots] = [c for c in told if any("house" in t.name for t in c.targets)]
    assert days(shots) == ("2023-02-09", "2023-02-09")


def test_a_clause_behind_a_colon_has_its_own_speaker(code_report: Code) -> None:
    claims = code_report(
        "Somalia remains a hard place for reporters: the journalists' union, of which he was "
        "chairman, has recorded 59 killings of reporters since 2010.",
        published="2023-11-06",
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert [v.name for v in count.voices][-1] == "journalists' union"


def test_whose_raids_are_counted_is_whom_they_are_put_down_to(code_report: Code) -> None:
    claims = code_report(
        "The platform attributes 68 raids in Ituri to the ADF for the month of August.",
        published="2024-09-09",
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert [a.actor for a in count.attackers] == ["adf"]


def test_the_twelfth_soldier_killed_this_year_is_no_attack_of_this_year(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Gunmen set fire to eleven lorries on Monday near Uruapan. A soldier was killed when "
            "his lorry met a mine. He is the twelfth soldier killed by mines in Jalisco this "
            "year.",
            published="2024-10-30",
        )
    )
    assert not any(days(c) == ("2024-01-01", "2024-10-30") for c in told)
    assert not any(p.name == "Jalisco" for c in told for p in c.places)


def test_an_attacked_police_station_makes_no_town_the_report_s_own(code_report: Code) -> None:
    told = incidents(
        code_report(
            "The first bomb fell on a chapel on Sunday. Last Friday a lorry exploded outside the "
            "police headquarters in Salvatierra, injuring four officers.",
            published="2024-10-30",
        )
    )
    [chapel] = [c for c in told if any("chapel" in t.name for t in c.targets)]
    assert not any(p.name == "Salvatierra" for p in chapel.places)


def test_what_goes_off_wounds_nobody_of_its_own_will(code_report: Code) -> None:
    told = incidents(
        code_report(
            "A pickup exploded outside a bank in Tuzla on Friday, wounding four clerks.",
            published="2024-10-30",
        )
    )
    assert not any(c.attackers for c in told)


def test_who_contradicts_a_toll_speaks_of_the_attack_told_last(code_report: Code) -> None:
    claims = code_report(
        "A bomb on a trader's car wounded him in Kunduz on Tuesday. The Front said its fighters "
        "had killed two guards at a checkpoint in Bagram on Wednesday. The local police say that "
        "no one died.",
        published="2024-10-10",
    )
    [none] = [c for c in claims if c.kind == "harm" and c.killed is not None and c.killed.high == 0]
    assert [p.name for p in none.places] == ["Bagram"]


def test_whoever_strikes_and_shoots_down_tells_of_two_attacks(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Russia's defence ministry said its forces had struck an airfield overnight and that "
            "it had destroyed 41 Ukrainian drones over the Belgorod and Kursk regions.",
            published="2024-09-26",
        )
    )
    struck = [c for c in told if any("airfield" in t.name for t in c.targets)]
    downed = [c for c in told if c.stage == "intercepted"]
    assert not {p.name for c in struck for p in c.places} & {"Belgorod", "Kursk"}
    assert "Kursk" in {p.name for c in downed for p in c.places}
    assert not {c.id for c in struck} & {c.id for c in downed}


def test_what_a_fleet_has_attacked_is_of_no_single_day(code_report: Code) -> None:
    claims = code_report(
        "A missile hit a tanker off Aden on Wednesday. The Houthis say they have attacked 61 "
        "ships. Insurers count 48 attacks.",
        published="2024-03-06",
    )
    counts = [c for c in claims if c.kind == "count"]
    assert [days(c) for c in counts] == [(None, "2024-03-06"), (None, "2024-03-06")]


def test_sailors_who_were_burnt_were_hurt(code_report: Code) -> None:
    claims = code_report(
        "A missile hit a tanker off Aden on Wednesday. Four sailors were burnt.",
        published="2024-03-06",
    )
    assert not any(c.event_type == "arson" for c in claims)
    assert {c.injured.low for c in claims if c.injured is not None} == {4}


def test_the_ambush_that_is_claimed_is_no_bombing(code_report: Code) -> None:
    claims = code_report(
        "In the first attack, gunmen ambushed a police van in Tank, killing six officers. Hours "
        "later, a suicide bomber hit a checkpoint in Bannu, killing eight. Nineteen people were "
        "wounded in the bombing.\n\nThe Pakistani Taliban claimed responsibility for the ambush.",
        published="2024-05-12",
    )
    [claimed] = [c for c in claims if c.kind == "responsibility"]
    about = {c.id: c for c in claims if c.id in claimed.about}
    assert {p.name for c in about.values() for p in c.places} == {"Tank"}


def test_to_have_nothing_to_confirm_denies_nothing(code_report: Code) -> None:
    claims = code_report(
        "Rockets hit a base near Hasakah on Sunday. A spokesman for US Central Command said he had "
        "nothing to confirm about any such attack.",
        published="2023-10-30",
    )
    assert not any(c.kind == "responsibility" for c in claims)


def test_the_attackers_are_those_who_were_told_of(code_report: Code) -> None:
    claims = code_report(
        "Gunmen on motorbikes killed at least 23 people in attacks on four villages of Zamfara "
        "state, residents said on Friday. The attackers struck Dansadau late on Wednesday, burning "
        "houses, a farmer said.",
        published="2025-10-03",
    )
    [struck] = [c for c in incidents(claims) if any("houses" in t.name for t in c.targets)]
    assert [a.actor for a in struck.attackers] == ["any.gunman"]
    assert "attackers" in struck.inferred


def test_the_news_does_not_go_on_from_what_since_goes_back_to(code_report: Code) -> None:
    told = incidents(
        code_report(
            "The ministry says 900 people have been killed in the north since March 2022, when "
            "armed men attacked the town of Dori.\n\n"
            "In Kaya, a hunter shot dead a teacher on his way home, the mayor said.",
            published="2025-07-08",
        )
    )
    [shot] = [c for c in told if any("teacher" in t.name for t in c.targets)]
    assert days(shot) != ("2022-03-01", "2022-03-31")
    assert not any("armed" in a.name for a in shot.attackers)


def test_a_ship_that_ignored_a_warning_defines_no_figure(code_report: Code) -> None:
    told = incidents(
        code_report(
            "The militia said it had fired at a tanker off Aden after it ignored warnings, and "
            "that two drones had been launched at a destroyer in the Red Sea.",
            published="2024-03-06",
        )
    )
    assert {"tanker", "destroyer"} <= {t.name for c in told for t in c.targets}


def test_a_suicide_bomber_s_attack_is_a_suicide_bombing(code_report: Code) -> None:
    [attack] = incidents(
        code_report(
            "A suicide bomber rammed an explosives-laden car into a checkpoint in Bannu on "
            "Saturday, killing eight, police said.",
            published="2024-05-12",
        )
    )
    assert attack.event_type == "suicide_bombing"


def test_an_attack_set_off_behind_a_clause_is_what_it_told(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Gunmen killed nine men in Duki on Friday, an attack that the army blamed on rebels.",
            published="2024-05-12",
        )
    )
    assert len(told) == 1
