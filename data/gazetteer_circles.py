"""Circles around settlements, and how far from a border each lies: the build's geometry."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from tallybook.knowledge.places.geometry import EARTH_RADIUS_KM, distance_km

POINT_KM = 2.0
"""A settlement reaches this far beyond its point at least."""


def circle(
    points: list[tuple[float, float]], trim: float = 0.0
) -> tuple[float | None, float | None, float | None]:
    """Return centre and radius of a circle that holds `points`, but for a share `trim` of them.

    The centre is that of the box around the points without the outermost `trim` on each side:
    an overseas island must not pull a country's centre into the sea.
    """
    if not points:
        return None, None, None
    array = np.array(points)
    south, north = np.quantile(array[:, 0], (trim, 1 - trim))
    west, east = np.quantile(array[:, 1], (trim, 1 - trim))
    # Across the 180th meridian the box is smaller with the western hemisphere moved round.
    around = np.where(array[:, 1] < 0, array[:, 1] + 360, array[:, 1])
    far_west, far_east = np.quantile(around, (trim, 1 - trim))
    if far_east - far_west < east - west:
        west, east = far_west, far_east
    lat, lon = float(south + north) / 2, (float(west + east) / 2 + 540) % 360 - 180
    distances = [distance_km(lat, lon, *point) for point in points]
    return lat, lon, float(np.quantile(distances, 1 - trim)) + POINT_KM


def border_distances(points: list[tuple[float, float, str]]) -> list[float]:
    """Return for each settlement how far the nearest settlement of another country is, in km."""
    radians = np.radians(np.array([(lat, lon) for lat, lon, _ in points]))
    phi, theta = radians[:, 0], radians[:, 1]
    xyz = np.stack((np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)), axis=1)
    codes = np.array([country for _, _, country in points])
    nearest = np.full(len(points), np.inf)
    for country in sorted(set(codes.tolist())):
        mine = codes == country
        chords, _ = cKDTree(xyz[~mine]).query(xyz[mine])
        nearest[mine] = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chords / 2))
    found: list[float] = nearest.tolist()
    return found
