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
        self._lp = lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = program.width, len(program.rows)
        self._none, self._any = np.zeros(program.width), np.full(program.width, highspy.kHighsInf)
        self._row_low = np.array([float(row.low) for row in program.rows])
        self._row_high = np.array(
            [highspy.kHighsInf if row.high is None else float(row.high) for row in program.rows]
        )
        self._starts = np.cumsum([0, *(len(row.columns) for row in program.rows)])
        every = chain.from_iterable(row.columns for row in program.rows)
        self._columns = np.fromiter(every, np.int32, int(self._starts[-1]))
        lp.row_lower_, lp.row_upper_ = self._row_low, self._row_high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = self._starts
        lp.a_matrix_.index_ = self._columns
        lp.a_matrix_.value_ = np.ones(len(self._columns))

    def least(
        self, columns: frozenset[int], sign: int, seconds: float
    ) -> tuple[int | None, bool] | None:
        """Return the least of sign × the sum and whether it is proved, or None without a solution.

        The value is None where nothing is known of it when the time is over.
        """
        costs = self._numpy.zeros(len(self._none))
        costs[list(columns)] = sign
        self._lp.col_cost_ = costs
        # Rows of periods and of nested places are met at whole numbers, if they are met best at all
        # (totally unimodular matrices, Hoffman & Kruskal 1956), so the relaxation nearly always is
        # the answer, and takes a fifth of the time.
        status, found = self._run(seconds)
        kinds = self._highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return None
        known: int | None = None
        if status == kinds.kOptimal:
            known = ceil(found.getInfo().objective_function_value - TOLERANCE)
            solution = self._numpy.array(found.getSolution().col_value)
            if self._is_whole(solution) or self._is_met_near(solution, known, seconds):
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

    def _is_met_near(self, solution: Any, known: int, seconds: float) -> bool:
        """Whether whole numbers come to what is `known` to be the least at best, where those of a
        solution that are whole stay as they are, but for the unknowns that share a row with one
        that is not (relaxation induced neighbourhoods; Danna, Rothberg & Le Pape 2005,
        *Mathematical Programming* 102). A few unknowns are left open of thousands."""
        numpy = self._numpy
        rounded = solution.round()
        split = abs(solution - rounded) > TOLERANCE
        in_split = self._totals(split.astype(int)) > 0
        left_open = split.copy()
        left_open[self._columns[numpy.repeat(in_split, numpy.diff(self._starts))]] = True
        status, found = self._run(
            seconds,
            whole=True,
            low=numpy.where(left_open, self._none, rounded),
            high=numpy.where(left_open, self._any, rounded),
        )
        if status != self._highspy.HighsModelStatus.kOptimal:
            return False
        met = found.getInfo().objective_function_value <= known + TOLERANCE
        return met and self._is_whole(numpy.array(found.getSolution().col_value))

    def _run(
        self, seconds: float, *, whole: bool = False, low: Any = None, high: Any = None
    ) -> tuple[Any, Any]:
        """Solve the program for the costs as they stand, in `whole` numbers or not, each from `low`
        to `high` if these are given; return its status and the solver that holds its solution.

        Each run has a solver of its own: HiGHS 1.16.0 was seen to give a wrong optimum in whole
        numbers where it had solved the relaxation before.
        """
        kinds = self._highspy.HighsVarType
        self._lp.integrality_ = [kinds.kInteger] * len(self._none) if whole else []
        self._lp.col_lower_ = self._none if low is None else low
        self._lp.col_upper_ = self._any if high is None else high
        solver = self._highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        # The answer shall not depend on how many processors there are.
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("time_limit", seconds)
        if not whole:
            # `presolve` has done what HiGHS would do here, and it takes longer than solving.
            solver.setOptionValue("presolve", "off")
        solver.passModel(self._lp)
        solver.run()
        return solver.getModelStatus(), solver

    def _is_whole(self, solution: Any) -> bool:
        """Whether a solution is of whole numbers but for the tolerance, and as such meets all
        rows."""
        rounded = solution.round()
        if abs(solution - rounded).max() > TOLERANCE:
            return False
        totals = self._totals(rounded.astype(int))
        return bool(((self._row_low <= totals) & (totals <= self._row_high)).all())

    def _totals(self, values: Any) -> Any:
        """Return what unknowns of some values come to in each row."""
        sums = self._numpy.concatenate(([0], self._numpy.cumsum(values[self._columns])))
        return sums[self._starts[1:]] - sums[self._starts[:-1]]
