"""Who does what a clause tells: agents of a passive, both sides of a fight, owners of weapons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import BETWEEN, BY, ONE_SIDED, WITH

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


def agents(verb: Token) -> list[Token]:
    """Who did what a passive verb says. The agent may hang on the instrument ("killed with machetes
    by rebels"), or, behind a comma, on the antecedent of a relative clause ("the mayor, who was
    abducted, apparently by rebels, is dead")."""
    found = [d for d in prepositional(verb, BY) if not is_beside(d)]
    found = found or [d for m in prepositional(verb, WITH) for d in prepositional(m, BY)]
    if found or verb.dep_ != "relcl":
        return found
    return [d for d in prepositional(verb.head, BY) if d.i > verb.i]


def is_beside(noun: Token) -> bool:
    """ "Fired at a depot by the main road": what lies along the way does nothing ("by" of place,
    Quirk et al. 1985, §9.20)."""
    return noun.lemma_.lower() in WAYSIDE


WAYSIDE = word_set(
    """
    road roadside river riverside bridge sea seaside seashore shore lake coast beach canal stream
    creek wall fence gate door doorway entrance exit window side railway railroad track highway
    motorway expressway junction roundabout crossroads wayside corner border fire fireside pool well
    """
)


def both_sides(noun: Token) -> list[Token]:
    """ "clashes between police and students", "fighting broke out between X and Y": each side
    attacks the other. With a verb of beginning the phrase may hang on the verb. What was "between X
    and Y" and is no fight of two was there."""
    sides = prepositional(noun, BETWEEN)
    if not sides and noun.dep_ in SUBJECTS and noun.head.pos_ == "VERB":
        sides = prepositional(noun.head, BETWEEN)
    return [] if noun.lemma_.lower() in ONE_SIDED else sides


def users(weapon: Token, mentions: Mentions) -> Iterator[Token]:
    """ "Ukrainian guns fired on X", "rebel mortars hit Y": whoever's weapons fire is who fires (the
    instrument for its user, Lakoff & Johnson 1980, ch. 8)."""
    for token in weapon.lefts:
        if token.dep_ not in ("amod", "compound", "nmod", "poss"):
            continue
        actor = mentions.actor_at(token.i)
        if actor is not None and token.i < actor.end - 1 < weapon.i:
            continue  # "Saudi-led coalition airstrikes": a name of several words has one head.
        named = token.ent_type_ in ("NORP", "GPE") or actor is not None
        if mentions.weapon_at(token.i) is None and (named or token.pos_ in NOUNS):
            yield token


def put_down_to(noun: Token) -> list[Token]:
    """ "Attributes 68 attacks to the ADF": whose they are in a count that is told so."""
    ascribed = noun.tag_ == "NNS" and noun.head.lemma_ in ("attribute", "ascribe")
    told = ascribed and noun.dep_ in (*OBJECTS, "nsubjpass")
    to = frozenset({"to"})
    return prepositional(noun.head, to) or prepositional(noun, to) if told else []
