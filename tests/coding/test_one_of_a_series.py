"""The latest of a string, the deadliest of a spate, the sixth this year: counts, and one attack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three soldiers near Djibo on Tuesday in the latest of a string of attacks "
        "in the region.",
        "A suicide bomber killed 14 people at a mosque in Zaria on Friday, the deadliest of a "
        "spate of bombings that began in May.",
        "Gunmen killed a judge in Jolo on Monday, the latest victim in a wave of assassinations.",
        "Kidnappers seized nine pupils in Kaduna on Monday, the fifth abduction in three weeks.",
        "A bomb hit a bus in Quetta on Friday, the fourth such attack this month, police said.",
        "The shooting in Oslo on Saturday follows three other attacks on bars this summer. Two "
        "men died.",
    ],
)
def test_one_of_a_series_is_one_attack_and_the_others_open_none(
    code_report: Code, text: str
) -> None:
    claims = code_report(text, published="2024-05-16")
    [told] = [c for c in claims if c.kind == "incident"]
    assert told.when is not None
    assert told.when.earliest is not None
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.killed is None


def test_a_series_has_the_place_that_is_said_of_it(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot dead a priest in Cali on Friday, the sixth killing of a cleric in Colombia "
        "this year.",
        published="2024-05-16",
    )
    places = {c.kind: [p.name for p in c.places] for c in claims}
    assert places == {"incident": ["Cali"], "count": ["Colombia"]}


def test_the_city_that_has_seen_bombings_is_where_they_were(code_report: Code) -> None:
    claims = code_report(
        "Gunmen killed a trader in Quetta on Monday. The city has seen five bombings this month.",
        published="2024-05-16",
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert [p.name for p in count.places] == ["Quetta"]


@pytest.mark.parametrize(
    "after",
    [
        "It is the third time that Dembo has been attacked this year.",
        "It was the third time this year that gunmen had attacked the village.",
        "The village was attacked for the third time this year.",
    ],
)
def test_the_third_time_this_year_counts_three(code_report: Code, after: str) -> None:
    claims = code_report(
        f"Raiders killed 21 people in the village of Dembo in Mali on Monday. {after}",
        published="2024-05-16",
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert count.count.low == 3
    assert len([c for c in claims if c.kind == "incident"]) == 1


def test_who_is_shot_dead_live_on_air_shot_nobody(code_report: Code) -> None:
    claims = code_report(
        "Journalist shot dead live on air in Philippines\n\nA gunman entered a studio in Calamba "
        "on Sunday and shot the presenter in the head.",
        published="2024-05-16",
    )
    assert not any(a.name == "Journalist" for c in claims for a in c.attackers)
