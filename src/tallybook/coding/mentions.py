"""Mentions in a passage: places, actors, weapons, moments and numbers, found once.

Later stages ask which of them belong to an attack; here they are only found and resolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.counts.finding import CountMention, find_counts
from tallybook.coding.counts.units import singular
from tallybook.coding.language.casing import recase
from tallybook.coding.language.phrases import NOUNS, SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.finding import Anchor, MomentMention, find_moments
from tallybook.coding.moments.years import with_stated_years
from tallybook.coding.places.countries import countries_named, dateline_place
from tallybook.coding.places.deixis import (
    DIVISIONS,
    TOWNS,
    divisions_named,
    with_the_town,
    with_there,
)
from tallybook.coding.places.home import at_home
from tallybook.coding.places.institutions import countries_shown
from tallybook.coding.places.lists import as_listed
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.places.names import Surroundings, person_words
from tallybook.coding.places.resolving import PlaceContext, find_places
from tallybook.coding.places.sense import in_one_sense
from tallybook.coding.places.words import TAKING_PLACES, WATERS
from tallybook.coding.roles.given_names import given_name
from tallybook.coding.roles.words import COMING_UPON, SETTING_OFF
from tallybook.core.values import Place
from tallybook.knowledge.actor_types import ARMED_KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage, Reading
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.local import LocalKnowledge
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
    armed_groups: frozenset[str] = frozenset()
    """Ids of those actors that are armed groups."""

    def actor_at(self, index: int) -> ActorHit | None:
        return next((a for a in self.actors if a.start <= index < a.end), None)

    def weapon_at(self, index: int) -> WeaponHit | None:
        return next((w for w in self.weapons if w.start <= index < w.end), None)

    def moment_at(self, index: int) -> MomentMention | None:
        return next((m for m in self.moments if m.start <= index < m.end), None)

    def place_at(self, index: int) -> PlaceMention | None:
        return next((p for p in self.places if p.start <= index < p.end), None)


def find_mentions(reading: Reading, anchor: Anchor, knowledge: LocalKnowledge) -> list[Mentions]:
    """Return the mentions of each passage, in order.

    Places are found twice: what one paragraph introduces as a place ("the village of X, in Y
    state") is that place in all the others, in the headline too.
    """
    found = [_mentions_of(passage, anchor, knowledge) for passage in reading.passages]
    docs = [passage.doc for passage in reading.passages]
    dated = with_stated_years([m.moments for m in found], docs, anchor.published)
    found = [replace(m, moments=moments) for m, moments in zip(found, dated, strict=True)]
    dateline = dateline_place(reading.document, knowledge.countries, knowledge.gazetteer)
    persons = frozenset(w for p in reading.passages for w in person_words(p.doc))
    counted = any(map(_counts_settlements, reading.passages, found))
    placed: list[tuple[PlaceMention, ...]] = []
    established: dict[str, Place] = {}
    for passage, mentions in zip(reading.passages, found, strict=True):
        context = PlaceContext(dateline, persons, counted=counted)
        places = _places(passage, mentions, context, knowledge)
        placed.append(places)
        for mention in places:
            name = passage.words(mention.start, mention.end)
            known = established.get(name)
            if mention.place.name == name and (known is None or known.lat is None):
                established[name] = mention.place
    water, town = _only_water(placed), _only_town(placed)
    named = divisions_named(reading.passages, placed)
    divisions = {kind: place for kind, place in named.items() if kind in DIVISIONS}
    context = PlaceContext(dateline, persons, established, counted, water, town, divisions)
    for index, (passage, mentions) in enumerate(zip(reading.passages, found, strict=True)):
        missing = any(
            name in passage.doc.text and all(name != m.place.name for m in placed[index])
            for name in established
        )
        unknown = any(
            m.place.lat is None and established[m.place.name].lat is not None
            for m in placed[index]
            if m.place.name in established
        )
        kinds = (WATERS if water is not None else frozenset()) | (TOWNS if town else frozenset())
        kinds |= divisions.keys()
        if missing or unknown or any(t.text in kinds for t in passage.doc):
            placed[index] = _places(passage, mentions, context, knowledge)
    placed = in_one_sense(reading.passages, placed, dateline)
    placed = as_listed(reading.passages, placed, knowledge.countries, knowledge.gazetteer)
    police = knowledge.police_of
    settled = at_home(reading.passages, placed, police, dateline, knowledge.gazetteer)
    return [
        replace(mentions, places=_with_what_is_meant(passage.doc, places, named, knowledge))
        for passage, mentions, places in zip(reading.passages, found, settled, strict=True)
    ]


def _with_what_is_meant(
    doc: Doc,
    places: tuple[PlaceMention, ...],
    named: Mapping[str, Place],
    knowledge: LocalKnowledge,
) -> tuple[PlaceMention, ...]:
    return with_there(doc, with_the_town(doc, places, named, knowledge.gazetteer))


def _mentions_of(passage: Passage, anchor: Anchor, knowledge: LocalKnowledge) -> Mentions:
    words = [t.text for t in passage.doc]
    moments = tuple(find_moments(passage.doc, anchor))
    actors = tuple(knowledge.actors.scan(words))
    known = {hit.actor_id: knowledge.actors.of_hit(hit) for hit in actors}
    return Mentions(
        places=(),
        actors=actors,
        weapons=tuple(
            hit
            for hit in knowledge.weapons.scan(words)
            if not (_is_worked(passage.doc[hit.start]) or _names_a_unit(hit, passage.doc))
        ),
        moments=moments,
        counts=tuple(find_counts(passage.doc, moments)),
        armed_groups=frozenset(
            id for id, a in known.items() if a is not None and a.kind in ARMED_KINDS
        ),
    )


def _is_worked(token: Token) -> bool:
    """Whether a "mine" is where people dig: one that is raided or owned, or in or at which
    something happens. The weapon is laid, met and set off."""
    if token.lemma_.lower() != "mine" or token.pos_ not in NOUNS:
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in ("in", "at", "near", "into", "inside", "outside", "around")
    verb = token.head.lemma_.lower()
    return token.dep_ in ("dobj", "nsubjpass") and verb in WORKED


def _names_a_unit(hit: WeaponHit, doc: Doc) -> bool:
    """Whether a weapon's word says of what kind a unit or its people are ("struck two mortar
    teams", "an artillery regiment"), or is the pronoun in "yours and mine": no weapon that was
    used. A unit that acts does so with what it has its name from."""
    last = doc[hit.end - 1]
    if last.pos_ == "PRON":
        return True
    noun = doc[hit.end] if hit.end < len(doc) else last
    unit = noun.lemma_.lower() in UNITS or singular(noun.lower_) in UNITS
    acts = noun.dep_ in SUBJECTS or (noun.dep_ == "pobj" and noun.head.dep_ == "agent")
    return unit and not acts and last.dep_ in ("compound", "nmod", "amod")


UNITS = word_set(
    """
    regiment battalion brigade battery team crew squad unit specialist officer operator commander
    chief corps troops company division squadron school range manufacturer maker dealer
    """
)
"""Nouns for formations, people and places that a weapon's word before them describes."""

RUNNING = frozenset({"own", "operate", "run", "work", "close", "reopen", "visit", "guard"})
WORKED = (TAKING_PLACES | RUNNING) - COMING_UPON - SETTING_OFF


def _places(
    passage: Passage, mentions: Mentions, context: PlaceContext, knowledge: LocalKnowledge
) -> tuple[PlaceMention, ...]:
    surroundings = Surroundings(
        [
            *((hit.start, hit.end) for hit in mentions.actors if not _is_state(hit, knowledge)),
            *(name for token in passage.doc if (name := given_name(token, passage)) is not None),
        ],
        mentions.moments,
        knowledge.countries,
        frozenset(context.established),
        context.persons,
        context.counted,
    )
    return tuple(find_places(passage, surroundings, context, knowledge.gazetteer))


def _only_water(placed: Sequence[Sequence[PlaceMention]]) -> Place | None:
    """The one water that a report names, which it calls "the gulf" or "the waterway" after."""
    waters = {
        m.place.key: m.place
        for mentions in placed
        for m in mentions
        if m.place.key is not None and not WATERS.isdisjoint(m.place.name.lower().split())
    }
    return next(iter(waters.values())) if len(waters) == 1 else None


def _only_town(placed: Sequence[Sequence[PlaceMention]]) -> Place | None:
    """The one settlement that a report names, which it calls "the town" or "the city" after."""
    towns = {
        m.place.key or m.place.name: m.place
        for mentions in placed
        for m in mentions
        if m.place.lat is None or (m.place.precision or 9) <= 2
    }
    only = next(iter(towns.values())) if len(towns) == 1 else None
    return only if only is not None and not (only.key or "").startswith("near:") else None


def _counts_settlements(passage: Passage, mentions: Mentions) -> bool:
    """ "Three villages were raided": the report goes on to name them."""
    return any(
        c.head is not None and c.count.low > 1 and passage.doc[c.head].lemma_.lower() in SETTLEMENTS
        for c in mentions.counts
    )


def _is_state(hit: ActorHit, knowledge: LocalKnowledge) -> bool:
    actor = knowledge.actors.get(hit.actor_id)
    return actor is not None and actor.kind == "state"


def country_context(reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the countries that a report speaks of, the most spoken of first.

    Names of countries and words for their people speak for a country, and so does a place whose
    name has one clear reading; the dateline speaks for its own. Where nothing does, institutions do
    that are a country's own.
    """
    counted: Counter[str] = Counter()
    document = reading.document
    for paragraph in document.paragraphs:
        if paragraph.role == "byline":
            continue
        # In capitals "CAR" is a car as well as a country.
        text = recase(document.text[paragraph.start : paragraph.end], paragraph.role)
        counted.update(countries_named(text, knowledge))
    filed = dateline_place(document, tuple(counted), knowledge.gazetteer)
    if filed is not None and filed.country is not None:
        counted[filed.country] += DATELINE_WEIGHT
    if not counted:
        counted.update(countries_shown(document.text))
    return tuple(country for country, _ in counted.most_common(MOST_COUNTRIES))


DATELINE_WEIGHT = 2
"""A dateline speaks for its country as its name does."""

MOST_COUNTRIES = 6
"""A report that names more countries than this lists them, and happens in none of the rest."""
