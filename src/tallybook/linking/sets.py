"""Disjoint sets, with the smallest member of each as its name (Tarjan 1975)."""

from __future__ import annotations


class DisjointSets:
    """A partition of 0 … size-1 that only grows coarser. The name of a set is its least member,
    so that it does not depend on the order of the unions."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, member: int) -> int:
        """Return the least member of the set that holds `member`."""
        root = member
        while self._parents[root] != root:
            root = self._parents[root]
        while self._parents[member] != root:
            self._parents[member], member = root, self._parents[member]
        return root

    def union(self, one: int, other: int) -> int:
        """Make one set of the two that hold `one` and `other`; return its name."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low
        return low
