"""Figures beside figures: additions, numbers that point back, and tolls of several places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
PUBLISHED = "2024-05-15"


def counts(claims: list[Claim]) -> list[tuple[int, int | None]]:
    return [(c.count.low, c.count.high) for c in claims if c.kind == "count" and c.count]


ADDED = [
    (
        "US forces in Syria came under attack 12 times in a week, the Pentagon said. A further six "
        "attacks were reported in Iraq, it said.",
        [(12, 12), (6, 6)],
    ),
    (
        "The coalition carried out nine air strikes on Houthi positions in Hodeidah on Sunday, an "
        "officer said. It carried out 14 more air strikes on Saada on Monday.",
        [(9, 9), (14, 14)],
    ),
    (
        "Two air strikes hit Khartoum on Friday, residents said. Three more were reported in "
        "Omdurman on Saturday.",
        [(2, 2), (3, 3)],
    ),
]


@pytest.mark.parametrize(("text", "figures"), ADDED)
def test_more_attacks_are_beside_those_told(
    code_report: Code, text: str, figures: list[tuple[int, int]]
) -> None:
    claims = code_report(f"Attacks reported\n\n{text}", published=PUBLISHED)
    first, second = [c for c in claims if c.kind == "count"]
    assert counts([first, second]) == figures
    assert second.apart_from == (first.id,)
    assert first.apart_from == ()


def test_more_attacks_are_beside_one_that_was_told(code_report: Code) -> None:
    claims = code_report(
        "Depot hit\n\nA drone hit an oil depot in Bryansk, Russia, on Monday, the governor said. "
        "Two more drone attacks were reported in Kursk on the same day.",
        published=PUBLISHED,
    )
    [one] = [c for c in claims if c.kind == "incident"]
    [more] = [c for c in claims if c.kind == "count"]
    assert counts([more]) == [(2, 2)]
    assert more.apart_from == (one.id,)


@pytest.mark.parametrize(
    "text",
    [
        "Militants attacked army posts in Mali eight times in May, two more attacks than in "
        "April, the army said.",
        "Militants attacked army posts in Mali eight times in May. The three other attacks were "
        "foiled, the army said.",
    ],
)
def test_a_difference_and_what_was_told_add_nothing(code_report: Code, text: str) -> None:
    claims = code_report(f"Attacks in Mali\n\n{text}", published="2024-06-02")
    assert counts(claims) == [(8, 8)]


BACK = [
    (
        "Gunmen attacked a church in Owo on Sunday, killing 12. Gunmen attacked a school in Kuriga "
        "on Monday. The two attacks left 15 people dead, police said.",
        2,
    ),
    (
        "A bomb went off in a market in Jalalabad, Afghanistan, on Monday. On Tuesday gunmen "
        "attacked a checkpoint in Kunduz. Both attacks were claimed by the Islamic State.",
        2,
    ),
]


@pytest.mark.parametrize(("text", "told"), BACK)
def test_a_definite_number_points_back_to_attacks_that_were_told(
    code_report: Code, text: str, told: int
) -> None:
    claims = code_report(f"Violence\n\n{text}", published=PUBLISHED)
    incidents = [c for c in claims if c.kind == "incident"]
    assert len(incidents) == told
    assert counts(claims) == []
    over = [c for c in claims if c.kind in ("harm", "responsibility")]
    assert over
    assert all(set(c.about) == {i.id for i in incidents} for c in over)


def test_a_definite_number_of_more_than_was_told_is_a_figure(code_report: Code) -> None:
    claims = code_report(
        "Violence\n\nGunmen attacked a church in Owo, Nigeria, on Sunday. The three attacks in "
        "the state this week killed 15 people, police said.",
        published=PUBLISHED,
    )
    assert (3, 3) in counts(claims)


TOLLS = [
    (
        "Russian shelling killed three people in Kherson, two in Nikopol and one in Kharkiv on "
        "Tuesday, officials said.",
        {"Kherson": 3, "Nikopol": 2, "Kharkiv": 1},
    ),
    (
        "Israeli air strikes killed at least 12 people in Khan Younis and four others in Rafah on "
        "Monday, medics said.",
        {"Khan Younis": 12, "Rafah": 4},
    ),
    (
        "A bomb killed 12 people in a market in Jos, Nigeria, on Monday and 20 in a mosque in "
        "Kano on Tuesday, police said.",
        {"Jos": 12, "Kano": 20},
    ),
]


@pytest.mark.parametrize(("text", "tolls"), TOLLS)
def test_each_of_several_places_has_its_own_toll(
    code_report: Code, text: str, tolls: dict[str, int]
) -> None:
    claims = code_report(f"Attacks\n\n{text}", published=PUBLISHED)
    found = {c.places[0].name: c.killed.low for c in claims if c.kind == "incident" and c.killed}
    assert found == tolls
    assert all(len(c.places) == 1 for c in claims)


def test_days_behind_the_places_of_tolls_are_theirs(code_report: Code) -> None:
    claims = code_report(f"Attacks\n\n{TOLLS[2][0]}", published=PUBLISHED)
    days = {c.places[0].name: c.when.earliest for c in claims if c.when is not None}
    assert days == {"Jos": "2024-05-13", "Kano": "2024-05-14"}


def test_tolls_of_countries_are_over_any_number_of_attacks(code_report: Code) -> None:
    claims = code_report(
        "Attacks\n\nThe group killed 14 people in Mali and nine in Niger this year, the UN said.",
        published=PUBLISHED,
    )
    assert all(len(c.places) != 1 or c.kind != "incident" for c in claims)


def test_it_is_not_who_is_named_only_afterwards(code_report: Code) -> None:
    """A pronoun does not take up a name that follows it."""
    claims = code_report(
        "Bombing\n\nBoko Haram claimed a bombing in Maiduguri, Nigeria, that killed six people on "
        "Friday. It has carried out at least 20 other attacks in Borno this year, according to "
        "the army.",
        published=PUBLISHED,
    )
    [figure] = [c for c in claims if c.kind == "count"]
    assert figure.count is not None
    assert (figure.count.low, figure.count.high) == (20, None)
    assert all(attacker.actor != "ng-army" for attacker in figure.attackers)
    assert figure.stance == "asserted"


def test_as_many_wounded_are_as_many_as_were_killed(code_report: Code) -> None:
    claims = code_report(
        "Strike\n\nSixteen people were killed and as many wounded in a strike on a school in Khan "
        "Younis on Sunday, medics said.",
        published=PUBLISHED,
    )
    [claim] = [c for c in claims if c.kind == "incident"]
    assert claim.killed is not None
    assert claim.injured is not None
    assert (claim.killed.low, claim.injured.low, claim.injured.high) == (16, 16, 16)
    assert claim.injured.words == "as many"


def test_who_is_driven_out_attacked_nobody(code_report: Code) -> None:
    claims = code_report(
        "Displaced\n\nSome 1.2 million people have fled fighting in North Kivu, where M23 rebels "
        "attacked two towns on Tuesday, killing a dozen civilians, the UN said.",
        published=PUBLISHED,
    )
    assert {a.actor for c in claims for a in c.attackers} == {"m23"}


def test_what_an_old_figure_was_in_is_not_the_figures_period(code_report: Code) -> None:
    claims = code_report(
        "Attacks\n\nMore than two dozen attacks on oil facilities have been recorded since January "
        "in Nigeria's Delta state, up from 12 in the same period last year, the company said.",
        published=PUBLISHED,
    )
    periods = {
        c.count.low: (c.when.earliest, c.when.latest)
        for c in claims
        if c.count is not None and c.when is not None
    }
    last_year = PUBLISHED.replace("2024", "2023")
    assert periods == {25: ("2024-01-01", PUBLISHED), 12: ("2023-01-01", last_year)}


def test_more_in_another_place_is_a_part_of_the_same_figure(code_report: Code) -> None:
    claims = code_report(
        "Raid\n\nIsraeli forces carried out three raids in Jenin and two more in Nablus on Monday, "
        "residents said.",
        published=PUBLISHED,
    )
    figures = [c for c in claims if c.kind == "count" and c.count is not None]
    [whole] = [c for c in figures if c.parts]
    assert counts([whole]) == [(5, 5)]
    parts = {c.places[0].name: c.count.low for c in figures if c.count and c.id in whole.parts}
    assert parts == {"Jenin": 3, "Nablus": 2}
