"""Which town a report is at home in: where an attack was that it gives no place.

Local news leaves its own town unsaid, and its readers know it. What tells it to others is whose
police, firefighters and sheriff speak, who act in their town and in their county; where the report
says that its other attacks were; where it was filed from; and what its headline names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tallybook.coding.local import Home
from tallybook.coding.places.chains import OF_THEIR_OWN
from tallybook.coding.places.countries import dateline_place
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.ordinary import divides
from tallybook.coding.places.states import states_after_towns
from tallybook.coding.places.words import BEARINGS
from tallybook.core.certainty import Certainty
from tallybook.core.values import COUNTRY_PRECISION
from tallybook.knowledge.place_offices import OTHER_FORCES

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.local import LocalKnowledge
    from tallybook.core.documents import Document
    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer
    from tallybook.knowledge.places.entries import Kind

TOWN = 3
"""UCDP GED `where_prec` of a town or its district, at the widest."""

POLICE_RULE = "not stated: the town whose police the report speaks of"
TOLD_RULE = "not stated: the one town in which the report tells of attacks"
DATELINE_RULE = "not stated: the town that the report was filed from"
HEADLINE_RULE = "not stated: the one town that the headline names"
COUNTY_RULE = "not stated: the county or district whose police the report speaks of"

_HOUSE = r"(?!\s(?:headquarters|stations?|posts?|checkpoints?|bases?|barracks|compounds?))"
"""What houses the police may be attacked, and says of nobody where they act."""

_NAME = r"((?:(?:St\.|Mt\.|Ft\.|[A-Z][a-z'’-]+) ?){1,3})"
_SERVICE = rf"(?:[Pp]olice{_HOUSE}|PD|P\.D\.|Fire Department|[Ff]irefighters)"
_POLICE = (
    re.compile(rf"\b{_NAME}\s{_SERVICE}\b(?! State)"),
    re.compile(rf"\b[Pp]olice{_HOUSE} (?:\w+ )?in (?:the (?:city|town) of )?{_NAME}"),
)
"""A town's services before or behind its name: they act in their town."""

_OF_A_COUNTY = r"(?:[Ss]heriff|[Dd]eput(?:y|ies)|[Pp]olice|[Cc]oroner)"
_COUNTY = re.compile(
    rf"\b{_NAME}\s?([Cc]ounty|[Dd]istrict|Parish)(?:['’]s)?\s{_OF_A_COUNTY}{_HOUSE}"
)
"""A county's or a district's sheriff, deputies, police or coroner: they act in it."""

_METROPOLITAN = frozenset({"metropolitan", "metro"})
"""The police of a town with what is around it: "Las Vegas Metropolitan Police"."""


def police_town(text: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the town whose police and firefighters a report speaks of: the one, or the one that
    it speaks of more than of any other."""
    named = Counter(found[1].strip() for pattern in _POLICE for found in pattern.finditer(text))
    is_town = partial(_is_narrower, than=TOWN)
    return _spoken_of(named, text, countries, gazetteer, ("settlement",), is_town)


def police_county(text: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the county or district whose sheriff or police a report speaks of: the one, or the one
    that it speaks of more than of any other."""
    named = Counter(f"{found[1].strip()} {found[2]}" for found in _COUNTY.finditer(text))
    is_county = partial(_is_narrower, than=COUNTRY_PRECISION)
    return _spoken_of(named, text, countries, gazetteer, ("admin1", "admin2"), is_county)


def _spoken_of(
    named: Counter[str],
    text: str,
    countries: tuple[str, ...],
    gazetteer: Gazetteer,
    kinds: Sequence[Kind],
    fits: Callable[[Place], bool],
) -> Place | None:
    """Return the place of the words before a service's name: the one, or the most often named."""
    states: list[Place] | None = None
    places: dict[str, Place] = {}
    counted: Counter[str] = Counter()
    for words, times in named.items():
        parts = words.split()
        if len(parts) > 1 and parts[-1].lower() in _METROPOLITAN:
            parts = parts[:-1]
        for first in range(len(parts)):
            name = " ".join(parts[first:])
            if name.lower() in OTHER_FORCES:
                break
            place = gazetteer.resolve(name, countries=countries)
            if place.lat is None and gazetteer.candidates(name):
                # The whole text is searched for its states only where a town's name needs one.
                states = _divisions_named(text, gazetteer) if states is None else states
                within = inside(name, states, gazetteer, kinds)
                place = within[0] if len(within) == 1 else place
            if place.key is not None and fits(place):
                places.setdefault(place.key, place)
                counted[place.key] += times
            if gazetteer.candidates(name):
                break  # "New London police" are not London's, whichever New London is meant.
    ranked = counted.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    found = places[ranked[0][0]] if alone else None
    return None if found is None or (countries and found.country not in countries) else found


def _is_narrower(place: Place, than: int) -> bool:
    return (place.precision or COUNTRY_PRECISION) < than


def homes(
    document: Document,
    passages: Sequence[Passage],
    placed: Sequence[Sequence[PlaceMention]],
    knowledge: LocalKnowledge,
) -> tuple[Home, ...]:
    """Return the towns that a report may be at home in, the likeliest first: that of its police,
    that of its dateline, and the one that its headline names; last, the county of its police.

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
    county = police_county(document.text, knowledge.countries, knowledge.gazetteer)
    if county is not None:
        found.append(Home(county, COUNTY_RULE))
    return tuple(found)


def homes_as_told(told: Sequence[Place], knowledge: LocalKnowledge) -> tuple[Home, ...]:
    """Return the homes of a report, without those that it left: one that tells of an attack
    elsewhere than where it was filed from is of more places than that one, and what it gives no
    place may be in any. The one town in which it tells of attacks is one more.

    Of a report that names several countries only its police say where it is: they act in their town
    whatever else is named, if its attacks, or else most of its places, are in their country.
    """
    kept = [
        home
        for home in knowledge.homes
        if home.rule == POLICE_RULE
        or not any(knowledge.lie_apart(place, home.town) for place in told)
    ]
    if len(knowledge.countries) > 1:
        attacked = {place.country for place in told} - {None} or {knowledge.countries[0]}
        return tuple(
            home for home in kept if home.rule != POLICE_RULE or attacked == {home.town.country}
        )
    town = _town_of_all(told, knowledge)
    if town is not None:
        police = sum(home.rule == POLICE_RULE for home in kept)
        kept.insert(police, Home(town, TOLD_RULE))
    return tuple(kept)


def _town_of_all(told: Iterable[Place], knowledge: LocalKnowledge) -> Place | None:
    """Return the one town in which all the attacks lie that a report places, as far as it says
    where: a name that no gazetteer knows may be of another."""
    places = list({place.key or place.name: place for place in told}.values())
    located_in = knowledge.gazetteer.located_in

    def is_around(place: Place, town: Place) -> bool:
        return Certainty.SURE in (located_in(place, town), located_in(town, place))

    towns = (place for place in places if _is_whole_town(place))
    fitting = (town for town in towns if all(is_around(place, town) for place in places))
    return next(fitting, None)


def is_spot(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a name that no gazetteer knows may be of a spot in a town: "X County" and "West
    Michigan" are wider than one, and the courthouse of a county is at its seat."""
    first, _, rest = place.name.partition(" ")
    wide = rest and first.lower() in BEARINGS and divides(rest, gazetteer)
    return not wide and OF_THEIR_OWN.isdisjoint(place.name.lower().split())


def inside(
    name: str,
    areas: Sequence[Place],
    gazetteer: Gazetteer,
    kinds: Sequence[Kind] = ("settlement",),
) -> list[Place]:
    """Return the places of a name and of some kinds, towns unless others are asked for, that lie in
    one of the areas."""
    entries = [e for e in gazetteer.candidates(name) if e.kind in kinds]
    return [
        one
        for one in map(gazetteer.place_of, entries)
        if any(gazetteer.located_in(one, area) is Certainty.SURE for area in areas)
    ]


def _is_town(place: Place) -> bool:
    return (
        place.lat is not None
        and place.key is not None
        and (place.precision or COUNTRY_PRECISION) <= TOWN
    )


def _is_whole_town(place: Place) -> bool:
    """Whether a place is a town itself: no spot in one, no surroundings, no district."""
    known = place.key is not None and place.reason is None and "|" not in place.key
    return known and _is_narrower(place, TOWN)


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
