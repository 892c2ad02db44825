"""Who did it, where a report says what somebody is or took part in, and who issued a claim.

"X was the mastermind of the raid", "X took part in the raid" lay a deed on X; "X issued a statement
claiming the raid" is a claim by X, for whom the statement speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import OBJECTS, SUBJECTS, prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import BY
from tallybook.coding.speech.verdicts import Responsibility, all_of, is_attack, make_verdicts
from tallybook.coding.voices.cues import COMMUNICATIONS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

AUTHORS = word_set(
    """
    perpetrator mastermind author culprit organiser organizer planner ringleader architect
    instigator
    """
)
"""Nouns for whoever did or planned a deed, which "of" names."""

ISSUED = frozenset({"by", "from", "of"})


def issuers(claimants: Sequence[Token]) -> list[Token]:
    """Return who claims: of a statement, video or leaflet, whoever issued it ("a statement by the
    group claimed", "the group released a video claiming"), and nobody where that is not told: such
    things speak for somebody and do nothing themselves."""
    return [issuer for claimant in claimants for issuer in _issuers(claimant)]


def _issuers(claimant: Token) -> list[Token]:
    if claimant.lemma_.lower() not in COMMUNICATIONS:
        return [claimant]
    owners = [t for t in claimant.lefts if t.dep_ == "poss"]
    for node in (claimant, *(t for t in claimant.rights if t.dep_ == "acl")):
        owners += prepositional(node, ISSUED if node is claimant else BY)
    if owners:
        return owners
    named = [t for t in claimant.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN"]
    verb = claimant.head
    if claimant.dep_ in OBJECTS and verb.pos_ == "VERB":
        return named or (prepositional(verb, BY) if is_passive(verb) else all_of(subjects(verb)))
    if claimant.dep_ in SUBJECTS and is_passive(verb):
        return named or prepositional(verb, BY)
    return named


def owned_up_to(verb: Token) -> list[Token]:
    """Return what was admitted to ("owned up to the attack")."""
    up = [t for t in verb.children if t.lower_ == "up"] if verb.lemma_ == "own" else []
    return [t for head in (verb, *up) for t in prepositional(head, frozenset({"to"}))] if up else []


def authors(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield whom a deed is laid on by what they are called ("was the mastermind of the raid") or by
    their part in it ("participated in the murder of X")."""
    if any(t.dep_ == "neg" for t in verb.children):
        return
    if verb.lemma_ == "be":
        called = [t for t in verb.rights if t.lemma_.lower() in AUTHORS and t.dep_ == "attr"]
        deeds = [d for t in called for d in prepositional(t, frozenset({"of"}))]
    else:
        parts = [verb] if verb.lemma_ == "participate" else []
        parts += [t for t in objects(verb) if verb.lemma_ == "take" and t.lemma_ == "part"]
        heads = [verb, *parts] if parts else []
        deeds = [d for t in heads for d in prepositional(t, frozenset({"in"}))]
    for deed in deeds:
        if is_attack(deed.i, sentence, knowledge):
            about = frozenset(range(*subtree_bounds(deed)))
            doers = all_of(subjects(verb))
            yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)
            return
