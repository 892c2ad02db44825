"""References: whether words for an attack point back, bring a new one in, or tell one apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import OTHER_WORDS, SIMILAR_WORDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token

SERIAL = word_set("third fourth fifth sixth seventh eighth ninth tenth latest")

DEFINITE = word_set("the this that these those both either neither its their his such")
"""Definite determiners, and "such", which takes up a kind that was told; a genitive ("Wednesday's
raid") is one too (Quirk et al. 1985, §5.121)."""

Reference = Literal["definite", "indefinite", "other", "bare"]


def referred_to(nouns: Sequence[Token], sentence: Sentence) -> Reference:
    """Return how a sentence refers to an attack that the nouns given name."""
    return "other" if _elsewhere(sentence) else _turned(_by_phrase(nouns), sentence)


def _elsewhere(sentence: Sentence) -> bool:
    """ "Elsewhere, five were killed": the adverb that opens the sentence leaves the place told."""
    return sentence.tokens[0].lower_ == "elsewhere"


TURNING = frozenset({"separately", "meanwhile", "additionally"})


def _turned(reference: Reference, sentence: Sentence) -> Reference:
    """ "Separately, a man was shot in …", "in addition, …": a conjunct that opens the sentence
    turns to something else of the kind, unless what follows points back (Quirk et al. §8.137)."""
    opening = " ".join(t.lower_ for t in sentence.tokens[:2])
    turns = opening in ("in addition", "in another") or opening.split(" ")[0] in TURNING
    turns = turns or " ".join(t.lower_ for t in sentence.tokens[:3]) == "in a separate"
    # "About the same time, three men were shot": what is as old as another is not the other.
    turns = turns or " ".join(t.lower_ for t in sentence.tokens[1:4]) == "the same time"
    return "other" if turns and reference in ("bare", "indefinite") else reference


def _by_phrase(nouns: Sequence[Token]) -> Reference:
    """How the attack is referred to: "the attack" points back, "an attack" brings a new one in,
    "another attack" tells it apart (Prince 1981 on given and new)."""
    if not nouns:
        return "bare"
    words = {t.lower_ for noun in nouns for t in noun.children if t.i < noun.i}
    words |= {
        t.lower_ for noun in nouns for c in noun.lefts if c.dep_ == "compound" for t in c.children
    }
    if words & SERIAL and not words & {"a", "an", "another"}:
        return "definite"  # "the third attack this week" is the attack told, one of a series.
    if words & OTHER_WORDS or words & SIMILAR_WORDS or any(map(_in_a_series, nouns)):
        return "other"
    if "all" in words and any(t.dep_ == "nummod" for noun in nouns for t in noun.lefts):
        return "definite"  # "All three attacks": of a number that is known, every one.
    possessed = any(t.dep_ == "poss" for noun in nouns for t in noun.children)
    if possessed or words & DEFINITE or any(map(_said_of_it, nouns)):
        return "definite"
    if any(map(_sums_up_a_clause, nouns)):
        return "definite"
    if "such" in words and all(noun.tag_ not in ("NNS", "NNPS") for noun in nouns):
        return "definite"  # "Such an attack", "no such attack": the one just spoken of.
    if words & {"a", "an", "one", "no", "any"}:
        return "indefinite"
    return "bare"


def _in_a_series(noun: Token) -> bool:
    """ "The latest in a series of raids": the series is not of the day of its latest."""
    return any(t.dep_ == "prep" and is_one_of_several(t.head) for t in ancestors_to_root(noun))


def is_one_of_several(noun: Token) -> bool:
    """ "The latest in a series", "the deadliest of a spate", "the latest victim in a wave": what a
    superlative picks out is one of those that the phrase behind it is of."""
    if noun.lower_ in NEWEST:
        return True
    words = (noun, *(t for t in noun.lefts if t.dep_ == "amod"))
    behind = {t.lemma_.lower() for p in noun.rights if p.dep_ == "prep" for t in p.children}
    picked = any(t.tag_ == "JJS" or t.lower_ in NEWEST for t in words)
    return picked and bool(behind & RUNS)


NEWEST = frozenset({"latest", "last", "newest"})

RUNS = word_set("series string spate wave rash flurry slew spree succession")
"""Nouns for several attacks, one after the other."""


def _sums_up_a_clause(noun: Token) -> bool:
    """ "Gunmen killed nine miners, an attack that X blamed on rebels": a noun set off behind a
    clause, with one of its own, calls by its name what the clause told (Quirk et al. 1985, §17.65
    ff. on apposition)."""
    first = noun.left_edge
    if first.lower_ not in ("a", "an") or first.i == 0 or noun.doc[first.i - 1].text != ",":
        return False
    set_off = noun.dep_ in ("appos", "dobj", "npadvmod", "dep")
    described = any(t.dep_ in ("relcl", "acl") for t in noun.rights)
    return set_off and described and any(t.pos_ == "VERB" and t.i < noun.i for t in noun.ancestors)


def _said_of_it(noun: Token) -> bool:
    """ "This was an act of terror, an attack on us all": what a pronoun is said to be has been told
    (a predicate nominal refers to what its subject does; Huddleston & Pullum 2002, ch. 4 §5.1)."""
    return (
        noun.dep_ == "attr"
        and noun.head.lemma_ == "be"
        and any(t.dep_ == "nsubj" and t.lower_ in ("it", "this", "that") for t in noun.head.lefts)
    )
