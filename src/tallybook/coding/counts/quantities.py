"""Nouns of quantity and what they are said to have come to.

Verbs of change and measure take the new amount as their goal or predicate: "it brought to seven
the number of attacks", "attacks have risen to 31" (Levin 1993, §§45.6, 54.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.counts.finding import CountMention
    from tallybook.coding.language.tokens import Token

QUANTITIES = frozenset({"number", "figure", "total", "tally", "count"})

STANDING = word_set("stand be reach hit total number amount come")
"""Verbs that say what a quantity is."""

CHANGING = word_set(
    """
    rise climb grow increase mount swell go jump soar surge double triple treble quadruple
    fall drop decline decrease dip plunge halve
    """
)
"""Verbs that say what a quantity changes to."""

BRINGING = word_set("bring take put push raise lift")
"""Verbs that say who or what makes a quantity what it is."""


def amount_of(noun: Token, counts: Sequence[CountMention]) -> CountMention | None:
    """Return the number that a noun of quantity, or a plural of what is counted, is said to have
    come to: the goal of a change, never its source ("to 31 from 24")."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    words: list[Token] = []
    if noun.dep_ in SUBJECTS and lemma in BRINGING and any(map(_of_others, verb.children)):
        return None  # "The raids bring the number of shells to 922": the number is the shells'.
    if noun.dep_ == "attr" and lemma == "be":
        # "Seven were attacks by rebels, three were clashes".
        words = [t for t in verb.children if t.dep_ in SUBJECTS and t.like_num]
    if noun.dep_ in SUBJECTS | {"dobj"} and lemma in CHANGING | BRINGING:
        words = _goals(verb)
    elif noun.dep_ in SUBJECTS and lemma in STANDING:
        words = [*(t for t in verb.children if t.dep_ in ("attr", "dobj")), *_goals(verb)]
    for word in words:
        for count in counts:
            if count.start <= word.i < count.end and is_total(count):
                return count
    return None


def _of_others(thing: Token) -> bool:
    """Whether an object is a quantity that says of what it is."""
    return thing.dep_ == "dobj" and any(t.lower_ == "of" for t in thing.children)


def is_total(count: CountMention) -> bool:
    """Whether a number says how many there are, of what it does not say."""
    return (
        count.head is None
        and count.rule in ("numeral", "range", "vague")
        and count.unit in (None, "other")
    )


def _goals(verb: Token) -> list[Token]:
    """The objects of "to" and "at" of a verb, past an adverb ("stands now at", "is up to") or
    what it came from ("rose from nine in April to 14")."""
    between = (t for t in verb.children if t.dep_ in ("advmod", "prt", "acomp") or _is_source(t))
    heads = [verb, *between]
    return [
        goal
        for head in heads
        for preposition in head.children
        if preposition.dep_ == "prep" and preposition.lower_ in ("to", "at")
        for goal in preposition.children
        if goal.dep_ == "pobj"
    ]


def _is_source(preposition: Token) -> bool:
    return preposition.dep_ == "prep" and preposition.lower_ == "from"


def quantity_over(noun: Token) -> Token:
    """Return the noun of quantity whose "of" phrase a noun is ("the number of attacks"), else the
    noun itself, where it is a plural that grows ("attacks have risen to 31")."""
    preposition = noun.head
    if noun.dep_ == "pobj" and preposition.lower_ == "of":
        above = preposition.head
        if above.lemma_.lower() in QUANTITIES:
            return above
    return noun
