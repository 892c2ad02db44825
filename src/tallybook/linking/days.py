"""Stated days as ranges of numbers, and what two ranges leave between them.

A report may name days without a year ("on 17 October", no date of publication). Such ranges
stand in the leap year 2000 and fit a dated range in any year.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tallybook.core.values import Moment

OPEN_YEAR = 2000
UNBOUNDED_DAYS = 365
"""How long a range runs that is stated with a beginning and no end, and whose report has no
date: a year, so that it is worth no evidence."""


class Days(Struct, frozen=True):
    """Days `first` to `last` inclusive, as proleptic Gregorian ordinals; `year_open` where the
    report names no year."""

    first: int
    last: int
    year_open: bool = False

    @property
    def length(self) -> int:
        """How many days the range holds."""
        return self.last - self.first + 1

    def in_year(self, year: int) -> Days:
        """Return a range of an open year as one of `year`."""
        days = date.fromordinal(self.first)
        last_of_february = (days.month, days.day) == (2, 29)
        first = days.replace(year=year, day=28 if last_of_february else days.day).toordinal()
        return Days(first, first + self.length - 1)


def ordinal(day: str | None) -> int | None:
    """Return the ordinal of an ISO day; None for None."""
    return None if day is None else date.fromisoformat(day).toordinal()


def stated_days(moment: Moment | None, published: str | None) -> Days | None:
    """Return the days that a report states; None where it only bounds them by its own date."""
    if moment is None or moment.earliest is None:
        return None
    first = _ordinal_of(moment.earliest)
    if moment.latest is not None:
        last = _ordinal_of(moment.latest)
    else:
        last = ordinal(published) or first + UNBOUNDED_DAYS - 1
    return Days(first, max(first, last), moment.year_open)


def known_by(moment: Moment | None, published: str | None) -> int | None:
    """Return the day by which a thing had happened: the end of its moment or the publication."""
    ends = [] if published is None else [date.fromisoformat(published).toordinal()]
    if moment is not None and moment.last is not None:
        ends.append(moment.last.toordinal())
    return min(ends, default=None)


def days_between(one: int | None, other: int | None) -> int | None:
    """Return how many days lie between two days, either way round; None where one is unknown."""
    return None if one is None or other is None else abs(one - other)


def gap(one: Days, other: Days) -> int:
    """Return how many days lie from one range to the other; 0 or less where they overlap.

    Where one year is open, the year that fits best is taken.
    """
    if one.year_open and other.year_open:
        turn = date(OPEN_YEAR + 1, 1, 1).toordinal() - date(OPEN_YEAR, 1, 1).toordinal()
        return min(_plain_gap(one, Days(other.first + s, other.last + s)) for s in (-turn, 0, turn))
    if one.year_open:
        return gap(other, one)
    if other.year_open:
        year = date.fromordinal(one.first).year
        return min(_plain_gap(one, other.in_year(y)) for y in (year - 1, year, year + 1))
    return _plain_gap(one, other)


def intersection(one: Days, other: Days) -> Days | None:
    """Return the days that both ranges hold; None where there are none. A dated range decides
    the year of an open one."""
    if one.year_open and not other.year_open:
        return intersection(other, one)
    if other.year_open and not one.year_open:
        year = date.fromordinal(one.first).year
        other = min(
            (other.in_year(y) for y in (year - 1, year, year + 1)), key=lambda d: gap(one, d)
        )
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last, one.year_open) if first <= last else None


def _plain_gap(one: Days, other: Days) -> int:
    return max(one.first, other.first) - min(one.last, other.last)


def _ordinal_of(day: str) -> int:
    """Return the ordinal of an EDTF day; an open year is 2000."""
    return date.fromisoformat(day.replace("XXXX", str(OPEN_YEAR))).toordinal()
