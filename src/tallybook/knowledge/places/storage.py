"""The gazetteer's file: a read-only SQLite database that ships with the package.

It is data like the tables beside it, not a book: the store layer keeps what people collect,
this is what the program knows. Opened immutable, so that no lock or journal is ever written;
rows are read one at a time and cached, so that a worker holds only what its reports name.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property, lru_cache
from pathlib import Path

from tallybook.knowledge.own_tables import NOTHING, OwnTables
from tallybook.knowledge.places.entries import KINDS, GazetteerEntry
from tallybook.knowledge.places.outlines import OutlineFile
from tallybook.knowledge.places.spelling import PREFERRED_MARK, folding_of, plain_key

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL,
    country TEXT NOT NULL, parent INTEGER, lat INTEGER, lon INTEGER, radius INTEGER,
    precision INTEGER NOT NULL, population INTEGER NOT NULL, border INTEGER,
    capital INTEGER NOT NULL
);
CREATE INDEX place_slug ON place (slug) WHERE slug IS NOT NULL;
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE contains (outer INTEGER NOT NULL, inner INTEGER NOT NULL,
    PRIMARY KEY (inner, outer)) WITHOUT ROWID;
CREATE INDEX contains_outer ON contains (outer);
CREATE TABLE demonym (word TEXT PRIMARY KEY, countries TEXT NOT NULL) WITHOUT ROWID;
"""
"""`id` is GeoNames' number below OWN_ROWS; `slug` is the key of what has one of another scheme.
`country` is a comma-separated list; lat and lon are in 1/10,000 degree, `radius` in 1/10 km,
`border` in 2 km."""

OWN_ROWS = 1_000_000_000
"""Rows from here on are not numbered by GeoNames, whose numbers have eight digits."""

LAST = "\U0010ffff"
"""Sorts after every letter of a key."""

USER_ROWS = 2_000_000_000
"""Rows from here on are the user's own, held in memory beside the file."""

_CACHED_ROWS = 8192
_CACHED_OUTLINES = 512


class GazetteerFile:
    """Reads the gazetteer's file. `path` defaults to the one that ships with the package.

    A name of one of the user's own places means it before all others that bear the name.
    """

    def __init__(self, path: str | None = None, own: OwnTables = NOTHING) -> None:
        where = path or str(Path(__file__).parents[1] / "data" / "gazetteer.sqlite")
        self._connection = sqlite3.connect(
            f"file:{where}?immutable=1&mode=ro", uri=True, check_same_thread=False
        )
        self.numbers = lru_cache(_CACHED_ROWS)(self._numbers)
        self.begins = lru_cache(_CACHED_ROWS)(self._begins)
        self.entry = lru_cache(_CACHED_ROWS)(self._entry)
        self.ancestors = lru_cache(_CACHED_ROWS)(self._ancestors)
        self.parts = lru_cache(_CACHED_ROWS)(self._parts)
        self.number_of = lru_cache(_CACHED_ROWS)(self._number_of)
        self.demonym = lru_cache(_CACHED_ROWS)(self._demonym)
        self._own: dict[int, GazetteerEntry] = {}
        self._own_rows: dict[str, int] = {}
        self._own_names: dict[str, tuple[int, ...]] = {}
        self._own_parents: dict[int, tuple[int, ...]] = {}
        for row, place in enumerate(own.places, start=USER_ROWS):
            entry = self._own[row] = place.entry()
            self._own_rows[entry.key] = row
            keys = [plain_key(name) for name in place.names]
            fold = folding_of(place.country)
            folded = [] if fold is None else [fold(name) for name in place.names]
            for key in {*keys, *(PREFERRED_MARK + key for key in keys), *folded}:
                self._own_names[key] = (*self._own_names.get(key, ()), row)
        for row, place in enumerate(own.places, start=USER_ROWS):
            home = self.number_of(f"country:{place.country}")
            if home is None:
                raise own.error("place", place.id, "country", _no_country(place.country))
            around = home if place.within is None else self.number_of(place.within)
            if around is None:
                problem = f"the gazetteer has no entry of the key {place.within!r}"
                raise own.error("place", place.id, "within", problem)
            self._own_parents[row] = (home, around)
        self._outlines = OutlineFile()
        self.outline = lru_cache(_CACHED_OUTLINES)(self._outlines.of)

    def _numbers(self, key: str) -> tuple[int, ...]:
        """Return the rows that a spelling key names."""
        own = self._own_names.get(key, ())
        if own and key.startswith(PREFERRED_MARK):
            return own
        found = self._connection.execute("SELECT place FROM name WHERE key = ?", (key,))
        return (*own, *(row[0] for row in found))

    def _begins(self, key: str) -> bool:
        """Return whether any spelling key begins with `key`."""
        if any(name.startswith(key) for name in self._own_names):
            return True
        found = self._connection.execute(
            "SELECT 1 FROM name WHERE key >= ? AND key < ? LIMIT 1", (key, key + LAST)
        )
        return found.fetchone() is not None

    def _entry(self, number: int) -> GazetteerEntry:
        if number >= USER_ROWS:
            return self._own[number]
        row = self._connection.execute(
            "SELECT slug, name, kind, country, lat, lon, radius, precision, population, "
            "border, capital FROM place WHERE id = ?",
            (number,),
        ).fetchone()
        slug, name, kind, country, lat, lon, radius, precision, population, border, cap = row
        return GazetteerEntry(
            key=slug or f"geonames:{number}",
            geonames_id=number if number < OWN_ROWS else None,
            name=name,
            kind=KINDS[kind],
            countries=tuple(country.split(",")) if country else (),
            lat=None if lat is None else lat / 10_000,
            lon=None if lon is None else lon / 10_000,
            radius_km=None if radius is None else radius / 10,
            precision=precision,
            population=population,
            border_km=None if border is None else 2.0 * border,
            capital=bool(cap),
        )

    @cached_property
    def capitals(self) -> dict[str, int]:
        """The row of each country's capital; the largest of several seats of a state."""
        found = self._connection.execute(
            "SELECT country, id FROM place WHERE capital = 1 ORDER BY population"
        )
        return {country: int(number) for country, number in found}

    def _number_of(self, key: str) -> int | None:
        """Return the row of an entry's key ("geonames:99237", "country:IQ"), or None."""
        if key in self._own_rows:
            return self._own_rows[key]
        scheme, _, code = key.partition(":")
        if scheme == "geonames":
            query, value = "SELECT id FROM place WHERE id = ?", code
        else:
            query, value = "SELECT id FROM place WHERE slug = ?", key
        row = self._connection.execute(query, (value,)).fetchone()
        return None if row is None else int(row[0])

    def _ancestors(self, number: int) -> frozenset[int]:
        """Return the rows of all places that hold this one, itself among them."""
        found: set[int] = set()
        waiting = [number]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found.add(current)
            waiting.extend(self._own_parents.get(current, ()))
            above = self._connection.execute(
                "SELECT parent FROM place WHERE id = ? AND parent IS NOT NULL "
                "UNION SELECT outer FROM contains WHERE inner = ?",
                (current, current),
            )
            waiting.extend(row[0] for row in above)
        return frozenset(found)

    def _parts(self, number: int) -> frozenset[int]:
        """Return the countries or divisions that a region of our own table is made of."""
        found = self._connection.execute(
            "SELECT c.inner FROM contains c JOIN place p ON p.id = c.inner "
            "WHERE c.outer = ? AND p.kind <= ?",
            (number, KINDS.index("admin2")),
        )
        return frozenset(row[0] for row in found)

    def keys_starting(self, start: str) -> list[tuple[str, int]]:
        """Return the keys that begin with `start`, with their rows."""
        own = [
            (key, row)
            for key, rows in self._own_names.items()
            if key.startswith(start)
            for row in rows
        ]
        found = self._connection.execute(
            "SELECT key, place FROM name WHERE key >= ? AND key < ?",
            (start, start + "\U0010ffff"),
        )
        return own + found.fetchall()

    def _demonym(self, word: str) -> tuple[str, ...]:
        """Return the country codes of a demonym, the likelier first; its plural counts as it."""
        key = plain_key(word)
        row = self._connection.execute(
            "SELECT countries FROM demonym WHERE word IN (?, ?) ORDER BY length(word) DESC",
            (key, key.removesuffix("s")),
        ).fetchone()
        return tuple(row[0].split(",")) if row else ()

    def close(self) -> None:
        """Let go of the file."""
        self._outlines.close()
        self._connection.close()


def _no_country(code: str) -> str:
    return f"{code!r} is no ISO 3166 code of a country, as ML is"
