"""The lemmas that the English model knows, and the forms that a word may be of.

The lookup tables come with the pinned model (they go back to WordNet's lists). They are asked for
single words, before any parse.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from tallybook.coding.language.model import load_model

_SUFFIXES = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"),
             ("ing", ""), ("ing", "e"), ("ly", ""))  # fmt: skip
"""Regular inflections of English and the adverb's ending (Quirk et al. 1985, §§3.2 ff., 5.79)."""


@cache
def _tables() -> Any:
    return load_model().lemma_tables


@cache
def known_lemmas() -> frozenset[str]:
    """Every lemma, and every irregular form, in the model's tables."""
    tables = _tables()
    index = {w for words in tables.get_table("lemma_index").values() for w in words}
    irregular = {w for words in tables.get_table("lemma_exc").values() for w in words}
    return frozenset(index | irregular)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for words in _tables().get_table("lemma_exc").values():
        for form, lemmas in words.items():
            found.setdefault(form, set()).update(lemmas)
    return {form: tuple(sorted(lemmas)) for form, lemmas in found.items()}


def stems(word: str) -> set[str]:
    """Return the lemmas that a lower-case word may be a form of, itself among them."""
    found = {word, *_irregular().get(word, ())}
    for suffix, ending in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            found.add(stem + ending)
            if len(stem) > 2 and stem[-1] == stem[-2] and suffix in ("ed", "ing"):
                found.add(stem[:-1])  # "gunned", "hitting"
    return found
