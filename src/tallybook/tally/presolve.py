"""A program made smaller before it is solved, without changing what it says.

Unknowns that a row fixes are taken out, rows that say the same are made one, rows that hold nothing
are dropped, and of unknowns that stand in the same rows and the same sums one is kept, since what
they add up to is all that matters (Andersen & Andersen 1995, "Presolving in Linear Programming",
*Mathematical Programming* 71). What then shares no row is solved apart: the least of a sum is the
sum of the least of its parts.

Where only the least of each sum is asked for, more can go. An unknown that is in no sum, and that
no upper end holds down, meets all its rows by itself. And an unknown is left at 0 where another
does all that it does, costs no more, and takes no room that it does not take (*dominated columns*).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tallybook.tally.programs import Program, Row

Ends = tuple[int, int | None]
"""The low and the high end of a row."""


class Block(Struct, frozen=True):
    """A part of a program that shares no row with the rest, with the part of each sum in it."""

    program: Program
    sums: tuple[frozenset[int], ...]


class Presolved(Struct, frozen=True):
    """What is left of a program: its blocks, what each sum has surely, and whether an unknown that
    nothing holds leaves a sum open above."""

    blocks: tuple[Block, ...]
    fixed: tuple[int, ...]
    is_open: tuple[bool, ...]


def presolve(
    program: Program, sums: Sequence[frozenset[int]], *, least: bool = False
) -> Presolved | None:
    """Return the smaller program, for the `least` of each sum alone if that is all that is asked;
    None where it is seen to have no solution."""
    found = _settled(program.rows)
    if found is None:
        return None
    rows, known = found
    fixed = tuple(sum(known.get(column, 0) for column in columns) for columns in sums)
    left = [frozenset(column for column in columns if column not in known) for columns in sums]
    if least:
        rows = _without_met(rows, left)
    in_rows = _rows_of(rows)
    is_open = tuple(any(column not in in_rows for column in columns) for columns in left)
    kept = _without_alike(in_rows, left)
    if least:
        capped = {n for n, (_, high) in enumerate(rows.values()) if high is not None}
        kept = _without_dominated(kept, in_rows, capped, left)
    held = [
        (tuple(column for column in columns if column in kept), ends)
        for columns, ends in rows.items()
    ]
    return Presolved(tuple(_blocks(held, left)), fixed, is_open)


def _settled(given: Iterable[Row]) -> tuple[dict[tuple[int, ...], Ends], dict[int, int]] | None:
    """Return the rows by their columns, and the value of each unknown that a row fixes."""
    known: dict[int, int] = {}
    rows = [(frozenset(row.columns), row.low, row.high) for row in given]
    while True:
        merged: dict[frozenset[int], Ends] = {}
        for columns, low, high in rows:
            have = sum(known.get(column, 0) for column in columns)
            rest = columns.difference(known)
            ends = (max(0, low - have), None if high is None else high - have)
            before = merged.get(rest)
            if before is not None:
                ends = (max(ends[0], before[0]), _least(ends[1], before[1]))
            merged[rest] = ends
        fresh: dict[int, int] = {}
        for columns, (low, high) in merged.items():
            if high is not None and high < low:
                return None
            if not columns and low > 0:
                return None
            if high == 0:
                fresh.update(dict.fromkeys(columns, 0))
            elif len(columns) == 1 and low == high:
                fresh.update(dict.fromkeys(columns, low))
        rows = [(columns, low, high) for columns, (low, high) in merged.items()]
        if not fresh:
            held = {
                tuple(sorted(columns)): (low, high)
                for columns, low, high in rows
                if columns and (low > 0 or high is not None)
            }
            return held, known
        known.update(fresh)


def _least(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _rows_of(rows: Iterable[tuple[int, ...]]) -> dict[int, list[int]]:
    """Return the numbers of the rows in which each unknown stands."""
    found: dict[int, list[int]] = {}
    for number, columns in enumerate(rows):
        for column in columns:
            found.setdefault(column, []).append(number)
    return found


def _without_alike(in_rows: dict[int, list[int]], sums: Sequence[frozenset[int]]) -> set[int]:
    """Return one unknown of each kind that stands in the same rows and sums."""
    first: dict[tuple[tuple[int, ...], tuple[bool, ...]], int] = {}
    for column in sorted(in_rows):
        kind = (tuple(in_rows[column]), tuple(column in columns for columns in sums))
        first.setdefault(kind, column)
    return set(first.values())


def _without_met(
    rows: dict[tuple[int, ...], Ends], sums: Sequence[frozenset[int]]
) -> dict[tuple[int, ...], Ends]:
    """Return the rows without those that an unknown meets which is in no sum and has no end."""
    held = {column for columns, (_, high) in rows.items() if high is not None for column in columns}
    held.update(*sums)
    return {
        columns: ends
        for columns, ends in rows.items()
        if ends[1] is not None or held.issuperset(columns)
    }


def _without_dominated(
    columns: Iterable[int],
    in_rows: dict[int, list[int]],
    capped: set[int],
    sums: Sequence[frozenset[int]],
) -> set[int]:
    """Return the unknowns without those for which another can stand in: one in all of its rows and
    in no more that are `capped`, which is in no sum that it is not in."""
    kept: set[int] = set()
    alike: dict[frozenset[int], dict[int, list[tuple[frozenset[int], tuple[bool, ...]]]]] = {}
    costs = {column: tuple(column in of_sum for of_sum in sums) for column in columns}
    # What is in more rows, and in fewer sums, comes first.
    order = sorted(costs, key=lambda column: (sum(costs[column]), -len(in_rows[column]), column))
    for column in order:
        helped = frozenset(in_rows[column]) - capped
        taken = frozenset(in_rows[column]) & capped
        by_row = alike.setdefault(taken, {})
        cost = costs[column]
        rarest = min((by_row.get(row, []) for row in helped), key=len, default=by_row.get(-1, []))
        if any(
            helped <= other and all(a <= b for a, b in zip(price, cost, strict=True))
            for other, price in rarest
        ):
            continue
        kept.add(column)
        for row in (-1, *helped):
            by_row.setdefault(row, []).append((helped, cost))
    return kept


def _blocks(
    rows: Sequence[tuple[tuple[int, ...], Ends]], sums: Sequence[frozenset[int]]
) -> Iterable[Block]:
    parents = {column: column for columns, _ in rows for column in columns}

    def find(column: int) -> int:
        while parents[column] != column:
            parents[column] = column = parents[parents[column]]
        return column

    for columns, _ in rows:
        for column in columns[1:]:
            parents[find(column)] = find(columns[0])
    members: dict[int, list[int]] = {}
    for column in sorted(parents):
        members.setdefault(find(column), []).append(column)
    of_block: dict[int, list[tuple[tuple[int, ...], Ends]]] = {root: [] for root in members}
    for columns, ends in rows:
        of_block[find(columns[0])].append((columns, ends))
    for root, own in members.items():
        place = {column: index for index, column in enumerate(own)}
        yield Block(
            Program(
                len(own),
                tuple(Row(tuple(place[c] for c in cs), *ends) for cs, ends in of_block[root]),
            ),
            tuple(frozenset(place[c] for c in columns if c in place) for columns in sums),
        )
