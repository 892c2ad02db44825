"""English numerals: digits, words and mixes of both.

The grammar is that of Quirk, Greenbaum, Leech & Svartvik (1985), *A Comprehensive Grammar of
the English Language*, §6.63-6.70: units add to tens, both multiply "hundred", and the result
multiplies the powers of a thousand; "a" and "half a" may stand before a power for 1 and ½.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from tallybook.coding.counts.units import CURRENCY_SIGNS, UNIT_OF, singular
from tallybook.coding.language.token_rows import Tokens, word_set

_UNIT_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
TENS = {word: 10 * tens for tens, word in enumerate(_TEN_WORDS.split(), start=2)}
SMALL = UNITS | TENS
POWERS = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
"""Includes the South Asian numerals lakh and crore, which English papers there use."""
SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 10**12}
COLLECTIVE = {"dozen": 12, "score": 20}

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip

VULGAR = {
    "¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4), "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3), "⅛": Fraction(1, 8),
}  # fmt: skip
_SLASHED = re.compile(r"^(\d{1,3})[/⁄](\d{1,3})$")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64, 128})
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_GROUP = re.compile(r"^0\d{2}$")
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$|^\.\d+$")
_GLUED = re.compile(r"^(\d+(?:[.,]\d+)*)(k|m|mn|b|bn|tn)\.?$")
_ORDINAL_DIGITS = re.compile(r"^(\d{1,4})(?:st|nd|rd|th)$")
_STARTERS = frozenset(SMALL) | frozenset({"hundred", "thousand", "dozen"})


class Numeral(NamedTuple):
    """A numeral that ends before the word `end`; `digits` where it is written in figures."""

    end: int
    value: Fraction
    digits: bool


def digits_value(word: str) -> Fraction | None:
    """Return the value of a numeral in figures ("1,200", "3.5"), or None."""
    return Fraction(word.replace(",", "")) if _DIGITS.match(word) else None


def fraction_value(word: str) -> Fraction | None:
    """Return the value of a fraction written with a stroke or as one sign ("3/4", "½"), or None."""
    if word in VULGAR:
        return VULGAR[word]
    slashed = _SLASHED.match(word)
    if slashed is None:
        return None
    above, below = int(slashed[1]), int(slashed[2])
    proper = 0 < above < below and below in _DENOMINATORS
    return Fraction(above, below) if proper else None


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Return the longest numeral that starts at `index`, or None.

    "a dozen", "a hundred", "half a million", "a quarter of a million" and "half a dozen" are
    numerals; a lone article is none.
    """
    low = tokens.low
    word = low[index]
    if low[index + 1] in ("quarter", "quarters") and tokens.match(index + 2, ("of", "a")):
        above = 1 if word == "a" else SMALL.get(word, 0)
        if 0 < above < 4 and low[index + 4] in POWERS:
            return _powers(tokens, index + 4, above * Fraction(1, 4), digits=False)
    if word in ("a", "an"):
        following = low[index + 1]
        if following == "score" and _starts_number(low[index + 3]):
            return None  # "A score of five": points, not twenty.
        if following in POWERS or following in COLLECTIVE:
            return _powers(tokens, index + 1, Fraction(1), digits=False)
        if following == "half":  # "a half-dozen", "a half million"
            at = index + 3 if low[index + 2] == "-" else index + 2
            if low[at] in POWERS or low[at] in COLLECTIVE:
                return _powers(tokens, at, Fraction(1, 2), digits=False)
        return None
    if word == "half" and low[index + 1] in ("a", "an"):
        following = low[index + 2]
        if following in POWERS or following in COLLECTIVE:
            return _powers(tokens, index + 2, Fraction(1, 2), digits=False)
        return None
    glued = _GLUED.match(word)
    if glued and (base := digits_value(glued[1])) is not None:
        if glued[2] == "m" and not _is_million(tokens, index, index + 1):
            return None
        if glued[2] != "b":
            return Numeral(index + 1, base * SUFFIXES[glued[2]], True)
        if low[index - 1] in CURRENCY_SIGNS:
            return Numeral(index + 1, base * 10**9, True)
    value = digits_value(word)
    if _POINTED.match(word) and _counts_whole_things(tokens, index + 1):
        return Numeral(index + 1, Fraction(word.replace(".", "")), True)
    if value is None and word[-1:] in VULGAR and word[:-1].isdigit():
        return Numeral(index + 1, int(word[:-1]) + VULGAR[word[-1]], True)  # "2½"
    if value is not None:
        end = index + 1
        if word.isdigit():
            value, end = _continued(tokens, value, end)
        suffix = suffix_of(low[end]) if tokens.glued(end) else ""
        if suffix in SUFFIXES and suffix != "m":
            return Numeral(end + 1, value * SUFFIXES[suffix], True)
        if suffix == "m" and _is_million(tokens, index, end + 1):
            return Numeral(end + 1, value * SUFFIXES[suffix], True)
        if low[end] in POWERS or low[end] in COLLECTIVE:
            return _powers(tokens, end, value, digits=True)
        if low[end] == "-" and low[end + 1] in POWERS and tokens.glued(end + 1):
            return _powers(tokens, end + 1, value, digits=True)
        return Numeral(end, value, True)
    if word not in _STARTERS:
        return None
    end, small = _under_hundred(tokens, index)
    if end == index:
        return _powers(tokens, index, Fraction(1), digits=False)
    if low[end] in POWERS or low[end] in COLLECTIVE:
        return _powers(tokens, end, Fraction(small), digits=False)
    if tokens.match(end, ("and", "a")) and low[end + 2] in _PARTS:
        value = small + _PARTS[low[end + 2]]
        if low[end + 3] in POWERS or low[end + 3] in COLLECTIVE:
            return _powers(tokens, end + 3, value, digits=False)
        return Numeral(end + 3, value, False)
    return Numeral(end, Fraction(small), False)


def _is_grouped(tokens: Tokens, end: int) -> bool:
    """Whether three figures after a space belong to those before: "1 200 attacks". A phrase has one
    number (Quirk et al. 1985, ch. 5), so that two in a row before a plural are one, grouped as ISO
    80000-1 (§7.3.1) groups figures; a measure has its own ("12 120 mm rounds")."""
    low = tokens.low
    noun = low[end + 1]
    plural = noun == "people" or (len(noun) > 3 and noun.isalpha() and noun.endswith("s"))
    return bool(_THREE.match(low[end])) and plural and UNIT_OF.get(singular(noun)) in _COUNTED


def _counts_whole_things(tokens: Tokens, index: int) -> bool:
    """Whether what a figure counts comes in whole numbers, so that points part its thousands, as
    most of Europe and Latin America write them: "8.000 children"."""
    nouns = [tokens.low[index + ahead] for ahead in range(3)]
    return nouns[0] not in POWERS and any(UNIT_OF.get(singular(noun)) in _COUNTED for noun in nouns)


_POINTED = re.compile(r"^[1-9]\d{0,2}(?:\.\d{3})+$")
_THREE = re.compile(r"^\d{3}$")
_COUNTED = frozenset({"people", "attacks", "weapons", "vehicles"})


def _starts_number(word: str) -> bool:
    return word in SMALL or word[:1].isdigit()


def _continued(tokens: Tokens, value: Fraction, end: int) -> tuple[Fraction, int]:
    """Return a figure with what a space parts from it: groups of three ("12 000": a number never
    begins with a nought, so that "000" goes on the one before) and fractions ("1 1/2")."""
    low = tokens.low
    many = value > 0 and value < 1000
    while many and (_GROUP.match(low[end]) or _is_grouped(tokens, end)):
        value, end = value * 1000 + int(low[end]), end + 1
    fraction = fraction_value(low[end])
    return (value, end) if fraction is None else (value + fraction, end + 1)


def read_ordinal(tokens: Tokens, index: int) -> Numeral | None:
    """Return the ordinal at `index` ("third", "23rd", "twenty-first"), or None."""
    low = tokens.low
    word = low[index]
    if word in ORDINALS:
        return Numeral(index + 1, Fraction(ORDINALS[word]), False)
    digits = _ORDINAL_DIGITS.match(word)
    if digits:
        return Numeral(index + 1, Fraction(int(digits[1])), True)
    if word in TENS and low[index + 1] == "-" and ORDINALS.get(low[index + 2], 10) < 10:
        return Numeral(index + 3, Fraction(TENS[word] + ORDINALS[low[index + 2]]), False)
    return None


def suffix_of(word: str) -> str:
    """Return a word that may be the suffix of a number, without the full stop of its sentence."""
    return word[:-1] if word.endswith(".") else word


def _is_million(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a glued "m" is a million and no metre: after a currency, or before a plural, with
    what may stand between ("2.7m of its phones", "3m poor people")."""
    low = tokens.low
    if low[index - 1] in CURRENCY_SIGNS:
        return True
    for ahead in range(_NOUN_AHEAD):
        word = low[end + ahead]
        if word == "people" or (len(word) > 3 and word.isalpha() and word.endswith("s")):
            return True
        if not word.isalpha() or word in _NO_MODIFIERS:
            return False
    return False


_NOUN_AHEAD = 5
_NO_MODIFIERS = word_set(
    """
    in on at to from for with by away long wide high deep tall down up above below under over north
    south east west off outside inside long-range apart across is was are were has had
    """
)
"""Words after which no noun is counted by the number before them: a metre's own, or a verb."""


def _under_hundred(tokens: Tokens, index: int) -> tuple[int, int]:
    """Return (end, value) of a word numeral below a hundred; `end` is `index` for none."""
    low = tokens.low
    word = low[index]
    if word in TENS:
        if low[index + 1] == "-" and 0 < UNITS.get(low[index + 2], 0) < 10:
            return index + 3, TENS[word] + UNITS[low[index + 2]]
        if 0 < UNITS.get(low[index + 1], 0) < 10:
            return index + 2, TENS[word] + UNITS[low[index + 1]]
        return index + 1, TENS[word]
    if word in UNITS:
        return index + 1, UNITS[word]
    return index, 0


def _powers(tokens: Tokens, index: int, factor: Fraction, *, digits: bool) -> Numeral:
    """Read the powers from `index` on: `factor` multiplies the first one."""
    low = tokens.low
    if low[index] in COLLECTIVE:
        return Numeral(index + 1, factor * COLLECTIVE[low[index]], digits)
    total, group, end = Fraction(0), factor, index
    last = None
    while low[end] in POWERS:
        power = POWERS[low[end]]
        end += 1
        if power == 100 and last is None:
            group *= 100
            group, end = _remainder(tokens, end, group)
            if low[end] not in POWERS:
                break
            continue
        group *= power
        last = power
        total, group = total + group, Fraction(0)
        end, group = _next_group(tokens, end, power)
        if group == 0:
            break
    if last is not None and group == 0 and tokens.match(end, ("and", "a")):
        part = _PARTS.get(low[end + 2])
        if part is not None:  # "a million and a half"
            return Numeral(end + 3, total + part * last, digits)
    return Numeral(end, total + group, digits)


def _remainder(tokens: Tokens, end: int, group: Fraction) -> tuple[Fraction, int]:
    """Add what follows "hundred": "hundred and twelve", "hundred twelve"."""
    skip = 1 if tokens.low[end] == "and" else 0
    after, small = _under_hundred(tokens, end + skip)
    if after == end + skip:
        return group, end
    return group + small, after


def _next_group(tokens: Tokens, end: int, power: int) -> tuple[int, Fraction]:
    """Read a smaller group after a power: "two thousand three hundred", "a million and five"."""
    low = tokens.low
    skip = 1 if low[end] == "and" else 0
    after, small = _under_hundred(tokens, end + skip)
    if after == end + skip:
        return end, Fraction(0)
    group = Fraction(small)
    if low[after] == "hundred":
        group, after = _remainder(tokens, after + 1, group * 100)
    if POWERS.get(low[after], power) < power:
        group *= POWERS[low[after]]
        after += 1
    return after, group
