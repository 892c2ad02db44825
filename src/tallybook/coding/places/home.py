"""Names that a report places by its own ground: the streets of its town, the towns of its state.

Local news names a street, a park or a quarter without the town that it lies in: a place given
without more is in the town just told of, or in that of the dateline (Associated Press Stylebook,
"datelines"), and a town's police act in their town. Of several towns of one name, the one meant
lies in the state that the report names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.chains import OF_THEIR_OWN, held
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.states import states_after_towns
from tallybook.coding.places.words import BEARINGS, FACILITIES
from tallybook.core.certainty import Certainty

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

TOWN = 3
"""UCDP GED `where_prec` of a town or its district, at the widest."""

_POLICE = re.compile(
    r"\b((?:(?:St\.|Mt\.|Ft\.|[A-Z][a-z'’-]+) ){1,3})(?:[Pp]olice|PD|P\.D\.)\b(?! State)"
)


def police_town(text: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the town whose police a report speaks of, where it is one."""
    towns: dict[str, Place] = {}
    states: list[Place] | None = None
    for found in _POLICE.finditer(text):
        words = found[1].split()
        for first in range(len(words)):
            name = " ".join(words[first:])
            place = gazetteer.resolve(name, countries=countries)
            if place.lat is None:
                # The whole text is searched for its states only where a town's name needs one.
                states = _divisions_named(text, gazetteer) if states is None else states
                inside = _inside(name, states, gazetteer)
                place = inside[0] if len(inside) == 1 else place
            if place.lat is not None and place.key is not None and (place.precision or 9) < TOWN:
                towns.setdefault(place.key, place)
                break
    return next(iter(towns.values())) if len(towns) == 1 else None


def _divisions_named(text: str, gazetteer: Gazetteer) -> list[Place]:
    """The first-order divisions that a text names or abbreviates."""
    words = [*re.findall(r"\w+", text)]
    names = {" ".join(words[start:end]) for start, end in gazetteer.scan(words)}
    found = [gazetteer.candidates(n)[:1] for n in names | set(states_after_towns(text))]
    return [gazetteer.place_of(e) for entries in found for e in entries if e.kind == "admin1"]


def _inside(name: str, areas: Sequence[Place], gazetteer: Gazetteer) -> list[Place]:
    """The towns of a name that lie in one of the areas."""
    entries = [e for e in gazetteer.candidates(name) if e.kind == "settlement"]
    return [
        one
        for one in map(gazetteer.place_of, entries)
        if any(gazetteer.located_in(one, area) is Certainty.SURE for area in areas)
    ]


def at_home(
    passages: Sequence[Passage],
    placed: Sequence[tuple[PlaceMention, ...]],
    home: Place | None,
    gazetteer: Gazetteer,
) -> Iterator[tuple[PlaceMention, ...]]:
    """Yield each passage's places, those without coordinates placed by the report's own ground.

    `home` is the town of the report's police, or of its dateline.
    """
    known = [m.place for places in placed for m in places if m.place.lat is not None]
    areas = list({p.key: p for p in (*known, *([home] if home else [])) if p.key}.values())
    town = home
    for passage, mentions in zip(passages, placed, strict=True):
        done: list[PlaceMention] = []
        for mention in mentions:
            if mention.place.lat is None:
                mention = _placed(mention, passage, town, areas, gazetteer)
            elif (whole := _side_of(mention.place, areas, gazetteer)) is not None:
                mention = replace(mention, place=held(mention.place.name, whole, mention.place))
            elif mention.site and (mention.place.precision or 9) <= TOWN:
                town = mention.place
            done.append(mention)
        yield tuple(done)


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
    mention: PlaceMention,
    passage: Passage,
    town: Place | None,
    areas: Sequence[Place],
    gazetteer: Gazetteer,
) -> PlaceMention:
    place = mention.place
    after = passage.doc[mention.end].lower_ if mention.end < len(passage.doc) else ""
    inside = [] if after in OF_THEIR_OWN else _inside(place.name, areas, gazetteer)
    if len(inside) == 1:
        found = inside[0]
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
