"""Places no more exact than they may be published.

Where exactly something happened can lead to a survivor's door. A first-order division is what ACLED
and UCDP GED give where a report says no more, so that published tables stay usable beside theirs.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.values import Place
from tallybook.knowledge.gazetteer import Gazetteer

Coarseness = Literal["none", "adm1", "country"]

PLACE_WITHHELD = "(place withheld)"

_DIVISION, _COUNTRY, _SEA_OR_AIR = 4, 6, 7
"""UCDP GED's `where_prec` (see `core.values.Place`)."""


class Coarsened(Struct, frozen=True):
    """Places as they may be published, and the names that must not be."""

    places: tuple[Place, ...]
    withheld: tuple[str, ...]


def coarsened(places: tuple[Place, ...], to: Coarseness, gazetteer: Gazetteer) -> Coarsened:
    """Return places with each that is finer than `to` replaced by what holds it."""
    if to == "none":
        return Coarsened(places, ())
    found: dict[Place, None] = {}
    withheld = []
    for place in places:
        shown = _coarse(place, to, gazetteer)
        found[shown] = None
        if shown is not place:
            withheld.append(place.name)
    return Coarsened(tuple(found), tuple(withheld))


def _coarse(place: Place, to: Coarseness, gazetteer: Gazetteer) -> Place:
    wide = (_COUNTRY, _SEA_OR_AIR) if to == "country" else (_DIVISION, _COUNTRY, _SEA_OR_AIR)
    if place.precision in wide:
        return place
    division = None
    if place.key is not None:
        division = gazetteer.holding(place.key, "country")
        if to == "adm1":
            division = gazetteer.holding(place.key, "admin1") or division
    if division is None and place.country is not None:
        division = gazetteer.holding(f"country:{place.country}", "country")
    if division is None:
        return Place(name=PLACE_WITHHELD, country=place.country, reason="withheld")
    return division
