"""Choosing among the readings of a place name, and saying why where none is chosen.

The order of evidence, each step only where the one before leaves several readings:
the container that the text names ("Kirkuk, Iraq"), the kind that it names ("Anbar province"),
the countries that the report speaks of, the exact spelling before a folded one, and importance
where one reading dominates the others. Rival readings that nothing tells apart give a place
without coordinates and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.values import Place
from tallybook.knowledge.places.asked import STATES, Asked, take_apart
from tallybook.knowledge.places.containment import file_place, located_in
from tallybook.knowledge.places.entries import (
    AMBIGUOUS,
    UNKNOWN,
    GazetteerEntry,
    Kind,
    border_key,
)
from tallybook.knowledge.places.fuzzy import is_near, nearest_spellings
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.readings import (
    DIVISIONS,
    WORLD_CITY,
    Reading,
    readings,
    works_called,
)
from tallybook.knowledge.places.spelling import plain_key
from tallybook.knowledge.places.storage import GazetteerFile

DOMINANCE = 10.0
"""How many times the people of its next rival a reading needs to need no context. Tripoli in
Libya has about six times those of Tripoli in Lebanon, and both are in the news as "Tripoli"."""

VILLAGE_SHARE = 100.0
"""How many times the people of a reading in the report's countries such a city needs."""

UNLIKELY_BELOW = 300_000
"""With the report's countries known, a town or division outside them counts only from this size
on, and only under its own name."""

HAMLET_SHARE = 50.0
"""A town gives its name to the division around it unless that has this many times its people:
"Kirkuk" is the city, "Kansas" is not the village in Oklahoma."""

SAME_SPOT_KM = 15.0
"""Two entries of one name this close are one place to a reader: a town and the airfield, camp
or village cluster that is named after it."""

POINTS: tuple[Kind, ...] = (
    "settlement",
    "admin1",
    "admin2",
    "base",
    "camp",
    "facility",
    "airfield",
)
"""Kinds that a near spelling may stand for: regions and seas are spelt well or not meant."""

SHOWN = 6
"""How many rival readings a message lists."""

# A name shared by a place and what it lies in: which of them the bare name means. A country
# before its capital (Kuwait, Djibouti), our own table before what GeoNames has nearby, a town
# before the division that is named after it (Kirkuk, Aleppo).
_KIND_ORDER: dict[str, int] = {
    "country": 0,
    "waters": 2,
    "region": 2,
    "border": 2,
    "base": 2,
    "camp": 2,
    "crossing": 2,
    "facility": 2,
    "mountain": 2,
    "quarter": 2,
    "island": 2,
    "settlement": 3,
    "admin1": 4,
    "admin2": 5,
    "airfield": 6,
}


def _called(found: Sequence[Reading], noun: str) -> list[Reading]:
    """Return the readings that English calls by this noun, where it calls others otherwise."""
    if noun not in ("state", "province"):
        return []
    return [r for r in found if (noun == "state") != STATES.isdisjoint(r.entry.countries)]


class Decision(Struct, frozen=True):
    """The place that a name means, and by which steps it was chosen, in words."""

    place: Place
    steps: tuple[str, ...] = ()


def decide(
    file: GazetteerFile, name: str, countries: Sequence[str], within: Place | None
) -> Decision:
    """Return the place that `name` means, or one without coordinates and the reason."""
    asked = take_apart(name)
    found = readings(file, asked)
    peoples = file.demonym(asked.bare)
    if peoples and not any(r.exact and r.entry.kind == "country" for r in found):
        return Decision(Place(name=name, country=_only(peoples), reason="a people, not a place"))
    if within is None and asked.containers:
        within = _container(file, asked.containers, countries)
    steps = [f"{len(found)} of that name in any spelling"]
    if within is not None:
        kept = _inside(file, found, within)
        where, homes = within.name, _countries_of(file, within)
        steps.append(f"{len(kept)} of them in {where}")
    else:
        kept = _in_context(file, found, asked, frozenset(countries))
        where, homes = ", ".join(countries), tuple(countries)
        if where:
            steps.append(f"{len(kept)} of them in {where}, beside it or too well known for it")
    if not kept and homes and within is None:
        kept = works_called(file, asked.bare, homes)
    if not kept and homes:
        near = nearest_spellings(file, asked.bare, frozenset(homes), asked.kinds or POINTS)
        kept = [Reading(row, file.entry(row), False) for row in near]
        kept = kept if within is None else _inside(file, kept, within)
        steps.append(f"{len(kept)} of nearly that spelling in {where}")
    if not kept:
        reason = f"{UNKNOWN} for {where}" if homes and found else UNKNOWN
        return Decision(Place(name=name, country=_only(homes), reason=reason), tuple(steps))
    rivals = _ranked(file, kept, asked.kinds)
    best = _weightiest(rivals)
    if len(rivals) < len(kept):
        steps.append(f"{len(rivals)} apart from what lies in, around or beside another")
    if len(best) > 1 and len(called := _called(best, asked.noun)) == 1:
        steps.append(f"the one of them that is called a {asked.noun}")
        return Decision(file_place(file, called[0].row, name), tuple(steps))
    if len(best) == 1:
        if len(rivals) > 1:
            second = f"{rivals[1].entry.name} ({'/'.join(rivals[1].entry.countries)})"
            steps.append(f"outweighs the next, {second}, by people, kind and spelling")
        return Decision(file_place(file, best[0].row, name), tuple(steps))
    shared = frozenset.intersection(*(frozenset(r.entry.countries) for r in best))
    rival = Place(
        name=name,
        country=_only(tuple(shared)),
        reason=f"{AMBIGUOUS} {asked.bare} in {places_of(file, best)}; say which",
    )
    return Decision(rival, tuple(steps))


def settle(file: GazetteerFile, found: Sequence[Reading]) -> list[Reading]:
    """Return the one reading that dominates, or the rivals that remain, weightiest first."""
    return _weightiest(_ranked(file, found))


def _ranked(
    file: GazetteerFile, found: Sequence[Reading], kinds: Sequence[Kind] = ()
) -> list[Reading]:
    return sorted(_without_nested(file, found, kinds), key=lambda r: (-r.weight, r.row))


def _weightiest(rivals: Sequence[Reading]) -> list[Reading]:
    top = rivals[0]
    return [top, *(r for r in rivals[1:] if r.weight * DOMINANCE > top.weight)]


def places_of(file: GazetteerFile, found: Sequence[Reading]) -> str:
    """Return where the readings lie, for a message: "LY, LB", or divisions within one country."""
    abroad = list(dict.fromkeys("/".join(r.entry.countries) for r in found))
    if len(abroad) > 1:
        return ", ".join(abroad[:SHOWN])
    inside = [container_name(file, r, found) for r in found]
    return f"{abroad[0]} ({', '.join(list(dict.fromkeys(inside))[:SHOWN])})"


def container_name(file: GazetteerFile, reading: Reading, rivals: Sequence[Reading]) -> str:
    """Return what tells a reading from its rivals: its country, or its division within one."""
    rows = {file.entry(row).kind: file.entry(row).name for row in file.ancestors(reading.row)}
    country = rows.get("country", "/".join(reading.entry.countries))
    same = [r for r in rivals if r.entry.countries == reading.entry.countries]
    if len(same) > 1 and reading.entry.kind != "admin1":
        return rows.get("admin1", country)
    return country


def _container(
    file: GazetteerFile, containers: tuple[str, ...], countries: Sequence[str]
) -> Place | None:
    """Return what "Tripoli, Libya" and "Tripoli, LY" name after the comma, None if unknown."""
    if len(containers) == 1 and len(containers[0]) == 2 and containers[0].isupper():
        row = file.number_of(f"country:{containers[0]}")
        if row is not None:
            return file_place(file, row)
    place = decide(file, ", ".join(containers), countries, None).place
    return place if place.key is not None else None


def _inside(file: GazetteerFile, found: Sequence[Reading], within: Place) -> list[Reading]:
    held = [(r, located_in(file, file_place(file, r.row), within)) for r in found]
    surely = [r for r, certainty in held if certainty is Certainty.SURE]
    return surely or [r for r, certainty in held if certainty is Certainty.POSSIBLE]


def _in_context(
    file: GazetteerFile, found: Sequence[Reading], asked: Asked, countries: frozenset[str]
) -> list[Reading]:
    """Return the readings in `countries`; those elsewhere where they are larger by far. Where none
    lies there, those of the countries next to them, if none is a world city: what a report tells of
    lies together (Leidner 2007, *Toponym Resolution in Text*, "spatial minimality").

    A generic noun ("Santiago municipality") says that no world city is meant.
    """
    if not countries:
        return list(found)
    inside = [r for r in found if countries.intersection(r.entry.countries)]
    outside = [r for r in found if r not in inside and r.exact]
    key = plain_key(asked.bare)
    if not inside:
        clear = found if len(found) == 1 else outside
        beside = [r for r in clear if _borders(file, r.entry, countries)]
        world = [r for r in outside if r.weight >= (WORLD_CITY if beside else UNLIKELY_BELOW)]
        return world or beside or _known_abroad(found, inside, key)
    if asked.kinds:
        return inside
    known_abroad = _known_abroad(found, inside, key)
    if known_abroad:
        return known_abroad
    known = max(r.entry.population if r.entry.kind == "country" else r.weight for r in inside)
    world = [
        r
        for r in outside
        if (r.entry.kind == "country" or r.weight >= WORLD_CITY)
        and max(r.entry.population, 1) >= VILLAGE_SHARE * known
    ]
    return world or inside


def _known_abroad(found: Sequence[Reading], inside: Sequence[Reading], key: str) -> list[Reading]:
    """Return the world cities elsewhere that a name is printed as, or nearly. It means one of them
    before it is another romanisation of a village's: "Odessa" is not Lebanon's Odaisseh."""
    least = max((VILLAGE_SHARE * r.entry.population for r in inside), default=0.0)
    abroad = [
        r
        for r in found
        if r not in inside
        and r.entry.kind in ("country", "settlement")
        and r.entry.population >= max(WORLD_CITY, least)
    ]

    def is_printed(reading: Reading) -> bool:
        return reading.printed or is_near(key, plain_key(reading.entry.name))

    printed = [r for r in abroad if is_printed(r)]
    return [] if printed and any(map(is_printed, inside)) else printed


def _borders(file: GazetteerFile, entry: GazetteerEntry, countries: frozenset[str]) -> bool:
    """Whether an entry lies in a country that has a land border with one of `countries`."""
    return any(
        file.number_of(border_key(one, other)) is not None
        for one in entry.countries
        for other in countries
    )


def _without_nested(
    file: GazetteerFile, found: Sequence[Reading], kinds: Sequence[Kind]
) -> list[Reading]:
    """Drop each reading that another, which comes before it, holds or lies in or adjoins. Of the
    `kinds` that a generic noun names, the first comes first ("Iguala municipality" is the division,
    which holds the town)."""
    divisions = [r for r in found if r.entry.kind in DIVISIONS]
    towns = [
        r
        for r in found
        if r.entry.kind == "settlement"
        and not r.preferred
        and any(
            d.entry.population >= HAMLET_SHARE * max(r.entry.population, 1)
            and _same_spot(file, d, r)
            for d in divisions
        )
    ]
    ordered = sorted(
        (r for r in found if r not in towns),
        key=lambda r: (
            not r.preferred,
            kinds.index(r.entry.kind) if r.entry.kind in kinds else len(kinds),
            _KIND_ORDER[r.entry.kind],
            -r.weight,
            r.row,
        ),
    )
    kept: list[Reading] = []
    for reading in ordered:
        if not any(_same_spot(file, reading, other) for other in kept):
            kept.append(reading)
    return kept


def _same_spot(file: GazetteerFile, one: Reading, other: Reading) -> bool:
    if one.row in file.ancestors(other.row) or other.row in file.ancestors(one.row):
        return True
    a, b = one.entry, other.entry
    if "country" in (a.kind, b.kind) or not set(a.countries) & set(b.countries):
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    # A division around a town that it does not hold bears the town's name (Kyiv oblast).
    around = max((e.radius_km or 0.0 for e in (a, b) if e.kind in DIVISIONS), default=0.0)
    return distance_km(a.lat, a.lon, b.lat, b.lon) < max(SAME_SPOT_KM, around)


def _countries_of(file: GazetteerFile, place: Place) -> tuple[str, ...]:
    if place.country is not None:
        return (place.country,)
    row = file.number_of(place.key) if place.key else None
    return () if row is None else file.entry(row).countries


def _only(codes: tuple[str, ...]) -> str | None:
    return codes[0] if len(codes) == 1 else None
