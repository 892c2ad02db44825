"""Whom an attack befell, where the noun for it stands behind words that only say so: "fell victim
to a missile strike", "was subjected to a bombardment", "bore the brunt of the shelling"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import conjuncts, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import BY

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

_UNDERGOING = word_set("victim prey target object subject brunt scene site")
"""Nouns by which somebody is said to undergo what their "of" or "to" phrase names."""

_LEADING = word_set("be become fall bear remain")
"""Verbs that join such a noun to who undergoes it."""


def _of_subject(verb: Token) -> list[Token]:
    return [c for s in subjects(verb) for c in conjuncts(s)]


def _gets_into(verb: Token) -> bool:
    """ "Ran into an ambush", "were caught in a firefight": who gets into it undergoes it."""
    lemma = verb.lemma_.lower()
    if lemma in ("catch", "trap"):
        return is_passive(verb)
    return lemma in _GETTING_INTO and verb.pos_ == "VERB" and not objects(verb)


_GETTING_INTO = word_set("run walk drive fall stumble ride sail blunder march")


def befallen(noun: Token) -> tuple[list[Token], list[Token]]:
    """Return (whom, by whom) an attack befell by the words that its noun is led in with; two empty
    lists where there are none."""
    preposition = noun.head
    governor = preposition.head
    if noun.dep_ == "pobj" and preposition.lower_ in ("in", "into") and _gets_into(governor):
        return _of_subject(governor), []
    if noun.dep_ != "pobj" or preposition.lower_ not in ("of", "to"):
        return [], []
    if governor.lemma_ == "subject" and governor.pos_ == "VERB":
        if is_passive(governor):
            return _of_subject(governor), prepositional(governor, BY)
        if objects(governor):
            return [c for o in objects(governor) for c in conjuncts(o)], _of_subject(governor)
        return ([governor.head], []) if governor.dep_ == "acl" else ([], [])
    said = governor if governor.lemma_.lower() in _UNDERGOING else None
    if governor.lemma_ == "fall":
        said = next((t for t in governor.rights if t.lemma_.lower() in _UNDERGOING), None)
    if said is None:
        return [], []
    verb = said.head
    leads = verb.lemma_ in _LEADING and said.dep_ in ("attr", "dobj", "npadvmod", "acomp", "oprd")
    return (_of_subject(verb), []) if leads and said.i > verb.i else ([], [])
