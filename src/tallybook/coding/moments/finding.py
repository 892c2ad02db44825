"""When: the expressions of time in a document, as days.

An own grammar over words (calendar dates, weekdays, parts of periods, distances, ranges), since
no packaged date library reads "between October 17th and 24th" or "the past week". Rules rest on
how news is written and say so where they stand. A report tells of what has happened, so relative
words look back; the day of publication bounds a time that is stated and never stands in for one
that is not.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.token_rows import Tokens, word_set
from tallybook.coding.moments.calendar import FIXED_DAYS, MONTHS, SEASONS, WEEKDAYS
from tallybook.coding.moments.clock import at_hours
from tallybook.coding.moments.named_days import STARTERS as NAMED_DAY_STARTERS
from tallybook.coding.moments.points import DAY_PARTS
from tallybook.coding.moments.ranges import (
    PREFIX_STARTERS,
    read_any,
    read_open_range,
    read_range,
)
from tallybook.coding.moments.readings import Kind, RelativeTo, Source, TimeReading
from tallybook.coding.moments.shifts import CALENDAR, UNITS, Shift, apply
from tallybook.coding.moments.zoned import ZonedClock, day_there, find_clock
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Span


class Anchor(Struct, frozen=True):
    """What relative words count from: the day of the dateline, else that of publication."""

    published: date | None = None
    dateline_day: date | None = None

    @property
    def written(self) -> date | None:
        """The day on which the words were written, as far as known."""
        return self.dateline_day or self.published


class MomentMention(Struct, frozen=True, kw_only=True):
    """An expression of time: tokens `[start, end)`, code points `[start_char, end_char)`.

    `relative_to` says what it was resolved against: the document's day, the narrative's last
    moment (then `moment` is open, and `shift` is for `resolve_narrative`), or nothing. `rule`
    names the reading. Durations and frequencies give no days. `clock` is the hour that is told
    beside a day with its zone: `moment` is then the day by that clock.
    """

    start: int
    end: int
    start_char: int
    end_char: int
    moment: Moment
    rule: str
    kind: Kind
    relative_to: RelativeTo | None = None
    shift: Shift | None = None
    clock: ZonedClock | None = None


_STARTERS = (
    PREFIX_STARTERS | DAY_PARTS | frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS)
    | frozenset(SMALL) | frozenset(UNITS) | frozenset(words[0] for words in FIXED_DAYS)
    | NAMED_DAY_STARTERS
    | word_set(
    """
    the a an this that these same last next past previous coming current recent recently
    lately now currently nowadays today yesterday tomorrow tonight overnight night during day early
    mid middle late earlier later beginning start end half several few many couple some more less
    over nearly almost about around just under well at first second third fourth fifth sixth
    seventh eighth ninth tenth final every each per daily weekly monthly hourly nightly
    annually yearly between hundred thousand dozen roughly approximately following twenty thirty
    forties fifties sixties seventies eighties nineties q1 q2 q3 q4
    """
)
)  # fmt: skip
"""Every word that can open an expression, besides those that begin with a figure."""


_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these"})
"""Words that open an expression only where a word of `_SECOND` or a figure follows."""

_SECOND = _STARTERS | frozenset(CALENDAR) | {"opening", "closing", "preceding", "prior", "very"}


def find_moments(doc: Doc | Span, anchor: Anchor) -> list[MomentMention]:
    """Return the expressions of time in `doc`, in order and without overlaps.

    Only words are read; `doc` needs no parse. Where two readings start at the same word, the
    longer one holds.
    """
    tokens = Tokens(doc)
    source = Source(tokens, anchor.written)
    found: list[MomentMention] = []
    index = 0
    while index < tokens.size:
        word = tokens.low[index]
        reading = None
        figure = word[0].isdigit() or word[-1].isdigit() or word.endswith("0s")
        if word in _STARTERS or figure or word[-1] == "-":
            following = tokens.low[index + 1]
            if word not in _DETERMINERS or following in _SECOND or following[:1].isdigit():
                reading = _read(source, index)
        if reading is None:
            index += 1
            continue
        found.append(_mention(source, reading))
        index = reading.end
    return found


def resolve_narrative(
    mention: MomentMention, moment: Moment, hours: tuple[int, int] | None = None
) -> Moment:
    """Return the moment of a narrative mention, given the one that it counts from and, where it
    is known, the hours of the day of that one.

    "A day earlier" after an attack of 17 October is 16 October. A mention that does not count
    from the narrative keeps its own moment; an open narrative moment leaves it open.
    """
    if mention.shift is None:
        return mention.moment
    days = apply(at_hours(mention.shift, hours), moment.first, moment.last)
    return Moment(days.earliest, days.latest, mention.moment.extent, mention.moment.words)


def _read(source: Source, index: int) -> TimeReading | None:
    readings = [
        found
        for read in (read_range, read_open_range, read_any)
        if (found := read(source, index)) is not None
    ]
    return max(readings, key=lambda reading: reading.end, default=None)


def _mention(source: Source, reading: TimeReading) -> MomentMention:
    tokens, start, end = source.tokens, reading.start, reading.end
    first, last = tokens.start_char(start), tokens.end_char(end)
    days, clock = reading.days, None
    if reading.kind == "point":
        clock = find_clock(tokens.document.text, first, last)
    if reading.rule == "weekday":
        days = day_there(days, clock, source.reference)
    return MomentMention(
        start=tokens.position[start],
        end=tokens.position[end - 1] + 1,
        start_char=first,
        end_char=last,
        moment=Moment(*days, reading.extent, tokens.words(start, end)),
        rule=reading.rule,
        kind=reading.kind,
        relative_to=reading.relative_to,
        shift=reading.shift,
        clock=clock,
    )
