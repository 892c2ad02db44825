"""Listed tolls: numbers of people that one clause gives for several places, each with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.places.mention import PlaceMention

if TYPE_CHECKING:
    from tallybook.coding.mentions import Mentions

AT = frozenset({"in", "at", "near", "outside", "around"})
JOINING = word_set(", ; and as well another a further more at least about some plus on")
LONGEST = 6
"""Words from a number to its place: a noun with what describes it, and the preposition."""


class Toll(NamedTuple):
    """A number of people, the place that follows it, and the day behind the place, if told."""

    people: CountMention
    place: PlaceMention
    moment: MomentMention | None


def tolls_from(start: int, frame: Frame) -> list[Toll]:
    """Return the numbers of people from the one at the token `start` on, each with its place, as
    far as nothing but days and a list's words parts them."""
    doc, end = frame.sentence.passage.doc, frame.sentence.end
    found: list[Toll] = []
    here = [c for c in frame.mentions.counts if start <= c.start < end]
    for count in here:
        place = next((p for p in frame.mentions.places if p.start >= count.end), None)
        if count.unit not in (None, "other", "people") or place is None or place.start >= end:
            break
        between = [t.lower_ for t in doc[count.end : place.start]]
        if not set(between) & AT or len(between) > LONGEST:
            break
        if any(count.end <= other.start < place.start for other in here):
            break
        behind = found[-1].place.chain_end if found else count.start
        if not _joined(behind, count.start, frame):
            break
        found.append(Toll(count, place, _day_behind(place, frame.mentions, end)))
    return found


def _joined(start: int, end: int, frame: Frame) -> bool:
    """Whether nothing but a list's words and words of time stand in `[start, end)`."""
    times = {
        i for moment in frame.mentions.moments for i in range(moment.start, moment.end)
    }  # fmt: skip
    tokens = frame.sentence.passage.doc[start:end]
    return all(t.i in times or t.lower_ in JOINING for t in tokens)


def _day_behind(place: PlaceMention, mentions: Mentions, end: int) -> MomentMention | None:
    near = range(place.chain_end, min(place.chain_end + 3, end))
    return next((m for m in mentions.moments if m.start in near and m.kind == "point"), None)
