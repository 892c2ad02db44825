"""Hedges, and the bounds that they give a number.

* A bound word states a bound and leaves the other side open: "at least 10" is (10, open),
  "more than 10" (11, open), "fewer than 10" (0, 9), "at most 10" (0, 10). "Up to 10" and "as
  many as 10" assert that there were some, and set the top (Blok 2015, "The semantics and
  pragmatics of directional numeral modifiers", SALT 25; Schwarz, Buccola & Hamilton 2012, "Two
  types of class B numeral modifiers", Semantics and Pragmatics 5): (1, 10).
* An approximator lets a round number stand for its granule (Krifka 2007, "Approximate
  interpretation of number words"; scales of 1, 2 and 5 times the powers of ten after Jansen &
  Pollmann 2001, "On round numbers", Journal of Quantitative Linguistics 8): "about 30" is 30
  give or take half of the step of ten, (25, 35). A number that is not round has the step 2, so
  that "about 13" is (12, 14). "Nearly 30" is the lower half without 30 itself: (25, 29).
* A mean stands for numbers on either side of it: "an average of 30" says about 30 of each.
* A vague number has a lower bound and none above. ACLED codes "tens" as 10, "dozens" as 12 and
  "hundreds" as 100, the most conservative reading (ACLED, *Fatalities* FAQ, 2023); "scores"
  follows the same rule with 20. "Several" is more than two, "multiple" more than one (both
  Merriam-Webster); for words whose dictionary sense sets no floor, a plural means two or more.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from tallybook.coding.language.token_rows import Tokens, by_first_word, word_set

Hedge = Literal[
    "exact", "at_least", "more_than", "at_most", "fewer_than", "about", "between", "vague"
]
Sense = Literal["at_least", "more_than", "at_most", "up_to", "fewer_than", "nearly", "about"]

_BEFORE: dict[Sense, str] = {
    "at_least": """at least / at the least / no fewer than / no less than / not fewer than /
        not less than / a minimum of / minimum of / as few as / as little as / at a minimum""",
    "more_than": """more than / over / above / in excess of / upwards of / upward of /
        greater than / higher than / larger than / bigger than / exceeding / exceeded / exceeds /
        exceed / surpassed / surpassing / topped / topping / well over / just over / way over /
        better than / north of""",
    "at_most": """at most / at the most / no more than / not more than / a maximum of /
        maximum of / no greater than""",
    "up_to": "up to / as many as / as much as / as high as",
    "fewer_than": """fewer than / less than / lower than / smaller than / under / below /
        just under / just below / just short of / short of / well under""",
    "nearly": "nearly / almost / close to / approaching / nearing / virtually / getting on for",
    "about": """on average / an average of / average of / averaging / averaged / averages /
        average / about / around / some / roughly / approximately / approx / approx. /
        an estimated / estimated / circa / ca. / in the region of / something like / more or less /
        perhaps / in the order of / on the order of / anywhere near / the estimated / maybe / ~ /
        ≈ / an approximate""",
}  # fmt: skip

_AFTER: dict[Sense, str] = {
    "at_least": """or more / or higher / - plus / plus / + / at least / at a minimum / and up /
        and counting / or over / or above / if not more""",
    "at_most": "or fewer / or less / at most / at the most / maximum / max / tops",
    "about": "or so / - odd / odd / or thereabouts / give or take / approximately / - ish",
}


def _table(phrases: dict[Sense, str]) -> tuple[tuple[tuple[str, ...], Sense], ...]:
    rows = [
        (tuple(phrase.split()), sense)
        for sense, text in phrases.items()
        for phrase in " ".join(text.split()).split(" / ")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _by_word(
    rows: tuple[tuple[tuple[str, ...], Sense], ...], position: int
) -> dict[str, list[tuple[tuple[str, ...], Sense]]]:
    table: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for row in rows:
        table.setdefault(row[0][position], []).append(row)
    return table


_BEFORE_BY_LAST = _by_word(_table(_BEFORE), -1)
_AFTER_BY_FIRST = _by_word(_table(_AFTER), 0)

_HEDGE_OF: dict[Sense, Hedge] = {
    "at_least": "at_least",
    "more_than": "more_than",
    "at_most": "at_most",
    "up_to": "at_most",
    "fewer_than": "fewer_than",
    "nearly": "about",
    "about": "about",
}

_FLOORS = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000,
    "millions": 1_000_000, "billions": 10**9, "several": 3, "numerous": 3, "many": 3,
    "countless": 3, "multiple": 2, "various": 2,
}  # fmt: skip
_PHRASE_FLOORS = {
    ("a", "few"): 2, ("a", "couple"): 2, ("a", "handful"): 2, ("a", "number", "of"): 2,
    ("a", "series", "of"): 2, ("a", "string", "of"): 2, ("a", "spate", "of"): 2,
    ("a", "wave", "of"): 2, ("a", "flurry", "of"): 2, ("a", "slew", "of"): 2,
    ("a", "good", "many"): 3, ("a", "great", "many"): 3, ("quite", "a", "few"): 3,
}  # fmt: skip
_PHRASES_BY_FIRST = by_first_word(_PHRASE_FLOORS.items())
_MULTIPLIED = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE_STARTERS = frozenset(_FLOORS) | frozenset(_PHRASES_BY_FIRST)


class Vague(NamedTuple):
    """A vague number that ends before the word `end` and is at least `low`."""

    end: int
    low: int


class HedgeFound(NamedTuple):
    """A hedge; `edge` is the first word of one before a number, the end of one after it."""

    edge: int
    sense: Sense


def read_vague(tokens: Tokens, index: int) -> Vague | None:
    """Return the vague number at `index` ("dozens", "a few hundred"), or None."""
    low = tokens.low
    word = low[index]
    lowest, end = _FLOORS.get(word), index + 1
    if lowest is None:
        for words, value in _PHRASES_BY_FIRST.get(word, ()):
            if words[-1] == "couple" and not _counts_off(low[index + 2]):
                continue
            if tokens.match(index, words):
                lowest, end = value, index + len(words)
                break
        else:
            return None
    if word in ("tens", "dozens", "hundreds", "thousands", "scores", "millions"):
        while low[end] == "of" and low[end + 1] in ("thousands", "millions", "hundreds"):
            lowest *= _FLOORS[low[end + 1]]
            end += 2
        return Vague(end, lowest)
    skip = 1 if low[end] == "of" and low[end + 1] in _MULTIPLIED else 0
    while low[end + skip] in _MULTIPLIED:
        lowest *= _MULTIPLIED[low[end + skip]]
        end += skip + 1
        skip = 0
    return Vague(end, lowest)


def _counts_off(word: str) -> bool:
    """Whether "a couple" before a word is a number: "a couple of men", "a couple more", and not "a
    couple and their son", who are two people."""
    return word in {"of", "more", "other"} | set(_MULTIPLIED) or word.endswith("s")


def hedge_before(tokens: Tokens, index: int) -> HedgeFound | None:
    """Return the longest hedge that ends right before the word at `index`, or None."""
    for words, sense in _BEFORE_BY_LAST.get(tokens.low[index - 1], ()):
        start = index - len(words)
        if start >= 0 and tokens.match(start, words):
            reached = words == ("up", "to") and tokens.low[start - 1] in _UP_OF_VERBS
            return None if reached else HedgeFound(start, sense)
    return None


_UP_OF_VERBS = word_set(
    """
    go goes going went gone climb climbs climbed climbing move moved moving rise rose risen creep
    crept inch inched inching shot back lead leading led run running build building built add adds
    added live lived tick ticked edge edged bring brings brought take takes took revised revise
    push pushed
    """
)
"""Before "up to" these make "up" the verb's particle, and "to" what was reached ("the toll went up
to 45", "the lead-up to 3"; Quirk et al. 1985, ch. 16)."""


def hedge_after(tokens: Tokens, index: int) -> HedgeFound | None:
    """Return the longest hedge that starts at `index`, right after a number, or None."""
    for words, sense in _AFTER_BY_FIRST.get(tokens.low[index], ()):
        if tokens.match(index, words) and not tokens.text[index][:1].isupper():
            return HedgeFound(index + len(words), sense)
    return None


def hedge_of(senses: list[Sense]) -> Hedge:
    """Return the hedge that decides among those around one number: a bound beats "some"."""
    bounds = [s for s in senses if s not in ("about", "nearly")]
    return _HEDGE_OF[bounds[0]] if bounds else "about" if senses else "exact"


def bounds_of(
    value: Fraction, senses: list[Sense], *, dozens: bool = False
) -> tuple[int, int | None]:
    """Return the bounds of `value` under its hedges; `dozens` where it was counted in them."""
    sense = next((s for s in senses if s not in ("about", "nearly")), senses[0] if senses else None)
    lowest, highest = floor(value), ceil(value)
    if sense is None:
        return lowest, highest
    if sense == "at_least":
        return highest, None
    if sense == "more_than":
        return lowest + 1, None
    if sense == "at_most":
        return 0, lowest
    if sense == "up_to":
        return min(1, lowest), lowest
    if sense == "fewer_than":
        return 0, max(highest - 1, 0)
    half = Fraction(6 if dozens else _step(value), 2)
    low = max(ceil(value - half), 1 if value >= 1 else 0)
    if sense == "nearly":
        return min(low, max(highest - 1, 0)), max(highest - 1, 0)
    return low, floor(value + half)


def _step(value: Fraction) -> Fraction | int:
    """Return the step of the coarsest scale on which `value` counts as round.

    Scales step by 10ⁿ and 5·10ⁿ. A bare power of ten stands on the next finer scale ("about
    100" is read to the nearest fifty, not hundred), since half of a step as large as the
    number itself would reach down to half of it.
    """
    if value.denominator != 1 or value < 5:
        return 2
    number = int(value)
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    if number == step:
        return step // 2
    if step == 1:
        return 5 if number % 5 == 0 else 2
    if (number // step) % 5 == 0 and number != 5 * step:
        return step * 5
    return step
