"""Distances and bearings before a name: "30 km south of X", "some 10 miles from X"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.places.runs import HYPHENS
from tallybook.coding.places.words import (
    BEARINGS,
    BEFORE_NAMES,
    KINDS,
    LENGTHS_KM,
    NAUTICAL_MILE_KM,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token


class Distance(NamedTuple):
    """What stands before a name: its first token, the token that hangs on the clause, the distance
    and the bearing, where there are such; `inside` says that the bearing is a part of the place."""

    start: int
    anchor: int
    km: float | None
    bearing: str | None
    inside: bool = False


def direction_before(doc: Doc, end: int, directions: Collection[str] = BEARINGS) -> int:
    """Return where the word for a direction begins that ends before a token: a quarter point is
    written as one word, as two, or with a hyphen, which is three tokens ("south-west"). Returns
    `end` where no such word stands there."""
    if end < 1 or doc[end - 1].lower_ not in directions:
        return end
    start = end - 1
    first = start - 1 - (start > 0 and doc[start - 1].text in HYPHENS)
    if doc[start].lower_.startswith(("east", "west")) and first >= 0:
        start = first if doc[first].lower_ in ("north", "south") else start
    return start


def distance_before(doc: Doc, start: int) -> Distance | None:
    """Read "(some) 30 km (south) of/from", "south of" before a name; None where there is none."""
    at = start
    while at > 0 and (doc[at - 1].lower_ in BEFORE_NAMES or doc[at - 1].lower_ in KINDS):
        at -= 1
        if at > 1 and doc[at].lower_ in KINDS and doc[at - 1].lower_ == "of":
            break
    if at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in KINDS:
        # "south of the town of X"
        at -= 2
        while at > 0 and doc[at - 1].lower_ in BEFORE_NAMES:
            at -= 1
    if at < 2 or doc[at - 1].lower_ not in ("of", "from"):
        return None
    at -= 1
    anchor = source = at
    bearing: str | None = None
    if (towards := direction_before(doc, at)) < at:
        bearing = doc.words(towards, at).lower()
        at = anchor = towards
    elif doc[at - 1].lower_ in ("away", "outside"):
        at -= 1
    if at > 1 and doc[at - 1].lower_ in ("the",) and doc[at - 2].lower_ == "to":
        at -= 2
    if at < 2 or doc[at - 1].lower_ not in LENGTHS_KM:
        if bearing is None or doc[source].lower_ != "of":
            return None
        return Distance(anchor, anchor, None, bearing, _is_part(doc, anchor))
    unit = LENGTHS_KM[doc[at - 1].lower_]
    if doc[at - 2].lower_ == "nautical" and at > 2:
        at, unit = at - 1, NAUTICAL_MILE_KM
    number = _number(doc[at - 2])
    if number is None:
        return None
    return Distance(at - 2, anchor, number * unit, bearing)


def _is_part(doc: Doc, bearing: int) -> bool:
    """ "In the east of X" is in X: with "the", and without "to" before it, the word for a direction
    is a noun for a part of the place ("to the east of X", "east of X" lie outside; Quirk et al.
    1985, §5.67)."""
    if bearing < 2 or doc[bearing - 1].lower_ not in ("the", "far"):
        return False
    before = next((t.lower_ for t in reversed(doc[:bearing]) if t.lower_ not in ("the", "far")), "")
    return before in WITHIN


WITHIN = frozenset({"in", "across", "throughout", "inside", "from", "within", "over"})


def _number(token: Token) -> float | None:
    words = token.lower_.replace(",", "")
    if words in SMALL:
        return float(SMALL[words])
    try:
        return float(words)
    except ValueError:
        return None
