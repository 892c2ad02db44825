"""Names as they are asked for, with the nouns that say what they name: "Anbar province", "the
village of X", "Kirkuk, Iraq"."""

from __future__ import annotations

import re

from msgspec import Struct

from tallybook.knowledge.places.entries import GazetteerEntry, Kind

_GENERIC_KINDS: dict[str, tuple[Kind, ...]] = {
    "governorate": ("admin1",),
    "province": ("admin1", "admin2", "region"),
    "state": ("admin1",),
    "oblast": ("admin1",),
    "krai": ("admin1",),
    "wilayat": ("admin1",),
    "wilaya": ("admin1",),
    "prefecture": ("admin1", "admin2"),
    "department": ("admin1", "admin2"),
    "division": ("admin1", "admin2"),
    "county": ("admin2", "admin1"),
    "district": ("admin2", "admin1", "quarter"),
    "raion": ("admin2",),
    "rayon": ("admin2",),
    "township": ("admin2", "settlement"),
    "municipality": ("admin2", "admin1", "settlement"),
    "parish": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"),
    "city": ("settlement",),
    "town": ("settlement",),
    "village": ("settlement",),
    "suburb": ("settlement", "quarter"),
    "neighbourhood": ("quarter", "settlement"),
    "neighborhood": ("quarter", "settlement"),
    "quarter": ("quarter", "settlement"),
    "hamlet": ("settlement",),
    "settlement": ("settlement",),
    "camp": ("camp", "base"),
    "base": ("base", "airfield"),
    "airbase": ("airfield", "base"),
    "airport": ("airfield",),
    "airfield": ("airfield", "base"),
    "island": ("island",),
    "crossing": ("crossing",),
}
"""Generic nouns that stand beside a name and say what kind of place it names. Countries use
"province", "region" and "district" for divisions of different orders."""

STATES = frozenset(
    ["AT", "AU", "BR", "DE", "ET", "FM", "IN", "MM", "MX", "MY", "NG", "PW", "SD", "SS", "US", "VE"]
)
"""Countries whose divisions of the first order English calls states (ISO 3166-2, "state"; those of
Ethiopia are regional states). Others' are provinces: so news calls governorates, oblasts too."""

CITY = 100_000
"""People from whom on a settlement is a city and no village (United Nations, Demographic Yearbook,
table 8, lists cities from this size on)."""

_NOUNS = "|".join(sorted(_GENERIC_KINDS, key=len, reverse=True))
_AFTER = re.compile(rf"^(?P<name>.+?)[ -](?P<noun>{_NOUNS})$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?P<noun>{_NOUNS})(?: of)? (?P<name>.+)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


class Asked(Struct, frozen=True):
    """A name as asked for, taken apart: without its containers (`head`), then without its
    generic `noun` (`bare`), with the kinds that the noun allows."""

    head: str
    bare: str
    kinds: tuple[Kind, ...]
    containers: tuple[str, ...]
    noun: str = ""


def take_apart(name: str) -> Asked:
    """Return `name` without its containers ("Kirkuk, Iraq") and its generic noun."""
    head, *containers = [part.strip() for part in name.split(",") if part.strip()] or [name]
    head = _ARTICLE.sub("", head)
    match = _AFTER.match(head) or _BEFORE.match(head)
    if match:
        noun = match["noun"].lower()
        return Asked(head, match["name"], _GENERIC_KINDS[noun], tuple(containers), noun)
    return Asked(head, head, (), tuple(containers))


def of_size(entry: GazetteerEntry, noun: str) -> bool:
    """Whether an entry is of the size of what the noun names: a city is no village."""
    return noun not in ("village", "hamlet") or entry.population < CITY
