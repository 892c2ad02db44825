"""Values of TIMEX3, and whether a reading of the coder says the same.

A value is either days ("1998-02", "1998-W07", "1989-Q3", "199"), a length of time ("P3D"), how
often something recurs ("P1W", "XXXX-WXX-5"), or one of three references. The coder gives days for
days, and for the others a kind with the words that it rests on; lengths are read from those words
with the package's own grammar of distances.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from tallybook.coding.language.token_rows import Tokens
from tallybook.coding.language.tokens import Doc, Span
from tallybook.coding.moments.calendar import (
    WEEKDAYS,
    Stretch,
    add_months,
    month_days,
    season_days,
    shift_day,
    stretch,
    year_days,
)
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.moments.shifts import UNITS, Distance, read_distance, read_measure

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
_YEAR = re.compile(r"(\d{4})(?:-W?XX(?:-XX)?|-QX)?")
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d\d)(?:XX)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d?)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "fall", "WI": "winter"}
_LENGTH = re.compile(r"P(T?)(\d+|X+)(DE|[A-Z])")
_EVERY_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")

_LENGTH_OF_UNIT = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W",
    "month": "M", "year": "Y", "decade": "DE", "quarter": "Q",
}  # fmt: skip
_UNIT_OF_ADVERB = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "annually": "year", "annual": "year", "yearly": "year",
}  # fmt: skip
_ROUNDED = frozenset({"ago", "earlier narrative", "later narrative", "before narrative",
                      "after narrative", "from date"})  # fmt: skip


_HEDGES = frozenset(
    """more than over at least less under about around roughly just approximately nearly almost no
    well some""".split()
)


class Expression(Struct, frozen=True):
    """An annotated expression: code points `[start, end)` of its text; `part` says that it means
    only the start, the middle or the end of the days of its value."""

    start: int
    end: int
    value: str
    part: bool = False


class Length(Struct, frozen=True):
    """So many units; `number` is None where the value leaves it open ("PXD")."""

    unit: str
    number: int | None


def days_of(value: str) -> Stretch | None:
    """Return the days of a value, None where it is none of days."""
    if found := _DAY.fullmatch(value):
        day = date(*map(int, found.groups()))
        return stretch(day, day)
    if found := _MONTH.fullmatch(value):
        return month_days(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(value):
        return year_days(int(found[1]))
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return stretch(monday + timedelta(5 if found[3] else 0), monday + timedelta(6))
    if found := _QUARTER.fullmatch(value):
        first = date(int(found[1]), 3 * int(found[2]) - 2, 1)
        return stretch(first, add_months(first, 3) - timedelta(1))
    if found := _HALF.fullmatch(value):
        first = date(int(found[1]), 6 * int(found[2]) - 5, 1)
        return stretch(first, add_months(first, 6) - timedelta(1))
    if found := _SEASON.fullmatch(value):
        return season_days(int(found[1]), _SEASONS[found[2]])
    if found := _DECADE.fullmatch(value):
        first_year = 10 * int(found[1])
        return stretch(date(first_year, 1, 1), date(first_year + 9, 12, 31))
    if found := _CENTURY.fullmatch(value):
        first_year = 100 * int(found[1])
        return stretch(date(max(first_year, 1), 1, 1), date(first_year + 99, 12, 31))
    return None


def length_of(value: str) -> Length | None:
    """Return the length that a value gives, None where it gives none."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        return None
    return _in_small_units(found[1] + found[3], int(found[2]) if found[2].isdigit() else None)


def says(
    mention: MomentMention, days: Stretch, wanted: Expression, document: Doc, written: date
) -> bool:
    """Whether a reading, whose days are `days`, says what an annotated expression does."""
    value = wanted.value
    if value == "PRESENT_REF":
        return mention.rule == "present"
    if value == "PAST_REF":
        return mention.rule in ("recently", "recent", "past")
    if value == "FUTURE_REF":
        return mention.rule in ("future", "soon")
    stretch_wanted = days_of(value)
    if stretch_wanted is not None:
        return _same_days(mention, days, stretch_wanted, wanted, written)
    every = _EVERY_WEEKDAY.fullmatch(value)
    if every is not None:
        words = re.findall(r"[a-z]+", mention.moment.words.lower())
        return mention.kind == "frequency" and int(every[1]) - 1 in map(WEEKDAYS.get, words)
    length = length_of(value)
    return length is not None and length == length_in(mention, document)


def _same_days(
    mention: MomentMention, days: Stretch, value: Stretch, wanted: Expression, written: date
) -> bool:
    """Whether days are those of a value, in the coder's manner of giving them.

    - What began or ended is an open range for the coder, and the bounding date for TIMEX3.
    - "Early May" is part of a month for the coder; TIMEX3 gives the month, and the part apart.
    - What a value leaves open ("1998-WXX") is not compared.
    - Of the period that holds the day of writing, the coder gives what is over, or what is to come.
    - A night straddles two days.
    - A distance in rounded units ("two weeks ago") is for the coder all the days that the words
      allow, and for TIMEX3 a period at that distance: the middle day lies in it, or all of it in
      those days.
    - "Last week" in a text of a Sunday is either of two weeks for the coder, and one for TIMEX3.
    """
    assert value.earliest is not None
    assert value.latest is not None
    first, last = days
    if mention.kind == "since":
        return first in (value.earliest, shift_day(value.latest, 1))
    if mention.kind == "until":
        return last in (value.latest, shift_day(value.earliest, -1))
    if days == value:
        return True
    today = written.isoformat()
    if value.earliest <= today <= value.latest and days in (
        Stretch(value.earliest, today),
        Stretch(today, value.latest),
    ):
        return True
    if first is None or last is None:
        return False
    if mention.rule in _ROUNDED:
        start = date.fromisoformat(first)
        middle = (start + (date.fromisoformat(last) - start) / 2).isoformat()
        within = first <= value.earliest and value.latest <= last
        return within or value.earliest <= middle <= value.latest
    if wanted.part or "X" in wanted.value:
        return value.earliest <= first and last <= value.latest
    if "-W" in wanted.value and written.isoweekday() == 7 and mention.rule == "calendar period":
        return first <= value.earliest and value.latest <= shift_day(last, 1)
    if wanted.value.endswith("TNI"):
        return days == Stretch(value.earliest, shift_day(value.latest, 1))
    return False


def length_in(mention: MomentMention, document: Doc) -> Length | None:
    """Return the length of time that the words of a reading state, None where they state none."""
    tokens = Tokens(Span(document, mention.start, mention.end))
    for at in range(tokens.size):
        if tokens.low[at] in _HEDGES:
            continue  # TIMEX3 gives the number that bounds, and "at least" apart.
        distance = read_measure(tokens, at) or read_distance(tokens, at, bare=True)
        if distance is not None:
            return _as_length(distance)
    for word in tokens.low[: tokens.size]:
        unit = _UNIT_OF_ADVERB.get(word) or UNITS.get(word)
        if unit is not None:
            return _in_small_units(_LENGTH_OF_UNIT[unit], 1)
    return None


def _as_length(distance: Distance) -> Length:
    number = distance.low if distance.stated and distance.low == distance.high else None
    if distance.unit == "fortnight" and number is not None:
        number *= 2
    return _in_small_units(_LENGTH_OF_UNIT[distance.unit], number)


def _in_small_units(unit: str, number: int | None) -> Length:
    """Return decades as years, days as they are: "P1DE" and "P10Y" are one length."""
    if unit == "DE" and number is not None:
        return Length("Y", 10 * number)
    return Length(unit, number)
