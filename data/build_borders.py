"""Build the table of land borders, an input of the gazetteer's build.

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb q
    python data/build_borders.py q/usr/share/qgis/resources/data/world_map.gpkg

A border is where the outlines of two countries run together (Natural Earth, Admin 0 – Countries,
public domain, in the generalised form that QGIS ships). Of each, the circle around the points that
both share is kept; where one lies disjoint in parts, the circle holds all of them. The same inputs
give the same bytes.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from build_outlines import Point, rings_of
from gazetteer_circles import circle

TARGET = Path(__file__).parent / "borders.tsv"

FEWEST = 2
"""Points that two outlines share where they have a stretch in common and no mere corner."""


def main(source: str) -> None:
    """Write the table from a GeoPackage."""
    connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    at: dict[Point, set[str]] = defaultdict(set)
    rows = connection.execute(
        "SELECT iso_a2, geom FROM countries WHERE iso_a2 <> '-1' AND geom IS NOT NULL ORDER BY fid"
    )
    for country, blob in rows:
        for ring in rings_of(blob):
            for lat, lon in ring:
                at[round(float(lat), 4), round(float(lon), 4)].add(country)
    connection.close()
    shared: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point, countries in at.items():
        for pair in combinations(sorted(countries), 2):
            shared[pair].append(point)
    with TARGET.open("w", encoding="utf-8") as table:
        for (one, other), points in sorted(shared.items()):
            if len(points) >= FEWEST:
                lat, lon, radius_km = circle(sorted(points))
                table.write(f"{one}\t{other}\t{lat:.3f}\t{lon:.3f}\t{radius_km:.0f}\n")


if __name__ == "__main__":
    main(sys.argv[1])
