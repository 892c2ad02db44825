"""Whether one place lies in another: by the hierarchy where it knows, else by circles.

A circle holds its place and more, so two circles apart are two places apart, while a circle
inside another proves nothing about borders. A circle inside a division's outline is in the
division and in what holds it. What all these leave open stays POSSIBLE.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import cos, radians

from tallybook.core.certainty import Certainty, all_of
from tallybook.core.values import Place
from tallybook.knowledge.places.geometry import angle_between, bearing_between, distance_km
from tallybook.knowledge.places.relative import Relative, parse_relative
from tallybook.knowledge.places.spelling import all_keys
from tallybook.knowledge.places.storage import GazetteerFile

INSIDE_MARGIN = 0.6
"""A circle counts as inside a region when it lies within this share of the region's radius: its
own is drawn to hold all of the region, and reaches beyond."""

NEAR_MARGIN = 0.8
"""The same for the surroundings of a place, which are a circle to begin with."""

WIDEST_KM = 150.0
"""Regions wider than this are no circles; only the hierarchy says what lies in them."""

SIDE_SHARE = 0.25
"""The west of an area surely holds what lies at least this share of the area's radius west of its
centre, and nothing that lies as far to the east; between, "western" is a matter of the writer."""

SIDE_DEGREES = 45.0
"""And what it surely holds is nearer to due west than to due north or south."""

OPPOSED_DEGREES = 130.0
"""Two directions of one area at least this far apart exclude each other: west and east (180),
north-west and south (135), not west and north (90)."""

CENTRAL_SHARE = 0.35
"""What lies within this share of the radius is surely central; beyond twice of it, nothing is."""

DIVIDES = frozenset({"country", "admin1", "admin2"})


def located_in(file: GazetteerFile, inner: Place, outer: Place) -> Certainty:
    """Whether a thing known to be at `inner` lies in `outer`."""
    if inner.key is not None and inner.key == outer.key:
        return Certainty.SURE
    if inner.country is not None and outer.country is not None and inner.country != outer.country:
        return Certainty.NO
    inside, outside = _known(file, inner), _known(file, outer)
    if inside.countries and outside.countries and not inside.countries & outside.countries:
        return Certainty.NO
    if outside.row is not None and outside.row in inside.ancestors:
        return Certainty.SURE
    if inner.lat is None or outer.lat is None:
        return Certainty.SURE if _same_name(inner, outer) else Certainty.POSSIBLE
    if inside.row is not None and inside.row in outside.ancestors:
        return Certainty.POSSIBLE
    if _disjoint(file, inside, outside):
        return Certainty.NO
    if outside.direction is not None and outside.base is not None:
        base = file_place(file, outside.base)
        return all_of((located_in(file, inner, base), _toward(inner, base, outside.direction)))
    inner_lies = _within(inner, outer, _margin(file, outside))
    return Certainty.SURE if inner_lies else Certainty.POSSIBLE


class _Known:
    """What the gazetteer knows of a place: its row, or that which a relative place starts from."""

    def __init__(self, file: GazetteerFile, place: Place) -> None:
        self.place = place
        self.relative = parse_relative(place.key) if place.key else None
        inside = self.relative is not None and self.relative.inside
        self.direction = self.relative if inside else None
        self.row = file.number_of(place.key) if place.key and self.relative is None else None
        self.base = file.number_of(self.relative.base) if self.relative is not None else None
        self.ancestors: frozenset[int] = frozenset()
        self.countries: frozenset[str] = frozenset({place.country} if place.country else ())
        home = self.row
        if self.direction is not None:
            # A direction of an area lies in the area and in all that holds it.
            home = self.base
        elif self.row is None and place.country is not None:
            home = file.number_of(f"country:{place.country}")
        division = self._division_around(file)
        if division is not None:
            home, self.countries = division, frozenset()
        if home is not None:
            self.ancestors = file.ancestors(home)
            self.countries = self.countries or frozenset(file.entry(home).countries)
        if self.row is not None:
            self.countries = frozenset(file.entry(self.row).countries)

    def _division_around(self, file: GazetteerFile) -> int | None:
        """Return the first-order division that surely holds all of the surroundings of a place: the
        place's own, where its outline leaves room for the circle and for what it may be off."""
        place = self.place
        if self.relative is None or self.direction is not None or self.base is None:
            return None
        if place.lat is None or place.lon is None or place.radius_km is None:
            return None
        for row in file.ancestors(self.base):
            outline = file.outline(row)
            if outline is not None:
                room = outline.depth_km(place.lat, place.lon) - outline.slack_km
                return row if room >= place.radius_km else None
        return None


@lru_cache(1 << 14)
def _known(file: GazetteerFile, place: Place) -> _Known:
    """Return what the gazetteer knows of a place; a question compares each with many others."""
    return _Known(file, place)


def _disjoint(file: GazetteerFile, one: _Known, other: _Known) -> bool:
    """Whether two places surely share no point; the same either way round."""
    if _apart(file, one, other):
        return True
    if one.direction is not None and other.direction is not None and one.base == other.base:
        bearings = (one.direction.bearing, other.direction.bearing)
        if bearings[0] is None or bearings[1] is None:
            return False
        return angle_between(bearings[0], bearings[1]) >= OPPOSED_DEGREES
    sided = False
    for side, place in ((one, other), (other, one)):
        if side.direction is None or side.base is None:
            continue
        sided = True
        base = file_place(file, side.base)
        if place.base != side.base and _disjoint(file, _known(file, base), place):
            return True
        if place.row != side.base and _toward(place.place, base, side.direction) is Certainty.NO:
            return True
    return not sided and _circles_apart(one.place, other.place)


def _apart(file: GazetteerFile, one: _Known, other: _Known) -> bool:
    """Whether the hierarchy puts two places into different countries or divisions."""
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    mine, others = _divisions(file, one.ancestors), _divisions(file, other.ancestors)
    if len(one.countries) > 1 or len(other.countries) > 1:
        # Disputed or across a border: another country's claim on it is not ruled out.
        mine.pop("country", None)
    return (
        any(kind in others and others[kind] != row for kind, row in mine.items())
        or _outside_parts(file, one, other)
        or _outside_parts(file, other, one)
    )


def _toward(place: Place, base: Place, direction: Relative) -> Certainty:
    """Whether `place` lies in the part of `base` that a direction names, by its circle."""
    if place.lat is None or place.lon is None or place.radius_km is None:
        return Certainty.POSSIBLE
    if base.lat is None or base.lon is None or base.radius_km is None:
        return Certainty.POSSIBLE
    away = distance_km(base.lat, base.lon, place.lat, place.lon)
    if direction.bearing is None:
        if away + place.radius_km <= CENTRAL_SHARE * base.radius_km:
            return Certainty.SURE
        beyond = away - place.radius_km > 2 * CENTRAL_SHARE * base.radius_km
        return Certainty.NO if beyond else Certainty.POSSIBLE
    turn = angle_between(
        bearing_between(base.lat, base.lon, place.lat, place.lon), direction.bearing
    )
    along = away * cos(radians(turn))
    side = SIDE_SHARE * base.radius_km
    if along - place.radius_km >= side and turn <= SIDE_DEGREES:
        return Certainty.SURE
    return Certainty.NO if along + place.radius_km <= -side else Certainty.POSSIBLE


def _outside_parts(file: GazetteerFile, place: _Known, region: _Known) -> bool:
    """Whether `place` lies in no part of something made of parts that holds `region`."""
    for row in region.ancestors:
        parts = file.parts(row)
        if not parts or row in place.ancestors or parts & place.ancestors:
            continue
        orders = {file.entry(part).kind for part in parts}
        if orders & _divisions(file, place.ancestors).keys():
            return True
    return False


def _divisions(file: GazetteerFile, rows: Iterable[int]) -> dict[str, int]:
    """Return the one division of each order among `rows`; none of an order that has several."""
    found: dict[str, int] = {}
    several: set[str] = set()
    for row in rows:
        kind = file.entry(row).kind
        if kind in DIVIDES:
            if kind in found:
                several.add(kind)
            found[kind] = row
    return {kind: row for kind, row in found.items() if kind not in several}


def _margin(file: GazetteerFile, outside: _Known) -> float:
    """Return the share of the outer circle that is surely of the place; 0 where none is.

    Towns and divisions have borders that a circle does not know, and nothing on land is in a
    sea because the sea's circle covers the coast.
    """
    if outside.relative is not None:
        return NEAR_MARGIN
    if outside.row is None:
        return 0.0
    entry = file.entry(outside.row)
    narrow = entry.radius_km is not None and entry.radius_km <= WIDEST_KM
    return INSIDE_MARGIN if narrow and entry.kind in ("region", "mountain") else 0.0


def _circles_apart(one: Place, other: Place) -> bool:
    """Whether both have circles and these share no point."""
    reach = _reach_km(one, other)
    return reach is not None and reach[0] > reach[1] + reach[2]


def _within(inner: Place, outer: Place, margin: float) -> bool:
    """Whether the circle of `inner` lies within `margin` of the radius of that of `outer`."""
    reach = _reach_km(inner, outer)
    return reach is not None and reach[0] + reach[1] <= margin * reach[2]


def _reach_km(one: Place, other: Place) -> tuple[float, float, float] | None:
    """Return the distance of two centres and the two radii; None where one has no circle."""
    if one.lat is None or one.lon is None or one.radius_km is None:
        return None
    if other.lat is None or other.lon is None or other.radius_km is None:
        return None
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    return apart, one.radius_km, other.radius_km


def _same_name(inner: Place, outer: Place) -> bool:
    return bool(set(all_keys(inner.name)) & set(all_keys(outer.name)))


def file_place(file: GazetteerFile, row: int, name: str | None = None) -> Place:
    """Return the entry of `row` as a Place, under `name` where a report calls it something."""
    entry = file.entry(row)
    return Place(
        name=entry.name if name is None else name,
        geonames_id=entry.geonames_id,
        country=entry.countries[0] if len(entry.countries) == 1 else None,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        precision=entry.precision,
        key=entry.key,
    )
