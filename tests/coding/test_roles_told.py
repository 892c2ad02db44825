"""Who attacked whom, told in other grammar than a verb with its subject and object."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Coder = Callable[..., list[Claim]]


def _attack(claims: list[Claim]) -> Claim:
    [claim] = [c for c in claims if c.kind == "incident"]
    return claim


@pytest.mark.parametrize(
    ("sentence", "attackers", "targets"),
    [
        ("In Gao, looters set fire to a school bus on Tuesday.", ["looters"], ["school bus"]),
        ("Awa Sarr, a judge, who was abducted near Gao on Tuesday, apparently by rebels, is free.",
         ["rebels"], ["Awa Sarr"]),
        ("Gunmen shot and wounded a judge and her driver in Gao on Tuesday.", ["Gunmen"],
         ["judge", "her driver"]),
        ("The Malian army said it struck a fuel depot near Gao on Tuesday.", ["Malian army"],
         ["fuel depot"]),
        ("The Malian army said its jets struck a fuel depot near Gao on Tuesday.", ["Malian army"],
         ["fuel depot"]),
        ("A drone released an explosive over an army post near Gao on Tuesday.", [], ["army post"]),
        ("A plane dropped two bombs on a school near Gao on Tuesday.", ["plane"], ["school"]),
        ("A missile fell into the sea some 500 metres from a tanker off Aden on Tuesday.", [],
         ["tanker"]),
        ("A rocket landed two miles from an air base near Gao on Tuesday.", [], ["air base"]),
        ("A shell landed 200 metres from the river near Gao on Tuesday.", [], []),
        ("A suicide attacker killed four guards near Gao on Tuesday.", ["suicide attacker"],
         ["four guards"]),
        ("Two attackers killed four guards near Gao on Tuesday.", [], ["four guards"]),
        ("Rockets struck an apartment block in Gao on Tuesday.", [], ["apartment block"]),
        ("Unknown persons set ablaze the office of a bank in Gao on Tuesday.", ["Unknown persons"],
         ["office of a bank"]),
        ("A man blew himself up at a mosque in Gao on Tuesday.", ["man"], ["mosque"]),
        ("A senator was the victim of an attack by gunmen in Gao on Tuesday.", ["gunmen"],
         ["senator"]),
        ("Police freed Modibo Keita, a trader, who had been abducted in Gao on Tuesday.", [],
         ["Modibo Keita"]),
        ("Police freed traders Modibo Keita, Issa Barry and Ali Toure, who were abducted in Gao on "
         "Tuesday.", [], ["Modibo Keita", "Issa Barry", "Ali Toure"]),
        ("Soldiers were the ones who shot dead two herders near Gao on Tuesday.", ["Soldiers"],
         ["two herders"]),
        ("Two herders were shot near Gao on Tuesday by members of the Ninth Front of the FARC.",
         ["members of the Ninth Front of the FARC"], ["Two herders"]),
        (
            "Three youths on a tractor set off two sticks of dynamite outside the town's bank in "
            "Gao on Tuesday.",
            ["Three youths"],
            ["town's bank"],
        ),
        (
            "The Coast Front claimed responsibility for shooting retired judge Awa Sarr in Gao "
            "on Tuesday.",
            ["Coast Front"],
            ["retired judge Awa Sarr"],
        ),
        (
            "Rebels took responsibility for detonating a bomb at a customs office in Gao on "
            "Tuesday.",
            ["Rebels"],
            ["customs office"],
        ),
        ("Rebel engineers destroyed a road bridge near Gao on Tuesday.", ["Rebel engineers"],
         ["road bridge"]),
        ("Mines were laid in a school in Gao on Tuesday.", [], ["school"]),
        ("A patrol of the customs was targeted in Gao on Tuesday, killing five guards.", [],
         ["patrol of the customs", "five guards"]),
        ("Nine miners were killed with axes by raiders in Gao on Tuesday.", ["raiders"],
         ["Nine miners"]),
        ("Nine were killed and scores hurt after armed bandits attacked a mine in Gao on Tuesday.",
         ["armed bandits"], ["mine"]),
        ("Dozens of raiders attacked a mine in Gao on Tuesday.", ["Dozens of raiders"], ["mine"]),
        ("The Coast Front launched its biggest attack yet on the port of Gao on Tuesday, the navy "
         "said, firing nine rockets.", ["Coast Front"], ["port"]),
        ("No boats were damaged when raiders fired at a pier in Gao on Tuesday.", ["raiders"],
         ["pier"]),
        ("The Coast Front later claimed Tuesday's bombing in Gao on its radio.", [], []),
        ("A grenade exploded in the offices of a trade union in Gao on Tuesday.", [],
         ["offices of a trade union"]),
        ("A carbomb went off outside a post office in Gao on Tuesday.", [], ["post office"]),
        ("The road was shut after rebels set three lorries carrying cotton on fire near Gao on "
         "Tuesday.", ["rebels"], ["three lorries"]),
        ("Rebels machinegunned the villa of a senator in Gao on Tuesday.", ["Rebels"],
         ["villa of a senator"]),
        ("Masked men on Tuesday riddled the jeep of a prefect with bullets in Gao.",
         ["Masked men"], ["jeep of a prefect"]),
        ("A nun was taken from her convent in Gao on Tuesday by gunmen.", ["gunmen"], ["nun"]),
        ("Gunmen led a clerk away from his office in Gao on Tuesday.", ["Gunmen"], ["clerk"]),
        ("A van exploded outside a cinema in Gao on Tuesday, killing six.", [], ["cinema"]),
        ("A car bomb blew up against a customs lorry in Gao on Tuesday.", [], ["customs lorry"]),
        ("A grenade was tossed into the garden of the consulate in Gao on Tuesday.", [],
         ["consulate"]),
        ("Five terrorists threw explosives at the town hall of Gao on Tuesday, causing no "
         "casualties.", ["Five terrorists"], ["town hall"]),
        ("A welder died after being shot in Gao on Tuesday.", [], ["welder"]),
        ("A nun died after being stabbed by a lodger in Gao on Tuesday.", ["lodger"], ["nun"]),
        ("The court in Gao has since found a young clerk was murdered on Tuesday.", [],
         ["young clerk"]),
        ("Detectives have made an arrest in the Gao, Mali, shooting that killed two grocers.", [],
         ["two grocers"]),
        ("A driver will face a judge for stabbing a cyclist in Gao on Tuesday.", ["driver"],
         ["cyclist"]),
        ("A baker died after a Tuesday shooting on the 300 block of Mill Road in Gao.", [],
         ["baker"]),
        ("That was the night's first stabbing in Gao.", [], []),
        ("Rebels staged an attack on a bus in Gao on Tuesday.", ["Rebels"], ["bus"]),
        ("Masked youths left a bomb outside a court in Gao on Tuesday.", ["Masked youths"],
         ["court"]),
        ("Resentment and gunfire killed two traders in Gao on Tuesday.", [],
         ["two traders"]),
        ("The prefect was unhurt in the bombing in Gao on Tuesday.", [], ["prefect"]),
        ("The colonel accused the Coast Front of murdering Awa Sarr on Tuesday.", ["Coast Front"],
         ["Awa Sarr"]),
        ("Injured in the bombing in Gao on Tuesday were two nurses.", [], ["two nurses"]),
    ],
)  # fmt: skip
def test_roles(code_report: Coder, sentence: str, attackers: list[str], targets: list[str]) -> None:
    claim = _attack(code_report(sentence))
    assert [m.name for m in claim.attackers] == attackers
    assert [m.name for m in claim.targets] == targets


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Two welders, Awa Sarr and Modibo Cissé, were killed by gunmen in Gao on Tuesday.",
            ["Two welders", "Awa Sarr", "Modibo Cissé"],
        ),
        ("Gunmen killed the governor of Gao, Awa Sarr, on Tuesday.", ["governor", "Awa Sarr"]),
        (
            "Bandits killed five herders near Gao on Tuesday, including Modibo Cissé.",
            ["five herders", "Modibo Cissé"],
        ),
    ],
)
def test_whom_a_report_names(code_report: Coder, sentence: str, names: list[str]) -> None:
    assert [m.name for m in _attack(code_report(sentence)).targets] == names


@pytest.mark.parametrize(
    ("sentence", "attackers", "targets"),
    [
        ("Sappers on Tuesday defused a mine laid in front of a school in Gao.", [], ["school"]),
        ("Police found a bomb under the van of a notary in Gao on Tuesday and made it safe.", [],
         ["van of a notary"]),
        ("A mine planted by rebels outside the mosque in Gao was defused on Tuesday.", ["rebels"],
         ["mosque"]),
    ],
)  # fmt: skip
def test_who_finds_a_device_did_not_lay_it(
    code_report: Coder, sentence: str, attackers: list[str], targets: list[str]
) -> None:
    claim = _attack(code_report(sentence))
    assert claim.stage == "foiled"
    assert [m.name for m in claim.attackers] == attackers
    assert [m.name for m in claim.targets] == targets


def test_of_one_attack_there_are_many_shots(code_report: Coder) -> None:
    text = "A judge was attacked in Gao on Tuesday by a youth who fired nine shots, killing him."
    claim = _attack(code_report(text))
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (1, 1)


def test_who_stages_a_raid_rehearses_nothing(code_report: Coder) -> None:
    _attack(code_report("Rebels staged a raid on a convoy in Gao on Tuesday."))
    drill = "A staged raid on a convoy was held in Gao on Tuesday to train the guards."
    assert not [c for c in code_report(drill) if c.kind == "incident"]


@pytest.mark.parametrize(
    ("sentence", "attackers"),
    [
        (
            "CLF [Coast Liberation Front] rebels raided a mill in Gao on Tuesday.",
            ["CLF [Coast Liberation Front] rebels"],
        ),
        (
            "Guerrillas of the Coast Liberation Front (CLF) raided a mill in Gao on Tuesday.",
            ["Guerrillas of the Coast Liberation Front"],
        ),
    ],
)
def test_glosses_and_bodies(code_report: Coder, sentence: str, attackers: list[str]) -> None:
    assert [m.name for m in _attack(code_report(sentence)).attackers] == attackers


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Prosecutors charged Modibo Cissé with the murder of a nun in Gao.", ["Modibo Cissé"]),
        ("The police have linked the Coast Front to the raid on a bank in Gao.", ["Coast Front"]),
        ("Awa Sarr was convicted of the killing of a guard in Gao on Tuesday.", ["Awa Sarr"]),
        (
            "Two cousins were arrested in connection with the murder of a nun in Gao.",
            ["Two cousins"],
        ),
        ("Police arrested two soldiers over the murder of a nun in Gao.", ["two soldiers"]),
        ("Seven men were involved in the murder of a nun in Gao, a judge said.", ["Seven men"]),
        (
            "A judge implicated two soldiers and three guards in the murder of a nun in Gao.",
            ["two soldiers", "three guards"],
        ),
    ],
)
def test_on_whom_the_law_lays_a_deed(code_report: Coder, sentence: str, accused: list[str]) -> None:
    [verdict] = [c for c in code_report(sentence) if c.kind == "responsibility"]
    assert verdict.verdict == "blames"
    assert [m.name for m in verdict.attackers] == accused


def test_who_is_caught_in_a_raid_is_not_accused_of_it(code_report: Coder) -> None:
    text = "Gunmen raided a bank in Gao on Tuesday. Three clerks were held in the raid."
    assert [c for c in code_report(text) if c.kind == "responsibility"] == []


def test_what_takes_part_in_it_leaves_a_murder_sure(code_report: Coder) -> None:
    text = "Two men who are apparently involved in the murder of Awa Sarr were arrested in Gao."
    assert _attack(code_report(text)).stance == "asserted"


def test_whom_a_threat_is_made_to(code_report: Coder) -> None:
    claims = code_report("Three editors were threatened with death by masked men in Gao on Monday.")
    assert [[m.name for m in c.targets] for c in claims if c.kind == "statement"] == [
        ["Three editors"]
    ]


def test_installations_are_sabotaged(code_report: Coder) -> None:
    text = (
        "Rebels blew up a bridge near Mopti on Monday. "
        "The sabotage of a power line near Gao on Tuesday was the work of experts."
    )
    targets = [[m.name for m in c.targets] for c in code_report(text) if c.kind == "incident"]
    assert targets == [["bridge"], ["power line"]]


def test_talks_are_sabotaged_in_words(code_report: Coder) -> None:
    text = "The minister spoke of sabotage of the talks in Gao on Tuesday."
    assert not [c for c in code_report(text) if c.kind == "incident"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody has claimed the bombing in Gao on Tuesday.",
        "No faction has claimed responsibility for the bombing in Gao on Tuesday.",
    ],
)
def test_what_nobody_claims_took_place(code_report: Coder, sentence: str) -> None:
    claim = _attack(code_report(sentence))
    assert claim.stance == "asserted"
    assert claim.when is not None
    assert claim.when.words == "Tuesday"


def test_suspected_of_a_deed(code_report: Coder) -> None:
    claims = code_report("Police suspect the sect “Black Sun” of the raid on a bank in Gao.")
    [verdict] = [c for c in claims if c.kind == "responsibility"]
    assert verdict.verdict == "blames"
    assert [m.name for m in verdict.attackers] == ["Black Sun"]


def test_rockets_are_fired_at_things(code_report: Coder) -> None:
    claim = _attack(code_report("Rebels fired rockets at the governor's palace on Tuesday."))
    assert claim.event_type != "shooting"
    assert [w.name for w in claim.weapons] == ["rockets"]


@pytest.mark.parametrize(
    "text",
    [
        "One woman was killed in a blast near a barracks in Gao on Monday. A tanker was burned on "
        "Monday by unknown youths in the same town.",
        "Rebels attacked a clinic in Gao on Monday. The rebels also attacked a customs post.",
    ],
)
def test_what_is_brought_in_anew_is_another_attack(code_report: Coder, text: str) -> None:
    first, second = [c for c in code_report(text) if c.kind == "incident"]
    assert not {m.name for m in first.targets} & {m.name for m in second.targets}


@pytest.mark.parametrize("turn", ["Separately", "Meanwhile", "In addition", "At the same time"])
def test_a_conjunct_turns_to_another(code_report: Coder, turn: str) -> None:
    text = f"A welder was shot in Gao on Monday. {turn}, a nurse was shot on Mill Road."
    assert len([c for c in code_report(text) if c.kind == "incident"]) == 2


def test_a_part_of_the_dead_fell_in_one_attack(code_report: Coder) -> None:
    text = "At least 40 were killed in Mali on Monday, including 12 in an attack on a mill in Gao."
    claims = code_report(text)
    claim = _attack(claims)
    assert claim.killed is not None
    assert claim.killed.low == 12
    assert [c.killed.low for c in claims if c.kind == "harm" and c.killed is not None] == [40]


def test_wounds_count_no_attacks(code_report: Coder) -> None:
    text = "Modibo Cissé, a colonel who was wounded twice in Mali, died at home on Monday."
    assert not [c for c in code_report(text) if c.kind in ("incident", "count")]


def test_what_is_driven_is_the_weapon(code_report: Coder) -> None:
    text = "Nine people were hurt when a van was driven into a queue in Lyon on Monday."
    assert [m.name for m in _attack(code_report(text)).targets] == ["Nine people", "queue"]


def test_it_is_believed_is_said_of_nobody(code_report: Coder) -> None:
    text = (
        "It is believed the suspect left a bar, turned round and fired at the crowd in Gao on "
        "Tuesday, according to police."
    )
    claim = _attack(code_report(text))
    assert claim.attackers == ()
    assert claim.stance == "asserted"


def test_what_is_tried_about_an_attack(code_report: Coder) -> None:
    text = (
        "Gunfire wounded a clerk in Gao on Monday. Detectives are trying to find what sparked the "
        "shooting."
    )
    assert {c.stage for c in code_report(text) if c.kind == "incident"} == {"done"}


def test_no_foul_play(code_report: Coder) -> None:
    text = "A farmer was found shot near Gao on Monday. No foul play is suspected, the police said."
    assert not [c for c in code_report(text) if c.kind == "incident"]


def test_a_sequel_goes_on(code_report: Coder) -> None:
    text = "Gunmen stormed a hamlet near Gao on Monday, and the attackers burned nine huts."
    _attack(code_report(text))


def test_a_person_killed_by_name(code_report: Coder) -> None:
    assert _attack(code_report("Modibo Cissé was killed in Gao on Tuesday.")).killed is not None


def test_a_family_is_no_single_person(code_report: Coder) -> None:
    claims = code_report("Gunmen killed the family in Gao on Tuesday.")
    assert all(c.killed is None for c in claims)


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The Malian army said its posts near Gao had been attacked on Monday.", "ml-army"),
        ("The Rapid Support Forces said their base in Nyala was bombed on Friday.", "rsf"),
        ("The mayor said its posts near Gao had been attacked on Monday.", None),
    ],
)
def test_its_posts_are_the_speakers(code_report: Coder, sentence: str, actor: str | None) -> None:
    [target] = _attack(code_report(sentence)).targets
    assert target.actor is not None
    assert target.actor.partition(".of-")[2] == (actor or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Fighters of the Islamic State West Africa Province attacked a base in Monguno on Friday.",
        "Fighters of the Sudan Coast Movement attacked a base in Kassala on Friday.",
    ],
)
def test_fighters_of_a_body_are_people(code_report: Coder, sentence: str) -> None:
    [attacker] = _attack(code_report(sentence)).attackers
    assert attacker.name.startswith("Fighters of the ")


def test_a_station_that_comes_under_fire_is_shot_at(code_report: Coder) -> None:
    claim = _attack(code_report("Police said their station in Wau had come under fire on Sunday."))
    assert [t.name for t in claim.targets] == ["station"]


def test_who_enters_a_village_does_there_what_follows(code_report: Coder) -> None:
    claim = _attack(
        code_report("Armed men entered the village of Bani on Friday and shot dead nine farmers.")
    )
    assert [p.name for p in claim.places] == ["Bani"]


def test_among_them_adds_nobody(code_report: Coder) -> None:
    claim = _attack(
        code_report("A bomb destroyed a bus near Gao, killing six people, among them two children.")
    )
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (6, 6)


def test_a_theft_that_somebody_is_accused_of_is_no_attack(code_report: Coder) -> None:
    claim = _attack(
        code_report("A crowd beat to death two men accused of stealing a bicycle in Gao on Sunday.")
    )
    assert claim.event_type != "looting"


def test_what_was_said_wrongly_was_not_so(code_report: Coder) -> None:
    claims = code_report(
        "Three sailors were killed in Thursday's grenade attack in Gao. An earlier report said "
        "wrongly that Boko Haram had claimed responsibility."
    )
    assert [c for c in claims if c.kind == "responsibility"] == []


def test_what_attackers_are_armed_with_is_the_weapon(code_report: Coder) -> None:
    claim = _attack(code_report("Men armed with machetes attacked a farm in Gao on Tuesday."))
    assert [w.name for w in claim.weapons] == ["machetes"]
