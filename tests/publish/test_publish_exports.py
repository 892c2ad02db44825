"""Exports: standard forms that other programs read, without victims' names and without traps."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.fetches import Fetch
from tallybook.core.incidents import Incident
from tallybook.core.records import make_rejection
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.knowledge.actor_loading import load_actors
from tallybook.knowledge.actors import ActorTable
from tallybook.publish.geojson import IncidentsGeoJson
from tallybook.publish.privacy import WITHHELD, public_targets
from tallybook.publish.publication import (
    Exporter,
    Publication,
    PublishedClaim,
    PublishedIncident,
)
from tallybook.publish.tables import ClaimsCsv, IncidentsCsv, RejectionsCsv, guarded

SENTENCE = '=HYPERLINK("http://x") said candidate Ana Ruiz was shot,\nand "others" too.'
TITLE = "@Ana Ruiz shot"
DOCUMENT = Document(
    id="document1_a",
    capture="0",
    source="a.txt",
    media_type="text/plain",
    text=SENTENCE,
    paragraphs=(Paragraph(0, len(SENTENCE), "body"),),
    title=TITLE,
    publisher="+Courier",
    published="2024-03-06",
)
CITY = Place(name="Maputo", lat=-25.97, lon=32.58, radius_km=12.0, precision=1, country="MZ")
COUNTRY = Place(name="Mozambique", lat=-18.0, lon=35.0, radius_km=900.0, precision=6, country="MZ")
DAY = Moment("2024-03-05", "2024-03-05", "sometime", "Tuesday")
CLAIM = Claim(
    id="claim1_a",
    document="document1_a",
    kind="incident",
    sentence=Span(0, len(SENTENCE), SENTENCE),
    event_type="shooting",
    stage="done",
    attackers=(Mention("=cmd|' /C calc'!A0"), Mention("JNIM", "jnim")),
    targets=(Mention("candidate Ana Ruiz"),),
    weapons=(Weapon("pistol", "pistol"),),
    places=(CITY,),
    when=DAY,
    killed=Count(1, None, "at least one"),
    voices=(Mention("Courier"), Mention("police")),
)
INCIDENT = Incident(
    id="incident1_a",
    anchor="claim1_a",
    claims=("claim1_a",),
    event_type="shooting",
    stage="done",
    targets=CLAIM.targets,
    places=(COUNTRY, CITY),
    when=DAY,
    killed=CLAIM.killed,
    standard="reported",
    origins=("o",),
)


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    return load_actors()


class NoArchive:
    """The tables take nothing from it."""

    def fetches(self, source: str) -> list[Fetch]:
        raise NotImplementedError

    def capture(self, sha256: str) -> bytes:
        raise NotImplementedError


def publication(
    actors: ActorTable, *, claims: int = 1, incident: Incident = INCIDENT, sure: bool = True
) -> Publication:
    return Publication(
        reports=(DOCUMENT,),
        claims=(PublishedClaim(CLAIM, True),) * claims,
        incidents=(PublishedIncident(incident, sure),) * claims,
        all_claims={CLAIM.id: CLAIM},
        documents={DOCUMENT.id: DOCUMENT},
        actors=actors,
        rejections=(make_rejection("=a.pdf", "ingest", "binary", "it is a picture"),) * claims,
        archive=NoArchive(),
    )


def exported(exporter: Exporter, published: Publication) -> str:
    return b"".join(exporter.export(published)).decode("utf-8")


def table(exporter: Exporter, published: Publication) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(exporter, published), newline="")))


def test_claims_round_trip_through_a_reader_of_csv(actors: ActorTable) -> None:
    [row] = table(ClaimsCsv(), publication(actors))
    assert row["id"] == "claim1_a"
    assert row["weapons"] == "pistol"
    assert (row["killed_low"], row["killed_high"]) == ("1", "")
    assert row["lats"] == "-25.97"
    assert row["voices"] == "Courier → police"
    assert (row["start"], row["end"]) == ("0", str(len(SENTENCE)))
    assert row["quotes"].endswith('was shot,\nand "others" too.')


def test_lines_end_as_rfc_4180_says(actors: ActorTable) -> None:
    text = exported(IncidentsCsv(), publication(actors, claims=2))
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 3
    assert text.splitlines()[0].startswith("id,sure,standard,")


def test_an_empty_list_keeps_its_header(actors: ActorTable) -> None:
    for exporter in (ClaimsCsv(), IncidentsCsv(), RejectionsCsv()):
        empty = exported(exporter, publication(actors, claims=0))
        assert empty.splitlines() == exported(exporter, publication(actors)).splitlines()[:1]


def test_rejections_go_out_with_their_reasons(actors: ActorTable) -> None:
    [row] = table(RejectionsCsv(), publication(actors))
    assert (row.pop("id").startswith("rejection1_"), row) == (
        True,
        {"source": "'=a.pdf", "stage": "ingest", "code": "binary", "detail": "it is a picture"},
    )


def test_no_cell_begins_like_a_formula(actors: ActorTable) -> None:
    for exporter in (ClaimsCsv(), IncidentsCsv()):
        [row] = table(exporter, publication(actors))
        assert row["quotes"].startswith("'=HYPERLINK")
        assert row["publishers"] == "'+Courier"
        for name, cell in row.items():
            assert name in ("lats", "lons") or not cell.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_formulas_are_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_other_cells_are_as_they_were() -> None:
    assert guarded("a = b - c") == "a = b - c"


def test_victims_are_nowhere_named(actors: ActorTable) -> None:
    for exporter in (ClaimsCsv(), IncidentsCsv(), IncidentsGeoJson()):
        text = exported(exporter, publication(actors))
        assert "Ana" not in text
        assert f"candidate {WITHHELD}" in text


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("US forces", "US forces"),
        ("residents of Gaza", "residents of Gaza"),
        ("Malian army convoy", "Malian army convoy"),
        ("US Army", "US Army"),
        ("Muslim Cemetery", "Muslim Cemetery"),
        ("Maputo", "Maputo"),
        ("two policemen", "two policemen"),
        ("Ana Ruiz", WITHHELD),
        ("mayor Juan Pérez of Tumaco", f"mayor {WITHHELD}"),
        ("Mayor Juan Pérez", f"Mayor {WITHHELD}"),
        ("journalist J. O'Neill", f"journalist {WITHHELD}"),
    ],
)
def test_names_of_single_persons_are_withheld(actors: ActorTable, name: str, public: str) -> None:
    found = public_targets([Mention(name)], [CITY], actors)
    assert found.names == (public,)
    assert bool(found.withheld) == (WITHHELD in public)


def feature(actors: ActorTable, **changes: Any) -> dict[str, Any]:
    collection = json.loads(exported(IncidentsGeoJson(), publication(actors, **changes)))
    assert collection["type"] == "FeatureCollection"
    [found] = collection["features"]
    assert found["type"] == "Feature"
    assert found["id"] == "incident1_a"
    result: dict[str, Any] = found
    return result


def test_a_feature_is_the_most_exact_place_longitude_first(actors: ActorTable) -> None:
    found = feature(actors)
    assert found["geometry"] == {"type": "Point", "coordinates": [32.58, -25.97]}
    properties = found["properties"]
    assert (properties["radius_km"], properties["precision"]) == (12.0, 1)
    assert properties["killed"] == {"low": 1, "high": None}
    assert properties["quotes"][0].startswith("=HYPERLINK")


def test_an_incident_without_a_place_has_no_geometry(actors: ActorTable) -> None:
    from msgspec.structs import replace

    assert feature(actors, incident=replace(INCIDENT, places=()))["geometry"] is None


@pytest.mark.parametrize(
    ("standard", "sure", "unsure", "lower", "upper"),
    [
        ("reported", True, (), [0, 1, 1], [0, 1, 1]),
        ("reported", False, (), [0, 0, 0], [0, 1, 1]),
        ("confirmed", True, ("incident1_b",), [0, 0, 0], [1, 1, 1]),
        (None, True, (), [0, 0, 0], [0, 0, 0]),
    ],
)
def test_bounds_say_how_much_an_incident_counts(
    actors: ActorTable,
    standard: str | None,
    sure: bool,
    unsure: tuple[str, ...],
    lower: list[int],
    upper: list[int],
) -> None:
    from msgspec.structs import replace

    incident = replace(INCIDENT, standard=standard, unsure=unsure)
    bounds = feature(actors, incident=incident, sure=sure)["properties"]["bounds"]
    assert list(bounds) == ["confirmed", "reported", "claimed"]
    assert [one["lower"] for one in bounds.values()] == lower
    assert [one["upper"] for one in bounds.values()] == upper


def test_an_empty_collection_is_one(actors: ActorTable) -> None:
    empty = json.loads(exported(IncidentsGeoJson(), publication(actors, claims=0)))
    assert empty == {"type": "FeatureCollection", "features": []}
