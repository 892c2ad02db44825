"""How accounts score, as a book keeps it, so that no pair is compared twice.

Both accounts of a pair are found by one key of an index, each by its oldest claim. The last bits of
the key are the score in thousandths, or say that the two must not meet; those before them are a
hash of the two claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from tallybook.core.ids import key_number
from tallybook.linking.weights import SCORE_LIMIT
from tallybook.store.protocol import View

SCORE_DIGITS = 3
"""Digits of a score behind the point: as many as the reasons show."""
_UNITS = 1000
_SCORE_BITS = (2 * int(SCORE_LIMIT) * _UNITS).bit_length()
_SCORE_MASK = (1 << _SCORE_BITS) - 1
_APART = _SCORE_MASK
"""Above every score."""

Score = float | None
"""In log odds; None for two accounts that must not meet."""


def limited(score: float) -> float:
    """Return a score cut to the limits of what one pair may weigh, in the digits that are kept."""
    return round(max(-SCORE_LIMIT, min(SCORE_LIMIT, score)), SCORE_DIGITS)


class Scores:
    """The scores of pairs in a book, which are named by the accounts' oldest claims."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of(self, claims: Collection[str]) -> dict[tuple[str, str], Score]:
        """Return the scores of some accounts with others: of each pair, first the one that was
        asked for."""
        keys = self._view.keys("scores", claims)
        ends = self._view.lookup("scores", {key for own in keys.values() for key in own})
        return {
            (claim, other): _score_of(key)
            for claim, own in keys.items()
            for key in own
            for other in ends[key]
            if other != claim and _key(claim, other, _score_of(key)) == key
        }

    def filed(
        self, told: Collection[str], scores: Mapping[tuple[str, str], Score]
    ) -> dict[str, Collection[int]]:
        """Return the keys of all accounts that change: of those that lead with one of the claims
        `told`, which have these `scores` now and no others, and of the others' ends of a pair with
        one of them, before or now."""
        before = self._view.keys("scores", told)
        gone = {key for own in before.values() for key in own}
        ends = {claim for found in self._view.lookup("scores", gone).values() for claim in found}
        now: dict[str, set[int]] = defaultdict(set)
        for (one, other), score in scores.items():
            key = _key(one, other, score)
            now[one].add(key)
            now[other].add(key)
        others = self._view.keys("scores", (ends | now.keys()).difference(told))
        kept = {claim: set(own) - gone for claim, own in others.items()}
        return {
            claim: kept.get(claim, set()) | now.get(claim, set())
            for claim in {**before, **kept, **now}
        }


def _key(one: str, other: str, score: Score) -> int:
    pair = key_number("score", *sorted((one, other)))
    kept = _APART if score is None else round((score + SCORE_LIMIT) * _UNITS)
    return pair & ~_SCORE_MASK | kept


def _score_of(key: int) -> Score:
    kept = key & _SCORE_MASK
    return None if kept == _APART else (kept - round(SCORE_LIMIT * _UNITS)) / _UNITS
