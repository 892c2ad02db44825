"""Names in a list: what is listed together lies together.

Coordination joins likes (Huddleston & Pullum 2002, ch. 15 §3), and names of places that stand
together are near each other (Leidner 2007, *Toponym Resolution in Text*, "spatial minimality"). So
a name of a list that has a namesake abroad, in a country of which nothing else in the report
speaks, is not the namesake: the gazetteer does not know the place that is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.words import BEFORE_NAMES, KINDS
from tallybook.core.values import Place
from tallybook.knowledge.places.entries import UNKNOWN

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.places.mention import PlaceMention
    from tallybook.knowledge.gazetteer import Gazetteer

JOINS = word_set(", and & or as well") | KINDS | BEFORE_NAMES
"""What stands between the names of a list."""

TOWN = 3
"""UCDP GED `where_prec` of a town or its district, at the widest: lists of countries, and of a
country with one of its towns, are lists of other things."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of where it plays: its places, whose peoples it names, its countries."""

    places: Sequence[PlaceMention]
    peoples: Collection[str]
    countries: Sequence[str]

    def speaks_of(self, place: Place) -> bool:
        """Whether it speaks of the country of a place by more than the place's name."""
        country = place.country
        return (
            country is None
            or country in self.peoples
            or any(m.place.country == country and m.place.name != place.name for m in self.places)
        )


def as_listed(
    passages: Sequence[Passage],
    placed: Sequence[tuple[PlaceMention, ...]],
    countries: Sequence[str],
    gazetteer: Gazetteer,
) -> list[tuple[PlaceMention, ...]]:
    """Return each passage's places, those of lists in the country that their list is in."""
    lists = [list(_lists(*pair)) for pair in zip(passages, placed, strict=True)]
    if not any(lists):
        return list(placed)
    words = {t.text for passage in passages for t in passage.doc if t.text[:1].isupper()}
    peoples = {country for word in words for country in gazetteer.demonym_countries(word)}
    report = Report([m for mentions in placed for m in mentions], peoples, countries)
    found: list[tuple[PlaceMention, ...]] = []
    for groups, mentions in zip(lists, placed, strict=True):
        moved = {m.start: _moved(m, group, report, gazetteer) for group in groups for m in group}
        found.append(tuple(moved.get(mention.start, mention) for mention in mentions))
    return found


def _lists(passage: Passage, mentions: Sequence[PlaceMention]) -> Iterator[list[PlaceMention]]:
    """Yield the towns, and the names that nothing places, that stand in one list."""
    group: list[PlaceMention] = []
    for mention in mentions:
        if group and not _goes_on(passage, group[-1], mention):
            if len(group) > 1:
                yield group
            group = []
        plain = mention.place.lat is None or (mention.place.precision or TOWN + 1) <= TOWN
        if plain and "|" not in (mention.place.key or ""):
            group.append(mention)
    if len(group) > 1:
        yield group


def _goes_on(passage: Passage, last: PlaceMention, mention: PlaceMention) -> bool:
    between = [t.lower_ for t in passage.doc[last.chain_end : mention.start]]
    return (
        last.chain_end == last.end and bool({",", "and", "&"} & {*between}) and {*between} <= JOINS
    )


def _moved(
    mention: PlaceMention,
    group: Sequence[PlaceMention],
    report: Report,
    gazetteer: Gazetteer,
) -> PlaceMention:
    """Return a mention where its list is, if nothing but its name speaks for where it was put."""
    place = mention.place
    if place.lat is not None and report.speaks_of(place):
        return mention
    others = (m.place for m in group if m.place.name != place.name and m.place.lat is not None)
    homes = {other.country for other in others if report.speaks_of(other)}
    home = next(iter(homes)) if len(homes) == 1 else None
    if place.lat is None:
        if place.country is not None or home is None:
            return mention
        return replace(mention, place=structs.replace(place, country=home))
    rest = (home,) if home is not None else tuple(c for c in report.countries if c != place.country)
    if place.country in homes or not rest:
        return mention
    nearer = gazetteer.resolve(place.name, countries=rest)
    if nearer.lat is None or nearer.country == place.country:
        reason = f"{UNKNOWN} for {', '.join(rest)}"
        nearer = Place(name=place.name, country=home, reason=reason)
    return replace(mention, place=nearer)
