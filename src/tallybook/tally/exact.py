"""The exact solver: simplex in integers, with branch and bound.

The tableau is kept in integers over one common denominator (the integer-preserving pivoting of
Edmonds 1967, *Journal of Research of the NBS* 71B, and Bareiss 1968, *Mathematics of Computation*
22), so nothing is ever rounded. Ties follow Bland's rule (1977, *Mathematics of Operations
Research* 2), which cannot cycle. Counts by period and place mostly give totally unimodular rows
(intervals and nested sets), so branching is rare.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.tally.programs import Program, Range, Row, TooHardError, open_above

MAX_COLUMNS = 400
MAX_ROWS = 60
MAX_NODES = 200
MAX_PIVOTS = 4000
"""Past these the program goes to HiGHS; set where both take about as long as importing SciPy."""


def solve(
    program: Program, sums: Sequence[frozenset[int]], *, least: bool = False
) -> list[Range] | None:
    """Return the exact range of each sum of unknowns, or None if no solution exists; open above
    where only the `least` of each is asked for.

    Raises TooHardError past the limits above.
    """
    if program.width > MAX_COLUMNS or len(program.rows) > MAX_ROWS:
        raise TooHardError
    tableau = _Tableau.of(program)
    if tableau is None:
        return None
    ranges: list[Range] = []
    for columns in sums:
        low = _least(program, columns, 1, tableau)
        if low is None:
            return None
        high: int | None = None
        if not least and not open_above(program, columns):
            lowest = _least(program, columns, -1, tableau)
            assert lowest is not None, "a program that has a least sum has a solution"
            high = -lowest
        ranges.append(Range(low, high))
    if not sums and _least(program, frozenset(), 1, tableau) is None:
        return None
    return ranges


def _least(program: Program, columns: frozenset[int], sign: int, tableau: _Tableau) -> int | None:
    """Return the least of sign × the sum over whole numbers, or None without a solution."""
    best: int | None = None
    nodes: list[tuple[Program, _Tableau]] = [(program, tableau)]
    visited = 0
    while nodes:
        node, start = nodes.pop()
        visited += 1
        if visited > MAX_NODES:
            raise TooHardError
        value, denominator = start.minimise(columns, sign)
        bound = -(-value // denominator)
        if best is not None and bound >= best:
            continue
        broken = start.fractional()
        if broken is None:
            best = bound
            continue
        column, floor = broken
        for row in (Row((column,), floor + 1, None), Row((column,), 0, floor)):
            child = Program(node.width, (*node.rows, row))
            grown = _Tableau.of(child)
            if grown is not None:
                nodes.append((child, grown))
    return best


class _Tableau:
    """A feasible basis of a program's rows in standard form: `rows[i]` over `denominator` is
    basic unknown `basis[i]` in terms of the others, its last entry the value."""

    def __init__(self, rows: list[list[int]], basis: list[int], width: int) -> None:
        self.rows = rows
        self.basis = basis
        self.width = width
        self.denominator = 1
        self.pivots = 0

    @classmethod
    def of(cls, program: Program) -> _Tableau | None:
        """Return a tableau at a feasible point of the relaxation, or None if it has none."""
        shapes: list[tuple[tuple[int, ...], int, int]] = []
        for row in program.rows:
            if row.high is not None and row.high < max(row.low, 0):
                return None
            if row.high is not None and row.high == row.low:
                shapes.append((row.columns, row.low, 0))
                continue
            if row.low > 0:
                shapes.append((row.columns, row.low, -1))
            if row.high is not None:
                shapes.append((row.columns, row.high, 1))
        slacks = sum(1 for _, _, slack in shapes if slack)
        needed = sum(1 for _, _, slack in shapes if slack != 1)
        real = program.width + slacks
        rows: list[list[int]] = []
        basis: list[int] = []
        next_slack, next_artificial = program.width, real
        for columns, value, slack in shapes:
            line = [0] * (real + needed + 1)
            for column in columns:
                line[column] = 1
            line[-1] = value
            if slack:
                line[next_slack] = slack
                next_slack += 1
            if slack == 1:
                basis.append(next_slack - 1)
            else:
                line[next_artificial] = 1
                basis.append(next_artificial)
                next_artificial += 1
            rows.append(line)
        tableau = cls(rows, basis, program.width)
        return tableau if tableau._without_artificials(real, needed) else None

    def _without_artificials(self, real: int, needed: int) -> bool:
        """Drive the artificial unknowns to 0 and cut them off; False if that cannot be."""
        if needed:
            cost = [0] * (real + needed + 1)
            for row, basic in zip(self.rows, self.basis, strict=True):
                if basic >= real:
                    cost = [c - r for c, r in zip(cost, row, strict=True)]
            for column in range(real, real + needed):
                cost[column] = 0
            cost = self._optimise(cost, real)
            if cost[-1] != 0:
                return False
            for place in range(len(self.rows) - 1, -1, -1):
                if self.basis[place] < real:
                    continue
                row = self.rows[place]
                entering = next((c for c in range(real) if row[c]), None)
                if entering is None:
                    del self.rows[place], self.basis[place]
                    continue
                if row[entering] < 0:
                    self.rows[place] = [-entry for entry in row]
                self._pivot(place, entering, cost)
        self.rows = [[*row[:real], row[-1]] for row in self.rows]
        return True

    def minimise(self, columns: frozenset[int], sign: int) -> tuple[int, int]:
        """Move to the least of sign × the sum of `columns`; return its value as a fraction."""
        length = len(self.rows[0]) if self.rows else self.width + 1
        cost = [0] * length
        for column in columns:
            cost[column] = sign * self.denominator
        for row, basic in zip(self.rows, self.basis, strict=True):
            if basic in columns:
                cost = [c - sign * r for c, r in zip(cost, row, strict=True)]
        cost = self._optimise(cost, length - 1)
        return -cost[-1], self.denominator

    def fractional(self) -> tuple[int, int] | None:
        """Return the first unknown that is no whole number, with its floor, or None."""
        broken = [
            (basic, row[-1] // self.denominator)
            for row, basic in zip(self.rows, self.basis, strict=True)
            if basic < self.width and row[-1] % self.denominator
        ]
        return min(broken, default=None)

    def _optimise(self, cost: list[int], width: int) -> list[int]:
        """Pivot until no cost among the first `width` columns is negative."""
        while True:
            column = next((c for c in range(width) if cost[c] < 0), None)
            if column is None:
                return cost
            place = self._leaving(column)
            if place is None:
                raise TooHardError
            cost = self._pivot(place, column, cost)

    def _leaving(self, column: int) -> int | None:
        """Return the row whose basic unknown reaches 0 first as `column` grows."""
        best: int | None = None
        for place, row in enumerate(self.rows):
            if row[column] <= 0:
                continue
            if best is None:
                best = place
                continue
            here, there = row[-1] * self.rows[best][column], self.rows[best][-1] * row[column]
            if here < there or (here == there and self.basis[place] < self.basis[best]):
                best = place
        return best

    def _pivot(self, place: int, column: int, cost: list[int]) -> list[int]:
        """Bring `column` into the basis at `place`; return the cost row in the new basis."""
        self.pivots += 1
        if self.pivots > MAX_PIVOTS:
            raise TooHardError
        source = self.rows[place]
        pivot, old = source[column], self.denominator
        for other, row in enumerate(self.rows):
            if other != place:
                self.rows[other] = _eliminated(row, source, row[column], pivot, old)
        cost = _eliminated(cost, source, cost[column], pivot, old)
        self.basis[place] = column
        self.denominator = pivot
        return cost


def _eliminated(row: list[int], source: list[int], factor: int, pivot: int, old: int) -> list[int]:
    if not factor:
        return row if pivot == old else [a * pivot // old for a in row]
    return [(a * pivot - b * factor) // old for a, b in zip(row, source, strict=True)]
