"""Spellings that no key meets: a near one, and only inside a country that the report is about."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from tallybook.knowledge.places.entries import Kind
from tallybook.knowledge.places.spelling import folding_of, plain_key
from tallybook.knowledge.places.storage import GazetteerFile

SHORTEST = 5
"""Keys of fewer letters have too many neighbours at one edit."""

CUTOFF = 88.0
"""Least similarity (normalised Indel, 0 to 100): one substitution in nine letters, or one
insertion in five, is within it."""

LEAD = 2.0
"""How far the best spelling must be ahead of the next place's, in points of similarity."""

SAME_START = 3
"""Letters that both keys begin with: slips of the pen and of transliteration rarely hit the
first letters (Pollock & Zamora 1984, CACM 27(4), on first-letter errors)."""


def nearest_spellings(
    file: GazetteerFile, name: str, countries: frozenset[str], kinds: Collection[Kind]
) -> list[int]:
    """Return the rows of `kinds` in `countries` that are spelt most nearly so: several where the
    next is not LEAD behind, as a town and its division are."""
    ranked = near_spellings(file, name, countries)
    ranked = [(row, score) for row, score in ranked if file.entry(row).kind in kinds]
    return [row for row, score in ranked if score > ranked[0][1] - LEAD]


def near_spellings(
    file: GazetteerFile, name: str, countries: frozenset[str], *, cutoff: float = CUTOFF
) -> list[tuple[int, float]]:
    """Return rows of places spelt nearly so with their similarity, the nearest first.

    Without `countries`, places of all countries; a caller may do that to suggest, never to
    choose.
    """
    from rapidfuzz import fuzz, process

    folds = {f for f in map(folding_of, countries) if f is not None}
    keys = {plain_key(name), *(fold(name) for fold in folds)}
    best: dict[int, float] = {}
    for key in keys:
        start = SAME_START + (key[:1] in "+=")
        if len(key) < SHORTEST:
            continue
        rows = _keys_starting(file, key[:start])
        hits = process.extract(
            key, [k for k, _ in rows], scorer=fuzz.ratio, score_cutoff=cutoff, limit=50
        )
        for _, score, index in hits:
            row = rows[index][1]
            if not countries or countries.intersection(file.entry(row).countries):
                best[row] = max(best.get(row, 0.0), score)
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


def is_near(one: str, other: str) -> bool:
    """Whether two plain keys are spelt nearly alike."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= CUTOFF


@lru_cache(maxsize=64)
def _keys_starting(file: GazetteerFile, start: str) -> list[tuple[str, int]]:
    return file.keys_starting(start)
