"""Rates, comparisons and series: what a clause counts, in which period, and what it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

FIGURES = [
    # A rate holds for one stretch of its time or more: at least so many.
    ("An average of 12 attacks a day were recorded in Kunar in May, the governor said.",
     (11, None), "May"),
    ("Rebels in Ituri carried out 12 attacks a week in May, the army said.", (12, None), "May"),
    # A time within what is compared with is not that of the figure.
    ("Attacks in Cabo Delgado rose to 31 in May, up from 24 in April.", (31, 31), "May"),
    ("Attacks in Cabo Delgado fell from 31 in April to 24 in May.", (24, 24), "May"),
    ("There were 14 attacks in Kunar in May, more than in April.", (14, 14), "May"),
    ("There were 14 attacks in Kunar in May, an increase of four over April.", (14, 14), "May"),
    ("There were 14 attacks in Kunar in May, up on April.", (14, 14), "May"),
    ("The number of attacks in Kunar doubled to 14 in May.", (14, 14), "May"),
    ("There were twice as many attacks in Kunar in May as in April.", (2, None), "May"),
    # Figures are grouped by spaces too.
    ("There were 1 200 attacks in Kunar in May.", (1200, 1200), "May"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "bounds", "when"), FIGURES)
def test_the_figure_and_its_period(
    code_report: Code, sentence: str, bounds: tuple[int, int | None], when: str
) -> None:
    counts = [c for c in code_report(sentence) if c.count is not None]
    [count] = [c for c in counts if (c.count.low, c.count.high) == bounds]
    assert count.when is not None
    assert count.when.words == when


PARTS = [
    ("15 of the 22 attacks in Diffa in May hit police posts.", (22, 22), (15, 15)),
    (
        "More than 20 of the 50 attacks in Ituri in May were blamed on the ADF.",
        (50, 50),
        (21, None),
    ),
]


@pytest.mark.parametrize(("sentence", "whole", "part"), PARTS)
def test_a_part_and_its_whole_in_one_subject(
    code_report: Code,
    sentence: str,
    whole: tuple[int, int | None],
    part: tuple[int, int | None],
) -> None:
    counts = {c.id: c for c in code_report(sentence) if c.count is not None}
    [of_all] = [c for c in counts.values() if c.parts]
    [of_some] = [counts[key] for key in of_all.parts]
    assert of_all.count is not None
    assert of_some.count is not None
    assert (of_all.count.low, of_all.count.high) == whole
    assert (of_some.count.low, of_some.count.high) == part
    assert of_all.places == of_some.places
    assert of_all.targets == ()


TOLLS = [
    # A hedge that opens with a preposition is the number's, not the verb's.
    ("Gunmen attacked a mine near Kamituga on Monday, killing up to nine people.", (1, 9)),
    ("The blast in Izmir on Monday killed between 15 and 20 people, police said.", (15, 20)),
    ("Gunmen raided a mine near Kamituga on Monday, killing around a dozen.", (9, 15)),
    # A toll of a stretch of time is of other attacks too.
    ("Six people were killed in Monday's blast in Quetta, bringing the week's toll to 19.", (6, 6)),
]


@pytest.mark.parametrize(("sentence", "bounds"), TOLLS)
def test_tolls_behind_their_hedges(
    code_report: Code, sentence: str, bounds: tuple[int, int]
) -> None:
    [claim] = code_report(sentence)
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == bounds


@pytest.mark.parametrize(
    "rest",
    [
        "five of them soldiers, and dozens more wounded in an attack in Mogadishu on Monday.",
        "five of them soldiers, and dozens more were wounded in an attack in Mogadishu on Monday.",
        "seven of them children, and 20 others injured in a strike on a market in Mogadishu.",
    ],
)
def test_what_some_of_the_dead_are_parts_no_toll(code_report: Code, rest: str) -> None:
    [claim] = code_report(f"At least 14 people were killed, {rest}")
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (14, None)
    assert claim.injured is not None
    assert claim.injured.low in (12, 20)


def test_what_counts_on_with_people_counts_no_attacks(code_report: Code) -> None:
    claims = code_report(
        "In two separate attacks on Monday, gunmen killed three people in Kaduna and five in Zaria."
    )
    assert [(c.count.low, c.count.high) for c in claims if c.count is not None] == [(2, 2)]


def test_a_ratio_is_no_figure(code_report: Code) -> None:
    claims = code_report("Three out of every four attacks in Kunar in May were with mines.")
    assert all(c.count is None or c.count.high is None for c in claims)


def test_targets_are_what_is_totalled(code_report: Code) -> None:
    [claim] = code_report("A total of 43 people were abducted in Kuriga on Thursday.")
    assert [target.name for target in claim.targets] == ["43 people"]


def test_what_is_compared_with_is_a_figure_of_its_own_period(code_report: Code) -> None:
    claims = code_report("There were 14 attacks in Kunar in May, compared with 20 in April.")
    read = {c.when.words: c.count.low for c in claims if c.count is not None and c.when is not None}
    assert read == {"May": 14, "April": 20}


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the third attack this week on the base at Harir.",
        "Monday's attack on the base at Harir was the third this week.",
        "Monday's attack on the base at Harir, the third this week, wounded two soldiers.",
    ],
)
def test_an_ordinal_counts_wherever_its_noun_and_period_stand(
    code_report: Code, sentence: str
) -> None:
    counts = [c for c in code_report(sentence) if c.kind == "count"]
    [count] = [c for c in counts if "count" not in c.inferred]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (3, 3)


def test_so_many_of_a_family_are_so_many_people(code_report: Code) -> None:
    text = "A family of five was killed when a rocket hit their house in Kharkiv on Monday."
    [claim] = code_report(text)
    assert claim.killed is not None
    assert (claim.killed.low, claim.killed.high) == (5, 5)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("between January and March, against 43 in the same three months of 2023",
         ("2023-01-01", "2023-03-31")),
        ("in May, compared with 43 in the same month of last year", ("2024-05-01", "2024-05-31")),
        ("in the first half of 2025, against 43 in the corresponding period of 2024",
         ("2024-01-01", "2024-06-30")),
        ("in May, against 43 a year earlier", ("2024-05-01", "2024-05-31")),
        ("between November 2024 and March 2025, against 43 in the same period a year earlier",
         ("2023-11-01", "2024-03-31")),
        ("in 2023, against 43 the year before", ("2022-01-01", "2022-12-31")),
        ("in February 2024, against 43 in the same month of 2023", ("2023-02-01", "2023-02-28")),
        ("since January, against 43 in the same period of last year",
         ("2024-01-01", "2024-06-30")),
        ("in May, against 43 in April", ("2025-04-01", "2025-04-30")),
    ],
)  # fmt: skip
def test_the_same_stretch_of_another_year(
    code_report: Code, text: str, days: tuple[str, str]
) -> None:
    claims = code_report(f"There were 64 attacks on schools in Mali {text}, the UN said.")
    counts = {c.count.low: c.when for c in claims if c.kind == "count" and c.count}
    assert set(counts) == {64, 43}
    when = counts[43]
    assert when is not None
    assert (when.earliest, when.latest) == days
