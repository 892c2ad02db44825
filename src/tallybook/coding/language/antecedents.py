"""Who is meant by the subject of a clause: of a relative pronoun, a label or a participle.

The labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, first_conjunct
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import OBJECT_NOUNS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

HARMING = word_set("kill wound injure hurt damage destroy leave level flatten shatter demolish")


def beyond_label(subject: Token) -> Token:
    """ "Nangarhar: ISKP claimed …": what stands before a colon says where or on what, and who is
    named after it does what the clause tells."""
    following = subject.doc[subject.i + 1] if subject.i + 1 < len(subject.doc) else subject
    if following.text != ":":
        return subject
    return next((t for t in subject.rights if t.dep_ == "appos" and t.pos_ in NOUNS), subject)


def of_participle(subject: Token) -> Token:
    """ "Gunmen from a militia styling itself X attacked": where the parser takes the participle
    for the subject, it is the participle's own."""
    if subject.tag_ != "VBG":
        return subject
    return next((t for t in subject.lefts if t.dep_ in SUBJECTS and t.pos_ in NOUNS), subject)


def antecedent(pronoun: Token) -> Token:
    """Return the noun that a relative pronoun stands for, and any other token as it is.

    The relative clause hangs on its antecedent (Huddleston & Pullum 2002, ch. 12 §2).
    """
    if pronoun.tag_ not in ("WP", "WDT"):
        return pronoun
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    if clause.dep_ in ("relcl", "acl") and clause.head.pos_ in NOUNS and clause.head.i < pronoun.i:
        noun = clause.head
        if noun.dep_ in OBJECTS and noun.head.lemma_.lower() == "ask" and pronoun.lower_ == "who":
            return pronoun  # "Ask the owners who did it" says of nobody that they did.
        if noun.lemma_.lower() == "one" and noun.dep_ == "attr":
            # "Soldiers were the ones who shot": the subject of the cleft is meant.
            return next((t for t in noun.head.lefts if t.dep_ in SUBJECTS), noun)
        if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
            noun = noun.head  # "X, a trader, who was shot": the name's bearer was.
        plural = any(t.lower_ in ("were", "are", "have") for t in (clause, *clause.lefts))
        if noun.dep_ == "conj" and noun.tag_ in ("NN", "NNP") and plural:
            noun = first_conjunct(noun)  # "X, Y and Z, who were shot": all of them (agreement).
        harming = clause.lemma_.lower() in HARMING and pronoun.lower_ != "who"
        return _event_at(noun) if harming else noun
    return pronoun


def one_more_of(word: Token) -> Token:
    """ "A mast was damaged in X. Another was burnt in Y": what stands without its noun is one more
    of what was last acted on (nominal ellipsis, Halliday & Hasan 1976, ch. 4)."""
    if word.lower_ not in ("another", "others"):
        return word
    before = (t for t in reversed(word.doc[: word.sent.start]) if t.pos_ in NOUNS)
    return next((t for t in before if t.dep_ in OBJECTS or t.dep_ == "nsubjpass"), word)


def named_in_main_clause(pronoun: Token) -> Token:
    """Return the noun that a pronoun of a subordinate clause takes up: the subject of the main
    clause before it ("a tanker was left adrift after it was struck", "the line was shut after a
    bomb tore open a stretch of it"), where that agrees and has no rival in the same number
    (centering: Grosz, Joshi & Weinstein 1995); other tokens as they are.
    """
    if pronoun.lower_ not in SINGULAR | PLURAL:
        return pronoun
    clause = next((t for t in pronoun.ancestors if t.pos_ in ("VERB", "AUX")), pronoun)
    main = clause.head
    if clause.dep_ == "conj" and main.pos_ == "VERB":
        return _undergone_before(pronoun, clause)
    if clause.dep_ != "advcl" or main.i > pronoun.i:
        return pronoun
    marked = any(t.dep_ in ("mark", "advmod") and t.lower_ in OPENING for t in clause.lefts)
    plural = pronoun.lower_ in PLURAL
    someone = pronoun.lower_ not in ("it", *PLURAL)
    named = [n for t in main.children if t.dep_ in SUBJECTS | OBJECTS for n in _noun_of(t)]
    agreeing = [n for n in named if n.i < pronoun.i and _is_many(n) == plural]
    subject = [n for n in agreeing if n.i < main.i and (plural or _names(n) == someone)]
    return subject[0] if marked and subject and len(agreeing) == 1 else pronoun


def _undergone_before(pronoun: Token, clause: Token) -> Token:
    """ "Dragged four men from a bus and shot them", "chased a barge and fired on it": of verbs with
    one subject the later ones' objects take up the first one's (parallel roles, Smyth 1994), where
    one thing alone agrees in number and is, or is not, somebody."""
    if any(t.dep_ in SUBJECTS for t in clause.lefts):
        return pronoun
    first = clause.head
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    plural = pronoun.lower_ in PLURAL
    named = [
        noun
        for verb in (first, *(t for t in first.rights if t.dep_ == "conj" and t.i < clause.i))
        for child in verb.rights
        for noun in ([child] if child.dep_ in OBJECTS else child.rights)
        if noun.dep_ in (*OBJECTS, "pobj") and noun.pos_ in NOUNS and noun.i < clause.i
    ]
    agreeing = [
        n
        for n in named
        if _is_many(n) == plural
        and (plural or _names(n) == (pronoun.lower_ != "it"))
        and n.ent_type_ not in ("DATE", "TIME")
    ]
    return agreeing[0] if len(agreeing) == 1 else pronoun


def _noun_of(head: Token) -> list[Token]:
    """The noun that a subject or object is, or that its deed is done to ("pumping through the line
    stopped")."""
    if head.pos_ in NOUNS and head.tag_ != "VBG":
        return [head]
    return [t for t in head.subtree if t.pos_ in NOUNS and t.tag_ != "VBG"][-1:]


def _is_many(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.rights)


def _names(noun: Token) -> bool:
    """Whether a noun is for a person, so that "he" may take it up and "it" may not."""
    return unit_of(noun.lemma_.lower()) == "people" or noun.ent_type_ == "PERSON"


SINGULAR = frozenset({"it", "he", "she", "him", "her"})
PLURAL = frozenset({"they", "them"})
OPENING = frozenset({"after", "when", "before", "as", "while"})


def _event_at(place: Token) -> Token:
    """ "The bombings at the airport and the station, which killed 32", "the bombing of the church,
    which killed 32": places harm nobody, so that the clause is of what happened there."""
    while place.dep_ == "conj":
        place = place.head
    if place.dep_ != "pobj" or place.head.head.pos_ not in NOUNS:
        return place
    event = place.head.head
    done_to = place.head.lower_ == "of" and event.lemma_.lower() in OBJECT_NOUNS
    located = place.head.lower_ in ("at", "in", "on", "near", "outside")
    return event if located or done_to else place


def owned_by_neighbour(noun: Token) -> bool:
    """ "The junta's navy and its marines": the possessive of what is joined to something with a
    possessor, or to a name, means that one and not the speaker."""
    first = first_conjunct(noun)
    owner = [t for t in first.lefts if t.dep_ == "poss" and t.pos_ != "PRON"]
    return first is not noun and (bool(owner) or first.pos_ == "PROPN")
