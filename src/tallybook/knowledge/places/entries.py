"""What the gazetteer holds: entries, their kinds, and how a kind maps to UCDP's precision."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from tallybook.core.values import Place

Kind = Literal[
    "country",
    "admin1",
    "admin2",
    "settlement",
    "airfield",
    "base",
    "camp",
    "crossing",
    "facility",
    "quarter",
    "region",
    "island",
    "mountain",
    "waters",
    "border",
]
"""`settlement`: a populated place. `quarter`: a part of one. `camp`: of refugees or displaced
people. `facility`: an oil field, dam, power station, prison. `region`: an area without an
administration of its own, however well known. `waters`: sea, strait, gulf, lake, river.
`border`: the line between two countries, and what lies along it."""

KINDS: tuple[Kind, ...] = get_args(Kind)

PRECISION: dict[Kind, int] = {
    "country": 6,
    "admin1": 4,
    "admin2": 3,
    "settlement": 1,
    "airfield": 1,
    "base": 1,
    "camp": 1,
    "crossing": 1,
    "facility": 1,
    "quarter": 1,
    "region": 5,
    "island": 3,
    "mountain": 2,
    "waters": 7,
    "border": 5,
}
"""UCDP GED `where_prec` of a thing said to be there (Högbladh 2023, UCDP GED Codebook 23.1,
section "where_prec"): 1 exact location, 2 within about 25 km of it, 3 second-order division,
4 first-order division, 5 linear feature or fuzzy polygon, 6 country, 7 waters or airspace."""


OWN_SCHEME = "own"
"""Begins the key of a place of the user's own: "own:camp-meridian"."""


class GazetteerEntry(Struct, frozen=True, kw_only=True):
    """One place of the gazetteer.

    `key` names it for good: "geonames:99237" for what GeoNames numbers, "airport:ORAA" by
    location identifier, "place:al-tanf" for Tallybook's own table, "own:camp-meridian" for one
    of the user's. `countries` are ISO 3166
    alpha-2 codes, several where it lies across a border or is disputed. `radius_km` is the
    radius of a circle around (`lat`, `lon`) that holds the place. `border_km` is the distance
    to the nearest settlement of another country, None where not known. `population` is that
    of GeoNames, for a division the sum over its settlements, else 0. `geonames_id` is GeoNames'
    number, None for what it does not number.
    """

    key: str
    geonames_id: int | None
    name: str
    kind: Kind
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: int
    population: int
    border_km: float | None = None
    capital: bool = False

    @property
    def own(self) -> bool:
        """Whether the entry is from Tallybook's hand-kept table or from the user's."""
        return self.users or self.key.startswith("place:")

    @property
    def users(self) -> bool:
        """Whether the entry is from a table of the user's own."""
        return self.key.startswith(f"{OWN_SCHEME}:")


def border_key(one: str, other: str) -> str:
    """Return the key of the land border of two countries (ISO 3166 alpha-2)."""
    return "place:border-{}-{}".format(*sorted((one.lower(), other.lower())))


UNKNOWN = "not in the gazetteer"
"""Begins the reason of a place of whose name no reading is known, or none that fits."""

AMBIGUOUS = "ambiguous:"
"""Begins the reason of a place whose name has rival readings."""


def is_ambiguous(place: Place) -> bool:
    """Whether a place is a name of which nothing tells which of its readings is meant."""
    return place.key is None and (place.reason or "").startswith(AMBIGUOUS)
