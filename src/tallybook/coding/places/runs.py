"""Runs of words that can be a place's name, to the left or the right of what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.words import KINDS, OPENERS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token

HYPHENS = ("-", "\N{EN DASH}")
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


PARTICLES = word_set(
    """
    al el ad ar ash ed er es esh ez az en de del des du la le las los da dos das di
    """
)
"""Articles and prepositions that names of Arabic and Romance languages hold in small letters, as in
"Khan ash Shih", "San Juan del Sur"; without those that are English words ("as", "at", "do")."""

LONGEST_RUN = 4
"""Words of a name, particles aside."""

AYN = frozenset("‘ʿ`")
"""How transliterations of Arabic write the letter ʿayn (ALA-LC romanisation table, 2012), which may
open a name or a word of it: "‘Ain Dara", "Tall ‘Umar"."""


def run_after(doc: Doc, start: int) -> int:
    """Return the end of the run of name words that begins at a token."""
    end, words = start, 0
    while end < len(doc) and words < LONGEST_RUN:
        token = doc[end]
        if token.text in HYPHENS and end > start and end + 1 < len(doc):
            if not doc[end + 1].text[:1].isupper() and not _ends_small(doc, end + 1):
                break
        elif (token.lower_ in PARTICLES and token.text.islower()) or _article(doc, end):
            if end == start or not _goes_on(doc, end, 1):
                break
        elif opens_word(doc, end):
            pass
        elif not names(token) or token.lower_ in KINDS:
            break
        else:
            words += 1
        end += 1
    return end


def _article(doc: Doc, at: int) -> bool:
    """ "Tall as Samn": behind the first word of an Arabic name its article stands."""
    if at < 1 or doc[at].text not in ENGLISH_TOO:
        return False
    return doc[at - 1].text[:1].isupper() and doc[at - 1].lower_ in OPENERS


ENGLISH_TOO = frozenset({"as", "at", "an"})
"""Forms of the Arabic article that are English words."""


def run_before(doc: Doc, end: int) -> int:
    """Return the start of the run of name words that ends before a token."""
    start, words = end, 0
    while start > 0 and words < LONGEST_RUN:
        token = doc[start - 1]
        if token.text in HYPHENS and start < end and start > 1:
            if not doc[start - 2].text[:1].isupper():
                break
        elif (token.lower_ in PARTICLES and token.text.islower()) or _article(doc, start - 1):
            if start == end or not _goes_on(doc, start - 1, -1):
                break
        elif opens_word(doc, start - 1):
            pass
        elif not names(token):
            break
        else:
            words += 1
        start -= 1
    return start


def _ends_small(doc: Doc, at: int) -> bool:
    """ "Ra-ngae", "Cho-airong": a name written with a hyphen may go on small; the tagger takes it
    for a name where "-held", "-backed" and "-based" are participles."""
    token = doc[at]
    joined = at > 1 and doc[at - 1].text in HYPHENS and not doc[at - 1].whitespace_
    if not joined or doc[at - 2].whitespace_ or not doc[at - 2].text[:1].isupper():
        return False
    return token.text.islower() and token.text.isalpha() and token.tag_ == "NNP"


def opens_word(doc: Doc, index: int) -> bool:
    """Whether a token is an ʿayn that opens the next word, and no quotation that one closes."""
    token = doc[index]
    if token.text not in AYN or index + 1 >= len(doc) or token.whitespace_:
        return False
    following = doc[index + 1 : index + 1 + 2 * LONGEST_RUN]
    closed = any(t.text in ("’", "'") and t.dep_ not in ("case", "poss") for t in following)
    return names(doc[index + 1]) and not closed


def _goes_on(doc: Doc, index: int, step: int) -> bool:
    """Whether a name's word stands beyond a particle, or beyond two or a hyphen: "de los Baylón",
    "al-Qantra"."""
    for at in (index + step, index + 2 * step):
        if not 0 <= at < len(doc):
            return False
        if names(doc[at]):
            return True
        particle = doc[at].lower_ in PARTICLES and doc[at].text.islower()
        if not particle and doc[at].text not in HYPHENS:
            return False
    return False


_MARKS = dict.fromkeys(map(ord, "'’-" + "".join(AYN)))


def names(token: Token) -> bool:
    """Whether a token can be a word of a name: capitalised, and of a class that names are of."""
    if token.text.islower():
        return _ends_small(token.doc, token.i)
    return (
        token.text[:1].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and token.text.translate(_MARKS).isalpha()
        and not (token.is_sent_start and token.lower_ in ("the", "a", "an"))
    )
