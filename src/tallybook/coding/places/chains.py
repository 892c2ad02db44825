"""Chains of names that hold one another ("A, B state", "A in B"), resolved from the outside in:
what a name means follows from what holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.described import kind_of
from tallybook.coding.places.distances import distance_before
from tallybook.coding.places.meaning import resolve
from tallybook.coding.places.runs import POSSESSIVE
from tallybook.coding.places.words import (
    BEFORE_NAMES,
    BUILDINGS,
    DIVISION_NOUNS,
    FACILITIES,
    KINDS,
    MILITARY,
    SPOTS,
)
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.places.asked import CITY
from tallybook.knowledge.places.choice import DOMINANCE
from tallybook.knowledge.places.entries import UNKNOWN
from tallybook.knowledge.places.holding import DISTRICT_KM, held

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer


class Named(NamedTuple):
    """The tokens `[start, end)` name `place`; `holds_next` where it holds the name behind it ("the
    Kabul suburb of X", "Kabul's X district")."""

    start: int
    end: int
    place: Place
    holds_next: bool = False


def chains(
    passage: Passage,
    ranges: Sequence[tuple[int, int]],
    countries: tuple[str, ...],
    gazetteer: Gazetteer,
) -> Iterator[list[Named]]:
    """Yield the names joined to what holds them, innermost first, each resolved."""
    doc = passage.doc
    before: list[Named] = []
    starts = {start for start, _ in ranges}
    for run in _runs(doc, ranges, gazetteer):
        within = None
        owned = bool(before) and _possesses(doc, before[-1].end, run[0][0])
        if owned:
            within = before[-1].place  # "Mozambique's Macomia district"
        hinted = _hinted(doc, run[-1][0], countries, gazetteer)
        listed = _goes_on(doc, run[-1][1], starts)
        chain: list[Named] = []
        for start, end in reversed(run):
            if chain and _names_what_follows(doc, end, chain[0].start):
                outer = resolve(passage.words(start, end), None, hinted, gazetteer)
                quarter = doc[end].lower_ in QUARTERS
                wide = _may_have_parts(outer, chain[0].place, gazetteer, quarter=quarter)
                if wide and gazetteer.located_in(outer, chain[0].place) is not Certainty.SURE:
                    named = chain[0]
                    inner = _as_described(passage, named.start, named.end, outer, hinted, gazetteer)
                    yield [named._replace(place=inner), *chain[1:]]
                    chain = [Named(start, end, outer, holds_next=True)]
                    within = outer
                    continue
            place = _as_described(passage, start, end, within, hinted, gazetteer)
            if chain and _of_a_building(doc, end):
                place = _building_in(place, chain[0].place, gazetteer)
            if chain and place.lat is not None:
                chain[0] = _outer_of(place, chain[0], gazetteer)
            if chain and (
                not _holds(chain[0], place, gazetteer, listed=listed)
                or _only_starts_from(doc, start, end, chain[0], gazetteer)
            ):
                yield chain  # A list, "in A, B and C", and no chain.
                chain = []
                place = _as_described(passage, start, end, None, hinted, gazetteer)
            chain.insert(0, Named(start, end, place))
            within = place if place.lat is not None or place.country is not None else within
        if owned:
            # "The X hospital in Mozambique's Macomia district": X is in Macomia.
            owner = before.pop()
            yield [owner._replace(holds_next=_is_held_by(chain[0], owner, gazetteer))]
            for named in reversed(before):
                place = _as_described(
                    passage, named.start, named.end, chain[0].place, hinted, gazetteer
                )
                chain.insert(0, named._replace(place=place))
        elif before:
            yield before
        before = chain
    if before:
        yield before


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

QUARTERS = word_set("township quarter district slum suburbs shantytown favela")
"""Nouns for parts of a city besides, which stand beside divisions of a country as well."""

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
            return outer._replace(place=replace(place, name=outer.place.name))
    return outer


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
    """Whether the words between two names say that the first lies in the second: nouns for what
    is named, and adjectives, describe either and change nothing ("X prison in the mainly rural
    district of Y", "X, a suburb of the capital, Y")."""
    named = left  # "X oil field", "X prison", "X's church": past what is named.
    named += named + 1 < right and doc[named].text in POSSESSIVE and _of_a_building(doc, named + 1)
    while named < right and doc[named].lower_ in WITH_NAMES:
        named += 1
    words = [
        t.lower_
        for t in doc[left:right]
        if t.lower_ not in KINDS
        and t.lower_ not in BEFORE_NAMES
        and t.text not in ("-", "'s", "’s")
        and t.i >= named
        and not (t.i > left and _only_describes(t))
    ]
    beside = any(t.lower_ in NEIGHBOURING for t in doc[left:right])
    if beside and any(t.text in POSSESSIVE for t in doc[left:right]):
        return False  # "Manila's neighbouring province of X" is another.
    if words[:2] in ([",", "a"], [",", "an"]):
        return [w for w in words[2:] if w != ","] in (["in"], ["of"])
    return words == [","] or words in (
        ["in"],
        [",", "in"],
        ["of"],
        ["in", "of"],
        [",", "in", "of"],
        ["of", "in"],
    )


def _of_a_building(doc: Doc, at: int) -> bool:
    """ "The Blue Nile restaurant", "St Mark's church": whether a noun for a building follows."""
    at += at < len(doc) and doc[at].text in POSSESSIVE
    return at < len(doc) and doc[at].lower_ in BUILDINGS | FACILITIES | SPOTS


def _building_in(place: Place, town: Place, gazetteer: Gazetteer) -> Place:
    """ "The Blue Nile restaurant in Baidoa" is in the town that it is said to be in, wherever the
    river is that it has its name from."""
    if place.lat is None or gazetteer.located_in(place, town) is not Certainty.NO:
        return place
    return held(place.name, town, Place(name=place.name, country=town.country, reason=UNKNOWN))


FIELDS = word_set("field fields oilfield oilfields gasfield farm farms mine")
"""Nouns for works besides those of SPOTS."""

WITH_NAMES = SPOTS | MILITARY | FIELDS | BUILDINGS | FACILITIES
"""What has a name before it, and stands somewhere."""

NEIGHBOURING = frozenset({"neighbouring", "neighboring", "nearby", "adjacent", "adjoining"})


def _only_describes(token: Token) -> bool:
    """An adjective before a noun, with what grades it ("the mainly rural district")."""
    adjective = token.head if token.dep_ == "advmod" else token
    return adjective.dep_ == "amod" and adjective.tag_ == "JJ" and token.text.islower()


def _names_what_follows(doc: Doc, left: int, right: int) -> bool:
    """ "the West Bank city of Nablus", "the south Baghdad neighbourhood of X", "Baghdad's district
    of X": an area's name before the noun for a settlement, and whatever possesses, holds the one
    that "of" names, where in "the Gedo region of Somalia" the region is Gedo."""
    words = [t.lower_ for t in doc[left:right]]
    kinds = words[: words.index("of")] if "of" in words else []
    owned = bool(kinds) and kinds[0] in POSSESSIVE
    return (
        bool(kinds)
        and (owned or kinds[-1] in TOWNS | QUARTERS | {"capital", "camp"})
        and all(w in KINDS or w in BEFORE_NAMES for w in kinds[owned:])
        and all(w in BEFORE_NAMES for w in words[len(kinds) + 1 :])
    )


def _may_have_parts(outer: Place, inner: Place, gazetteer: Gazetteer, *, quarter: bool) -> bool:
    """Whether a place may hold another by size: what is no more exact may, and so may a city, whose
    quarters bear the names of districts ("the Damascus suburb of X"). Only cities have what nouns
    for a `quarter` name ("the Tijuana district of X", but "the Southern District of Ohio")."""
    if outer.lat is None:
        return False
    entry = gazetteer.by_key(outer.key or "")
    city = entry is not None and entry.kind == "settlement" and entry.population >= CITY
    return city or (not quarter and (outer.precision or 0) >= (inner.precision or 0))


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


def _only_starts_from(doc: Doc, start: int, end: int, around: Named, gazetteer: Gazetteer) -> bool:
    """ "North of Baghdad in Samarra": what a distance or a bearing is counted from need not lie in
    the place that is meant, as it does in "north of Kirkuk, Iraq"."""
    if doc[end].lower_ != "in" or distance_before(doc, start) is None:
        return False
    alone = resolve(doc.words(start, end), None, (), gazetteer)
    return gazetteer.located_in(alone, around.place) is not Certainty.SURE


def _goes_on(doc: Doc, end: int, starts: set[int]) -> bool:
    """Whether "and" and another name follow a run of names, or what else there is of the kind ("in
    A, B and elsewhere", "A, B and other towns")."""
    at = end + (end < len(doc) and doc[end].text == ",")
    if at >= len(doc) or doc[at].lower_ != "and":
        return False
    at += 1
    while at < len(doc) and (doc[at].lower_ in BEFORE_NAMES or doc[at].lower_ in KINDS):
        at += 1
    others = {t.lower_ for t in doc[at : at + 2]}
    return at in starts or not others.isdisjoint(("elsewhere", "other", "others"))


def _is_held_by(inner: Named, owner: Named, gazetteer: Gazetteer) -> bool:
    return gazetteer.located_in(inner.place, owner.place) is not Certainty.NO


def _possesses(doc: Doc, left: int, right: int) -> bool:
    """ "Kabul's X", "Helmand province's X", "Colombia's capital, X" """
    words = [t.lower_ for t in doc[left:right]]
    words = words[words[0] in DIVISION_NOUNS :] if words else words
    return (
        bool(words)
        and words[0] in ("'s", "’s")
        and all(w in BEFORE_NAMES | {"capital", ","} for w in words[1:])
    )


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
