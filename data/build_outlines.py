"""Build the outlines of first-order divisions that ship with Tallybook.

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb q
    python data/build_outlines.py q/usr/share/qgis/resources/data/world_map.gpkg

The source is Natural Earth's "Admin 1 – States, Provinces" 4.1.0 (public domain), in the
generalised form that QGIS ships. Shapes whose settlements are all of one division of the gazetteer
are put together, and their outline is taken for it where the settlements say that it is the same
unit: nearly all of the division's lie in it, and nearly all that lie in it are the division's. How
far settlements stand on the wrong side is kept as its slack. The same inputs give the same bytes.
"""

from __future__ import annotations

import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tallybook.knowledge.places.entries import KINDS
from tallybook.knowledge.places.outlines import SCHEMA, Outline, Ring, pack

DATA = Path(__file__).parents[1] / "src" / "tallybook" / "knowledge" / "data"
TARGET = DATA / "outlines.sqlite"

SAME_UNIT = 0.9
"""Share of a division's settlements in an outline, and of an outline's in the division, from which
the two are one unit. Where a country has redrawn its divisions it is missed, and none is taken."""

FEWEST = 3
"""Settlements that can tell; divisions with fewer are left without an outline."""

TOLERANCE = 0.012
"""Degrees, about 1.3 km: how far a simplified line may lie from the source's own, which is itself
generalised to about that."""

LEAST_SLACK_KM = 3.0
"""An outline is never taken to be more exact: source and simplification together."""

MOST_SLACK_KM = 30.0
"""An outline that is off by more says little, and is left out."""

WRONG_SIDE = 0.99
"""Share of settlements whose distance on the wrong side the slack covers; the rest are errors of
single coordinates."""

Points = NDArray[np.float64]
Point = tuple[float, float]


def main(source: str) -> None:
    """Write the outlines file from a GeoPackage."""
    settlements, divisions = _gazetteer()
    shapes = _shapes(source)
    rows: list[tuple[int, int, bytes]] = []
    for country, ids in sorted(divisions.items()):
        points, owners = settlements[country]
        groups: dict[int, list[list[Points]]] = defaultdict(list)
        for rings in shapes.get(country, ()):
            division = _owner(rings, points, owners)
            if division in ids:
                groups[division].append(rings)
        for division, members in sorted(groups.items()):
            rings = members[0] if len(members) == 1 else _joined(members)
            found = _outline(rings, points, owners == division)
            if found is not None:
                rows.append((division, *found))
    TARGET.unlink(missing_ok=True)
    with sqlite3.connect(TARGET) as target:
        target.executescript(SCHEMA)
        target.executemany("INSERT INTO outline VALUES (?, ?, ?)", sorted(rows))
    target.execute("VACUUM")
    target.close()
    total = sum(len(ids) for ids in divisions.values())
    print(f"{len(rows)} of {total} divisions have outlines; {TARGET.stat().st_size:,} bytes")


def _gazetteer() -> tuple[dict[str, tuple[Points, NDArray[np.int64]]], dict[str, set[int]]]:
    """Return each country's settlements with the division that each lies in, and its divisions."""
    connection = sqlite3.connect(f"file:{DATA / 'gazetteer.sqlite'}?immutable=1&mode=ro", uri=True)
    kind = {name: number for number, name in enumerate(KINDS)}
    divisions: dict[str, set[int]] = defaultdict(set)
    of: dict[int, int] = {}
    parents: dict[int, int | None] = {}
    query = "SELECT id, kind, country, parent, lat, lon FROM place WHERE country NOT LIKE '%,%'"
    rows = connection.execute(query).fetchall()
    for number, of_kind, country, parent, _, _ in rows:
        parents[number] = parent
        if of_kind == kind["admin1"]:
            divisions[country].add(number)
            of[number] = number
    found: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for _, of_kind, country, parent, lat, lon in rows:
        if of_kind != kind["settlement"] or lat is None:
            continue
        above = parent
        while above is not None and above not in of:
            above = parents.get(above)
        if above is not None:
            found[country].append((lat / 10_000, lon / 10_000, above))
    connection.close()
    return (
        defaultdict(
            lambda: (np.empty((0, 2)), np.empty(0, dtype=np.int64)),
            {
                country: (
                    np.array([(lat, lon) for lat, lon, _ in of_country]),
                    np.array([division for _, _, division in of_country]),
                )
                for country, of_country in found.items()
            },
        ),
        divisions,
    )


def _shapes(source: str) -> dict[str, list[list[Points]]]:
    """Return the rings of each first-order division of the source, by country."""
    connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    shapes: dict[str, list[list[Points]]] = defaultdict(list)
    for country, blob in connection.execute(
        "SELECT iso_a2, geom FROM states_provinces WHERE geom IS NOT NULL ORDER BY fid"
    ):
        shapes[country].append(list(rings_of(blob)))
    connection.close()
    return shapes


ENVELOPES = (0, 32, 48, 48, 64)


def rings_of(blob: bytes) -> Iterator[Points]:
    """Yield the rings of a GeoPackage multipolygon as (lat, lon) points (OGC 12-128r18, §2.1.3)."""
    at = 8 + ENVELOPES[(blob[3] >> 1) & 0b111]
    polygons = struct.unpack_from("<I", blob, at + 5)[0]
    at += 9
    for _ in range(polygons):
        rings = struct.unpack_from("<I", blob, at + 5)[0]
        at += 9
        for _ in range(rings):
            size = struct.unpack_from("<I", blob, at)[0]
            at += 4
            points = np.frombuffer(blob, dtype="<f8", count=2 * size, offset=at).reshape(size, 2)
            at += 16 * size
            yield points[:, ::-1]


def _owner(rings: list[Points], points: Points, owners: NDArray[np.int64]) -> int:
    """Return the division that nearly all settlements in a shape belong to, 0 for none."""
    inside = _inside(rings, points)
    numbers, counts = np.unique(owners[inside], return_counts=True)
    if not len(counts) or counts.max() < SAME_UNIT * inside.sum():
        return 0
    return int(numbers[counts.argmax()])


def _joined(shapes: list[list[Points]]) -> list[Points]:
    """Return the rings around several shapes together: a border that two of them share runs both
    ways, and falls."""
    segments: dict[tuple[Point, Point], None] = {}
    for rings in shapes:
        for ring in rings:
            corners = [(float(lat), float(lon)) for lat, lon in ring]
            for one, other in pairwise(corners):
                if (other, one) in segments:
                    del segments[other, one]
                elif one != other:
                    segments[one, other] = None
    onward: dict[Point, list[Point]] = defaultdict(list)
    for one, other in segments:
        onward[one].append(other)
    joined: list[Points] = []
    while onward:
        start = next(iter(onward))
        ring = [start]
        while ring[-1] in onward and (len(ring) == 1 or ring[-1] != start):
            ends = onward[ring[-1]]
            following = ends.pop()
            if not ends:
                del onward[ring[-1]]
            ring.append(following)
        if ring[-1] == start and len(ring) > 3:
            joined.append(np.array(ring))
    return joined


def _outline(
    rings: list[Points], points: Points, own: NDArray[np.bool_]
) -> tuple[int, bytes] | None:
    """Return the slack in 0.1 km and the packed rings of an outline; None where the settlements say
    that it is of another unit than the division whose `own` they are."""
    inside = _inside(rings, points)
    agreeing = (inside & own).sum()
    if own.sum() < FEWEST or agreeing < SAME_UNIT * max(own.sum(), inside.sum()):
        return None
    simple: tuple[Ring, ...] = tuple(
        tuple((round(1000 * lat), round(1000 * lon)) for lat, lon in ring)
        for ring in map(_simplified, rings)
        if len(ring) > 3
    )
    outline = Outline(simple, 0.0)
    wrong = [abs(outline.depth_km(lat, lon)) for lat, lon in points[inside != own]]
    slack_km = float(np.quantile(wrong, WRONG_SIDE)) + 1.0 if wrong else 0.0
    if slack_km > MOST_SLACK_KM:
        return None
    return round(10 * max(LEAST_SLACK_KM, slack_km)), pack(simple)


def _inside(rings: list[Points], points: Points) -> NDArray[np.bool_]:
    """Whether each point lies inside an odd number of the rings (even-odd rule)."""
    inside = np.zeros(len(points), dtype=bool)
    for ring in rings:
        near = np.all((points >= ring.min(axis=0)) & (points <= ring.max(axis=0)), axis=1)
        if not near.any():
            continue
        lat, lon = points[near].T
        crossed = np.zeros(len(lat), dtype=bool)
        for (lat1, lon1), (lat2, lon2) in pairwise(ring):
            between = (lat1 > lat) != (lat2 > lat)
            if between.any():
                crossing = lon1 + (lat - lat1) / (lat2 - lat1 or 1.0) * (lon2 - lon1)
                crossed ^= between & (lon < crossing)
        inside[near] ^= crossed
    return inside


def _simplified(ring: Points) -> Points:
    """Drop the points that lie within the tolerance of the line between their neighbours (Douglas
    & Peucker 1973), from the ring halved at its farthest point."""
    half = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
    if half in (0, len(ring) - 1):
        return ring[:0]
    first, second = _reduced(ring[: half + 1]), _reduced(ring[half:])
    return np.concatenate([first, second[1:]])


def _reduced(line: Points) -> Points:
    keep = np.zeros(len(line), dtype=bool)
    keep[0] = keep[-1] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        base = line[end] - line[start]
        away = line[start + 1 : end] - line[start]
        length = float(np.hypot(*base))
        if length == 0.0:
            distance = np.hypot(away[:, 0], away[:, 1])
        else:
            distance = np.abs(base[0] * away[:, 1] - base[1] * away[:, 0]) / length
        farthest = int(distance.argmax())
        if distance[farthest] > TOLERANCE:
            middle = start + 1 + farthest
            keep[middle] = True
            waiting += [(start, middle), (middle, end)]
    return line[keep]


if __name__ == "__main__":
    main(sys.argv[1])
