"""What a sentence asks, hears or only sets the scene for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
DAY = "2025-03-20"


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def test_a_question_asserts_nothing(code_report: Code) -> None:
    found = code_report(
        "A bomb went off in a market in Kosti on Monday, police said.\n\n"
        "How many people were killed in the attack? Was Khartoum attacked too?", DAY,
    )  # fmt: skip
    (only,) = _incidents(found)
    assert only.killed is None
    assert [p.name for p in only.places] == ["Kosti"]


def test_explosions_that_are_heard_are_not_counted(code_report: Code) -> None:
    found = code_report(
        "Drones hit the airport of Kassala on Monday. Residents heard three explosions.", DAY
    )
    assert not [c for c in found if c.kind == "count"]
    assert len({c.about or (c.id,) for c in _incidents(found)}) == 1


def test_explosions_that_are_heard_are_of_their_own_place_and_day(code_report: Code) -> None:
    found = code_report(
        "A missile strike on a clinic in Zaporizhzhia killed nine people on Tuesday. Explosions "
        "were heard in Taganrog on Wednesday morning, the governor said.", DAY,
    )  # fmt: skip
    told = {(c.places[0].name, c.when.earliest) for c in _incidents(found) if c.when is not None}
    assert told == {("Zaporizhzhia", "2025-03-18"), ("Taganrog", "2025-03-19")}


@pytest.mark.parametrize(
    "text",
    [
        "The army said its air defences had shot down fifteen of the aircraft on Monday.",
        "Air defense shot down six attackers over Odesa on Monday, the air force said.",
        "Army shoots down drone over Maroua\n\nThe army shot down a drone over Maroua on Monday, a "
        "spokesman said.",
    ],
)
def test_air_defences_intercept(code_report: Code, text: str) -> None:
    found = _incidents(code_report(text, DAY))
    assert {c.stage for c in found} <= {"intercepted"}
    assert not any(c.attackers for c in found)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("There was no attack on army posts in April 2024, the army said.", "asserted"),
        ("No attack on army posts took place between 1 and 4 March, the army said.", "asserted"),
        ("There were no attacks on army posts on Monday, the army said.", "asserted"),
        ("There was no attack on the army post on Monday, the army said.", "denied"),
        ("There was no attack on the army post overnight, the army said.", "denied"),
    ],
)
def test_no_attack_over_days_is_a_stated_zero_and_else_a_denial(
    code_report: Code, text: str, stance: str
) -> None:
    (told,) = [c for c in code_report(text, DAY) if c.kind == "count"]
    assert told.count is not None
    assert told.count.high == 0
    assert told.stance == stance


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It was a little before nine on the evening of Tuesday, 11 March. Two boys on a "
         "motorcycle opened fire on a shop in Cali, killing a man.", "2025-03-11"),
        ("It was Sunday, 9 March. The square was full. Gunmen shot a guard in Cali.",
         "2025-03-09"),
        ("People spoke of another night, in August 2019, when gunmen killed three fishermen.",
         "2019-08-01"),
        ("The first strike on the airport of Kassala came on 4 March, when two drones hit a "
         "hangar.", "2025-03-04"),
    ],
)  # fmt: skip
def test_the_time_that_a_scene_is_set_at(code_report: Code, text: str, day: str) -> None:
    days = {c.when.earliest for c in _incidents(code_report(text, DAY)) if c.when is not None}
    assert days == {day}


def test_the_line_that_dates_a_report_dates_no_attack(code_report: Code) -> None:
    found = code_report(
        "Security incidents in Mali\n\nSummary for partners - 20 March 2025\n\n"
        "Gunmen abducted a trader near Gao.", DAY,
    )  # fmt: skip
    (only,) = _incidents(found)
    assert only.when is not None
    assert only.when.earliest is None


def test_numbers_that_are_attacks(code_report: Code) -> None:
    found = code_report(
        "Eleven incidents were recorded in Mali in May. Seven were attacks by armed groups, three "
        "were clashes with the army and one was a kidnapping in Gao.", "2024-06-03",
    )  # fmt: skip
    numbers = sorted(c.count.low for c in found if c.kind == "count" and c.count is not None)
    assert {3, 7} <= set(numbers)


def test_a_depot_is_where_its_town_is(code_report: Code) -> None:
    found = code_report("Two drones hit the Kosti fuel depot on Monday.", DAY)
    assert {p.name for c in found for p in c.places} == {"Kosti"}


def test_burns_are_injuries(code_report: Code) -> None:
    found = code_report(
        "A bomb went off in Kosti on Monday. Eleven people were being treated for burns.", DAY
    )
    assert 11 in {c.injured.low for c in found if c.injured is not None}
