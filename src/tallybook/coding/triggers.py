"""Triggers: the words of a sentence that name an attack.

A strong trigger ("bombing") names an armed attack by itself; a weak one ("strike", "hit",
"fire") does so only where its clause is violent too: a weapon, somebody hurt, an armed actor or
a military target. Figurative uses are left out by the fields that they come from: health,
sport, industry, politics and speech, weather, finance, computing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.phrases import (
    NOUNS,
    SUBJECTS,
    conjuncts,
    objects,
    prepositional,
    subjects,
)
from tallybook.coding.roles import AGAINST

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.mentions import Mentions
    from tallybook.coding.reading import Sentence
    from tallybook.knowledge.event_types import EventTypes, Trigger

SCENES = word_set(
    """
    site scene victim survivor suspect aftermath wave spate string series campaign claim
    responsibility anniversary
    """
)
"""Nouns before which "attack" still names the attack ("the attack site", "a bombing spree")."""


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """A trigger word in a sentence, with what the lexicon says of it."""

    token: Token
    trigger: Trigger
    is_verb: bool
    intercepted: bool = False


def find_triggers(
    sentence: Sentence, mentions: Mentions, event_types: EventTypes
) -> Iterator[FoundTrigger]:
    """Yield the triggers of a sentence, figurative ones and parts of names left out."""
    armed = any(sentence.start <= w.start < sentence.end for w in mentions.weapons)
    for token in sentence.tokens:
        found = _trigger(token, mentions, event_types)
        if found is not None and not _figurative(found, sentence, event_types, armed):
            yield found


def _trigger(token: Token, mentions: Mentions, event_types: EventTypes) -> FoundTrigger | None:
    if token.is_punct or token.is_space:
        return None
    actor = mentions.actor_at(token.i)
    if actor is not None and actor.end - actor.start > 1:
        return None
    weapon = mentions.weapon_at(token.i)
    if weapon is not None and token.i < weapon.end - 1:
        return None
    if _is_verbal(token):
        if _intercepts(token, mentions):
            attack = event_types.noun("attack")
            return FoundTrigger(token, attack, True, True) if attack is not None else None
        trigger = _verb(token, event_types)
        return FoundTrigger(token, trigger, True) if trigger is not None else None
    if token.pos_ in NOUNS or token.tag_ in ("VBG", "VBN", "VBD", "VB", "JJ"):
        trigger = _noun(token, event_types)
        if trigger is None or trigger.episode or _modifies_other(token, event_types):
            return None
        return FoundTrigger(token, trigger, False)
    return None


def _intercepts(token: Token, mentions: Mentions) -> bool:
    """ "shot down the drone", "a missile was intercepted": what comes down is a weapon."""
    lemma = token.lemma_.lower()
    particle = any(t.dep_ in ("prt", "advmod") and t.lower_ == "down" for t in token.children)
    if not (lemma in ("intercept", "down") or (lemma in ("shoot", "bring", "take") and particle)):
        return False
    things = objects(token) or [c for s in subjects(token) for c in conjuncts(s)]
    return any(mentions.weapon_at(t.i) is not None for t in things)


def _verb(token: Token, event_types: EventTypes) -> Trigger | None:
    """A verb with its particle ("blow up") or object ("open fire") before the bare verb."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i > token.i and child.dep_ in ("prt", "dobj", "advmod", "prep", "oprd", "acomp"):
            phrase = event_types.verb(f"{lemma} {child.lower_}")
            if phrase is not None:
                return phrase
    return event_types.verb(lemma)


def _noun(token: Token, event_types: EventTypes) -> Trigger | None:
    """A noun with the noun before it ("air strike") before the bare noun."""
    lemma = token.lemma_.lower()
    if token.i > token.sent.start:
        phrase = event_types.noun(f"{token.nbor(-1).lower_} {lemma}")
        if phrase is not None:
            return phrase
    return event_types.noun(token.lower_) or event_types.noun(lemma)


def _is_verbal(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
        return False
    determined = any(t.dep_ in ("det", "poss", "amod") and t.i < token.i for t in token.children)
    return not (token.tag_ == "VBG" and determined)


def _modifies_other(noun: Token, event_types: EventTypes) -> bool:
    """ "attack helicopter", "bomb squad": before another noun the word says what kind."""
    if noun.dep_ not in ("compound", "amod", "nmod") or noun.head.i <= noun.i:
        return False
    head = noun.head.lemma_.lower()
    return head not in SCENES and event_types.noun(head) is None


def _figurative(
    found: FoundTrigger, sentence: Sentence, event_types: EventTypes, armed: bool
) -> bool:
    """Ask the lexicon of figurative frames with the words around the trigger."""
    token = found.token
    modifiers = [t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
    targets = [t for t in token.rights if t.dep_ in ("dobj", "oprd", "attr")]
    targets += prepositional(token, AGAINST | {"in"})
    doers = [t for t in token.children if t.dep_ in SUBJECTS]
    doers += prepositional(token, frozenset({"by", "from"}))
    reason = event_types.figurative(
        found.trigger.lemma,
        modifiers=modifiers,
        objects=[t.lemma_.lower() for t in targets],
        subjects=[t.lemma_.lower() for t in doers],
        context=[t.lemma_.lower() for t in sentence.tokens if t.is_alpha],
        armed=armed,
    )
    return reason is not None
