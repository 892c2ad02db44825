"""Circles and bearings on the sphere. Distances in kilometres, angles in degrees, WGS 84."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG, Moritz 2000)."""

BEARINGS: dict[str, float] = {
    "north": 0.0,
    "north-northeast": 22.5,
    "northeast": 45.0,
    "east-northeast": 67.5,
    "east": 90.0,
    "east-southeast": 112.5,
    "southeast": 135.0,
    "south-southeast": 157.5,
    "south": 180.0,
    "south-southwest": 202.5,
    "southwest": 225.0,
    "west-southwest": 247.5,
    "west": 270.0,
    "west-northwest": 292.5,
    "northwest": 315.0,
    "north-northwest": 337.5,
}


def bearing_of(word: str) -> float | None:
    """Return the bearing that `word` names ("east", "north-eastern", "SW"), else None.

    English forms direction adjectives with -ern and -erly, and writes the quarter points
    as one word or with a hyphen or space.
    """
    letters = "".join(c for c in word.casefold() if c.isalpha())
    for ending in ("ernmost", "erly", "ern", "ward", "wards"):
        letters = letters.removesuffix(ending)
    initials = {"n": "north", "e": "east", "s": "south", "w": "west"}
    if 0 < len(letters) <= 3 and set(letters) <= set(initials):
        letters = "".join(initials[c] for c in letters)
    return _BY_LETTERS.get(letters)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance (haversine formula, Sinnott 1984)."""
    phi, other_phi = radians(lat), radians(other_lat)
    half_lat = sin((other_phi - phi) / 2)
    half_lon = sin(radians(other_lon - lon) / 2)
    chord = half_lat * half_lat + cos(phi) * cos(other_phi) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` away from (`lat`, `lon`) in the direction `bearing`."""
    arc, theta, phi = km / EARTH_RADIUS_KM, radians(bearing), radians(lat)
    new_phi = asin(sin(phi) * cos(arc) + cos(phi) * sin(arc) * cos(theta))
    turn = atan2(sin(theta) * sin(arc) * cos(phi), cos(arc) - sin(phi) * sin(new_phi))
    return degrees(new_phi), (lon + degrees(turn) + 540) % 360 - 180


def bearing_between(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return the initial bearing from the first point to the second."""
    phi, to_phi, turn = radians(lat), radians(to_lat), radians(to_lon - lon)
    east = sin(turn) * cos(to_phi)
    north = cos(phi) * sin(to_phi) - sin(phi) * cos(to_phi) * cos(turn)
    return degrees(atan2(east, north)) % 360


def angle_between(bearing: float, other: float) -> float:
    """Return the smaller angle between two bearings, in [0, 180]."""
    turn = abs(bearing - other) % 360
    return min(turn, 360 - turn)


_BY_LETTERS = {name.replace("-", ""): angle for name, angle in BEARINGS.items()}
