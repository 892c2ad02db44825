"""Places in their sentence: how a name is resolved, and what it locates.

A name is resolved with what stands around it: "Kirkuk, Iraq" and "the village of X in Y state"
say their own container; otherwise the countries that the report speaks of decide. Only a place
in a locative phrase locates an attack: "Iraq's prime minister" and "support for Israel" do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_mention
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.language.phrases import NOUNS
from tallybook.coding.places.anaphora import places_told
from tallybook.coding.places.borders import at_border, borders
from tallybook.coding.places.chains import Named, chains
from tallybook.coding.places.deixis import TOWNS, by_kind, capitals, deictic
from tallybook.coding.places.described import described, names_of_settlements
from tallybook.coding.places.distances import direction_before, distance_before
from tallybook.coding.places.governed import addressed
from tallybook.coding.places.mention import PlaceMention, governing_preposition, says_where
from tallybook.coding.places.names import Surroundings, name_ranges
from tallybook.coding.places.words import (
    BEFORE_NAMES,
    DIRECTIONS,
    JUNCTIONS,
    KINDS,
    LOCATIVE,
    NEARNESS,
    SPOTS,
    WATERS,
)
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION, Place
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.holding import held

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a report says of its places as a whole: the town of its dateline, the words of
    persons' names, names that it has introduced as a place's, whether it counts settlements,
    the one water and the one town that it names, and by their kind the divisions of which it names
    one alone."""

    dateline: Place | None = None
    persons: frozenset[str] = frozenset()
    established: Mapping[str, Place] = field(default_factory=dict)
    counted: bool = False
    water: Place | None = None
    town: Place | None = None
    divisions: Mapping[str, Place] = field(default_factory=dict)


def find_places(
    passage: Passage, surroundings: Surroundings, context: PlaceContext, gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Yield the places of a passage, left to right, innermost of a chain first."""
    doc = passage.doc
    established = context.established
    pointed = [*deictic(passage, context.dateline), *capitals(doc, gazetteer)]
    lines = list(borders(doc, gazetteer))
    spans = [*((m.start, m.end) for m in pointed), *((line.start, line.end) for line in lines)]
    taken = {i for start, end in spans for i in range(start, end)}
    ranges = [r for r in name_ranges(doc, surroundings, gazetteer) if taken.isdisjoint(range(*r))]
    meant = [*by_kind(doc, context.water, WATERS), *by_kind(doc, context.town, TOWNS)]
    for kind, place in context.divisions.items():
        meant += by_kind(doc, place, frozenset({kind}))
    told = {
        *places_told(doc, counted=surroundings.counted),
        *names_of_settlements(doc),
        *addressed(doc, gazetteer),
    }
    found = [*pointed, *(m for m in meant if m.start not in taken)]
    for chain in chains(passage, ranges, surroundings.countries, gazetteer):
        for named in chain:
            known = established.get(passage.words(named.start, named.end))
            if named.place.lat is None and known is not None:
                named = named._replace(place=known)
            mention = _situate(passage, named, chain, gazetteer)
            if named.holds_next:
                mention = replace_mention(mention, holds_next=True)
            if mention.place.country is None and (mention.place.key or "").startswith("near:"):
                place = _this_side(mention.place, named.place, surroundings.countries, gazetteer)
                mention = replace_mention(mention, place=place)
            if (
                mention.place.lat is not None
                or mention.site
                or known is not None
                or (named.start, named.end) in told
                or described(doc, named.start, named.end)
            ):
                # A name that nothing places is a place only where the grammar says so.
                found.append(mention)
    countries = surroundings.countries
    found += [at_border(line, found, countries, gazetteer) for line in lines]
    ordered = _between(passage, sorted(found, key=lambda m: m.start), gazetteer)
    yield from _beside_known(passage, ordered, gazetteer)


def _this_side(around: Place, town: Place, countries: Sequence[str], gazetteer: Gazetteer) -> Place:
    """Near a border town is on its side of the border, where the report speaks of none of the
    countries on the other: who means the other side says so (Grice 1975, quantity)."""
    if town.country not in countries or (town.precision or COUNTRY_PRECISION) > 3:
        return around
    for country in countries:
        entry = gazetteer.by_key(f"country:{country}")
        if country == town.country or entry is None:
            continue
        if gazetteer.located_in(around, gazetteer.place_of(entry)) is not Certainty.NO:
            return around
    return replace(around, country=town.country)


def _between(
    passage: Passage, mentions: list[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """ "between A and B" is one place, somewhere from the one to the other; two countries are the
    parties to something between them ("talks between A and B"), unless it is their border."""
    doc = passage.doc
    joined: list[PlaceMention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if (
            left is not None
            and left.preposition is not None
            and left.preposition == mention.preposition
            and doc[left.preposition].lower_ == "between"
            and not _parties(doc, left, mention)
            and (ends := _coordinates(left.place, mention.place)) is not None
        ):
            wide = gazetteer.near(left.place, round(distance_km(*ends)))
            same = left.place.country == mention.place.country
            words = passage.words(left.start, mention.end)
            country = left.place.country if same else None
            joined[-1] = replace_mention(
                left,
                end=mention.end,
                chain_end=mention.chain_end,
                place=replace(wide, name=words, country=country),
            )
        else:
            joined.append(mention)
    return joined


def _parties(doc: Doc, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether "between" stands before two countries, and not behind a word for their border."""
    if one.place.precision != COUNTRY_PRECISION or other.place.precision != COUNTRY_PRECISION:
        return False
    at = one.preposition
    return at is None or at == 0 or doc[at - 1].lemma_.lower() not in BORDERS


BORDERS = frozenset({"border", "frontier", "boundary", "crossing", "strait", "sea", "line"})


def _coordinates(one: Place, other: Place) -> tuple[float, float, float, float] | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return one.lat, one.lon, other.lat, other.lon


def _beside_known(
    passage: Passage, mentions: list[PlaceMention], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """ "Bulengo, west of Goma", "the Karan Nagar area here": what follows holds the place, says
    where one lies that nobody knows, and which of that name is meant ("Balad, 30 km north of
    Mogadishu" is not Iraq's)."""
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if (
            following is not None
            and following.place.lat is not None
            and _locates(passage, mention, following)
        ):
            place = mention.place
            if place.lat is None:
                place = held(place.name, following.place, place)
            elif gazetteer.located_in(place, following.place) is Certainty.NO:
                place = _of_that_name(place, following.place, gazetteer)
            mention = replace_mention(mention, place=place, chain_end=following.chain_end)
        yield mention


def _of_that_name(place: Place, around: Place, gazetteer: Gazetteer) -> Place:
    """The place of a name that lies where the text says; where none is known, that spot."""
    for entry in gazetteer.candidates(place.name):
        other = gazetteer.place_of(entry)
        if gazetteer.located_in(other, around) is not Certainty.NO:
            return replace(other, name=place.name)
    # Near a border, the text's own countries say on which side.
    country = around.country or place.country
    unknown = replace(place, lat=None, lon=None, key=None, country=country)
    return replace(held(place.name, around, unknown), country=country)


def _locates(passage: Passage, mention: PlaceMention, following: PlaceMention) -> bool:
    between = passage.doc[mention.end : following.start]
    if (following.place.key or "").startswith("near:"):
        named = next((i for i, t in enumerate(between) if t.lower_ not in NAMED_KINDS), 0)
        between = between[named:]  # "The X junction, south of Y"
        return bool(between) and between[0].text == "," and _described_there(between[1:])
    here = passage.doc[following.start].lower_ == "here"
    return here and all(t.lower_ in KINDS or t.text == "," for t in between)


def _described_there(words: Sequence[Token]) -> bool:
    """Whether nothing stands between a name and where it lies but a hedge of the distance, or the
    kind of place in apposition: "X, about 20 km north of Y", "X, a rebel-held town near Y"."""
    rest = [t for t in words if t.lower_ not in ABOUT]
    if rest and rest[-1].lower_ in NEARNESS:
        rest.pop()
    if not rest:
        return True
    kind = rest[-1].lower_ in KINDS and len(rest) <= LONGEST_DESCRIPTION
    return kind and rest[0].lower_ in ("a", "an", "the") and all(t.pos_ != "AUX" for t in rest)


NAMED_KINDS = KINDS | SPOTS | JUNCTIONS

LONGEST_DESCRIPTION = 6
"""Words of an apposition: "a small Kurdish-held town"; further on it tells of something else."""


ABOUT = frozenset({"about", "some", "roughly", "around", "just", "nearly", "approximately"})
"""What hedges a distance."""


def _situate(
    passage: Passage, named: Named, chain: Sequence[Named], gazetteer: Gazetteer
) -> PlaceMention:
    """Say what the place locates, and widen it for a direction, a distance, a road or a border."""
    doc = passage.doc
    start, end, place = named.start, named.end, named.place
    chain_end = chain[-1].end
    head = doc[end - 1]
    distant = distance_before(doc, start)
    if distant is not None and place.lat is not None:
        at, anchor, km, bearing, inside = distant
        words = passage.words(at, end)
        if not (inside and bearing is not None):
            place = _named(gazetteer.near(place, km, bearing), words)
            return PlaceMention(at, end, chain_end, place, anchor, True, False)
        place, head, start = _named(gazetteer.direction(bearing, place), words), doc[at], at
    towards = direction_before(doc, start, DIRECTIONS)
    if towards < start and place.lat is not None:
        pointed = gazetteer.direction(passage.words(towards, start).lower(), place)
        if pointed.lat is not None:
            place = _named(pointed, passage.words(towards, end))
            start = towards
    first = start
    while first > 0 and doc[first - 1].lower_ in BEFORE_NAMES:
        first -= 1
    governor = governing_preposition(head)
    if governor is None and first > 0 and doc[first - 1].lower_ in LOCATIVE:
        governor = doc[first - 1]
    between = governor is not None and governor.lower_ == "between"
    site = governor is not None and (says_where(governor) or (between and place.lat is not None))
    following = doc[end] if end < len(doc) else None
    near = governor is not None and governor.lower_ in NEARNESS and not between
    if following is not None and following.i == end and following.text.islower():
        # A road leads away from the town that it is named after, and a border is its edge.
        near = near or following.lower_ in ("road", "highway", "border", "axis")
    if near and place.lat is not None:
        around = gazetteer.near(place)
        if around.country is None and len(chain) > 1:
            # Near a border town, but "in northern Myanmar": the container says which side.
            around = replace(around, country=chain[-1].place.country)
        around = _held_by(around, place, [named.place for named in chain[1:]], gazetteer)
        place = _named(around, place.name)
    preposition = governor.i if governor is not None else None
    modifier = (
        preposition is None
        and following is not None
        and (following.pos_ in NOUNS or following.text in ("'s", "’s"))
    )
    return PlaceMention(start, end, chain_end, place, preposition, site, modifier)


def _held_by(
    around: Place, town: Place, containers: Sequence[Place], gazetteer: Gazetteer
) -> Place:
    """ "Near X, in Y province": of the surroundings of a town near a border the text says on which
    side of it they are meant, so that they are of that division, in their own circle."""
    for container in containers:
        divides = container.key is not None and container.precision != COUNTRY_PRECISION
        if not divides or gazetteer.located_in(town, container) is not Certainty.SURE:
            continue
        if gazetteer.located_in(around, container) is Certainty.POSSIBLE:
            reason = f"near {town.name}, in {container.name}"
            return replace(around, key=container.key, country=container.country, reason=reason)
        return around
    return around


def _named(place: Place, words: str) -> Place:
    return replace(place, name=words)
