"""Persons in news of attacks: who comes to do harm, whom it was done to, and who only looked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import DESCRIBING
from tallybook.coding.language.phrases import contents, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HOSTILE

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

OF = frozenset({"of"})

UNDERGONE = word_set(
    """
    killing murder assassination slaying execution beheading kidnapping abduction stabbing shooting
    lynching death poisoning rape torture
    """
)
"""Nouns for what is done to persons, whose possessor, unless somebody else is named with "of", is
the one whom it is done to ("the mayor's murder"; Huddleston & Pullum 2002, ch. 5 §16.5.2)."""


PERSONS = word_set("man person youth individual people group assailant men")

ARMED_LOOKS = word_set("armed masked hooded unidentified unknown gun-wielding machete-wielding")
"""How reports call attackers of whom nothing else is known ("masked men")."""


def is_hostile(noun: Token) -> bool:
    """Whether a noun names people who come to do harm."""
    lemma = noun.lemma_.lower()
    if lemma in HOSTILE:
        return True
    return lemma in PERSONS and any(t.lower_ in ARMED_LOOKS for t in noun.lefts)


def is_suicide_bomber(noun: Token) -> bool:
    """Whether a noun names one whose attack is a bombing, whatever he rode or rammed (ACLED
    Codebook, "suicide bomb")."""
    called = noun.lemma_.lower() in ("bomber", "attacker")
    return called and any(t.lower_ == "suicide" for t in noun.lefts)


BYSTANDERS = word_set(
    "people person resident civilian villager family refugee farmer woman child student inhabitant"
)
FLEEING = frozenset({"flee", "displace", "uproot", "evacuate"})


def is_fleeing(subject: Token) -> bool:
    """ "Thousands of people fled X, where rebels attacked, killing 12": who is driven out is no
    attacker, whatever participle the parser hangs on the flight."""
    return subject.lemma_.lower() in BYSTANDERS and subject.head.lemma_.lower() in FLEEING


def suffers(noun: Token, possessor: Token, mentions: Mentions) -> bool:
    """Whether the possessor of a noun of attack is the one whom it was done to."""
    armed = mentions.actor_at(possessor.i) is not None and possessor.ent_type_ != "PERSON"
    return (
        not armed
        and mentions.moment_at(possessor.i) is None
        and possessor.ent_type_ not in ("DATE", "TIME")
        and unit_of(possessor.lemma_.lower()) != "time"
        and mentions.place_at(possessor.i) is None
        and (noun.lemma_.lower() in UNDERGONE or noun.lower_ in UNDERGONE)
        and not prepositional(noun, OF)
    )


def is_onlooker(subject: Token, lemma: str) -> bool:
    """Towns that witness an attack suffer it; people who do look on."""
    person = subject.ent_type_ == "PERSON" or unit_of(subject.lemma_.lower()) == "people"
    return lemma in ("witness", "see") and (person or subject.pos_ == "PRON")


def identities(doer: Token, verb: Token) -> list[Token]:
    """Who a doer is said to be: "gunmen believed to be rebels", however the parser hangs it."""
    described = [t for t in doer.rights if t.dep_ == "acl"]
    described += [t for t in verb.lefts if t.dep_ == "advcl" and t.i > doer.i]
    return [
        name
        for participle in described
        if participle.lemma_.lower() in DESCRIBING
        for be in participle.children
        if be.dep_ == "xcomp"
        for name in be.children
        if name.dep_ == "attr"
    ]


def are_people(thing: Token) -> bool:
    """ "Troops neutralised nine of the gunmen in the clash", "stopped the raiders in a shootout":
    what is prevented is an event (Karttunen 1971); of whoever is stopped or put out of action, the
    fight in which he is took place."""
    meant = next(contents(thing))
    return is_hostile(meant) or unit_of(meant.lemma_.lower()) == "people"
