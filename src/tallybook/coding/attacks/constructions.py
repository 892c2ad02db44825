"""What a verb that is no attack by itself is by what it takes: the constructions of the lexicon,
held against a verb's clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.usage import POLICING, REFLEXIVES, doers_of, undergoers
from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.phrases import contents, first_conjunct, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.things import at, is_building, taken
from tallybook.coding.roles.words import BUILDINGS, EXPERTS, OF, SITES
from tallybook.knowledge.event_types import Trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.constructions import Frame, Wanted
    from tallybook.knowledge.event_types import EventTypes

VESSELS = word_set(
    "ship vessel boat barge tanker tug tugboat freighter ferry dhow trawler yacht carrier skiff"
)
"""What is boarded on the water: to board with arms, to rob or to take, is piracy (UNCLOS, article
101; ReCAAP's and the IMB's reports count boardings)."""


def constructed(verb: Token, mentions: Mentions, event_types: EventTypes) -> Trigger | None:
    """Return what a verb with what it takes names; None where no construction holds."""
    for frame in event_types.constructions.of(verb.lemma_.lower()):
        if _holds(verb, frame, mentions):
            found = frame.construction
            return Trigger(
                verb.lemma_.lower(),
                found.type,
                found.strength,
                found.patterns,
                target=frozenset(found.target),
            )
    return None


def _holds(verb: Token, frame: Frame, mentions: Mentions) -> bool:
    wanted = frame.construction
    if wanted.particles and not any(t.lower_ in wanted.particles for t in verb.rights):
        return False
    undergone = undergoers(verb) or [t for t in verb.rights if t.dep_ == "dobj"]
    things = [c for t in undergone for c in taken(t)]
    if frame.objects is not None and not any(_is(t, frame.objects, mentions) for t in things):
        return False
    if wanted.behind:
        prepositions = frozenset(wanted.behind)
        measured = [c for t in things for c in prepositional(t, OF)]  # "A burst of fire at X."
        results = [t for t in verb.rights if t.dep_ in ("oprd", "acomp")]  # "Found dead with …"
        nodes = (verb, *things, *measured, *results)
        meant = [c for node in nodes for c in at(node, prepositions)]
        holding = frame.holding
        if not meant or (holding is not None and not any(_is(t, holding, mentions) for t in meant)):
            return False
        things = [*things, *meant]
    using = frame.using
    if using is not None:
        # The parser may hang the instrument on whom it is used on.
        used = [c for node in (verb, *things) for c in prepositional(node, WITH)]
        if not any(_is(t, using, mentions) for t in used):
            return False
    if wanted.type == "abduction" and _is_arrest(verb):
        return False
    if wanted.type == "bombing" and any(
        t.lemma_.lower() in EXPERTS | DEMOLISHERS for d in doers_of(verb) for t in d.subtree
    ):
        return False  # "Demolition crews toppled a chimney with explosives."
    doers = frame.doers
    return doers is None or any(_is(t, doers, mentions) for t in doers_of(verb))


def _is_arrest(verb: Token) -> bool:
    """ "Police arrested a clerk and bundled him into a van", "was pushed into a patrol car": whom
    the law takes in is arrested (UNODC 2015: lawful detention is no abduction)."""
    if any(t.lemma_.lower() in POLICING for t in doers_of(verb)):
        return True
    first = first_conjunct(verb)
    joined = {t.lemma_.lower() for t in (first, *first.rights) if t.pos_ == "VERB"}
    around = {t.lower_ for t in verb.subtree}
    return bool(joined & ARRESTING) or bool(around & (POLICING | {"patrol", "custody", "cells"}))


DEMOLISHERS = frozenset({"demolition", "crew", "contractor", "company", "firm", "worker"})
ARRESTING = frozenset({"arrest", "detain", "handcuff", "apprehend"})


def _is(token: Token, wanted: Wanted, mentions: Mentions) -> bool:
    """Whether a word, or what a noun of quantity holds, is what a construction wants."""
    return any(
        part.lower_ not in REFLEXIVES | {"itself"} - wanted.lemmas
        and (
            part.lemma_.lower() in wanted.lemmas
            or part.lower_ in wanted.lemmas
            or any(f"{t.lower_} {part.lemma_.lower()}" in wanted.lemmas for t in part.lefts)
            or (bool(wanted.weapons) and _weapon(part, mentions) in wanted.weapons)
            or any(_KINDS[kind](part, mentions) for kind in wanted.kinds)
        )
        for part in contents(token)
    )


def _weapon(token: Token, mentions: Mentions) -> str | None:
    hit = mentions.weapon_at(token.i)
    return None if hit is None else hit.weapon_id


def _is_hostile(token: Token, mentions: Mentions) -> bool:
    """People who come to do harm: called so, or an armed group."""
    if is_hostile(token):
        return True
    hit = mentions.actor_at(token.i)
    return hit is not None and hit.actor_id in mentions.armed_groups


WITH = frozenset({"with", "using"})

ENTERED = BUILDINGS | (SITES - SETTLEMENTS)

_KINDS: dict[str, Callable[[Token, Mentions], bool]] = {
    "person": lambda token, _: is_person(token),
    "hostile": _is_hostile,
    "vehicle": lambda token, _: unit_of(token.lemma_.lower()) == "vehicles",
    "vessel": lambda token, _: token.lemma_.lower() in VESSELS,
    "building": lambda token, _: (
        token.lemma_.lower() in ENTERED or (token.lemma_ == "block" and is_building(token))
    ),
    "settlement": lambda token, mentions: (
        token.lemma_.lower() in SETTLEMENTS or mentions.place_at(token.i) is not None
    ),
    "weapon": lambda token, mentions: mentions.weapon_at(token.i) is not None,
}
