"""UCDP: places within their precision class, and sides named in headlines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evals.data import Absent
from evals.ucdp import evaluate, is_near, load_sides, load_sites, named_in, read_site
from tallybook.core.values import Place
from tallybook.knowledge.loading import load_knowledge

EVENT: dict[str, Any] = {
    "id": 1.0, "country": "Syria", "side_a": "IS", "side_b": "Government of Syria, Civilians",
    "where_coordinates": "Palmyra town", "where_prec": 1.0, "adm_1": "Homs Governorate",
    "latitude": 34.56, "longitude": 38.27,
    "sources": [{"headline": "IS fighters raid an army post near Palmyra", "date": "2016-05-01"}],
}  # fmt: skip


def test_a_place_is_read_in_the_datasets_words() -> None:
    [site] = load_sites([EVENT, EVENT])
    assert site.words == "Palmyra town, Homs Governorate, Syria"
    place = read_site(site, load_knowledge())
    assert place is not None
    assert is_near(place, site, own=False)


def test_near_is_what_the_class_says_or_what_the_place_says() -> None:
    [site] = load_sites([EVENT])
    wide = Place(name="Homs", country="SY", lat=34.2, lon=38.2, radius_km=150.0, precision=4)
    assert is_near(wide, site, own=True)
    assert not is_near(wide, site, own=False)
    assert is_near(Place(name="Nowhere"), site, own=True) is None


def test_sides_are_those_of_an_event_without_civilians_and_found_by_its_headlines() -> None:
    [event] = load_sides([EVENT])
    assert event.names == ("IS", "Government of Syria")
    named = named_in([title for title, _ in event.headlines], event.country, load_knowledge())
    assert "islamic-state" in {actor.id for actor in named}


def test_the_figures_of_a_small_dataset(tmp_path: Path) -> None:
    (tmp_path / "ucdp").mkdir()
    for name in ("mexico", "myanmar", "syria-2016-2018"):
        lines = [json.dumps({**EVENT, "id": float(i)}) for i in range(40)]
        text = "\n".join(lines).encode() if name.startswith("syria") else b""
        (tmp_path / "ucdp" / f"{name}.jsonl.gz").write_bytes(gzip.compress(text))
    figures = {one.key: one for one in evaluate(tmp_path)}
    assert figures["ucdp.places"].value == 100
    assert figures["ucdp.sides_known"].value == 100
    assert figures["ucdp.sides_known"].parts["of"] == 80
    assert figures["ucdp.sides_right"].value == 100


def test_without_the_dataset_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(Absent):
        evaluate(tmp_path)
