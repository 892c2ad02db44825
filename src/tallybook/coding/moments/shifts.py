"""Distances in time ("two weeks", "several days") and what they do to a day.

A number of weeks, months or years is round to the unit, and so reaches half a unit to either
side (Krifka 2007, "Approximate interpretation of number words"): "three weeks ago" is 18 to 24
days ago. Days are exact. "A few days" stays below the next larger unit, which a speaker would
have used otherwise (Grice's maxim of quantity): two to six days. "Weeks after" only stays below
"months", the next larger plural: two to eight weeks.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import ceil
from typing import Literal, NamedTuple

from msgspec import Struct

from tallybook.coding.counts.numerals import read_numeral
from tallybook.coding.language.token_rows import Tokens, by_first_word
from tallybook.coding.moments.calendar import OPEN, Period, Stretch, add_months, period_around

Unit = Literal["second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade"]

UNITS: dict[str, Unit] = {
    "second": "second", "seconds": "second", "moment": "second", "moments": "second",
    "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "day": "day",
    "days": "day", "night": "day", "nights": "day", "week": "week", "weeks": "week",
    "fortnight": "fortnight", "month": "month", "months": "month", "year": "year",
    "years": "year", "decade": "decade", "decades": "decade",
}  # fmt: skip
CALENDAR: dict[str, Period] = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade",
}  # fmt: skip

SINGLE = frozenset(UNITS) - frozenset(word for word in UNITS if word.endswith("s"))
"""Units in the singular."""

_GLUED = re.compile(r"^(\d{1,3})-([a-z]+)$")
_NO_MEASURE = frozenset({"second", "moment"})

_MOST: dict[Unit, int | None] = {
    "second": 59, "minute": 59, "hour": 23, "day": 6, "week": 4, "fortnight": 2, "month": 11,
    "year": None, "decade": None,
}  # fmt: skip
_MOST_BARE: dict[Unit, int | None] = {**_MOST, "week": 8}
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12, "decade": 120}
_HALF: dict[Unit, int] = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 183,
                          "decade": 1826}  # fmt: skip
_DAYS_PER_MONTH = 30.44
_LONGEST: dict[Unit, int] = {"year": 400, "decade": 40}
"""Further back than anything in the news; beyond it lies the start of the calendar."""

_VAGUE = {
    ("several",): 2, ("a", "few"): 2, ("few",): 2, ("a", "couple", "of"): 2, ("many",): 2,
    ("a", "couple"): 2, ("couple", "of"): 2, ("some",): 2, ("a", "number", "of"): 2,
}  # fmt: skip
_VAGUE_BY_WORD = by_first_word(_VAGUE.items())
_QUALIFIERS: dict[tuple[str, ...], Literal["above", "below", "near"]] = {
    ("more", "than"): "above", ("over",): "above", ("at", "least"): "above",
    ("well", "over"): "above", ("less", "than"): "below", ("under",): "below",
    ("about",): "near", ("around",): "near", ("some",): "near", ("roughly",): "near",
    ("just",): "near", ("approximately",): "near", ("nearly",): "near", ("almost",): "near",
    ("just", "under"): "near",
}  # fmt: skip
_QUALIFIERS_BY_WORD = by_first_word(_QUALIFIERS.items())


class Distance(NamedTuple):
    """From `low` to `high` units (None: open), ending before the word `end`. `stated` is False
    for a bare plural ("days later")."""

    end: int
    low: int
    high: int | None
    unit: Unit
    stated: bool = True


class Shift(Struct, frozen=True):
    """How far a narrative moment is from the one before it in the text.

    The first and last day move by `months`, then by `first` and `last` days (None leaves that
    end open). With `period`, the calendar period `offset` periods away takes their place ("the
    following week"). `weekday` is the one among the days that it leads to, where it is told ("the
    previous Friday"). `hours` are the least and most hours of a distance in hours, with its sign.
    """

    first: int | None = 0
    last: int | None = 0
    months: int = 0
    period: Period | None = None
    offset: int = 0
    hours: tuple[int, int] | None = None
    weekday: int | None = None


SAME_DAY = Shift()
_FRIDAY_TO_MONDAY = 4


def read_distance(tokens: Tokens, index: int, *, bare: bool = False) -> Distance | None:
    """Return the number of units at `index` ("two weeks", "a month", "several hours"), or None.

    With `bare` a plural unit without a number counts as well.
    """
    low = tokens.low
    at, qualifier = index, None
    for words, sense in _QUALIFIERS_BY_WORD.get(low[at], ()):
        if tokens.match(at, words):
            at, qualifier = at + len(words), sense
            break
    for words, floor in _VAGUE_BY_WORD.get(low[at], ()):
        if tokens.match(at, words) and low[at + len(words)] in UNITS:
            unit = UNITS[low[at + len(words)]]
            return Distance(at + len(words) + 1, floor, _MOST[unit], unit)
    number: tuple[int, int, int] | None = None
    if low[at] in ("a", "an") and low[at + 1] in UNITS and not low[at + 1].endswith("s"):
        number = (at + 1, 1, 1)
    elif low[at] == "half" and low[at + 1] in ("a", "an") and low[at + 2] in UNITS:
        number = (at + 2, 1, 1)
    else:
        number = _number(tokens, at)
    if number is None:
        if bare and low[at] in UNITS and low[at].endswith("s"):
            unit = UNITS[low[at]]
            return Distance(at + 1, 2, _MOST_BARE[unit], unit, stated=False)
        return None
    end, least, most = number
    if low[end] in ("straight", "consecutive", "full", "more", "calendar", "whole", "other"):
        end += 1
    if low[end] not in UNITS or (low[end] in ("second", "moment") and low[end - 1] in ("a", "an")):
        return None
    if most > 1 and not low[end].endswith("s") and low[end - 1] != "half":
        # A number above one takes a plural ("the 1988 second quarter" holds no 1,988 seconds).
        return None
    unit = UNITS[low[end]]
    if most > _LONGEST.get(unit, most):
        return None
    if qualifier == "above":
        return Distance(end + 1, least, None, unit)
    return Distance(end + 1, 0 if qualifier == "below" else least, most, unit)


def read_measure(tokens: Tokens, index: int) -> Distance | None:
    """Return the measure at `index` that a hyphen makes of a number and a unit in the singular
    ("two-week", "72-hour", "week-long"; Huddleston & Pullum 2002, ch. 5 §17.1), or None."""
    low = tokens.low
    glued = _GLUED.match(low[index])
    found = None if glued is not None else _number(tokens, index)
    if glued is not None:
        number, unit, end = int(glued[1]), glued[2], index + 1
    elif found is not None and low[found[0]] == "-":
        number, unit, end = found[1], low[found[0] + 1], found[0] + 2
    elif found is None and tokens.match(index + 1, ("-", "long")):
        number, unit, end = 1, low[index], index + 1
    else:
        return None
    if unit not in SINGLE or unit in _NO_MEASURE:
        return None
    if low[end] == "-":
        if low[end + 1] != "long":
            return None  # "A two-year-old" is a child.
        end += 2
    return Distance(end, number, number, UNITS[unit])


def _number(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """Return (end, least, most) of "two", "two or three", "two to three"."""
    first = read_numeral(tokens, at)
    if first is None:
        return None
    least = most = ceil(first.value)
    end = first.end
    if tokens.low[end] in ("or", "to", "-"):
        second = read_numeral(tokens, end + 1)
        if second is not None and second.value > first.value:
            most, end = ceil(second.value), second.end
    elif tokens.match(end, ("and", "a", "half")):
        end += 3
    # Longer than any time in the news, and beyond the calendar's arithmetic.
    return (end, least, most) if most < 5000 else None


def shift_of(distance: Distance, sign: int) -> Shift:
    """Return the shift by a distance into the past (`sign` -1) or the future (+1)."""
    least, most, unit = distance.low, distance.high, distance.unit
    if unit in ("second", "minute"):
        return SAME_DAY
    hours: tuple[int, int] | None = None
    if unit == "hour":
        near, far = least // 24, None if most is None else ceil(most / 24)
        if most is not None:
            hours = (least, most) if sign > 0 else (-most, -least)
    elif unit in _MONTHS and least == most:
        months = least * _MONTHS[unit]
        return Shift(-_HALF[unit], _HALF[unit], sign * months)
    else:
        scale = _DAYS.get(unit) or _DAYS_PER_MONTH * _MONTHS[unit]
        # "Less than a week ago" is nearer than a week.
        half = _HALF[unit] if distance.stated and most is not None and least > 0 else 0
        near = max(round(least * scale) - half, 0)
        far = None if most is None else round(most * scale) + half
    if sign < 0:
        return Shift(None if far is None else -far, -near, hours=hours)
    return Shift(near, far, hours=hours)


def apply(shift: Shift, first: date | None, last: date | None) -> Stretch:
    """Return the days that a shift leads to from the days between `first` and `last`."""
    if first is None and last is None:
        return OPEN
    start, end = first or last, last or first
    assert start is not None
    assert end is not None
    if shift.period is not None:
        if shift.period == "weekend" and (end - start).days < _FRIDAY_TO_MONDAY:
            start = end  # From a Friday evening to a Sunday night is one weekend.
        earliest = period_around(start, shift.period, shift.offset).earliest
        return Stretch(earliest, period_around(end, shift.period, shift.offset).latest)
    if shift.weekday is not None and start == end and shift.first is not None:
        days = (start + timedelta(shift.first + ahead) for ahead in range(7))
        day = next(day for day in days if day.weekday() == shift.weekday)
        return Stretch(day.isoformat(), day.isoformat())
    start, end = add_months(start, shift.months), add_months(end, shift.months)
    return Stretch(
        None if shift.first is None else (start + timedelta(shift.first)).isoformat(),
        None if shift.last is None else (end + timedelta(shift.last)).isoformat(),
    )


def trailing(distance: Distance, reference: date, sign: int) -> Stretch:
    """Return the days of "the past week" (`sign` -1) or "the next two months" (+1).

    A span of seven days up to the moment of writing touches eight days of the calendar: what
    is said on a 24th of "the past week" reaches back to the 17th.
    """
    most = distance.high
    if most is None:
        return Stretch(None, reference.isoformat()) if sign < 0 else OPEN
    if distance.unit in _MONTHS:
        far = add_months(reference, sign * most * _MONTHS[distance.unit])
    elif distance.unit in _DAYS:
        far = reference + timedelta(sign * most * _DAYS[distance.unit])
    else:
        hours = most if distance.unit == "hour" else 1
        far = reference + timedelta(sign * ceil(hours / 24))
    days = sorted((far, reference))
    return Stretch(days[0].isoformat(), days[1].isoformat())
