"""Glosses in brackets: "CLF [Coast Liberation Front] units", "Coast Liberation Front (CLF) men".

A gloss explains a word and is no part of the clause (a parenthetical, Huddleston & Pullum 2002,
ch. 15 §5); between a name and its noun it breaks the parse. In a quotation brackets stand as well
for the speaker's own words ("[the army] shot first"), which the clause needs, and so they do in
wire copy for what an editor has put in ("[President] Sarr").
"""

from __future__ import annotations

import re

from tallybook.coding.counts.units import unit_of

_SPELT_OUT = re.compile(r"\b([A-Z][A-Z.-]+)(\s*)\[([^\[\]\n]{4,120})\]")
_SHORT = re.compile(r"(?<=\w)(\s*)(\[([A-Z][A-Z.-]{1,9})\]|\(([A-Z][A-Z.-]{1,9})\)(?=\s+(\w+)))")
_WORDS = 10
"""Words before a short form in which the name that it stands for is looked for."""


def without_glosses(text: str) -> str:
    """Return `text` with white space for what spells out an acronym before it, for an acronym that
    an editor puts behind a name, and for one that parts a name from its members ("Front (CLF)
    men"), character for character as long."""
    if "[" in text:
        text = _SPELT_OUT.sub(_without_expansion, text)
    return _SHORT.sub(_without_short_form, text) if "[" in text or "(" in text else text


def _without_expansion(found: re.Match[str]) -> str:
    """An acronym without the words that it stands for, in whatever language they were put."""
    acronym, space, words = found.groups()
    initials = {word[0] for word in words.split() if word[0].isupper()}
    if not _stands_for(acronym, initials):
        return found.group()
    return acronym + space + " " * (len(words) + 2)


def _without_short_form(found: re.Match[str]) -> str:
    _, _, edited, printed, following = found.groups()
    if printed is not None and unit_of(following.lower()) not in ("people", "attacks"):
        return found.group()
    before = re.findall(r"\w+", found.string[max(0, found.start() - 120) : found.start()])
    initials = {word[0] for word in before[-_WORDS:] if word[0].isupper()}
    acronym = edited or printed
    spelt = "".join(word[0] for word in before[-len(acronym) :]).upper() == acronym
    return " " * len(found.group()) if spelt or _stands_for(acronym, initials) else found.group()


def _stands_for(acronym: str, initials: set[str]) -> bool:
    """Whether at least half of an acronym's letters begin words of a name."""
    letters = [letter for letter in acronym if letter.isalpha()]
    return 2 * sum(letter in initials for letter in letters) >= len(letters)
