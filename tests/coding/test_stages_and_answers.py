"""Stages of one attack, answers to it, and what one more of a kind befell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and not c.about]


@pytest.mark.parametrize(
    "text",
    [
        # The fight over it,
        "Gunmen ambushed a patrol near Gao, Mali, on Monday, the army said. A firefight ensued in "
        "which four gunmen were killed.",
        "Gunmen attacked a police post in Gao, Mali, on Monday, the army said. A gun battle raged "
        "for two hours.",
        "A bomber rammed a truck into the gate of a police academy in Quetta, Pakistan, on "
        "Tuesday, police said. Gunmen then entered the compound and opened fire on cadets. A "
        "gunfight lasted until noon.",
        # its first step,
        "Militants attacked an army camp near Gao, Mali, on Tuesday, the army said. Gao lies on "
        "the Niger. Mortar shells landed on the barracks before the fighters came through the "
        "fence.",
        # and what stands in a village that was attacked.
        "Six farmers were killed on Monday when gunmen attacked their village near Gao, Mali, "
        "police said. The town lies on the Niger. Several huts and a granary were set on fire.",
    ],
)
def test_stages_of_an_attack_are_one(code_report: Code, text: str) -> None:
    assert len(attacks(code_report(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen ambushed a patrol near Gao, Mali, on Monday, the army said. A firefight erupted "
        "near Mopti on Tuesday.",
        "Six farmers were killed on Monday when gunmen attacked a patrol near Gao, Mali. Bandits "
        "burned a granary near Mopti.",
    ],
)
def test_a_fight_or_a_fire_elsewhere_is_another(code_report: Code, text: str) -> None:
    assert len(attacks(code_report(text))) == 2


def test_what_one_answers_with_is_done_on_the_day_of_the_answer(code_report: Code) -> None:
    claims = code_report(
        "A bomb killed five people in Kaduna, Nigeria, on Monday, police said. The army retaliated "
        "the next day with air strikes on hideouts near Jos.",
        published="2025-06-05",
    )
    [count] = [c for c in claims if c.kind == "count"]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (2, None)
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == ("2025-06-03", "2025-06-03")
    assert {p.name for p in count.places} == {"Jos"}


def test_an_answer_in_words_is_no_attack(code_report: Code) -> None:
    claims = code_report(
        "A bomb killed five people in Kaduna, Nigeria, on Monday, police said. The governor "
        "retaliated the next day with a speech in Jos."
    )
    assert len(attacks(claims)) == 1
    assert not any(c.kind == "count" for c in claims)


def test_one_more_of_what_was_burnt_is_no_person(code_report: Code) -> None:
    claims = code_report(
        "Gunmen burned a mast in Dang, Nepal, on 5 May, police said. Another was burnt at Kalikot "
        "on 7 May."
    )
    assert [[p.name for p in c.places] for c in attacks(claims)] == [["Dang"], ["Kalikot"]]


def test_sailors_who_were_burnt_were_attacked_by_nobody(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot a sailor in Gao, Mali, on 5 May, police said. Another was burnt at Mopti on "
        "7 May."
    )
    assert len(attacks(claims)) == 1


def test_what_is_counted_off_hours_later_is_on_the_day_of_all(code_report: Code) -> None:
    claims = code_report(
        "The oil terminal in Kirkuk, Iraq, was attacked twice on Tuesday, police said. Rockets hit "
        "it before dawn and wounded two guards. A second attack came hours later, when drones hit "
        "a warehouse.",
        published="2025-06-05",
    )
    days = [(c.when.earliest, c.when.latest) for c in attacks(claims) if c.when is not None]
    assert days == [("2025-06-03", "2025-06-03")] * 2


def test_villages_that_no_gazetteer_knows_are_two(code_report: Code) -> None:
    claims = code_report(
        "Gunmen attacked Ngarannam village in Borno, Nigeria, on Tuesday, killing six people. They "
        "also attacked Kuda, where two people died."
    )
    one, other = attacks(claims)
    assert one.id in other.apart_from
