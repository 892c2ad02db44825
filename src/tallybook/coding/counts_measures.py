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

from tallybook.coding.counts_numerals import (
    POWERS,
    SMALL,
    SUFFIXES,
    Numeral,
    digits_value,
    read_numeral,
    suffix_of,
)
from tallybook.coding.counts_tokens import Tokens, word_set
from tallybook.coding.counts_units import Unit

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_CODES = (
    r"(?:usd?|eur|gbp|chf|cad?|aud?|nzd?|hkd?|sgd|cny|rmb|jpy|inr|rs|pkr|bdt|lkr|npr|myr|rm|idr"
    r"|php|thb|vnd|krw|zar|ngn|kes|ksh|ugx|ush|tzs|ghs|etb|egp|try|ils|nis|sar|aed|qar|iqd|irr|rub"
    r"|uah|pln|sek|nok|dkk|brl|mxn|cop|clp|ars|pen)"
)
_CODED = re.compile(rf"^{_CODES}[$€£]?{_NUMBER}(k|m|mn|bn|tn|b)?$")
_MEASURED = re.compile(rf"^{_NUMBER}([a-zµμ°″′][\w/²³°.-]*|[″′²³])$")
_ABOUT = re.compile(rf"^[~≈]{_NUMBER}([a-zµμ°].*)?$")
_NO_UNITS = frozenset({"st", "nd", "rd", "th", "s", "am", "pm", "x", "mm"})
"""What stands behind a number and is no unit: endings of ordinals and decades, hours of the clock,
"2x"; a calibre in "mm" names an arm."""
_PERCENTS = frozenset({"pc", "pct"})
_LENGTHS = frozenset({"m", "km", "ft", "mi", "cm", "yd", "nm"})

_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
          "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}  # fmt: skip
_WHOLES = word_set("the of its their his her all this these those our")
_SLASHED = re.compile(r"^(\d{1,3})[/⁄](\d{1,3})$")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64, 128})


class Measured(NamedTuple):
    """A measuring number that ends before the word `end`; `about` where a sign makes it so."""

    end: int
    value: Fraction
    unit: Unit
    about: bool = False


def read_measured(tokens: Tokens, index: int) -> Measured | None:
    """Return the measuring number at `index`, or None."""
    return (
        _coded(tokens, index)
        or _with_sign(tokens, index)
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
    found = _CODED.match(tokens.low[index])
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None:
        return None
    end = index + 1
    if found[2]:
        return Measured(end, value * _power_of(found[2]), "money")
    suffix = suffix_of(tokens.low[end])
    if tokens.glued(end) and (suffix in SUFFIXES or suffix == "b"):
        return Measured(end + 1, value * _power_of(suffix), "money")
    while tokens.low[end] in POWERS:
        value *= POWERS[tokens.low[end]]
        end += 1
    return Measured(end, value, "money")


def _power_of(suffix: str) -> int:
    return SUFFIXES.get(suffix, 10**9)  # "b" is a billion behind a currency.


def _with_sign(tokens: Tokens, index: int) -> Measured | None:
    """ "~40", "≈32m2"."""
    found = _ABOUT.match(tokens.low[index])
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None:
        return None
    end = index + 1
    if found[2] is None and tokens.low[end] == "%":
        return Measured(end + 1, value, "percent", about=True)
    return Measured(end, value, "measure" if found[2] else "other", about=True)


def _with_unit(tokens: Tokens, index: int) -> Measured | None:
    """ "10kW", "250kg", "1.38pc". One capital letter names ("5G", "3D")."""
    word = tokens.low[index]
    found = _MEASURED.match(word)
    value = digits_value(found[1]) if found is not None else None
    if found is None or value is None or tokens.text[index][-1:] in "GDKTXV":
        return None
    unit = found[2].rstrip(".")
    if unit in _NO_UNITS or not (unit[0].isalpha() or unit in ("°", "″", "′", "²", "³")):
        return None
    if unit in _PERCENTS:
        return Measured(index + 1, value, "percent")
    return Measured(index + 1, value, "distance" if unit in _LENGTHS else "measure")


def read_share(tokens: Tokens, index: int) -> Measured | None:
    """Return the share of a whole at `index`, or None: "half the", "a third of", "two-thirds of",
    "three quarters of", "1/4 of"."""
    low = tokens.low
    slashed = _SLASHED.match(low[index])
    if slashed is not None:
        above, below = int(slashed[1]), int(slashed[2])
        if 0 < above < below and below in _DENOMINATORS and low[index + 1].isalpha():
            return Measured(index + 1, Fraction(above, below), "measure")
        return None
    if low[index] == "half":
        whole = low[index + 1] in _WHOLES and low[index - 1] not in ("first", "second", "other")
        return Measured(index + 1, Fraction(1, 2), "measure") if whole else None
    above = 1 if low[index] in ("a", "an") else SMALL.get(low[index], 0)
    at = index + 2 if low[index + 1] == "-" else index + 1
    below = _PARTS.get(low[at], 0)
    if above and below > above and low[at + 1] == "of":
        return Measured(at + 1, Fraction(above, below), "measure")
    return None


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
