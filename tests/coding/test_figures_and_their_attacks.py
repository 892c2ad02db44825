"""Figures without a day of their own, the attacks that they rank, and tolls set beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _of(claims: list[Claim], kind: str) -> list[Claim]:
    return [c for c in claims if c.kind == kind]


TRAILING = [
    ("The coalition said on Wednesday it had carried out 22 strikes in 24 hours on rebel forces "
     "near Marib, Yemen.", ("2025-06-24", "2025-06-25"), 22),
    ("Rebels have shelled Goma, DR Congo, six times in 72 hours, the governor said.",
     ("2025-06-27", "2025-06-30"), 6),
    ("Bandits have attacked nine villages in Katsina, Nigeria, in three days, police said.",
     ("2025-06-27", "2025-06-30"), 9),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "days", "number"), TRAILING)
def test_a_length_told_in_the_perfect_ends_when_it_is_told(
    code_report: Code, sentence: str, days: tuple[str, str], number: int
) -> None:
    [count] = _of(code_report(sentence), "count")
    assert count.count is not None
    assert count.count.low == number
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == days


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels had attacked the base in Goma five times in two hours, he recalled.",
        "The army carried out 30 raids in 24 hours in June 2020 on rebel camps near Goma.",
        "Rebels attacked the base in Goma five times in three days.",
    ],
)
def test_other_lengths_end_nowhere(code_report: Code, sentence: str) -> None:
    [count] = _of(code_report(sentence), "count")
    assert count.when is not None
    assert count.when.earliest in (None, "2020-06-01")


RANKED = [
    "In the bloodiest, gunmen opened fire on a party in Sabon Gari, killing three.",
    "The deadliest of them came on Saturday, when gunmen shot six people at a bar.",
    "The latest came on Sunday, when a bomb exploded in a market, killing two.",
]


@pytest.mark.parametrize("sentence", RANKED)
def test_the_worst_is_one_of_those_counted(code_report: Code, sentence: str) -> None:
    claims = code_report(
        "Gangs carried out seven attacks in Kano, Nigeria, from June 20 to 29, police said. "
        f"{sentence}"
    )
    [count] = _of(claims, "count")
    [told] = _of(claims, "incident")
    assert told.id in count.parts
    assert told.when is not None
    assert told.when.earliest is not None
    assert told.places


def test_the_worst_since_a_year_need_not_be_counted(code_report: Code) -> None:
    claims = code_report(
        "Gangs carried out seven attacks in Kano, Nigeria, in May, police said.\n\n"
        "In the deadliest attack since 2019, gunmen killed 40 people at a bar in Jos on June 28."
    )
    [count] = _of(claims, "count")
    assert not count.parts


def test_a_toll_beside_a_figure_is_of_no_attack(code_report: Code) -> None:
    claims = code_report(
        "Nine people were shot dead in seven attacks in Jos between Friday evening and Sunday "
        "night, police said. The weekend before, four people were murdered in the city."
    )
    assert not _of(claims, "incident")


def test_a_raid_beside_a_figure_is_one(code_report: Code) -> None:
    claims = code_report(
        "Nine people were shot dead in seven attacks in Jos between Friday evening and Sunday "
        "night, police said. The weekend before, militants killed four people in a raid on a bar."
    )
    [raid] = _of(claims, "incident")
    assert raid.when is not None
    assert (raid.when.earliest, raid.when.latest) == ("2025-06-21", "2025-06-22")


SHARES = [
    ("Most of them, 31, came in Irumu.", {31}),
    ("Nearly half of them, 18, fell in Djugu territory.", {18}),
    ("Twenty-two were recorded in Irumu and 18 in Djugu.", {22, 18}),
    ("Thirty fell in Irumu when a mine collapsed.", set()),
]


@pytest.mark.parametrize(("sentence", "shares"), SHARES)
def test_shares_of_a_figure(code_report: Code, sentence: str, shares: set[int]) -> None:
    claims = code_report(
        f"Rebels made 40 attacks in Ituri, DR Congo, in May, the UN said. {sentence}"
    )
    numbers = {c.count.low for c in _of(claims, "count") if c.count is not None}
    assert numbers == {40} | shares


def test_a_day_behind_a_purpose_is_that_of_what_was_done(code_report: Code) -> None:
    claims = code_report(
        "The army has carried out 61 air strikes in Kayah State, Myanmar, since it launched an "
        "offensive to retake the hills around Demoso on June 2, a rights group said."
    )
    [count] = _of(claims, "count")
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == ("2025-06-02", "2025-06-30")
    assert not _of(claims, "incident")


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("The army launched an operation to recapture Bunia on Monday, killing 14 rebels.", 14),
        ("Gunmen came on Monday to attack the village of Garu, killing nine people.", 9),
    ],
)
def test_a_purpose_kills_no_number(code_report: Code, sentence: str, killed: int) -> None:
    [attack] = _of(code_report(sentence), "incident")
    assert attack.stage == "done"
    assert attack.killed is not None
    assert attack.killed.low == killed
    assert attack.when is not None
    assert attack.when.earliest == "2025-06-30"


def test_what_a_plot_was_for_killed_nobody(code_report: Code) -> None:
    [plot] = _of(
        code_report("Police foiled a plot to storm a school in Jos on Monday, killing children."),
        "incident",
    )
    assert plot.stage == "foiled"
    assert plot.killed is None


COUPLES = [
    ("killing a couple and their four children", 6, 6),
    ("killing an elderly couple", 2, 2),
    ("killing a couple of soldiers", 2, None),
    ("killing two couples", 4, 4),
]


@pytest.mark.parametrize(("harm", "low", "high"), COUPLES)
def test_a_couple_is_two(code_report: Code, harm: str, low: int, high: int | None) -> None:
    [attack] = _of(code_report(f"A rocket hit a house in Gao on Monday, {harm}."), "incident")
    assert attack.killed is not None
    assert (attack.killed.low, attack.killed.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets carried out nine strikes against Islamic State positions in Kirkuk on Monday.",
        "The coalition carried out nine strikes in one day on Houthi forces in Marib.",
    ],
)
def test_strikes_of_jets_and_on_those_who_fight_are_armed(code_report: Code, sentence: str) -> None:
    [count] = _of(code_report(sentence), "count")
    assert count.count is not None
    assert count.count.low == 9


def test_a_camp_stands_at_a_place(code_report: Code) -> None:
    [attack] = _of(
        code_report(
            "A jet dropped two bombs on a camp for displaced people at Daw Nyein Ma in Kayah "
            "State, Myanmar, on Sunday."
        ),
        "incident",
    )
    assert [p.name for p in attack.places] == ["Daw Nyein Ma"]
