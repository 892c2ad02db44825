"""Lengths of time over which attacks are counted, where no day is told ("22 in 24 hours")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.token_rows import Tokens
from tallybook.coding.moments.shifts import read_distance, trailing
from tallybook.core.spans import Span
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


def settle_trailing(telling: Telling, mentions: Mentions, published: date | None) -> None:
    """Give "it had carried out 22 strikes in 24 hours", said on a Wednesday, the hours up to then.

    A perfect reaches up to the time of speaking (the extended now, McCoard 1978), so that a length
    of time in which so many attacks were made ends there; without one it may be of any time.
    """
    if telling.number is None or telling.moment is not None or published is None:
        return
    doc, verb = telling.sentence.passage.doc, clause_verb(telling.head)
    auxiliaries = {t.lower_ for t in verb.lefts if t.dep_ == "aux"}
    now = bool(auxiliaries & {"has", "have"}) and "had" not in auxiliaries
    if not (now or ("had" in auxiliaries and telling.chain)):
        return
    for mention in mentions.moments:
        here = telling.sentence.start < mention.start < telling.sentence.end
        opener = doc[mention.start - 1]
        if not here or mention.kind != "duration" or opener.lower_ not in LASTING:
            continue
        if clause_verb(opener) != verb:
            continue
        tokens = Tokens(doc)
        length = read_distance(tokens, bisect_left(tokens.position, mention.start))
        if length is None or length.unit not in ("hour", "day", "week"):
            continue
        if length.unit == "hour" and length.low < A_DAY:
            continue
        day = _day_said(verb, mentions) or published
        days = trailing(length, day, -1)
        span = telling.sentence.passage.span(mention.start, mention.end)
        moment = Moment(days.earliest, days.latest, "throughout", span.words)
        telling.carried, telling.carried_rule = (moment, span), TRAILING
        return


def settle_previous(telling: Telling, before: Sequence[Telling]) -> None:
    """Give "41 in the previous dry season", beside "34 since the season began in November", the
    days before November: what is previous to a period ends where it begins."""
    if telling.number is None or telling.moment is not None or telling.carried is not None:
        return
    found = _PREVIOUS.search(telling.sentence.span.words)
    bases = (t.moment[0].first for t in reversed(before) if t.number and t.moment is not None)
    first = next((day for day in bases if day is not None), None)
    if found is None or first is None:
        return
    start = telling.sentence.span.start
    span = Span(start + found.start(), start + found.end(), found.group())
    end = (first - timedelta(days=1)).isoformat()
    telling.carried = (Moment(None, end, "throughout", span.words), span)
    telling.carried_rule = "the period before that of the figure beside it"


_PREVIOUS = re.compile(
    r"\b(?:previous|preceding) (?:\w+ )?"
    r"(?:season|campaign|term|winter|summer|quarter|half|period)\b",
    re.IGNORECASE,
)

TRAILING = "a length of time told in the perfect ends when it is told"
LASTING = frozenset({"in", "within", "over"})
A_DAY = 12
"""Hours from which "in 24 hours" is a stretch of days, and no time that one attack took."""


def _day_said(verb: Token, mentions: Mentions) -> date | None:
    """The day of the saying that a clause is the content of ("said on Wednesday it had …")."""
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.pos_ != "VERB":
        return None
    between = range(min(saying.i, verb.left_edge.i), max(saying.i, verb.i))
    days = [m.moment for m in mentions.moments if m.start in between and m.kind == "point"]
    return days[0].last if len(days) == 1 and days[0].first == days[0].last else None
