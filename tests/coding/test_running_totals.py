"""Figures that go on from figures, were reported earlier, or lie inside one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
PUBLISHED = "2024-11-15"


def _figures(claims: list[Claim]) -> dict[int, tuple[str | None, str | None]]:
    return {
        c.count.low: (c.when.earliest, c.when.latest) if c.when is not None else (None, None)
        for c in claims
        if c.kind == "count" and c.count is not None and c.count.high is not None
    }


YEAR = ("2024-01-01", "2024-11-15")
GOES_ON = [
    ("Tankers were attacked four times off Yemen since May 1, the navy said on Friday. "
     '"The number now stands at five since the first of the month," said Captain Ali Noor.',
     5, ("2024-11-01", "2024-11-15")),
    ("Three attacks on clinics were reported in Mopti last week, the health ministry said. "
     "That brings the total since January to 17.", 17, YEAR),
    ("Attacks on schools in Cotabato have risen to 31 this year from 24 last year, police said.",
     31, YEAR),
    ("A convoy was ambushed near Bunia on Friday, bringing to nine the number of ambushes on the "
     "road this month, the UN mission said.", 9, ("2024-11-01", "2024-11-15")),
    ("Israel carried out 20 air strikes on Syria in November, the observatory said. In October "
     "it had counted 11.", 11, ("2024-10-01", "2024-10-31")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "period"), GOES_ON)
def test_a_figure_goes_on_counting(
    code_report: Code, text: str, number: int, period: tuple[str, str]
) -> None:
    assert _figures(code_report(text, PUBLISHED))[number] == period


EARLIER = [
    # a figure for a day or a week is shifted, a total since a day runs up to the earlier report
    ("Rebels shelled the Kherson region 12 times on Thursday, the governor said on Friday. The "
     "day before, he had reported nine attacks.", 9, ("2024-11-13", "2024-11-13")),
    ("Bandits attacked villages in Zamfara 8 times last week, police said. A week earlier they "
     "had reported six attacks.", 6, ("2024-10-28", "2024-11-03")),
    ("It brought to seven the number of attacks on tankers off Yemen since November 1, said the "
     "navy, which had put the figure at five on Tuesday.", 5, ("2024-11-01", "2024-11-12")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "period"), EARLIER)
def test_a_figure_reported_earlier_covers_what_one_of_that_day_does(
    code_report: Code, text: str, number: int, period: tuple[str, str]
) -> None:
    assert _figures(code_report(text, PUBLISHED))[number] == period


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people died in a raid on Djibo on Monday. The figure now stands at 14, they said.",
        "Gao was attacked twice in May, police said. The number of refugees stands at 300.",
        "Gao was attacked twice in May, police said. The death toll has risen to 30.",
        "Gao was attacked twice in May, police said. The number for the bus is 17.",
    ],
)
def test_other_quantities_are_no_attacks(code_report: Code, text: str) -> None:
    assert not {14, 300, 30, 17} & set(_figures(code_report(text, PUBLISHED)))


def test_what_is_compared_with_dates_nothing(code_report: Code) -> None:
    found = code_report(
        "Nine attacks on tankers have been recorded off Yemen since November 1, two more than a "
        "week ago, the navy said on Friday.", PUBLISHED,
    )  # fmt: skip
    assert _figures(found) == {9: ("2024-11-01", "2024-11-15")}


def test_a_citys_figure_is_part_of_its_regions(code_report: Code) -> None:
    found = code_report(
        "Russian forces shelled the Kherson region 47 times on Tuesday, the governor said. The "
        "city of Kherson itself was hit nine times, he said.", PUBLISHED,
    )  # fmt: skip
    whole, part = (c for c in found if c.kind == "count")
    assert whole.parts == (part.id,)
    assert [m.name for m in part.attackers] == ["Russian forces"]


def test_the_other_sides_fire_is_not_among_those_counted(code_report: Code) -> None:
    found = code_report(
        "Russian forces shelled the Kherson region 47 times on Tuesday, the governor said. "
        "Ukrainian guns had fired on Oleshky, officials said.", PUBLISHED,
    )  # fmt: skip
    (whole,) = (c for c in found if c.kind == "count")
    assert not whole.parts


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Ukrainian guns fired on Oleshky on Monday.", "Ukrainian"),
        ("Rebel mortars hit the market of Aleppo on Monday, killing two.", "Rebel"),
        ("Houthi drones hit a tanker in the Red Sea on Monday.", "Houthi"),
        ("Police bullets killed two protesters in Nairobi on Monday.", "Police"),
        ("A car bomb killed two in Kabul on Monday.", None),
        ("Artillery shells hit a market in Sumy on Monday, killing two.", None),
    ],
)
def test_whose_weapons_fire_is_who_fires(
    code_report: Code, text: str, attacker: str | None
) -> None:
    (found,) = (c for c in code_report(text, PUBLISHED) if c.kind == "incident")
    assert [m.name for m in found.attackers] == ([attacker] if attacker else [])


def test_the_gulf_is_the_one_that_the_report_names(code_report: Code) -> None:
    found = code_report(
        "A tanker was attacked in the Gulf of Aden on Monday, the navy said.\n\n"
        "Two ships were attacked in the gulf in October.", PUBLISHED,
    )  # fmt: skip
    assert {p.name for c in found for p in c.places} == {"Gulf of Aden"}


def test_the_town_is_the_only_one_that_the_report_names(code_report: Code) -> None:
    found = code_report(
        "Drones hit Kosti on Monday, the army said.\n\n"
        "On Sunday, gunmen shot a trader in the city. Rebels stormed the town in May.", PUBLISHED,
    )  # fmt: skip
    assert {p.name for c in found for p in c.places} == {"Kosti"}


@pytest.mark.parametrize(
    "text",
    [
        "Drones hit Kosti on Monday. Rebels shelled Rabak on Sunday. Gunmen shot a man in the "
        "city on Friday.",
        "Drones hit Kosti on Monday. Gunmen shot a man in the northern city on Friday.",
        "Drones hit Kosti on Monday. Gunmen shot a man in the village on Friday.",
    ],
)
def test_which_town_is_meant_is_not_guessed(code_report: Code, text: str) -> None:
    shot = next(c for c in code_report(text, PUBLISHED) if c.event_type == "shooting")
    assert {p.name for p in shot.places} <= {"Sudan", "northern city", "village"}
