"""Names that a report places by its own ground: the streets of its town, the towns of its state.

Local news names a street, a park or a quarter without the town that it lies in: a place given
without more is in the town just told of, or in that of the dateline (Associated Press Stylebook,
"datelines"), and a town's police act in their town. Of several towns of one name, the one meant
lies in the state that the report names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.local import Home
from tallybook.coding.places.chains import OF_THEIR_OWN
from tallybook.coding.places.countries import dateline_place
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.ordinary import divides
from tallybook.coding.places.states import states_after_towns
from tallybook.coding.places.words import BEARINGS, FACILITIES, ROADS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION
from tallybook.knowledge.place_offices import OTHER_FORCES
from tallybook.knowledge.places.geometry import distance_km
from tallybook.knowledge.places.holding import held

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.local import LocalKnowledge
    from tallybook.core.documents import Document
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

TOWN = 3
"""UCDP GED `where_prec` of a town or its district, at the widest."""

FAR_KM = 100.0
"""A town's police act in it and at most in its surroundings, which no town's reach beyond: the
widest metropolitan areas measure about 100 km from their centre (United Nations, World Urbanization
Prospects 2018, "urban agglomerations")."""

PROMINENT = 100_000
"""People: towns that stand in news without their state or region are large ones (Associated Press
Stylebook, "datelines"); this is the size from which the United Nations lists cities (Demographic
Yearbook, table 8)."""

_HOUSE = r"(?!\s(?:headquarters|stations?|posts?|checkpoints?|bases?|barracks|compounds?))"
"""What houses the police may be attacked, and says of nobody where they act."""

_NAME = r"((?:(?:St\.|Mt\.|Ft\.|[A-Z][a-z'’-]+) ?){1,3})"
_SERVICE = rf"(?:[Pp]olice{_HOUSE}|PD|P\.D\.|Fire Department|[Ff]irefighters)"
_POLICE = (
    re.compile(rf"\b{_NAME}\s{_SERVICE}\b(?! State)"),
    re.compile(rf"\b[Pp]olice{_HOUSE} (?:\w+ )?in (?:the (?:city|town) of )?{_NAME}"),
)
"""A town's services before or behind its name: they act in their town."""


def police_town(text: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the town whose police and firefighters a report speaks of: the one, or the one that
    it speaks of more than of any other."""
    named = Counter(found[1].strip() for pattern in _POLICE for found in pattern.finditer(text))
    states: list[Place] | None = None
    towns: dict[str, Place] = {}
    counted: Counter[str] = Counter()
    for words, times in named.items():
        parts = words.split()
        for first in range(len(parts)):
            name = " ".join(parts[first:])
            if name.lower() in OTHER_FORCES:
                break
            place = gazetteer.resolve(name, countries=countries)
            if place.lat is None and gazetteer.candidates(name):
                # The whole text is searched for its states only where a town's name needs one.
                states = _divisions_named(text, gazetteer) if states is None else states
                inside = _inside(name, states, gazetteer)
                place = inside[0] if len(inside) == 1 else place
            if place.key is not None and (place.precision or COUNTRY_PRECISION) < TOWN:
                towns.setdefault(place.key, place)
                counted[place.key] += times
            if gazetteer.candidates(name):
                break  # "New London police" are not London's, whichever New London is meant.
    ranked = counted.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    town = towns[ranked[0][0]] if alone else None
    return None if town is None or (countries and town.country not in countries) else town


def homes(
    document: Document,
    passages: Sequence[Passage],
    placed: Sequence[Sequence[PlaceMention]],
    knowledge: LocalKnowledge,
) -> tuple[Home, ...]:
    """Return the towns that a report may be at home in, the likeliest first: that of its police,
    that of its dateline, and the one that its headline names.

    A dateline is where the reporter was, who went there for what the report is about, or works
    there (Associated Press Stylebook, "datelines"); a capital is where agencies have their offices,
    and is nobody's home here.
    """
    found: list[Home] = []
    if knowledge.police_of is not None:
        found.append(Home(knowledge.police_of, POLICE_RULE))
    dateline = dateline_place(document, knowledge.countries, knowledge.gazetteer)
    if dateline is not None and _is_town(dateline) and not _is_capital(dateline, knowledge):
        found.append(Home(dateline, DATELINE_RULE))
    headline = {
        m.place.key: m.place
        for passage, mentions in zip(passages, placed, strict=True)
        for m in mentions
        if passage.is_title and _is_town(m.place) and not _in_outlet(passage, m)
    }
    if len(headline) == 1:
        found += (Home(town, HEADLINE_RULE) for town in headline.values())
    return tuple(found)


def setting_of(
    passages: Sequence[Passage],
    placed: Sequence[Sequence[PlaceMention]],
    knowledge: LocalKnowledge,
) -> Place | None:
    """Return where a report is set whose places no gazetteer may know: the division that labels
    its headline ("Ituri: dozens feared dead"), else the country in which all places lie that it
    names below a country, where it speaks of that country most; None where it is set in neither."""
    for passage, mentions in zip(passages, placed, strict=True):
        first = mentions[0] if passage.is_title and mentions else None
        if first is not None and first.start == 0 and passage.doc[first.end].text == ":":
            entry = knowledge.gazetteer.by_key(first.place.key or "")
            if entry is not None and entry.kind in ("admin1", "admin2"):
                return first.place
    named = (m.place for found in placed for m in found)
    held = {p.country for p in named if p.lat is not None and p.precision != COUNTRY_PRECISION}
    if len(held) != 1 or held != set(knowledge.countries[:1]):
        return None
    country = knowledge.gazetteer.by_key(f"country:{next(iter(held))}")
    return None if country is None else knowledge.gazetteer.place_of(country)


POLICE_RULE = "not stated: the town whose police the report speaks of"
DATELINE_RULE = "not stated: the town that the report was filed from"
HEADLINE_RULE = "not stated: the one town that the headline names"


def is_spot(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a name that no gazetteer knows may be of a spot in a town: "X County" and "West
    Michigan" are wider than one, and the courthouse of a county is at its seat."""
    first, _, rest = place.name.partition(" ")
    wide = rest and first.lower() in BEARINGS and divides(rest, gazetteer)
    return not wide and OF_THEIR_OWN.isdisjoint(place.name.lower().split())


def _is_town(place: Place) -> bool:
    return (
        place.lat is not None
        and place.key is not None
        and (place.precision or COUNTRY_PRECISION) <= TOWN
    )


def _is_capital(place: Place, knowledge: LocalKnowledge) -> bool:
    entry = knowledge.gazetteer.by_key(place.key or "")
    return entry is not None and entry.capital


def _in_outlet(passage: Passage, mention: PlaceMention) -> bool:
    """Whether a name stands behind the mark after which a page's title names its site."""
    return any(t.text in SITE_MARKS for t in passage.doc[: mention.start])


SITE_MARKS = frozenset({"-", "–", "—", "|", "::", "«", "»"})


def _divisions_named(text: str, gazetteer: Gazetteer) -> list[Place]:
    """The first-order divisions that a text names or abbreviates."""
    words = [*re.findall(r"\w+", text)]
    names = {" ".join(words[start:end]) for start, end in gazetteer.scan(words)}
    names |= {state for state, _ in states_after_towns(text)}
    found = [gazetteer.candidates(n)[:1] for n in names]
    return [gazetteer.place_of(e) for entries in found for e in entries if e.kind == "admin1"]


def _inside(name: str, areas: Sequence[Place], gazetteer: Gazetteer) -> list[Place]:
    """The towns of a name that lie in one of the areas."""
    entries = [e for e in gazetteer.candidates(name) if e.kind == "settlement"]
    return [
        one
        for one in map(gazetteer.place_of, entries)
        if any(gazetteer.located_in(one, area) is Certainty.SURE for area in areas)
    ]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a report's local names lie in: the town whose police it speaks of, that of its dateline,
    and the other places that it names, each once."""

    police: Place | None
    dateline: Place | None
    areas: Sequence[Place]
    gazetteer: Gazetteer

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
    ground = Ground(police, dateline, areas, gazetteer)
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
    within_itself = mention.chain_end == mention.end and _within_a_town(mention, passage)
    return apart and (within_itself or (town == ground.town and ground.far_namesake(mention)))


def _within_a_town(mention: PlaceMention, passage: Passage) -> bool:
    """Whether a name, or the words around it, say that it is of a part of a town."""
    doc = passage.doc
    if mention.end - mention.start > 1 and doc[mention.end - 1].lower_ in ROADS:
        return True
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start]]
    return after in NEIGHBORHOODS or before == ["block", "of"]


NEIGHBORHOODS = frozenset({"neighborhood", "neighbourhood"})
"""Nouns for a part of a town and for nothing else."""


def _side_of(place: Place, areas: Sequence[Place], gazetteer: Gazetteer) -> Place | None:
    """ "East Oakland" is the east of the Oakland that the report speaks of, and no namesake's."""
    first, _, rest = place.name.partition(" ")
    if first.lower() not in BEARINGS:
        return None
    for area in areas:
        if area.name == rest and (area.precision or 9) <= TOWN:
            return area if gazetteer.located_in(place, area) is Certainty.NO else None
    return None


def _placed(
    mention: PlaceMention, passage: Passage, town: Place | None, ground: Ground
) -> PlaceMention:
    """Place a name that has no coordinates: the one of that name in an area that the report names,
    or around the town of its police; else somewhere in the town told of, if it is of a street or
    a quarter."""
    place = mention.place
    after = passage.doc[mention.end].lower_ if mention.end < len(passage.doc) else ""
    own = after in OF_THEIR_OWN
    inside = [] if own else _inside(place.name, ground.areas, ground.gazetteer)
    found = inside[0] if len(inside) == 1 else None if own else ground.nearby(place.name)
    if found is not None:
        return replace(mention, place=structs.replace(found, name=place.name))
    if town is not None and _local(mention, passage):
        return replace(mention, place=held(place.name, town, place))
    return mention


def _local(mention: PlaceMention, passage: Passage) -> bool:
    """Whether a name is one that only its own town knows."""
    doc = passage.doc
    last = doc[mention.end - 1].lower_.rstrip(".")
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    before = [t.lower_ for t in doc[max(0, mention.start - 3) : mention.start]]
    return last in STREETS or after in QUARTERS or "block" in before
