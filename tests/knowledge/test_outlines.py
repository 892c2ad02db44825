"""Outlines of divisions: what they say, and that settlements agree with them."""

from __future__ import annotations

import random
import sqlite3
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.core.certainty import Certainty
from tallybook.core.values import Place
from tallybook.knowledge.gazetteer import Gazetteer
from tallybook.knowledge.loading import load_knowledge
from tallybook.knowledge.places.entries import KINDS
from tallybook.knowledge.places.outlines import Outline, OutlineFile, Ring, pack, unpack

DATA = files("tallybook.knowledge") / "data"
SQUARE: Ring = ((0, 0), (0, 2000), (2000, 2000), (2000, 0), (0, 0))
"""Two degrees by two at the equator, about 222 km."""
HOLE: Ring = ((800, 800), (800, 1200), (1200, 1200), (1200, 800), (800, 800))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_knowledge().gazetteer


corners = st.tuples(st.integers(-90_000, 90_000), st.integers(-180_000, 180_000))


@given(st.lists(st.lists(corners, min_size=1, max_size=9).map(tuple), max_size=4).map(tuple))
def test_what_is_packed_is_unpacked(rings: tuple[Ring, ...]) -> None:
    assert tuple(unpack(pack(rings))) == rings


@pytest.mark.parametrize(
    ("lat", "lon", "depth_km"),
    [(1.0, 0.1, 11.1), (0.5, 1.0, 33.4), (1.0, -0.1, -11.1), (1.0, 1.0, -22.2), (3.0, 1.0, -111.2)],
)
def test_depth_inside_and_distance_outside(lat: float, lon: float, depth_km: float) -> None:
    outline = Outline((SQUARE, HOLE), 0.0)
    assert outline.depth_km(lat, lon) == pytest.approx(depth_km, rel=0.01)


def test_a_border_at_the_180th_meridian() -> None:
    ring: Ring = ((0, 179_000), (0, -179_000), (2000, -179_000), (2000, 179_000), (0, 179_000))
    assert Outline((ring,), 0.0).depth_km(1.0, 179.9) > 90


def _near(gazetteer: Gazetteer, town: str, country: str) -> Place:
    return gazetteer.near(gazetteer.resolve(town, countries=(country,)))


def _division(gazetteer: Gazetteer, name: str, country: str) -> Place:
    found = [e for e in gazetteer.candidates(name) if e.kind == "admin1"]
    return next(gazetteer.place_of(e) for e in found if country in e.countries)


@pytest.mark.parametrize(
    ("town", "country", "division", "lies"),
    [
        ("Monguno", "NG", "Borno", Certainty.SURE),
        ("Monguno", "NG", "Yobe", Certainty.NO),
        ("Kandahar", "AF", "Kandahar", Certainty.SURE),
        ("Kandahar", "AF", "Helmand", Certainty.NO),
        # Four kilometres from Rwanda.
        ("Goma", "CD", "Nord-Kivu", Certainty.POSSIBLE),
        # Beside the border of two provinces.
        ("Fallujah", "IQ", "Al Anbar", Certainty.POSSIBLE),
    ],
)
def test_near_a_town(
    gazetteer: Gazetteer, town: str, country: str, division: str, lies: Certainty
) -> None:
    near = _near(gazetteer, town, country)
    assert gazetteer.located_in(near, _division(gazetteer, division, country)) is lies


def test_near_a_town_deep_inside_is_in_the_country_and_in_no_other(gazetteer: Gazetteer) -> None:
    near = _near(gazetteer, "Kandahar", "AF")
    for code, lies in (("AF", Certainty.SURE), ("PK", Certainty.NO)):
        entry = gazetteer.by_key(f"country:{code}")
        assert entry is not None
        assert gazetteer.located_in(near, gazetteer.place_of(entry)) is lies


def test_settlements_lie_where_the_outlines_say() -> None:
    outlines = OutlineFile()
    places = sqlite3.connect(f"file:{DATA / 'gazetteer.sqlite'}?immutable=1&mode=ro", uri=True)
    kind = {name: number for number, name in enumerate(KINDS)}
    rows = places.execute(
        "SELECT p.parent, p.lat, p.lon FROM place p JOIN place d ON d.id = p.parent "
        "WHERE p.kind = ? AND d.kind = ? ORDER BY p.id",
        (kind["settlement"], kind["admin1"]),
    ).fetchall()
    told = [
        (outline, lat / 10_000, lon / 10_000)
        for parent, lat, lon in random.Random(1).sample(rows, 1500)
        if (outline := outlines.of(parent)) is not None
    ]
    assert len(told) > 200
    wrong = sum(outline.depth_km(lat, lon) < -outline.slack_km for outline, lat, lon in told)
    assert wrong <= 0.02 * len(told)
    outlines.close()
    places.close()


def test_outlines_are_of_first_order_divisions_and_small() -> None:
    file = sqlite3.connect(f"file:{DATA / 'outlines.sqlite'}?immutable=1&mode=ro", uri=True)
    ids = [row[0] for row in file.execute("SELECT place FROM outline")]
    file.close()
    places = sqlite3.connect(f"file:{DATA / 'gazetteer.sqlite'}?immutable=1&mode=ro", uri=True)
    kinds = {row[0]: KINDS[row[1]] for row in places.execute("SELECT id, kind FROM place")}
    places.close()
    assert len(ids) > 1500
    assert {kinds[i] for i in ids} == {"admin1"}
    with (DATA / "outlines.sqlite").open("rb") as stream:
        assert stream.seek(0, 2) <= 1024 * 1024
