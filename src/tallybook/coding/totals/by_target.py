"""Totals whose parts are told by what was attacked: "11 attacks on schools and six on clinics"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Part, Telling
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.phrases import conjuncts, first_conjunct
from tallybook.coding.places.chains import TOWNS
from tallybook.coding.roles.elided import second_number
from tallybook.coding.totals.sites_counted import is_one_site
from tallybook.core.spans import Span
from tallybook.core.values import Count


def set_by_target(telling: Telling, first: CountMention, frame: Frame) -> bool:
    """Make a total of two numbers, each with targets of its own, and say whether that was so."""
    passage = frame.sentence.passage
    nouns = [t.token for t in frame.triggers if not t.is_verb and t.token.i == first.head]
    second = next((c for t in nouns if (c := second_number(t, frame.mentions)) is not None), None)
    if second is None:
        return False
    at = passage.span(second.start, second.end)
    open_above = first.count.high is None  # A hedge holds for all that is joined behind it.
    parts = []
    for count, own, reach in (
        (first, [n for n in telling.targets if n.span.start < at.start], second.start),
        (second, [n for n in telling.targets if n.span.start > at.start], frame.sentence.end),
    ):
        span = passage.span(count.start, count.end)
        places = tuple(
            (p.place, passage.span(p.start, p.end))
            for p in frame.places
            if count.end <= p.start < reach
        )
        number = part_count(count, open_above, span)
        parts.append(Part(count=number, span=span, places=places, targets=tuple(own)))
    if not all(part.targets for part in parts):
        return False
    if not all(part.places for part in parts):
        parts = [replace(part, places=()) for part in parts]
    whole = passage.span(first.start, second.end)
    telling.parts = tuple(parts)
    telling.number = sum_of(parts, whole)
    telling.number_spans = (whole,)
    return True


def set_by_things(telling: Telling, numbers: Sequence[CountMention], frame: Frame) -> bool:
    """Make a total of things that were attacked each by itself, where several kinds of them are
    coordinated ("four posts and two barracks", "two churches and a mosque"), and say whether that
    was so. What is coordinated with things that are counted is counted as they are; but a clinic
    may stand in one of the villages, so that these are no sure sum."""
    passage = frame.sentence.passage
    counted = {c.head: c for c in numbers if c.head is not None}
    listed = list(conjuncts(first_conjunct(passage.doc[min(counted)]))) if counted else []
    found = []
    for thing in listed:
        count = counted.get(thing.i)
        single = count is None and is_one_site(thing)
        if count is None and not single:
            continue
        start = thing.left_edge.i if count is None else count.start
        span = passage.span(start, start + 1 if count is None else count.end)
        number = Count(1, 1, span.words) if count is None else part_count(count, False, span)
        at = passage.span(thing.i, thing.i + 1)
        own = [t for t in telling.targets if t.span.start <= at.start < t.span.end]
        found.append((thing, Part(count=number, span=span, places=(), targets=tuple(own))))
    parts = [part for _, part in found]
    if len(parts) < 2 or not all(part.targets for part in parts):
        return False
    whole = passage.span(min(c.start for c in numbers), max(t.i for t in listed) + 1)
    telling.parts, telling.number = tuple(parts), sum_of(parts, whole)
    telling.number_spans = (whole,)
    towns = [part for thing, part in found if thing.lemma_.lower() in TOWNS]
    if 0 < len(towns) < len(parts):
        built = [part for part in parts if part not in towns]
        least = max(sum_of(some, whole).low for some in (towns, built))
        telling.number, telling.parts = structs.replace(telling.number, low=least), ()
    return True


def part_count(mention: CountMention, hedged: bool, span: Span) -> Count:
    """The number of one part; `hedged`: behind a hedge that holds for all that is joined."""
    if hedged and mention.hedge == "exact":
        return Count(mention.count.low, None, span.words)
    return Count(mention.count.low, mention.count.high, span.words)


def sum_of(parts: Sequence[Part], span: Span) -> Count:
    """What parts come to, with an upper bound only where each of them has one."""
    highs = [part.count.high for part in parts if part.count.high is not None]
    high = sum(highs) if len(highs) == len(parts) else None
    return Count(sum(part.count.low for part in parts), high, span.words)
