"""Dates as news pages and wires state them: days of publication, not of what happened.

Only whole dates are read. "03/04/2023" is 3 April in London and 4 March in New York, so it
stays unread unless one of the two numbers can be no month or both are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<word>{_MONTH})\b\.?,?[\s-]*"
        rf"{_YEAR}(?!\d)",
        rf"(?P<word>{_MONTH})\b\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4})(?!\d)",
    )
)


def match_date(text: str, position: int = 0) -> tuple[str | None, int] | None:
    """Read a date with its year that starts at `position`.

    Return its ISO day, or None for a day that is ambiguous or not in the calendar, and the
    offset after it. Return None where no date starts there.
    """
    for shape in _SHAPES:
        found = shape.match(text, position)
        if found is not None:
            return _iso(found.groupdict()), found.end()
    return None


def iso_day(text: str) -> str | None:
    """Return the day of a machine-readable date or time as the page writes it, else None.

    "2023-10-24T23:30:00-04:00" is 24 October: the page's own calendar day, not that of UTC.
    """
    found = match_date(text.strip())
    return found[0] if found is not None else None


def publishers_day(stamp: str, others: Iterable[str]) -> str | None:
    """Return the day of a page's stamp as its publisher's calendar has it, else None.

    Many sites write the hour in UTC, which near midnight is of another day. Where another of the
    page's stamps names the same instant in a zone of its own, that one's day counts.
    """
    instant = _instant(stamp)
    if instant is not None and not instant.utcoffset():
        for other in others:
            local = _instant(other)
            if local is not None and local == instant and local.utcoffset():
                return local.date().isoformat()
    return iso_day(stamp)


def _instant(stamp: str) -> datetime | None:
    """Return a stamp that has its zone (ISO 8601), else None."""
    try:
        found = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _iso(parts: dict[str, str | None]) -> str | None:
    year = _full_year(parts["year"] or "")
    if parts.get("one") is not None:
        numbers = _day_and_month(int(parts["one"] or 0), int(parts["two"] or 0))
        if numbers is None:
            return None
        day, month = numbers
    else:
        word = parts.get("word")
        month = _MONTHS[word.lower()] if word else int(parts["month"] or 0)
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_and_month(one: int, two: int) -> tuple[int, int] | None:
    if one == two or one > 12:
        return one, two
    return (two, one) if two > 12 else None


def _full_year(digits: str) -> int:
    """Two digits are of 1969 to 2068 (POSIX.1-2017, `strptime`, %y)."""
    digits = digits.lstrip("'")
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 69 else 2000 + year
