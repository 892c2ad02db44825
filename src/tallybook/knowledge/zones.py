"""Time zones: which clocks a place keeps, and which clock a name in the news means.

The zones are those of the IANA time zone database: the package `tzdata` lists them by country with
a town of each (`zone.tab`). A country of one zone keeps it everywhere. In a country of several, a
place with coordinates keeps the zone whose town lies nearest, and those too whose towns lie hardly
farther off, since no borders of zones are at hand; without coordinates it may keep any of them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from tallybook.core.values import COUNTRY_PRECISION
from tallybook.knowledge.places.geometry import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer

HARDLY_FARTHER = 1.25
"""Times the distance of the nearest zone's town within which another zone's is thought of too:
zones border on each other somewhere about halfway between their towns; no more is known."""

_BESIDE_KM = 50.0
"""Km to a zone's own town within which no other zone is thought of."""

ANYWHERE = ("Etc/GMT+11", "Etc/GMT-13")
"""The westernmost and easternmost clocks that whole countries keep (Samoa to Tonga)."""

ABBREVIATIONS = {
    "GMT": ("Etc/GMT",), "UTC": ("Etc/GMT",), "UT": ("Etc/GMT",), "ZULU": ("Etc/GMT",),
    "BST": ("Europe/London",), "WET": ("Europe/Lisbon",), "WEST": ("Europe/Lisbon",),
    "CET": ("Europe/Paris",), "CEST": ("Europe/Paris",), "EET": ("Europe/Athens",),
    "EEST": ("Europe/Athens",), "MSK": ("Europe/Moscow",), "TRT": ("Europe/Istanbul",),
    "EST": ("America/New_York",), "EDT": ("America/New_York",), "ET": ("America/New_York",),
    "CST": ("America/Chicago", "Asia/Shanghai"), "CDT": ("America/Chicago",),
    "CT": ("America/Chicago",), "MST": ("America/Denver",), "MDT": ("America/Denver",),
    "PST": ("America/Los_Angeles",), "PDT": ("America/Los_Angeles",),
    "PT": ("America/Los_Angeles",), "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "IDT": ("Asia/Jerusalem",), "PKT": ("Asia/Karachi",), "AFT": ("Asia/Kabul",),
    "IRST": ("Asia/Tehran",), "AST": ("Asia/Riyadh", "America/Halifax"),
    "GST": ("Asia/Dubai",), "WAT": ("Africa/Lagos",), "CAT": ("Africa/Maputo",),
    "EAT": ("Africa/Nairobi",), "SAST": ("Africa/Johannesburg",), "MMT": ("Asia/Yangon",),
    "ICT": ("Asia/Bangkok",), "PHT": ("Asia/Manila",), "PHST": ("Asia/Manila",),
    "WIB": ("Asia/Jakarta",), "HKT": ("Asia/Hong_Kong",), "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",), "AEST": ("Australia/Sydney",), "AEDT": ("Australia/Sydney",),
}  # fmt: skip
"""Abbreviations as news prints them; one that several zones share has all of them. Summer and
standard time are not told apart, since reports confuse them: the day decides."""

_NAMED = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "washington": "America/New_York",
    "greenwich mean": "Etc/GMT", "universal": "Etc/GMT", "coordinated universal": "Etc/GMT",
    "central european": "Europe/Paris", "eastern european": "Europe/Athens",
    "west africa": "Africa/Lagos", "central africa": "Africa/Maputo",
    "east africa": "Africa/Nairobi", "beijing": "Asia/Shanghai", "kiev": "Europe/Kyiv",
    "new york": "America/New_York", "pentagon": "America/New_York",
}  # fmt: skip
"""Zones by their names before "time", and capitals of countries of several zones that are no
zone's town."""


class Zone(NamedTuple):
    """A zone of a country, and the town that stands for it."""

    name: str
    lat: float
    lon: float


def zones_at(country: str, lat: float | None = None, lon: float | None = None) -> tuple[str, ...]:
    """Return the zones that a place in a country (ISO 3166) may keep; none where the country has
    none in the database."""
    zones = _zones().get(country.upper(), ())
    if lat is None or lon is None or len(zones) < 2:
        return tuple(zone.name for zone in zones)
    far = {zone.name: distance_km(lat, lon, zone.lat, zone.lon) for zone in zones}
    limit = max(_BESIDE_KM, HARDLY_FARTHER * min(far.values()))
    return tuple(name for name, distance in far.items() if distance <= limit)


def zones_of(place: Place) -> tuple[str, ...]:
    """Return the zones that a place may keep; of a country all of its zones, and at sea that of
    its meridian, as ships keep it."""
    if place.country is None:
        return () if place.lon is None else (_at_sea(place.lon),)
    if place.precision == COUNTRY_PRECISION:
        return zones_at(place.country)
    return zones_at(place.country, place.lat, place.lon)


def _at_sea(lon: float) -> str:
    """The nautical zone of a meridian, by the database's own names, which count westwards."""
    hours = round(lon / 15)
    return "Etc/GMT" if hours == 0 else f"Etc/GMT{-hours:+d}"


def zones_abbreviated(word: str) -> tuple[str, ...]:
    """Return the zones that an abbreviation means: "GMT", "EST", "UTC+3"; none for other words."""
    name, sign, offset = word.partition("+" if "+" in word else "-")
    if sign and offset.isdigit() and name in ("GMT", "UTC") and int(offset) <= 14:
        # The database's own names count westwards (POSIX).
        return (f"Etc/GMT{'-' if sign == '+' else '+'}{int(offset)}",)
    return ABBREVIATIONS.get(word, ())


def zones_named(
    words: str, gazetteer: Gazetteer, countries: Sequence[str] = (), *, towns: bool = True
) -> tuple[str, ...]:
    """Return the zones that a name before "time" or after "in" means: "Eastern", "Baghdad",
    "Iraqi", "Israel", in a report that speaks of some countries; none where it names no clock.
    Without `towns` of towns only those that stand for a zone."""
    name = words.casefold()
    town = _NAMED.get(name) or _towns().get(name)
    if town is not None:
        return (town,)
    people = gazetteer.demonym_countries(words)
    if people:
        return tuple(dict.fromkeys(zone for code in people for zone in zones_at(code)))
    place = gazetteer.decide(words, countries=countries).place
    if place.country is None or not (towns or place.precision == COUNTRY_PRECISION):
        return ()
    return zones_of(place)


@cache
def _zones() -> dict[str, tuple[Zone, ...]]:
    found: dict[str, list[Zone]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("ascii").splitlines():
        if line.startswith("#"):
            continue
        country, at, name = line.split("\t")[:3]
        middle = max(at.rfind("+"), at.rfind("-"))
        found.setdefault(country, []).append(
            Zone(name, _degrees(at[:middle], 2), _degrees(at[middle:], 3))
        )
    return {country: tuple(zones) for country, zones in found.items()}


def _degrees(iso6709: str, digits: int) -> float:
    """Return "+DDMM" or "+DDMMSS" (degrees of so many digits) as degrees."""
    sign, number = (-1 if iso6709[0] == "-" else 1), iso6709[1:]
    minutes, seconds = int(number[digits : digits + 2]), int(number[digits + 2 :] or 0)
    return sign * (int(number[:digits]) + minutes / 60 + seconds / 3600)


@cache
def _towns() -> dict[str, str]:
    """The zones by the towns that stand for them."""
    zones = (zone.name for country in _zones().values() for zone in country)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in zones}
