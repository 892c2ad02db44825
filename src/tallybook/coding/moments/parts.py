"""Parts of a period: "the first three months of 2024", "the last week of May", "the second half
of last year", "the third quarter"."""

from __future__ import annotations

from datetime import date, timedelta

from tallybook.coding.counts.numerals import read_numeral, read_ordinal
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.calendar import OPEN, Stretch, add_months, clip, stretch
from tallybook.coding.moments.dates import year_at
from tallybook.coding.moments.named_days import in_sighted
from tallybook.coding.moments.points import read_point
from tallybook.coding.moments.readings import Kind, Source, TimeReading
from tallybook.coding.moments.shifts import UNITS

_VAGUE = {"day": 6, "week": 4, "month": 6}
"""How many units a plural without a number stands for ("the closing days of May"): at most what is
less than the next larger unit, which would have been used otherwise (Grice's maxim of quantity)."""

_NOUNS = word_set(
    """
    day week month year half quarter third fortnight weekend hour
    """
)  # fmt: skip


def read_part_of_period(source: Source, index: int) -> TimeReading | None:
    """Return the reading of "(the) ORDINAL (NUMBER) UNIT of PERIOD" at `index`, or None; without a
    unit ("the first of the month") it is a day."""
    tokens, low = source.tokens, source.tokens.low
    at = index + 1 if low[index] == "the" else index
    ordinal, final = 0, low[at] in ("last", "final", "closing")
    if final:
        at += 1
    elif low[at] in ("opening",):
        ordinal, at = 1, at + 1
    else:
        found = read_ordinal(tokens, at)
        if found is None:
            return None
        ordinal, at = int(found.value), found.end
    if low[at] == "-":
        at += 1
    number = 1
    counted = read_numeral(tokens, at)
    if counted is not None and counted.value < 400:
        number, at = int(counted.value), counted.end
    elif low[at] == "few":
        number, at = 3, at + 1
    noun = low[at][:-1] if low[at].endswith("s") else low[at]
    if noun == "halve":
        noun = "half"
    if noun == "quarter" and number == 1 and not final and low[at + 1] not in ("of", "in"):
        return _quarter(source, index, at + 1, ordinal)
    if noun == "century" and number == 1 and 1 <= ordinal <= 21:
        days = stretch(date(100 * ordinal - 99, 1, 1), date(100 * ordinal, 12, 31))
        return TimeReading(index, at + 1, days, "period", "century")
    kind: Kind = "period"
    if noun == "of" and number == 1 and not final:
        noun, at, kind = "day", at - 1, "point"
    if noun not in _NOUNS or low[at + 1] not in ("of", "in"):
        return None
    after = at + 2
    whole = read_point(source, after)
    if whole is None and low[after] == "the" and low[after + 1] in ("year", "month"):
        whole = _current(source, after)
    if whole is None or whole.kind != "period":
        return None
    which = -1 if final else ordinal
    plural = number == 1 and low[at] != noun and noun in _VAGUE
    number = _VAGUE[noun] if plural and counted is None else number
    days = in_sighted(
        _unclipped(source, whole),
        whole.rule,
        source.reference,
        lambda all_: _part(all_, which, number, noun),
    )
    if whole.relative_to == "document":
        days = clip(days, source.reference)
    return TimeReading(index, whole.end, days, kind, "part of period", whole.relative_to)


def _unclipped(source: Source, whole: TimeReading) -> Stretch:
    """The whole of a month or year that is not over yet: its half is half of all of it."""
    days, reference = whole.days, source.reference
    if reference is None or days.earliest is None or days.latest != reference.isoformat():
        return days
    first = date.fromisoformat(days.earliest)
    last = source.tokens.low[whole.end - 1]
    if last == "year" and (first.month, first.day) == (1, 1):
        return stretch(first, first.replace(month=12, day=31))
    partial = whole.partial
    if first.day == 1 and (last == "month" or (partial is not None and partial.month is not None)):
        return stretch(first, add_months(first, 1) - timedelta(1))
    return days


def _quarter(source: Source, index: int, end: int, ordinal: int) -> TimeReading | None:
    """Read "the third quarter": the last one of that number that was over, or its year's."""
    if not 1 <= ordinal <= 4:
        return None
    following = read_point(source, end)
    reference = source.reference
    if following is not None and following.rule == "year":
        days = _part(following.days, ordinal, 1, "quarter")
        return TimeReading(index, following.end, days, "period", "quarter")
    days = OPEN
    if reference is not None:
        first = date(reference.year, 3 * ordinal - 2, 1)
        if add_months(first, 3) > reference:
            first = add_months(first, -12)
        days = stretch(first, add_months(first, 3) - timedelta(1))
    return TimeReading(index, end, days, "period", "quarter", "document")


def _current(source: Source, index: int) -> TimeReading:
    """Return "the year" or "the month" that holds the day of writing."""
    reference, days = source.reference, OPEN
    if reference is not None:
        first = reference.replace(day=1)
        if source.tokens.low[index + 1] == "year":
            first = first.replace(month=1)
            days = stretch(first, first.replace(month=12, day=31))
        else:
            days = stretch(first, add_months(first, 1) - timedelta(1))
    return TimeReading(index, index + 2, days, "period", "current period", "document")


def _part(days: Stretch, ordinal: int, number: int, noun: str) -> Stretch:
    """Return the `ordinal`-th run (-1: the last) of `number` units of a stretch."""
    if days.earliest is None or days.latest is None or days.earliest.startswith("XXXX"):
        return OPEN
    first = date.fromisoformat(days.earliest)
    after = date.fromisoformat(days.latest) + timedelta(1)
    months = (after.year - first.year) * 12 + after.month - first.month
    sizes = {"month": 1, "quarter": 3, "year": 12, "half": months // 2, "third": months // 3}
    if noun in sizes and (sizes[noun] > 0 or noun in ("month", "quarter", "year")):
        step = sizes[noun] * number
        if ordinal < 0:
            start, end = add_months(after, -step), after
        else:
            start = add_months(first, (ordinal - 1) * step)
            end = add_months(start, step)
    else:
        unit = UNITS.get(noun, "week")
        length = (after - first).days
        size = {"day": 1, "hour": 1, "week": 7, "fortnight": 14}.get(unit, 7)
        if noun in ("half", "third"):
            return _fraction(first, length, ordinal, 2 if noun == "half" else 3)
        if ordinal < 0:
            start, end = after - timedelta(size * number), after
        else:
            start = first + timedelta((ordinal - 1) * size * number)
            end = start + timedelta(size * number)
    if not first <= start < after:
        return OPEN
    return stretch(start, max(start, min(end, after) - timedelta(1)))


def _fraction(first: date, length: int, ordinal: int, parts: int) -> Stretch:
    """Return the `ordinal`-th of the `parts` (-1: the last) of so many days."""
    nth = parts if ordinal < 0 else ordinal
    if nth > parts:
        return OPEN
    start, end = (length * (nth - 1) // parts, length * nth // parts)
    return stretch(first + timedelta(start), first + timedelta(end - 1))


def read_named_quarter(source: Source, index: int) -> TimeReading | None:
    """Return the reading of "Q1 2024", or of "Q1" alone, the last one that was over; None."""
    word = source.tokens.low[index]
    if len(word) != 2 or word[0] != "q" or word[1] not in "1234":
        return None
    year = year_at(source.tokens, index + 1)
    if year is None:
        return _quarter(source, index, index + 1, int(word[1]))
    days = _part(stretch(date(year, 1, 1), date(year, 12, 31)), int(word[1]), 1, "quarter")
    return TimeReading(index, index + 2, days, "period", "quarter")
