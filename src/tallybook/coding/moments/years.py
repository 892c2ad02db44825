"""Years that a report states once: "the July shooting" in a report of a trial that names July 2014.

A month or day without its year is mostly the last one before the report appeared. Where the report
gives the year of that very month or day elsewhere, it speaks of the same one (an entity that is
known is named more shortly: Ariel 1990, *Accessing Noun-Phrase Antecedents*), except where the day
is close to publication: an anniversary falls on the day that it is the anniversary of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import structs

from tallybook.coding.moments.calendar import MONTHS
from tallybook.coding.moments.finding import MomentMention

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")

RECENT_DAYS = 14
"""A day this close to publication is the report's own, whatever earlier one is named."""


def with_stated_years(
    found: Sequence[tuple[MomentMention, ...]], published: date | None
) -> list[tuple[MomentMention, ...]]:
    """Return the moments of each passage, with the year that the report states for them."""
    found = _with_that_year(found)
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
    found: Sequence[tuple[MomentMention, ...]],
) -> list[tuple[MomentMention, ...]]:
    """ "In December of that same year": the year that was stated last."""
    year: int | None = None
    settled: list[tuple[MomentMention, ...]] = []
    for moments in found:
        passage: list[MomentMention] = []
        for mention in moments:
            stated = _YEAR.search(mention.moment.words)
            if stated is not None:
                year = int(stated.group())
            told = _THAT_YEAR.search(mention.moment.words)
            passage.append(mention if told is None or year is None else _in_year(mention, year))
        settled.append(tuple(passage))
    return settled


_THAT_YEAR = re.compile(r"\b(?:that|the)(?: same)? year$", re.IGNORECASE)


def _names_month(mention: MomentMention) -> bool:
    words = re.findall(r"[a-z]+", mention.moment.words.lower())
    return any(word in MONTHS for word in words)


def _dated(mention: MomentMention, stated: Sequence[date], published: date) -> MomentMention:
    first, last = mention.moment.first, mention.moment.last
    if first is None or last is None or first.year != last.year:
        return mention
    if _YEAR.search(mention.moment.words) or not _names_month(mention):
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
