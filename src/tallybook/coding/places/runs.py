"""Runs of words that can be a place's name, to the left or the right of what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.places.words import KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token

HYPHENS = ("-", "\N{EN DASH}")


def run_after(doc: Doc, start: int) -> int:
    end = start
    while end < len(doc) and end - start < 4:
        token = doc[end]
        if token.text in HYPHENS and end > start and end + 1 < len(doc):
            if not doc[end + 1].text[:1].isupper():
                break
        elif not names(token) or token.lower_ in KINDS:
            break
        end += 1
    return end


def run_before(doc: Doc, end: int) -> int:
    start = end
    while start > 0 and end - start < 4:
        token = doc[start - 1]
        if token.text in HYPHENS and start < end and start > 1:
            if not doc[start - 2].text[:1].isupper():
                break
        elif not names(token):
            break
        start -= 1
    return start


def names(token: Token) -> bool:
    """Whether a token can be a word of a name: capitalised, and of a class that names are of."""
    return (
        token.text[:1].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and token.text.replace("'", "").replace("’", "").replace("-", "").isalpha()
        and not (token.is_sent_start and token.lower_ in ("the", "a", "an"))
    )
