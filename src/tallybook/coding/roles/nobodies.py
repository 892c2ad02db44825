"""Doers that name no attacker: whoever is only pointed at; things, deeds, places and times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import NOUNS, contents, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.given_names import GROUPS
from tallybook.coding.roles.things import is_ranked
from tallybook.coding.roles.words import BUILDINGS, BY, OF_FORCES, PLACES
from tallybook.coding.voices.cues import BODY_NOUNS, RECKONINGS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

MODIFYING = frozenset({"amod", "compound", "nmod", "poss"})

NAMELESS = word_set(
    """
    attacker assailant perpetrator one ones other others someone anyone somebody suspect
    culprit that which who whom this these those there someone more number time none nobody
    """
)
"""Words that refer to whoever did it and say nothing about who that is."""

ATTACKING = frozenset({"attacker", "assailant"})

INANIMATE_DOERS = word_set(
    """
    attack strike bombing blast explosion raid shelling shooting violence clash fighting
    incident assault war conflict storm flood earthquake fire accident crisis report
    decision move news price recession economy disease virus heat cold drought quake wave
    bullet bullets shrapnel gunfire shot shots drone rocket missile shell
    device explosive charge ordnance debris wreckage fragment flame glass splinter
    blaze spree terrorism rucksack backpack bag package parcel mission sortie operation
    offensive campaign bomb mine round flame smoke body corpse aid supply investigation
    car truck lorry van bus minibus taxi motorcycle motorbike bicycle vehicle
    """
)
"""Nouns that can stand as subject of a verb of harm and are no actors."""

GROUND = word_set(
    """
    slope hill hillside hilltop ridge mountain mountainside height side flank direction rooftop
    riverbank embankment ditch forest wood bush undergrowth scrub tree treeline field shore valley
    cliff balcony
    """
)
"""Where somebody fires from, and who does nothing ("came under fire from both slopes")."""

MANNERS = frozenset({"range", "distance", "random", "will", "gunpoint", "knifepoint", "altitude"})
"""What follows "at" and says how something was done ("at close range")."""

NO_THING = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT"})
"""Entity labels of the model for what is neither person nor thing."""


def no_actor(head: Token, mentions: Mentions) -> bool:
    """Whether a doer names nobody who could attack: a pronoun, a thing, a place, a time, a deed."""
    if any(t.dep_ == "det" and t.lower_ == "no" for t in head.children):
        return True  # "No group has admitted the attack."
    inner = next(contents(head))
    if inner != head and inner.pos_ == "PROPN" and unit_of(head.lemma_.lower()) == "people":
        return False  # "Fighters of the Islamic State West Africa Province" are people.
    lemma = inner.lemma_.lower()
    if lemma in ATTACKING and any(t.lower_ == "suicide" for t in inner.lefts):
        return False  # "A suicide attacker", like "a suicide bomber", says how he attacked.
    if head.pos_ == "PRON" or lemma in NAMELESS | INANIMATE_DOERS | RECKONINGS | GROUND:
        return True
    whose = mentions.weapon_at(head.head.i) is not None and head.dep_ in MODIFYING
    whose = whose or is_of_forces(head)
    actor = mentions.actor_at(head.i)
    if head.pos_ not in NOUNS and actor is None and not whose:
        return True
    if actor is None and lemma in BUILDINGS | {"hut"} - BODY_NOUNS and head.pos_ == "NOUN":
        return True  # "Three villages were attacked and sixty huts burnt": huts do nothing.
    if actor is None and (lemma in PLACES or mentions.place_at(head.i) is not None):
        return True  # "an attack in the area, which killed two": places do nothing.
    if actor is None and head.pos_ == "NOUN" and is_abstract(lemma):
        return True
    timed = unit_of(lemma) == "time" or mentions.moment_at(head.i) is not None
    return head.ent_type_ in NO_THING or timed


def is_of_forces(modifier: Token) -> bool:
    """ "A Turkish strike", "Ethiopian shelling": a people's adjective before a word for what forces
    do says whose they are, but in "Iraq's first", "the worst Iraqi bombing"."""
    return (
        modifier.tag_ == "JJ"
        and modifier.ent_type_ in ("NORP", "GPE")
        and modifier.dep_ in MODIFYING
        and modifier.head.lemma_.lower() in OF_FORCES
        and not is_ranked(modifier.head)
        and not prepositional(modifier.head, BY)
    )


_ABSTRACT = re.compile(r"(?:[ts]ion|ment|ness|ity|ship|[ae]nce|ism|ure)$")


def is_abstract(lemma: str) -> bool:
    """Whether a noun's ending says that it names a deed, a state or stuff (Quirk et al. 1985,
    App. I.33 ff.), which attack nobody, unless it has come to name a body of people."""
    of_people = lemma in GROUPS or unit_of(lemma) == "people" or lemma in CROWDS
    return (_ABSTRACT.search(lemma) is not None or lemma in QUARRELS) and not of_people


QUARRELS = word_set("quarrel feud dispute row rivalry vendetta grudge conflict tension war")
"""What people fight over or in: a cause, and nobody who attacks."""


CROWDS = word_set(
    """
    regiment detachment resistance opposition federation delegation faction population contingent
    element establishment
    """
)
"""Nouns of such endings that have come to name people together."""
