"""Communications that a report says somebody issued: "JNIM released a video. The video said …".

A definite noun for a communication takes up the one that was told of (Heim 1982), and speaks for
whoever issued that; it is no voice of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import prepositional
from tallybook.coding.speech.authors import ISSUED, channel_owners, issuers
from tallybook.coding.voices.cues import BODY_NOUNS, COMMUNICATIONS, SPEAKER_NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tallybook.coding.language.reading import Passage, Sentence
    from tallybook.coding.language.tokens import Token

NEAR = 3
"""Sentences back in which a communication was issued that "the statement" takes up."""


def issuer(head: Token) -> Token | None:
    """Return who speaks through a communication ("a bulletin issued by UN monitors", "the
    spokesman's statement", "a message on X's channel"): a speaker like any other, with a body of
    its own."""
    if head.lemma_.lower() not in COMMUNICATIONS:
        return None
    owners = [t for t in head.lefts if t.dep_ == "poss"]
    for node in (head, *(t for t in head.rights if t.dep_ == "acl")):
        owners += prepositional(node, ISSUED)
    return next((t for t in (*owners, *channel_owners(head)) if _speaks(t)), None)


def _speaks(noun: Token) -> bool:
    return (
        noun.ent_type_ in ("PERSON", "ORG", "NORP")
        or noun.pos_ == "PROPN"
        or noun.lemma_.lower() in SPEAKER_NOUNS | BODY_NOUNS
    )


def issued_before(noun: Token, read: Sequence[Sentence]) -> tuple[Token, Passage] | None:
    """Return who issued the communication that a definite noun takes up, and the passage that names
    them; None where the last sentences, of which the noun's own is the last, tell of none."""
    if noun.lemma_.lower() not in COMMUNICATIONS:
        return None
    if not any(t.lower_ in ("the", "this", "that") for t in noun.lefts):
        return None
    for sentence in reversed(read[-1 - NEAR : -1]):
        for token in reversed(sentence.tokens):
            if token.lemma_.lower() in COMMUNICATIONS and token.pos_ == "NOUN":
                found = issuers([token])
                return (found[0], sentence.passage) if found else None
    return None
