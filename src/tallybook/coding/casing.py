"""Re-casing of wire copy in capitals and of headlines in title case.

Agencies' wire copy of the twentieth century, and some headlines today, are printed in capitals
alone; American headlines capitalise nearly every word. A tagger that learnt from mixed case
takes both for strings of names. Names keep their capital where the word is known as a part of a
name; everything else is written small. No character is added or removed.
"""

from __future__ import annotations

import re
from functools import cache

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.lexicon import known_lemmas, stems
from tallybook.knowledge.loading import load_knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"]\s?)$")

MOSTLY = 0.7
"""Share of capital letters from which a text counts as printed in capitals. Mixed-case news
has under 0.1; initialisms alone do not carry a paragraph past one half."""

TITLE_SHARE = 0.75
"""Share of capitalised long words from which a headline counts as title case: sentence-case
headlines capitalise names alone, which are seldom three words in four."""


def recase(text: str, role: str) -> str:
    """Return `text` with the case of running prose, character for character as long."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 12 and sum(c.isupper() for c in letters) / len(letters) > MOSTLY:
        return _rewrite(text, capitals=True)
    if role == "title" and _is_title_case(text):
        return _rewrite(text, capitals=False)
    return text


def _is_title_case(text: str) -> bool:
    long_words = [w for w in _WORD.findall(text) if len(w) > 3]
    capitalised = sum(w[0].isupper() for w in long_words)
    return len(long_words) >= 3 and capitalised / len(long_words) > TITLE_SHARE


def _rewrite(text: str, *, capitals: bool) -> str:
    found = list(_WORD.finditer(text))
    known = _names([m.group() for m in found])
    pieces: list[str] = []
    at = 0
    for index, word in enumerate(found):
        pieces.append(text[at : word.start()])
        at = word.end()
        printed = word.group()
        small = _lower(printed)
        starts = bool(_SENTENCE_START.search(text[max(0, word.start() - 3) : word.start()]))
        if capitals:
            name = index in known or not _is_common(small)
            pieces.append(_capitalise(small) if starts or name else small)
        elif starts or index in known or printed.isupper() or not printed[0].isupper():
            pieces.append(printed)
        else:
            # In title case the capital says nothing: a common word goes small and any other
            # keeps the capital that it has.
            pieces.append(small if _is_common(small) else printed)
    pieces.append(text[at:])
    return "".join(pieces)


def _names(words: list[str]) -> set[int]:
    """Which words belong to names of actors, places, months or days of the week."""
    knowledge = load_knowledge()
    inside = {i for i, word in enumerate(words) if word.lower() in CALENDAR}
    for hit in knowledge.actors.scan(words):
        inside.update(range(hit.start, hit.end))
    for start, end in knowledge.gazetteer.scan(words):
        if (
            end - start > 1
            or not _is_common(words[start].lower())
            or (knowledge.gazetteer.candidates(words[start])[:1] and _prominent(words[start]))
        ):
            inside.update(range(start, end))
    inside.update(i for i, w in enumerate(words) if knowledge.gazetteer.demonym_countries(w))
    return inside


def _prominent(name: str) -> bool:
    """Countries and first-order divisions are named more often than their common namesakes."""
    return load_knowledge().gazetteer.candidates(name)[0].kind in ("country", "admin1")


@cache
def _is_common(word: str) -> bool:
    """Whether a word is ordinary English: short, or a form of a lemma that the model knows."""
    return len(word) <= 3 or not known_lemmas().isdisjoint(stems(word))


CALENDAR = word_set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """
) - {"may", "march"}
"""Months and weekdays, without the two that are verbs as well."""


def _lower(word: str) -> str:
    """Lower-case where that keeps the length ("İ" becomes two code points in Python)."""
    small = word.lower()
    return small if len(small) == len(word) else word


def _capitalise(word: str) -> str:
    head = word[0].upper()
    return head + word[1:] if len(head) == 1 else word
