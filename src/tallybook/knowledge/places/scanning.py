"""Finding the gazetteer's names in a list of words, fast enough for every report.

English capitalises the words of a name except small ones inside it ("Khan al-Assal", "Cabo
Delgado", "Democratic Republic of the Congo"). A name is looked for where a capitalised word or
an Arabic article stands, over the longest run that such a name could have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tallybook.knowledge.places.entries import GazetteerEntry
from tallybook.knowledge.places.spelling import all_keys, plain_key
from tallybook.knowledge.places.storage import GazetteerFile

LONGEST = 7
"""Words and hyphens that a name may have ("Deir ez - Zor" has four)."""

NOTABLE_POPULATION = 15_000
"""GeoNames' own step for larger towns (cities15000)."""

_INSIDE = frozenset(
    "al el ul ad ar as ash at ath az ez en an ed er es esh ad - ’ ' of the and de del da do dos das "
    "di du la las le les los l d e y i na am an der den on upon sur bin ibn".split()
)
_ARTICLES = frozenset("al el ad ar as ash at ath az ez ed er es an en".split())


class Scanner:
    """Proposes the ranges of words that print a name of the gazetteer."""

    def __init__(self, file: GazetteerFile) -> None:
        self._file = file
        self._known = lru_cache(16384)(self._look_up)

    def scan(self, words: Sequence[str], countries: tuple[str, ...]) -> list[tuple[int, int]]:
        """Return half-open ranges in order, none overlapping another, the longest preferred."""
        found: list[tuple[int, int]] = []
        start = 0
        while start < len(words):
            end = self._longest(words, start, countries) if _opens(words, start) else start
            if end > start:
                found.append((start, end))
                start = end
            else:
                start += 1
        return found

    def _longest(self, words: Sequence[str], start: int, countries: tuple[str, ...]) -> int:
        limit = start + 1
        while limit < len(words) and limit - start < LONGEST and _continues(words[limit]):
            limit += 1
        for end in range(limit, start, -1):
            if not words[end - 1][:1].isupper():
                continue
            single = end - start == 1
            if self._known(" ".join(words[start:end]), single, countries):
                return end
        return start

    def _look_up(self, name: str, single: bool, countries: tuple[str, ...]) -> bool:
        if len(plain_key(name)) < 3:
            return False
        for key in all_keys(name):
            rows = self._file.numbers(key)
            if rows and not single:
                return True
            if any(_notable(self._file.entry(row), countries) for row in rows):
                return True
        return False


def _opens(words: Sequence[str], start: int) -> bool:
    word = words[start]
    if word[:1].isupper():
        return True
    if word in _ARTICLES:
        following = words[start + 1 : start + 3]
        return any(w[:1].isupper() for w in following)
    head, hyphen, tail = word.partition("-")
    return bool(hyphen) and head in _ARTICLES and tail[:1].isupper()


def _continues(word: str) -> bool:
    return word[:1].isupper() or word in _INSIDE or word.startswith(("al-", "el-", "ez-", "az-"))


def _notable(entry: GazetteerEntry, countries: tuple[str, ...]) -> bool:
    if entry.kind in ("country", "admin1") or entry.own:
        return True
    if any(code in countries for code in entry.countries):
        return True
    return entry.kind == "settlement" and entry.population >= NOTABLE_POPULATION
