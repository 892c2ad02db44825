"""Numbers that measure: a unit or a currency code written to them, and shares of a whole.

News prints "10kW", "250kg", "EUR50m", "US113 trillion" and "~40" as one word (units after the
number, currency codes before it: ISO 4217 and the BIPM's SI Brochure, §5.4.3, whose space many
papers leave out). Such a number counts nothing: the noun behind it is what is measured. Nor does
the number of a hyphenated adjective ("a two-hour battle"), or a share of a whole ("half the
houses", "two-thirds of the crew", "1/4 of it").
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from tallybook.coding.counts.exclusions import is_one_of_the_most
from tallybook.coding.counts.hedges import Sense
from tallybook.coding.counts.numerals import (
    POWERS,
    SMALL,
    SUFFIXES,
    Numeral,
    digits_value,
    fraction_value,
    read_numeral,
    suffix_of,
)
from tallybook.coding.counts.units import CURRENCY_SIGNS, UNIT_OF, Unit, singular, unit_of
from tallybook.coding.language.token_rows import Tokens, word_set

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_CODES = (
    r"(?:usd?|eur|gbp|chf|cad?|aud?|nzd?|hkd?|sgd|cny|rmb|jpy|inr|rs|pkr|bdt|lkr|npr|myr|rm|idr"
    r"|php|thb|vnd|krw|zar|ngn|kes|ksh|ugx|ush|tzs|ghs|etb|egp|try|ils|nis|sar|aed|qar|iqd|irr|rub"
    r"|uah|pln|sek|nok|dkk|brl|mxn|cop|clp|ars|pen|y=|ps)"
)
"""Codes, and what the signs ¥ and £ become where a text is folded to ASCII by Unidecode's tables
("Y=100 million", "PS5,000"; "PS5" alone is a console)."""
_CODED = re.compile(rf"^{_CODES}[$€£]?{_NUMBER}(k|m|mn|bn|tn|b)?$")
_DOLLARS = re.compile(rf"^(?:us|a|c|nz|hk|s|t){_NUMBER}(k|m|mn|bn|tn|b)?$")
"""Whose dollars, behind the sign: "$A25,000"."""
_MEASURED = re.compile(rf"^{_NUMBER}([a-zµμ°″′][\w/²³°.-]*|[″′²³])$")
_ABOUT = re.compile(rf"^[~≈]{_NUMBER}([a-zµμ°].*)?$")
_SIGNED = re.compile(rf"^([-+]|minus-){_NUMBER}(.*)$")
_SUB = re.compile(rf"^sub-{_NUMBER}$")
_FOLD = re.compile(r"^([a-z]+|\d+)-?fold$")
_NO_UNITS = frozenset({"st", "nd", "rd", "th", "s", "ers", "am", "pm", "x"})
"""What stands behind a number and is no unit: endings of ordinals and decades, hours of the clock,
"2x"."""
_PERCENTS = frozenset({"pc", "pct", "%"})
_LENGTHS = frozenset({"m", "km", "ft", "mi", "cm", "yd", "nm"})
_JOINED = re.compile(rf"^{_NUMBER}(%?|[a-z]+)-[$€£]?{_NUMBER}(%?|[a-z]+)$")

_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
          "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "tenth": 10,
          "tenths": 10}  # fmt: skip
_WHOLES = word_set("the of its their his her all this these those our")


class Measured(NamedTuple):
    """A measuring number that ends before the word `end`; `sense` where a sign or prefix hedges."""

    end: int
    value: Fraction
    unit: Unit
    sense: Sense | None = None


def read_measured(tokens: Tokens, index: int) -> Measured | None:
    """Return the measuring number at `index`, or None."""
    return (
        _coded(tokens, index)
        or _with_sign(tokens, index)
        or _signed(tokens, index)
        or _with_unit(tokens, index)
        or _suspended(tokens, index)
    )


def _suspended(tokens: Tokens, index: int) -> Measured | None:
    """ "7-" of "a 7- or 8-inch pipe"."""
    word = tokens.low[index]
    value = digits_value(word[:-1]) if word.endswith("-") else None
    if value is None or tokens.low[index + 1] not in _SUSPENDING:
        return None
    return Measured(index + 1, value, "measure")


_SUSPENDING = frozenset({",", "or", "and", "to"})


def _coded(tokens: Tokens, index: int) -> Measured | None:
    """ "EUR50m", "RM23.50", "US113 trillion"."""
    coded = _DOLLARS if tokens.low[index - 1] == "$" else _CODED
    found = coded.match(tokens.low[index])
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None:
        return None
    end = index + 1
    if found[2]:
        return Measured(end, value * _power_of(found[2]), "money")
    suffix = suffix_of(tokens.low[end])
    console = len(tokens.low[index]) == 3 and tokens.low[index].startswith("ps")
    if console and not (tokens.glued(end) and suffix in SUFFIXES) and tokens.low[end] not in POWERS:
        return None
    if tokens.glued(end) and (suffix in SUFFIXES or suffix == "b"):
        return Measured(end + 1, value * _power_of(suffix), "money")
    value, end = _with_powers(tokens, value, end)
    return Measured(end, value, "money")


def _with_powers(tokens: Tokens, value: Fraction, end: int) -> tuple[Fraction, int]:
    while tokens.low[end] in POWERS:
        value *= POWERS[tokens.low[end]]
        end += 1
    return value, end


def _power_of(suffix: str) -> int:
    return SUFFIXES.get(suffix, 10**9)  # "b" is a billion behind a currency.


def _with_sign(tokens: Tokens, index: int) -> Measured | None:
    """ "~40", "≈32m2"; "sub-300" is less than 300 (Merriam-Webster, *sub-*: below)."""
    word = tokens.low[index]
    below = _SUB.match(word)
    if below is not None:
        value = digits_value(below[1])
        return None if value is None else Measured(index + 1, value, "measure", "fewer_than")
    found = _ABOUT.match(word)
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None:
        return None
    end = index + 1
    if found[2] is None and tokens.low[end] == "%":
        return Measured(end + 1, value, "percent", "about")
    return Measured(end, value, "measure" if found[2] else "other", "about")


def _signed(tokens: Tokens, index: int) -> Measured | None:
    """ "-5 degrees", "+1.2%", "minus-260", "$-50.8bn": how many there are has no sign, so that a
    number with one measures. A whole number after a capitalised word, a letter or another number
    goes on a name or a range ("AK -47", "1999 -2004")."""
    found = _SIGNED.match(tokens.low[index])
    value = digits_value(found[2]) if found is not None else None
    if found is None or value is None:
        return None
    end, tail = index + 1, found[3]
    percent = tail in _PERCENTS or (not tail and tokens.low[end] in ("%", "percent"))
    before = tokens.text[index - 1]
    named = before[:1].isupper() or (before[-1:].isalnum() and tokens.glued(index))
    if (named or before[-1:].isdigit() or found[1] == "+") and not percent and "." not in found[2]:
        return None
    if found[1] != "+":
        value = -value
    if percent:
        return Measured(end if tail else end + 1, value, "percent")
    if tail in SUFFIXES or (tail == "b" and before in CURRENCY_SIGNS):
        return Measured(end, value * _power_of(tail), "money" if tail != "k" else "measure")
    value, end = _with_powers(tokens, value, end)
    return Measured(end, value, "measure")


def read_minus(tokens: Tokens, index: int) -> Measured | None:
    """Return the number after the word "minus", or None: "minus 20 degrees"."""
    if tokens.low[index] != "minus" or tokens.low[index - 1][-1:].isdigit():
        return None
    numeral = read_numeral(tokens, index + 1)
    return None if numeral is None else Measured(numeral.end, -numeral.value, "measure")


def _with_unit(tokens: Tokens, index: int) -> Measured | None:
    """ "10kW", "250kg", "1.38pc". One capital letter names ("3D", "4K"), and
    an "x" multiplies ("4x4")."""
    word = tokens.low[index]
    found = _MEASURED.match(word)
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None or tokens.text[index][-1:] in "GDKTXV":
        return None
    unit = found[2].rstrip(".")
    if unit in _NO_UNITS or unit[0] == "x" or not (unit[0].isalpha() or unit in "°″′²³"):
        return None
    if unit in _PERCENTS:
        return Measured(index + 1, value, "percent")
    return Measured(index + 1, value, "distance" if unit in _LENGTHS else "measure")


def read_joined(tokens: Tokens, index: int) -> tuple[Numeral, Numeral] | None:
    """Return the ends of a range that is written as one word, or None: "10k-12k", "$5-$10",
    "5%-10%", "10cm-15cm"; of a power said once, both ends are."""
    found = _JOINED.match(tokens.low[index])
    if found is None or found[2] in _NO_UNITS or found[4] in _NO_UNITS:
        return None
    first, second = digits_value(found[1]), digits_value(found[3])
    if first is None or second is None:
        return None
    if not (found[2] or found[4]) and all(1000 <= end < 2100 for end in (first, second)):
        return None  # "1800–1840": years.
    tails = (found[2] or found[4], found[4])
    low, high = (
        value * SUFFIXES.get(tail, 1) for value, tail in zip((first, second), tails, strict=True)
    )
    return Numeral(index + 1, low, True), Numeral(index + 1, high, True)


def read_share(tokens: Tokens, index: int) -> Measured | None:
    """Return the share or the multiple of a whole at `index`, or None: "half the", "a third of",
    "two-thirds of", "three quarters of", "1/4 of", "sixfold", "one of the worst"."""
    low = tokens.low
    fraction = fraction_value(low[index])
    if fraction is not None:
        return Measured(index + 1, fraction, "measure") if low[index + 1].isalpha() else None
    folded = _FOLD.match(low[index])
    if folded is not None:
        times = SMALL.get(folded[1]) or digits_value(folded[1])
        return Measured(index + 1, Fraction(times), "measure") if times else None
    if is_one_of_the_most(tokens, index):
        return Measured(index + 1, Fraction(1), "measure")
    ratio = _ratio(tokens, index)
    if ratio is not None:
        return ratio
    if low[index] == "half":
        whole = low[index + 1] in _WHOLES and low[index - 1] not in ("first", "second", "other")
        if low[index + 1] in ("a", "an"):  # "half an hour", "half a mile"
            whole = UNIT_OF.get(low[index + 2]) in ("time", "distance")
        return Measured(index + 1, Fraction(1, 2), "measure") if whole else None
    above = 1 if low[index] in ("a", "an") else SMALL.get(low[index], 0)
    at = index + 2 if low[index + 1] == "-" else index + 1
    below = _PARTS.get(low[at], 0)
    if low[at + 2] in ("a", "an") and low[at + 3] in POWERS:
        return None  # "A quarter of a million" is a numeral.
    if above and below > above and low[at + 1] == "of":
        return Measured(at + 1, Fraction(above, below), "measure")
    return None


def _ratio(tokens: Tokens, index: int) -> Measured | None:
    """ "One in five people", "one out of three", "three in every four": a share, of how many is not
    said; what is in five attacks, and "three out of five attackers", are so many."""
    low = tokens.low
    at = index + (2 if low[index + 1] == "in" else 3)
    part = SMALL.get(low[index], 0)
    if not part or not (low[at - 1] == "in" or tokens.match(index + 1, ("out", "of"))):
        return None
    each = low[at] == "every"
    whole = read_numeral(tokens, at + each)
    if whole is None or whole.value <= part or low[index - 1] in ("the", "no"):
        return None
    if each:
        return Measured(whole.end, part / whole.value, "measure")
    many = low[whole.end]
    if low[at - 1] == "in" and (unit_of(many) != "people" or singular(many) == many):
        return None
    counted = unit_of(many) in ("attacks", "weapons", "vehicles")
    if low[at - 1] == "of" and (counted or (part > 1 and whole.value not in (10, 100))):
        return None
    return Measured(whole.end, part / whole.value, "measure")


def read_modifier(tokens: Tokens, numeral: Numeral) -> Measured | None:
    """Return the number of a hyphenated adjective, or None: "a two-hour battle", "7- or 8-inch".
    What follows the hyphen is measured or told apart, not counted; "one-way" and "three-fold" say
    something else."""
    low, end = tokens.low, numeral.end
    if low[end] != "-" or not tokens.glued(end):
        return None
    if tokens.glued(end + 1) and low[end + 1][:1].isalpha():
        named = low[end + 1] in _NO_MODIFIED
        return None if named else Measured(end + 2, numeral.value, "measure")
    suspended = low[end + 1] in _SUSPENDING
    return Measured(end + 1, numeral.value, "measure") if suspended else None


_NO_MODIFIED = word_set("way off time sided fold to and or half third quarter quarters thirds")


def amount_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Return a numeral with or without a unit written to it, as the end of a range has it."""
    numeral = read_numeral(tokens, index)
    if numeral is not None:
        return numeral
    measured = read_measured(tokens, index)
    return None if measured is None else Numeral(measured.end, measured.value, True)
