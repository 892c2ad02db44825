"""The verbs of headlines, which leave out the articles that would show them: "Rebels raid town"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import singular, unit_of
from tallybook.coding.language.hanging import hang_as_phrase, put_in_place_of
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HOSTILE

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

HEADLINE_VERBS = word_set(
    """
    abduct ambush assault attack behead besiege blast bomb burn capture fire foil gun hijack hit
    kidnap kill lob loot massacre mine murder mortar plunder raid ransack rape raze rocket sack
    seize shell storm strafe strike target thwart torch
    """
)
"""Plain forms of verbs of attack, most of them nouns as well."""

_OF_PEOPLE = word_set(
    """
    assail bludgeon bombard butcher club decapitate destroy dynamite encircle firebomb flog hack
    haul incinerate invade knife lynch maul pelt pepper pillage poison pound pummel punch riddle
    rob sabotage slaughter slash snatch stab stone strangle surround terrorise terrorize topple
    torture whip wreck drag bundle douse spray rake battle blitz detonate discharge hurl ram board
    execute
    """
)
"""Plain forms that are as often nouns of other things, or verbs of other doings: those of attack
where people or a name stand before them ("Rioters stone minibus")."""

_PLAIN = HEADLINE_VERBS | _OF_PEOPLE
_THIRD_PERSON = {
    verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s"): verb for verb in _PLAIN
}

_MODIFYING_PLURALS = word_set(
    """
    arms sports sales savings systems operations communications news headquarters affairs goods
    customs forces narcotics explosives weapons drugs police
    """
)
"""Plurals that stand before a noun as they are: "an arms raid", "a customs raid"."""

_BEGINNING = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_IN_SUBJECTS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "VERB", "ADP", "PART"})
CLAUSE_OPENERS = frozenset({"since", "after", "before", "until", "as"})


def is_headline_verb(word: str) -> bool:
    """Whether a word is a plain present of a verb of attack, whatever it was taken for."""
    return word in _PLAIN or word in _THIRD_PERSON


def mend_headline_verb(verb: Token) -> None:
    """ "Rebels raid town", "Army raids village": a noun before another is in the singular (Quirk et
    al. 1985, §17.104), so that of a plural, a word of attack and a noun the word is the verb."""
    _mend_between(verb)
    if verb.lower_ == "kills" and verb.pos_ != "VERB":
        _kills(verb)


def _mend_between(verb: Token) -> None:
    modifies = verb.dep_ in ("compound", "amod", "nmod")
    if (verb.pos_ == "VERB" and not modifies) or not 0 < verb.i < len(verb.doc) - 1:
        return
    doer, behind = verb.nbor(-1), verb.nbor()
    if behind.pos_ not in _BEGINNING or doer.pos_ not in (*_NAMING, "VERB"):
        return
    plain = verb.lower_ in _PLAIN
    if (verb.lower_ if plain else _THIRD_PERSON[verb.lower_]) in _OF_PEOPLE and not _acts(doer):
        return
    things = [t for t in verb.rights if t.dep_ in ("dobj", "appos") and t.pos_ in NOUNS]
    if doer.head is verb and things and (doer.dep_ in SUBJECTS or _acts(doer)):
        _retag(verb)
        doer.rehang(verb, "nsubj")
        things[0].rehang(verb, "dobj")
    elif doer.pos_ in _NAMING and (_is_plural(doer) if plain else behind.lower_ not in _PLAIN):
        _between_nouns(verb, doer)


def _acts(doer: Token) -> bool:
    """Whether people, or a name, stand before the verb."""
    lemma = singular(doer.lower_)
    return lemma in HOSTILE or unit_of(lemma) == "people" or doer.pos_ == "PROPN"


def _is_plural(noun: Token) -> bool:
    named = noun.tag_ in ("NNS", "NNPS") or (noun.pos_ == "ADJ" and noun.lower_.endswith("s"))
    return named and noun.lower_ not in _MODIFYING_PLURALS


def _between_nouns(verb: Token, doer: Token) -> None:
    thing = verb.head
    if thing.i < verb.i or thing.pos_ not in NOUNS or verb.dep_ not in ("compound", "amod", "nmod"):
        return
    if doer.head not in (verb, thing) or thing.dep_ in OBJECTS:
        return
    above = thing.head if thing.dep_ in (*SUBJECTS, "pobj") else thing
    opened = thing.dep_ == "pobj"
    if opened and above.lower_ not in CLAUSE_OPENERS:
        return
    if thing.dep_ in SUBJECTS and not any(t.text == "," for t in verb.doc[thing.i + 1 : above.i]):
        return  # "Rebels raid victims mourn their dead."
    _retag(verb)
    if opened:
        verb.rehang(above.head, "advcl")
    else:
        put_in_place_of(verb, above)
    for token in [t for t in (*thing.lefts, *verb.lefts) if t.i < doer.i]:
        token.rehang(doer, token.dep_)
    doer.rehang(verb, "nsubj")
    for token in [t for t in thing.rights if t.dep_ in ("prep", "punct", "npadvmod", "advcl")]:
        token.rehang(verb, token.dep_)
    thing.rehang(verb, "dobj")
    if above is not thing:
        above.rehang(verb, "mark" if opened else "conj")


def _retag(verb: Token) -> None:
    plain = verb.lower_ in _PLAIN
    verb.pos_, verb.tag_ = "VERB", "VBP" if plain else "VBZ"
    verb.lemma_ = verb.lower_ if plain else _THIRD_PERSON[verb.lower_]


LIKE_PLURALS = {
    "wounds": "wound", "hits": "hit", "kills": "kill", "rips": "rip", "tears": "tear",
    "rocks": "rock", "hurts": "hurt",
}  # fmt: skip
"""Verbs of headlines whose present is spelt as a plural."""


def mend_like_plural(word: Token) -> None:
    """ "Rocket salvo wounds four", "bomb rips through station": a number alone stands behind a verb
    and no noun, and so does "through" behind what is torn; headlines leave out what would show it
    (Mårdh 1980)."""
    doer = word.nbor(-1) if word.i else word
    if word.i + 1 >= len(word.doc) or doer.dep_ != "compound" or doer.head is not word:
        return
    behind = word.nbor()
    counted = behind.pos_ == "NUM" and behind.head is word
    counted = counted and all(t.dep_ == "prep" for t in behind.rights)
    through = behind.lower_ == "through" and word.lower_ in ("rips", "tears")
    if not (counted or through):
        return
    word.pos_, word.tag_, word.lemma_ = "VERB", "VBZ", LIKE_PLURALS[word.lower_]
    for token in [t for t in word.lefts if t != doer and t.dep_ in ("compound", "amod", "nmod")]:
        token.rehang(doer, token.dep_)
    doer.rehang(word, "nsubj")
    if counted:
        behind.rehang(word, "dobj")
        for token in list(behind.rights):
            token.rehang(word, "prep")


def _kills(verb: Token) -> None:
    """ "Shelling kills at least 40": before a number headlines have the verb, and no noun."""
    doc = verb.doc
    words = doc[verb.i + 1 : min(verb.i + 4, len(doc))]
    number = next((t for t in words if t.pos_ == "NUM"), None)
    before = list(
        takewhile(lambda t: t.pos_ in _IN_SUBJECTS, reversed(doc[verb.sent.start : verb.i]))
    )
    if number is None or not before:
        return
    before.reverse()
    top = next((t for t in (verb, *verb.ancestors) if t.head not in (*before, verb)), verb)
    verb.pos_, verb.tag_, verb.lemma_ = "VERB", "VBZ", "kill"
    if top is not verb:
        put_in_place_of(verb, top)
    thing = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
    thing.rehang(verb, "dobj")
    hang_as_phrase(before, verb, "nsubj")


def mend_number_shot(word: Token) -> None:
    """ "Seven shot dead in Kano", "Three shot at a bar": a number above one has a plural behind it
    (Quirk et al. 1985, §5.4), so that the singular "shot" is no noun that it counts, but what was
    done to so many."""
    number = word.nbor(-1) if word.i > word.sent.start else word
    alone = word.head is word or word.dep_ in ("ccomp", "conj")
    if not (alone and number.like_num and number.head is word) or number.lower_ in ("one", "1"):
        return
    if any(t.dep_ == "det" for t in word.lefts):
        return
    word.pos_, word.tag_, word.lemma_ = "VERB", "VBN", "shoot"
    number.rehang(word, "nsubjpass")
    for token in [t for t in word.lefts if t.i < number.i and t.dep_ == "advmod"]:
        token.rehang(number, "advmod")
