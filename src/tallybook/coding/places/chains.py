"""Chains of names that hold one another ("A, B state", "A in B"), resolved from the outside in.

What a name means follows from what holds it; where the gazetteer does not know the name, it lies
somewhere in what holds it, and is as exact as that and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.described import kind_of
from tallybook.coding.places.runs import POSSESSIVE
from tallybook.coding.places.states import country_of_state, state_name
from tallybook.coding.places.words import BEARINGS, BEFORE_NAMES, DIVISION_NOUNS, KINDS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.places.asked import CITY
from tallybook.knowledge.places.choice import DOMINANCE
from tallybook.knowledge.places.entries import UNKNOWN

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc
    from tallybook.knowledge.gazetteer import Gazetteer

DISTRICT_KM = 25.0
"""A village that is said to lie in what bears a town's name lies in the district around the town:
within about 25 km (UCDP GED, `where_prec` 2, draws the same circle)."""


class Named(NamedTuple):
    """The tokens `[start, end)` name `place`."""

    start: int
    end: int
    place: Place


def chains(
    passage: Passage,
    ranges: Sequence[tuple[int, int]],
    countries: tuple[str, ...],
    gazetteer: Gazetteer,
) -> Iterator[list[Named]]:
    """Yield the names joined to what holds them, innermost first, each resolved."""
    doc = passage.doc
    possessor: Named | None = None
    starts = {start for start, _ in ranges}
    for run in _runs(doc, ranges, gazetteer):
        within = None
        if possessor is not None and _possesses(doc, possessor.end, run[0][0]):
            within = possessor.place  # "Mozambique's Macomia district"
        hinted = _hinted(doc, run[-1][0], countries, gazetteer)
        listed = _goes_on(doc, run[-1][1], starts)
        chain: list[Named] = []
        for start, end in reversed(run):
            if chain and _names_what_follows(doc, end, chain[0].start):
                outer = resolve(passage.words(start, end), None, hinted, gazetteer)
                size = chain[0].place.precision or 0
                wide = outer.lat is not None and (outer.precision or 0) >= size
                if wide and gazetteer.located_in(outer, chain[0].place) is not Certainty.SURE:
                    named = chain[0]
                    inner = _as_described(passage, named.start, named.end, outer, hinted, gazetteer)
                    yield [named._replace(place=inner), *chain[1:]]
                    chain = [Named(start, end, outer)]
                    within = outer
                    continue
            place = _as_described(passage, start, end, within, hinted, gazetteer)
            if chain and place.lat is not None:
                chain[0] = _outer_of(place, chain[0], gazetteer)
            if chain and not _holds(chain[0], place, gazetteer, listed=listed):
                yield chain  # A list, "in A, B and C", and no chain.
                chain = []
                place = _as_described(passage, start, end, None, hinted, gazetteer)
            chain.insert(0, Named(start, end, place))
            within = place if place.lat is not None or place.country is not None else within
        possessor = chain[-1]
        yield chain


def _as_described(
    passage: Passage,
    start: int,
    end: int,
    within: Place | None,
    countries: tuple[str, ...],
    gazetteer: Gazetteer,
) -> Place:
    """Resolve a name with the noun that says what it names ("the X region" is not the town of
    X), where the gazetteer knows such a thing, else without."""
    doc = passage.doc
    name = passage.words(start, end)
    noun = kind_of(doc, start, end)
    if noun == "capital":
        seat = _capital(name, countries, gazetteer)
        return resolve(name, within, countries, gazetteer) if seat is None else seat
    if noun not in DIVISION_NOUNS and noun != "state":
        return resolve(name, within, countries, gazetteer)
    place = resolve(f"{name} {noun}", within, countries, gazetteer)
    if place.lat is not None and place.reason is None:
        return replace(place, name=name)
    if noun in OF_THEIR_OWN:
        # What nobody knows is told from a town's spot by its noun ("Zelko County").
        behind = end < len(doc) and doc[end].lower_ == noun
        return replace(place, name=passage.words(start, end + behind))
    place = resolve(name, within, countries, gazetteer)
    entry = gazetteer.by_key(place.key or "") if place.reason is None else None
    if noun in SMALL and entry is not None and entry.population >= CITY:
        return Place(name=name, country=within.country if within else None, reason=UNKNOWN)
    if noun not in TOWNS and place.lat is not None and (place.precision or 0) < 3:
        # The district around the town whose name it bears.
        radius_km = max(place.radius_km or 0.0, DISTRICT_KM)
        return replace(place, precision=3, radius_km=radius_km)
    return place


def _capital(name: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the capital of that name: of the report's countries, else the one spelt so, where it
    is not one of several of a size."""
    seats = [entry for entry in gazetteer.candidates(name) if entry.capital]
    for kept in (
        [entry for entry in seats if not set(countries).isdisjoint(entry.countries)],
        [entry for entry in seats if entry.name.casefold() == name.casefold()],
        seats,
    ):
        largest = max(kept, key=lambda entry: entry.population, default=None)
        if largest is not None and all(
            entry is largest or entry.population * DOMINANCE <= largest.population for entry in kept
        ):
            return replace(gazetteer.place_of(largest), name=name)
    return None


SMALL = frozenset({"village", "hamlet"})
"""What no city is called: the gazetteer has its namesake alone."""

OF_THEIR_OWN = frozenset({"county", "parish", "state"})
"""Divisions that bear names of their own: Pasco County is not around the town of Pasco."""

TOWNS = word_set(
    """
    village town city hamlet settlement suburb neighbourhood neighborhood locality community
    villages towns cities communities ward barangay island islands
    """
)


def _outer_of(inner: Place, outer: Named, gazetteer: Gazetteer) -> Named:
    """ "Spokane, Washington": of what a container's name may mean, that which holds the place."""
    if gazetteer.located_in(inner, outer.place) is not Certainty.NO:
        return outer
    for entry in gazetteer.candidates(outer.place.name):
        place = gazetteer.place_of(entry)
        if gazetteer.located_in(inner, place) is Certainty.SURE:
            return Named(outer.start, outer.end, replace(place, name=outer.place.name))
    return outer


def resolve(
    name: str, within: Place | None, countries: tuple[str, ...], gazetteer: Gazetteer
) -> Place:
    """Return what a name means in a report that speaks of `countries`, inside `within`."""
    name, printed = state_name(name), name
    if name != printed:
        home = (country_of_state(printed),)
        return replace(resolve(name, None, home, gazetteer), name=printed)
    if within is not None and within.country is not None:
        homes = (within.country,)
        inner = gazetteer.resolve(name, countries=homes, within=within)
        if inner.lat is not None:
            return inner
        outer = gazetteer.resolve(name, countries=homes)
        known = outer.lat is not None and outer.country == within.country
        if known and _may_hold(within, outer, gazetteer):
            return outer
        return held(name, within, inner)
    found = gazetteer.resolve(name, countries=countries)
    if found.lat is None and (found.reason or "").startswith("ambiguous"):
        # A name that two of the report's countries have means that of the country which the
        # report speaks of most.
        for country in countries:
            one = gazetteer.resolve(name, countries=(country,))
            if one.lat is not None and one.country == country:
                return one
    return found if found.lat is not None else _side_of(name, found, countries, gazetteer)


def _may_hold(within: Place, inner: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place may lie in what the text says that it lies in, or in another of that name
    ("Spokane, Washington"); what lies elsewhere is a namesake."""
    if gazetteer.located_in(inner, within) is not Certainty.NO:
        return True
    others = map(gazetteer.place_of, gazetteer.candidates(within.name))
    return any(gazetteer.located_in(inner, other) is Certainty.SURE for other in others)


def _side_of(name: str, unknown: Place, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place:
    """ "West Baltimore", "South Los Angeles": a side of a town that has a name of its own lies in
    that town."""
    first, _, rest = name.partition(" ")
    if first.lower() not in BEARINGS or not rest:
        return unknown
    town = gazetteer.resolve(rest, countries=countries)
    if town.lat is None or (town.precision or COUNTRY_PRECISION) > 3:
        return unknown
    return held(name, town, unknown)


def held(name: str, within: Place, unknown: Place) -> Place:
    """A place that the gazetteer does not know, inside one that it knows: the container's
    circle, at a division's precision at best (UCDP GED codes a village that cannot be found at
    the division that it is said to lie in, `where_prec` 3 and 4)."""
    if within.lat is None or within.key is None or within.precision == COUNTRY_PRECISION:
        return unknown
    return Place(
        name=name,
        country=within.country,
        lat=within.lat,
        lon=within.lon,
        radius_km=max(within.radius_km or 0.0, DISTRICT_KM),
        precision=max(within.precision or 3, 3),
        key=within.key,
        reason=f"not in the gazetteer: somewhere in {within.name}",
    )


def _runs(
    doc: Doc, ranges: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[list[tuple[int, int]]]:
    """Join names that the words between them join: "A, B", "A in B", "A in the B", "A in
    northern B"."""
    run: list[tuple[int, int]] = []
    for start, end in ranges:
        if run and _joined(doc, run[-1][1], start) and not _country(doc, run[-1], gazetteer):
            run.append((start, end))
        else:
            if run:
                yield run
            run = [(start, end)]
    if run:
        yield run


def _joined(doc: Doc, left: int, right: int) -> bool:
    words = [
        w
        for w in (t.lower_ for t in doc[left:right])
        if w not in KINDS and w not in BEFORE_NAMES and w not in ("-", "'s", "’s")
    ]
    if words == [","]:
        return True
    return words in (["in"], [",", "in"], ["of"], ["in", "of"], [",", "in", "of"], ["of", "in"])


def _names_what_follows(doc: Doc, left: int, right: int) -> bool:
    """ "the West Bank city of Nablus", "the south Baghdad neighbourhood of X", "Baghdad's district
    of X": an area's name before the noun for a settlement, and whatever possesses, holds the one
    that "of" names, where in "the Gedo region of Somalia" the region is Gedo."""
    words = [t.lower_ for t in doc[left:right]]
    kinds = words[: words.index("of")] if "of" in words else []
    owned = bool(kinds) and kinds[0] in POSSESSIVE
    return (
        bool(kinds)
        and (owned or kinds[-1] in TOWNS | {"capital", "camp"})
        and all(w in KINDS or w in BEFORE_NAMES for w in kinds[owned:])
        and all(w == "the" for w in words[len(kinds) + 1 :])
    )


def _country(doc: Doc, name: tuple[int, int], gazetteer: Gazetteer) -> bool:
    """A country is held by nothing: "in Iraq, Syria" lists two of a kind."""
    found = gazetteer.candidates(doc.words(name[0], name[1]))
    return bool(found) and found[0].kind == "country"


def _holds(outer: Named, inner: Place, gazetteer: Gazetteer, *, listed: bool) -> bool:
    """Whether a name that stands before another in a chain may lie in it; of names that a list goes
    on after ("in A, B and C") only what is known to, unless the other is a country."""
    if listed and outer.place.precision != COUNTRY_PRECISION:
        known = inner.lat is not None and inner.reason is None
        return known and gazetteer.located_in(inner, outer.place) is Certainty.SURE
    return inner.lat is None or gazetteer.located_in(inner, outer.place) is not Certainty.NO


def _goes_on(doc: Doc, end: int, starts: set[int]) -> bool:
    """Whether "and" and another name follow a run of names."""
    at = end + (end < len(doc) and doc[end].text == ",")
    if at >= len(doc) or doc[at].lower_ != "and":
        return False
    at += 1
    while at < len(doc) and doc[at].lower_ in BEFORE_NAMES:
        at += 1
    return at in starts


def _possesses(doc: Doc, left: int, right: int) -> bool:
    words = [t.lower_ for t in doc[left:right]]
    return bool(words) and words[0] in ("'s", "’s") and all(w in BEFORE_NAMES for w in words[1:])


def _hinted(
    doc: Doc, start: int, countries: tuple[str, ...], gazetteer: Gazetteer
) -> tuple[str, ...]:
    """ "the Somali town of Beledweyne": the word for a people says in whose country it is."""
    at = start - 1
    if at < 2 or doc[at].lower_ != "of" or doc[at - 1].lower_ not in KINDS:
        return countries
    for token in doc[max(0, at - 5) : at]:
        peoples = gazetteer.demonym_countries(token.text) if token.text[:1].isupper() else ()
        if peoples:
            return tuple(peoples)
    return countries
