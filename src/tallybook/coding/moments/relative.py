"""Times that lie at a distance: "two days ago", "the past week", "a day earlier", "in recent
weeks"; and those that name no day: durations and frequencies.

"Ago" and "the past" count from the day of writing. "Earlier", "later", "before", "the following
day" count from the moment that the text told of last, which the caller knows.
"""

from __future__ import annotations

from datetime import date

from tallybook.coding.language.token_rows import Tokens, word_set
from tallybook.coding.moments.calendar import OPEN, WEEKDAYS, Stretch, clip, shift_day
from tallybook.coding.moments.points import DAY_PARTS, read_point
from tallybook.coding.moments.readings import Kind, Source, TimeReading, unresolved
from tallybook.coding.moments.shifts import (
    CALENDAR,
    SAME_DAY,
    SINGLE,
    UNITS,
    Distance,
    Shift,
    apply,
    read_distance,
    read_measure,
    shift_of,
    trailing,
)

_BACK = frozenset({"earlier", "before", "previously", "prior"})
_FORTH = frozenset({"later", "after", "afterwards", "afterward"})
_NARRATIVE_WORDS = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "same": 0,
                    "prior": -1, "very": 0}  # fmt: skip
_PAST = frozenset({"past", "last", "previous", "preceding", "recent"})
_COMING = frozenset({"next", "coming", "following"})
_RECENT_NOUNS = frozenset({"days", "weeks", "months", "years", "hours", "times"})
_RECENT_MOST = {"days": 6, "weeks": 30, "months": 365}
"""How far "recent days" and the like reach back, in days: less than the next larger unit, which
would have been used otherwise (Grice's maxim of quantity). "Recent years" stay open."""

_NARRATED = frozenset({"day", "night", "evening", "week", "weekend", "month", "year"})

_ADVERBS = frozenset({"daily", "weekly", "monthly", "hourly", "nightly", "annually", "yearly"})
_PRESENT = frozenset({"now", "currently", "nowadays"})
_RECENTLY = frozenset({"recently", "lately"})
_DURATION_OPENERS = word_set(
    """
    for in within over during nearly almost about lasted lasting took after than least some
    throughout
    """
)
_STRETCH = frozenset({"the", "of", "in", "first", "last", "final", "for", "these", "those"})
"""Words before a bare "days after X" that make it a stretch of days, and no distance."""

_BEGINNINGS = frozenset({"beginning", "starting", "commencing"})
_SPANS = frozenset({"to", "ending", "through", "until", "till", "of"})


def read_relative(source: Source, index: int) -> TimeReading | None:
    """Return the longest expression at a distance that starts at `index`, or None."""
    readings = [found for read in _READERS if (found := read(source, index)) is not None]
    return max(readings, key=lambda reading: reading.end, default=None)


def _from_distance(source: Source, index: int) -> TimeReading | None:
    """Read "two days ago", "three weeks later", "two days after the raid", "for two days"."""
    tokens = source.tokens
    low = tokens.low
    distance = read_distance(tokens, index, bare=True)
    if distance is None:
        return None
    end = distance.end
    if low[end] == "and" and (more := read_distance(tokens, end + 1)) is not None:
        end = more.end
    word = low[end]
    if word == "ago":
        reference = source.reference
        shift = shift_of(distance, -1)
        days = clip(apply(shift, reference, reference), reference)
        return TimeReading(index, end + 1, days, "point", "ago", "document")
    if word in _BACK or word in _FORTH:
        return _from_narrative(source, index, distance, end)
    stated = distance.stated or low[index - 1] == "for"  # "For weeks" is as long as it says.
    if not stated or _is_age(tokens, end):
        return None
    return _frequency_or_duration(tokens, index, end)


def _measure(source: Source, index: int) -> TimeReading | None:
    """Read "two-week", "72-hour", "week-long": how long."""
    measure = read_measure(source.tokens, index)
    if measure is None:
        return None
    return unresolved(index, measure.end, "duration", "measure", "throughout")


def _from_narrative(source: Source, index: int, distance: Distance, end: int) -> TimeReading | None:
    tokens = source.tokens
    word = tokens.low[end]
    shift = shift_of(distance, -1 if word in _BACK else 1)
    if word in ("before", "after") and distance.stated:
        # "Two days after the March 3 raid" counts from that day.
        anchor = read_point(source, end + 1) or read_point(
            source, end + 1 + (tokens.low[end + 1] == "the")
        )
        if anchor is not None and anchor.days != OPEN and tokens.low[anchor.end] != "'s":
            days = _shifted(anchor.days, shift)
            return TimeReading(index, anchor.end, days, "point", "from date", anchor.relative_to)
    elif word in ("before", "after") and tokens.low[index - 1] in _STRETCH:
        return None
    return TimeReading(index, end + 1, OPEN, "point", f"{word} narrative", "narrative", shift=shift)


def _shifted(days: Stretch, shift: Shift) -> Stretch:
    if any(day is None or day.startswith("XXXX") for day in days):
        return OPEN
    return apply(shift, *(date.fromisoformat(day) for day in days if day is not None))


def _is_age(tokens: Tokens, end: int) -> bool:
    low = tokens.low
    return low[end] == "old" or (low[end] == "of" and low[end + 1] == "age")


def _frequency_or_duration(tokens: Tokens, index: int, end: int) -> TimeReading | None:
    """Tell "three times a week" (how often) from "for a week" (how long)."""
    low = tokens.low
    if low[index] in ("a", "an"):
        before = low[index - 1]
        if before in ("times", "once", "twice") or (
            before.endswith("s") and len(before) > 3 and index >= 2 and low[index - 2].isdigit()
        ):
            return unresolved(index, end, "frequency", "rate")
        extent = before == "of" and low[index - 2] in EXTENTS
        if before not in _DURATION_OPENERS and not extent:
            return None
    return unresolved(index, end, "duration", "duration", "throughout")


EXTENTS = frozenset({"space", "span", "course", "period", "matter", "stretch"})
"""Nouns of how long something lasts, before the length ("in the space of a week")."""


def _trailing(source: Source, index: int) -> TimeReading | None:
    """Read "the past week", "the last three months", "the next two days", "coming weeks"."""
    tokens, low = source.tokens, source.tokens.low
    at = index + 1 if low[index] in ("the", "these", "this") else index
    sign = -1 if low[at] in _PAST else 1 if low[at] in _COMING else 0
    if not sign or low[at] == "recent":
        return None
    word, article = low[at], at > index
    distance = read_distance(tokens, at + 1, bare=True)
    if distance is None and low[at + 1] in SINGLE and low[at + 1] not in ("night", "second"):
        if word not in ("past", "last") or not article or low[at + 1] == "moment":
            return None
        distance = Distance(at + 2, 1, 1, UNITS[low[at + 1]])
    if distance is None or distance.unit == "second" or low[distance.end] == "of":
        return None
    if word == "last" and not article and not distance.stated:
        return None
    days = OPEN if source.reference is None else trailing(distance, source.reference, sign)
    end = distance.end
    if word in ("previous", "preceding", "following"):
        shift = shift_of(distance, sign)
        span = Shift(shift.first, 0) if sign < 0 else Shift(0, shift.last)
        if shift.months:
            span = Shift(-30 * abs(shift.months), 0) if sign < 0 else Shift(0, 30 * shift.months)
        return TimeReading(index, end, OPEN, "period", "trailing", "narrative", "throughout", span)
    return TimeReading(index, end, days, "period", "trailing", "document", "throughout")


def _recent(source: Source, index: int) -> TimeReading | None:
    """Read "recent days", "recent weeks", "recently", "now"."""
    low, reference = source.tokens.low, source.reference
    word = low[index]
    day = None if reference is None else reference.isoformat()
    if word in _PRESENT:
        return TimeReading(index, index + 1, Stretch(day, day), "point", "present", "document")
    if word in _RECENTLY:
        return TimeReading(index, index + 1, Stretch(None, day), "point", "recently", "document")
    if word == "the" and low[index - 1] == "in" and low[index + 1] in ("past", "future"):
        past = Stretch(None, day)
        days = past if low[index + 1] == "past" else Stretch(day, None)
        return TimeReading(index, index + 2, days, "period", low[index + 1], "document")
    if word == "recent" and low[index + 1] not in _RECENT_NOUNS and low[index + 1].isalpha():
        return TimeReading(index, index + 1, Stretch(None, day), "point", "recently", "document")
    if word != "recent" or low[index + 1] not in _RECENT_NOUNS:
        return None
    days = Stretch(None, day)
    most = 1 if low[index + 1] == "hours" else _RECENT_MOST.get(low[index + 1])
    if reference is not None and most is not None:
        days = apply(Shift(-most, 0), reference, reference)
    return TimeReading(index, index + 2, days, "period", "recent", "document")


def _narrative_day(source: Source, index: int) -> TimeReading | None:
    """Read "the following day", "the day before", "that night", "earlier in the day"."""
    low = source.tokens.low
    found = _narrative_words(source, index)
    if found is None:
        return None
    at, end, offset = found
    noun = low[at]
    kind: Kind = "point"
    if noun in ("day", "night") or noun in DAY_PARTS:
        shift = SAME_DAY if offset == 0 else Shift(offset, offset)
    elif noun in CALENDAR:
        kind, shift = "period", Shift(period=CALENDAR[noun], offset=offset)
    elif noun in WEEKDAYS and offset and len(noun) > 4:
        reach = (-7, -1) if offset < 0 else (1, 7)
        shift = Shift(*reach, weekday=WEEKDAYS[noun])
    else:
        return None
    return TimeReading(index, end, OPEN, kind, f"{kind} of narrative", "narrative", shift=shift)


def _narrative_words(source: Source, index: int) -> tuple[int, int, int] | None:
    """Return the place of the noun, the end and the offset of a narrative time, or None."""
    low = source.tokens.low
    word, following = low[index], low[index + 1]
    if word in ("later", "earlier") and source.tokens.match(index + 1, ("in", "the", "day")):
        return index + 3, index + 4, 0
    if word == "the" and following in _NARRATIVE_WORDS:
        at = index + 3 if low[index + 2] in ("same", "next") else index + 2
        return at, at + 1, _NARRATIVE_WORDS[following]
    if word in ("that", "same"):
        at = index + 2 if following == "same" else index + 1
        return at, at + 1, 0
    if word == "the" and following in _NARRATED:
        offset = {"before": -1, "earlier": -1, "prior": -1, "after": 1}.get(low[index + 2])
        if offset is not None and low[index + 3] not in ("yesterday", "tomorrow", "last"):
            return index + 1, index + 3, offset
    return None


def _week_to(source: Source, index: int) -> TimeReading | None:
    """Read "the week to 17 October", "the 24 hours ending Sunday", "the week of October 16"."""
    tokens, low = source.tokens, source.tokens.low
    if low[index] != "the":
        return None
    distance = read_distance(tokens, index + 1)
    if distance is None and low[index + 1] in ("week", "month", "year"):
        distance = Distance(index + 2, 1, 1, UNITS[low[index + 1]])
    if distance is None:
        return None
    up = low[distance.end] == "up" and low[distance.end + 1] in ("to", "until")
    joiner = low[distance.end + up]
    if joiner not in _SPANS | _BEGINNINGS:
        return None
    at = distance.end + 1 + up
    if low[at] == "on":
        at += 1
    last = read_point(source, at)
    if last is None or last.days.latest is None:
        return None
    kind: Kind = "period"
    if joiner in _BEGINNINGS:
        return _from_day_on(source, index, distance, last)
    if joiner == "of":
        if low[index + 1] != "week" or last.kind != "point":
            return None
        shift = Shift(period="week")
        days = _shifted(last.days, shift)
        return TimeReading(index, last.end, days, kind, "week of", last.relative_to)
    if last.days.latest.startswith("XXXX"):
        return unresolved(index, last.end, kind, "week to", "throughout")
    days = trailing(distance, date.fromisoformat(last.days.latest), -1)
    if days.earliest is not None and distance.unit not in ("hour", "minute", "second"):
        # "The week to Sunday" begins on Monday: both days are counted.
        days = Stretch(shift_day(days.earliest, 1), days.latest)
    return TimeReading(index, last.end, days, kind, "week to", last.relative_to, "throughout")


def _from_day_on(
    source: Source, index: int, distance: Distance, first: TimeReading
) -> TimeReading | None:
    """Read "the week beginning 4 March": that day is the first of the seven."""
    if first.kind != "point" or first.days.earliest is None:
        return None
    if first.days.earliest.startswith("XXXX"):
        return unresolved(index, first.end, "period", "week from", "throughout")
    start = date.fromisoformat(first.days.earliest)
    ahead = trailing(distance, start, 1)
    days = clip(Stretch(ahead.earliest, shift_day(ahead.latest or "", -1)), source.reference)
    return TimeReading(
        index, first.end, days, "period", "week from", first.relative_to, "throughout"
    )


def _frequency(source: Source, index: int) -> TimeReading | None:
    """Read "every day", "each Friday", "every two weeks", "daily", "per month"."""
    tokens, low = source.tokens, source.tokens.low
    word = low[index]
    if word in _ADVERBS:
        # "Daily" before a capital is a newspaper or a part of its name.
        if tokens.text[index + 1][:1].isupper():
            return None
        return unresolved(index, index + 1, "frequency", "adverb")
    if word not in ("every", "each", "per"):
        return None
    distance = read_distance(tokens, index + 1)
    if distance is not None:
        return unresolved(index, distance.end, "frequency", "every")
    following = low[index + 1]
    if (
        following in CALENDAR
        or following in WEEKDAYS
        or following in DAY_PARTS
        or (following in UNITS and not following.endswith("s"))
    ):
        return unresolved(index, index + 2, "frequency", "every")
    return None


_READERS = (
    _from_distance, _measure, _trailing, _recent, _narrative_day, _week_to, _frequency,
)  # fmt: skip
