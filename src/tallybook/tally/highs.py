"""The large programs: SciPy's HiGHS (Huangfu & Hall 2018, *Mathematical Programming Computation*
10), imported when one comes.

Where the time limit ends a run, the bound that HiGHS has proved so far is used: the answer is
then wider than it need be, never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf, isfinite
from typing import Any

from tallybook.tally.clock import Clock
from tallybook.tally.programs import Program, Range, open_above

TOLERANCE = 1e-6
"""HiGHS's default feasibility tolerance, by which whole numbers may be off."""

_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2  # scipy.optimize.milp's `status`


def solve(program: Program, sums: Sequence[frozenset[int]], clock: Clock) -> list[Range] | None:
    """Return the range of each sum of unknowns, or None if no solution exists."""
    if not program.width:
        return [Range(0, 0) for _ in sums] if _empty_holds(program) else None
    constraints = _constraints(program)
    ranges: list[Range] = []
    for columns in sums or (frozenset[int](),):
        low = _least(program.width, constraints, columns, 1, clock.left())
        if low is None:
            return None
        high: int | None = None
        tight = low[1]
        if not open_above(program, columns):
            lowest = _least(program.width, constraints, columns, -1, clock.left())
            if lowest is None:
                return None
            high = None if lowest[0] is None else -lowest[0]
            tight = tight and lowest[1]
        ranges.append(Range(max(0, low[0] or 0), high, tight))
    return ranges[: len(sums)]


def _empty_holds(program: Program) -> bool:
    return all(row.low <= 0 and (row.high is None or row.high >= 0) for row in program.rows)


def _constraints(program: Program) -> Any:
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    places = [(i, column) for i, row in enumerate(program.rows) for column in row.columns]
    matrix = csr_array(
        (
            [1.0] * len(places),
            ([i for i, _ in places], [column for _, column in places]),
        ),
        shape=(len(program.rows), program.width),
    )
    lows = [float(row.low) for row in program.rows]
    highs = [inf if row.high is None else float(row.high) for row in program.rows]
    return LinearConstraint(matrix, lows, highs) if program.rows else ()


def _least(
    width: int, constraints: Any, columns: frozenset[int], sign: int, seconds: float
) -> tuple[int | None, bool] | None:
    """Return the least of sign × the sum and whether it is proved, or None without a solution.

    The value is None where nothing is known of it when the time is over.
    """
    from scipy.optimize import milp

    cost = [float(sign) if column in columns else 0.0 for column in range(width)]
    # Rows of periods and of nested places are met at whole numbers, if they are met best at all
    # (totally unimodular matrices, Hoffman & Kruskal 1956), so the relaxation nearly always is the
    # answer, and takes a fifth of the time.
    relaxed = milp(cost, constraints=constraints, options={"time_limit": seconds})
    if relaxed.status == _INFEASIBLE:
        return None
    known: int | None = None
    if relaxed.status == _OPTIMAL:
        known = ceil(relaxed.fun - TOLERANCE)
        if _is_whole(relaxed.x, constraints):
            return known, True
    found = milp(
        cost,
        constraints=constraints,
        integrality=[1] * width,
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.status == _OPTIMAL:
        return round(found.fun), True
    if found.status == _INFEASIBLE:
        return None
    if found.status == _LIMIT:
        bound = found.mip_dual_bound
        if bound is None or not isfinite(bound):
            return known, False
        proved = ceil(bound - TOLERANCE)
        return proved if known is None else max(known, proved), False
    raise AssertionError(f"HiGHS on a bounded program: {found.message}")


def _is_whole(values: Any, constraints: Any) -> bool:
    """Whether values are whole numbers but for the tolerance, and as such meet all rows."""
    rounded = values.round()
    if abs(values - rounded).max() > TOLERANCE:
        return False
    if not constraints:
        return True
    sums = constraints.A @ rounded
    return bool((sums >= constraints.lb).all() and (sums <= constraints.ub).all())
