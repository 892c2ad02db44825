"""How a program is solved: made smaller, taken apart, and each part by the solver that fits it."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.tally import exact
from tallybook.tally.clock import Clock
from tallybook.tally.presolve import Block, presolve
from tallybook.tally.programs import Program, Range, TooHardError, added, open_above


def solve(
    program: Program, sums: Sequence[frozenset[int]], clock: Clock, *, least: bool = False
) -> list[Range] | None:
    """Return the range of each sum of unknowns, or None if no solution exists; open above where
    only the `least` of each is asked for.

    Where the time is over, ranges are those proved so far and marked as not tight.
    """
    least = least or all(open_above(program, columns) for columns in sums)
    smaller = presolve(program, sums, least=least)
    if smaller is None:
        return None
    found = [[Range(fixed, fixed)] for fixed in smaller.fixed]
    for block in smaller.blocks:
        ranges = _block(block, clock, least=least)
        if ranges is None:
            return None
        for whole, part in zip(found, ranges, strict=True):
            whole.append(part)
    each = [added(parts) for parts in found]
    return [
        Range(total.low, None if is_open or least else total.high, total.tight)
        for total, is_open in zip(each, smaller.is_open, strict=True)
    ]


def _block(block: Block, clock: Clock, *, least: bool) -> list[Range] | None:
    try:
        return exact.solve(block.program, block.sums, least=least)
    except TooHardError:
        if clock.is_over:
            return [Range(0, None, False) for _ in block.sums]
        # Imported when it is needed: NumPy takes a tenth of a second.
        from tallybook.tally import highs

        return highs.solve(block.program, block.sums, clock, least=least)
