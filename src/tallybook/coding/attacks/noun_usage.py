"""Nouns that name attacks, and when the same words name none: charges, references, units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import DYING, SERIES
from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.words import BLAZING, EFFECTS
from tallybook.coding.language.clauses import clause_verb, is_passive
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, conjuncts
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HITTING

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes, Trigger

CLASSIFYING = word_set("classify define count categorise categorize")
"""Verbs whose "as" phrase says what a word is used for ("is not classified as a strike")."""

CHARGING = word_set("charge count convict indict suspicion acquit plead offence offense")

PEACEFUL_OPERATIONS = word_set(
    "search cordon rescue relief evacuation clearance cleanup recovery aid sting police policing"
)
"""What operations are for in which nobody is attacked."""


def is_attack_noun(
    noun: Token, trigger: Trigger, mentions: Mentions, event_types: EventTypes
) -> bool:
    """Whether a noun of several senses is used of arms here.

    "Fire" without an article is gunfire; with one, or in the plural, a blaze (a mass and a count
    noun, Quirk et al. 1985, §5.4); as part of "opened fire" the verb has named it. "Boarding" is of
    ships.
    """
    classified = noun.head.lower_ == "as" and noun.head.head.lemma_.lower() in CLASSIFYING
    if classified and not any(c.rule == "ordinal" and c.head == noun.i for c in mentions.counts):
        return False  # "Counted it as the 21st attack this year" ranks one.
    if _taken_for(noun):
        return False
    if trigger.lemma == "fire":
        verb = noun.head
        if noun.dep_ == "dobj" and event_types.verb(f"{verb.lemma_.lower()} fire") is not None:
            return False
        armed = any(mentions.weapon_at(t.i) is not None for t in noun.lefts)
        blazes = noun.dep_ in SUBJECTS and verb.lemma_.lower() in BLAZING and not armed
        blazes = blazes or verb.lemma_.lower() == "catch"
        if noun.head.lower_ == "on" or noun.tag_ == "NNS" or blazes:
            return False
        return armed or not any(t.dep_ == "det" for t in noun.lefts)
    if trigger.lemma == "barrage" and noun.tag_ == "NNP" and noun.i > noun.sent.start:
        return False  # "The Samarra Barrage": by name, the dam of a river.
    if _is_of_a_craft(noun):
        return False
    if trigger.lemma == "attempt":
        deeds = [t for t in noun.children if t.dep_ == "acl" and t.tag_ == "VB"]
        if deeds and all(event_types.verb(t.lemma_.lower()) is None for t in deeds):
            return False  # "An attempt to undermine the talks."
    if trigger.lemma == "operation" and any(
        t.lemma_.lower() in PEACEFUL_OPERATIONS for t in noun.lefts
    ):
        return False  # "A cordon-and-search operation", "a rescue operation"
    if trigger.lemma == "shot" and any(t.lower_ == "warning" for t in noun.lefts):
        return False  # The verb that fires them says whether they hit somebody.
    if trigger.lemma == "death" and noun.head.lower_ == "to":
        return False  # "stabbed to death": the verb has named it.
    if trigger.lemma == "boarding":
        return any(unit_of(t.lemma_.lower()) == "vehicles" for t in noun.subtree)
    if _is_only_referred_to(noun, mentions):
        return False
    # A participle before a noun says of what kind ("attempted murder"), and is no noun.
    return not (noun.dep_ == "amod" and noun.tag_ == "VBN") and not _is_charge(noun)


def _is_of_a_craft(noun: Token) -> bool:
    """ "Using attack, bomber and remotely piloted aircraft": bare nouns in a row share the head
    behind the last of them, and say of what kind it is (Quirk et al. 1985, §13.67 f.)."""
    bare = noun.tag_ in ("NN", "NNP") and not any(t.i < noun.i for t in noun.children)
    if not bare or noun.i + 1 == len(noun.doc) or noun.nbor(1).lower_ not in (",", "and", "or"):
        return False
    return any(t.i > noun.i + 1 and t.lemma_.lower() in CRAFT for t in conjuncts(noun))


CRAFT = word_set("aircraft plane jet helicopter drone vessel submarine vehicle")


def _taken_for(noun: Token) -> bool:
    """ "The drill was taken for another attack", "mistook thunder for shelling": what something is
    taken for it is not (counterfactive, Leech 1981)."""
    if noun.dep_ not in ("pobj", "pcomp") or noun.head.lower_ != "for":
        return False
    verb = clause_verb(noun.head)
    return verb.lower_ in ("mistook", "mistaken", "mistake", "mistakes") or (
        verb.lemma_ == "take" and is_passive(verb)
    )


def _is_only_referred_to(noun: Token, mentions: Mentions) -> bool:
    """ "A minute of silence at 6:40, the hour of the shooting", "in memory of the attack", "a video
    of the raid": the sentence tells of the hour, the memory, the video. A definite description
    in another noun's genitive presupposes the attack (Strawson 1950) and, where it adds nothing,
    tells nothing of it. A day after it is as well the clause's ("lit candles in memory of the
    attack on Thursday")."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "of" or preposition.head.pos_ not in NOUNS:
        return False
    if _carries_on(preposition.head) or _by_result(preposition.head):
        return False
    definite = any(t.dep_ in ("det", "poss") and t.lower_ in DEFINITE for t in noun.children)
    own = range(noun.left_edge.i, noun.right_edge.i + 1)
    starts = [p.start for p in mentions.places]
    starts += [hit.start for hits in (mentions.actors, mentions.weapons) for hit in hits]
    told = any(start in own for start in starts) or any(
        t.dep_ in ("relcl", "acl", "conj") for t in noun.children
    )
    return definite and not told


def _by_result(noun: Token) -> bool:
    """ "Died as a result of the raid": a complex preposition (Quirk et al. 1985, §9.11), behind
    which the raid is the cause told."""
    before = [t.lower_ for t in noun.doc[max(noun.i - 2, 0) : noun.i]]
    return noun.lemma_.lower() in ("result", "consequence") and before == ["as", "a"]


def _carries_on(noun: Token) -> bool:
    """Whether what is said of a noun is said of the attack in its genitive: of "a wave of" and "one
    of the attacks" always; of its victims, its scene or its result where the clause tells harm."""
    lemma = noun.lemma_.lower()
    if lemma in SERIES - SIDES_OF_AN_ATTACK:
        return True
    verb = clause_verb(noun).lemma_.lower()
    # Whoever dies later of an attack dies on another day.
    return lemma in SIDES_OF_AN_ATTACK and verb in (EFFECTS | HITTING | {"be"}) - DYING


SIDES_OF_AN_ATTACK = word_set(
    "victim scene site course result target aim perpetrator author toll death dead"
)
"""Nouns for what belongs to an attack: whom it hit, where, what came of it."""

DEFINITE = word_set("the this that those these its their")


def _is_charge(noun: Token) -> bool:
    """ "charged with murder", "two counts of attempted murder": the bare noun names a crime of
    the statute book; with an article or an object it names a deed ("the murder of a nun")."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    bare = not any(t.dep_ in ("det", "poss") or t.lower_ == "of" for t in noun.children)
    return first.dep_ == "pobj" and bare and first.head.head.lemma_.lower() in CHARGING
