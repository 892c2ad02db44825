"""Phrases and clauses that the parser hung on the nearest noun, hung on the word that takes them.

Which of several words a prepositional phrase or a relative clause hangs on is what parsers get
wrong most (attachment ambiguity, Kummerfeld et al. 2012); where one reading alone makes sense, it
is the one meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, contents
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import BUILDINGS, DRIVING, HOSTILE, OF_FORCES, ONE_SIDED, SITES

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

BODIES_OF_PEOPLE = word_set(
    """
    army military navy force police gendarmerie militia crowd group side wing faction regime
    government movement organisation organization coalition alliance junta cartel youth
    """
)
"""Singulars for those who act together (collective nouns, Quirk et al. 1985, §5.108)."""

_DEED = re.compile(r"\w{3,}(?:ing|tion|sion|ment|ance|ence|age)$")
"""Endings of nouns that are made of verbs (Quirk et al. 1985, App. I.33 and I.40)."""

_DEEDS = word_set(
    """
    attack raid strike ambush assault airstrike siege robbery heist kidnap hijack massacre slaughter
    murder homicide rape blast arson sabotage capture attempt attempted onslaught barrage salvo
    ambuscade incursion break-in clash riot rampage
    report statement letter book film video song article study survey picture map call appeal
    request visit claim demand order plan offer threat speech story work drama design bid move
    denial refusal approval arrival deal effort charge search control rule use abuse leak
    """
)
"""Deeds and works whose names have no such ending."""

_ON_DEEDS = ONE_SIDED | OF_FORCES | {"assault", "attempt", "onslaught", "siege"}

_NO_BEINGS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "PRODUCT", "LAW", "CARDINAL"})
_SCENES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_ENDING = frozenset({"VBD", "VBZ", "VBP"})


def hang_where_taken(token: Token) -> None:
    """Hang a phrase or a relative clause, by its first word, on what takes it."""
    if token.dep_ in ("prep", "agent"):
        if token.lower_ == "by":
            _agent(token)
        elif token.lower_ in ("on", "against") and token.i > token.head.i:
            _target(token)
        elif token.lower_ == "into" and token.i > token.head.i:
            _driven_into(token)
        elif token.i < token.head.i and token.head.pos_ in ("VERB", "AUX"):
            _before_main_verb(token)
    elif token.lower_ == "who":
        _relative(token)
    elif token.tag_ == "VBN" and token.dep_ == "acl":
        _main_verb(token)


def _acts(noun: Token) -> bool:
    """Whether a noun stands for somebody who can do something: people, bodies of them, names."""
    for meant in contents(noun):
        lemma = meant.lemma_.lower()
        if lemma in HOSTILE or lemma in BODIES_OF_PEOPLE or unit_of(lemma) == "people":
            return True
        if meant.pos_ == "PROPN" and meant.ent_type_ not in _NO_BEINGS:
            return True
    return False


def _agent(by: Token) -> None:
    """ "A grenade was hurled at a house by rebels", "the attack on four nuns by hooded men": who
    acts stands behind "by" with a passive or with a noun for a deed (Huddleston & Pullum 2002,
    ch. 5 §16 and ch. 16 §10). People, buildings and towns are nobody's deeds, and an active verb
    with an object takes no such phrase, so that it is the object's ("condemned the raid by X")."""
    noun = next((t for t in by.rights if t.dep_ == "pobj"), None)
    if noun is None or not _acts(noun):
        return
    above = by.head
    while above.dep_ in ("pobj", "dobj") and _is_scene(above) and above.head is not above:
        governor = above.head
        if governor.dep_ == "prep":
            above = governor.head
        elif above.dep_ == "dobj" and _takes_agent(governor, by):
            above = governor  # "Was hauled off a train by rebels", whose "off" is a preposition.
        else:
            break
    if above.pos_ == "VERB" and not _takes_agent(above, by):
        things = [t for t in above.rights if t.dep_ in (*OBJECTS, "attr") and t.i < by.i]
        if not things or _is_scene(things[-1]):
            return
        above = things[-1]
    if above is by.head or (above.pos_ in NOUNS and _is_scene(above)):
        return
    by.rehang(above, "agent" if above.pos_ == "VERB" else "prep")


def _takes_agent(verb: Token, by: Token) -> bool:
    """Whether a verb is a passive that has no agent yet."""
    passive = verb.tag_ == "VBN" and not any(t.lemma_ == "have" for t in verb.lefts)
    passive = passive or any(t.dep_ == "auxpass" for t in verb.lefts)
    return passive and not any(t.dep_ == "agent" and t is not by for t in verb.rights)


def _is_scene(noun: Token) -> bool:
    """Whether a noun is for people, things or places, which nobody does."""
    lemma = noun.lemma_.lower()
    if noun.ent_type_ in _SCENES or noun.pos_ == "PROPN" or lemma in SITES | BUILDINGS:
        return True
    if unit_of(lemma) in ("people", "vehicles", "weapons", "time", "distance"):
        return True
    return lemma not in _DEEDS and unit_of(lemma) != "attacks" and _DEED.match(lemma) is None


def _target(on: Token) -> None:
    """ "Deplored the attack on two novices": what an attack was on stands right behind it, and is
    no other verb's, unless one blames it on somebody."""
    verb, noun = on.head, on.doc[on.i - 1]
    if verb.pos_ != "VERB" or noun.head is not verb or noun.dep_ not in OBJECTS:
        return
    taken = any(t.dep_ == "pobj" and t.ent_type_ not in ("DATE", "TIME") for t in on.rights)
    blamed = verb.lemma_.lower() in ("blame", "pin", "base", "model", "focus")
    if taken and not blamed and noun.lemma_.lower() in _ON_DEEDS:
        on.rehang(noun, "prep")


def _driven_into(into: Token) -> None:
    """ "Rammed a lorry packed with explosives into a barracks": what is driven is driven somewhere,
    and nothing is packed into it."""
    above = into.head
    while above.dep_ in ("pobj", "prep", "conj") and above.head is not above:
        above = above.head
    verb = above.head.head
    if above.dep_ == "acl" and above.lemma_.lower() in _LOADED and verb.lemma_.lower() in DRIVING:
        into.rehang(verb, "prep")


_LOADED = frozenset({"pack", "load", "fill", "rig", "lade", "stuff", "cram"})


def _main_verb(participle: Token) -> None:
    """ "A mob set upon a clerk", "bandits made off with nine pupils": behind such a particle stands
    what is done to somebody, so that the verb is active, and the sentence's where it has no other
    (the main-verb reading of a garden path, Bever 1970)."""
    people = participle.head
    particles = _ACTIVE.get(participle.lemma_.lower(), frozenset())
    if people.head is not people or not any(t.lower_ in particles for t in participle.rights):
        return
    if not _acts(people) or any(t.tag_ in _ENDING and t is not participle for t in people.sent):
        return
    participle.tag_ = "VBD"
    participle.rehang(participle, "ROOT")
    people.rehang(participle, "nsubj")
    for token in [t for t in people.rights if t.i > participle.i]:
        token.rehang(participle, token.dep_)


_ACTIVE = {
    "set": frozenset({"upon", "about"}),
    "make": frozenset({"off"}),
    "burst": frozenset({"into", "in"}),
    "lay": frozenset({"into"}),
}
"""Verbs whose past is spelt as their participle, with what follows them in the active voice."""


def _relative(who: Token) -> None:
    """ "Armed men on motorcycles who shot a farmer": "who" is for persons (Quirk et al. 1985,
    §17.13), so that the clause is theirs and not of what they came on."""
    clause = who.head
    thing = clause.head
    if clause.dep_ != "relcl" or who.dep_ not in SUBJECTS or thing.dep_ != "pobj":
        return
    person = thing.head.head
    if person.pos_ in NOUNS and unit_of(thing.lemma_.lower()) == "vehicles" and _acts(person):
        clause.rehang(person, "relcl")


def _before_main_verb(phrase: Token) -> None:
    """ "Gunmen who seized two nurses in Djibo on Monday fled": what stands between a subject and
    its verb without a comma is the subject's, so that a day there is that of its relative clause
    (adverbials of the main clause stand before the subject or behind the verb, or are set off:
    Quirk et al. 1985, §8.14 ff.)."""
    verb = phrase.head
    subject = next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
    finite = verb.tag_ in _ENDING or any(t.dep_ == "aux" for t in verb.lefts)
    if subject is None or not finite:
        return
    if not subject.i < phrase.i < verb.i:
        return
    clauses = [t for t in subject.subtree if t.dep_ == "relcl" and t.i < phrase.i]
    if not clauses or any(t.text == "," for t in verb.doc[clauses[-1].i : phrase.i]):
        return
    phrase.rehang(clauses[-1], phrase.dep_)
