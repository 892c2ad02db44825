"""What changed, and by how much: differences, old figures and multiples are no totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tallybook.coding.counts.numerals import read_numeral
from tallybook.coding.counts.units import UNIT_OF, Unit, singular
from tallybook.coding.language.token_rows import OPENERS, Tokens, word_set

Change = Literal["rise", "fall"]
RISES = word_set(
    """
    rose rise rises risen rising climb climbed climbing climbs increase increased increasing
    increases grew grow grown growing jumped jump jumping soared soaring surged surge surging
    up upward upwards swelled expanded rallied rallying advanced advancing leapt leaping spiked
    spiking swelling
    """
)
FALLS = word_set(
    """
    fell fall falls fallen falling drop dropped dropping drops decline declined declining
    decrease decreased decreasing dipped slid slipped plunged plummeted tumbled shrank shrunk
    sank down downward downwards dipping sliding slipping plunging plummeting tumbling shrinking
    sinking slumped slumping
    """
)
_GAINS = frozenset({"gained", "gain", "gains", "gaining", "added", "adding"})
_LOSSES = frozenset({"lost", "lose", "loses", "losing", "shed", "shedding"})
"""Verbs that take ordinary objects too, and tell of a change only with a share, a sum or points."""
_SHIFT_VERBS = (
    RISES
    | FALLS
    | word_set(
        """
        went gone going revised raised raise raising lowered lower lowering cut reduced reduce
        reducing doubled tripled updated
        """
    )
)
_WINDOW = 7
_GAP = 14


def change_at(tokens: Tokens, start: int, end: int, unit: Unit | None) -> Change | None:
    """Return "rise" or "fall" where a number says by how much something changed.

    "Rose by 12", "up 9 per cent", "a 4 per cent drop", "12 fewer than": a difference, not a
    total; "rose to 12" is the total. Without "by", a noun of weapons, people or distance
    after the number belongs to the verb ("dropped 20 bombs", "fell 40 km away").
    """
    low = tokens.low
    if low[end + 1] == "than" and low[end] in ("more", "fewer", "less"):
        return "rise" if low[end] == "more" else "fall"
    if low[start] in ("above", "below", "past", "beyond"):
        return None  # "Rose above 100": a preposition of place says which level was reached.
    before = low[start - 1]
    if before == "of" and low[start - 2] not in ("up", "down"):
        # "An increase of 12 attacks": the noun of change takes its amount with "of".
        before = low[start - 2]
    if before in ("by", "or") and unit in ("percent", "money"):
        # "Exports rose by 4 per cent and imports by 6", "fell by 30 boats, or 2 per cent": the verb
        # is left out where it is the same (Quirk et al. 1985, §13.92 on gapping).
        before = _verb_before(low, start - 1)
    elif before == "by":
        before = low[start - 2]
    elif low[start - 1] != "of" and unit not in ("percent", "money") and _has_object(low, end):
        return None
    of_kind = unit in ("percent", "money") or low[end] == "points"
    if before in ("up", "down") and not of_kind and tokens.part_of_speech(start - 2) == "VERB":
        return None  # "Blew up nine bridges": the particle is the verb's.
    after = low[end] if of_kind else ""
    if before in RISES or after in RISES or (after and before in _GAINS):
        return "rise"
    if before in FALLS or after in FALLS or (after and before in _LOSSES):
        return "fall"
    return None


def _verb_before(low: Sequence[str], index: int) -> str:
    """The nearest verb or adverb of change before `index` in its sentence, or ""."""
    for word in reversed(low[max(0, index - _GAP) : index]):
        if word in RISES or word in FALLS:
            return word
        if word in OPENERS:
            break
    return ""


def _has_object(low: Sequence[str], end: int) -> bool:
    units = {UNIT_OF.get(singular(word)) for word in low[end : end + 3]}
    return not units.isdisjoint(_OBJECTS)


_OBJECTS = frozenset({"weapons", "people", "vehicles", "attacks", "distance", "time"})


_AT_FIRST = frozenset({"previously", "initially", "originally"})


def revised_from(tokens: Tokens, index: int) -> bool:
    """Whether a number is an old figure: "up from 12", "rose from 12 to 23", "to 23 from 12",
    "initially put at 12"."""
    low = tokens.low
    at = index - 1
    if low[at] in ("at", "as") and not _AT_FIRST.isdisjoint(low[max(0, at - _WINDOW + 1) : at]):
        return True
    if low[at] != "from":
        return False
    before = low[max(0, at - _WINDOW + 1) : at]
    return (
        _falls(tokens, index)
        or any(word in _SHIFT_VERBS for word in before)
        or any(
            word == "to" and read_numeral(tokens, at - len(before) + i + 1) is not None
            for i, word in enumerate(before)
        )
    )


def _falls(tokens: Tokens, index: int) -> bool:
    """Whether a "from … to …" goes down, which no range does: "eased from 5 per cent to 4"."""
    old = read_numeral(tokens, index)
    if old is None:
        return False
    for at in range(old.end, old.end + 4):
        if tokens.low[at] == "to":
            new = read_numeral(tokens, at + 1)
            return new is not None and new.value < old.value
        if not tokens.low[at].isalpha() and tokens.low[at] != "%":
            break
    return False


def is_rate(tokens: Tokens, end: int) -> bool:
    """Whether what is counted, ending at `end`, is so much in each stretch of time: "12 attacks a
    day", "twice every week". "12 attacks a day after the vote" have their time behind them."""
    low = tokens.low
    if low[end] not in ("a", "an", "per", "each", "every"):
        return False
    each = UNIT_OF.get(low[end + 1]) == "time" or low[end + 1] in ("second", "minute")
    return each and low[end + 2] not in _POINTED


_POINTED = frozenset({"after", "before", "earlier", "later", "ago", "since", "from", "until"})


def is_multiplier(tokens: Tokens, end: int) -> bool:
    """Whether "three times" / "twice", ending at `end`, multiplies: "twice as many as", "ten times
    stronger"."""
    low = tokens.low
    if low[end] in ("as", "that") or tokens.is_comparative(end):
        return True
    return low[end] in ("the", "its", "their", "his", "her") and low[end + 1] in (
        "number", "size", "amount", "rate", "level", "average", "normal", "usual", "previous",
        "figure", "toll", "total", "count", "tally", "sum", "estimate",
    )  # fmt: skip
