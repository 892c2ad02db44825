"""What a name means where it stands: inside what the text says that holds it, else in the countries
that the report speaks of.

Where the gazetteer does not know the name, it lies somewhere in what holds it, and is as exact as
that and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.places.states import country_of_state, state_name
from tallybook.coding.places.words import BEARINGS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.holding import DISTRICT_KM, held

if TYPE_CHECKING:
    from tallybook.knowledge.gazetteer import Gazetteer


def resolve(
    name: str, within: Place | None, countries: tuple[str, ...], gazetteer: Gazetteer
) -> Place:
    """Return what a name means in a report that speaks of `countries`, inside `within`."""
    name, printed = state_name(name), name
    if name != printed:
        home = (country_of_state(printed),)
        return replace(resolve(name, None, home, gazetteer), name=printed)
    if within is not None and within.country is not None:
        homes = (within.country,)
        inner = gazetteer.resolve(name, countries=homes, within=within)
        if inner.lat is not None:
            return inner
        outer = gazetteer.resolve(name, countries=homes)
        known = outer.lat is not None and outer.country == within.country
        if known and _may_hold(within, outer, gazetteer):
            return outer
        return held(name, within, inner)
    found = gazetteer.resolve(name, countries=countries)
    if found.lat is None and (found.reason or "").startswith("ambiguous"):
        # A name that two of the report's countries have means that of the country which the
        # report speaks of most; where that one has several, it is one of these.
        for country in countries:
            one = gazetteer.resolve(name, countries=(country,))
            if one.country == country and one.lat is not None:
                return one
            if one.country == country and (one.reason or "").startswith("ambiguous"):
                return one
    return found if found.lat is not None else _side_of(name, found, countries, gazetteer)


def _may_hold(within: Place, inner: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place may lie in what the text says that it lies in, or in another of that name
    ("Spokane, Washington"); what lies elsewhere is a namesake."""
    if gazetteer.located_in(inner, within) is not Certainty.NO or _is_around(inner, within):
        return True
    others = map(gazetteer.place_of, gazetteer.candidates(within.name))
    return any(gazetteer.located_in(inner, other) is Certainty.SURE for other in others)


def _is_around(place: Place, town: Place) -> bool:
    """Whether a place lies in the district around a town."""
    if place.lat is None or place.lon is None or town.lat is None or town.lon is None:
        return False
    reach_km = (town.radius_km or 0.0) + DISTRICT_KM
    away_km = distance_km(place.lat, place.lon, town.lat, town.lon)
    return (town.precision or COUNTRY_PRECISION) <= 2 and away_km <= reach_km


def _side_of(name: str, unknown: Place, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place:
    """ "West Baltimore", "South Los Angeles": a side of a town that has a name of its own lies in
    that town."""
    first, _, rest = name.partition(" ")
    if first.lower() not in BEARINGS or not rest:
        return unknown
    town = gazetteer.resolve(rest, countries=countries)
    if town.lat is None or (town.precision or COUNTRY_PRECISION) > 3:
        return unknown
    return held(name, town, unknown)
