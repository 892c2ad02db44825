"""Whose a day and a toll are: of the attack that their words are about, and of no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and not c.about]


def _days(claim: Claim) -> tuple[str | None, str | None]:
    assert claim.when is not None
    return claim.when.earliest, claim.when.latest


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("JNIM took responsibility for a car bombing in Gao in March 2016 that killed nine.",
         ("2016-03-01", "2016-03-31")),
        ("Gunmen killed two in Gao on Saturday, hours after a guard died when his van struck a "
         "mine near Kidal.", ("2024-06-14", "2024-06-15")),
        ("Fighters who came down from the hills in the dark overran a post near Gao early on "
         "Tuesday.", ("2024-06-11", "2024-06-11")),
    ],
)  # fmt: skip
def test_the_day_is_the_attacks(code_report: Code, text: str, days: tuple[str, str]) -> None:
    claims = _attacks(code_report(text, published="2024-06-16"))
    assert days in [_days(c) for c in claims]


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("A missile hit a hotel in Gao on Friday, wounding 11 people, among them a reporter.", 11),
        ("A bomb wounded nine people, among them two monks, in Gao on Friday.", 9),
        (
            "Shells landed on a camp near Gao on Friday, wounding 17 men, 11 of them monks.",
            17,
        ),
        ("A bomb wounded nine monks and a reporter in Gao on Friday.", 10),
    ],
)
def test_who_is_among_them_is_counted_once(code_report: Code, text: str, injured: int) -> None:
    [claim] = _attacks(code_report(text))
    assert claim.injured is not None
    assert claim.injured.low == injured


RAID = "Gunmen raided a post near Gao on Friday, killing nine guards."


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Four of the attackers were killed, police said.", {9}),
        ("JNIM put the number of dead guards at 22, a figure that the army dismissed.", {9, 22}),
        ("Four of the guards were buried.", {9}),
    ],
)
def test_the_dead_are_the_victims(code_report: Code, sentence: str, tolls: set[int]) -> None:
    claims = code_report(f"{RAID} {sentence}")
    assert {c.killed.low for c in claims if c.killed is not None and c.kind != "count"} == tolls
    assert all(c.stance != "denied" for c in claims if c.kind == "incident")


def test_nobody_hurt_in_those_counted_last_is_not_nobody_killed_before(code_report: Code) -> None:
    text = f"{RAID} Jets bombed two bases near Kidal on Saturday. No casualties were reported."
    claims = code_report(text)
    [none] = [c for c in claims if c.killed is not None and c.killed.high == 0]
    [count] = [c for c in claims if c.kind == "count"]
    assert none.about == (count.id,)


def test_nobody_hurt_in_one_attack_is_its_own(code_report: Code) -> None:
    text = "Gunmen raided a village near Gao on Friday. No casualties were reported."
    claims = code_report(text)
    [attack] = _attacks(claims)
    assert any(c.about == (attack.id,) and c.kind == "harm" for c in claims)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The gunmen searched huts in Gao on Friday, took what they could find and shot two men.",
         "asserted"),
        ("The gunmen could search huts in Gao on Friday and shoot two men.", "hypothetical"),
    ],
)  # fmt: skip
def test_no_modal_governs_a_past_tense(code_report: Code, text: str, stance: str) -> None:
    told = [c for c in code_report(f"{RAID}\n\n{text}") if "shot" in text or "shoot" in text]
    found = {c.stance for c in told if c.kind == "incident" and c.event_type == "shooting"}
    assert found in ({stance}, set())


def test_where_the_hurt_are_treated_is_not_where_they_were_hurt(code_report: Code) -> None:
    claims = code_report(f"{RAID} Eleven men were treated for gunshot wounds in Ansongo.")
    assert all(p.name != "Ansongo" for c in claims for p in c.places)


def test_a_government_speaks_in_its_capital(code_report: Code) -> None:
    text = "In Bamako, the government said its jets had bombed a camp near Kidal on Saturday."
    assert [p.name for c in _attacks(code_report(text)) for p in c.places] == ["Kidal"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Two missiles struck a hotel in Kharkiv on Friday. An hour later a third missile hit a "
         "depot on the edge of the city.", ["Kharkiv", "Kharkiv"]),
        ("Rebels shelled a mill in Goma on Friday. A day later a second shell hit a school in the "
         "town.", ["Goma", "Goma"]),
        ("Rebels shelled a mill in Goma on Friday. A day later they raided a bar in the town of "
         "Sake.", ["Goma", "Sake"]),
    ],
)  # fmt: skip
def test_the_city_is_the_one_named_last(code_report: Code, text: str, places: list[str]) -> None:
    report = f"{text}\n\nIn Lviv, in Bukavu and in Kyiv schools were closed."
    assert [p.name for c in _attacks(code_report(report)) for p in c.places] == places


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("In the southern city of Kherson, a woman who had gone out for water was killed by "
         "shelling on Friday.", "woman"),
        ("In Goma, a trader was shot dead on Friday.", "trader"),
    ],
)  # fmt: skip
def test_who_stands_behind_the_place_that_opens_a_sentence_is_its_subject(
    code_report: Code, text: str, target: str
) -> None:
    [claim] = _attacks(code_report(text))
    assert [t.name for t in claim.targets] == [target]
    assert claim.killed is not None
    assert claim.killed.low == 1


def test_a_siege_of_years_is_no_attack_of_the_day(code_report: Code) -> None:
    text = f"{RAID} The convoy came from Djibo, which jihadists have blockaded for two years."
    assert all(c.event_type != "siege" for c in code_report(text))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Major Ali Musa, a spokesman for the rebels, said the army had shelled a camp near Gao on "
         "Friday.", "asserted"),
        ("Rebel spokesman Colonel Ali Musa accused the army of shelling a camp near Gao on Friday.",
         "asserted"),
        ("Colonel Ali Musa said the army had shelled a camp near Gao on Friday.", "claimed"),
    ],
)  # fmt: skip
def test_a_rebel_officer_does_not_speak_for_the_army(
    code_report: Code, text: str, stance: str
) -> None:
    assert [c.stance for c in _attacks(code_report(text))] == [stance]


def test_the_day_goes_on_from_the_main_clause(code_report: Code) -> None:
    text = (
        "A bomb killed four in Gao on Friday, a day after rebels had shelled a mill near Kidal.\n\n"
        "Nine people were wounded. Gunmen shot a guard in Ansongo."
    )
    claims = _attacks(code_report(text, published="2024-06-16"))
    assert _days(claims[-1]) == ("2024-06-14", "2024-06-14")
