"""Incidents as GeoJSON (RFC 7946), for maps.

A point is the middle of a circle that holds the place, never the spot itself: `radius_km` and
`precision` say how wide it is, and an incident whose place is not known has no geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tallybook.core.incidents import STANDARDS, Incident
from tallybook.core.values import Count, Place
from tallybook.publish.publication import Publication, PublishedIncident
from tallybook.publish.tables import quotes_of, row_of, titles_of


class IncidentsGeoJson:
    """Every incident as a feature, with the sentences that it rests on."""

    name = "incidents-geojson.v1"
    suffix = ".geojson"
    media_type = "application/geo+json"

    def export(self, publication: Publication) -> Iterator[bytes]:
        """Yield the feature collection in pieces."""
        yield b'{"type":"FeatureCollection","features":['
        for number, one in enumerate(publication.incidents):
            yield b",\n" if number else b"\n"
            yield msgspec.json.encode(feature(one, publication))
        yield b"\n]}\n"


def feature(one: PublishedIncident, publication: Publication) -> dict[str, Any]:
    """Return an incident as a GeoJSON feature."""
    incident = one.incident
    row = row_of(publication, incident, one.sure, incident.claims)
    place = _shown(incident.places)
    moment = incident.when
    return {
        "type": "Feature",
        "id": incident.id,
        # RFC 7946, §3.1.1: longitude first.
        "geometry": None if place is None else _point(place),
        "properties": {
            "event_type": incident.event_type,
            "stage": incident.stage,
            "standard": incident.standard,
            "bounds": _bounds(incident, one.sure),
            "attackers": [mention.name for mention in incident.attackers],
            "targets": list(row.targets.names),
            "weapons": [weapon.name for weapon in incident.weapons],
            "places": [other.name for other in incident.places],
            "place": None if place is None else place.name,
            "geonames_id": None if place is None else place.geonames_id,
            "country": None if place is None else place.country,
            "radius_km": None if place is None else place.radius_km,
            "precision": None if place is None else place.precision,
            "earliest": None if moment is None else moment.earliest,
            "latest": None if moment is None else moment.latest,
            "extent": None if moment is None else moment.extent,
            "killed": _count(incident.killed),
            "injured": _count(incident.injured),
            "origins": len(incident.origins),
            "unsure_with": list(incident.unsure),
            "quotes": quotes_of(row),
            "titles": titles_of(row),
            "documents": [document.id for document in row.documents],
        },
    }


def _shown(places: tuple[Place, ...]) -> Place | None:
    """Return the most exact place that has coordinates."""
    placed = [place for place in places if place.lat is not None and place.lon is not None]
    return min(
        placed,
        key=lambda place: (place.radius_km is None, place.radius_km or 0.0, place.name),
        default=None,
    )


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _bounds(incident: Incident, sure: bool) -> dict[str, dict[str, int]]:
    """Return how much the incident counts at each standard: one attack, none, or perhaps one."""
    met = len(STANDARDS) if incident.standard is None else STANDARDS.index(incident.standard)
    certain = sure and not incident.unsure
    return {
        standard: {"lower": int(rank >= met and certain), "upper": int(rank >= met)}
        for rank, standard in enumerate(STANDARDS)
    }


def _count(count: Count | None) -> dict[str, int | None] | None:
    return None if count is None else {"low": count.low, "high": count.high}
