"""A number as it is read before its noun is known, with the words and signs right beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from tallybook.coding.counts.changes import RISES
from tallybook.coding.counts.hedges import Hedge, Sense, hedge_after, hedge_before
from tallybook.coding.counts.numerals import read_numeral
from tallybook.coding.counts.units import CURRENCY_SIGNS, UNIT_OF, Unit, singular
from tallybook.coding.language.token_rows import Tokens, word_set

Rule = Literal[
    "numeral", "range", "vague", "zero", "frequency", "ordinal", "multiple", "additional",
    "revised_from", "age", "rise", "fall", "rate",
]  # fmt: skip
ADDED_AFTER = frozenset({"more", "others", "other", "additional", "further"})
"""Words after a number that say it comes on top of another figure."""


class NumberReading(NamedTuple):
    """A number before its noun is known.

    `[start, end)` are the words with hedges, `stop` is where the number itself ends and the
    noun may begin.
    """

    start: int
    end: int
    stop: int
    low: int
    high: int | None
    hedge: Hedge
    rule: Rule
    value: Fraction | None = None
    unit: Unit | None = None
    ends: tuple[Fraction, Fraction] | None = None


def hedged(tokens: Tokens, start: int, end: int) -> tuple[list[Sense], int, int]:
    """Return the hedges around `[start, end)` and the bounds of the words with them."""
    if tokens.low[start - 1] in CURRENCY_SIGNS:
        start -= 1
    senses: list[Sense] = []
    for _ in range(3):
        before = hedge_before(tokens, start)
        if before is None:
            break
        senses.insert(0, before.sense)
        start = before.edge
    if not senses and _passed(tokens, start, end):
        senses, start = ["more_than"], start - 1
    after = hedge_after(tokens, end)
    # A hedge that another number follows belongs to that number ("12 dead, at least 30 hurt").
    if after is not None and read_numeral(tokens, after.edge) is None:
        senses.append(after.sense)
        end = after.edge
    return senses, start, end


def _passed(tokens: Tokens, start: int, end: int) -> bool:
    """Whether something has gone beyond a bare number: "the toll has passed 100", "rose past 100".
    What has a noun was gone by ("passed 12 checkpoints", "the past 12 months")."""
    word, following = tokens.low[start - 1], tokens.low[end]
    if word not in ("passed", "passing", "past") or UNIT_OF.get(singular(following)):
        return False
    ends = not following.isalpha() or following in _AFTER_LEVELS
    return ends and (word != "past" or tokens.low[start - 2] in RISES)


_AFTER_LEVELS = word_set("on in after by as and for since when while with at last this early late")


def unit_marks(tokens: Tokens, index: int, end: int) -> tuple[Unit | None, int]:
    """Return the unit that a sign beside the number gives, and where the sign ends."""
    low = tokens.low
    if low[index - 1] in CURRENCY_SIGNS:
        return "money", end
    if low[end] in ("%", "percent", "pc", "pct"):
        return "percent", end + 1
    if low[end] == "per" and low[end + 1] == "cent":
        return "percent", end + 2
    if low[end] == "mm" or (tokens.text[end] == "G" and tokens.glued(end)):
        return "measure", end + 1  # A calibre; a generation of networks ("5G").
    return None, end
