"""What is joined and held apart before any evidence is weighed.

People's judgements come first, the latest first; then what a text says ("another attack"); then
the sentences that copies of one report print word for word. Whatever of these is joined is one
atom: comparison and clustering never divide it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tallybook.core.claims import Claim
from tallybook.core.judgements import Judgement, PairVerdict
from tallybook.linking.roster import Position, Roster
from tallybook.linking.verdicts import Verdict, settle

_WORD = re.compile(r"\w+")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Atoms:
    """Claims are numbered from the oldest. `members[a]` are the claims of atom `a`, ascending; `of`
    finds a claim's atom. `apart` are pairs of atoms that a person or a text holds apart, `doubted`
    those that a person called unsure, `told` the pairs of claims that a text tells apart, `retold`
    those that a text tells in another voice, `copied` pairs of a claim and a copy of it, `voted`
    pairs of atoms with a model's verdict."""

    members: tuple[tuple[int, ...], ...]
    of: tuple[int, ...]
    apart: frozenset[Pair]
    doubted: frozenset[Pair]
    told: frozenset[Pair]
    retold: tuple[Pair, ...]
    copied: tuple[Pair, ...]
    voted: dict[Pair, PairVerdict]


def make_atoms(
    roster: Roster, positions: Sequence[Position], judgements: Sequence[Judgement]
) -> Atoms:
    """Return the atoms of the claims at `positions`, ascending; `judgements` in the order in which
    they were made. All claims of the reports must be among them, and of those that copies and
    judgements tie them to.

    People's verdicts count before those of models. A person's verdict that contradicts later
    ones, directly or through what they join, is left out; of models' verdicts on one pair the last
    counts. What earlier runs of the rules said is not read: it is weighed anew.
    """
    claims = [roster.claims[position] for position in positions]
    number: dict[str, int] = {}
    for index, position in enumerate(positions):
        number[claims[index].id] = index
        number.update((extra.id, index) for extra in roster.attached[position])
    work = _Joining(len(claims))
    doubted: set[Pair] = set()
    people = people_verdicts(judgements, number)
    against = settle([verdict for _, verdict in people])
    held = [v for (_, v), later in zip(people, against, strict=True) if not later]
    for one, other, _ in (v for v in held if v[2] == "same"):
        work.join(one, other)
    for one, other, verdict in (v for v in held if v[2] != "same"):
        work.part(one, other)
        if verdict == "unsure":
            doubted.add((one, other))
    judged = {_ordered(one, other) for _, (one, other, _) in people}
    apart = _referring(claims, number, lambda claim: claim.apart_from)
    told = {p for p in apart if p not in judged and work.part(*p)}
    # The coder read these as one attack, told by two voices or with another stance.
    about = _referring(claims, number, lambda claim: claim.about)
    retold = [p for p in about if p not in judged and work.join(*p)]
    copied = [p for p in _copied(roster, claims) if p not in judged and work.join(*p)]
    names = sorted(work.members)
    rank = {name: index for index, name in enumerate(names)}
    of = tuple(rank[work.name[index]] for index in range(len(claims)))

    def by_atom(pairs: Iterable[Pair]) -> frozenset[Pair]:
        return frozenset(_ordered(of[one], of[other]) for one, other in pairs)

    return Atoms(
        members=tuple(tuple(sorted(work.members[name])) for name in names),
        of=of,
        apart=by_atom(work.parted),
        doubted=by_atom(doubted),
        told=frozenset(told),
        retold=tuple(retold),
        copied=tuple(copied),
        voted={
            _ordered(of[one], of[other]): verdict
            for (one, other), verdict in _voted(judgements, number).items()
            if of[one] != of[other]
        },
    )


class _Joining:
    """A partition in which some members must stay apart."""

    def __init__(self, size: int) -> None:
        self.name = list(range(size))
        self.members: dict[int, list[int]] = {index: [index] for index in range(size)}
        self.parted: list[Pair] = []
        self._rivals: dict[int, set[int]] = {}

    def join(self, one: int, other: int) -> bool:
        """Make one atom of two unless they are held apart; return whether they are one now."""
        low, high = _ordered(self.name[one], self.name[other])
        if low == high:
            return True
        if high in self._rivals.get(low, ()):
            return False
        for member in self.members[high]:
            self.name[member] = low
        self.members[low] += self.members.pop(high)
        for rival in self._rivals.pop(high, set()):
            self._rivals[rival].discard(high)
            self._rivals[rival].add(low)
            self._rivals.setdefault(low, set()).add(rival)
        return True

    def part(self, one: int, other: int) -> bool:
        """Hold two apart unless they are one already; return whether they are apart now."""
        mine, others = self.name[one], self.name[other]
        if mine == others:
            return False
        self.parted.append((one, other))
        self._rivals.setdefault(mine, set()).add(others)
        self._rivals.setdefault(others, set()).add(mine)
        return True


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one <= other else (other, one)


def people_verdicts(
    judgements: Sequence[Judgement], position: Mapping[str, int]
) -> list[tuple[int, Verdict]]:
    """Return what people judged of the attacks at `position`, with its place in `judgements`.
    Verdicts on harm and responsibility claims count for the attack that these are about; those on
    claims that are not there, or on one attack alone, for nothing."""
    return [
        (index, (position[j.first], position[j.second], j.verdict))
        for index, j in enumerate(judgements)
        if j.judge == "person"
        and j.first in position
        and j.second in position
        and position[j.first] != position[j.second]
    ]


def _voted(judgements: Sequence[Judgement], number: Mapping[str, int]) -> dict[Pair, PairVerdict]:
    """Return the last verdict of models on each pair, as people's are read."""
    found: dict[Pair, PairVerdict] = {}
    for judgement in judgements:
        one, other = number.get(judgement.first), number.get(judgement.second)
        if judgement.judge == "model" and one is not None and other is not None and one != other:
            # Taken out first: what is said again is the latest.
            pair = _ordered(one, other)
            found.pop(pair, None)
            found[pair] = judgement.verdict
    return found


def _referring(
    claims: Sequence[Claim], number: Mapping[str, int], names: Callable[[Claim], Sequence[str]]
) -> list[Pair]:
    """Return the pairs of attacks of which the claim of one names the other in a field."""
    return sorted(
        {
            _ordered(index, number[other])
            for index, claim in enumerate(claims)
            for other in names(claim)
            if other in number and number[other] != index
        }
    )


def _copied(roster: Roster, claims: Sequence[Claim]) -> list[Pair]:
    """Return each claim of a copied sentence with the oldest claim of that sentence."""
    first: dict[tuple[object, ...], int] = {}
    pairs: list[Pair] = []
    for index, claim in enumerate(claims):
        oldest = first.setdefault(_print(roster, claim), index)
        if oldest != index:
            pairs.append((oldest, index))
    return pairs


def _print(roster: Roster, claim: Claim) -> tuple[object, ...]:
    """Return what makes two claims of near-copies one printing. A sentence may tell of several
    attacks, at several triggers or places; and a bulletin reprints its phrases on other days."""
    trigger = next(iter(claim.spans.get("trigger", ())), claim.sentence)
    stated = claim.when is not None and claim.when.earliest is not None
    return (
        roster.reprint(claim),
        " ".join(_WORD.findall(claim.sentence.words.lower())),
        trigger.start - claim.sentence.start,
        tuple(place.name for place in claim.places),
        (claim.when.earliest, claim.when.latest) if stated and claim.when is not None else None,
    )
