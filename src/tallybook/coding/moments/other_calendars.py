"""Days of other calendars than the Gregorian, and of the feasts that follow from them.

Arithmetic is that of Reingold & Dershowitz, *Calendrical Calculations* (4th edition, 2018), whose
"fixed" days are Python's ordinals.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

Calendar = Literal["gregorian", "hijri", "solar", "ethiopian", "coptic"]

Days = tuple[date, date]
"""First and last day."""

SIGHTING = timedelta(1)
"""A Hijri month begins when the crescent is seen, which falls a day earlier or later than the
tabular calendar has it, and not on one day in all countries."""

COPTIC_LAG = 276
"""Years from the Ethiopian era to the Coptic; months and days are the same."""


def month_days(calendar: Calendar, year: int, month: int, day: int | None = None) -> Days | None:
    """Return the days of a month, or of a day of it; None where there is no such day."""
    first, length = _START[calendar](year, month)
    if day is not None and not 1 <= day <= length:
        return None
    start = date.fromordinal(first + (0 if day is None else day - 1))
    end = start if day is not None else start + timedelta(length - 1)
    return (start - SIGHTING, end + SIGHTING) if calendar == "hijri" else (start, end)


def years_around(calendar: Calendar, day: date) -> range:
    """Return the years of a calendar that a Gregorian year and those beside it touch."""
    lag = {"gregorian": 0, "solar": 621, "ethiopian": 8, "coptic": 284}
    if calendar == "hijri":
        about = (day.year - 622) * 33 // 32
        return range(about - 1, about + 4)
    about = day.year - lag[calendar]
    return range(about - 2, about + 3)


def _hijri(year: int, month: int) -> tuple[int, int]:
    """First day and length of a month of the tabular calendar (civil epoch, type II leap years)."""

    def start(months: int) -> int:
        y, m = divmod(months, 12)
        return (11 * y + 3) // 30 + 354 * y + 30 * (m + 1) - m // 2 + 1948440 - 384 - 1721425

    months = year * 12 + month - 1
    return start(months), start(months + 1) - start(months)


def _solar(year: int, month: int) -> tuple[int, int]:
    """The Iranian and Afghan calendar; leap years by the cycle of 33, which is that of the equinox
    from 1178 to 1633 (Borkowski 1996)."""
    leap = (25 * year + 11) % 33 < 8
    nowruz = date(622, 3, 21).toordinal() + 365 * (year - 1) + (8 * year + 21) // 33
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return nowruz + before, 31 if month <= 6 else 30 if month < 12 or leap else 29


def _ethiopian(year: int, month: int) -> tuple[int, int]:
    first = 1724221 + 365 * (year - 1) + year // 4 + 30 * (month - 1) - 1721425
    return first, 30 if month < 13 else 6 if year % 4 == 3 else 5


def _coptic(year: int, month: int) -> tuple[int, int]:
    return _ethiopian(year + COPTIC_LAG, month)


def _gregorian(year: int, month: int) -> tuple[int, int]:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first.toordinal(), (after - first).days


_START: dict[Calendar, Callable[[int, int], tuple[int, int]]] = {
    "gregorian": _gregorian, "hijri": _hijri, "solar": _solar, "ethiopian": _ethiopian,
    "coptic": _coptic,
}  # fmt: skip


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches."""
    century = year // 100
    epact = (14 + 11 * (year % 19) - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    if epact == 0 or (epact == 1 and year % 19 > 10):
        epact += 1
    return _sunday_after(date(year, 4, 19) - timedelta(epact))


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    epact = (14 + 11 * (year % 19)) % 30
    lag = year // 100 - year // 400 - 2
    return _sunday_after(date(year, 4, 19) + timedelta(lag) - timedelta(epact))


def _sunday_after(day: date) -> date:
    return day + timedelta(7 - day.isoweekday() % 7)


def jewish_new_year(year: int) -> date:
    """Return 1 Tishri of the Jewish year that begins in a Gregorian year."""
    jewish = year + 3761
    before, this, after = (_elapsed(y) for y in (jewish - 1, jewish, jewish + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(this + delay - 1373427)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def passover(year: int) -> date:
    """Return 15 Nisan, which lies 163 days before the next new year."""
    return jewish_new_year(year) - timedelta(163)


def hanukkah(year: int) -> date:
    """Return 25 Kislev; the month before it has a day more in a year of 355 or 385 days."""
    first = jewish_new_year(year)
    complete = (jewish_new_year(year + 1) - first).days % 10 == 5
    return first + timedelta(83 + complete)
