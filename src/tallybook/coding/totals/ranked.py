"""Ranked attacks: the worst, or the latest, of those that a figure has counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

WORST = word_set(
    "worst deadliest bloodiest heaviest gravest biggest largest fiercest latest earliest first last"
)


def is_ranked_among(head: Token) -> bool:
    """ "Seven attacks. In the bloodiest, gunmen fired on a party", "the latest came on Sunday, when
    a jet bombed a camp", "the deadliest of them hit a school": a superlative without its noun ranks
    those just counted (nominal ellipsis, Halliday & Hasan 1976, ch. 4), one of which is told."""
    return any(stands_alone(word) for verb in _clauses(head) for word in _ranking(verb))


def _clauses(head: Token) -> Iterator[Token]:
    """The clause that tells an attack, and the one on whose day it does ("on Sunday, when …")."""
    verb = clause_verb(head)
    yield verb
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
        yield verb
    if verb.dep_ in ("relcl", "advcl") and any(t.lower_ == "when" for t in verb.lefts):
        yield clause_verb(verb.head)


def _ranking(verb: Token) -> Iterator[Token]:
    yield from prepositional(verb, frozenset({"in"}))
    yield from (t for t in verb.lefts if t.dep_ in SUBJECTS)


def stands_alone(word: Token) -> bool:
    """Whether a superlative stands for one of several that its sentence does not name again."""
    of_them = [t for t in prepositional(word, frozenset({"of"})) if t.lower_ in THOSE_COUNTED]
    defined = any(t.lower_ == "the" for t in word.lefts)
    most = word.lower_ == "recent" and any(t.lower_ == "most" for t in word.lefts)
    return (word.lower_ in WORST or most) and defined and len(of_them) == len(list(word.rights))


THOSE_COUNTED = frozenset({"them", "these", "those", "all"})
