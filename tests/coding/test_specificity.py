"""Which words for attacks tell of one that took place, and which of war, habit, range or a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import ATTACK_STAGES, Claim

Code = Callable[..., list[Claim]]

NO_ATTACK = [
    "Villagers say that militants often shell the market of Djibo from the hills.",
    "Every time there is shelling near Djibo, the families move to the cellars.",
    "Why are they bombing a hospital in Djibo?",
    "The rebels shoot at anybody who leaves the valley, a nurse in Djibo said.",
    "Herders hide from shelling and snipers when they cross to Djibo.",
    "The army fought a year-long war with the rebels in the hills around Djibo.",
    "The barracks lie within shelling range of the rebels' last hills near Djibo.",
    "Warning shots fired by sentries are not classed as attacks, the mission in Djibo says.",
    "The mission does not count a rocket that misses as a strike.",
    "A corporal died on Tuesday in Djibo in a non-combat incident, the army said.",
    "Burning schools is a crime, a judge in Djibo said.",
    "A trader in Djibo admitted that he had plotted to kill a guard and then attack a post.",
    "Two homes in Djibo were raided and six men were taken into custody.",
]


@pytest.mark.parametrize("text", NO_ATTACK)
def test_no_attack_is_told(code_report: Code, text: str) -> None:
    told = [c for c in code_report(text) if c.kind in ("incident", "count")]
    assert not [c for c in told if c.stage in ATTACK_STAGES and c.stance == "asserted"]


ATTACKS = [
    "Several rockets landed in the compound of a hospital in Djibo on Tuesday.",
    "A missile strike had hit the airport of Djibo on Tuesday, causing fires but no casualties.",
    "A raid on Tuesday destroyed two bridges near Djibo and a radio mast.",
    "On Tuesday drones were reported to have struck a fuel depot in Djibo.",
    "A boy died on Tuesday of wounds sustained in a mine blast in Djibo.",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_one_attack_is_told_with_its_day(code_report: Code, text: str) -> None:
    [incident] = [c for c in code_report(text) if c.kind == "incident"]
    assert incident.when is not None
    assert incident.when.words == "Tuesday"
    assert [p.name for p in incident.places] in (["Djibo"], ["near Djibo"])


def test_a_plural_with_a_day_is_of_two_or_more(code_report: Code) -> None:
    text = "Air strikes hit fuel depots near Djibo on Tuesday. Attacks have soared this month."
    [count] = [c for c in code_report(text) if c.kind == "count"]
    assert count.count is not None
    assert (count.count.low, count.count.high, count.count.words) == (2, None, "strikes")


def test_killed_and_wounded_share_one_number(code_report: Code) -> None:
    [incident] = [
        c
        for c in code_report("Sixty people were killed and wounded in a bombing in Djibo.")
        if c.kind == "incident"
    ]
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.high) == (1, 59)


def test_a_numeral_counts_women_and_children_together(code_report: Code) -> None:
    text = "At least nine women and children were killed in a bombing in Djibo on Tuesday."
    [incident] = [c for c in code_report(text) if c.kind == "incident"]
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.high) == (9, None)


def test_what_is_brought_in_anew_is_another_attack(code_report: Code) -> None:
    text = (
        "Militants bombed a bakery in Djibo on Tuesday, police said.\n"
        "Days earlier, on 18 June, gunmen were reported to have raided a mill in Djibo.\n"
        "In March, state radio said a mortar attack had damaged a clinic in Djibo."
    )
    incidents = [c for c in code_report(text) if c.kind == "incident"]
    days = {(c.when.earliest, c.when.latest) for c in incidents if c.when is not None}
    assert days == {
        ("2025-06-24", "2025-06-24"),
        ("2025-06-18", "2025-06-18"),
        (None, "2025-03-31"),
    }


def test_the_building_before_the_noun_is_the_target(code_report: Code) -> None:
    [incident, *_] = [
        c for c in code_report("Police look into the Mali mosque attack.") if c.kind == "incident"
    ]
    assert not incident.attackers
    assert [t.name for t in incident.targets] == ["Mali mosque"]


def test_a_label_before_a_colon_is_no_speaker(code_report: Code) -> None:
    text = "Sahel conflict: Bomb kills nine in Djibo\n\nA bomb killed nine people in Djibo."
    assert all(c.voices[1:] == () for c in code_report(text) if c.kind == "incident")


def test_is_in_capitals_is_a_name(code_report: Code) -> None:
    text = "Officials said IS had attacked a checkpoint near Mosul on Tuesday."
    [incident] = [c for c in code_report(text) if c.kind == "incident"]
    assert [a.actor for a in incident.attackers] == ["islamic-state"]


RELEASE = (
    "On 29 June, coalition forces carried out 12 strikes in Syria and Iraq. In Syria, coalition "
    "forces carried out seven strikes on depots. In Iraq, coalition forces carried out five "
    "strikes on bunkers.\n"
    "Syria\n"
    "- Near Palmyra, six strikes destroyed three bridges, two mortars and a bulldozer.\n"
    "- Near Raqqa, one strike destroyed a tunnel.\n"
    "Iraq\n"
    "- Near Mosul, four strikes destroyed nine trucks and a crane.\n"
    "- Near Ramadi, one strike destroyed a radio mast."
)


def test_a_list_of_strikes_splits_its_total(code_report: Code) -> None:
    claims = code_report(RELEASE)
    parts_of = {
        c.count.low: {p for p in c.parts} for c in claims if c.count is not None and c.parts
    }
    named = {
        c.id: (c.count.low if c.count is not None else 1, c.places[0].name)
        for c in claims
        if c.kind in ("count", "incident")
    }
    assert {named[p] for p in parts_of[7]} == {(6, "Palmyra"), (1, "Raqqa")}
    assert {named[p] for p in parts_of[5]} == {(4, "Mosul"), (1, "Ramadi")}
    assert {(7, "Syria"), (5, "Iraq")} <= {named[p] for p in parts_of[12]}


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def test_nobody_who_admits_an_attack_denies_it(code_report: Code) -> None:
    text = "A bomb killed four people in Djibo.\nNo group has admitted carrying out the attack."
    told = _incidents(code_report(text))
    assert {c.stance for c in told} == {"asserted"}
    assert not any(c.attackers for c in told)


def test_whose_murder_it_is_suffers_it(code_report: Code) -> None:
    [incident] = _incidents(code_report("The mayor's assassination in Djibo shocked the town."))
    assert not incident.attackers
    assert [t.name for t in incident.targets] == ["mayor"]


def test_police_shot_at_are_the_target(code_report: Code) -> None:
    [incident] = _incidents(code_report("Police shot at during search of a farm in Djibo"))
    assert [t.name for t in incident.targets] == ["Police"]


def test_what_follows_after_lies_before(code_report: Code) -> None:
    text = "Friday's blast in Gao came two days after two bombs killed six guards in Djibo."
    days = {i.places[0].name: i.when for i in _incidents(code_report(text)) if i.places}
    assert days["Djibo"] is not None
    assert days["Djibo"].earliest == "2025-06-25"


def test_a_series_is_not_of_the_day_of_its_latest(code_report: Code) -> None:
    text = "Friday's stabbing in Gao was the latest in a series of knife attacks in Mali."
    [count] = [c for c in code_report(text) if c.kind == "count"]
    assert count.when is not None
    assert count.when.earliest is None


def test_another_deed_is_not_blamed_as_the_attack(code_report: Code) -> None:
    text = (
        "A bomb killed four people in Djibo on Friday.\n"
        "The army accused two mayors of plotting an attack on a bank in Niger."
    )
    [blame] = [c for c in code_report(text) if c.kind == "responsibility"]
    assert blame.about == ()


def test_a_year_in_words_is_no_number_of_attacks(code_report: Code) -> None:
    text = "The group claimed a nineteen ninety-four attack on a barracks in Djibo."
    assert not [c for c in code_report(text) if c.kind == "count"]


def test_shells_are_not_raids(code_report: Code) -> None:
    text = "The raids on Djibo this week bring the total number of shells fired to 640."
    counts = [c.count.low for c in code_report(text) if c.count is not None]
    assert 640 not in counts


def test_one_among_several_has_its_own_place(code_report: Code) -> None:
    text = "The UN strongly condemns the attacks in Mali today, including one in Gao on a clinic."
    [count] = [c for c in code_report(text) if c.kind == "count"]
    assert [p.name for p in count.places] == ["Mali"]


def test_the_attack_keeps_the_day_in_its_own_phrase(code_report: Code) -> None:
    text = "Today the governor spoke of Saturday's bombing of a market in Gao."
    [incident] = _incidents(code_report(text))
    assert incident.when is not None
    assert incident.when.earliest == "2025-06-28"


def test_a_day_to_come_dates_nothing_done(code_report: Code) -> None:
    text = "A bomb killed nine traders in Gao, where the vote set for 9 July 2025 is prepared."
    [incident] = _incidents(code_report(text))
    assert incident.when is not None
    assert incident.when.latest == "2025-06-30"


def test_an_undecided_deed_is_not_called_an_accident(code_report: Code) -> None:
    text = "Whether deliberate or accidental, this was an attack that killed four aid workers."
    [incident] = _incidents(code_report(f"A convoy was attacked near Gao on Friday.\n{text}"))
    assert incident.stage == "done"


NO_VERDICT = [
    "The fleet is responsible for two seas and the coast of Djibo, the navy said.",
    "A rebel commander said he had sent a team to find the body of a guide killed in Djibo.",
]


@pytest.mark.parametrize("text", NO_VERDICT)
def test_nobody_takes_or_gets_the_blame(code_report: Code, text: str) -> None:
    assert not [c for c in code_report(text) if c.kind == "responsibility"]


def test_a_wars_dead_are_not_one_attacks(code_report: Code) -> None:
    text = (
        "Gunmen killed two guides near Gao on Friday.\n"
        "The war has led to the deaths of as many as 90,000 people."
    )
    [incident] = _incidents(code_report(text))
    harms = [c for c in code_report(text) if c.kind == "harm"]
    assert not [h for h in harms if incident.id in h.about]


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article misstated the number of shops that were attacked.",
        "The paper corrected the number of villages burned by the rebels.",
    ],
)
def test_a_number_that_is_not_given_tells_no_attack(
    code_report: Callable[..., list[Claim]], text: str
) -> None:
    told = "Rebels attacked nine villages near Gao on Friday, police said."
    claims = code_report(f"{told} {text}")
    assert all(text not in c.sentence.words for c in claims if c.kind == "incident")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No group has said that it laid the mines.", 1),
        ("Nobody has confirmed that the army shelled Gao.", 1),
        ("No one disputes that rebels attacked the market in Kidal on Sunday.", 2),
    ],
)
def test_what_nobody_has_said_is_not_told(
    code_report: Callable[..., list[Claim]], text: str, told: int
) -> None:
    claims = code_report(f"A mine killed three guards near Gao on Friday, police said. {text}")
    assert len([c for c in claims if c.kind == "incident"]) == told
