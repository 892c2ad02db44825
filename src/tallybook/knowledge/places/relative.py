"""Places that are said through another: "western Iraq", "near Kirkuk", "40 km east of Goma".

Their keys keep the place that they start from, so that containment can follow it:
"direction:western|country:IQ", "near:40:90|geonames:216281".
"""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.values import Place
from tallybook.errors import RecordError
from tallybook.knowledge.places.geometry import bearing_of, destination

CENTRAL_WORDS = frozenset({"central", "centre", "center", "middle", "mid", "heart"})

DIRECTION_SHARE = 0.5
"""The west of an area of radius r is drawn as a circle of r/2 around a point r/2 west of the
area's centre: from the centre to the western edge. A convention of ours, for maps; UCDP codes
such a place as a fuzzy polygon without an extent, and `containment` asks for the side."""

NEAR_KM = 25.0
"""UCDP GED reads a place said to be near another as within about 25 km of it (Högbladh 2023,
`where_prec` 2)."""

DISTANCE_ERROR = 0.25
"""Distances in news are rounded and along roads: a quarter of them is left open."""

FUZZY_PRECISION = 5
NEAR_PRECISION = 2


class Relative(Struct, frozen=True):
    """A relative place's key, read. `inside` is True for a direction, which lies in its base."""

    base: str
    inside: bool
    bearing: float | None
    km: float | None


def parse_relative(key: str) -> Relative | None:
    """Return what a key says of its base, None for the key of a gazetteer entry."""
    head, bar, base = key.partition("|")
    if not bar:
        return None
    scheme, _, rest = head.partition(":")
    if scheme == "direction":
        return Relative(base, True, bearing_of(rest), None)
    if scheme == "near":
        km, _, bearing = rest.partition(":")
        return Relative(base, False, float(bearing) if bearing else None, float(km))
    raise RecordError(f"place key {key!r}: unknown scheme {scheme!r}; known: direction, near")


def is_near(place: Place) -> bool:
    """Whether a place is the surroundings of one whose name it bears."""
    relative = parse_relative(place.key) if place.key is not None else None
    return relative is not None and not relative.inside and relative.bearing is None


def direction(word: str, place: Place) -> Place:
    """Return the part of `place` that `word` points to: "western", "north-east", "central"."""
    bearing = bearing_of(word)
    name = f"{word} {place.name}"
    if bearing is None and word.casefold() not in CENTRAL_WORDS:
        return Place(name=name, country=place.country, reason=f"{word!r} is no direction")
    if place.lat is None or place.lon is None or place.radius_km is None or place.key is None:
        return Place(name=name, country=place.country, reason=place.reason)
    lat, lon = place.lat, place.lon
    if bearing is not None:
        lat, lon = destination(lat, lon, bearing, DIRECTION_SHARE * place.radius_km)
    return Place(
        name=name,
        country=place.country,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(DIRECTION_SHARE * place.radius_km, 1),
        precision=FUZZY_PRECISION,
        key=f"direction:{word.casefold()}|{place.key}",
    )


def near(place: Place, km: float | None, bearing: str | None, *, border_km: float | None) -> Place:
    """Return the circle "near" `place`, or at `km` from it, in the direction `bearing`.

    `border_km` is how far the nearest settlement of another country is: the border lies about
    half-way, so the country is kept only for a circle that ends before it.
    """
    said = "" if km is None else f"{km:g} km "
    name = f"{said}{bearing} of {place.name}" if bearing else f"near {place.name}"
    angle = None if bearing is None else bearing_of(bearing)
    if bearing is not None and angle is None:
        return Place(name=name, country=place.country, reason=f"{bearing!r} is no direction")
    if place.lat is None or place.lon is None or place.radius_km is None or place.key is None:
        return Place(name=name, country=place.country, reason=place.reason)
    lat, lon, radius = place.lat, place.lon, place.radius_km
    reach = NEAR_KM if km is None else km
    if angle is None:
        radius += reach
    elif km is None:
        lat, lon = destination(lat, lon, angle, radius + reach / 2)
        radius = radius + reach / 2
    else:
        lat, lon = destination(lat, lon, angle, km)
        radius += max(2.0, DISTANCE_ERROR * km)
    farthest = radius + (0.0 if angle is None else reach)
    inland = border_km is not None and farthest < border_km / 2
    tail = "" if angle is None else f"{angle:g}"
    return Place(
        name=name,
        country=place.country if inland else None,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        precision=NEAR_PRECISION if farthest <= 2 * NEAR_KM else FUZZY_PRECISION,
        key=f"near:{reach:g}:{tail}|{place.key}",
    )
