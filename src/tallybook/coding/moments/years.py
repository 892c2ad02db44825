"""Years that a report states once: "the July shooting" in a report of a trial that names July 2014.

A month or day without its year is mostly the last one before the report appeared. Where the report
gives the year of that very month or day elsewhere, it speaks of the same one (an entity that is
known is named more shortly: Ariel 1990, *Accessing Noun-Phrase Antecedents*), except where the day
is close to publication: an anniversary falls on the day that it is the anniversary of. "That year"
is the one told of last; what only a subordinate clause or a pluperfect goes back to is background,
and the narrative does not go on from it (Hinrichs 1986).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.language.clauses import clause_verb, had
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.moments.calendar import MONTHS
from tallybook.coding.moments.finding import MomentMention

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")

RECENT_DAYS = 14
"""A day this close to publication is the report's own, whatever earlier one is named."""


def with_stated_years(
    found: Sequence[tuple[MomentMention, ...]], docs: Sequence[Doc], published: date | None
) -> list[tuple[MomentMention, ...]]:
    """Return the moments of each passage, with the year that the report states for them."""
    found = _with_that_year(found, docs)
    stated = [
        m.moment.first
        for moments in found
        for m in moments
        if _YEAR.search(m.moment.words) and m.moment.first is not None and _names_month(m)
    ]
    if not stated or published is None:
        return list(found)
    return [tuple(_dated(m, stated, published) for m in moments) for moments in found]


def _with_that_year(
    found: Sequence[tuple[MomentMention, ...]], docs: Sequence[Doc]
) -> list[tuple[MomentMention, ...]]:
    """ "In December of that same year", "that same year, in August", "the following year, in June":
    counted from the year that the text told of last."""
    year: int | None = None
    aside: int | None = None
    settled: list[tuple[MomentMention, ...]] = []
    for moments, doc in zip(found, docs, strict=True):
        passage: list[MomentMention] = []
        for mention in moments:
            stated = _YEAR.search(mention.moment.words)
            if stated is not None and is_told_aside(mention, doc):
                aside = int(stated.group())
            elif stated is not None:
                year = int(stated.group())
            base = aside if year is None else year
            before = passage[-1] if passage else None
            if before is not None and base is not None and _adjoin(before, mention, doc):
                passage.pop()
                assert before.shift is not None
                mention = _in_year(mention, base + before.shift.offset)
                mention = structs.replace(mention, rule=COUNTED)
            elif base is not None and _THAT_YEAR.search(mention.moment.words):
                mention = _in_year(mention, base)
            passage.append(mention)
        settled.append(tuple(passage))
    return settled


COUNTED = "month of a year counted from the narrative"


def is_told_aside(mention: MomentMention, doc: Doc) -> bool:
    """Whether a time is of a clause that only describes something ("formed in 1982", "who was
    elected in May") or goes back behind what is told ("had been signed in 2018")."""
    verb = clause_verb(doc[mention.start])
    return had(verb) or any(
        t.dep_ in ("relcl", "acl", "appos")
        # "October 1983, when a lorry blew up": what is said of a time is told of it.
        and t.head.ent_type_ not in ("DATE", "TIME")
        for t in ancestors_to_root(verb)
        if not mention.start <= t.i < mention.end
    )


def _adjoin(year: MomentMention, month: MomentMention, doc: Doc) -> bool:
    """Whether words that count a year from the narrative are followed by a month without one."""
    shift = year.shift
    counted = year.relative_to == "narrative" and shift is not None and shift.period == "year"
    own = _YEAR.search(month.moment.words) is not None
    between = {t.lower_ for t in doc[year.end : month.start]}
    return counted and not own and _names_month(month) and between <= {",", "in", "on", "of"}


_THAT_YEAR = re.compile(r"\b(?:that|the)(?: same)? year$", re.IGNORECASE)


def _names_month(mention: MomentMention) -> bool:
    words = re.findall(r"[a-z]+", mention.moment.words.lower())
    return any(word in MONTHS for word in words)


def _dated(mention: MomentMention, stated: Sequence[date], published: date) -> MomentMention:
    first, last = mention.moment.first, mention.moment.last
    if first is None or last is None or first.year != last.year:
        return mention
    if _YEAR.search(mention.moment.words) or not _names_month(mention) or mention.rule == COUNTED:
        return mention
    if (published - last).days <= RECENT_DAYS:
        return mention
    same = {day.year for day in stated if _falls_in(day, first, last)}
    if len(same) != 1 or first.year in same:
        return mention
    return _in_year(mention, same.pop())


def _in_year(mention: MomentMention, year: int) -> MomentMention:
    first, last = mention.moment.first, mention.moment.last
    if first is None or last is None or first.year != last.year:
        return mention
    try:
        earliest, latest = first.replace(year=year), last.replace(year=year)
    except ValueError:
        return mention  # 29 February
    moment = structs.replace(
        mention.moment, earliest=earliest.isoformat(), latest=latest.isoformat()
    )
    return structs.replace(mention, moment=moment)


def _falls_in(day: date, first: date, last: date) -> bool:
    return (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day)
