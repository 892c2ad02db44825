"""Places of numbers: which of a clause's places is whose, where it gives several numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.sites import outermost
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.places.mention import PlaceMention

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc


def own_places(
    count: CountMention,
    numbers: Sequence[CountMention],
    frame: Frame,
    *,
    sources: bool = False,
) -> list[PlaceMention]:
    """The places that stand after a number and before the next one; with `sources` also those from
    which something was reported."""
    doc = frame.sentence.passage.doc
    later = [n.start for n in numbers if n.start > count.start]
    end = min(later, default=frame.sentence.end)
    return [
        p
        for p in frame.mentions.places
        if count.end <= p.start < end
        and (p.site or (sources and _is_source(p, doc)))
        and p.start - count.end <= 8
        and p.start in {q.start for q in outermost(frame.mentions.places, frame)}
    ]


def places_of_times(
    numbers: Sequence[CountMention], own: Mapping[int, list[PlaceMention]], frame: Frame
) -> dict[int, list[PlaceMention]]:
    """ "Gao was hit nine times in May and Mopti four times", "posts in A were attacked nine times
    and four times in B": of coordinated frequencies each has the place that stands behind it, or
    else the one before it, which the verb is said of (gapping, Quirk et al. 1985, §13.92)."""
    first, *rest = numbers
    doc = frame.sentence.passage.doc
    joined = rest and "and" in {t.lower_ for t in doc[first.end : rest[0].start]}
    if not joined or any(c.unit != "times" for c in numbers):
        return {}
    starts = [frame.sentence.start, *(c.end for c in numbers)]
    before = {
        c.start: [p for p in outermost(frame.mentions.places, frame) if since <= p.start < c.start]
        for c, since in zip(numbers, starts, strict=False)
    }
    gapped = all(any(p.end == c.start for p in before[c.start]) for c in rest)
    if gapped and before[first.start]:
        return before
    bare = not own[first.start] and all(own[c.start] for c in rest)
    return {first.start: before[first.start]} if bare else {}


def _is_source(place: PlaceMention, doc: Doc) -> bool:
    return place.preposition is not None and doc[place.preposition].lower_ == "from"
