"""Editors' glosses in square brackets: "the CLF [Coast Liberation Front] units".

A gloss explains a word and is no part of the clause (a parenthetical, Huddleston & Pullum 2002,
ch. 15 §5); between a name and its noun it breaks the parse. In a quotation brackets stand as well
for the speaker's own words ("[the army] shot first"), which the clause needs.
"""

from __future__ import annotations

import re

_GLOSS = re.compile(r"\b([A-Z][A-Z.-]+)(\s*)\[([^\[\]\n]{4,120})\]")


def without_glosses(text: str) -> str:
    """Return `text` with white space for what spells out an acronym before it, character for
    character as long."""
    return _GLOSS.sub(_without_expansion, text) if "[" in text else text


def _without_expansion(found: re.Match[str]) -> str:
    """An acronym without the words that it stands for, in whatever language they were put: at
    least half of its letters begin them."""
    acronym, space, words = found.groups()
    initials = {word[0] for word in words.split() if word[0].isupper()}
    letters = [letter for letter in acronym if letter.isalpha()]
    if 2 * sum(letter in initials for letter in letters) < len(letters):
        return found.group()
    return acronym + space + " " * (len(words) + 2)
