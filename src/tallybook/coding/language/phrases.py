"""Noun phrases, read off the dependency parse.

The labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.calendar import MONTHS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
CLAUSES = word_set(
    """
    ccomp xcomp advcl relcl acl parataxis pcomp
    """
)
LEFT_PARTS = word_set(
    """
    compound amod nmod poss case nummod quantmod advmod npadvmod punct det predet neg cc
    conj prep pobj preconj appos
    """
)
NOUNS = frozenset({"NOUN", "PROPN"})
DETERMINERS = word_set(
    """
    the a an this that these those its their
    """
)


SUBORDINATORS = frozenset({"when", "while", "as", "after", "before", "where", "because", "if"})
"""Words that open a clause, and that the parser may take into the noun phrase behind them."""

_YEAR = re.compile(r"(?:19|20)\d\d$")

_LEFT_OFF = DETERMINERS | SUBORDINATORS | {"whose"}


def first_conjunct(token: Token) -> Token:
    """Return the first of the words that a word is coordinated with; itself where it is none."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _hyphenated(doc: Doc, at: int) -> bool:
    """Whether the token at `at` is a hyphen inside one word ("vice-principal")."""
    return (
        0 < at < len(doc) - 1
        and doc[at].text in ("-", "‑")
        and not doc[at - 1].whitespace_
        and not doc[at].whitespace_
    )


def _is_of_a_date(doc: Doc, at: int) -> bool:
    """ "In 2015 gunmen stormed …", "on 23 January two soldiers were killed": a year after "in" and
    a day of a month are no words of the phrase behind them."""
    before = doc[at - 1].lower_ if at > 0 else ""
    word, following = doc[at], doc[at + 1] if at + 1 < len(doc) else doc[at]
    if before == "in" and _YEAR.match(word.text):
        return True
    if word.text.isdecimal():
        return before == "on" and following.lower_ in MONTHS
    return word.lower_ in MONTHS and word.text.istitle() and (before.isdecimal() or before == "in")


def _hedges(doc: Doc, start: int) -> bool:
    """ "As many as 300 people": the first word is the number's."""
    return doc[start].lower_ == "as" and doc[start + 1].lower_ in ("many", "few", "much", "little")


def phrase_bounds(head: Token) -> tuple[int, int]:
    """Return the token range of a noun phrase without what follows its head.

    What stands before the head in its own subtree belongs to the name ("pro-Iran armed
    group"); relative clauses and prepositional phrases after it do not. Determiners are left
    off. "of" phrases stay where the head is a noun of quantity or kind that says nothing by
    itself ("a group of gunmen", "members of the ELN").
    """
    start = head.i
    doc = head.doc
    for token in head.lefts:
        # "On Tuesday, drones struck …": a phrase that a comma sets off is the clause's.
        aside = token.dep_ == "prep" and doc[token.right_edge.i + 1].text == ","
        # "An hour later gunmen opened fire": the hour is the clause's as well.
        timed = token.dep_ != "amod" or any(t.dep_ == "npadvmod" for t in token.children)
        aside = aside or (token.lower_ in ("later", "earlier") and timed)
        if token.dep_ in LEFT_PARTS and not aside:
            start = min(start, token.left_edge.i)
    while (
        start < head.i
        and not _hedges(doc, start)
        and (
            doc[start].lower_ in _LEFT_OFF
            or doc[start].is_punct
            or doc[start].pos_ == "CCONJ"
            or doc[start].lower_ in ("'s", "’s")
            or _is_of_a_date(doc, start)
            or (doc[start].lower_ == "dead" and start > 0 and doc[start - 1].lemma_ == "shoot")
        )
    ):
        start += 1
    end = head.i + 1
    if head.lemma_.lower() in PARTITIVES:
        for token in head.rights:
            if token.lower_ == "of" and token.dep_ == "prep":
                for complement in token.children:
                    if complement.dep_ == "pobj":
                        end = max(end, phrase_bounds(complement)[1])
                    elif complement.tag_ == "VBG" and complement.i == token.i + 1:
                        # "A column of fleeing rebels", which the parser may take for a clause.
                        thing = next((t for t in complement.children if t.dep_ == "dobj"), head)
                        end = max(end, thing.i + 1 if thing.i == complement.i + 1 else end)
    while _hyphenated(doc, end):
        end += 2
    while start > 1 and _hyphenated(doc, start - 1):
        start -= 2
    return start, end


PARTITIVES = word_set(
    """
    group member number unit column band squad team fighter element gang faction wing
    convoy crowd dozen score hundred thousand couple handful mix network contingent pair
    trio series part portion section stretch segment wave spate string flurry slew rash front bloc
    branch cell arm detachment
    """
)
"""Nouns whose "of" phrase names the thing itself (Quirk et al. 1985, §5.5 ff., partitives)."""


QUANTIFIERS = word_set("most many several some few half all both more any each none last rest")
"""Words that stand for a share of what follows "of" (Quirk et al. 1985, §5.10)."""


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield a head and what is coordinated with it, left to right."""
    yield head
    for token in head.rights:
        if token.dep_ == "conj" or _is_listed(token, head):
            yield from conjuncts(token)


def _is_listed(token: Token, head: Token) -> bool:
    """ "The mayor, a shopkeeper and a nurse", which the parser may take for one person: parts of
    one description share its article ("X, a baker and poet"), those of a list have their own
    (Quirk et al. 1985, §17.66)."""
    if token.dep_ != "appos" or head.pos_ == "PROPN" or token.pos_ == "PROPN":
        return False
    last = [t for t in token.rights if t.dep_ == "conj"]
    return bool(last) and all(
        any(t.dep_ in ("det", "nummod", "poss") for t in noun.lefts)
        for noun in (head, token, last[-1])
    )


def contents(head: Token) -> Iterator[Token]:
    """Yield what a noun of quantity or mixture holds ("a mix of drones and rockets") or a number
    is taken from ("one of its checkpoints"), else the word itself."""
    taken = head.lemma_.lower() in PARTITIVES or head.lower_ in QUANTIFIERS
    if taken or head.pos_ in ("NUM", "DET") or head.like_num:
        held = [
            c
            for prep in head.rights
            if prep.lower_ == "of"
            for o in prep.children
            if o.dep_ == "pobj"
            for c in conjuncts(o)
        ]
        if held:
            yield from held
            return
    yield head


RESULTS = word_set("alight ablaze afire hostage captive prisoner fire hold aim")
"""What a verb makes of its object ("set the house alight", "took six sailors hostage"), or what
makes one verb with it ("opened fire", "took aim"): no thing that anything is done to (resultative
and light-verb constructions; Huddleston & Pullum 2002, ch. 4 §§5.3, 7)."""


def side_by_side(verb: Token) -> Token | None:
    """The verb right behind "and" that `verb` shares its object with ("shot and wounded a judge",
    "attacked, looted and burned a village": right node raising, Huddleston & Pullum 2002, ch. 15
    §4.4); None where something else stands between."""
    for other in verb.rights:
        between = verb.doc[verb.i + 1 : other.i]
        if other.dep_ == "conj" and all(t.is_punct or t.dep_ == "cc" for t in between):
            return other if other.tag_ == verb.tag_ else None
    return None


def stands_apart(clause: Token) -> bool:
    """Whether a semicolon ends a clause ("a bomb went off; no one claimed it"): what follows is a
    sentence of its own, whatever the parser makes of the clause before it (Huddleston & Pullum
    2002, ch. 20 §5.1)."""
    end = clause.right_edge.i + 1
    return end < len(clause.doc) and clause.doc[end].text == ";"


def prepositional(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of the prepositions that hang on `head` and are among those given."""
    found: list[Token] = []
    for token in head.children:
        if token.dep_ in ("prep", "agent", "dative") and token.lower_ in prepositions:
            for complement in token.children:
                if complement.dep_ == "pobj":
                    found.extend(conjuncts(complement))
                elif complement.dep_ == "prep":
                    found.extend(
                        c for o in complement.children if o.dep_ == "pobj" for c in conjuncts(o)
                    )
        elif token.dep_ == "prep" and any(
            c.dep_ in ("prep", "pcomp") and c.lower_ in prepositions for c in token.children
        ):
            for inner in token.children:
                if inner.lower_ in prepositions:
                    found.extend(
                        c for o in inner.children if o.dep_ == "pobj" for c in conjuncts(o)
                    )
    return found


def ancestors_to_root(token: Token) -> Iterator[Token]:
    """Yield a token and each of its governors up to the root of its sentence."""
    yield token
    while token.head != token:
        token = token.head
        yield token


def subtree_bounds(token: Token) -> tuple[int, int]:
    """Return the half-open token range from the left to the right edge of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1
