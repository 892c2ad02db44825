"""What the grammars of time return, and whether the words around speak of the future."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from tallybook.coding.counts_tokens import PARAGRAPH, Tokens
from tallybook.coding.moments_calendar import OPEN, Partial, Stretch
from tallybook.coding.moments_shifts import Shift
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


_FUTURE = frozenset({"will", "'ll", "shall", "won't", "scheduled", "expected", "upcoming"})
_MODALS = frozenset({"might", "would", "could", "may", "must", "should", "can"})
_FUTURE_PAIRS = frozenset(
    {("going", "to"), ("due", "to"), ("set", "to"), ("expected", "to"), ("plans", "to"),
     ("plan", "to"), ("scheduled", "for"), ("scheduled", "to"), ("planned", "for"),
     ("due", "on"), ("slated", "for"), ("intends", "to"), ("scheduled", "on"), ("to", "be")}
)  # fmt: skip
_CLAUSE_ENDS = frozenset({".", ";", ":", "!", "?", PARAGRAPH, "\"", "”", "“", "that", "which",
                          "who", "after", "said", "says", "told", "because"})  # fmt: skip
_LOOK_BACK = 12


def speaks_of_future(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the clause around `[start, end)` is about what is still to come.

    English marks the future on the verb group, which stands before its adverbial of time in the
    same clause, or right after it ("talks on Friday will decide").
    """
    low = tokens.low
    if low[end] in _FUTURE:
        return True
    for at in range(start - 1, max(start - 1 - _LOOK_BACK, -1), -1):
        word = low[at]
        if word in _CLAUSE_ENDS:
            return False
        if word in _MODALS and low[at + 1] != "have" and tokens.text[at][0] == word[0]:
            # "May" with a capital is the month.
            return True
        if word in _FUTURE or (word, low[at + 1]) in _FUTURE_PAIRS:
            return True
    return False


def unresolved(
    start: int, end: int, kind: Kind, rule: str, extent: Extent = "sometime"
) -> TimeReading:
    """Return a reading that gives no days: a duration, a frequency, a feast that moves."""
    return TimeReading(start, end, OPEN, kind, rule, None, extent)
