"""Is it English? The one question that coding has to have answered.

By function words: articles, prepositions, pronouns and auxiliaries are a closed class that no
text does without, whatever it is about, and between them are four in ten running words of
English (Zipf 1949; Grefenstette 1995, "Comparing two language identification schemes").
Trained identifiers know a hundred languages and cost 5 MB and numpy (py3langid), 19 MB
(simplemma) or 96 MB (lingua), and are sure of short lines that nobody could be sure of.
"""

from __future__ import annotations

import re
import unicodedata
from math import comb

from tallybook.core.documents import UNDETERMINED

ENGLISH = "en"

_MIN_WORDS = 12
"""Fewer words are too few to say: a headline can have no function word at all."""

_ENGLISH_SHARE = 0.2
_OTHER_SHARE = 0.08
"""Shares of running words. English news has 0.35 to 0.5, wires that leave out articles 0.25;
texts in other languages of Latin script 0.0 to 0.06, from words spelled alike ("a", "in")."""

_RARE = 0.01
_MANY_WORDS = 200
"""How seldom English may be taken for another language by chance alone, and words of which so
small a share is never chance."""

_FUNCTION_WORDS = frozenset(
    "the of and to in a an that is was were are be been being by for on at from with as it its "
    "this these those he she they them their his her we our you your i but or not no which who "
    "whom whose had has have will would could should may might must can did does do if when "
    "while after before between into than then there where said says all more other some any "
    "also about over under against during".split()
)
_FOREIGN_WORDS = frozenset(
    "el los las del que en una por para como con se su est les des du et dans pour par sur une "
    "qui ont été leur aux der das und von mit im den dem ein eine nicht auf bei il lo gli di che "
    "della nel nella sono è stati da uma não dos ao em het een van niet ve bir ile için yang dan "
    "di pada oleh".split()
)
_ENOUGH_FOREIGN = 3
"""Function words of other languages of Latin script, and how many of them in a line are more than
names ("Santa Cruz del Quiché", "El Fasher")."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def detect_language(text: str) -> str | None:
    """Return "en", "und" for what is surely not English, or None where there is too little."""
    # Counted in letters, not words: several scripts write no spaces.
    others = sum(
        text.count(letter)
        for letter in set(text)
        if not letter.isascii()
        and letter.isalpha()
        and not unicodedata.name(letter, "").startswith("LATIN")
    )
    if others >= _MIN_WORDS and others * 2 > sum(c.isalpha() for c in text):
        return UNDETERMINED
    words = _WORD.findall(text.lower())
    if len(words) < _MIN_WORDS:
        return None
    found = sum(1 for word in words if word in _FUNCTION_WORDS)
    if found >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    if found >= _OTHER_SHARE * len(words):
        return None
    foreign = sum(1 for word in words if word in _FOREIGN_WORDS)
    surely = (
        len(words) > _MANY_WORDS
        or foreign >= _ENOUGH_FOREIGN
        or _chance_of_so_few(found, len(words)) < _RARE
    )
    return UNDETERMINED if surely else None


def _chance_of_so_few(found: int, words: int) -> float:
    """The chance that so many words of telegraphic English have no more function words (the lower
    tail of a binomial distribution): a lead and its headline may have one in thirteen."""
    p = _ENGLISH_SHARE
    return sum(comb(words, n) * p**n * (1 - p) ** (words - n) for n in range(found + 1))


def settle_language(stated: str | None, text: str) -> tuple[str | None, bool]:
    """Return the language, and whether the page's statement stands.

    The page's word counts, except where the text plainly says otherwise: sites leave one
    template's `lang="en"` on all their editions, and the other way round.
    """
    detected = detect_language(text)
    if stated is None:
        return detected, False
    if detected == UNDETERMINED and stated == ENGLISH:
        return UNDETERMINED, False
    if detected == ENGLISH and stated != ENGLISH:
        return ENGLISH, False
    return stated, True
