"""One sense a report: names that the report explains once, and what lies between two names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.values import Place

CodeReport = Callable[..., list[Claim]]

MAYOR = "The mayor of London, Ontario, mourned the victims of the shooting."


def _sites(claims: list[Claim]) -> list[Place]:
    return [p for c in claims if c.kind == "incident" for p in c.places]


@pytest.mark.parametrize(
    ("text", "lat"),
    [
        # The container is named once, before or after.
        (f"{MAYOR}\n\nTwo men were shot in London.", 43.0),
        (f"Two men were shot in London.\n\n{MAYOR}", 43.0),
        # A dateline is told in the same manner.
        ("GLASGOW, Ky. (AP) -- The river rose in Scotland.\n\nTwo men were shot in Glasgow.", 37.0),
        # Without either it is the larger one.
        ("The mayor of Ontario spoke on Monday.\n\nTwo men were shot in London.", 51.5),
    ],
)
def test_a_name_keeps_the_sense_that_the_report_gives(
    code_report: CodeReport, text: str, lat: float
) -> None:
    assert [p.lat for p in _sites(code_report(text))] == [pytest.approx(lat, abs=0.1)]


def test_two_senses_in_one_report_are_left_alone(code_report: CodeReport) -> None:
    text = (
        "The mayors of London, Ontario, and of London, Kentucky, mourned the victims.\n\n"
        "Two men were shot in London."
    )
    assert [p.lat for p in _sites(code_report(text))] == [pytest.approx(51.5, abs=0.1)]


def test_another_kind_of_place_of_the_name_is_not_its_town(code_report: CodeReport) -> None:
    text = (
        "The mayor of Kirkuk, Iraq, mourned the victims of the shooting.\n\n"
        "Two men were shot in Kirkuk province on Sunday."
    )
    assert [p.precision for p in _sites(code_report(text))] == [4]


def test_between_two_countries_lie_their_talks_and_not_an_attack(hear) -> None:
    (heard,) = hear("Talks between Russia and Turkey opened on Monday.")
    assert [m.place.key for m in heard.mentions.places] == ["country:RU", "country:TR"]


def test_between_two_towns_is_one_place(hear) -> None:
    (heard,) = hear("A convoy was hit between Kirkuk and Tikrit on Monday.")
    assert [m.place.name for m in heard.mentions.places] == ["Kirkuk and Tikrit"]


def test_a_county_is_no_town_of_its_name(code_report: CodeReport) -> None:
    text = "Two men were shot in {} County on Sunday, police in West Virginia said."
    assert all(p.lat is None for p in _sites(code_report(text.format("Keyser"))))
    assert [p.precision for p in _sites(code_report(text.format("Granville")))] == [3]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels shelled Bukavu on Monday.", ["Bukavu"]),
        ("Before entering Bukavu, the army halted.", ["Bukavu"]),
        ("Rebels captured Kevin on Monday.", []),
    ],
)
def test_what_is_shelled_is_a_town_whatever_the_recogniser_takes_it_for(
    hear, text: str, names: list[str]
) -> None:
    (heard,) = hear(text)
    assert [m.place.name for m in heard.mentions.places] == names
