"""Whether words for an attack tell of a particular one, or of what happens again and again.

Features, interviews and analyses speak of attacks as a way of life: "they shell the town", "every
time there is a raid", "why are they bombing us?". A habitual or generic clause quantifies over
occasions and refers to none of them (Carlson & Pelletier 1995, *The Generic Book*), and a question
asserts nothing; neither is an attack that anybody could count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import IN_SERIES, clause_verb
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, ancestors_to_root
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Token

OFTEN = word_set(
    """
    often usually regularly routinely frequently sometimes always constantly normally commonly
    rarely occasionally generally typically whenever
    """
)
"""Adverbs of habit or frequency, which quantify over occasions (Lewis 1975)."""

LIKE_THE_PAST = word_set("hit hurt cut set burst beat shut put")
"""Verbs whose past is spelt as their present: nothing shows which it is."""

SHOWING = word_set("show see watch hear depict capture picture film")
"""What is shown to happen happens: "footage shows gunmen storm the hall"."""


def is_particular(frame: Frame, *, dated: bool = False) -> bool:
    """Whether a frame's clause can be about a particular attack; `dated`: a label gives its day,
    as annals do, which tell in the present tense (Huddleston & Pullum 2002, ch. 4 §3.3)."""
    if frame.sentence.passage.is_title:
        return True  # Headlines tell what happened in the bare present (Mårdh 1980).
    head = frame.head
    if any(_each_time(node) for node in ancestors_to_root(head)):
        return False
    verb = clause_verb(head)
    if any(t.dep_ == "npadvmod" and _each_time(t) for t in verb.children):
        return False
    if any(t.dep_ == "advmod" and t.lower_ in OFTEN for t in verb.children):
        return False
    if _asked(verb) and frame.reference != "definite":
        return False
    if _ranks_victims(verb) or _only_numbers(verb, frame):
        return False
    if frame.moments or dated:
        return True
    if any(_as_such(node) for node in ancestors_to_root(head)):
        return False
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
        # "Guns fired in exercises are not counted": a participle has the time of its clause.
        return not (verb.head.dep_ in SUBJECTS and _simple_present(verb.head.head))
    return not (verb == head and _simple_present(verb))


def _ranks_victims(participle: Token) -> bool:
    """ "He is the twelfth soldier killed by mines this year": an ordinal ranks a victim among those
    of many attacks, in a scope that is theirs (Huddleston & Pullum 2002, ch. 5 §10.3). Of things
    each was attacked by itself: the ordinal counts attacks ("the fourth school attacked")."""
    victim = participle.head
    while victim.dep_ == "pobj" and victim.head.lower_ == "of":
        victim = victim.head.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or victim.dep_ != "attr":
        return False
    if unit_of(victim.lemma_.lower()) != "people":
        return False
    return any(t.ent_type_ == "ORDINAL" or t.lower_ in IN_SERIES for t in victim.lefts)


def _only_numbers(verb: Token, frame: Frame) -> bool:
    """ "The article misstated the number of shops that were attacked": a number that is not given,
    of those of whom it was told (a definite description presupposes its referent, Strawson 1950),
    tells no attack of its own."""
    counted = verb.head
    if verb.dep_ not in ("relcl", "acl") or counted.dep_ != "pobj":
        return False
    number = counted.head.head
    told = frame.numbers or frame.places or frame.moments or frame.harms
    return counted.head.lower_ == "of" and number.lemma_ == "number" and not told


def _each_time(node: Token) -> bool:
    return (
        node.pos_ in NOUNS
        and node.lemma_.lower() == "time"
        and any(t.dep_ == "det" and t.lower_ in ("every", "each") for t in node.children)
    )


def _as_such(node: Token) -> bool:
    """ "Attacking schools is a crime": a gerund of a present names the kind of act (Huddleston &
    Pullum 2002, ch. 14 §1.6)."""
    return (
        node.tag_ == "VBG"
        and node.dep_ in (*SUBJECTS, "advcl")
        and (_simple_present(node.head) or node.head.tag_ in ("VBZ", "VBP"))
    )


def _asked(verb: Token) -> bool:
    """ "Why are they bombing this place?": an inverted auxiliary or a question word, and the
    mark. What is asked with "who" or "when" is told elsewhere if it is told at all."""
    rest = [t for t in verb.doc if verb.i < t.i < verb.sent.end]
    end = next((t for t in rest if t.text in ("?", ".", "!")), verb)
    return end.text == "?"


def _simple_present(verb: Token) -> bool:
    """ "They shell", "villages are shelled" """
    auxiliaries = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    finite = verb if not auxiliaries else auxiliaries[0]
    if finite.lower_ in LIKE_THE_PAST:
        return False
    # "Strikes which it says target X": plain forms and presents of a plural look alike.
    within = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and not auxiliaries
    if within:
        return verb.head.dep_ == "relcl" and verb.head.tag_ in ("VBZ", "VBP")
    if finite.tag_ not in ("VBZ", "VBP"):
        return False
    if len(auxiliaries) > 1 or any(t.dep_ == "aux" for t in auxiliaries):
        return False
    return not (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SHOWING)
