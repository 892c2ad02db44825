"""Accounts of many reports to clusters: compared, joined, held apart, left unsure.

Two clusters only ever join where some pair of their accounts scores "same". So the clusters of
accounts that chains of such pairs tie together (a component of that graph) depend on those accounts
alone, and the others are needed only to say which clusters may be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallybook.linking import weights
from tallybook.linking.accounts import AccountPair, Accounts
from tallybook.linking.clustering import Pair, Rules, agglomerate, mean_scores
from tallybook.linking.comparison import Comparer
from tallybook.linking.roster import Position, Roster
from tallybook.linking.scores import limited


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters of accounts, by the positions of their oldest claims, the oldest cluster first; for
    each the numbers of those that it is unsure with, and of those that a person is unsure of.
    `fixed` are the numbers of clusters that were given, of which the last two are only in part."""

    members: list[list[Position]]
    fixed: set[int]
    unsure: list[set[int]]
    doubted: list[set[int]]


def compare_pair(roster: Roster, accounts: Accounts, comparer: Comparer, pair: AccountPair) -> None:
    """Compare two accounts, the older first, unless they are of one report or known already."""
    one, other = (accounts.profiles[lead] for lead in pair)
    if pair in accounts.links or one.reprints & other.reprints:
        return
    found = comparer.compare(one, other)
    accounts.judge_found(roster, (one, other), found)
    if pair in accounts.voted:
        accounts.links[pair] = accounts.voted[pair]
    elif found.contradiction is None or found.outweighed:
        accounts.links[pair] = limited(found.score)
    elif found.pairwise:
        accounts.apart.add(pair)


def cluster(
    accounts: Accounts,
    comparer: Comparer,
    loose: Iterable[Position],
    fixed: Sequence[Sequence[Position]] = (),
) -> Clusters:
    """Return the clusters of the `loose` accounts, which are whole components, among the `fixed`
    ones, which stay as they are."""
    return _Clustering(accounts, comparer).clusters(sorted(loose), fixed)


class _Clustering:
    def __init__(self, accounts: Accounts, comparer: Comparer) -> None:
        self._accounts = accounts
        self._comparer = comparer
        self._numbers: dict[tuple[object, ...], int] = {}
        self._examples: list[Position] = []
        self._contradicting: dict[Pair, bool] = {}

    def clusters(self, loose: Sequence[Position], fixed: Sequence[Sequence[Position]]) -> Clusters:
        leads = sorted([*loose, *(lead for members in fixed for lead in members)])
        number = {lead: index for index, lead in enumerate(leads)}
        links = {
            (number[one], number[other]): score
            for (one, other), score in self._accounts.links.items()
            if one in number and other in number
        }
        apart = self._numbered(self._accounts.apart, number)
        rules = Rules(
            threshold=self._comparer.thresholds.same_from,
            apart=apart,
            constraints=[self._constraint(lead) for lead in leads],
            contradictory=self._contradictory,
            margin=weights.AMBIGUOUS_MARGIN,
        )
        held = {number[lead] for members in fixed for lead in members}
        joined = agglomerate(len(leads), _among(links, held), rules)
        members = [one for one in joined if one[0] not in held]
        members += [sorted(number[lead] for lead in one) for one in fixed]
        members.sort()
        home = {m: index for index, one in enumerate(members) for m in one}
        doubts = self._numbered(self._accounts.doubted, number)
        doubted = _between({_pair(home[one], home[other]) for one, other in doubts}, len(members))
        apart_now = {_pair(home[one], home[other]) for one, other in apart}
        # What a pair speaks for is open, where others of its clusters contradict each other.
        same_from = self._comparer.thresholds.same_from
        spoken_for = {
            _pair(home[o], home[p]) for (o, p), score in links.items() if score >= same_from
        }
        unsure = _between(
            {
                (one, other)
                for (one, other), mean in mean_scores(members, links).items()
                if mean > self._comparer.thresholds.different_up_to
                and (one, other) not in apart_now
                and not (members[one][0] in held and members[other][0] in held)
                and (
                    (one, other) in spoken_for
                    or not self._contradict(
                        [rules.constraints[m] for m in members[one]],
                        [rules.constraints[m] for m in members[other]],
                    )
                )
            },
            len(members),
        )
        return Clusters(
            [[leads[m] for m in one] for one in members],
            {index for index, one in enumerate(members) if one[0] in held},
            [one | other for one, other in zip(unsure, doubted, strict=True)],
            doubted,
        )

    def _constraint(self, lead: Position) -> int:
        """Return a number that equal constraints share; whatever contradicts is kept apart, whether
        or not the pair was ever compared."""
        constraint = self._accounts.profiles[lead].constraint()
        found = self._numbers.setdefault(constraint, len(self._examples))
        if found == len(self._examples):
            self._examples.append(lead)
        return found

    def _contradictory(self, one: int, other: int) -> bool:
        pair = _pair(one, other)
        known = self._contradicting.get(pair)
        if known is None:
            profiles = [self._accounts.profiles[self._examples[n]] for n in pair]
            known = self._contradicting[pair] = self._comparer.contradictory(*profiles)
        return known

    def _contradict(self, one: Iterable[int], other: Iterable[int]) -> bool:
        others = set(other)
        return any(self._contradictory(c, d) for c in set(one) for d in others)

    @staticmethod
    def _numbered(pairs: Iterable[AccountPair], number: dict[Position, int]) -> frozenset[Pair]:
        return frozenset(
            (number[one], number[other])
            for one, other in pairs
            if one in number and other in number
        )


def _among(links: dict[Pair, float], fixed: set[int]) -> dict[Pair, float]:
    """Return the links of which no end is in a fixed cluster."""
    return {pair: score for pair, score in links.items() if fixed.isdisjoint(pair)}


def _between(pairs: Iterable[Pair], size: int) -> list[set[int]]:
    """Return for each cluster the others that one of the pairs leads to."""
    found: list[set[int]] = [set() for _ in range(size)]
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one <= other else (other, one)
