"""Totals whose parts are told by what was attacked: "11 attacks on schools and six on clinics"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Part, Telling
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.roles.elided import second_number
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
