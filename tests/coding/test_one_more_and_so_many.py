"""One more elsewhere, two more, the fourth of its kind, and numbers behind hedges of more words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
MAY = ("2025-05-01", "2025-05-31")


def attacks(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident" and not c.about]


def figures(claims: list[Claim]) -> dict[int, tuple[set[str], tuple[str | None, str | None]]]:
    return {
        c.count.low: ({p.name for p in c.places}, (c.when.earliest, c.when.latest))
        for c in claims
        if c.kind == "count" and c.count is not None and c.when is not None
    }


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Gao, Mali, on Monday and another in Mopti on the same day, police "
        "said. Nobody was hurt.",
        "A drone hit a depot in Gao, Mali, and another in Mopti on Monday, police said. Nobody "
        "was hurt.",
    ],
)
def test_another_elsewhere_is_another_attack(code_report: Code, text: str) -> None:
    found = attacks(code_report(text))
    assert sorted(p.name for c in found for p in c.places) == ["Gao", "Mopti"]


def test_two_more_are_added_to_what_was_counted(code_report: Code) -> None:
    claims = code_report(
        "Two bombings hit Gao, Mali, on Monday. Two more struck Mopti on the same day, police "
        "said. Nobody was hurt.",
        published="2025-06-05",
    )
    first, second = [c for c in claims if c.kind == "count"]
    assert [p.name for c in (first, second) for p in c.places] == ["Gao", "Mopti"]
    assert second.apart_from == (first.id,)
    assert not attacks(claims)


@pytest.mark.parametrize(
    "number",
    ["between 14 and 20", "a minimum of 14", "14 or more", "no fewer than 14"],
)
def test_a_hedge_of_several_words_keeps_the_days(code_report: Code, number: str) -> None:
    claims = code_report(
        f"Monitors recorded {number} attacks in Gao, Mali, in May. Nobody was hurt.",
        published="2025-06-05",
    )
    assert figures(claims) == {14: ({"Gao"}, MAY)}


def test_as_many_as_compares_no_month(code_report: Code) -> None:
    claims = code_report(
        "Monitors recorded as many as 14 attacks in Gao, Mali, in May.", published="2025-06-05"
    )
    assert figures(claims) == {1: ({"Gao"}, MAY)}


def test_some_of_all_were_elsewhere_than_all(code_report: Code) -> None:
    claims = code_report(
        "Four of the 14 attacks in Mali in May were in Gao, monitors said.", published="2025-06-05"
    )
    assert figures(claims) == {14: ({"Mali"}, MAY), 4: ({"Gao"}, MAY)}


def test_the_fourth_school_attacked_was_the_fourth_attack_on_one(code_report: Code) -> None:
    claims = code_report(
        "Gunmen burnt down a school in Gao, Mali, on Tuesday, police said. It was the fourth "
        "school attacked this year.",
        published="2025-06-05",
    )
    counted = {c.count.low for c in claims if c.count is not None}
    assert counted == {4, 3}
    assert len(attacks(claims)) == 1


def test_the_second_teacher_attacked_may_have_been_with_the_first(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot dead a teacher in Gao, Mali, on Tuesday, police said. It was the second "
        "teacher attacked this year."
    )
    assert not any(c.kind == "count" for c in claims)


def test_the_21st_in_a_year_is_no_day(code_report: Code) -> None:
    claims = code_report(
        "Explosives tore open a pipeline near Gao, Mali, on Tuesday, the operator said. The "
        "bombing, the 21st in 2025, cut the flow for a day.",
        published="2025-06-05",
    )
    assert {c.count.low for c in claims if c.count is not None} == {21, 20}
    days = {(c.when.earliest, c.when.latest) for c in attacks(claims) if c.when is not None}
    assert days == {("2025-06-03", "2025-06-03")}


def test_on_the_21st_in_a_town_is_a_day(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot dead a teacher on the 21st in Gao, Mali, police said.", published="2025-05-25"
    )
    days = {(c.when.earliest, c.when.latest) for c in attacks(claims) if c.when is not None}
    assert days == {("2025-05-21", "2025-05-21")}
