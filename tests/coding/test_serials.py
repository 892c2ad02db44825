"""Series of attacks ("for the second time in three days"), and what is counted from another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

SERIES = [
    ("For the second time in three days, gunmen fired on a post outside Gao, Mali, on June 18, "
     "police said. Gunmen had raided a depot near Gao on June 16.", 2, 2, ("06-16", "06-18"), 2),
    ("Rebels shelled Gao, Mali, on June 18 for the third time in a week, police said.", 3, 3,
     ("06-12", "06-18"), 2),
    ("For the third time this month, gunmen raided a farm in Gao, Mali, police said on June 18.",
     3, 3, ("06-01", "06-30"), 1),
    ("Rebels shelled Gao, Mali, on June 18, police said. It was the third attack in as many days.",
     3, 3, ("06-16", "06-18"), 2),
    ("Rebels raided a depot in Gao, Mali, on June 18, police said. The raid was the second attack "
     "on the depot in a week.", 2, 2, ("06-12", "06-18"), 2),
    ("Rebels shelled Gao, Mali, on June 18, police said. It was the third attack on the town in "
     "the space of a week, they said.", 3, 3, ("06-12", "06-18"), 2),
    ("Rebels raided a depot in Gao, Mali, on June 18, police said. It was the second raid over the "
     "course of three days.", 2, 2, ("06-16", "06-18"), 2),
    ("The ambush near Gao, Mali, on June 18 was the seventh on the road since January, police "
     "said.", 7, 7, ("01-01", "06-18"), 2),
]  # fmt: skip


SERIES += [
    ("Rebels shelled Gao, Mali, on June 18, police said. It was the second attack on Gao since "
     "the new year.", 2, 2, ("01-01", "06-18"), 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "days", "told"), SERIES)
def test_an_ordinal_counts_over_its_period(
    code_report: Code, text: str, low: int, high: int | None, days: tuple[str, str], told: int
) -> None:
    claims = code_report(f"Attack in Mali\n\n{text}")
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (low, high)
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == tuple(f"2025-{day}" for day in days)
    assert len(count.parts) == told


def test_a_headline_and_its_text_rank_one_attack_once(code_report: Code) -> None:
    claims = code_report(
        "Car bomb at Gao depot is third attack in a week\n\nA car bomb went off outside a depot in "
        "Gao, Mali, on June 18, killing a guard. It was the third attack on the town in the space "
        "of a week, the police said. Gunmen had shot a clerk there on June 15, and on June 13 a "
        "grenade was thrown at its station."
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (3, 3)
    assert count.voices[-1].name == "police"
    assert len(count.repeats) == 1
    assert len(count.parts) == 3


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Rebels raided Gao on June 18. It was the third such raid since the rains ended.", 3),
        ("The raid on Gao on June 18, the sixth since the truce collapsed, was short.", 6),
        ("For the second time since the elections, gunmen attacked a post in Gao on June 18.", 2),
        ("Gunmen hit the station in Gao on June 18, the fourth time it has been attacked since the "
         "new mayor took office.", 4),
    ],
)  # fmt: skip
def test_a_period_from_an_event_without_a_day_begins_nowhere(
    code_report: Code, text: str, low: int
) -> None:
    [count] = [c for c in code_report(text) if c.kind == "count" and "count" not in c.inferred]
    assert count.count is not None
    assert (count.count.low, count.count.high) == (low, low)
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == (None, "2025-06-18")


FROM_ANOTHER = [
    ("Two days after the raid, gunmen shelled Kidal.", "shelled", "2025-06-18"),
    ("The day before the raid, gunmen shelled Kidal.", "shelled", "2025-06-15"),
    ("It came two days after gunmen had shelled Kidal.", "shelled", "2025-06-14"),
]


@pytest.mark.parametrize(("sentence", "word", "day"), FROM_ANOTHER)
def test_which_side_of_before_and_after_is_told(
    code_report: Code, sentence: str, word: str, day: str
) -> None:
    claims = code_report(
        "Attacks in Mali\n\nGunmen raided a depot in Gao, Mali, on June 16, police said. "
        f"{sentence}"
    )
    told = [c for c in claims if c.kind == "incident" and word in c.sentence.words]
    assert day in {c.when.earliest for c in told if c.when is not None and "when" not in c.inferred}


DEVICES = [
    ("A bomb was found beneath a bus in Gao, Mali, on June 16 and made safe.", "foiled"),
    ("Police found a mine on a road near Gao, Mali, on June 16 and defused it.", "foiled"),
    ("Guards found a mine on a road near Gao, Mali, on June 16 and blew it up where it lay.",
     "foiled"),
    ("Rebels found a lorry near Gao, Mali, on June 16 and blew it up.", "done"),
    ("A bomb was found in a shed near Gao, Mali, on June 16.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stage"), DEVICES)
def test_a_device_made_safe_is_a_foiled_attack(
    code_report: Code, text: str, stage: str | None
) -> None:
    told = {c.stage for c in code_report(f"Bomb found\n\n{text}") if c.kind == "incident"}
    assert told == (set() if stage is None else {stage})


BESIDE = [
    "The company counted it as the 21st attack on the line this year, as against 13 in the whole "
    "of 2024.",
    "It was the 21st attack on the line this year, against 13 in all of 2024, the company said.",
    "The blast was the 21st attack on the line this year, compared with 13 in 2024.",
]


@pytest.mark.parametrize("text", BESIDE)
def test_what_an_ordinal_is_compared_with_is_a_figure_of_its_own(
    code_report: Code, text: str
) -> None:
    claims = code_report(f"Explosives tore open a pipe near Saravena, Colombia, on June 18. {text}")
    found = {
        (c.count.low, c.count.high): (c.when.earliest, c.when.latest)
        for c in claims
        if c.kind == "count" and c.count is not None and c.when is not None
    }
    assert found[13, 13] == ("2024-01-01", "2024-12-31")
    assert found[21, 21] == ("2025-01-01", "2025-06-18")
    assert found[20, 20] == ("2025-01-01", "2025-06-17")


@pytest.mark.parametrize(
    "text",
    [
        "It was the third explosion there this month, against two people wounded in April.",
        "It was the third attack in the same weeks of the year.",
    ],
)
def test_an_ordinal_without_such_a_number_brings_none(code_report: Code, text: str) -> None:
    claims = code_report(f"A mine killed a farmer near Izium, Ukraine, on June 18. {text}")
    assert all(
        c.count is not None and c.count.low == 3
        for c in claims
        if c.kind == "count" and "count" not in c.inferred
    )
    assert all(c.when is None or c.when.latest != "2024-12-31" for c in claims)


def test_a_figure_of_one_thing_is_of_where_that_is(code_report: Code) -> None:
    claims = code_report(
        "Explosives tore open a pipe near Saravena, in Colombia, on June 18. It was the fifth "
        "attack on the pipe this year. The rebels have camps on the Venezuelan border."
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert [p.country for p in count.places] == ["CO"]


def test_up_to_some_day_of_two_there_may_be_more_in_the_days_of_both_weeks(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "A car bomb exploded in Corinto on Saturday. Hours earlier, shots were fired at a police "
        "station in Toribio. It was the fourth attack in Cauca in a week, the army said.",
        published="2024-06-28",
    )
    [whole] = [c for c in claims if c.kind == "count"]
    assert whole.count is not None
    assert (whole.count.low, whole.count.high) == (4, None)
    assert whole.when is not None
    assert (whole.when.earliest, whole.when.latest) == ("2024-06-15", "2024-06-22")
