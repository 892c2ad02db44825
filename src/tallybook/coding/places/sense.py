"""One sense a report: what a name means where the report says which, it means throughout.

A report tells once which of several places it means ("London, Ontario") and then gives the name
alone. A word keeps one sense in a text (Gale, Church & Yarowsky 1992, "One Sense per Discourse"),
and so do names of places (Leidner 2007, *Toponym Resolution in Text*, "one referent per
discourse"). A dateline tells in the same manner where the report was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.runs import HYPHENS
from tallybook.coding.places.words import KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.core.values import Place


def in_one_sense(
    passages: Sequence[Passage],
    placed: Sequence[tuple[PlaceMention, ...]],
    dateline: Place | None,
) -> list[tuple[PlaceMention, ...]]:
    """Return each passage's places, those named alone in the sense that the report gives."""
    told: dict[str, dict[str, Place]] = {}
    for place in _told(passages, placed, dateline):
        told.setdefault(place.name, {})[place.key or ""] = place
    senses = {name: next(iter(found.values())) for name, found in told.items() if len(found) == 1}
    return [
        tuple(_in_sense(passage, mention, senses) for mention in mentions)
        for passage, mentions in zip(passages, placed, strict=True)
    ]


def _told(
    passages: Sequence[Passage],
    placed: Sequence[tuple[PlaceMention, ...]],
    dateline: Place | None,
) -> Iterator[Place]:
    """Yield the places whose container the report names, and the town of the dateline."""
    if dateline is not None:
        yield dateline
    for passage, mentions in zip(passages, placed, strict=True):
        for one in mentions:
            alone = passage.words(one.start, one.end) == one.place.name
            if alone and one.chain_end > one.end and one.place.key and one.place.reason is None:
                yield one.place


def _in_sense(passage: Passage, mention: PlaceMention, senses: dict[str, Place]) -> PlaceMention:
    """Return a mention in its name's sense: not where what stands behind it holds it or says that
    it is of another kind ("Goma province"), and not what lies in a direction from it."""
    name = passage.words(mention.start, mention.end)
    sense = senses.get(name)
    if sense is None or mention.chain_end > mention.end or mention.place.name != name:
        return mention
    if "|" in (mention.place.key or ""):
        return mention
    doc = passage.doc
    following = doc[mention.end] if mention.end < len(doc) else None
    if following is not None and (following.text in HYPHENS or following.lower_ in KINDS):
        return mention
    return replace(mention, place=sense)
