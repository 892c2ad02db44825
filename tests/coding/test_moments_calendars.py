"""Other calendars and the feasts that follow from them, against days that are on record."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.coding.language.model import load_model
from tallybook.coding.moments.finding import Anchor, MomentMention, find_moments
from tallybook.coding.moments.month_names import NAMES, MonthName, key_of
from tallybook.coding.moments.other_calendars import (
    Calendar,
    easter,
    hanukkah,
    jewish_new_year,
    month_days,
    orthodox_easter,
    passover,
)

ON_RECORD: list[tuple[Calendar, int, int, int, str]] = [
    # Nowruz as Iran kept it, before and after leap years
    ("solar", 1358, 1, 1, "1979-03-21"),
    ("solar", 1375, 1, 1, "1996-03-20"),
    ("solar", 1399, 1, 1, "2020-03-20"),
    ("solar", 1400, 1, 1, "2021-03-21"),
    ("solar", 1403, 1, 1, "2024-03-20"),
    # the fall of the Shah, of Kabul; the coup of Sawr
    ("solar", 1357, 11, 22, "1979-02-11"),
    ("solar", 1400, 5, 24, "2021-08-15"),
    ("solar", 1357, 2, 7, "1978-04-27"),
    # Ethiopian and Coptic new year, a day later before a Gregorian leap year
    ("ethiopian", 2015, 1, 1, "2022-09-11"),
    ("ethiopian", 2016, 1, 1, "2023-09-12"),
    ("ethiopian", 2015, 13, 6, "2023-09-11"),
    ("coptic", 1740, 1, 1, "2023-09-12"),
    ("gregorian", 2024, 2, 29, "2024-02-29"),
]


@pytest.mark.parametrize(("calendar", "year", "month", "day", "wanted"), ON_RECORD)
def test_a_day_of_another_calendar(
    calendar: Calendar, year: int, month: int, day: int, wanted: str
) -> None:
    days = month_days(calendar, year, month, day)
    assert days == (date.fromisoformat(wanted), date.fromisoformat(wanted))


@pytest.mark.parametrize(
    ("year", "month", "day", "seen"),
    [
        # the day in Saudi Arabia, and where it was another one in Pakistan, the day there
        (1444, 9, 1, ["2023-03-23"]),
        (1444, 10, 1, ["2023-04-21", "2023-04-22"]),
        (1444, 12, 10, ["2023-06-28", "2023-06-29"]),
        (1445, 1, 10, ["2023-07-28", "2023-07-29"]),
        (1445, 10, 1, ["2024-04-10"]),
        (1400, 1, 1, ["1979-11-20", "1979-11-21"]),
    ],
)
def test_a_hijri_day_holds_the_days_on_which_the_crescent_was_seen(
    year: int, month: int, day: int, seen: list[str]
) -> None:
    days = month_days("hijri", year, month, day)
    assert days is not None
    assert all(days[0] <= date.fromisoformat(one) <= days[1] for one in seen)
    assert days[1] - days[0] == timedelta(2)


@given(st.sampled_from(["solar", "ethiopian", "coptic"]), st.integers(1300, 1500))
def test_the_months_of_a_year_follow_without_a_gap(calendar: Calendar, year: int) -> None:
    months = 12 if calendar == "solar" else 13
    days = [month_days(calendar, year, month) for month in range(1, months + 1)]
    days.append(month_days(calendar, year + 1, 1))
    for one, following in pairwise(days):
        assert one is not None
        assert following is not None
        assert following[0] - one[1] == timedelta(1)


def test_there_is_no_31st_of_a_month_of_thirty_days() -> None:
    assert month_days("ethiopian", 2016, 1, 31) is None
    assert month_days("solar", 1400, 12, 30) is None
    assert month_days("solar", 1399, 12, 30) is not None


def test_feasts_that_move() -> None:
    assert [easter(y).isoformat() for y in (2019, 2024)] == ["2019-04-21", "2024-03-31"]
    assert [orthodox_easter(y).isoformat() for y in (2019, 2024)] == ["2019-04-28", "2024-05-05"]
    assert jewish_new_year(2023).isoformat() == "2023-09-16"
    assert jewish_new_year(1973) + timedelta(9) == date(1973, 10, 6)
    assert passover(2002).isoformat() == "2002-03-28"
    assert [hanukkah(y).isoformat() for y in (2022, 2024)] == ["2022-12-19", "2024-12-26"]


def test_names_of_months_fold_as_they_are_printed() -> None:
    assert NAMES[key_of("Dhu al-Hijjah")] == MonthName("hijri", 12, doubtful=False)
    assert NAMES[key_of("Tishreen al-Thani")] == MonthName("gregorian", 11, doubtful=False)
    assert NAMES[key_of("تشرين الثاني")].month == 11
    assert NAMES[key_of("Sha'ban")].doubtful
    assert NAMES[key_of("février")].month == 2


RANGES = [
    # Hijri months begin with a sighted crescent: a day more to both sides.
    ("between 5 and 9 Muharram", "2023-07-22", "2023-07-28"),
    ("from the 3rd to the 5th of Ramadan", "2024-03-12", "2024-03-16"),
    ("from 3 to 5 Ramadan 1444 AH", "2023-03-24", "2023-03-28"),
    ("from 28 Rajab to 3 Shaban", "2024-02-07", "2024-02-14"),
    ("between the first and the tenth of Muharram", "2023-07-18", "2023-07-29"),
    ("5-9 Muharram", "2023-07-22", "2023-07-28"),
    ("from 12 to 15 Mehr 1402", "2023-10-04", "2023-10-07"),
    ("from 5 to 9 Tishreen al-Thani 2023", "2023-11-05", "2023-11-09"),
    ("between 5 Tishreen al-Awwal and 3 Tishreen al-Thani 2023", "2023-10-05", "2023-11-03"),
    ("from 5 to 9 octobre 2023", "2023-10-05", "2023-10-09"),
]


@pytest.mark.parametrize(("words", "first", "last"), RANGES)
def test_ranges_in_other_calendars(words: str, first: str, last: str) -> None:
    [found] = _moments(f"They fought {words}.")
    assert (found.moment.words, found.moment.earliest, found.moment.latest) == (words, first, last)
    assert found.moment.extent == "throughout"


PARTS = [
    ("10 Ramadan", "2024-03-19", "2024-03-21"),
    ("the tenth of Muharram", "2023-07-27", "2023-07-29"),
    ("the first day of Ramadan", "2024-03-10", "2024-03-12"),
    ("the first week of Ramadan", "2024-03-10", "2024-03-18"),
    ("the last day of Shaaban 1444", "2023-03-21", "2023-03-23"),
    ("mid-Ramadan", "2024-03-20", "2024-03-31"),
]


@pytest.mark.parametrize(("words", "first", "last"), PARTS)
def test_parts_of_a_month_that_begins_with_a_crescent(words: str, first: str, last: str) -> None:
    [found] = _moments(f"A bomb went off on {words}.")
    assert (found.moment.words, found.moment.earliest, found.moment.latest) == (words, first, last)
    assert found.moment.extent == "sometime"


@pytest.mark.parametrize(
    "words",
    [
        "17 października 2023", "17. října 2023", "17 ตุลาคม 2023", "17 октомври 2023",
        "17 Οκτωβρίου 2023", "17 אוקטובר 2023", "17 Oktoba 2023", "17 de octubre de 2023",
        "17 अक्टूबर 2023", "2023年10月17日", "2023년10월17일",
    ],
)  # fmt: skip
def test_whole_dates_in_other_languages(words: str) -> None:
    [found] = _moments(f"The order is dated {words}.")
    assert (found.moment.words, found.moment.earliest, found.moment.latest) == (
        words, "2023-10-17", "2023-10-17",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["12 soldiers 2023", "9 men 2023", "11 days 2023", "5 set 2022"])
def test_a_number_a_noun_and_a_year_are_no_date(words: str) -> None:
    assert all(found.kind != "point" for found in _moments(f"They lost {words}."))


def _moments(text: str) -> list[MomentMention]:
    return find_moments(load_model()(text), Anchor(published=date(2024, 5, 15)))
