"""From pairs to clusters: the best pairs first, never across what is known to be different.

Agglomeration by average linkage over the pairs that were compared: a cluster takes in another
while the mean of the scores between them reaches the threshold, the highest mean first. The mean
keeps a vague claim that fits two attacks from chaining them into one. Ties go to the older
claims, so that the result is a function of the claims alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be joined. `apart` are pairs that must not meet; `constraints[i]` is the number of
    what can contradict others, and `contradictory` says whether two of them do. `margin` is by how
    much a candidate must beat its rivals that are known to be different; None lets the best win."""

    threshold: float
    apart: frozenset[Pair]
    constraints: Sequence[int]
    contradictory: Callable[[int, int], bool]
    margin: float | None = None


@dataclass(slots=True)
class _Cluster:
    members: list[int]
    links: dict[int, tuple[float, int]]
    apart: set[int]
    constraints: set[int]


def agglomerate(size: int, scores: Mapping[Pair, float], rules: Rules) -> list[list[int]]:
    """Return the clusters of 0 … size-1 as sorted lists, in the order of their least members."""
    work = _Agglomeration(size, scores, rules)
    work.run()
    return [sorted(cluster.members) for _, cluster in sorted(work.clusters.items())]


class _Agglomeration:
    def __init__(self, size: int, scores: Mapping[Pair, float], rules: Rules) -> None:
        self.rules = rules
        self.clusters = {i: _Cluster([i], {}, set(), {rules.constraints[i]}) for i in range(size)}
        for (one, other), score in scores.items():
            self.clusters[one].links[other] = (score, 1)
            self.clusters[other].links[one] = (score, 1)
        for one, other in rules.apart:
            self.clusters[one].apart.add(other)
            self.clusters[other].apart.add(one)
        self._known: dict[Pair, bool] = {}
        self._queue = [
            (-score, one, other)
            for (one, other), score in scores.items()
            if score >= rules.threshold
        ]
        heapify(self._queue)

    def run(self) -> None:
        while self._queue:
            negative, one, other = heappop(self._queue)
            if self._mean(one, other) != -negative or self._blocked(one, other):
                continue
            if not self._ambiguous(one, other):
                self._join(one, other)

    def _mean(self, one: int, other: int) -> float | None:
        """Return the mean score between two clusters, or None where one is no more."""
        if one not in self.clusters or other not in self.clusters:
            return None
        total, count = self.clusters[one].links.get(other, (0.0, 0))
        return total / count if count else None

    def _blocked(self, one: int, other: int) -> bool:
        """Whether two clusters hold a pair that is apart, or that contradicts."""
        mine, others = self.clusters[one], self.clusters[other]
        if other in mine.apart:
            return True
        if any(self._contradict(c, d) for c in mine.constraints for d in others.constraints):
            mine.apart.add(other)
            others.apart.add(one)
            return True
        return False

    def _contradict(self, one: int, other: int) -> bool:
        known = self._known.get((one, other))
        if known is None:
            known = self.rules.contradictory(one, other)
            self._known[one, other] = self._known[other, one] = known
        return known

    def _ambiguous(self, one: int, other: int) -> bool:
        """Whether either fits a third cluster about as well that is apart from the second."""
        if self.rules.margin is None:
            return False
        mean = self._mean(one, other)
        assert mean is not None
        needed = max(self.rules.threshold, mean - self.rules.margin)
        for claim, chosen in ((one, other), (other, one)):
            for rival, (total, count) in self.clusters[claim].links.items():
                if rival == chosen or total / count < needed:
                    continue
                if self._blocked(chosen, rival) and not self._blocked(claim, rival):
                    return True
        return False

    def _join(self, one: int, other: int) -> None:
        low, high = min(one, other), max(one, other)
        kept, gone = self.clusters[low], self.clusters.pop(high)
        kept.members += gone.members
        kept.constraints |= gone.constraints
        del kept.links[high], gone.links[low]
        for third in gone.apart:
            self.clusters[third].apart.discard(high)
            self.clusters[third].apart.add(low)
        kept.apart |= gone.apart
        for third in sorted(gone.links):
            total, count = gone.links[third]
            before, times = kept.links.get(third, (0.0, 0))
            link = (total + before, count + times)
            kept.links[third] = self.clusters[third].links[low] = link
            del self.clusters[third].links[high]
        # Means of `low` changed only towards the neighbours of `high`.
        for third in gone.links:
            total, count = kept.links[third]
            mean = total / count
            if mean >= self.rules.threshold:
                heappush(self._queue, (-mean, min(low, third), max(low, third)))


def mean_scores(
    clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float]
) -> dict[Pair, float]:
    """Return the mean of the compared pairs between each two clusters, by their positions."""
    home = {member: index for index, cluster in enumerate(clusters) for member in cluster}
    sums: dict[Pair, tuple[float, int]] = {}
    for (one, other), score in sorted(scores.items()):
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        if pair[0] != pair[1]:
            total, count = sums.get(pair, (0.0, 0))
            sums[pair] = (total + score, count + 1)
    return {pair: total / count for pair, (total, count) in sums.items()}
