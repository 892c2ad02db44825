"""What a name may mean: the entries that bear it, in any spelling, weighed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from tallybook.knowledge.places.asked import Asked, of_size
from tallybook.knowledge.places.entries import GazetteerEntry, Kind
from tallybook.knowledge.places.spelling import PREFERRED_MARK, all_keys, plain_key
from tallybook.knowledge.places.storage import GazetteerFile

WORLD_CITY = 1_000_000
"""A city of this size, or a capital, or a country is meant even in a report about a country
that has a village of the name."""

OTHER_NAME_SHARE = 20.0
"""By how much a reading under an alternate or folded spelling weighs less: towns share names
with what large cities were once called ("Berea" is also ancient Aleppo)."""

COUNTRY_WEIGHT = 1e9
"""Added to a country's people: unless the context says otherwise, "Georgia" is the state of
that name, not a part of another."""

OWN_WEIGHT = 100 * COUNTRY_WEIGHT
"""A name in a table of the user's own means the user's place, were it a country's name."""

DIVISIONS = ("admin1", "admin2")


WORKS: frozenset[Kind] = frozenset({"camp", "base", "airfield", "crossing"})


class Reading(Struct, frozen=True):
    """One entry that a name may mean.

    `exact` where it is the entry's own name as spelt, `preferred` where our table says that the
    bare name means it before all others, `printed` where it is one of its names letter for letter
    and not in another romanisation.
    """

    row: int
    entry: GazetteerEntry
    exact: bool
    preferred: bool = False
    printed: bool = False

    @property
    def weight(self) -> float:
        """The people of the entry, or what stands for them, less under another spelling."""
        weight = float(max(self.entry.population, 1))
        if self.preferred and self.entry.users:
            weight += OWN_WEIGHT
        elif self.entry.kind == "country" or self.preferred:
            weight += COUNTRY_WEIGHT
        elif self.entry.capital or (self.entry.own and self.entry.kind != "settlement"):
            weight = max(weight, WORLD_CITY)
        return weight if self.exact else weight / OTHER_NAME_SHARE


def readings(file: GazetteerFile, asked: Asked) -> list[Reading]:
    """Return what the name may mean, the weightiest first.

    With a generic noun, what bears the full name ("Kansas City") comes with what bears the bare
    one and is of the noun's kind ("Kirkuk city").
    """
    found = {r.row: r for r in spelt(file, asked.head)}
    if asked.kinds:
        bare = spelt(file, asked.bare)
        fitting = [r for r in bare if r.entry.kind in asked.kinds and of_size(r.entry, asked.noun)]
        fitting = fitting or list(_named_after(file, bare, asked.kinds))
        # A town that is not known lies in the division that bears its name; a camp of a town's name
        # in the town.
        kinds = (*DIVISIONS, "settlement") if set(asked.kinds) <= WORKS else DIVISIONS
        fallback = [] if found else [r for r in bare if r.entry.kind in kinds]
        for reading in fitting or fallback:
            found.setdefault(reading.row, reading)
    return sorted(found.values(), key=lambda r: (-r.weight, r.row))


def spelt(file: GazetteerFile, name: str) -> list[Reading]:
    """Return the entries that a name is spelt as, in any of the ways in which it may be keyed."""
    found: dict[int, Reading] = {}
    keys = all_keys(name)
    own_names = {plain_key(name), plain_key(_SAINT.sub("Saint", name))}
    preferred = file.numbers(PREFERRED_MARK + keys[0]) if keys else ()
    for key in keys:
        for row in file.numbers(key):
            if row not in found:
                entry = file.entry(row)
                # All names of a country and of our own table are names that the press uses.
                press = key == keys[0] and (entry.own or entry.kind == "country")
                exact = press or plain_key(entry.name) in own_names
                found[row] = Reading(row, entry, exact, row in preferred, key == keys[0])
    return list(found.values())


_SAINT = re.compile(r"^St\b\.?")
"""What English abbreviates at the head of a name ("St. Petersburg")."""


def _named_after(
    file: GazetteerFile, towns: Collection[Reading], kinds: Collection[Kind]
) -> Iterator[Reading]:
    """Yield the divisions that are called by another spelling of their town's name: "Timbuktu
    region" is Tombouctou's."""
    for town in towns:
        for row in file.ancestors(town.row):
            entry = file.entry(row)
            if entry.kind in kinds and town.row in file.numbers(plain_key(entry.name)):
                yield Reading(row, entry, town.exact)


def works_called(file: GazetteerFile, name: str, countries: Collection[str]) -> list[Reading]:
    """Return our own table's bases, camps and crossings in some countries that news calls by their
    names without the noun ("Shayrat" for Shayrat air base)."""
    found = (r for noun in _WORK_NOUNS for r in spelt(file, f"{name} {noun}"))
    return [r for r in found if r.entry.own and not set(countries).isdisjoint(r.entry.countries)]


_WORK_NOUNS = ("air base", "base", "camp", "crossing", "dam")
