"""Series: an attack as one of several in a period, "the third attack this week"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import subtree_bounds
from tallybook.coding.moments.finding import MomentMention
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

PERIODS = frozenset({"period", "since"})

UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
"""Days of the stretches that a series is told over."""


def ordinal_period(
    triggers: Sequence[FoundTrigger], mentions: Mentions
) -> tuple[CountMention, MomentMention] | None:
    """The ordinal of an attack and the period that it orders within: "the third attack on the line
    this week", "for the second time in three days gunmen attacked". The attack is the clause's own,
    seen as one of a series. A period right after the noun phrase or the ordinal is the series'
    too, whatever the parser hangs it on ("it was the third attack on the base this week")."""
    for found in triggers:
        if found.is_verb:
            numbered = _numbered_time(found.token, mentions)
            start, end = (numbered.end, found.token.sent.end) if numbered is not None else (0, 0)
            stop = start + 5
        else:
            start, end = subtree_bounds(found.token)
            stop = end
            numbered = next(
                (c for c in mentions.counts if c.rule == "ordinal" and c.head == found.token.i),
                None,
            )
        if numbered is None:
            continue
        for moment in mentions.moments:
            trailing = moment.kind == "duration" and found.is_verb
            told = start <= moment.start < min(end, stop) or (
                not found.is_verb and any(0 <= moment.start - e < 2 for e in (numbered.end, end))
            )
            if told and (moment.kind in PERIODS or trailing):
                return numbered, moment
    return None


def _numbered_time(verb: Token, mentions: Mentions) -> CountMention | None:
    """ "For the second time", said of what the verb tells."""
    doc = verb.doc
    for count in mentions.counts:
        if count.rule != "ordinal" or count.head is None or count.start < 2:
            continue
        time = doc[count.head]
        said = [t.lower_ for t in doc[count.start - 2 : count.start]] == ["for", "the"]
        if said and time.lemma_.lower() == "time" and clause_verb(time) == verb:
            return count
    return None


def trailing_days(words: str, day: Moment) -> Moment | None:
    """The days of "in three days", told of an attack of one day: those up to it."""
    *number, unit = words.lower().split()
    length = UNIT_DAYS.get(unit.rstrip("s"))
    amount = number[-1] if number else "one"
    many = int(amount) if amount.isdecimal() else SMALL.get(amount, 1)
    if length is None or day.first is None or day.first != day.last:
        return None
    first = day.first - timedelta(many * length - 1)
    return Moment(first.isoformat(), day.first.isoformat(), "throughout", words)
