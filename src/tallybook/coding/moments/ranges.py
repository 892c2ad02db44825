"""Ranges of days: "between October 17th and 24th", "from Monday to Wednesday", "3-9 May",
"since 2014", "until Friday", "as of Monday".

The two ends of a range share what only one of them states: a month ("3-9 May"), a year
("October 28 to November 3, 2023"). A thing said of a range held throughout it.
"""

from __future__ import annotations

import re
from datetime import date

from tallybook.coding.counts.numerals import read_ordinal
from tallybook.coding.language.token_rows import by_first_word, word_set
from tallybook.coding.moments.calendar import (
    OPEN,
    Partial,
    Stretch,
    clip,
    lies_just_ahead,
    resolve,
    shift_day,
    valid_day,
)
from tallybook.coding.moments.dates import DateRead, read_date, year_at
from tallybook.coding.moments.named_days import read_named_day
from tallybook.coding.moments.parts import read_named_quarter, read_part_of_period
from tallybook.coding.moments.points import DAY_PARTS, read_point
from tallybook.coding.moments.readings import (
    Kind,
    RelativeTo,
    Source,
    TimeReading,
    speaks_of_future,
)
from tallybook.coding.moments.relative import read_relative

_JOINERS = {
    "between": frozenset({"and", "&", "to"}),
    "from": frozenset({"to", "until", "till", "through", "-", "into"}),
    "": frozenset({"to", "-", "through", "until", "till", "--", "thru", "into"}),
}
_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")
_SHORT_YEAR = re.compile(r"^\d\d$")
_PREFIXES: dict[tuple[str, ...], str] = {
    ("since",): "since", ("ever", "since"): "since", ("from",): "since", ("starting",): "since",
    ("starting", "on"): "since", ("starting", "in"): "since", ("beginning",): "since",
    ("beginning", "on"): "since", ("beginning", "in"): "since", ("as", "from"): "since",
    ("dating", "back", "to"): "since", ("after",): "after", ("following",): "after",
    ("until",): "until", ("till",): "until", ("through",): "until", ("up", "to"): "until",
    ("up", "until"): "until", ("as", "of"): "until", ("as", "at"): "until", ("by",): "until",
    ("by", "the", "end", "of"): "until", ("before",): "before", ("prior", "to"): "before",
    ("ahead", "of"): "before", ("not", "later", "than"): "until", ("no", "later", "than"): "until",
}  # fmt: skip
_BY_FIRST = by_first_word(_PREFIXES.items())
PREFIX_STARTERS = frozenset(_BY_FIRST)
_FILLERS = frozenset({"at", "least", "about", "around", "on", "roughly"})
_FUNCTION_WORDS = word_set(
    """
    in at on by and or but the a an when as for from to with near that which who it he she they we
    his her its their there no not if because while was were is are had has have will would
    """
)
_EVENT_MARKS = frozenset({"'s"})


def read_any(source: Source, index: int) -> TimeReading | None:
    """Return the longest single expression at `index`: a point, a part or a distance."""
    readings = [
        found
        for read in (read_point, read_part_of_period, read_named_quarter, read_relative)
        if (found := read(source, index)) is not None
    ]
    return max(readings, key=lambda reading: reading.end, default=None)


def read_range(source: Source, index: int) -> TimeReading | None:
    """Return the range with two ends at `index`, or None."""
    low = source.tokens.low
    night = _night(source, index)
    if night is not None:
        return night
    opener = low[index] if low[index] in ("between", "from") else ""
    at = index + 1 if opener else index
    if opener and low[at] in ("the", "late", "early") and _day_number(source, at + 1) is not None:
        at += 1
    return (
        _shared_month(source, index, at, opener)
        or _between_points(source, index, at, opener)
        or (None if opener else _joined_days(source, index))
    )


def _night(source: Source, index: int) -> TimeReading | None:
    """Read "overnight from Sunday to Monday", "the night of 3 to 4 March", "overnight into Sunday":
    one night, which has two dates, and at some time in it."""
    low = source.tokens.low
    at = index + 1
    if low[index] == "the" and low[index + 1] == "night":
        at = index + 2
    elif low[index] not in ("overnight", "night"):
        return None
    if low[at] == "of":
        at += 1
    found = None if low[at] in ("overnight", "night", "the") else read_range(source, at)
    if found is None:
        return _night_of(source, index, at)
    return found._replace(start=index, kind="point", extent="sometime", rule="night between")


def _night_of(source: Source, index: int, at: int) -> TimeReading | None:
    """Read "overnight into Sunday", "the night before Sunday", the night that ends on that day, and
    "overnight on Saturday", of which the words do not say whether Saturday began or ended it."""
    low = source.tokens.low
    into = low[at] in ("into", "to", "before")
    day = read_point(source, at + (into or low[at] == "on"))
    if day is None or day.kind != "point" or not (into or low[index] == "overnight"):
        return None
    if day.days.earliest is None or day.days.latest is None or day.rule == "day from today":
        return None
    latest = day.days.latest if into else shift_day(day.days.latest, 1)
    days = clip(Stretch(shift_day(day.days.earliest, -1), latest), source.reference)
    return day._replace(start=index, days=days, extent="sometime", rule="night of a day")


def read_open_range(source: Source, index: int) -> TimeReading | None:
    """Return "since …", "until …", "before …" with its date at `index`, or None."""
    tokens, low = source.tokens, source.tokens.low
    for words, sense in _BY_FIRST.get(low[index], ()):
        if not tokens.match(index, words):
            continue
        at = index + len(words)
        while low[at] in _FILLERS:
            at += 1
        found = read_any(source, at)
        if found is None or found.kind in ("duration", "frequency"):
            continue
        if (sense in ("before", "after") or words == ("by",)) and low[at] in DAY_PARTS:
            # "Before dawn on Friday", "by noon on Friday" are parts of Friday.
            return found._replace(start=index)
        if words != ("since",) and low[found.end] in _EVENT_MARKS:
            # "After Tuesday's attack": what comes after the attack may be the same day.
            return None
        if sense in ("after", "before") and _names_event(low[found.end]):
            return None
        if found.relative_to == "narrative" and (sense in ("after", "before") or found.shift):
            return None
        if found.rule in ("present", "recently", "ago") and sense not in ("since", "until"):
            return None
        return _open(source, index, found, sense)
    return None


def _names_event(following: str) -> bool:
    """Whether a date stands before a noun ("after Friday prayers", "before the 2021 election"):
    then the event counts, which may have been on that day."""
    return following.isalpha() and following not in _FUNCTION_WORDS


def _open(source: Source, index: int, found: TimeReading, sense: str) -> TimeReading:
    """Return the open range; what is told of as having happened ends with the day of writing."""
    reference = source.reference
    today = None if reference is None else reference.isoformat()
    earliest, latest = found.days
    kind: Kind = "since" if sense in ("since", "after") else "until"
    days = OPEN
    if sense == "since":
        days = Stretch(earliest, _not_before(today, earliest))
    elif sense == "after" and latest is not None:
        following = shift_day(latest, 1)
        days = Stretch(following, _not_before(today, following))
    elif sense == "until":
        days = Stretch(None, latest)
    elif sense == "before" and earliest is not None:
        days = Stretch(None, shift_day(earliest, -1))
    return TimeReading(
        index, found.end, days, kind, f"{sense} {found.rule}", found.relative_to,
        "throughout" if sense in ("since", "until") else "sometime",
    )  # fmt: skip


def _not_before(today: str | None, earliest: str | None) -> str | None:
    """Return the day of writing as an end, unless the range starts after it or has no start."""
    if today is None or earliest is None or earliest > today:
        return None
    return today


def _day_number(source: Source, index: int) -> tuple[int, int] | None:
    found = _DAY.match(source.tokens.low[index])
    if found is None and source.tokens.low[index - 1] == "the":
        ordinal = read_ordinal(source.tokens, index)
        return None if ordinal is None or ordinal.value > 31 else (ordinal.end, int(ordinal.value))
    day = int(found[1]) if found else 0
    return (index + 1, day) if 1 <= day <= 31 else None


def _shared_month(source: Source, index: int, at: int, opener: str) -> TimeReading | None:
    """Read "3 to 9 May", "between 17th and 24th of October", "from the 3rd to the 5th of Safar"."""
    low = source.tokens.low
    first = _day_number(source, at)
    if first is None or low[first[0]] not in _JOINERS[opener] | {"and"}:
        return None
    joiner = low[first[0]]
    after = first[0] + 1
    if low[after] == "the":
        after += 1
    joined = joiner == "and" and opener != "between"
    second = read_date(source.tokens, after)
    named = None if second is not None and second.partial.month else read_named_day(source, after)
    if named is not None and named.partial is None:
        return _of_other_month(source, index, first[1], named, joined=joined)
    if named is not None and named.partial is not None:
        second = DateRead(named.end, named.partial)
    if second is None or second.partial.month is None or second.partial.day is None:
        return None
    partial = second.partial
    if first[1] >= (partial.day or 0):
        return None
    opening = Partial(year=partial.year, month=partial.month, day=first[1])
    return _range(source, index, second.end, opening, partial, joined=joined)


def _of_other_month(
    source: Source, index: int, first: int, last: TimeReading, *, joined: bool
) -> TimeReading | None:
    """Read "5 to 9 Muharram": the days of one month follow each other in every calendar."""
    final = _day_number(source, last.start)
    if final is None or first >= final[1] or last.kind != "point" or last.days.earliest is None:
        return None
    days = Stretch(shift_day(last.days.earliest, first - final[1]), last.days.latest)
    return last._replace(
        start=index, days=days, kind="period", rule="joined days" if joined else "range",
        extent="sometime" if joined else "throughout",
    )  # fmt: skip


def _between_points(source: Source, index: int, at: int, opener: str) -> TimeReading | None:
    """Read a range whose first end is a whole expression."""
    tokens, low = source.tokens, source.tokens.low
    first = read_point(source, at)
    if first is None or low[first.end] not in _JOINERS[opener]:
        return None
    after = first.end + 1
    if low[after] == "the" and _DAY.match(low[after + 1]):
        after += 1
    number = _day_number(source, after)
    second = read_point(source, after)
    stated = second is not None and second.partial is not None and second.partial.month is not None
    if first.partial is not None and not stated:
        if number is not None and first.partial.day is not None and first.partial.month:
            return _carried(source, index, first.partial, number)
        year = first.partial.year
        if year and first.partial.month is None and low[first.end] == "-":
            last = year_at(tokens, after)
            if last is None and _SHORT_YEAR.match(low[after]):
                last = year // 100 * 100 + int(low[after])
            if last is not None and last > year:
                closing = Partial(year=last)
                return _range(source, index, after + 1, first.partial, closing)
    if second is None:
        return None
    if not opener and not (first.kind == second.kind or first.partial is None):
        return None
    if first.partial is not None and second.partial is not None:
        return _range(source, index, second.end, first.partial, second.partial)
    earliest, latest = first.days.earliest, second.days.latest
    if earliest is not None and latest is not None and earliest > latest:
        return None
    return TimeReading(
        index, second.end, Stretch(earliest, latest), "period", "range", "document", "throughout"
    )


def _carried(
    source: Source, index: int, first: Partial, number: tuple[int, int]
) -> TimeReading | None:
    """Read the second day of "October 17th and 24th", and a year after it."""
    low = source.tokens.low
    end, day = number
    if (
        first.month is None
        or not valid_day(first.year, first.month, day)
        or day <= (first.day or 0)
    ):
        return None
    year = first.year
    at = end + 1 if low[end] == "," else end
    if year is None and re.match(r"^(19|20)\d\d$", low[at]):
        year, end = int(low[at]), at + 1
    closing = Partial(year=year, month=first.month, day=day)
    return _range(source, index, end, first._replace(year=year), closing)


def _joined_days(source: Source, index: int) -> TimeReading | None:
    """Read "October 17 and 18": two days of one month, given as the days from one to the other."""
    low = source.tokens.low
    first = read_date(source.tokens, index)
    if first is None or first.partial.day is None or first.partial.month is None:
        return None
    if low[first.end] not in ("and", "&", "-"):
        return None
    number = _day_number(source, first.end + 1)
    if number is None or (low[number[0]].isalpha() and low[number[0]] not in (
        "in", "at", "on", "and", "when", "by", "as", "for", "after", "killed",
    )):  # fmt: skip
        return None
    found = _carried(source, index, first.partial, number)
    return found._replace(extent="sometime", rule="joined days") if found else None


def _range(
    source: Source, index: int, end: int, first: Partial, last: Partial, *, joined: bool = False
) -> TimeReading | None:
    """Return the range between two partial dates, the years settled between them."""
    reference = source.reference
    if first.year is None and last.year is not None:
        later = (first.month or 0, first.day or 0) > (last.month or 12, last.day or 31)
        if first.month is None and first.weekday is None:
            return None
        first = first._replace(year=last.year - 1 if later else last.year)
    elif last.year is None and first.year is not None and last.month is not None:
        earlier = (last.month, last.day or 31) < (first.month or 0, first.day or 0)
        last = last._replace(year=first.year + 1 if earlier else first.year)
    future = speaks_of_future(source.tokens, index, end) or lies_just_ahead(last, reference)
    closing = resolve(last, reference, future=future)
    anchor = reference
    if closing.latest is not None and not closing.latest.startswith("XXXX"):
        anchor = date.fromisoformat(closing.latest)
    opening = resolve(first, anchor)
    if first.year is None and closing.earliest and not future:
        opening = clip(opening, anchor)
    earliest, latest = opening.earliest, closing.latest
    known = earliest and latest and not earliest.startswith("XXXX")
    if known and earliest is not None and latest is not None and earliest > latest:
        return None
    relative: RelativeTo | None = None if last.year is not None else "document"
    return TimeReading(
        index, end, Stretch(earliest, latest), "period", "joined days" if joined else "range",
        relative, "sometime" if joined else "throughout",
    )  # fmt: skip
