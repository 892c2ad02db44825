"""People's verdicts on pairs, settled: later beats earlier.

"Same" joins, so that verdicts on other pairs bear on a pair as well: after A = B and B = C, that A
and C are two attacks contradicts. Verdicts are taken from the last to the first, and one that
contradicts what later ones say together is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from tallybook.core.judgements import PairVerdict

Verdict = tuple[int, int, PairVerdict]


def settle(verdicts: Sequence[Verdict]) -> list[tuple[int, ...]]:
    """Return for each verdict, given in the order in which they were made, the positions of the
    later ones that together contradict it: none where it holds.

    "Unsure" contradicts "same" and "different", and each of these the other.
    """
    held = _Held()
    against: list[tuple[int, ...]] = [()] * len(verdicts)
    for index in range(len(verdicts) - 1, -1, -1):
        against[index] = tuple(sorted(held.contradicting(verdicts[index])))
        if not against[index]:
            held.add(index, verdicts[index])
    return against


class _Held:
    """The verdicts that hold so far: groups of what is the same, and what lies between groups."""

    def __init__(self) -> None:
        self._name: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._same: dict[int, list[tuple[int, int]]] = {}
        self._between: dict[int, dict[int, tuple[int, Verdict]]] = {}

    def add(self, index: int, verdict: Verdict) -> None:
        """Take in a verdict that contradicts nothing."""
        one, other, said = verdict
        mine, others = self._group(one), self._group(other)
        if said != "same":
            for here, there in ((mine, others), (others, mine)):
                self._between.setdefault(here, {}).setdefault(there, (index, verdict))
            return
        self._same.setdefault(one, []).append((other, index))
        self._same.setdefault(other, []).append((one, index))
        if mine == others:
            return
        for member in self._members[others]:
            self._name[member] = mine
        self._members[mine] += self._members.pop(others)
        for third, edge in self._between.pop(others, {}).items():
            del self._between[third][others]
            self._between[third].setdefault(mine, edge)
            self._between.setdefault(mine, {}).setdefault(third, edge)

    def contradicting(self, verdict: Verdict) -> set[int]:
        """Return the verdicts that together contradict one."""
        one, other, said = verdict
        mine, others = self._group(one), self._group(other)
        if mine == others:
            return set() if said == "same" else self._path(one, other)
        between, far = self._between.get(mine, {}), self._between.get(others, {})
        if others in between:
            index, edge = between[others]
            return set() if edge[2] == said else {index} | self._ends(edge, mine, (one, other))
        if said != "same":
            return set()
        for third in sorted(between.keys() & far.keys()):
            # What is surely another attack than one of two, and perhaps the other one.
            (here, near), (there, edge) = between[third], far[third]
            if near[2] != edge[2]:
                middle = [end for v in (near, edge) for end in v[:2] if self._name[end] == third]
                ends = self._ends(near, mine, (one, middle[0]))
                return {here, there, *ends, *self._ends(edge, others, (other, middle[0]))}
        return set()

    def _ends(self, edge: Verdict, group: int, ends: tuple[int, int]) -> set[int]:
        """Return what joins the ends of an edge to `ends`, the first of which is in `group`."""
        near, far = edge[:2] if self._name[edge[0]] == group else (edge[1], edge[0])
        return self._path(near, ends[0]) | self._path(far, ends[1])

    def _group(self, member: int) -> int:
        if member not in self._name:
            self._name[member] = member
            self._members[member] = [member]
        return self._name[member]

    def _path(self, start: int, end: int) -> set[int]:
        """Return the verdicts on the shortest way between two of one group."""
        before: dict[int, tuple[int, int]] = {}
        queue = deque([start])
        while end != start and end not in before:
            here = queue.popleft()
            for there, index in self._same.get(here, []):
                if there != start and there not in before:
                    before[there] = (here, index)
                    queue.append(there)
        path: set[int] = set()
        while end != start:
            end, index = before[end]
            path.add(index)
        return path
