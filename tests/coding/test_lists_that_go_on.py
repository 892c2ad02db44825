"""Attacks told without the word: "another followed", "Izium was next", "the third was a drone"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def places(claims: list[Claim]) -> list[str]:
    return [p.name for c in incidents(claims) for p in c.places]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Russian drones attacked Kharkiv on Monday night. On Tuesday it was the turn of "
            "Kupiansk, where two people were hurt. Then came Izium. Balakliia was next, with one "
            "dead.",
            ["Kharkiv", "Kupiansk", "Izium", "Balakliia"],
        ),
        (
            "Shells fell on Nikopol on Friday, wounding one. Marhanets followed at noon, and then "
            "came the turn of Kherson.",
            ["Nikopol", "Kherson", "Marhanets"],
        ),
        (
            "Gunmen raided the village of Talba on Sunday. Koro followed on Monday; five people "
            "were killed there.",
            ["Talba", "Koro"],
        ),
    ],
)
def test_places_that_follow_in_a_list_were_attacked_each(
    code_report: Code, text: str, towns: list[str]
) -> None:
    assert places(code_report(text, published="2024-05-16")) == towns


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "A bomb exploded near a mosque in Quetta on Friday, killing three. The second came "
            "hours later outside a hospital. Another followed at dawn on Saturday.",
            ["2024-05-10", "2024-05-10", "2024-05-11"],
        ),
        (
            "Gunmen ambushed a patrol near Kidal on Monday. Another followed on Wednesday, in "
            "which two soldiers died.",
            ["2024-05-13", "2024-05-15"],
        ),
        (
            "A drone struck a depot in Belgorod on Monday. A third followed two days later.",
            ["2024-05-13", "2024-05-15"],
        ),
    ],
)
def test_another_that_followed_is_one_more(code_report: Code, text: str, days: list[str]) -> None:
    told = incidents(code_report(text, published="2024-05-16"))
    assert [c.when.earliest for c in told if c.when] == days


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Jos on Monday. A second came to the police to surrender.",
        "Gunmen attacked a bus near Mopti on Tuesday. Then came the rains. Condemnation followed.",
        "Gunmen attacked a bus near Mopti on Tuesday. Bamako was not next, officials said.",
        "Gunmen attacked a convoy near Gao on Monday. Another of the soldiers died in hospital.",
        "Gunmen attacked a bus near Mopti on Tuesday. Paris followed the events closely.",
    ],
)
def test_what_else_comes_or_follows_is_no_attack(code_report: Code, text: str) -> None:
    assert len(incidents(code_report(text, published="2024-05-16"))) == 1


def test_the_third_of_three_is_among_them_and_where_they_were(code_report: Code) -> None:
    claims = code_report(
        "Three attacks hit Odesa in three days last week. The first two were missile strikes. The "
        "third, on Saturday, was a drone, and killed a watchman.",
        published="2024-05-16",
    )
    [third] = incidents(claims)
    [whole] = [c for c in claims if c.count is not None and c.count.low == 3]
    assert whole.parts == (third.id,)
    assert [p.name for p in third.places] == ["Odesa"]
    assert third.apart_from == ()
