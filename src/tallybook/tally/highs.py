"""The large programs: HiGHS (Huangfu & Hall 2018, *Mathematical Programming Computation* 10),
imported when one comes.

Where the time limit ends a run, the bound that HiGHS has proved so far is used: the answer is
then wider than it need be, never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import ceil, isfinite
from typing import Any

from tallybook.tally.clock import Clock
from tallybook.tally.programs import Program, Range, open_above

TOLERANCE = 1e-6
"""HiGHS's default feasibility tolerance, by which whole numbers may be off."""


def solve(
    program: Program, sums: Sequence[frozenset[int]], clock: Clock, *, least: bool = False
) -> list[Range] | None:
    """Return the range of each sum of unknowns, or None if no solution exists; open above where
    only the `least` of each is asked for."""
    if not program.width:
        return [Range(0, 0) for _ in sums] if _empty_holds(program) else None
    solver = _Solver(program)
    ranges: list[Range] = []
    for columns in sums or (frozenset[int](),):
        low = solver.least(columns, 1, clock.left())
        if low is None:
            return None
        high: int | None = None
        tight = low[1]
        if not least and not open_above(program, columns):
            lowest = solver.least(columns, -1, clock.left())
            if lowest is None:
                return None
            high = None if lowest[0] is None else -lowest[0]
            tight = tight and lowest[1]
        ranges.append(Range(max(0, low[0] or 0), high, tight))
    return ranges[: len(sums)]


def _empty_holds(program: Program) -> bool:
    return all(row.low <= 0 and (row.high is None or row.high >= 0) for row in program.rows)


class _Solver:
    """One program in the form that HiGHS takes, of which one sum after another is asked."""

    def __init__(self, program: Program) -> None:
        import highspy
        import numpy as np

        self._highspy, self._numpy = highspy, np
        self._program = program
        self._lp = lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = program.width, len(program.rows)
        lp.col_lower_ = np.zeros(program.width)
        lp.col_upper_ = np.full(program.width, highspy.kHighsInf)
        lp.row_lower_ = np.array([float(row.low) for row in program.rows])
        lp.row_upper_ = np.array(
            [highspy.kHighsInf if row.high is None else float(row.high) for row in program.rows]
        )
        starts = np.cumsum([0, *(len(row.columns) for row in program.rows)])
        every = chain.from_iterable(row.columns for row in program.rows)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = starts
        lp.a_matrix_.index_ = np.fromiter(every, np.int32, int(starts[-1]))
        lp.a_matrix_.value_ = np.ones(int(starts[-1]))

    def least(
        self, columns: frozenset[int], sign: int, seconds: float
    ) -> tuple[int | None, bool] | None:
        """Return the least of sign × the sum and whether it is proved, or None without a solution.

        The value is None where nothing is known of it when the time is over.
        """
        costs = self._numpy.zeros(self._program.width)
        costs[list(columns)] = sign
        self._lp.col_cost_ = costs
        # Rows of periods and of nested places are met at whole numbers, if they are met best at all
        # (totally unimodular matrices, Hoffman & Kruskal 1956), so the relaxation nearly always is
        # the answer, and takes a fifth of the time.
        status, found = self._run(seconds, whole=False)
        kinds = self._highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return None
        known: int | None = None
        if status == kinds.kOptimal:
            known = ceil(found.getInfo().objective_function_value - TOLERANCE)
            if self._is_whole(found):
                return known, True
        status, found = self._run(seconds, whole=True)
        if status == kinds.kOptimal:
            return round(found.getInfo().objective_function_value), True
        if status == kinds.kInfeasible:
            return None
        if status == kinds.kTimeLimit:
            bound = found.getInfo().mip_dual_bound
            if not isfinite(bound):
                return known, False
            proved = ceil(bound - TOLERANCE)
            return proved if known is None else max(known, proved), False
        raise AssertionError(f"HiGHS on a bounded program: {status}")

    def _run(self, seconds: float, *, whole: bool) -> tuple[Any, Any]:
        """Solve the program for the costs as they stand, in `whole` numbers or not; return its
        status and the solver that holds its solution.

        Each run has a solver of its own: HiGHS 1.16.0 was seen to give a wrong optimum in whole
        numbers where it had solved the relaxation before.
        """
        kinds = self._highspy.HighsVarType
        self._lp.integrality_ = [kinds.kInteger] * self._program.width if whole else []
        solver = self._highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        # The answer shall not depend on how many processors there are.
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("time_limit", seconds)
        solver.passModel(self._lp)
        solver.run()
        return solver.getModelStatus(), solver

    def _is_whole(self, solver: Any) -> bool:
        """Whether a solution is of whole numbers but for the tolerance, and as such meets all
        rows."""
        values = self._numpy.array(solver.getSolution().col_value)
        rounded = values.round()
        if abs(values - rounded).max() > TOLERANCE:
            return False
        whole = rounded.astype(int).tolist()
        return all(
            row.low <= (total := sum(whole[column] for column in row.columns))
            and (row.high is None or total <= row.high)
            for row in self._program.rows
        )
