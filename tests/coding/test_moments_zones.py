"""Clocks of other zones: the day of an attack is the day at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.moments.zoned import ZonedClock, find_clock
from tallybook.core.claims import Claim
from tallybook.knowledge.loading import load_knowledge
from tallybook.knowledge.zones import zones_abbreviated, zones_at, zones_named

Code = Callable[..., list[Claim]]

CLOCKS = [
    ("at 2200 GMT on |Monday|", ZonedClock((1320, 1320), "GMT")),
    ("on |Monday| at about 10:30 p.m. EST, he said", ZonedClock((1350, 1350), "EST")),
    ("around 7pm |Monday| Eastern time", ZonedClock((1140, 1140), "Eastern")),
    ("at 01:00 in Iraq on |Tuesday|", ZonedClock((60, 60), where="Iraq")),
    ("at 10 p.m. local time (1900 GMT) on |Monday|", ZonedClock((1320, 1320))),
    ("at 1 a.m. on |Tuesday| (2200 GMT Monday)", ZonedClock((60, 60))),
    ("at 1 a.m. on Tuesday (2200 GMT |Monday|)", ZonedClock((1320, 1320), "GMT")),
    ("early on |Tuesday|, Baghdad time,", ZonedClock((0, 600), "Baghdad")),
    ("|Tuesday morning| local time", ZonedClock((300, 720))),
    ("at noon |Friday| Kyiv time", ZonedClock((720, 720), "Kyiv")),
    ("at 10 p.m. on |Monday|, police said", None),
    ("on |Monday| in Iraq", None),
    ("on |Monday| UN workers", None),
    ("for the third time on |Monday|", None),
    ("at 10:00 US troops on |Monday|", None),
    ("They killed 1200 on |Monday| in Russia", None),
]


@pytest.mark.parametrize(("marked", "clock"), CLOCKS)
def test_the_clock_beside_a_day(marked: str, clock: ZonedClock | None) -> None:
    before, day, after = marked.split("|")
    text = before + day + after
    assert find_clock(text, len(before), len(before) + len(day)) == clock


def test_a_country_of_several_zones_keeps_that_of_the_nearest_town() -> None:
    assert zones_at("IQ") == ("Asia/Baghdad",)
    assert zones_at("CD", -1.68, 29.22) == ("Africa/Lubumbashi",)  # Goma
    assert set(zones_at("CD")) == {"Africa/Kinshasa", "Africa/Lubumbashi"}
    assert "Asia/Jakarta" in zones_at("ID", -6.9, 107.6)
    assert zones_at("XX") == ()


def test_where_the_border_of_zones_is_not_known_both_are_kept() -> None:
    # Kisangani lies about as far from Kinshasa as from Lubumbashi.
    assert set(zones_at("CD", 0.52, 25.19)) == {"Africa/Kinshasa", "Africa/Lubumbashi"}


def test_names_of_clocks() -> None:
    gazetteer = load_knowledge().gazetteer
    assert zones_abbreviated("UTC+3") == ("Etc/GMT-3",)
    assert zones_abbreviated("GMT-5") == ("Etc/GMT+5",)
    assert len(zones_abbreviated("IST")) == 3
    assert zones_abbreviated("UN") == ()
    for name, zone in (
        ("Moscow", "Europe/Moscow"), ("Washington", "America/New_York"),
        ("Israeli", "Asia/Jerusalem"), ("Iraq", "Asia/Baghdad"), ("Islamabad", "Asia/Karachi"),
    ):  # fmt: skip
        assert zones_named(name, gazetteer, ("PK",)) == (zone,), name
    assert zones_named("Islamabad", gazetteer, ("PK",), towns=False) == ()


TOLD = [
    # Day by another clock, told of a place: the day there.
    ("Rockets hit a base in Erbil, Iraq, at 2200 GMT on Monday, the army said.", "2023-10-24"),
    ("Rockets hit a base in Erbil, Iraq, at 1400 GMT on Monday, the army said.", "2023-10-23"),
    ("At about 7 p.m. EDT on Monday, gunmen attacked a post near Kandahar, Afghanistan, an "
     "officer said.", "2023-10-24"),
    ("Gunmen attacked a police post in Bogota, Colombia, at 0230 GMT on Tuesday, police said.",
     "2023-10-23"),
    ("Gunmen attacked a base in Hasakah, Syria, late on Monday, Washington time, officials said.",
     "2023-10-24"),
    ("Drones struck the Ain al-Asad base in Iraq at 6 p.m. Monday in Washington, 1 a.m. Tuesday in "
     "Iraq, the Pentagon said.", "2023-10-24"),
    ("The Houthis fired two missiles at a tanker in the Red Sea at about 2200 UTC on Monday, a "
     "monitor said.", "2023-10-24"),
    # The place's own clock moves nothing.
    ("Rockets hit a base in Erbil, Iraq, at 10 p.m. local time (1900 GMT) on Monday, the army "
     "said.", "2023-10-23"),
    ("Rockets hit a base in Erbil, Iraq, at 10 p.m. on Monday, the army said.", "2023-10-23"),
    ("At 11 p.m. in Erbil on Monday, rockets hit a base, the army of Iraq said.", "2023-10-23"),
    ("Rockets hit a base in Erbil, Iraq, at 1 a.m. on Tuesday (2200 GMT Monday), the army said.",
     "2023-10-24"),
]  # fmt: skip


def _day(claims: list[Claim]) -> tuple[str | None, str | None]:
    [claim] = [c for c in claims if c.kind == "incident"]
    assert claim.when is not None
    return claim.when.earliest, claim.when.latest


@pytest.mark.parametrize(("sentence", "day"), TOLD)
def test_an_attack_is_on_the_day_at_its_place(code_report: Code, sentence: str, day: str) -> None:
    claims = code_report(f"Attack reported\n\n{sentence}", published="2023-10-25")
    assert _day(claims) == (day, day)


def test_a_weekday_of_the_place_may_be_tomorrows_where_the_report_was_written(
    code_report: Code,
) -> None:
    text = (
        "Base attacked\n\nDrones struck a base in western Iraq early on Tuesday local time, "
        "a defence official said in Washington."
    )
    assert _day(code_report(text, published="2023-10-23")) == ("2023-10-24", "2023-10-24")
    plain = text.replace(" local time", "")
    assert _day(code_report(plain, published="2023-10-23")) == ("2023-10-17", "2023-10-17")


def test_where_no_place_is_told_both_days_are_possible(code_report: Code) -> None:
    claims = code_report(
        "Base attacked\n\nGunmen attacked a base at 2200 GMT on Monday, a spokesman said.",
        published="2023-10-25",
    )
    assert _day(claims) == ("2023-10-23", "2023-10-24")
    [claim] = [c for c in claims if c.kind == "incident"]
    assert claim.inferred["when"].startswith("the day at the place")


def test_where_only_a_country_of_many_zones_is_told_all_its_days_are_possible(
    code_report: Code,
) -> None:
    claims = code_report(
        "Depot attacked\n\nDrones attacked an oil depot in Russia at 1900 GMT on Monday, "
        "a spokesman said.",
        published="2023-10-25",
    )
    assert _day(claims) == ("2023-10-23", "2023-10-24")


def test_a_place_of_which_only_the_clock_is_told_is_no_place_of_the_attack(
    code_report: Code,
) -> None:
    for sentence, place in (
        ("Drones struck the Ain al-Asad base in Iraq at 6 p.m. Monday in Washington, 1 a.m. "
         "Tuesday in Iraq, the Pentagon said.", "Ain al-Asad"),
        ("Russian artillery shelled Kherson at around 23:30 Moscow time on Sunday, the governor "
         "said.", "Kherson"),
    ):  # fmt: skip
        claims = code_report(f"Attack\n\n{sentence}", published="2023-10-25")
        [claim] = [c for c in claims if c.kind == "incident"]
        assert [p.name for p in claim.places] == [place]


def test_a_time_is_no_target(code_report: Code) -> None:
    claims = code_report(
        "Attack\n\nThe Houthis fired two missiles at a tanker in the Red Sea at about 0400 "
        "UTC on Thursday, a monitor said.",
        published="2023-10-25",
    )
    [claim] = [c for c in claims if c.kind == "incident"]
    assert [t.name for t in claim.targets] == ["tanker"]


def test_the_previous_friday_is_one_day(code_report: Code) -> None:
    claims = code_report(
        "Villages raided\n\nGunmen raided a village in Plateau, Nigeria, early on Tuesday. On the "
        "previous Friday another village was raided.",
        published="2023-10-24",
    )
    [second] = [c for c in claims if c.kind == "incident" and "previous" in c.sentence.words]
    assert second.when is not None
    assert (second.when.earliest, second.when.latest) == ("2023-10-20", "2023-10-20")
