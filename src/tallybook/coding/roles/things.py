"""What was attacked, by the phrases of a verb or noun: at, before, inside or beside which thing it
came down, and what was passing by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.antecedents import named_in_main_clause
from tallybook.coding.language.clauses import is_at_the_time, objects, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    OBJECTS,
    PARTITIVES,
    QUANTIFIERS,
    SUBJECTS,
    conjuncts,
    contents,
    prepositional,
)
from tallybook.coding.roles.words import (
    ACTS,
    AMOUNTS,
    BUILDINGS,
    HOLDS,
    HOSTILE,
    OF,
    PLACES,
    SIDES,
    SITES,
    STREETS,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions


def taken(head: Token) -> list[Token]:
    """What is meant by the head of what is attacked or used: "one of its checkpoints" is a
    checkpoint, "the front of the embassy" the embassy, "control of the base" the base, "the city of
    Gao" the city and Gao."""
    if head.pos_ in ("NUM", "DET") or head.like_num or head.lower_ in QUANTIFIERS:
        return list(contents(head))
    if head.lemma_.lower() in SIDES | AMOUNTS | PARTITIVES:
        whole = [t for t in prepositional(head, OF) if t.lower_ in ("it", "them")]
        if whole:
            named = [(t, named_in_main_clause(t)) for t in whole]
            return [head if noun is t else noun for t, noun in named]
    if head.lemma_.lower() in SIDES | AMOUNTS | HOLDS:
        return [c for t in prepositional(head, OF) for c in taken(t)] or [head]
    if head.lemma_.lower() in PLACES:
        return [head, *(t for t in prepositional(head, OF) if t.pos_ == "PROPN")]
    return [head]


def act_of(noun: Token) -> list[Token]:
    """ "The third act of sabotage against the line": a noun that only makes one deed of a kind, and
    takes what the deed is done to (Quirk et al. 1985, §5.9)."""
    above = noun.head.head
    made = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_.lower() in ACTS
    return [above] if made else []


def times_of(noun: Token, mentions: Mentions) -> list[Token]:
    """ "Carried out 22 strikes in 24 hours on rebel posts": nothing is done to hours, so that "on"
    behind a time goes back to what was done in it, whatever the parser hangs it on."""
    verb = noun.head if noun.dep_ in (*OBJECTS, *SUBJECTS) else noun
    heads = [*prepositional(noun, SPANNING), *prepositional(verb, SPANNING)]
    return [t for t in heads if mentions.moment_at(t.i) is not None]


SPANNING = frozenset({"in", "within", "over", "during", "on"})


def in_front(head: Token) -> list[Token]:
    """Return what something stands or goes off in front of."""
    fronts = (t for t in prepositional(head, frozenset({"in"})) if t.lower_ == "front")
    return [c for t in fronts for c in taken(t)]


def passing(verb: Token, mentions: Mentions) -> Iterator[Token]:
    """ "Went off as a convoy was passing", "while the van was waiting": what a clause of the same
    time says was there is what the attack fell on; attackers and weapons are not."""
    for clause in verb.subtree:
        own = clause.dep_ == "advcl" and clause.head == verb
        on_time = clause.dep_ == "relcl" and mentions.moment_at(clause.head.i) is not None
        if not (own or on_time) or not is_at_the_time(clause):
            continue
        for thing in (c for s in subjects(clause) for c in conjuncts(s)):
            lemma = thing.lemma_.lower()
            exposed = unit_of(lemma) in ("people", "vehicles") or lemma in SITES
            if exposed and lemma not in HOSTILE and mentions.weapon_at(thing.i) is None:
                yield thing


def holds_people(thing: Token) -> bool:
    """Whether people are in such a thing, so that what goes off in it goes off at them."""
    lemma = thing.lemma_.lower()
    return unit_of(lemma) == "vehicles" or lemma in BUILDINGS


def is_peopled(thing: Token) -> bool:
    """Whether a thing is people, or a building, vehicle or settlement, and no ground or water."""
    lemma = thing.lemma_.lower()
    return holds_people(thing) or lemma in SITES or unit_of(lemma) == "people"


def at(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return what the phrases of `prepositions` behind a word name. "On the coast road, gunmen
    fired on a bus": what stands before the verb is its scene (Quirk et al. 1985, §8.45), but for
    "the bus at which they fired"."""
    return [
        c
        for t in prepositional(head, prepositions)
        if t.i > head.i or t.tag_ in ("WDT", "WP") or head.pos_ != "VERB"
        for c in taken(t)
    ]


def missed(verb: Token) -> list[Token]:
    """ "Fell into the sea 500 metres from a tanker", "landed two miles short of the base": what a
    weapon came down at a stated distance from was what it was aimed at, as far as anybody says
    (UKMTO and JMIC report a near miss as an incident of the vessel)."""
    found = []
    for preposition in (t for t in verb.subtree if t.dep_ == "prep" and t.i > verb.i):
        before = [t for t in verb.doc[max(preposition.i - 3, verb.i) : preposition.i]]
        far = any(unit_of(t.lemma_.lower()) == "distance" for t in before)
        if preposition.lower_ in ("from", "of", "off") and far:
            found += [t for t in preposition.rights if t.dep_ == "pobj"]
    return [t for t in found if holds_people(t) or t.lemma_.lower() in SITES]


def blamed_on(noun: Token) -> Token | None:
    """The "on" of "blamed the raid on X", "blamed the raid on Y on X": to blame takes a deed and
    whose it is (FrameNet, Judgment), so that the last such phrase says who did it, not on whom."""
    if noun.dep_ not in OBJECTS or noun.head.lemma_.lower() not in ("blame", "pin"):
        return None
    found = [t for node in (noun, noun.head) for t in node.rights if t.lower_ == "on"]
    return max(found, key=lambda t: t.i, default=None)


def is_ranked(noun: Token) -> bool:
    """ "Austria's first jihadist attack", "the country's worst bombing": with a superlative or an
    ordinal the genitive says among which, and not by whom (Huddleston & Pullum 2002, ch. 6 §4)."""
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ in ("first", "last") for t in noun.lefts)


def is_street(noun: Token) -> bool:
    """ "A shooting on the 1800 block of Elm Street" was there; one on an apartment block hit it."""
    lemma = noun.lemma_.lower()
    return lemma in STREETS and not (lemma == "block" and is_building(noun))


def is_building(block: Token) -> bool:
    """ "An apartment block", "an office block": what it is made of says that it is a building."""
    if any(t.lemma_.lower() in ("flat", "apartment", "office") for t in prepositional(block, OF)):
        return True
    kinds = [t.lemma_.lower() for t in block.lefts if t.dep_ == "compound" and t.pos_ == "NOUN"]
    return bool(kinds) and kinds[-1] not in ("city", "street")


def is_channel(noun: Token) -> bool:
    """ "Claimed the bombing on its news site", "on Telegram": where something is said, and not what
    was attacked. Other people's stations are attacked as well."""
    own = any(t.dep_ == "poss" and t.lower_ in ("its", "their", "his") for t in noun.lefts)
    return (own and noun.lemma_.lower() in MEDIA) or noun.lower_ in NETWORKS


MEDIA = frozenset({"site", "website", "channel", "page", "account", "platform", "radio", "feed"})
NETWORKS = frozenset({"telegram", "twitter", "facebook", "whatsapp", "rocketchat", "tiktok"})


def thing_attacked(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> Token | None:
    """ "The Iraq mosque attack", "the embassy's bombing": a building or vehicle before the noun is
    what was attacked, with whatever country it is in; buildings attack nobody."""
    if head.dep_ not in ("compound", "nmod", "amod", "poss"):
        return None
    hit = mentions.actor_at(head.i)
    last = head.doc[hit.end - 1] if hit is not None else head
    return last if knowledge.actors.is_thing(last.lemma_.lower()) else None


def is_bare_place(head: Token, mentions: Mentions) -> bool:
    """A town that was attacked is where it happened; the report's "village" stays a target, and so
    does a building, whose name ends in the noun for what it is ("the Splendid hotel")."""
    place = mentions.place_at(head.i)
    if place is not None and place.end - place.start > 1 and head.lemma_.lower() in BUILDINGS:
        return False
    # "Into the Gulf of Aden": the head of a water's name stands first.
    return place is not None and (place.end == head.i + 1 or head.nbor().lower_ == "of")


def goes_off(verb: Token) -> bool:
    """Whether a verb tells that something exploded, and not who set it off."""
    return verb.lemma_.lower() in ("explode", "detonate") and not objects(verb)


def is_located(head: Token) -> bool:
    """ "The bombings in Kenya, which killed 20": a relative clause may be hung on where it was."""
    while head.dep_ == "conj" and head.head.pos_ in NOUNS:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "outside", "inside")
