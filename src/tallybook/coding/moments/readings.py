"""What the grammars of time return, and whether the words around speak of the future."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from tallybook.coding.language.token_rows import PARAGRAPH, Tokens
from tallybook.coding.moments.calendar import OPEN, Partial, Stretch, lies_just_ahead, resolve
from tallybook.coding.moments.shifts import Shift
from tallybook.core.values import Extent

Kind = Literal["point", "period", "since", "until", "frequency", "duration"]
RelativeTo = Literal["document", "narrative"]


class TimeReading(NamedTuple):
    """An expression of time over the words `[start, end)`.

    `partial` is kept where the expression is a calendar date, so that a range can share a month
    or a year between its ends.
    """

    start: int
    end: int
    days: Stretch
    kind: Kind
    rule: str
    relative_to: RelativeTo | None = None
    extent: Extent = "sometime"
    shift: Shift | None = None
    partial: Partial | None = None


class Source(NamedTuple):
    """The words, and the day on which they were written, if known."""

    tokens: Tokens
    reference: date | None


_FUTURE = frozenset(
    {"will", "'ll", "shall", "won't", "scheduled", "expected", "upcoming", "slated", "forthcoming"}
)
_MODALS = frozenset({"might", "would", "could", "may", "must", "should", "can"})
_FUTURE_PAIRS = frozenset(
    {("going", "to"), ("due", "to"), ("set", "to"), ("expected", "to"), ("plans", "to"),
     ("plan", "to"), ("scheduled", "for"), ("scheduled", "to"), ("planned", "for"),
     ("due", "on"), ("slated", "for"), ("set", "for"), ("deadline", "of"), ("intends", "to"),
     ("scheduled", "on"), ("to", "be")}
)  # fmt: skip
_SCHEDULED = frozenset(
    {"reconvenes", "reconvene", "expires", "expire", "resumes", "resume", "payable", "due",
     "effective", "begins", "opens", "starts"}
)  # fmt: skip
_AUXILIARIES = frozenset(
    {"be", "been", "being", "is", "are", "was", "were", "am", "get", "gets", "got", "getting",
     "has", "have", "had", "having", "'s", "'re", "'ve", "'d", "did", "do", "does"}
)  # fmt: skip
_CLAUSE_ENDS = frozenset({".", ";", ":", "!", "?", PARAGRAPH, "\"", "”", "“", "that", "which",
                          "who", "after", "said", "says", "told", "because"})  # fmt: skip
_LOOK_BACK = 12


def speaks_of_future(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the clause around `[start, end)` is about what is still to come.

    English marks the future on the verb group, which stands before its adverbial of time in the
    same clause, or right after it ("talks on Friday will decide"). The nearest verb group is the
    adverbial's own: in "would appeal the ruling, announced Friday" the ruling was announced. The
    simple present with a time that it does not hold at says what is scheduled ("the court
    reconvenes on Friday", Quirk et al. 1985, §4.45); news puts what has happened into the present
    in headlines, so that only verbs and adjectives of schedules are read so. Behind "since" a time
    has begun, whatever is said of it.
    """
    low = tokens.low
    if low[end] in _FUTURE:
        return True
    for at in range(start - 1, max(start - 1 - _LOOK_BACK, -1), -1):
        word = low[at]
        if word in _CLAUSE_ENDS or word == "since":
            return False
        if word in _MODALS and low[at + 1] != "have" and tokens.text[at][0] == word[0]:
            # "May" with a capital is the month.
            return True
        if word in _FUTURE or word in _SCHEDULED or (word, low[at + 1]) in _FUTURE_PAIRS:
            return True
        if _is_told(tokens, at):
            return False
    return False


def _is_deadline(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a date says until when something is to be done: "told them to leave by 30 May", "set
    3 June as the deadline". What is asked for lies ahead of the asking, near by either side of the
    report."""
    if tokens.match(end, ("as", "the", "deadline")) or tokens.match(end, ("deadline",)):
        return True
    if tokens.low[start - 1] not in ("by", "before"):
        return False
    for at in range(start - 2, max(start - 2 - _LOOK_BACK, -1), -1):
        if tokens.low[at] in _CLAUSE_ENDS or _is_told(tokens, at):
            return False
        if tokens.low[at] == "to" and tokens.tag(at + 1) == "VB":
            return True
    return False


def _is_told(tokens: Tokens, at: int) -> bool:
    """Whether a word is a verb that tells of the past: a past tense, or a participle that no
    auxiliary of its own stands before."""
    tag = tokens.tag(at)
    if tag == "VBD":
        return tokens.low[at] not in _AUXILIARIES
    if tag != "VBN" or tokens.low[at] in _AUXILIARIES:
        return False
    before = at - 1
    while tokens.tag(before) == "RB":
        before -= 1
    return tokens.low[before] not in _AUXILIARIES


def unresolved(
    start: int, end: int, kind: Kind, rule: str, extent: Extent = "sometime"
) -> TimeReading:
    """Return a reading that gives no days: a duration, a frequency, a feast that moves."""
    return TimeReading(start, end, OPEN, kind, rule, None, extent)


def date_reading(source: Source, start: int, end: int, partial: Partial) -> TimeReading:
    """Return the reading of a calendar date that may lack a month or a year."""
    # A feast that comes soon is told of last year's too ("on Christmas Day").
    numbered = any(map(str.isdigit, "".join(source.tokens.low[start:end])))
    future = partial.year is None and (
        speaks_of_future(source.tokens, start, end)
        or (partial.month is not None and _is_deadline(source.tokens, start, end))
        or (numbered and lies_just_ahead(partial, source.reference))
    )
    days = resolve(partial, source.reference, future=future)
    kind: Kind = "point" if partial.is_day else "period"
    rule = "weekday" if partial.weekday is not None and partial.day is None else "date"
    if not partial.is_day:
        rule = "month" if partial.month is not None else "year"
    relative: RelativeTo | None = None if partial.year is not None else "document"
    return TimeReading(start, end, days, kind, rule, relative, partial=partial)
