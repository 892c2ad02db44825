"""Ranges: "between 5 and 7", "from 10 to 12", "two or three", "5-7 million"."""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction
from math import ceil, floor

from tallybook.coding.counts.changes import change_at, revised_from
from tallybook.coding.counts.exclusions import is_modifier, opens_address
from tallybook.coding.counts.hedges import Hedge, bounds_of, hedge_of
from tallybook.coding.counts.marks import ADDED_AFTER, NumberReading, Rule, hedged, unit_marks
from tallybook.coding.counts.measures import amount_numeral, read_joined
from tallybook.coding.counts.numerals import POWERS, Numeral
from tallybook.coding.counts.units import CURRENCY_SIGNS, UNIT_OF, UNIT_SYMBOLS, Unit, singular
from tallybook.coding.language.token_rows import Tokens

RANGE_FRAMES = {"between": ("and",), "from": ("to",), "anywhere": ()}
"""Words that open a range, and those that join its ends."""


def framed_range(tokens: Tokens, index: int, dated: Container[int]) -> NumberReading | int | None:
    """Read "between 5 and 7", "from 10 to 12", "anywhere from 10 to 12"."""
    at = index
    if tokens.low[at] == "anywhere":
        at += 1
    joiners = RANGE_FRAMES.get(tokens.low[at])
    if not joiners or at + 1 in dated:
        return None
    first = _amount(tokens, at + 1)
    if first is None:
        return None
    joiner = _past_unit(tokens, first.end)
    if tokens.low[joiner] not in joiners:
        return None
    if tokens.low[at] == "from" and revised_from(tokens, at + 1):
        return None
    second = _amount(tokens, joiner + 1)
    if second is None or (joiner > first.end and tokens.low[second.end] != tokens.low[first.end]):
        return None
    if _are_years(tokens, at + 1, joiner + 1):
        return second.end
    ranged = _range(tokens, index, first, second)
    if isinstance(ranged, NumberReading) and tokens.low[index - 1] in ("aged", "ages"):
        return ranged._replace(rule="age", unit="age")
    return ranged


def _are_years(tokens: Tokens, first: int, second: int) -> bool:
    """Whether both ends of a range look like years and count nothing: "between 1600 and 1900"."""
    low = tokens.low
    years = all(low[i].isdigit() and 1000 <= int(low[i]) < 2100 for i in (first, second))
    return years and not (low[second + 1].endswith("s") or low[second + 1] == "people")


def _past_unit(tokens: Tokens, end: int) -> int:
    """Return the index after a unit that is said with both ends ("between 50 metres and 100
    metres"), else `end`."""
    word = tokens.low[end]
    of_measure = UNIT_OF.get(singular(word)) in ("time", "distance", "money")
    return end + 1 if of_measure or word in UNIT_SYMBOLS else end


def joined_range(tokens: Tokens, index: int) -> NumberReading | int | None:
    """Read a range that is written as one word: "10k-12k", "$5-$10"."""
    ends = read_joined(tokens, index)
    return None if ends is None or ends[0].value >= ends[1].value else _range(tokens, index, *ends)


def bare_range(tokens: Tokens, index: int, numeral: Numeral) -> NumberReading | int | None:
    """Read "two to three", "two or three", "5-7"; skip scores ("2-1") and revised figures."""
    low = tokens.low
    unit, end = unit_marks(tokens, index, numeral.end)
    joiner = low[end]
    if joiner not in ("to", "or", "-"):
        return None
    hyphened = _HYPHENED_TO.match(low[end + 1]) if joiner == "-" else None
    second = _amount(tokens, end + 1)
    if hyphened is not None:  # "0-to-60"
        second = Numeral(end + 2, Fraction(hyphened[1]), True)
    if second is None or low[end + 1] in ("a", "an"):
        return None
    if joiner == "-":
        glued = tokens.glued(end)
        if glued != tokens.glued(end + 1) or (not glued and not _is_span(tokens, index, second)):
            return None
        if second.value <= numeral.value or low[second.end] in ("win", "victory", "lead"):
            return second.end
        if opens_address(tokens, second.end) or _are_years(tokens, index, end + 1):
            return second.end
    if second.value <= numeral.value or revised_from(tokens, index):
        return None
    if unit == "percent" and _range_unit(tokens, second.end)[0] != "percent":
        return None  # "By 10 per cent to 18 yuan": two numbers of different kinds.
    if joiner == "to" and change_at(tokens, index, end, None) is not None:
        # "Rose by 12 to 45": the difference, then the total.
        return None
    ranged = _range(tokens, index, numeral, second)
    if isinstance(ranged, NumberReading) and is_modifier(tokens, second.end):
        end = second.end + 2
        return ranged._replace(unit="measure", stop=end, end=end)  # "a 40 to 50-hour siege"
    return ranged


def _is_span(tokens: Tokens, index: int, second: Numeral) -> bool:
    """Whether a dash between spaces joins two figures ("2000 - 2500 calories"): where a noun
    follows the second; else the dash parts what stands around it ("killed 12 - 30 hurt")."""
    if not (tokens.low[index].lstrip("~≈")[:1].isdigit() and second.digits):
        return False
    last = tokens.low[second.end - 1]
    return tokens.part_of_speech(second.end) == "NOUN" or last == "%" or last[-1:].isalpha()


_HYPHENED_TO = re.compile(r"^to-(\d+)$")


def _range(
    tokens: Tokens, index: int, first: Numeral, second: Numeral
) -> NumberReading | int | None:
    """Return the reading of a range; a power said once multiplies both ("5 to 7 million")."""
    low = tokens.low
    lowest, highest = first.value, second.value
    unit, last = _range_unit(tokens, second.end)
    power = POWERS.get(low[last - 1], 1)
    if power > 1 and low[first.end - 1] not in POWERS and lowest < highest / power:
        lowest *= power
    if lowest >= highest or lowest < 0:
        # A range of things begins at none: a dash before a digit is a minus ("-5 to 3 degrees")
        # or a part of a number to call.
        return None
    senses, start, end = hedged(tokens, index, second.end)
    bounds: tuple[int, int | None] = (floor(lowest), ceil(highest))
    hedge: Hedge = "between"
    if hedge_of(senses) in ("at_least", "more_than"):
        bounds, hedge = bounds_of(lowest, senses), hedge_of(senses)
    elif hedge_of(senses) in ("at_most", "fewer_than"):
        bounds, hedge = bounds_of(highest, senses), hedge_of(senses)
    elif senses:
        low_end, high_end = bounds_of(lowest, senses)[0], bounds_of(highest, senses)[1]
        bounds, hedge = (low_end, high_end), "about"
    rule: Rule = "additional" if low[end] in ADDED_AFTER else "range"
    ends = (lowest, highest)
    return NumberReading(start, end, end, *bounds, hedge, rule, None, unit, ends)


def _amount(tokens: Tokens, index: int) -> Numeral | None:
    """Return the numeral at `index` with the sign of its unit taken into its end."""
    at = index + 1 if tokens.low[index] in CURRENCY_SIGNS else index
    numeral = amount_numeral(tokens, at)
    if numeral is None:
        return None
    return numeral._replace(end=unit_marks(tokens, at, numeral.end)[1])


def _range_unit(tokens: Tokens, end: int) -> tuple[Unit | None, int]:
    """Return the unit of a range by the signs at its second end, and where the numeral ends."""
    low = tokens.low
    if low[end - 1] in ("%", "percent", "pc", "pct"):
        return "percent", end - 1
    if low[end - 2 : end] == ["per", "cent"]:
        return "percent", end - 2
    start = end - 1
    while start > 0 and low[start] in POWERS:
        start -= 1
    return ("money" if low[start - 1] in CURRENCY_SIGNS else None), end
