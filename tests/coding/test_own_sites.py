"""Attacks of one town at sites of their own are as many attacks; what may be one stays open."""

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
        "A bomb killed five people at a market in Gao, Mali, on Tuesday, the army said. Gunmen "
        "shot dead a councillor at his home.",
        "A bomb killed five people at a market in Gao, Mali, on Tuesday, the army said. A grenade "
        "thrown at a bus station wounded two people.",
        "Gunmen opened fire in a bar in Uruapan, Mexico, on Friday, killing six people. Armed men "
        "shot two mechanics at a car wash.",
        "A bomb exploded at a market in Kano, Nigeria, on Tuesday, killing five people, and gunmen "
        "shot dead a guard at a bank, police said. Nobody has been arrested.",
        # A street of its own, other doers, others hurt, other means.
        "A bomb exploded near a market in Quetta, Pakistan, on Tuesday, killing five shoppers, "
        "police said. Gunmen on motorcycles shot dead two policemen on Sariab Road.",
    ],
)
def test_an_attack_at_another_site_of_a_town_is_another(code_report: Code, text: str) -> None:
    one, other = attacks(code_report(text))
    assert {*one.apart_from, *other.apart_from} in ({one.id}, {other.id})


def test_it_was_in_the_same_town_for_all_that_is_said(code_report: Code) -> None:
    claims = code_report(
        "A bomb killed five people at a market in Gao, Mali, on Tuesday, the army said. A grenade "
        "thrown at a bus station wounded two people."
    )
    [[first], [second]] = [c.places for c in attacks(claims)]
    assert first.key == second.key


@pytest.mark.parametrize(
    "text",
    [
        # The same bomb, in more words.
        "A bomb killed five people at a market in Gao, Mali, on Tuesday, the army said. It went "
        "off outside a cafe.",
        # Those who did it go on.
        "Gunmen attacked a police station in Gao, Mali, on Tuesday, killing three officers. They "
        "then burned a church and robbed a bank.",
        # What befell what stands in a village that was raided.
        "Raiders killed six farmers in the village of Makoko in Mali on Tuesday. Houses were set "
        "on fire and a clinic was looted.",
        # The hospital to which the wounded were taken.
        "A bomb wounded five people at a market in Gao, Mali, on Tuesday. Two men died at a "
        "hospital, a nurse said.",
        # A headline names the site otherwise.
        "Cafe bombed in Gao\n\nA bomb killed five people at a market in Gao, Mali, on Tuesday.",
    ],
)
def test_one_attack_stays_one(code_report: Code, text: str) -> None:
    assert len(attacks(code_report(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # A café may be in the market, a restaurant in the hotel.
        "Gunmen attacked a hotel in Gao, Mali, on Tuesday, killing three guests, police said. A "
        "car bomb exploded outside a restaurant.",
        "A bomb exploded at a market in Gao, Mali, on Tuesday, police said. Gunmen shot dead three "
        "customers in a cafe.",
    ],
)
def test_what_may_stand_within_the_other_sets_nothing_apart(code_report: Code, text: str) -> None:
    assert not any(c.apart_from for c in attacks(code_report(text)))
