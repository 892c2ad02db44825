"""What two tolls of killed or injured tell about whether they are of one attack."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from tallybook.core.values import Count
from tallybook.linking import weights
from tallybook.linking.profiles import Toll


def toll_evidence(one: Sequence[Toll], other: Sequence[Toll]) -> tuple[float, str] | None:
    """Return the weight and the words of the best agreement of any two figures; None without
    figures on both sides. Earlier tolls of an attack agree with the early reports of it."""
    if not one or not other:
        return None
    pairs = [_pair(mine, others) for mine in one for others in other]
    return max(pairs, key=lambda p: (p[0], p[1]), default=None)


def is_other_toll(mine: Sequence[Toll], others: Sequence[Toll]) -> bool:
    """Return whether two mentions of one report state other figures."""
    return {t.count for t in mine} != {t.count for t in others}


def is_part(later: Sequence[Toll], earlier: Sequence[Toll]) -> bool:
    """Return whether a later mention's figures may be a part of an earlier one's.

    News tells the whole first and then of whom it is made (the inverted pyramid: Bell 1991, *The
    Language of News Media*, ch. 8): "six were shot … two of the men were wounded in the arm".
    """
    whole = max(t.count.low for t in earlier)
    return all(t.count.high is not None and t.count.high <= whole for t in later)


def _pair(one: Toll, other: Toll) -> tuple[float, str]:
    words = f"{one.count.words} – {other.count.words}"
    if _exact(one.count) and one.count.low == other.count.low and _exact(other.count):
        n = max(1, one.count.low)
        weight = weights.SAME_TOLL + weights.SAME_TOLL_PER_LOG * log(n)
        return min(weights.SAME_TOLL_AT_MOST, weight), f"the same figure: {words}"
    if one.count.overlaps(other.count):
        return weights.TOLL_RANGES, f"figures that can both hold: {words}"
    if one.published is not None and other.published is not None:
        earlier, later = sorted((one, other), key=lambda t: t.published or 0)
    else:
        # Undated, the smaller figure is taken for the earlier: tolls rise.
        earlier, later = sorted((one, other), key=lambda t: t.count.low)
    low, high = sorted((earlier.count.low, later.count.low))
    if high > weights.TOLL_FAR_TIMES * low and high - low > weights.TOLL_FAR_BY:
        return weights.TOLL_FAR, f"figures far apart: {words}"
    if earlier.published == later.published:
        return 0.0, f"figures that differ on one day: {words}"
    if later.count.low > earlier.count.low:
        return weights.TOLL_GROWS, f"the later figure is higher: {words}"
    return weights.TOLL_SHRINKS, f"the later figure is lower: {words}"


def _exact(count: Count) -> bool:
    return count.low == count.high
