"""Outlines of first-order divisions: how deep inside one a point lies.

A circle says how wide a division is and nothing of where its border runs. The outlines are
Natural Earth's, simplified, in a file beside the gazetteer (`data/build_outlines.py` builds it);
each has a slack, the distance by which the outline may be off.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians

SCHEMA = """
CREATE TABLE outline (place INTEGER PRIMARY KEY, slack INTEGER NOT NULL, rings BLOB NOT NULL);
"""
"""`place` is the gazetteer's row, `slack` in 1/10 km, `rings` as `pack` writes them."""

KM_PER_DEGREE = 111.2
SCALE = 1000
"""Points are in 1/1000 degree, about 0.1 km."""

Ring = tuple[tuple[int, int], ...]
"""Latitudes and longitudes in 1/1000 degree, the first point again at the end."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings of a division, and by how much they may be off."""

    rings: tuple[Ring, ...]
    slack_km: float

    def depth_km(self, lat: float, lon: float) -> float:
        """Return how far a point lies inside the border, negative outside.

        Distances are measured on a plane around the point, where a degree of longitude is as long
        as at its latitude: over the few dozen kilometres that matter the error is under 1 %.
        """
        shrink = cos(radians(lat))
        inside = False
        nearest = float("inf")
        for ring in self.rings:
            placed = [
                (
                    (p / SCALE - lat) * KM_PER_DEGREE,
                    (_turn(q / SCALE - lon)) * KM_PER_DEGREE * shrink,
                )
                for p, q in ring
            ]
            for (y1, x1), (y2, x2) in pairwise(placed):
                if (y1 > 0) != (y2 > 0) and x1 - y1 * (x2 - x1) / (y2 - y1) > 0:
                    inside = not inside
                nearest = min(nearest, _from_origin(x1, y1, x2, y2))
        return nearest if inside else -nearest


def _turn(degrees: float) -> float:
    """Return a difference of longitudes the short way round."""
    return (degrees + 540) % 360 - 180


def _from_origin(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the distance of the origin from a segment."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return hypot(x1 + along * dx, y1 + along * dy)


class OutlineFile:
    """Reads the outlines that ship with the package, one at a time."""

    def __init__(self) -> None:
        where = files("tallybook.knowledge") / "data" / "outlines.sqlite"
        self._connection = sqlite3.connect(
            f"file:{where}?immutable=1&mode=ro", uri=True, check_same_thread=False
        )

    def of(self, row: int) -> Outline | None:
        """Return the outline of a gazetteer's row, or None."""
        found = self._connection.execute(
            "SELECT slack, rings FROM outline WHERE place = ?", (row,)
        ).fetchone()
        return None if found is None else Outline(tuple(unpack(found[1])), found[0] / 10)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def pack(rings: tuple[Ring, ...]) -> bytes:
    """Return rings as bytes: sizes and differences of successive points as variable-length numbers
    (base 128, zigzag), compressed."""
    numbers: list[int] = [len(rings)]
    for ring in rings:
        numbers.append(len(ring))
        lat = lon = 0
        for point in ring:
            numbers += [point[0] - lat, point[1] - lon]
            lat, lon = point
    return zlib.compress(b"".join(map(_varint, numbers)), 9)


def unpack(blob: bytes) -> Iterator[Ring]:
    """Yield the rings that `pack` wrote."""
    numbers = _numbers(zlib.decompress(blob))
    for _ in range(next(numbers)):
        ring: list[tuple[int, int]] = []
        lat = lon = 0
        for _ in range(next(numbers)):
            lat, lon = lat + next(numbers), lon + next(numbers)
            ring.append((lat, lon))
        yield tuple(ring)


def _varint(number: int) -> bytes:
    value = 2 * number if number >= 0 else -2 * number - 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value >> 1 if value % 2 == 0 else -(value >> 1) - 1
            value = shift = 0
