"""Things attacked in turn, and attacks that a figure holds, leaves out or comes after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _of(claims: list[Claim], kind: str) -> list[Claim]:
    return [c for c in claims if c.kind == kind]


def _counts(claims: list[Claim]) -> list[Claim]:
    """The counts that the words give, without what is inferred of those before an attack."""
    return [c for c in claims if c.kind == "count" and "count" not in c.inferred]


def _low(claim: Claim) -> int | None:
    return None if claim.count is None else claim.count.low


def test_what_explosives_bring_down_was_attacked(code_report: Code) -> None:
    [attack] = _of(
        code_report(
            "A telephone mast was brought down with explosives on Saturday outside Mueda, in "
            "northern Mozambique, its operator said."
        ),
        "incident",
    )
    assert attack.event_type == "bombing"
    assert [t.name for t in attack.targets] == ["telephone mast"]


def test_what_ropes_bring_down_was_not(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot a guard in Bristol on Friday. The statue was brought down with ropes."
    )
    assert len(_of(claims, "incident")) == 1


RANKED_THINGS = [
    ("It is the fourth mast to be destroyed in Cabo Delgado since the middle of May.", 4),
    ("It was the third mast to be attacked in the province this year, police said.", 3),
]


@pytest.mark.parametrize(("sentence", "number"), RANKED_THINGS)
def test_so_many_things_of_a_kind_were_attacked(
    code_report: Code, sentence: str, number: int
) -> None:
    claims = code_report(
        f"Saboteurs blew up a mast outside Mueda, Mozambique, on Saturday. {sentence}"
    )
    [count] = _counts(claims)
    assert _low(count) == number
    assert len(_of(claims, "incident")) >= 1


def test_people_killed_in_turn_are_no_count_of_attacks(code_report: Code) -> None:
    claims = code_report(
        "Gunmen shot a reporter in Jos on Monday. He is the fifth journalist to be killed in "
        "Nigeria this year."
    )
    assert not _of(claims, "count")


DAYS = [
    ("Two masts were set on fire in Nangade, Mozambique, on 3 and 9 June, police said.", 2),
    ("Two men were shot dead in Jos, Nigeria, on 3 and 9 June.", 2),
]


@pytest.mark.parametrize(("sentence", "number"), DAYS)
def test_as_many_things_as_days(code_report: Code, sentence: str, number: int) -> None:
    [count] = _of(code_report(sentence), "count")
    assert _low(count) == number


def test_three_men_on_two_days_are_left_as_told(code_report: Code) -> None:
    claims = code_report("Three men were shot dead in Jos, Nigeria, on 3 and 9 June.")
    assert not _of(claims, "count")


def test_the_most_recent_is_told_by_its_day_and_place(code_report: Code) -> None:
    claims = code_report(
        "Soldiers have raided 34 villages in Sagaing, Myanmar, since the dry season began in "
        "November, a rights group said. The most recent was on Sunday in Nga Zin Yaing, where a "
        "column of 80 men arrived before dawn. In the whole of the previous dry season the group "
        "recorded 41 such raids."
    )
    [raid] = _of(claims, "incident")
    counts = {_low(c): c for c in _of(claims, "count")}
    assert raid.id in counts[34].parts
    assert raid.when is not None
    assert raid.when.earliest == "2025-06-29"
    before = counts[41].when
    assert before is not None
    assert (before.earliest, before.latest) == (None, "2024-10-31")


def test_the_latest_without_a_place_tells_nothing(code_report: Code) -> None:
    claims = code_report(
        "Soldiers have raided 34 villages in Sagaing, Myanmar, since November, a group said. The "
        "latest was the worst."
    )
    assert not _of(claims, "incident")


LEFT_OUT = [
    "In Funes, which borders the city, a boy was stabbed to death on Friday. That case is not "
    "among the nine.",
    "A boy was stabbed to death in Funes on Friday, a case not counted in that figure.",
    "On Friday a trader was shot dead in Funes; he is not one of the nine.",
]


@pytest.mark.parametrize("sentence", LEFT_OUT)
def test_what_a_figure_leaves_out_stands_beside_it(code_report: Code, sentence: str) -> None:
    claims = code_report(
        "Police said 11 people had been murdered in Rosario, Argentina, in the past seven days, in "
        f"nine incidents. {sentence}"
    )
    [count] = _counts(claims)
    [told] = _of(claims, "incident")
    assert told.apart_from == (count.id,)


def test_a_list_with_a_possessive_is_a_list(code_report: Code) -> None:
    [attack] = _of(
        code_report("Gunmen raided a kiosk in Jos, killing the owner, her son and a customer."),
        "incident",
    )
    assert attack.killed is not None
    assert (attack.killed.low, attack.killed.high) == (3, 3)


def test_a_quarrel_attacks_nobody(code_report: Code) -> None:
    claims = code_report(
        "Gunmen killed three men in Jos on Monday. The minister blamed a quarrel between clans."
    )
    assert not _of(claims, "responsibility")


def test_a_headline_counts_things_of_another_clause_apart(code_report: Code) -> None:
    claims = code_report(
        "Army repels 26 attacks near Lyman, two bridges hit overnight\n\nThe army said so."
    )
    assert 2 not in {_low(c) for c in _of(claims, "count") if c.event_type == "battle"}


def test_since_a_time_is_past_whatever_is_to_be(code_report: Code) -> None:
    claims = code_report(
        "It is the fourth base to be attacked in Mali since the middle of August, rebels said. "
        "Gunmen shelled a base in Gao on Monday.",
        published="2024-09-16",
    )
    [count] = _counts(claims)
    assert count.when is not None
    assert count.when.earliest == "2024-08-11"


def test_what_has_been_so_since_a_time_dates_no_attack_beside_it(code_report: Code) -> None:
    claims = code_report(
        "The army denied that its jets had struck a market in Gao, Mali, on Friday, calling the "
        "reports false and saying none of its planes had been there since the middle of May."
    )
    [denied] = _of(claims, "incident")
    assert denied.stance == "denied"
    assert denied.when is not None
    assert denied.when.earliest == "2025-06-27"
