"""Single days and calendar periods: dates, weekdays, "today", "last month", "early 2020"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tallybook.coding.language.token_rows import by_first_word, word_set
from tallybook.coding.moments.calendar import (
    FIXED_DAYS,
    MONTHS,
    OPEN,
    SEASONS,
    TURNS_OF_YEAR,
    WEEKDAYS,
    Part,
    Partial,
    Stretch,
    clip,
    latest_weekday,
    of_days,
    period_around,
    resolve,
    said_period,
    season_days,
    stretch,
    third,
    year_days,
)
from tallybook.coding.moments.dates import (
    read_date,
    read_decade,
    read_numeric,
    read_part,
    year_at,
)
from tallybook.coding.moments.named_days import read_named_day
from tallybook.coding.moments.readings import (
    Kind,
    Source,
    TimeReading,
    date_reading,
    speaks_of_future,
)
from tallybook.coding.moments.shifts import CALENDAR

DAY_PARTS = word_set(
    """
    morning afternoon evening night dawn dusk midday noon midnight noontime daybreak lunchtime
    nightfall sunset sunrise
    """
)
_DAYS_FROM_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_PHRASES = {
    ("the", "day", "before", "yesterday"): (-2, -2),
    ("day", "before", "yesterday"): (-2, -2),
    ("the", "day", "after", "tomorrow"): (2, 2),
    ("overnight",): (-1, 0),
    ("during", "the", "night"): (-1, 0),
    ("last", "night"): (-1, 0),
    ("last", "evening"): (-1, -1),
    ("this", "morning"): (0, 0), ("this", "afternoon"): (0, 0), ("this", "evening"): (0, 0),
    ("earlier", "in", "the", "day"): (0, 0),
}  # fmt: skip
"""Days from the day of writing. "Overnight" is before or after midnight, and so on two days."""

_PHRASES_BY_WORD = by_first_word(_PHRASES.items())
_JOINED_PARTS: dict[str, Part] = {"early": "early", "mid": "mid", "late": "late"}
_JOINED_PART = re.compile(r"^(early|mid|late)-(1[5-9]\d\d|20\d\d)(s?)$")
_DECADE_WORDS = {
    "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980,
    "nineties": 1990,
}  # fmt: skip
_FIXED_BY_WORD = by_first_word(FIXED_DAYS.items())

_OFFSETS = {"last": -1, "this": 0, "next": 1, "current": 0, "coming": 1}
_WEEKDAY_WORDS = {"last": "last", "this": "this", "next": "next", "past": "last", "coming": "next"}
_DECADE_PARTS: dict[Part | None, tuple[int, int]] = {
    None: (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9),
}  # fmt: skip
_QUALIFIED = frozenset({"week", "month", "year"})
_EARLIER: dict[str, Part] = {"earlier": "early", "later": "late", "early": "early", "late": "late"}


def read_point(source: Source, index: int) -> TimeReading | None:
    """Return the longest day or calendar period at `index`, or None."""
    readings = [found for read in _READERS if (found := read(source, index)) is not None]
    if not readings:
        return None
    best = max(readings, key=lambda reading: reading.end)
    return _with_day_part(source, best)


def _date(source: Source, index: int) -> TimeReading | None:
    """Read a calendar date, with "early", "mid-" or "late" before it."""
    tokens = source.tokens
    at, part = index, None
    qualified = read_part(tokens, index)
    if qualified is not None:
        at, part = qualified
        if tokens.low[at] == "on":
            at += 1
    found = read_date(tokens, at)
    if found is None:
        return _weekday_of_week(source, index)
    partial = found.partial
    if part is not None and not partial.is_day:
        partial = partial._replace(part=part)
    end, partial = _year_in_words(source, found.end, partial)
    week = _weekday_of_week(source, index)
    if week is not None and week.end > end:
        return week
    return date_reading(source, index, end, partial)


def _year_in_words(source: Source, end: int, partial: Partial) -> tuple[int, Partial]:
    """Add "last year", "this year", "of last year" to a date without a year. Of "that year" the
    words alone are added: which one is for the report to say (`years`)."""
    tokens, reference = source.tokens, source.reference
    at = end + 1 if tokens.low[end] in ("of", ",") else end
    word = tokens.low[at]
    if partial.month is None or partial.year is not None:
        return end, partial
    if word in ("that", "the"):
        noun = at + 2 if tokens.low[at + 1] == "same" else at + 1
        return (noun + 1 if tokens.low[noun] == "year" else end), partial
    if word not in ("last", "this", "next") or tokens.low[at + 1] != "year":
        return end, partial
    if reference is None:
        return at + 2, partial
    return at + 2, partial._replace(year=reference.year + _OFFSETS[word])


def _weekday_of_week(source: Source, index: int) -> TimeReading | None:
    """Read "last Thursday", "next Friday", "this past Sunday", "Monday of last week".

    "Last Thursday" is the latest one before the day of writing, "next Friday" the first after
    it, "this Friday" the one of the calendar week.
    """
    tokens, reference = source.tokens, source.reference
    low = tokens.low
    at = index + 1 if low[index] == "the" and low[index + 1] in ("past", "coming") else index
    if low[at] == "this" and low[at + 1] in ("past", "coming"):
        at += 1
    word = _WEEKDAY_WORDS.get(low[at])
    if word is not None and low[at + 1] in WEEKDAYS and len(low[at + 1]) > 4:
        weekday = WEEKDAYS[low[at + 1]]
        return _relative_weekday(reference, index, at + 2, weekday, word)
    if low[index] not in WEEKDAYS:
        return None
    weekday, after = WEEKDAYS[low[index]], index + 1
    if low[after] in DAY_PARTS:
        after += 1
    if low[after] in ("of", "in"):
        after += 1
    if low[after] in ("last", "this", "next") and low[after + 1] == "week":
        days = OPEN
        if reference is not None:
            week = period_around(reference, "week", _OFFSETS[low[after]])
            assert week.earliest is not None
            days = of_days(date.fromisoformat(week.earliest), weekday, weekday)
        return TimeReading(index, after + 2, days, "point", "weekday of week", "document")
    if low[after] == "last" and low[after - 1] != "in":
        return _relative_weekday(reference, index, after + 1, weekday, "last")
    return None


def _relative_weekday(
    reference: date | None, start: int, end: int, weekday: int, word: str
) -> TimeReading:
    days = OPEN
    if reference is not None:
        if word == "last":
            day = latest_weekday(reference - timedelta(1), weekday)
        elif word == "next":
            day = latest_weekday(reference + timedelta(7), weekday)
        else:
            day = reference + timedelta(weekday - reference.weekday())
        days = stretch(day, day)
    return TimeReading(start, end, days, "point", f"{word} weekday", "document")


def _figures(source: Source, index: int) -> TimeReading | None:
    found = read_numeric(source.tokens, index)
    if found is None:
        return None
    return TimeReading(index, found[0], found[1], "point", "figures")


def _decade(source: Source, index: int) -> TimeReading | None:
    qualified = read_part(source.tokens, index)
    at, part = qualified if qualified is not None else (index, None)
    if source.tokens.low[at] == "the":
        at += 1
    found = read_decade(source.tokens, at)
    word = source.tokens.low[at]
    if found is None and word in _DECADE_WORDS and source.tokens.low[at - 1] == "the":
        found = at + 1, _DECADE_WORDS[word]  # Without the article they are ages: "in her forties".
    if found is None:
        return None
    return TimeReading(index, found[0], _decade_days(found[1], part), "period", "decade")


def _decade_days(first_year: int, part: Part | None) -> Stretch:
    first, last = _DECADE_PARTS[part]
    return stretch(date(first_year + first, 1, 1), date(first_year + last, 12, 31))


def _joined_part(source: Source, index: int) -> TimeReading | None:
    """Read "mid-1996", "early-2014" and "mid-1980s", which are one word."""
    found = _JOINED_PART.match(source.tokens.low[index])
    if found is None:
        return None
    part = _JOINED_PARTS[found[1]]
    year, rule = int(found[2]), "decade" if found[3] else "year"
    days = _decade_days(year, part) if found[3] else year_days(year, part)
    return TimeReading(index, index + 1, days, "period", rule)


def _today(source: Source, index: int) -> TimeReading | None:
    """Read "today", "yesterday morning", "overnight", "earlier today"."""
    tokens, reference = source.tokens, source.reference
    at = index
    if tokens.low[at] in _EARLIER:
        at += 1
    for words, (first, last) in _PHRASES_BY_WORD.get(tokens.low[at], ()):
        if tokens.match(at, words):
            return _from_reference(reference, index, at + len(words), first, last)
    offset = _DAYS_FROM_TODAY.get(tokens.low[at])
    if offset is None:
        return None
    return _from_reference(reference, index, at + 1, offset, offset)


def _from_reference(
    reference: date | None, start: int, end: int, first: int, last: int
) -> TimeReading:
    days = OPEN if reference is None else of_days(reference, first, last)
    return TimeReading(start, end, days, "point", "day from today", "document")


def _period(source: Source, index: int) -> TimeReading | None:
    """Read "last month", "this week", "earlier this year", "the weekend", "late last year"."""
    low = source.tokens.low
    at, part = index, None
    qualified = read_part(source.tokens, index)
    if low[index] in _EARLIER:
        at, part = index + 1, _EARLIER[low[index]]
        if low[at] == "in" and low[at + 1] in ("the", "this", "last"):
            at += 1
    elif qualified is not None:
        at, part = qualified
    found = _period_words(source, at, qualified=part is not None)
    if found is None:
        return None
    noun, offset, end = found
    # "The last week of May" is a part of May.
    if low[end] == "of":
        return None
    days = OPEN
    if source.reference is not None:
        later = low[index] == "later"
        if low[index] in ("earlier", "later"):
            # "Earlier this month" is before now, and not the month's first third.
            part = None
        future = later or speaks_of_future(source.tokens, index, end)
        days = said_period(source.reference, CALENDAR[noun], offset, part, future=future)
        if later and offset == 0:
            days = Stretch(source.reference.isoformat(), days.latest)
    return TimeReading(index, end, days, "period", "calendar period", "document")


def _period_words(source: Source, at: int, *, qualified: bool) -> tuple[str, int, int] | None:
    """Return the noun, the offset from the present one and the end of "last week" and the like."""
    low = source.tokens.low
    word, noun, end = low[at], low[at + 1], at + 2
    offset = _OFFSETS.get(word)
    if word == "the" and noun in ("current", "coming"):
        offset, noun, end = _OFFSETS[noun], low[at + 2], at + 3
    elif word == "the" and (noun == "weekend" or (qualified and noun in _QUALIFIED)):
        offset = 0
    elif word == "this" and noun == "past" and low[at + 2] == "weekend":
        offset, noun, end = 0, "weekend", at + 3
    if offset is None or noun not in CALENDAR or noun == "day":
        return None
    return noun, offset, end


def _month_of(source: Source, index: int) -> TimeReading | None:
    """Read "last May", "this October", "next March", "last summer", "the summer of 2014"."""
    tokens, reference = source.tokens, source.reference
    low = tokens.low
    word, noun = low[index], low[index + 1]
    if word == "the" and noun in SEASONS:
        at = index + 2
        if low[at] == "of":
            at += 1
        year = read_date(tokens, at)
        if year is not None and year.partial.year and not year.partial.month:
            days = season_days(year.partial.year, noun)
            return TimeReading(index, year.end, days, "period", "season")
        return None
    if word not in ("last", "this", "next"):
        return None
    if noun in SEASONS:
        days = OPEN if reference is None else _season(reference, noun, word)
        return TimeReading(index, index + 2, days, "period", "season", "document")
    if noun not in MONTHS or not tokens.text[index + 1][:1].isupper():
        return None
    found = read_date(tokens, index + 1)
    if found is None or found.partial.year is not None or found.partial.month is None:
        return None
    before = reference
    if before is not None and word == "last" and found.partial.day is None:
        before = before.replace(day=1) - timedelta(1)
    # "This March" is that of the calendar's year, be it over or to come.
    ahead = word == "this" and reference is not None and found.partial.month > reference.month
    days = resolve(found.partial, before, future=word == "next" or ahead)
    kind: Kind = "point" if found.partial.is_day else "period"
    return TimeReading(index, found.end, days, kind, f"{word} month", "document")


def _season_of_year(source: Source, index: int) -> TimeReading | None:
    """Read "autumn 2021", "late summer 2014", "the early spring of 2022"."""
    low = source.tokens.low
    at = index + 1 if low[index] == "the" else index
    part = _JOINED_PARTS.get(low[at].rstrip("-"))
    if part is not None:
        at += 1 + (low[at + 1] == "-")
    if low[at] not in SEASONS:
        return None
    end = at + 2 if low[at + 1] in ("of", ",") else at + 1
    year = year_at(source.tokens, end)
    if year is None:
        return None
    return TimeReading(index, end + 1, third(season_days(year, low[at]), part), "period", "season")


def _season(reference: date, season: str, word: str) -> Stretch:
    year = reference.year + (1 if word == "next" else 0)
    days = season_days(year, season)
    while word != "next" and days.earliest is not None and days.earliest > reference.isoformat():
        year -= 1
        days = season_days(year, season)
    return clip(days, reference) if word != "next" else days


def _fixed_day(source: Source, index: int) -> TimeReading | None:
    """Read the days with names that fall on one date everywhere."""
    tokens = source.tokens
    for words, (month, day) in _FIXED_BY_WORD.get(tokens.low[index], ()):
        if tokens.match(index, words) and tokens.text[index][:1].isupper():
            partial = Partial(month=month, day=day)
            end = index + len(words)
            at = end + 1 if tokens.low[end] in (",", "in", "of") else end
            year = year_at(tokens, at)
            if year is not None:
                end, partial = at + 1, partial._replace(year=year)
            return date_reading(source, index, end, partial)
    for words in TURNS_OF_YEAR if tokens.low[index - 1] == "since" else ():
        end = index + len(words)
        if tokens.match(index, words) and tokens.low[end] != "'s":
            return date_reading(source, index, end, Partial(month=1, day=1))
    return None


def _day_part_of(source: Source, index: int) -> TimeReading | None:
    """Read "the morning of October 17", "the night of 3 May"."""
    low = source.tokens.low
    at = index + 1 if low[index] == "the" else index
    if low[at] in ("early", "late"):
        at += 1
    if low[at] not in DAY_PARTS or low[at + 1] not in ("of", "on"):
        return None
    found = read_date(source.tokens, at + 2)
    if found is None or not found.partial.is_day:
        return None
    return date_reading(source, index, found.end, found.partial)


def _with_day_part(source: Source, reading: TimeReading) -> TimeReading:
    """Take "night" in "Tuesday night" into the words."""
    end = reading.end
    if reading.kind == "point" and source.tokens.low[end] in DAY_PARTS:
        return reading._replace(end=end + 1)
    return reading


_READERS = (
    _date, _figures, _decade, _joined_part, _today, _period, _weekday_of_week, _month_of,
    _season_of_year, _fixed_day, read_named_day, _day_part_of,
)  # fmt: skip
