"""Build the gazetteer that ships with Tallybook; run by `make data`.

Reads the pinned packages of the `data` extra and the tables in `src/tallybook/knowledge/data/`,
and writes `gazetteer.sqlite` beside those. The same inputs give the same bytes: rows go in in a
fixed order and nothing is stamped with the time.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from math import pi, sqrt
from pathlib import Path
from typing import Any

import gazetteer_sources as sources
from gazetteer_circles import border_distances, circle

from tallybook.knowledge.places.entries import KINDS, PRECISION, Kind
from tallybook.knowledge.places.spelling import PREFERRED_MARK, folding_of, native_key, plain_key
from tallybook.knowledge.places.storage import OWN_ROWS, SCHEMA, SCHEMA_VERSION

TARGET = sources.KNOWLEDGE / "gazetteer.sqlite"

DENSITY_PER_KM2 = 2_500
"""People per square kilometre of built-up land, at the low end of the world's cities so that the
circle holds the town (Angel et al. 2011, *Making Room for a Planet of Cities*, Lincoln Institute:
densities of about 2,000 to 10,000)."""

SMALLEST_RADIUS_KM = 2.0
"""No settlement's circle is smaller: GeoNames' points lie somewhere in the town."""
AIRFIELD_RADIUS_KM = 3.0

FARTHEST_BORDER_KM = 254
"""Distances to a border beyond this are kept as this: nothing is "near" from so far, and
halved they fit one byte."""

OUTLYING_SHARE = 0.025
"""Share of a country's settlements left out at each side of the box that gives its centre: more
than Alaska and Hawaii have, less than any country's mainland."""

SPREAD = 1.2
"""A division's border lies beyond its outermost settlements: the circle around them is widened."""

ALIASES_FROM = 15_000
"""Settlements of fewer people keep their alternate names only where `sources.VILLAGES_MATTER`."""


class Builder:
    """Collects rows, numbers them, and writes them in one transaction."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Any]] = {}
        self.names: set[tuple[str, int]] = set()
        self.row_of: dict[str, int] = {}
        self.contains: set[tuple[int, int]] = set()

    def add(self, key: str, names: Iterable[str], number: int | None, **columns: Any) -> int:
        """Add one place under `key` with all its names; return its row number.

        `number` is GeoNames', or None for what GeoNames does not number.
        """
        row = OWN_ROWS + len(self.rows) if number is None else number
        if key in self.row_of:
            sys.exit(f"gazetteer: {key} is there twice")
        self.row_of[key] = row
        slug = None if key == f"geonames:{row}" else key
        self.rows[row] = {"id": row, "slug": slug, **columns}
        self.index(list(names), row, columns)
        return row

    def index(self, names: list[str], number: int, columns: dict[str, Any]) -> None:
        """Make `names` find the place, by plain keys and by those of its countries' scripts.

        Where a folded key finds an alternate name, a plain key for it would only be weight: the
        exact spelling matters for a main name, a country and our own table (`places.choice`).
        """
        folds = [f for f in map(folding_of, columns["country"].split(",")) if f is not None]
        exact = columns["kind"] == KINDS.index("country") or number >= OWN_ROWS or not folds
        for index, name in enumerate(names):
            self.names.update((key, number) for key in (f(name) for f in folds) if len(key) > 2)
            plain = plain_key(name)
            native = native_key(name) if not plain else ""
            if len(native) > 2 or (len(plain) > 1 and (exact or index == 0)):
                self.names.add((native or plain, number))

    def prefer(self, names: Iterable[str], number: int) -> None:
        """Let `names` mean the place before all others that bear them."""
        self.names.update((PREFERRED_MARK + plain_key(name), number) for name in names)

    def write(self, target: Path, demonyms: dict[str, list[str]]) -> None:
        """Write the file anew."""
        target.unlink(missing_ok=True)
        connection = sqlite3.connect(target)
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        rows = [self.rows[number] for number in sorted(self.rows)]
        columns = list(rows[0])
        connection.executemany(
            f"INSERT INTO place ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            [tuple(row[c] for c in columns) for row in rows],
        )
        connection.executemany("INSERT INTO name VALUES (?, ?)", sorted(self.names))
        connection.executemany("INSERT INTO contains VALUES (?, ?)", sorted(self.contains))
        connection.executemany(
            "INSERT INTO demonym VALUES (?, ?)",
            [(word, ",".join(codes)) for word, codes in sorted(demonyms.items())],
        )
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()
        connection.execute("VACUUM")
        connection.close()


def main() -> None:
    builder = Builder()
    countries = sources.countries()
    divisions = {d.number: d for d in sources.divisions()}
    settlements = list(sources.settlements())
    fields = list(sources.airfields())
    to_border = border_distances([(s.lat, s.lon, s.country) for s in settlements])

    by_country: dict[str, list[int]] = defaultdict(list)
    for index, settlement in enumerate(settlements):
        by_country[settlement.country].append(index)
        division = smallest_division(settlement, divisions)
        while division is not None:
            division.points.append((settlement.lat, settlement.lon))
            division.population += settlement.population
            division = divisions.get(division.parent or 0)

    for country in sorted(countries, key=lambda c: c.code):
        indices = by_country[country.code]
        mine_settled = [settlements[i] for i in indices]
        add_country(builder, country, mine_settled)
        capital = capital_of(country, mine_settled)
        mine = [d for d in divisions.values() if d.country == country.code]
        add_divisions(builder, country, mine)
        for index in indices:
            add_settlement(
                builder, country, settlements[index], divisions, to_border[index], capital
            )
        for airfield in fields:
            if airfield.country == country.code:
                add_airfield(builder, airfield, mine)
    borders = sources.borders(countries)
    for row in [*sources.continents(), *sources.own_places(), *borders]:
        add_own(builder, row)
    for row in sources.further_names():
        add_names(builder, row)

    demonyms: dict[str, list[str]] = defaultdict(list)
    for country in countries:
        for word in country.demonyms:
            demonyms[plain_key(word)].append(country.code)
    builder.write(TARGET, demonyms)
    size = TARGET.stat().st_size / 1e6
    print(f"{TARGET.name}: {len(builder.rows)} places, {len(builder.names)} names, {size:.1f} MB")


def add_country(
    builder: Builder, country: sources.Country, settlements: list[sources.Settlement]
) -> None:
    points = [(s.lat, s.lon) for s in settlements]
    # What lies in a country is known by code, never by circle: this one is for maps.
    lat, lon, radius = circle(points, trim=OUTLYING_SHARE)
    widest = sqrt(country.area_km2 / pi)
    builder.add(
        f"country:{country.code}",
        country.names,
        country.geonames,
        **columns(
            country.names[0],
            "country",
            country.code,
            None,
            (lat, lon, None if radius is None else max(radius * SPREAD, widest)),
            population=sum(s.population for s in settlements),
        ),
    )


def capital_of(country: sources.Country, settlements: list[sources.Settlement]) -> int | None:
    """Return GeoNames' number of the largest settlement that bears the capital's name."""
    wanted = plain_key(country.capital)
    named = [s for s in settlements if wanted in {plain_key(name) for name in (s.name, *s.aliases)}]
    return max(named, key=lambda s: s.population).geonames if named and wanted else None


def add_divisions(
    builder: Builder, country: sources.Country, divisions: list[sources.Division]
) -> None:
    home = builder.row_of[f"country:{country.code}"]
    # No division's circle is smaller than that of the average area of its order.
    smallest = {
        order: sqrt(country.area_km2 / max(1, sum(d.level == order for d in divisions)) / pi)
        for order in (1, 2)
    }
    rows: dict[int, tuple[int, tuple[float | None, float | None, float | None]]] = {}
    for division in sorted(divisions, key=depth_in({d.number: d for d in divisions})):
        parent, above = rows.get(division.parent or 0, (home, (None, None, None)))
        kind: Kind = "admin1" if division.level == 1 else "admin2"
        precision = PRECISION[kind]
        lat, lon, radius = circle(division.points)
        if radius is None:
            # No settlement of cities500 lies in it: all that is known is the division above.
            (lat, lon, radius), precision = above, PRECISION["admin1"]
        else:
            radius = max(radius * SPREAD, smallest[division.level])
        number = builder.add(
            f"geonames:{division.geonames}",
            [division.name, *division.aliases],
            division.geonames,
            **columns(
                division.name,
                kind,
                country.code,
                parent,
                (lat, lon, radius),
                precision=precision,
                population=division.population,
            ),
        )
        rows[division.number] = (number, (lat, lon, radius))
        if division.iso:
            builder.row_of[division.iso] = number


def smallest_division(
    settlement: sources.Settlement, divisions: dict[int, sources.Division]
) -> sources.Division | None:
    kept = [divisions[number] for number in settlement.divisions if number in divisions]
    return kept[-1] if kept else None


def add_settlement(
    builder: Builder,
    country: sources.Country,
    settlement: sources.Settlement,
    divisions: dict[int, sources.Division],
    border_km: float,
    capital: int | None,
) -> None:
    key = f"geonames:{settlement.geonames}"
    if key in builder.row_of:
        return  # a city that is also a division of its own is there already
    division = smallest_division(settlement, divisions)
    parent = builder.row_of[
        f"geonames:{division.geonames}" if division else f"country:{country.code}"
    ]
    keeps = settlement.population >= ALIASES_FROM or settlement.country in sources.VILLAGES_MATTER
    builder.add(
        key,
        [settlement.name, *(settlement.aliases if keeps else ())],
        settlement.geonames,
        **columns(
            settlement.name,
            "settlement",
            country.code,
            parent,
            (settlement.lat, settlement.lon, settlement_radius_km(settlement.population)),
            population=settlement.population,
            border_km=border_km,
            capital=settlement.geonames == capital,
        ),
    )


def add_airfield(
    builder: Builder, airfield: sources.Airfield, divisions: list[sources.Division]
) -> None:
    fold = folding_of(airfield.country) or plain_key
    wanted = {fold(airfield.subdivision), plain_key(airfield.subdivision)} - {""}
    within = [
        d
        for d in divisions
        if d.level == 1 and wanted & {f(n) for n in d.aliases for f in (fold, plain_key)}
    ]
    parent = f"geonames:{within[0].geonames}" if len(within) == 1 else f"country:{airfield.country}"
    builder.add(
        f"airport:{airfield.code}",
        [airfield.name, airfield.name.replace(" International", "")],
        None,
        **columns(
            airfield.name,
            "airfield",
            airfield.country,
            builder.row_of[parent],
            (airfield.lat, airfield.lon, AIRFIELD_RADIUS_KM),
        ),
    )


def add_own(builder: Builder, row: dict[str, Any]) -> None:
    parents = [lookup(builder, code, row) for code in row.get("within", ())]
    if not parents and len(row["countries"]) == 1:
        parents = [builder.row_of[f"country:{row['countries'][0]}"]]
    number = builder.add(
        f"place:{row['id']}",
        [row["name"], *row.get("aliases", ())],
        None,
        **columns(
            row["name"],
            row["kind"],
            ",".join(row["countries"]),
            parents[0] if parents else None,
            (row["lat"], row["lon"], row["radius_km"]),
            precision=row.get("precision"),
        ),
    )
    builder.prefer(row.get("preferred", ()), number)
    builder.contains.update((outer, number) for outer in parents[1:])
    builder.contains.update((number, lookup(builder, c, row)) for c in row.get("made_of", ()))


def add_names(builder: Builder, row: dict[str, Any]) -> None:
    number = builder.row_of.get(row["key"])
    if number is None:
        sys.exit(f"places.toml: also {row['key']!r}: the packages have no such entry")
    columns = builder.rows[number]
    preferred = row.get("preferred", [])
    shown = [row["name"]] if "name" in row else []
    for name in (*shown, *row["names"], *preferred):
        builder.index([name], number, columns)
    builder.prefer(preferred, number)
    columns["name"] = shown[0] if shown else columns["name"]


def lookup(builder: Builder, code: str, row: dict[str, Any]) -> int:
    """Return the row that a table's `within` or `made_of` names: "IQ-AN", "IQ", "place:x"."""
    number = builder.row_of.get(code) or builder.row_of.get(f"country:{code}")
    if number is None:
        sys.exit(f"places.toml: {row['id']}: no place {code!r} (ISO 3166 code, geonames:, place:)")
    return number


def columns(
    name: str,
    kind: Kind,
    country: str,
    parent: int | None,
    where: tuple[float | None, float | None, float | None],
    *,
    precision: int | None = None,
    population: int = 0,
    border_km: float | None = None,
    capital: bool = False,
) -> dict[str, Any]:
    """Return a row's columns: degrees in 1/10,000, radius in 1/10 km, so that they pack small."""
    lat, lon, radius = where
    return {
        "name": name,
        "kind": KINDS.index(kind),
        "country": country,
        "parent": parent,
        "lat": None if lat is None else round(lat * 10_000),
        "lon": None if lon is None else round(lon * 10_000),
        "radius": None if radius is None else max(1, round(radius * 10)),
        "precision": PRECISION[kind] if precision is None else precision,
        "population": population,
        "border": None if border_km is None else round(min(border_km, FARTHEST_BORDER_KM) / 2),
        "capital": int(capital),
    }


def settlement_radius_km(population: int) -> float:
    return max(SMALLEST_RADIUS_KM, sqrt(population / DENSITY_PER_KM2 / pi))


def depth_in(divisions: dict[int, sources.Division]) -> Any:
    """Return a sort key by which a division comes after the one that it lies in."""

    def depth(division: sources.Division) -> tuple[int, int]:
        steps, above = 0, division.parent
        while above is not None and above in divisions:
            steps, above = steps + 1, divisions[above].parent
        return steps, division.number

    return depth


if __name__ == "__main__":
    main()
