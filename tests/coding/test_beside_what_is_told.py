"""What stands beside an attack: days to come, other figures, the same town, others' fire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


@pytest.mark.parametrize(
    "text",
    [
        "A polling station was set on fire in the run-up to Sunday's election in Bangladesh.",
        "Gunmen killed a candidate in Dhaka ahead of Sunday's vote.",
        "Gunmen killed a candidate in Dhaka on the eve of Sunday's vote.",
    ],
)
def test_the_day_of_what_was_to_come_is_not_the_attacks(code_report: Code, text: str) -> None:
    [told] = incidents(code_report(text, published="2024-01-08"))
    assert told.when is not None
    assert told.when.earliest is None


def test_the_day_that_an_attack_has_for_its_name_is_its_own(code_report: Code) -> None:
    [told] = incidents(
        code_report("Three men died in Sunday's attack in Dhaka.", published="2024-01-08")
    )
    assert told.when is not None
    assert told.when.earliest == "2024-01-07"


def test_what_goes_off_beside_a_murder_is_another_attack(code_report: Code) -> None:
    told = incidents(
        code_report(
            "A supporter of the party was hacked to death in Munshiganj, and crude bombs went off "
            "outside two polling centres in Chattogram, hurting a guard.",
            published="2024-01-08",
        )
    )
    assert [[p.name for p in c.places] for c in told] == [["Munshiganj"], ["Chattogram"]]


def test_travellers_are_no_attacks(code_report: Code) -> None:
    claims = code_report(
        "Saboteurs struck the railway network on Friday, setting fire to signal boxes on three "
        "lines into Paris and stranding 800,000 travellers hours before the opening of the Games.",
        published="2024-07-27",
    )
    assert not any(c.count is not None and c.count.low > 3 for c in claims)


def test_a_date_before_a_phrase_is_none_of_its_words(code_report: Code) -> None:
    [told] = incidents(
        code_report(
            "On 23 January two Pakistani soldiers were killed by sniper fire near Kotli.",
            published="2024-02-02",
        )
    )
    assert [t.name for t in told.targets] == ["two Pakistani soldiers"]
    assert told.killed is not None
    assert (told.killed.low, told.killed.high) == (2, 2)


def test_the_same_town_is_the_one_told_last(code_report: Code) -> None:
    told = incidents(
        code_report(
            "A roadside bomb hit a bus in Baidoa on Monday, killing six people. Hours later, "
            "gunmen stormed a police station in the same town and killed two officers.",
            published="2024-05-16",
        )
    )
    assert [[p.name for p in c.places] for c in told] == [["Baidoa"], ["Baidoa"]]


def test_a_hospital_that_was_stormed_is_where_it_was_told_to_be(code_report: Code) -> None:
    [told] = incidents(
        code_report(
            "The agency is suspending its work at a hospital in Omdurman after fighters stormed it "
            "and shot a patient.",
            published="2024-05-16",
        )
    )
    assert [p.name for p in told.places] == ["Omdurman"]


def test_who_came_under_fire_is_not_said_to_have_fired(code_report: Code) -> None:
    told = incidents(
        code_report(
            "Indian artillery fire killed a woman in the Nakyal sector on Thursday, local "
            "officials said. The Indian army said its posts had come under mortar fire first.",
            published="2024-02-02",
        )
    )
    [army] = [c for c in told if c.voices[-1].name == "Indian army"]
    assert army.attackers == ()


def test_a_letter_bomb_that_was_sent_and_destroyed_was_foiled(code_report: Code) -> None:
    [told] = incidents(
        code_report(
            "A letter bomb was sent to the embassy in Madrid on Thursday. The device was destroyed "
            "in a controlled explosion.",
            published="2022-12-02",
        )
    )
    assert told.stage == "foiled"
