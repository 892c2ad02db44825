"""Totals whose parts are told by what was attacked: "11 attacks on schools and six on clinics"."""

from __future__ import annotations

from dataclasses import replace

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Part, Telling
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.roles.elided import second_number
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
        high = None if open_above and count.hedge == "exact" else count.count.high
        places = tuple(
            (p.place, passage.span(p.start, p.end))
            for p in frame.places
            if count.end <= p.start < reach
        )
        number = Count(count.count.low, high, span.words)
        parts.append(Part(count=number, span=span, places=places, targets=tuple(own)))
    if not all(part.targets for part in parts):
        return False
    if not all(part.places for part in parts):
        parts = [replace(part, places=()) for part in parts]
    whole = passage.span(first.start, second.end)
    highs = [part.count.high for part in parts if part.count.high is not None]
    high = sum(highs) if len(highs) == len(parts) else None
    telling.parts = tuple(parts)
    telling.number = Count(sum(part.count.low for part in parts), high, whole.words)
    telling.number_spans = (whole,)
    return True
