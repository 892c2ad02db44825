"""Whether one place lies in another: by the hierarchy where it knows, else by circles.

A circle holds its place and more, so two circles apart are two places apart, while a circle
inside another proves nothing about borders. What the hierarchy and the circles leave open
stays POSSIBLE.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallybook.core.certainty import Certainty, all_of
from tallybook.core.values import Place
from tallybook.knowledge.places.entries import FUZZY_KINDS
from tallybook.knowledge.places.geometry import angle_between, distance_km
from tallybook.knowledge.places.relative import Relative, parse_relative
from tallybook.knowledge.places.spelling import all_keys
from tallybook.knowledge.places.storage import GazetteerFile

INSIDE_MARGIN = 0.8
"""A circle counts as inside another when it lies within this share of its radius: the outer
one is a convention ("western Iraq"), whose edge nobody drew."""

OPPOSED_DEGREES = 130.0
"""Two directions of one area at least this far apart exclude each other: west and east (180),
north-west and south (135), not west and north (90)."""

DIVIDES = frozenset({"country", "admin1", "admin2"})


def located_in(file: GazetteerFile, inner: Place, outer: Place) -> Certainty:
    """Whether a thing known to be at `inner` lies in `outer`."""
    if inner.key is not None and inner.key == outer.key:
        return Certainty.SURE
    inside, outside = _Known(file, inner), _Known(file, outer)
    if inside.countries and outside.countries and not inside.countries & outside.countries:
        return Certainty.NO
    if inner.lat is None or outer.lat is None:
        return Certainty.SURE if _same_name(inner, outer) else Certainty.POSSIBLE
    if outside.row is not None and outside.row in inside.ancestors:
        return Certainty.SURE
    if inside.row is not None and _apart_by_hierarchy(file, inside, outside):
        return Certainty.NO
    if outside.relative is not None:
        return _in_relative(file, inner, inside, outer, outside.relative)
    return _by_circles(inner, outer)


class _Known:
    """What the gazetteer knows of a place: its row, or the row that a relative place starts from."""

    def __init__(self, file: GazetteerFile, place: Place) -> None:
        self.relative = parse_relative(place.key) if place.key else None
        self.row = file.number_of(place.key) if place.key and not self.relative else None
        self.ancestors: frozenset[int] = frozenset()
        self.countries: frozenset[str] = frozenset({place.country} if place.country else ())
        if self.row is not None:
            self.ancestors = file.ancestors(self.row)
            self.countries = frozenset(file.entry(self.row).countries)
        elif self.relative is not None and self.relative.inside:
            # A direction of an area lies in the area and in all that holds it.
            base = file.number_of(self.relative.base)
            if base is not None:
                self.ancestors = file.ancestors(base)
                self.countries = frozenset(file.entry(base).countries)
        elif place.country is not None:
            home = file.number_of(f"country:{place.country}")
            self.ancestors = frozenset() if home is None else frozenset({home})


def _apart_by_hierarchy(file: GazetteerFile, inside: _Known, outside: _Known) -> bool:
    """Whether the two lie in different divisions of one order, or in none that a region has."""
    if outside.row is None:
        return False
    parts = file.parts(outside.row)
    own_divisions = _divisions(file, inside.ancestors)
    if parts:
        orders = {file.entry(p).kind for p in parts}
        mine = {kind: row for kind, row in own_divisions.items() if kind in orders}
        return bool(mine) and not any(row in parts for row in mine.values())
    other_divisions = _divisions(file, outside.ancestors)
    return any(
        kind in other_divisions and other_divisions[kind] != row
        for kind, row in own_divisions.items()
    )


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


def _in_relative(
    file: GazetteerFile, inner: Place, inside: _Known, outer: Place, relative: Relative
) -> Certainty:
    circles = _by_circles(inner, outer)
    if not relative.inside:
        return circles
    base = file.number_of(relative.base)
    if base is None:
        return Certainty.POSSIBLE
    held = located_in(file, inner, file_place(file, base))
    if held is Certainty.NO:
        return Certainty.NO
    mine = inside.relative
    if (
        mine is not None
        and mine.base == relative.base
        and mine.bearing is not None
        and relative.bearing is not None
        and angle_between(mine.bearing, relative.bearing) >= OPPOSED_DEGREES
    ):
        return Certainty.NO
    assert inner.radius_km is not None and outer.radius_km is not None
    return all_of((held, circles if inside.ancestors else min(circles, Certainty.POSSIBLE)))


def _by_circles(inner: Place, outer: Place) -> Certainty:
    """NO for circles apart; SURE for one well inside a fuzzy outer one; POSSIBLE else."""
    if (
        inner.lat is None
        or inner.lon is None
        or outer.lat is None
        or outer.lon is None
        or inner.radius_km is None
        or outer.radius_km is None
    ):
        return Certainty.POSSIBLE
    apart = distance_km(inner.lat, inner.lon, outer.lat, outer.lon)
    if apart > inner.radius_km + outer.radius_km:
        return Certainty.NO
    fuzzy = outer.precision in (2, 5, 7)
    if fuzzy and apart + inner.radius_km <= INSIDE_MARGIN * outer.radius_km:
        return Certainty.SURE
    return Certainty.POSSIBLE


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


__all__ = ["FUZZY_KINDS", "file_place", "located_in"]
