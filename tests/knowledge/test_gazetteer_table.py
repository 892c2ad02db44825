"""The hand-kept table and the file that is built from it: whole, sourced, and in step."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from tallybook.knowledge.gazetteer import Gazetteer, load_gazetteer
from tallybook.knowledge.places.entries import KINDS
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.storage import GazetteerFile

DATA = files("tallybook.knowledge") / "data"
TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads((DATA / "places.toml").read_text("utf-8"))
ALLOWED = {
    "id", "name", "aliases", "preferred", "kind", "countries", "within", "made_of", "lat", "lon",
    "radius_km", "precision", "source",
}  # fmt: skip


def test_the_table_is_large_enough_to_be_of_use() -> None:
    assert len(TABLE["place"]) >= 300


@pytest.mark.parametrize("row", TABLE["place"], ids=lambda row: str(row["id"]))
def test_each_row_is_whole_and_in_the_file(row: dict[str, Any]) -> None:
    assert set(row) <= ALLOWED
    assert row["kind"] in KINDS
    assert row["source"]
    assert -90 <= row["lat"] <= 90
    assert -180 <= row["lon"] <= 180
    assert row["radius_km"] > 0
    entry = load_gazetteer().by_key(f"place:{row['id']}")
    assert entry is not None, "run `make data`"
    assert entry.name == row["name"]
    assert entry.lat == pytest.approx(row["lat"], abs=1e-3)
    assert entry.countries == tuple(row["countries"])


@pytest.mark.parametrize("row", TABLE["place"], ids=lambda row: str(row["id"]))
def test_each_row_touches_what_it_says_it_lies_in(row: dict[str, Any]) -> None:
    """A slip in a coordinate puts a place outside the circle of its division or country."""
    gazetteer = load_gazetteer()
    entry = gazetteer.by_key(f"place:{row['id']}")
    assert entry is not None
    place = gazetteer.place_of(entry)
    for code in row.get("within", ()):
        key = code if ":" in code else f"country:{code}" if len(code) == 2 else None
        if key is None:
            continue
        outer = gazetteer.by_key(key)
        assert outer is not None
        assert outer.lat is not None
        assert outer.lon is not None
        assert outer.radius_km is not None
        assert place.lat is not None
        assert place.lon is not None
        apart = distance_km(place.lat, place.lon, outer.lat, outer.lon)
        assert apart <= outer.radius_km * 1.3 + row["radius_km"]


@pytest.mark.parametrize(
    "row",
    [row for row in TABLE["place"] if any("-" in code for code in row.get("within", ()))],
    ids=lambda row: str(row["id"]),
)
def test_each_row_lies_in_the_outline_of_its_division(row: dict[str, Any]) -> None:
    file = GazetteerFile()
    number = file.number_of(f"place:{row['id']}")
    assert number is not None
    for above in file.ancestors(number):
        outline = file.outline(above)
        if outline is not None:
            depth = outline.depth_km(row["lat"], row["lon"])
            assert depth >= -outline.slack_km - row["radius_km"]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Dagestan", "admin1", "RU"),
        ("Ingushetia", "admin1", "RU"),
        ("Kursk region", "admin1", "RU"),
        ("Belgorod oblast", "admin1", "RU"),
        ("Krasnodar Krai", "admin1", "RU"),
        ("Sistan-Baluchestan", "admin1", "IR"),
        ("Tibet", "admin1", "CN"),
    ],
)
def test_divisions_have_their_english_names(name: str, kind: str, country: str) -> None:
    gazetteer = load_gazetteer()
    place = gazetteer.resolve(name)
    assert place.key is not None
    entry = gazetteer.by_key(place.key)
    assert entry is not None
    assert (entry.kind, entry.countries) == (kind, (country,))


@pytest.mark.parametrize("row", TABLE["place"], ids=lambda row: str(row["id"]))
def test_each_row_is_found_by_each_of_its_names(row: dict[str, Any]) -> None:
    gazetteer = load_gazetteer()
    for name in (row["name"], *row.get("aliases", ())):
        assert f"place:{row['id']}" in {entry.key for entry in gazetteer.candidates(name)}, name


def test_ids_are_used_once() -> None:
    ids = [row["id"] for row in TABLE["place"]]
    assert len(ids) == len(set(ids))


def test_the_file_is_small_and_opens_quickly() -> None:
    with (DATA / "gazetteer.sqlite").open("rb") as stream:
        assert stream.seek(0, 2) <= 24 * 1024 * 1024
    start = time.perf_counter()
    gazetteer = Gazetteer()
    gazetteer.resolve("Mosul")
    # 50 ms is the aim; a busy machine gets some grace.
    assert time.perf_counter() - start < 0.2
