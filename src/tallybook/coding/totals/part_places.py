"""Where a total is of, by where its parts are.

"Eight attacks in Kano: five in Wudil and three in Bichi". A part lies in its whole, so that a name
which a town shares with its division is the division's where the parts are told of other towns of
it; and a town that holds none of them stands for itself and for them. What is counted in several
places is told out by these: after "the Gao and Menaka regions", three "in Gao" are the region's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.core.certainty import Certainty

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge
    from tallybook.core.claims import Claim
    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer

WIDENED = "wide enough to hold the parts that the text gives of it"
_DIVISIONS = ("admin1", "admin2")


def with_room_for_parts(claims: Sequence[Claim], knowledge: LocalKnowledge) -> list[Claim]:
    """Return a total followed by its parts, with a place that holds those of the parts."""
    whole, *parts = claims
    if len(whole.places) > 1:
        parts = [_by_the_places_of(whole, part) for part in parts]
    gazetteer = knowledge.gazetteer
    inner = [place for part in parts if part.spans.get("places") for place in part.places]
    outside = [p for p in inner if whole.places and not _may_lie_in(p, whole.places, gazetteer)]
    if not outside:
        return [whole, *parts]
    places = tuple(_division_of(place, inner, gazetteer) or place for place in whole.places)
    left = [place for place in outside if not _may_lie_in(place, places, gazetteer)]
    places = tuple(dict.fromkeys((*places, *left)))
    wide = replace(whole, places=places, inferred={**whole.inferred, "places": WIDENED})
    return [wide, *(_as_wide(part, whole, wide) for part in parts)]


def _may_lie_in(inner: Place, outer: Sequence[Place], gazetteer: Gazetteer) -> bool:
    return any(gazetteer.located_in(inner, place) is not Certainty.NO for place in outer)


def _division_of(place: Place, inner: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    """Return the division that bears a place's name and holds it and all of some places."""
    for entry in gazetteer.candidates(place.name):
        if entry.kind in _DIVISIONS:
            division = replace(gazetteer.place_of(entry), name=place.name)
            if all(_may_lie_in(one, [division], gazetteer) for one in (place, *inner)):
                return division
    return None


def _by_the_places_of(whole: Claim, part: Claim) -> Claim:
    named = {place.name: place for place in whole.places}
    return replace(part, places=tuple(named.get(place.name, place) for place in part.places))


def _as_wide(part: Claim, whole: Claim, wide: Claim) -> Claim:
    """Return a part with the total's place where it has that one."""
    if part.spans.get("places") or part.places != whole.places:
        return part
    return replace(part, places=wide.places, inferred={**part.inferred, "places": WIDENED})
