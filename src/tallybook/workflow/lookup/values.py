"""What the words of a time or of a number are read as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.values import Count, Moment
from tallybook.errors import NothingFoundError

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge


class TimeReadingView(Struct, frozen=True, kw_only=True):
    """One expression of time, at the code points `[start, end)` of the text.

    `counted_from` is "document" (its day, in `resolved_against` where it is known), "narrative"
    (the moment told before, so that the words alone give no day) or None for days that are
    written in full. `clock` are the words of a clock of another place that is told beside a day:
    `moment` is then the day at the place, all days that it may be.
    """

    start: int
    end: int
    moment: Moment
    kind: str
    rule: str
    counted_from: str | None
    resolved_against: str | None
    clock: str | None


class TimeLookup(Struct, frozen=True, kw_only=True, tag_field="lookup", tag="time"):
    """The expressions of time in a text; `date` is the day of the report, `countries` are those
    that it speaks of."""

    text: str
    countries: tuple[str, ...]
    date: str | None
    found: tuple[TimeReadingView, ...]


class NumberReadingView(Struct, frozen=True, kw_only=True):
    """One number, at the code points `[start, end)` of the text.

    `value` is the number before hedges. `rule` names the reading, `counts` the noun that it is
    of, `verb` the verb over it; `part_of` is the index in `found` of the number that it is a
    part of.
    """

    start: int
    end: int
    count: Count
    value: float | None
    hedge: str
    rule: str
    unit: str | None
    counts: str | None
    verb: str | None
    part_of: int | None


class NumberLookup(Struct, frozen=True, kw_only=True, tag_field="lookup", tag="number"):
    """The numbers in a text that count something."""

    text: str
    found: tuple[NumberReadingView, ...]


def look_up_time(
    text: str, knowledge: Knowledge, countries: Sequence[str], written: date | None
) -> TimeLookup:
    """Return the expressions of time in a text that was written on a day, of what happened in one
    of the countries."""
    from tallybook.coding.language.model import load_model
    from tallybook.coding.moments.finding import Anchor, find_moments
    from tallybook.coding.report.clocks import at_places

    day = None if written is None else written.isoformat()
    found = tuple(
        TimeReadingView(
            start=one.start_char,
            end=one.end_char,
            moment=at_places(one.moment, one.clock, (), knowledge.gazetteer, countries),
            kind=one.kind,
            rule=one.rule,
            counted_from=one.relative_to,
            resolved_against=day if one.relative_to == "document" else None,
            clock=None if one.clock is None else one.clock.zone or one.clock.where or "local",
        )
        for one in find_moments(load_model()(text), Anchor(published=written))
    )
    if not found:
        raise NothingFoundError(f"no time in {text!r}: no rule reads a day or a period in it")
    return TimeLookup(text=text, countries=tuple(countries), date=day, found=found)


def look_up_number(text: str) -> NumberLookup:
    """Return the numbers in a text; calendar numbers, names and shares count nothing."""
    from tallybook.coding.counts.finding import find_counts
    from tallybook.coding.language.model import load_model

    parsed = load_model()(text)
    found = tuple(
        NumberReadingView(
            start=one.start_char,
            end=one.end_char,
            count=one.count,
            value=one.value,
            hedge=one.hedge,
            rule=one.rule,
            unit=one.unit,
            counts=None if one.head is None else parsed[one.head].text,
            verb=None if one.governor is None else parsed[one.governor].text,
            part_of=one.part_of,
        )
        for one in find_counts(parsed)
    )
    if not found:
        raise NothingFoundError(
            f"no number in {text!r}: dates, shares and numbers in names count nothing"
        )
    return NumberLookup(text=text, found=found)
