"""A user's own tables: actors, places, weapons and further names of actors, in one TOML file.
They come before those of the package.

    [[place]]
    id = "camp-meridian"
    name = "Camp Meridian"
    country = "ML"
    lat = 16.1
    lon = -0.2
    radius_km = 3.0

`docs/extending.md` says what each field is. The shape is checked when the file is read; what a
row refers to, when the table that it belongs to is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tallybook.errors import KnowledgeError
from tallybook.knowledge.actor_types import Actor
from tallybook.knowledge.places.entries import OWN_SCHEME, PRECISION, GazetteerEntry, Kind

VARIABLE = "TALLYBOOK_KNOWLEDGE"
"""Names the file; worker processes are told by it as well."""

Row = TypeVar("Row", bound=Struct)


class OwnPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place: a circle in a country. `within` is the key of what surely holds it."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    radius_km: float
    aliases: tuple[str, ...] = ()
    kind: Kind = "settlement"
    within: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the place."""
        return (self.name, *self.aliases)

    def entry(self) -> GazetteerEntry:
        """Return the place as the gazetteer has it."""
        return GazetteerEntry(
            key=f"{OWN_SCHEME}:{self.id}",
            geonames_id=None,
            name=self.name,
            kind=self.kind,
            countries=(self.country,),
            lat=self.lat,
            lon=self.lon,
            radius_km=self.radius_km,
            precision=PRECISION[self.kind],
            population=0,
        )


class OwnWeapon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A weapon; its codings are those of `parent`, the wider kind that it is."""

    id: str
    name: str
    parent: str
    aliases: tuple[str, ...] = ()


class OwnAlias(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A further name of an actor, of the package or of one's own; `because` is for readers."""

    name: str
    actor: str
    because: str = ""


class OwnTables(Struct, frozen=True, kw_only=True):
    """The rows of a file; `path` is how errors name it, `mark` tells its contents."""

    path: str = ""
    mark: str = ""
    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    weapons: tuple[OwnWeapon, ...] = ()
    aliases: tuple[OwnAlias, ...] = ()

    def error(self, table: str, row: str, field: str, problem: str) -> KnowledgeError:
        """Return the error of a field of the row with the id `row`."""
        return KnowledgeError(f"{self.path}: [[{table}]] {row!r}, field {field!r}: {problem}")


NOTHING = OwnTables()
_TABLES: dict[str, type[Struct]] = {
    "actor": Actor,
    "place": OwnPlace,
    "weapon": OwnWeapon,
    "alias": OwnAlias,
}


def read_own_tables(path: str) -> OwnTables:
    """Return the tables of a file; raises KnowledgeError naming file, row and field."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise KnowledgeError(
            f"{path}: {reason.lower()}; name a TOML file with --knowledge or ${VARIABLE}"
        ) from error
    return tables_in(data, path)


def tables_in(data: bytes, path: str) -> OwnTables:
    """Return the tables that a file of these bytes holds; raises KnowledgeError naming `path`, row
    and field."""
    try:
        found = msgspec.toml.decode(data, type=dict[str, list[dict[str, Any]]])
    except msgspec.ValidationError as error:
        raise KnowledgeError(
            f"{path}: {error}; a file holds rows under {_listed()} and nothing else"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: it is no TOML: {error}") from error
    for table in found:
        if table not in _TABLES:
            raise KnowledgeError(f"{path}: unknown table [[{table}]]; known: {_listed()}")
    for row in found.get("actor", ()):
        row.setdefault("source", path)
        row.setdefault("kind", "armed_group")
    tables = OwnTables(
        path=path,
        mark=blake2b(data, digest_size=4).hexdigest(),
        actors=_rows(path, "actor", found.get("actor", []), Actor),
        places=_rows(path, "place", found.get("place", []), OwnPlace),
        weapons=_rows(path, "weapon", found.get("weapon", []), OwnWeapon),
        aliases=_rows(path, "alias", found.get("alias", []), OwnAlias),
    )
    _check(tables)
    return tables


def _listed() -> str:
    return ", ".join(f"[[{table}]]" for table in _TABLES)


def _rows(path: str, table: str, rows: list[dict[str, Any]], shape: type[Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(msgspec.convert(row, shape))
        except msgspec.ValidationError as error:
            named = next((repr(row[n]) for n in ("id", "name") if n in row), f"number {number}")
            problem = str(error).replace(" - at `$.", "; it is the field `")
            raise KnowledgeError(f"{path}: [[{table}]] {named}: {problem}") from error
    return tuple(found)


def _check(tables: OwnTables) -> None:
    """Raise KnowledgeError for a name without letters, an id given twice, a circle off the map."""
    listed: dict[str, Sequence[Actor | OwnPlace | OwnWeapon]] = {
        "actor": tables.actors,
        "place": tables.places,
        "weapon": tables.weapons,
    }
    for table, rows in listed.items():
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                raise tables.error(table, row.id, "id", "it is given twice")
            seen.add(row.id)
            if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", row.id):
                raise tables.error(table, row.id, "id", "write small letters, digits and hyphens")
            _check_names(tables, table, row)
    for alias in tables.aliases:
        if not _is_name(alias.name):
            raise tables.error("alias", alias.name, "name", "it has no Latin letters in it")
    for place in tables.places:
        for field, value, most in (("lat", place.lat, 90), ("lon", place.lon, 180)):
            if not -most <= value <= most:
                raise tables.error("place", place.id, field, f"{value:g} is beyond {most} degrees")
        if not 0 < place.radius_km < float("inf"):
            raise tables.error("place", place.id, "radius_km", "it must be more than 0")


def _check_names(tables: OwnTables, table: str, row: Actor | OwnPlace | OwnWeapon) -> None:
    acronyms = row.acronyms if isinstance(row, Actor) else ()
    for field, names in (("name", (row.name,)), ("aliases", row.aliases), ("acronyms", acronyms)):
        for name in names:
            if not _is_name(name):
                raise tables.error(table, row.id, field, f"{name!r} has no Latin letters in it")


def _is_name(name: str) -> bool:
    return any(c.isalnum() and c.isascii() for c in name)


@contextmanager
def own_tables_of(path: str | None) -> Iterator[None]:
    """Let `path` be the file of this process and of those that it starts, meanwhile."""
    if path is None:
        yield
        return
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = path
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
