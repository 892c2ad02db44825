"""Series: an attack as one of several in a period, "the third attack this week"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.clauses import clause_verb, subjects
from tallybook.coding.language.phrases import subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.calendar import add_months
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.moments.relative import EXTENTS
from tallybook.coding.roles.things import act_of
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions

PERIODS = frozenset({"period", "since"})

UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
"""Days of the stretches that a series is told over."""

UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months of those that are reckoned by the calendar, from a date to the same date."""

SPANNING = frozenset({"in", "within", "over", "during", "as"})
"""Words before the length of such a stretch ("in a week", "in as many days")."""

SET_OFF = frozenset({",", ";", ":", ".", "(", ")", "when", "after", "as", "which", "who", "that"})
"""Where what is said of a series ends."""


def ordinal_period(
    triggers: Sequence[FoundTrigger], mentions: Mentions
) -> tuple[CountMention, MomentMention] | None:
    """The ordinal of an attack and the period that it orders within: "the third attack on the line
    this week", "the raid was the third since the truce collapsed", "for the second time in three
    days gunmen attacked". The attack is the clause's own, seen as one of a series. A period right
    after the noun phrase or the ordinal is the series' too, whatever the parser hangs it on."""
    for found in triggers:
        numbered = (
            _numbered_time(found.token, mentions) or _numbered_thing(found.token, mentions)
            if found.is_verb
            else next(
                (c for c in mentions.counts if c.rule == "ordinal" and c.head == found.token.i),
                None,
            )
        )
        if numbered is None:
            continue
        start, end = _told_of_series(found, numbered)
        for moment in mentions.moments:
            trailing = (
                moment.kind == "duration" and moment.moment.first is None and _spans(moment, found)
            )
            if start <= moment.start < end and (moment.kind in PERIODS or trailing):
                return numbered, moment
        since = next((t for t in found.token.doc[start:end] if t.lower_ == "since"), None)
        if since is not None:
            return numbered, _since_event(since, end)
    return None


def _told_of_series(found: FoundTrigger, numbered: CountMention) -> tuple[int, int]:
    """The tokens in which the period of a series stands: the noun phrase that the ordinal is in, or
    what follows an ordinal that the attack is said to be, up to a comma or a clause."""
    token = next(iter(act_of(found.token)), found.token)
    doc = token.doc
    tail = numbered.end
    while tail < token.sent.end and doc[tail].lower_ not in SET_OFF:
        tail += 1 + (doc[tail].lower_ == "in" and doc[tail + 1].lower_ == "as")
    if found.is_verb and token.dep_ in ("relcl", "ccomp") and token.i > numbered.end:
        return numbered.end, token.right_edge.i + 1  # "The third time it was hit this year".
    if found.is_verb and token.dep_ != "relcl":
        return numbered.end, min(tail, numbered.end + REACH)
    if found.is_verb or token.dep_ in ("attr", "appos") or doc[numbered.start].dep_ != "amod":
        return numbered.end, tail
    start, end = subtree_bounds(token)
    return start, max(end, min(tail, max(end, numbered.end) + 2))


REACH = 5
"""Words after "for the second time" in which its period begins."""


def _spans(moment: MomentMention, found: FoundTrigger) -> bool:
    """ "In two weeks", "in the space of two weeks": a noun of extent adds nothing to the length."""
    before = [t.lower_ for t in found.token.doc[max(moment.start - 4, 0) : moment.start]]
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in EXTENTS:
        before = before[:-2]
        before = before[:-1] if before[-1:] in (["the"], ["a"]) else before
    return bool(before) and before[-1] in SPANNING


def _since_event(since: Token, end: int) -> MomentMention:
    """ "Since the rains ended": a period whose first day the report does not give."""
    doc = since.doc
    clause = since.head if since.dep_ == "mark" else since
    stop = max(since.i + 1, min(end, clause.right_edge.i + 1))
    last = doc[stop - 1]
    words = doc.text[since.idx : last.idx + len(last.text)]
    return MomentMention(
        start=since.i,
        end=stop,
        start_char=since.idx,
        end_char=last.idx + len(last.text),
        moment=Moment(None, None, "throughout", words),
        rule="since an event without a day",
        kind="since",
    )


def _numbered_time(verb: Token, mentions: Mentions) -> CountMention | None:
    """ "For the second time", said of what the verb tells, or "the fourth time it has been hit"."""
    doc = verb.doc
    for count in mentions.counts:
        if count.rule != "ordinal" or count.head is None or count.start < 1:
            continue
        time = doc[count.head]
        if time.lemma_.lower() != "time" or doc[count.start - 1].lower_ != "the":
            continue
        opened = count.start > 1 and doc[count.start - 2].lower_ == "for"
        # "The third time in a year that it was hit": the clause may be hung on the year.
        told = verb.dep_ == "relcl" and (verb.head == time or time.is_ancestor(verb.head))
        # "It was the third time this year that gunmen had attacked it": a cleft.
        cleft = verb.dep_ == "ccomp" and time.dep_ == "attr" and verb.head == time.head
        if (opened and clause_verb(time) == verb) or told or cleft:
            return count
    return None


def _numbered_thing(verb: Token, mentions: Mentions) -> CountMention | None:
    """ "The fourth mast to be destroyed": what the verb tells was done to so many."""
    things = {verb.head.i} if verb.dep_ in ("relcl", "acl") else {s.i for s in subjects(verb)}
    ranked = (c for c in mentions.counts if c.rule == "ordinal" and c.unit == "attacks")
    return next((c for c in ranked if c.head in things), None)


def trailing_days(words: str, day: Moment, number: int) -> Moment | None:
    """The days of "in three days", told of an attack of one day: those up to it; of one on some day
    of a few, all that they may be. "In as many days" is in as many as the `number` of the attack in
    its series."""
    *amount, unit = words.lower().split()
    length, months = UNIT_DAYS.get(unit.rstrip("s")), UNIT_MONTHS.get(unit.rstrip("s"))
    told = amount[-1] if amount else "one"
    many = number if told == "many" else int(told) if told.isdecimal() else SMALL.get(told, 1)
    if amount[:1] == ["since"] or day.first is None or day.last is None:
        return None
    if (day.last - day.first).days > FEW_DAYS:
        return None
    if months is not None:
        first = add_months(day.first, -many * months)
    elif length is not None:
        first = day.first - timedelta(many * length - 1)
    else:
        return None
    return Moment(first.isoformat(), day.last.isoformat(), "throughout", words)


FEW_DAYS = 3
"""Days on any of which an attack may have been, for a series that ends with it to have days."""


def is_hedged(numbered: CountMention, doc: Doc) -> bool:
    """ "At least the third attack", "perhaps the tenth": there may have been others."""
    before = [t.lower_ for t in doc[max(numbered.start - 2, 0) : numbered.start] if t.is_alpha]
    return bool(set(before) & HEDGES)


HEDGES = word_set(
    "least about around approximately roughly some perhaps maybe possibly probably nearly almost"
)
"""Words that leave open which number an ordinal is."""
