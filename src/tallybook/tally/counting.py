"""One component as an integer program: how many attacks lie in each of its atoms.

Unknowns are the attacks that nobody identified (per atom that some count covers: what nobody
reported is outside every figure) and the atom of each incident. Incidents that lie alike are one
class with a multiplicity, so that ten thousand incidents cost no more than ten. Incidents that may
be the same one (*unsure*) may share one attack: a clique of the unsure pairs is one attack, each
incident is in exactly one clique, and a clique lies where all its members may; or where any may,
if their accounts differ in more than day and place, since then one of them is wrong.

A free count (see `gathering`) holds what it likes of the attacks that fit it. So enough attacks
must fit it, whoever else reports them, and where no other count vouches for an attack, each has
one free count that does, none for more than its high end. Given both, its number can be met: it
takes what it alone vouches for, and of the rest as many as it needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from tallybook.tally import solving
from tallybook.tally.atoms import Atoms
from tallybook.tally.book import Book
from tallybook.tally.clock import Clock
from tallybook.tally.figures import Figure
from tallybook.tally.nested import Lying, chains, rows_of
from tallybook.tally.programs import Program, Range, Row
from tallybook.tally.scopes import Unit
from tallybook.tally.spaces import Masks

MAX_CLIQUES = 128
"""More cliques of unsure incidents than this in one cluster, and the cluster is only known to be
at least one attack and at most as many as its incidents."""


class Counted(Struct, frozen=True):
    """The total of a component within the question, and how much of it is not identified."""

    total: Range
    residue: Range


class _Builder:
    """Columns and rows as they are put together."""

    def __init__(self) -> None:
        self.masks: list[int] = []
        self.rows: list[Row] = []

    def column(self, mask: int) -> int:
        self.masks.append(mask)
        return len(self.masks) - 1


class Problem(Struct, frozen=True):
    """A program with the sums that are asked of it. `tight` is False where a cluster of unsure
    incidents was too large to be written out."""

    program: Program
    total: frozenset[int]
    residue: frozenset[int]
    tight: bool


def build(
    atoms: Atoms,
    figures: Sequence[Figure],
    units: Sequence[Unit],
    book: Book,
    seconds: Mapping[tuple[frozenset[str], bool], int] = MappingProxyType({}),
) -> Problem:
    """Return the program of figures and incidents, all or some of those that `atoms` cuts; by the
    figures in which they lie, and whether in the question, `seconds` are how many more attacks
    there may be, each of which is an incident that may be another one."""
    builder = _Builder()
    kept = sum(atoms.bit(figure.key) for figure in figures)
    owned: dict[int, list[int]] = {}
    for mask in sorted({mask & (kept | 1) for mask in atoms.residue if mask & kept}):
        if mask & kept & ~atoms.free:
            builder.column(mask)
            continue
        for figure in figures:
            if mask & (bit := atoms.bit(figure.key)):
                owned.setdefault(bit, []).append(builder.column(mask))
    residue = len(builder.masks)
    by_id = {unit.incident.id: unit for unit in units}
    held: dict[Masks, Masks] = {}

    def where(*identifiers: str) -> Masks:
        alike = [by_id[identifier] for identifier in identifiers]
        masks = atoms.masks_of_one(alike) if len(alike) > 1 else atoms.masks_of(alike[0])
        found = held.get(masks)
        if found is None:
            found = held[masks] = frozenset(m & (kept | 1) for m in atoms.deciding(masks))
        return found

    lying = {identifier: where(identifier) for identifier in by_id}
    parted = book.clusters(lying)
    alone = Counter(lying[cluster[0]] for cluster in parted if len(cluster) == 1)
    found = [Lying(masks, number) for masks, number in alone.items()]
    tight = True
    alike: Counter[tuple[Masks, Masks, Masks]] = Counter()
    for cluster in parted:
        if len(cluster) == 2:
            one, other = sorted((lying[i] for i in cluster), key=sorted)
            alike[one, other, where(*cluster)] += 1
        elif len(cluster) > 2:
            tight = _cluster(builder, cluster, where, book) and tight
    for masks, number in sorted(alike.items(), key=lambda i: [sorted(m) for m in i[0]]):
        found.extend(_pair(builder, *masks, number))
    for chain in chains(found):
        widest = {mask: builder.column(mask) for mask in sorted(chain[-1].masks)}
        builder.rows.extend(rows_of(chain, widest))
    for (keys, in_question), number in seconds.items():
        bits = sum(atoms.bit(figure.key) for figure in figures if figure.key in keys)
        if bits or in_question:
            builder.rows.append(Row((builder.column(bits | in_question),), 0, number))
    lying_in = _columns_by_bit(builder.masks)
    for figure in figures:
        bit = atoms.bit(figure.key)
        columns = tuple(lying_in.get(bit, ()))
        if not bit & atoms.free:
            builder.rows.append(Row(columns, figure.low, figure.high))
            continue
        builder.rows.append(Row(columns, figure.low, None))
        if figure.high is not None:
            builder.rows.append(Row(tuple(owned.get(bit, ())), 0, figure.high))
    asked = [column for column, mask in enumerate(builder.masks) if mask & 1]
    return Problem(
        Program(len(builder.masks), tuple(builder.rows)),
        frozenset(asked),
        frozenset(column for column in asked if column < residue),
        tight,
    )


def _columns_by_bit(masks: Sequence[int]) -> dict[int, list[int]]:
    """Return the columns that lie in each scope, by the scope's bit."""
    found: dict[int, list[int]] = {}
    for column, mask in enumerate(masks):
        while mask:
            bit = mask & -mask
            found.setdefault(bit, []).append(column)
            mask ^= bit
    return found


def solve(
    problem: Problem, clock: Clock, *, residue: bool = True, least: bool = False
) -> Counted | None:
    """Return the ranges of the total and of the residue, or None if the figures and incidents
    contradict each other. The residue is left open where it is not asked for, and so are upper ends
    where only the `least` is."""
    sums = [problem.total, problem.residue] if residue else [problem.total]
    ranges = solving.solve(problem.program, sums, clock, least=least)
    if ranges is None:
        return None
    tight = problem.tight
    total, *rest = (Range(found.low, found.high, found.tight and tight) for found in ranges)
    return Counted(total, *(rest or [Range(0, None, False)]))


def hull(ranges: Sequence[Range]) -> Range:
    """Return the least range that holds all of `ranges`, of which there is at least one."""
    highs = [r.high for r in ranges if r.high is not None]
    return Range(
        min(r.low for r in ranges),
        max(highs) if len(highs) == len(ranges) else None,
        all(r.tight for r in ranges),
    )


def _pair(
    builder: _Builder, one: Masks, other: Masks, shared: Masks, number: int
) -> tuple[Lying, Lying]:
    """Return `number` pairs that lie alike, each one attack or two, as their first and second
    incidents; where they are one, the attack is in an unknown that both share."""
    both = tuple(builder.column(mask) for mask in sorted(shared))
    return Lying(one, number, both), Lying(other, number, both)


def _cluster(
    builder: _Builder, cluster: Sequence[str], where: Callable[..., Masks], book: Book
) -> bool:
    """Add a cluster of three or more; return whether it is written out exactly."""
    cliques = _cliques(cluster, where, book)
    if cliques is None:
        every: list[int] = []
        for identifier in cluster:
            own = [builder.column(mask) for mask in sorted(where(identifier))]
            builder.rows.append(Row(tuple(own), 0, 1))
            every.extend(own)
        builder.rows.append(Row(tuple(every), 1, None))
        return False
    columns: dict[str, list[int]] = {identifier: [] for identifier in cluster}
    for clique, masks in cliques:
        own = [builder.column(mask) for mask in sorted(masks)]
        for identifier in clique:
            columns[identifier].extend(own)
    builder.rows.extend(Row(tuple(columns[i]), 1, 1) for i in cluster)
    return True


def _cliques(
    cluster: Sequence[str], where: Callable[..., Masks], book: Book
) -> list[tuple[tuple[str, ...], Masks]] | None:
    """Return all cliques of unsure pairs with where they may lie, or None past the limit."""
    found: list[tuple[tuple[str, ...], Masks]] = [((i,), where(i)) for i in cluster]
    grown = found
    while grown:
        larger: list[tuple[tuple[str, ...], Masks]] = []
        for clique, _ in grown:
            for other in cluster:
                if other <= clique[-1]:
                    continue
                if all(other in book.unsure_with(member) for member in clique):
                    larger.append(((*clique, other), where(*clique, other)))
            if len(found) + len(larger) > MAX_CLIQUES:
                return None
        found.extend(larger)
        grown = larger
    return found
