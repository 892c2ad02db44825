"""The gazetteer: what a place name means, and which place lies in which.

    gazetteer = load_gazetteer()
    base = gazetteer.resolve("Ain al-Asad", countries=("IQ",))
    gazetteer.located_in(base, gazetteer.question_places("Anbar"))      # Certainty.SURE

Places come from GeoNames (CC BY 4.0, www.geonames.org; selected and folded to keys), from a list of
airports (MIT) and from a hand-kept table (`data/places.toml`). `data/README.md` in the repository
names versions and licences, `docs/decisions/0003-gazetteer.md` says why it is built this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tallybook.core.certainty import Certainty
from tallybook.core.values import Place
from tallybook.errors import QuestionError
from tallybook.knowledge.own_tables import NOTHING, OwnTables
from tallybook.knowledge.places import choice, containment, relative, scanning
from tallybook.knowledge.places.asked import take_apart
from tallybook.knowledge.places.entries import OWN_SCHEME, GazetteerEntry, border_key, is_ambiguous
from tallybook.knowledge.places.fuzzy import near_spellings
from tallybook.knowledge.places.geometry import bearing_of
from tallybook.knowledge.places.readings import readings
from tallybook.knowledge.places.storage import GazetteerFile

__all__ = ["Gazetteer", "GazetteerEntry", "load_gazetteer"]

_SUGGESTED = 5
_SUGGESTION_CUTOFF = 78.0


class Gazetteer:
    """Place names and what they mean. Read-only; safe to share between threads that read."""

    def __init__(self, path: str | None = None, own: OwnTables = NOTHING) -> None:
        self._file = GazetteerFile(path, own)
        self._scanner = scanning.Scanner(self._file)
        self._choose = lru_cache(4096)(self._choice)
        self._located = lru_cache(16384)(self._containment)

    def candidates(self, name: str) -> list[GazetteerEntry]:
        """Return what `name` may mean, the likeliest first, without any context."""
        return [r.entry for r in readings(self._file, take_apart(name))]

    def resolve(
        self, name: str, *, countries: Sequence[str] = (), within: Place | None = None
    ) -> Place:
        """Return the place that a report's `name` means, under that name.

        `countries` are those that the report speaks of (ISO 3166 alpha-2), `within` a place that
        the text says it lies in. Where readings rival and nothing tells them apart, or nothing
        fits, the place has no coordinates and a `reason`.
        """
        return self._choose(name, tuple(countries), within).place

    def decide(self, name: str, *, countries: Sequence[str] = ()) -> choice.Decision:
        """Return what `resolve` returns, with the steps by which it was chosen."""
        return self._choose(name, tuple(countries), None)

    def ways_to_say(self, name: str) -> list[tuple[GazetteerEntry, str]]:
        """Return what `name` may mean, the likeliest first, each with words that mean it and no
        other: "Tripoli, Libya", or its key where no words tell it from another."""
        taken = take_apart(name)
        said = []
        for reading in readings(self._file, taken):
            entry = reading.entry
            around = reversed(self.lies_in(entry))
            ways = (taken.head, *(f"{taken.head}, {outer}" for outer in around))
            meant = (way for way in ways if self.resolve(way).key == entry.key)
            said.append((entry, next(meant, entry.key)))
        return said

    def lies_in(self, entry: GazetteerEntry) -> tuple[str, ...]:
        """Return the names of the first-order division and the country that hold an entry."""
        row = self._file.number_of(entry.key)
        above = [] if row is None else [self._file.entry(r) for r in self._file.ancestors(row)]
        return tuple(
            other.name
            for kind in ("admin1", "country")
            for other in above
            if other.kind == kind and other.key != entry.key
        )

    def holding(self, key: str, kind: Literal["admin1", "country"]) -> Place | None:
        """Return the first-order division, or the country, that an entry is or lies in; None where
        that is not known. A place that is told from another lies where the other does."""
        told_from = relative.parse_relative(key)
        row = self._file.number_of(key if told_from is None else told_from.base)
        rows = [] if row is None else [row, *self._file.ancestors(row)]
        found = (r for r in rows if self._file.entry(r).kind == kind)
        return next((containment.file_place(self._file, r) for r in found), None)

    def border(self, one: str, other: str) -> Place | None:
        """Return the land border of two countries (ISO 3166 alpha-2); None where they have none."""
        row = self._file.number_of(border_key(one, other))
        return None if row is None else containment.file_place(self._file, row)

    def capital_of(self, country: str) -> Place | None:
        """Return the capital of a country (ISO 3166 alpha-2); None where none is known."""
        row = self._file.capitals.get(country)
        return None if row is None else containment.file_place(self._file, row)

    def direction(self, word: str, place: Place) -> Place:
        """Return the part of `place` that `word` points to ("western", "central").

        Where our own table knows it as a region ("southern Lebanon"), it is that region.
        """
        pointed = relative.direction(word, place)
        known = self.resolve(pointed.name, within=place) if place.key else None
        if known is not None and (known.key or "").startswith(("place:", f"{OWN_SCHEME}:")):
            return known
        return pointed

    def near(self, place: Place, km: float | None = None, bearing: str | None = None) -> Place:
        """Return the surroundings of `place`: "near Kirkuk", "40 km east of Goma"."""
        entry = self.by_key(place.key) if place.key else None
        border_km = None if entry is None else entry.border_km
        return relative.near(place, km, bearing, border_km=border_km)

    def located_in(self, inner: Place, outer: Place) -> Certainty:
        """Whether a thing known to be at `inner` lies in `outer`.

        SURE and NO come from the hierarchy of divisions, from different countries, or from
        circles apart; what they leave open is POSSIBLE, as where `inner` is the larger. A name that
        `resolve` found ambiguous is NO where none of its readings may lie.
        """
        return self._located(inner, outer)

    def by_key(self, key: str) -> GazetteerEntry | None:
        """Return the entry of a place's key; None for a relative place's key or an unknown one."""
        row = self._file.number_of(key)
        return None if row is None else self._file.entry(row)

    def place_of(self, entry: GazetteerEntry) -> Place:
        """Return an entry as a Place, under the gazetteer's name for it."""
        row = self._file.number_of(entry.key)
        if row is None:
            raise KeyError(entry.key)
        return containment.file_place(self._file, row)

    def scan(self, words: Sequence[str], countries: Sequence[str] = ()) -> list[tuple[int, int]]:
        """Return the half-open ranges of `words` that print names of the gazetteer, the longest
        first of overlapping ones, in order. Proposals: persons and firms bear such names too.

        A single word is proposed for a country, a division of the first order, an own entry, a
        larger town, and any place in `countries`.
        """
        return self._scanner.scan(words, tuple(countries))

    def demonym(self, word: str) -> str | None:
        """Return the country that a demonym names ("Iraqi": "IQ"), the likelier of two; or None."""
        return next(iter(self.demonym_countries(word)), None)

    def demonym_countries(self, word: str) -> tuple[str, ...]:
        """Return every country that a demonym names ("Congolese": CD and CG)."""
        return self._file.demonym(word)

    def question_places(self, name: str) -> Place:
        """Return the place that a person asks about: a name, "Tripoli, Libya", "geonames:99237",
        "western Iraq".

        Raises QuestionError for an unknown name (with near spellings) and for an ambiguous one
        (with its readings and how to say which).
        """
        asked = name.strip()
        if not asked:
            raise QuestionError("--in: a place is missing; write a name, as in --in Iraq")
        scheme, colon, _ = asked.partition(":")
        if colon and scheme in ("geonames", "place", "airport", "country", OWN_SCHEME):
            entry = self.by_key(asked)
            if entry is None:
                raise QuestionError(f"--in {asked!r}: the gazetteer has no entry of that key")
            return self.place_of(entry)
        place = self.resolve(asked)
        if place.key is not None:
            return place
        first, _, rest = asked.partition(" ")
        if rest and (bearing_of(first) is not None or first.lower() in relative.CENTRAL_WORDS):
            return self.direction(first.lower(), self.question_places(rest))
        raise QuestionError(self._problem(asked))

    def _problem(self, asked: str) -> str:
        taken = take_apart(asked)
        found = readings(self._file, taken)
        if found and not taken.containers:
            rivals = choice.settle(self._file, found)[: choice.SHOWN]
            lines = [
                f'--in "{taken.head}, {choice.container_name(self._file, r, rivals)}"'
                f" ({'/'.join(r.entry.countries)}, {r.entry.key})"
                for r in rivals
            ]
            return f"--in {asked!r} has {len(rivals)} likely readings; say " + " or ".join(lines)
        return f"--in {asked!r}: the gazetteer knows no such place; {self.advice(asked)}"

    def advice(self, unknown: str) -> str:
        """Return what to try instead of a name that is not known: near spellings, if any."""
        bare = take_apart(unknown).bare
        near = near_spellings(self._file, bare, frozenset(), cutoff=_SUGGESTION_CUTOFF)
        near.sort(key=lambda pair: (-round(pair[1] / 5), -self._file.entry(pair[0]).population))
        names = [self._file.entry(row) for row, _ in near[:_SUGGESTED]]
        hint = ", ".join(f"{e.name} ({'/'.join(e.countries)})" for e in names)
        return f"near spellings: {hint}" if hint else "check the spelling, or name a larger place"

    def _choice(
        self, name: str, countries: tuple[str, ...], within: Place | None
    ) -> choice.Decision:
        return choice.decide(self._file, name, countries, within)

    def _containment(self, inner: Place, outer: Place) -> Certainty:
        if is_ambiguous(inner) and outer.lat is not None:
            places = map(self.place_of, self.candidates(inner.name))
            if all(self.located_in(place, outer) is Certainty.NO for place in places):
                return Certainty.NO
        return containment.located_in(self._file, inner, outer)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with Tallybook, opened once per process."""
    return Gazetteer()
