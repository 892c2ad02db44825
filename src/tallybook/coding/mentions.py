"""Mentions in a passage: places, actors, weapons, moments and numbers, found once.

Later stages ask which of them belong to an attack; here they are only found and resolved.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts import CountMention, find_counts
from tallybook.coding.moments import Anchor, MomentMention, find_moments
from tallybook.coding.places import PlaceMention, find_places

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.reading import Passage, Reading
    from tallybook.knowledge.actor_types import ActorHit
    from tallybook.knowledge.loading import Knowledge
    from tallybook.knowledge.weapons import WeaponHit


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found in one passage; positions are token indices of the passage."""

    places: tuple[PlaceMention, ...]
    actors: tuple[ActorHit, ...]
    weapons: tuple[WeaponHit, ...]
    moments: tuple[MomentMention, ...]
    counts: tuple[CountMention, ...]

    def actor_at(self, index: int) -> ActorHit | None:
        return next((a for a in self.actors if a.start <= index < a.end), None)

    def weapon_at(self, index: int) -> WeaponHit | None:
        return next((w for w in self.weapons if w.start <= index < w.end), None)

    def moment_at(self, index: int) -> MomentMention | None:
        return next((m for m in self.moments if m.start <= index < m.end), None)

    def place_at(self, index: int) -> PlaceMention | None:
        return next((p for p in self.places if p.start <= index < p.end), None)


def find_mentions(reading: Reading, anchor: Anchor, knowledge: LocalKnowledge) -> list[Mentions]:
    """Return the mentions of each passage, in order."""
    return [_mentions_of(passage, anchor, knowledge) for passage in reading.passages]


def _mentions_of(passage: Passage, anchor: Anchor, knowledge: LocalKnowledge) -> Mentions:
    words = [t.text for t in passage.doc]
    actors = tuple(knowledge.actors.scan(words))
    moments = tuple(find_moments(passage.doc, anchor))
    return Mentions(
        places=tuple(find_places(passage, actors, knowledge.countries, knowledge.gazetteer)),
        actors=actors,
        weapons=tuple(knowledge.weapons.scan(words)),
        moments=moments,
        counts=tuple(find_counts(passage.doc, moments)),
    )


def country_context(reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the countries that a report speaks of, the most spoken of first.

    Names of countries and words for their people speak for a country, and so does a place whose
    name has one clear reading; the dateline speaks for its own.
    """
    counted: Counter[str] = Counter()
    gazetteer = knowledge.gazetteer
    runs = [[t.text for t in passage.doc] for passage in reading.passages]
    if reading.document.dateline is not None:
        runs.append(re.findall(r"[\w'’-]+|,", reading.document.dateline.words))
    for words in runs:
        for word in words:
            if word[:1].isupper():
                counted.update(gazetteer.demonym_countries(word))
        for hit in knowledge.actors.scan(words):
            actor = knowledge.actors.get(hit.actor_id)
            if actor is not None and actor.kind == "state" and actor.country is not None:
                counted[actor.country] += 2
        for start, end in gazetteer.scan(words):
            place = gazetteer.resolve(" ".join(words[start:end]))
            if place.country is not None and place.precision != COUNTRY_PRECISION:
                counted[place.country] += 1
    return tuple(country for country, _ in counted.most_common(6))


COUNTRY_PRECISION = 6
"""UCDP GED `where_prec` of a country as a whole; countries are counted as states."""
