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
    from tallybook.knowledge.gazetteer import Gazetteer
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


def country_context(reading: Reading, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the countries that a report names, the most frequent first.

    Names of countries and words for their people speak for a country, the dateline for its own.
    """
    counted: Counter[str] = Counter()
    runs = [[t.text for t in passage.doc] for passage in reading.passages]
    if reading.document.dateline is not None:
        runs.append(re.findall(r"[\w'’-]+|,", reading.document.dateline.words))
    for words in runs:
        for word in words:
            if word[:1].isupper():
                counted.update(gazetteer.demonym_countries(word))
        for start, end in gazetteer.scan(words):
            entries = gazetteer.candidates(" ".join(words[start:end]))
            if entries and entries[0].kind == "country":
                counted.update(entries[0].countries * 2)
    return tuple(country for country, _ in counted.most_common(6))
