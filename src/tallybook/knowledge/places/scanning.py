"""Finding the gazetteer's names in a list of words, fast enough for every report.

English capitalises the words of a name except small ones inside it ("Khan al-Assal", "Cabo
Delgado", "Democratic Republic of the Congo"). A name is looked for where a capitalised word or
an Arabic article stands, over the longest run that such a name could have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tallybook.knowledge.places.entries import GazetteerEntry
from tallybook.knowledge.places.spelling import PREFERRED_MARK, all_keys, plain_key, words
from tallybook.knowledge.places.storage import GazetteerFile

LONGEST = 7
"""Words and hyphens that a name may have ("Deir ez - Zor" has four)."""

NOTABLE_POPULATION = 15_000
"""GeoNames' own step for larger towns (cities15000)."""

_ARTICLES = words("al el ad ar as ash at ath az ez ed er es an en")
_INSIDE = _ARTICLES | words(
    "ul esh - ’ ' of the and de del da do dos das di du la las le les los l d e y i na am der den "
    "on upon sur bin ibn"
)


_FUNCTION_WORDS = words(
    "a about above across after against all along also among an and another any are around as "
    "at be because been before behind being below between both but by can could did do does "
    "down during each either every few for from had has have he her here his how i if in "
    "inside into is it its less many may might more most much must near neither no none nor "
    "not now of off on once one only onto or other our out outside over per same several "
    "shall she should since so some such than that the their them then there these they this "
    "those though through thus to toward towards two under until up upon was we were what "
    "when where whether which while who whose why will with within without would yet you your"
)
"""The closed classes of English (Quirk et al. 1985, 2.39): no name begins or ends with one, yet
Most, Of and Same are towns, and texts in capitals do not tell them apart."""


class Scanner:
    """Proposes the ranges of words that print a name of the gazetteer."""

    def __init__(self, file: GazetteerFile) -> None:
        self._file = file
        self._known = lru_cache(16384)(self._look_up)
        self._begin = lru_cache(16384)(self._begins)

    def scan(self, tokens: Sequence[str], countries: tuple[str, ...]) -> list[tuple[int, int]]:
        """Return half-open ranges in order, none overlapping another, the longest preferred."""
        found: list[tuple[int, int]] = []
        start = 0
        while start < len(tokens):
            word = tokens[start]
            if word.islower() and word not in _ARTICLES and "-" not in word:
                start += 1  # Most words of a report end here.
                continue
            end = self._longest(tokens, start, countries) if _opens(tokens, start) else start
            if end > start:
                found.append((start, end))
                start = end
            else:
                start += 1
        return found

    def _longest(self, tokens: Sequence[str], start: int, countries: tuple[str, ...]) -> int:
        limit = start + 1
        while limit < len(tokens) and limit - start < LONGEST and _continues(tokens[limit]):
            limit += 1
        if limit - start > 2 and not self._begin(" ".join(tokens[start : start + 2])):
            limit = start + 1  # No name begins with these two words, so none goes on after them.
        for end in range(limit, start, -1):
            last = tokens[end - 1]
            if not last[:1].isupper() or last.lower() in _FUNCTION_WORDS:
                continue
            single = end - start == 1
            if self._known(" ".join(tokens[start:end]), single, countries):
                return end
        return start

    def _begins(self, words: str) -> bool:
        """Whether a name may begin with these words, by their keys: each word of a name is folded
        by itself. Articles are dropped from some keys, and say nothing."""
        if any(word.lower() in _ARTICLES for word in words.split()):
            return True
        return any(self._file.begins(key) for key in all_keys(words))

    def _look_up(self, name: str, single: bool, countries: tuple[str, ...]) -> bool:
        keys = all_keys(name)
        if not keys or len(keys[0]) < 2:
            return False
        if not single:
            # "The Hague" is in print as it stands; other spellings do not begin with "the".
            looked_up = keys[:1] if name[:4].lower() == "the " else keys
            return any(self._file.numbers(key) for key in looked_up)
        if self._file.numbers(PREFERRED_MARK + keys[0]):
            return True
        # One word in another romanisation is too often an English word: "Attack", "Said".
        if any(_notable(self._file.entry(row), keys[0]) for row in self._file.numbers(keys[0])):
            return True
        return any(
            countries and not set(countries).isdisjoint(self._file.entry(row).countries)
            for key in keys
            for row in self._file.numbers(key)
        )


def _opens(tokens: Sequence[str], start: int) -> bool:
    word = tokens[start]
    if word[:1].isupper() and (word.lower() not in _FUNCTION_WORDS or word in ("The", "THE")):
        return True
    if word in _ARTICLES:
        following = tokens[start + 1 : start + 3]
        return any(w[:1].isupper() for w in following)
    if "-" not in word:
        return False
    head, _, tail = word.partition("-")
    return head in _ARTICLES and tail[:1].isupper()


def _continues(word: str) -> bool:
    return word[:1].isupper() or word in _INSIDE or word.startswith(("al-", "el-", "ez-", "az-"))


def _notable(entry: GazetteerEntry, key: str) -> bool:
    if entry.kind in ("country", "admin1") or entry.own:
        return True
    return (
        entry.kind == "settlement"
        and entry.population >= NOTABLE_POPULATION
        and plain_key(entry.name) == key
    )
