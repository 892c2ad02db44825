"""The grammar of numbers with their hedges: what number stands here, and between which bounds."""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction

from tallybook.coding.counts.changes import change_at, is_multiplier, revised_from
from tallybook.coding.counts.exclusions import age_at, is_modifier, names_something
from tallybook.coding.counts.heads import GROUPS, attack_before
from tallybook.coding.counts.hedges import (
    VAGUE_STARTERS,
    bounds_of,
    hedge_of,
    read_vague,
)
from tallybook.coding.counts.marks import ADDED_AFTER, NumberReading, Rule, hedged, unit_marks
from tallybook.coding.counts.measures import (
    Measured,
    read_measured,
    read_minus,
    read_modifier,
    read_share,
)
from tallybook.coding.counts.numerals import (
    COLLECTIVE,
    ORDINALS,
    POWERS,
    SMALL,
    Numeral,
    read_numeral,
    read_ordinal,
)
from tallybook.coding.counts.ranges import RANGE_FRAMES, bare_range, framed_range, joined_range
from tallybook.coding.counts.units import Unit, singular, unit_of
from tallybook.coding.language.token_rows import Tokens
from tallybook.coding.roles.words import ACTS

_ADDED_BEFORE = frozenset({"another", "further", "additional"})
_FREQUENCY = {"once": 1, "twice": 2, "thrice": 3}
_PAIRS = {"pair": 2, "trio": 3, "quartet": 4, "quintet": 5}
_MULTIPLE = {"twin": 2, "dual": 2, "double": 2, "triple": 3, "both": 2}
_ZERO = frozenset({"no", "none", "nobody", "not"})
_COUNTABLE: frozenset[Unit] = frozenset({"people", "attacks", "weapons", "vehicles"})
_NUMBER_WORDS = (
    frozenset(SMALL) | frozenset(POWERS) | frozenset(COLLECTIVE) | frozenset(ORDINALS)
    | frozenset({"a", "an", "half"})
)  # fmt: skip
_DIGIT = re.compile(r"^\.?\d")
_TIME_LOOKAHEAD = 3


def read_number(tokens: Tokens, index: int, dated: Container[int]) -> NumberReading | int | None:
    """Read a number at `index`: a reading, the index after what is no count, or None.

    `dated` are the words that belong to a date of the calendar.
    """
    word = tokens.low[index]
    if word in VAGUE_STARTERS and tokens.low[index - 1] not in ("as", "so", "how", "too", "very"):
        vague = read_vague(tokens, index)
        if vague is not None:
            return _vague(tokens, index, vague.end, vague.low)
    if word in RANGE_FRAMES:
        return framed_range(tokens, index, dated)
    if word in _ZERO:
        return _zero(tokens, index)
    if word in _FREQUENCY:
        return _frequency(tokens, index)
    if word in _MULTIPLE:
        return _multiple(tokens, index)
    if word == "a" and tokens.low[index + 1] in _PAIRS:
        return _pair(tokens, index)
    share = read_share(tokens, index)
    if share is not None:
        return _measured(tokens, index, share)
    measured = None
    if any(map(str.isdigit, word)) and read_numeral(tokens, index) is None:
        joined = None if index in dated else joined_range(tokens, index)
        if joined is not None:
            return joined
        measured = read_measured(tokens, index)
    elif word == "minus":
        measured = read_minus(tokens, index)
    if measured is not None:
        return measured.end if index in dated else _measured(tokens, index, measured)
    if not (_DIGIT.match(word) or word in _NUMBER_WORDS):
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None:
        ordinal = read_ordinal(tokens, index)
        return None if ordinal is None or index in dated else _ordinal(tokens, index, ordinal)
    if index in dated:
        return numeral.end
    return _numeral(tokens, index, numeral)


def _measured(tokens: Tokens, index: int, measured: Measured) -> NumberReading | int:
    """Read a number with its unit written to it, or a share; parts of names are none. A share with
    a sign and no verb is a change ("oil +1.2%"). Bounds are those of the number without its sign.
    """
    if tokens.low[index - 1] in ("-", "/") and tokens.glued(index):
        return measured.end
    if tokens.low[measured.end] in ("to", "-"):
        ranged = bare_range(tokens, index, Numeral(measured.end, measured.value, True))
        if isinstance(ranged, NumberReading):
            about = measured.sense is not None and ranged.hedge == "between"
            return ranged._replace(hedge="about") if about else ranged
    senses, start, end = hedged(tokens, index, measured.end)
    if measured.sense is not None:
        senses.append(measured.sense)
    value = measured.value
    change = change_at(tokens, start, end, measured.unit)
    if tokens.low[end - 1].endswith("fold"):
        change = None  # By how many times a thing grew is no difference.
    elif change is None and measured.unit == "percent" and tokens.low[index][0] in "+-":
        change = "rise" if value > 0 else "fall"
    rule: Rule = "revised_from" if revised_from(tokens, start) else change or "numeral"
    bounds = bounds_of(abs(value), senses)
    return NumberReading(start, end, end, *bounds, hedge_of(senses), rule, value, measured.unit)


def _numeral(tokens: Tokens, index: int, numeral: Numeral) -> NumberReading | int | None:
    low = tokens.low
    age = age_at(tokens, index, numeral.end)
    if age is not None:
        youngest = oldest = int(numeral.value)
        last = read_numeral(tokens, numeral.end + 1) if age > numeral.end + 1 else None
        if low[numeral.end] in ("to", "-") and last is not None:
            oldest = max(youngest, int(last.value))
        return NumberReading(
            index, age, age, youngest, oldest, "exact", "age", numeral.value, "age"
        )  # fmt: skip
    if names_something(tokens, index, numeral):
        return numeral.end
    if tokens.match(index - 2, ("all", "but")):
        return numeral.end  # "All but two of the drones": those that are left out.
    ranged = bare_range(tokens, index, numeral)
    if ranged is not None:
        return ranged
    if low[numeral.end] == "times" and is_multiplier(tokens, numeral.end + 1):
        return numeral.end + 1
    senses, start, end = hedged(tokens, index, numeral.end)
    if end == numeral.end and is_modifier(tokens, end):
        if low[end + 1] in _MEMBERS and low[end + 2] in GROUPS:
            # "A five-member family": so many people are one group.
            value, after = numeral.value, end + 2
            return NumberReading(
                index, after, after, *bounds_of(value, senses), hedge_of(senses), "numeral", value
            )
        modifier = read_modifier(tokens, numeral)
        return end + 2 if modifier is None else _measured(tokens, index, modifier)
    dozens = low[numeral.end - 1] in COLLECTIVE
    lowest, highest = bounds_of(numeral.value, senses, dozens=dozens)
    unit, end = unit_marks(tokens, index, end)
    change = change_at(tokens, start, end, unit)
    rule: Rule = change or "numeral"
    if revised_from(tokens, start):
        rule = "revised_from"
    elif low[start - 1] in _ADDED_BEFORE or low[end] in ADDED_AFTER:
        rule = "additional"
    if numeral.value == 0:
        rule = "zero"
    return NumberReading(
        start, end, end, lowest, highest, hedge_of(senses), rule, numeral.value, unit
    )


_MEMBERS = frozenset({"member", "person", "man", "woman"})
"""What says behind a number and a hyphen how many people a group has."""


def _vague(tokens: Tokens, index: int, stop: int, lowest: int) -> NumberReading:
    """A bound from below leaves a vague number's own floor; nothing closes it above."""
    _, start, end = hedged(tokens, index, stop)
    added = tokens.low[start - 1] in _ADDED_BEFORE or tokens.low[end] in ADDED_AFTER
    # "A number of", "a series of" have swallowed the "of" before the noun already.
    return NumberReading(start, end, end, lowest, None, "vague", "additional" if added else "vague")


def _denied(tokens: Tokens, index: int) -> NumberReading | int | None:
    """Read "not a single attack", "not one" as zero; skip a number that is denied for another's
    sake: "six people, not eight", "not one but two raids"."""
    low, after = tokens.low, index + 1
    if tokens.match(after, ("a", "single")):
        return NumberReading(index, after + 2, after + 2, 0, 0, "exact", "zero", Fraction(0))
    numeral = read_numeral(tokens, after)
    if numeral is None or low[after] in ("a", "an", "half"):
        return None
    if "but" in low[numeral.end : numeral.end + 3] or low[index - 1] in (",", "-", "and"):
        return numeral.end
    if low[after] == "one":
        return NumberReading(index, after + 1, after + 1, 0, 0, "exact", "zero", Fraction(0))
    return None


def _zero(tokens: Tokens, index: int) -> NumberReading | int | None:
    """Read "no attacks", "none", "no one", "not a single attack".

    "No" counts only before a noun of what can be counted here: "no evidence", "no comment" and
    "no longer" deny something else.
    """
    low = tokens.low
    word = low[index]
    if word in ("none", "nobody"):
        unit: Unit | None = "people" if word == "nobody" else None
        return NumberReading(index, index + 1, index + 1, 0, 0, "exact", "zero", Fraction(0), unit)
    if word == "not":
        return _denied(tokens, index)
    if low[index + 1] == "one" or (low[index + 1] == "-" and low[index + 2] == "one"):
        end = index + 2 if low[index + 1] == "one" else index + 3
        return NumberReading(index, end, end, 0, 0, "exact", "zero", Fraction(0), "people")
    for ahead in range(1, 1 + _TIME_LOOKAHEAD):
        noun = low[index + ahead]
        if unit_of(noun) in _COUNTABLE:
            return NumberReading(index, index + 1, index + 1, 0, 0, "exact", "zero", Fraction(0))
        if not noun.isalpha():
            break
    return None


def _frequency(tokens: Tokens, index: int) -> NumberReading | int | None:
    """Read "once", "twice", "thrice" as numbers of times.

    "Once" is also a conjunction and an adverb of the past ("once he left", "once a village"):
    it counts only with a hedge, or before "in" and the like inside a sentence.
    """
    low, end = tokens.low, index + 1
    if is_multiplier(tokens, end):
        return end
    senses, start, end = hedged(tokens, index, end)
    if low[index] == "once" and not senses and low[index - 1] not in ("only", "just"):
        before = low[index - 1]
        if before in ("at", "all", "", ".", "¶", '"') or low[index + 1] not in (
            "in", "on", "at", "since", "during", "this", "every", "per", ".", ",",
        ):  # fmt: skip
            return None
        if low[index + 1] in ("in", "at", "on") and not tokens.text[index + 2][:1].isupper():
            return None
    value = Fraction(_FREQUENCY[low[index]])
    bounds = bounds_of(value, senses)
    return NumberReading(start, end, end, *bounds, hedge_of(senses), "frequency", value, "times")


def _multiple(tokens: Tokens, index: int) -> NumberReading | None:
    """Read "twin bombings", "a triple suicide attack": so many attacks; "both guards": two."""
    low = tokens.low
    units = [unit_of(low[index + ahead]) for ahead in (1, 2, 3)]
    unit: Unit | None = "attacks" if "attacks" in units else None
    noun = low[index + 1]
    if unit is None and low[index] == "both" and singular(noun) != noun and units[0] in _COUNTABLE:
        unit = units[0]
    if unit is None:
        return None
    value = _MULTIPLE[low[index]]
    return NumberReading(
        index, index + 1, index + 1, value, value, "exact", "multiple", Fraction(value), unit
    )


def _pair(tokens: Tokens, index: int) -> NumberReading | None:
    """Read "a pair of rockets", "a trio of gunmen": so many of what is counted here (of scissors
    and trousers a pair is one)."""
    end = index + 2
    near = range(end + 1, end + 1 + _TIME_LOOKAHEAD)
    if tokens.low[end] != "of" or not any(unit_of(tokens.low[at]) in _COUNTABLE for at in near):
        return None
    value = _PAIRS[tokens.low[index + 1]]
    return NumberReading(index, end, end, value, value, "exact", "numeral", Fraction(value))


def _ordinal(tokens: Tokens, index: int, ordinal: Numeral) -> NumberReading | None:
    """Read an ordinal before an attack or a time: the third attack says that there were three; so
    does "the third this week" of an attack just named.

    Ordinals before other nouns order or name ("second floor", "first lieutenant").
    """
    low = tokens.low
    for ahead in range(4):
        word = low[ordinal.end + ahead]
        unit = "times" if word == "time" else unit_of(word)
        attacked = ahead > 0 and _to_be_attacked(tokens, ordinal.end + ahead)
        if attacked:
            unit = "attacks"
        noun = attacked or tokens.part_of_speech(ordinal.end + ahead) != "VERB"
        if unit in ("attacks", "times") and noun:
            value = int(ordinal.value)
            return NumberReading(
                index, ordinal.end, ordinal.end, value, None, "at_least", "ordinal",
                ordinal.value, unit,
            )  # fmt: skip
        if word == "of" and singular(low[ordinal.end + ahead - 1]) in ACTS:
            continue  # "The third act of sabotage".
        if (not word.isalpha() and word != "-") or word in ("of", "in", "and", "to", "the"):
            break
    if low[ordinal.end] in _WITHIN and attack_before(tokens, index) is not None:
        value = int(ordinal.value)
        end = ordinal.end
        return NumberReading(
            index, end, end, value, None, "at_least", "ordinal", ordinal.value, "attacks"
        )
    return None


def _to_be_attacked(tokens: Tokens, at: int) -> bool:
    """ "The fourth mast to be destroyed", "the third school attacked": so many things of a kind
    were attacked. Of people several may have been in one attack."""
    low = tokens.low
    if unit_of(low[at - 1]) == "people":
        return False
    if tokens.match(at, ("to", "be")):
        return low[at + 2] in _ATTACKED
    # "The first rocket hit the base": no participle.
    return low[at] in _ATTACKED and tokens.document[tokens.position[at]].dep_ == "acl"


_ATTACKED = frozenset(
    {"attacked", "hit", "struck", "bombed", "destroyed", "torched", "burned", "burnt", "raided"}
    | {"shelled", "targeted", "sabotaged", "stormed", "looted", "hijacked", "sunk", "overrun"}
)


_WITHIN = frozenset({"this", "in", "since", "within", "on", "so", "of"})
"""What may follow an ordinal whose noun is left out: within what the attacks are counted."""
