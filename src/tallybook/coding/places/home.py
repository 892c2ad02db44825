"""Names that a report places by its own ground: the streets of its town, the towns of its state.

Local news names a street, a park or a quarter without the town that it lies in: a place given
without more is in the town just told of, or in that of the dateline (Associated Press Stylebook,
"datelines"), and a town's police act in their town. Of several towns of one name, the one meant
lies in the state that the report names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.chains import OF_THEIR_OWN
from tallybook.coding.places.home_towns import TOWN, inside
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.words import BEARINGS, FACILITIES, ROADS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.holding import held

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer

STREETS = FACILITIES | word_set(
    """
    st ave rd drive dr blvd court place terrace parkway way plaza block circle alley apartments
    gardens heights bar club lounge restaurant store
    """
)
"""Last words of the names of streets and of places in a town."""

QUARTERS = word_set("neighborhood neighbourhood area section quarter block apartments street")
"""What follows or holds a name that is known in its town alone."""

FAR_KM = 100.0
"""A town's police act in it and at most in its surroundings, which no town's reach beyond: the
widest metropolitan areas measure about 100 km from their centre (United Nations, World Urbanization
Prospects 2018, "urban agglomerations")."""

LEAST_TOGETHER = 2
"""Places that lie together: one alone may itself be a namesake of what is meant."""

PROMINENT = 100_000
"""People: towns that stand in news without their state or region are large ones (Associated Press
Stylebook, "datelines"); this is the size from which the United Nations lists cities (Demographic
Yearbook, table 8)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a report's local names lie in: the town whose police it speaks of, that of its dateline,
    and the other places that it names, each once; with the names that it says are of a part of a
    town, and the countries of whose people it speaks."""

    police: Place | None
    dateline: Place | None
    areas: Sequence[Place]
    gazetteer: Gazetteer
    parts: frozenset[str]
    peoples: frozenset[str]

    @property
    def town(self) -> Place | None:
        """The town that a name is in which nothing else places."""
        return self.police or self.dateline

    def far_namesake(self, mention: PlaceMention) -> bool:
        """Whether a small place far from the town of the report's police bears a name that the text
        leaves without a container, and nothing else of the report lies in its division.

        News says in which state a small place is, unless it lies where the report does: a quarter
        of the town is meant, of which the gazetteer knows a namesake alone.
        """
        place = mention.place
        entry = self.gazetteer.by_key(place.key) if place.key is not None else None
        if self.police is None or entry is None or mention.chain_end > mention.end:
            return False
        small = entry.kind in ("settlement", "quarter") and entry.population < PROMINENT
        if not small or not self._far(place):
            return False
        division = self.gazetteer.holding(entry.key, "admin1")
        return division is None or all(
            area.key == place.key
            or (area.precision or COUNTRY_PRECISION) >= COUNTRY_PRECISION
            or self.gazetteer.located_in(area, division) is Certainty.NO
            for area in self.areas
        )

    def foreign_namesake(self, mention: PlaceMention) -> bool:
        """Whether a small place abroad bears a name that the text leaves without a container, in a
        country of which the report names nothing and nobody else.

        News names the country of a small place abroad: one at home is meant that the gazetteer
        does not know.
        """
        place, home = mention.place, self.town
        entry = self.gazetteer.by_key(place.key) if place.key is not None else None
        if home is None or entry is None or mention.chain_end > mention.end:
            return False
        small = entry.kind in ("settlement", "quarter") and entry.population < PROMINENT
        abroad = frozenset(entry.countries)
        if not small or home.country in abroad or not abroad.isdisjoint(self.peoples):
            return False
        return all(area.key == place.key or area.country not in abroad for area in self.areas)

    def of_division(self, name: str) -> Place | None:
        """Return the one of several towns of a name in whose division of the first order most other
        places of the report lie: what a report tells of lies together (Leidner 2007, *Toponym
        Resolution in Text*, "spatial minimality")."""
        divisions = Counter(
            division.key
            for area in self.areas
            if area.key is not None and (area.precision or COUNTRY_PRECISION) <= TOWN
            if (division := self.gazetteer.holding(area.key, "admin1")) is not None
        )
        counted: dict[str, list[Place]] = {}
        for entry in self.gazetteer.candidates(name) if divisions else ():
            division = self.gazetteer.holding(entry.key, "admin1")
            if entry.kind == "settlement" and division is not None and divisions[division.key]:
                counted.setdefault(division.key or "", []).append(self.gazetteer.place_of(entry))
        ranked = sorted(counted, key=lambda key: -divisions[key])
        if not ranked or divisions[ranked[0]] < LEAST_TOGETHER or len(counted[ranked[0]]) > 1:
            return None
        tied = len(ranked) > 1 and divisions[ranked[0]] == divisions[ranked[1]]
        return None if tied else counted[ranked[0]][0]

    def nearby(self, name: str) -> Place | None:
        """Return the place of a name that lies around the town of the report's police."""
        if self.police is None:
            return None
        readings = map(self.gazetteer.place_of, self.gazetteer.candidates(name))
        near = [one for one in readings if one.lat is not None and not self._far(one)]
        return (
            near[0] if len(near) == 1 and (near[0].precision or COUNTRY_PRECISION) <= TOWN else None
        )

    def _far(self, place: Place) -> bool:
        home = self.police
        if home is None or home.lat is None or home.lon is None:
            return False
        if place.lat is None or place.lon is None:
            return False
        return distance_km(home.lat, home.lon, place.lat, place.lon) > FAR_KM


def at_home(
    passages: Sequence[Passage],
    placed: Sequence[tuple[PlaceMention, ...]],
    police: Place | None,
    dateline: Place | None,
    gazetteer: Gazetteer,
) -> Iterator[tuple[PlaceMention, ...]]:
    """Yield each passage's places, those that nothing else places by the report's own ground: the
    town of its police, or of its dateline."""
    known = [m.place for places in placed for m in places if m.place.lat is not None]
    home = police or dateline
    areas = list({p.key: p for p in (*known, *([home] if home else [])) if p.key}.values())
    parts = frozenset(_parts_of_towns(passages, placed))
    ground = Ground(police, dateline, areas, gazetteer, parts, _peoples(passages, gazetteer))
    town = home
    for passage, mentions in zip(passages, placed, strict=True):
        done: list[PlaceMention] = []
        for mention in mentions:
            place = mention.place
            if place.lat is None:
                mention = _placed(mention, passage, town, ground)
            elif (whole := _side_of(place, areas, gazetteer)) is not None:
                mention = replace(mention, place=held(place.name, whole, place))
            elif _is_of_another_town(mention, passage, town, ground):
                assert town is not None
                mention = replace(mention, place=held(place.name, town, place))
            elif mention.site and (place.precision or COUNTRY_PRECISION) <= TOWN:
                town = place
            elif town is not None and _leaves(place, town, gazetteer):
                town = police
            done.append(mention)
        yield tuple(done)


def _parts_of_towns(
    passages: Sequence[Passage], placed: Sequence[tuple[PlaceMention, ...]]
) -> Iterator[str]:
    """Yield the names that a report says once are of a part of a town ("the X neighborhood"): they
    are so wherever it names them (Gale, Church & Yarowsky 1992, "One Sense per Discourse")."""
    for passage, mentions in zip(passages, placed, strict=True):
        for mention in mentions:
            if mention.chain_end == mention.end and _within_a_town(mention, passage):
                yield passage.words(mention.start, mention.end)


def _peoples(passages: Sequence[Passage], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of whose people a report speaks."""
    words = {t.text for passage in passages for t in passage.doc if t.text[:1].isupper()}
    return frozenset(country for word in words for country in gazetteer.demonym_countries(word))


def _leaves(place: Place, town: Place, gazetteer: Gazetteer) -> bool:
    """Whether the text has gone on to a division that the town told of lies outside."""
    wide = TOWN < (place.precision or COUNTRY_PRECISION) < COUNTRY_PRECISION
    return wide and gazetteer.located_in(town, place) is Certainty.NO


def _is_of_another_town(
    mention: PlaceMention, passage: Passage, town: Place | None, ground: Ground
) -> bool:
    """Whether a name is placed in another town than the one that the report speaks of, and says
    itself that it is of a part of one ("the X neighborhood", "the 400 block of X"), or lies where
    nothing of the report does."""
    if town is None or town.key == mention.place.key:
        return False
    gazetteer = ground.gazetteer
    apart = gazetteer.located_in(mention.place, town) is Certainty.NO
    if not apart or mention.chain_end > mention.end:
        return False
    if passage.words(mention.start, mention.end) in ground.parts:
        return True
    namesake = ground.far_namesake(mention) or ground.foreign_namesake(mention)
    return town == ground.town and namesake


def _within_a_town(mention: PlaceMention, passage: Passage) -> bool:
    """Whether a name, or the words around it, say that it is of a part of a town."""
    doc = passage.doc
    if mention.end - mention.start > 1 and doc[mention.end - 1].lower_ in ROADS:
        return True
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start]]
    # "A Jos neighbourhood" is one of those in Jos.
    own = after in NEIGHBORHOODS and before[-1:] not in (["a"], ["an"], ["another"])
    return own or before == ["block", "of"]


NEIGHBORHOODS = frozenset({"neighborhood", "neighbourhood"})
"""Nouns for a part of a town and for nothing else."""


def _side_of(place: Place, areas: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    """ "East Oakland" is the east of the Oakland that the report speaks of, and no namesake's."""
    area = _town_with_sides(place, areas)
    return area if area is not None and gazetteer.located_in(place, area) is Certainty.NO else None


def _town_with_sides(place: Place, areas: Sequence[Place]) -> Place | None:
    """The town among some places whose name stands behind a point of the compass in another's."""
    first, _, rest = place.name.partition(" ")
    if first.lower() not in BEARINGS:
        return None
    named = (area for area in areas if area.name == rest and (area.precision or 9) <= TOWN)
    return next(named, None)


def _placed(
    mention: PlaceMention, passage: Passage, town: Place | None, ground: Ground
) -> PlaceMention:
    """Place a name that has no coordinates: the one of that name in an area that the report names,
    or around the town of its police; else somewhere in the town of which it names a side, or in the
    town told of, if it is of a street or a quarter; else the one of that name in the report's
    division, where there is no such police."""
    place = mention.place
    after = passage.doc[mention.end].lower_ if mention.end < len(passage.doc) else ""
    own = after in OF_THEIR_OWN
    held_by = [] if own else inside(place.name, ground.areas, ground.gazetteer)
    found = held_by[0] if len(held_by) == 1 else None if own else ground.nearby(place.name)
    if found is not None:
        return replace(mention, place=structs.replace(found, name=place.name))
    whole = _town_with_sides(place, ground.areas)
    if whole is not None:
        return replace(mention, place=held(place.name, whole, place))
    if town is not None and _local(mention, passage):
        return replace(mention, place=held(place.name, town, place))
    found = None if own or ground.police is not None else ground.of_division(place.name)
    return replace(mention, place=structs.replace(found, name=place.name)) if found else mention


def _local(mention: PlaceMention, passage: Passage) -> bool:
    """Whether a name is one that only its own town knows."""
    doc = passage.doc
    last = doc[mention.end - 1].lower_.rstrip(".")
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    before = [t.lower_ for t in doc[max(0, mention.start - 3) : mention.start]]
    return last in STREETS or after in QUARTERS or "block" in before
