"""Which nouns are a toll of the dead, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import clause_verb, subjects
from tallybook.coding.language.phrases import prepositional
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def says_of_some(noun: Token) -> bool:
    """ "14 were killed, five of them soldiers, and 20 hurt": a clause without a verb says what some
    of those are of whom the toll tells, whatever the parser hangs on it."""
    some = next((t for t in noun.children if t.dep_ == "nsubj" and t.like_num), None)
    return some is not None and any(t.lower_ in ("them", "whom") for t in some.subtree)


_STRETCHES = frozenset({"week", "month", "year"})


_OVER = frozenset({"for", "of", "over", "in", "during"})


def _is_a_stretchs(noun: Token) -> bool:
    """ "The week's toll", "the death toll for the month", "the toll this year" """
    owned = [t for t in noun.children if t.dep_ in ("poss", "npadvmod")]
    return any(
        t.lemma_.lower() in _STRETCHES
        and any(d.lower_ in ("the", "this", "last", "past") for d in t.lefts)
        for t in (*owned, *prepositional(noun, _OVER))
    )


def is_death_toll(noun: Token) -> bool:
    """Whether a toll is of deaths, and of the attacks told rather than of a stretch of time."""
    before = [t.lower_ for t in noun.children if t.i < noun.i]
    if _is_a_stretchs(noun):
        return False  # "Bringing the week's toll to 19": of other attacks too.
    return bool({"death", "casualty", "fatality"} & set(before)) or not (
        {"road", "bridge", "heavy", "financial"} & set(before)
    )


WARS = word_set(
    """
    war conflict insurgency rebellion campaign uprising revolution jihad struggle siege unrest
    hostilities feud crackdown violence offensive
    """
)
"""Nouns for what goes on for weeks and years, in which many attacks fall."""


def is_since(word: Token) -> bool:
    """Whether a word's clause tells of all that has been "since …"."""
    return any(
        t.lower_ == "since" or (t.dep_ == "advcl" and any(m.lower_ == "since" for m in t.lefts))
        for t in clause_verb(word).children
    )


def is_of_a_war(harm: Token) -> bool:
    """Whether a word of harm tells the dead of a stretch in which many attacks fell: "have been
    killed since the siege began", "has left 1,500 dead", of a war, "died in the conflict"."""
    verb = clause_verb(harm)
    within = prepositional(verb, frozenset({"in", "during", "throughout", "of"}))
    return is_since(harm) or any(t.lemma_.lower() in WARS for t in (*within, *subjects(verb)))
