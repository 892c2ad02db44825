"""Offices of places: a governor, a mayor, a town's police, and the body that each speaks for.

No table can list them. News names such an office by its place, on either side of it ("Kharkiv
governor X", "the mayor of Goma", "Memphis police"), and by its holder alone once the place is clear
("Gov. X"). Each speaks for the administration or the police of that place, a body of the state in
which the gazetteer has the place. The bodies of two places are two, whatever state they are of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.gazetteer import Gazetteer
from tallybook.knowledge.places.spelling import strip_marks
from tallybook.knowledge.vocabulary import STOP, Phrases, parts_of, read_records, read_table

LONGEST_NAME = 4
"""Words of a place's name, with the noun for what it is ("North Kivu province")."""

AT = "@"
"""Stands between the body and its place in the id of an actor: "ua-police@kharkiv"."""


OTHER_FORCES = frozenset(
    [
        "metro", "metropolitan", "transit", "campus", "university", "military", "federal",
        "capitol", "state", "county", "port", "airport", "railway", "park", "tribal", "national",
        "traffic", "riot", "border", "village", "town", "city", "township", "regional",
    ]
)  # fmt: skip
"""What stands before "police" and says of what kind they are: somewhere such a word is a town."""


class Office(Struct, frozen=True):
    """An office of a place: the institution that it speaks for; `wide` where it is of a division of
    the first order, whatever town it is named after; `held` by one person."""

    institution: str
    wide: bool
    held: bool


class OfficeNouns(Struct, frozen=True, forbid_unknown_fields=True):
    """The table [[place_office]] of `data/actor_nouns.toml`."""

    institution: str
    nouns: tuple[str, ...]
    wide: bool = False
    held: bool = False


class PlaceOffices:
    """Reads the offices of places out of the words that name a speaker."""

    def __init__(
        self, gazetteer: Gazetteer, offices: Sequence[OfficeNouns], appointed: Iterable[str]
    ) -> None:
        """`appointed` are the participles that say that another state put somebody in."""
        self._gazetteer = gazetteer
        self._appointed = frozenset(appointed)
        self._offices: Phrases[Office] = Phrases()
        for office in offices:
            for noun in office.nouns:
                self._offices.add(noun, Office(office.institution, office.wide, office.held))
        self._read = lru_cache(4096)(self._reading)

    def find(self, name: str, countries: Sequence[str] = ()) -> str | None:
        """Return the id of the body that the office in a speaker's name speaks for, or None.

        `countries` (ISO 3166-1 alpha-2) are those of the context. A governor whom another state has
        put in ("the Russian-installed governor of Kherson") speaks for no body of the place's.
        """
        return self._read(name, tuple(countries))

    def _reading(self, name: str, countries: tuple[str, ...]) -> str | None:
        words = name.split()
        parts = parts_of(words)
        keys, owners = parts.keys, parts.owners
        if not self._appointed.isdisjoint(keys):
            return None
        for start in range(len(keys)):
            found = self._offices.longest(keys, start)
            if found is None:
                continue
            end, [office, *_] = found
            place = self._place_after(words, parts.keys, owners, end, countries)
            place = place or self._place_before(words[: owners[start]], countries)
            if place is not None:
                return self._of_place(office, place)
            if office.held and len(countries) == 1 and end < len(keys) and keys[end] != STOP:
                holder = words[owners[-1]]
                if words[owners[end]][:1].isupper() and holder[:1].isupper():
                    return _body(countries[0], office.institution, holder)
            return None
        return None

    def _place_after(
        self,
        words: Sequence[str],
        keys: Sequence[str],
        owners: Sequence[int],
        end: int,
        countries: tuple[str, ...],
    ) -> Place | None:
        """ "The governor of the Kharkiv region", "police in Goma"."""
        if end + 1 >= len(keys) or keys[end] not in ("of", "in", "for"):
            return None
        first = owners[end] + 1
        first += words[first].lower() == "the" if first < len(words) else 0
        stop = next((owners[i] + 1 for i in range(end, len(keys)) if keys[i] == STOP), len(words))
        named = [w.rstrip(",;") for w in words[first:stop]]
        lengths = range(min(len(named), LONGEST_NAME), 0, -1)
        return self._first_known([" ".join(named[:n]) for n in lengths], countries)

    def _place_before(self, words: Sequence[str], countries: tuple[str, ...]) -> Place | None:
        """ "Borno State governor", "Deir ez-Zor's mayor"."""
        named = [w.removesuffix("'s").removesuffix("’s").rstrip("'’") for w in words]
        lengths = range(min(len(named), LONGEST_NAME), 0, -1)
        return self._first_known([" ".join(named[len(named) - n :]) for n in lengths], countries)

    def _first_known(self, names: Sequence[str], countries: tuple[str, ...]) -> Place | None:
        for name in names:
            if (
                name.lower() in OTHER_FORCES
                or not name[:1].isupper()
                or self._gazetteer.demonym(name) is not None
            ):
                continue
            place = self._gazetteer.resolve(name, countries=countries)
            if place.lat is not None and place.country is not None and place.key is not None:
                return None if place.precision == COUNTRY_PRECISION else place
        return None

    def _of_place(self, office: Office, place: Place) -> str:
        key, country = place.key or "", place.country or ""
        division = self._gazetteer.holding(key, "admin1") if office.wide else None
        entry = self._gazetteer.by_key(key)
        named = division.name if division is not None else entry.name if entry else place.name
        return _body(country, office.institution, named)


def load_place_offices(gazetteer: Gazetteer) -> PlaceOffices:
    """Return the offices of the package's table, of the places of a gazetteer."""
    offices = read_records("actor_nouns.toml", "place_office", OfficeNouns)
    nouns = read_table("actor_nouns.toml", dict[str, Any])
    return PlaceOffices(gazetteer, offices, nouns["put_in"]["appointed"])


def _body(country: str, institution: str, name: str) -> str:
    slug = "-".join(strip_marks(name).split())
    return f"{country.lower()}-{institution}{AT}{slug}"
