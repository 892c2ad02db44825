"""Hanging the words of a parse anew: one in another's place, several as one noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tallybook.coding.language.tokens import Token


def put_in_place_of(token: Token, other: Token) -> None:
    """Hang a token where another one hangs, as the root if that is what the other is."""
    token.rehang(token if other.head is other else other.head, other.dep_)


def hang_as_phrase(words: Sequence[Token], head: Token, dependency: str) -> None:
    """Make one noun phrase of some words, the last of which is its noun."""
    if not words:
        return
    noun = words[-1]
    noun.rehang(head, dependency)
    if noun.pos_ not in NOUNS:
        noun.pos_, noun.tag_ = "NOUN", "NN"
    for token in words[:-1]:
        if token.head not in words:
            token.rehang(noun, token.dep_)
