"""Integer programs: whole numbers of attacks in atoms, between the figures that were given.

Every coefficient is 0 or 1, every unknown a whole number from 0 up. Small programs, nearly all of
those that a question meets, are solved in exact integer arithmetic in `exact`, which also spares
the command line the half second that importing SciPy takes; the rest go to HiGHS in `highs`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Row(Struct, frozen=True):
    """`low` ≤ sum of the unknowns at `columns` ≤ `high`; `high` None is open."""

    columns: tuple[int, ...]
    low: int
    high: int | None


class Program(Struct, frozen=True):
    """`width` unknowns under `rows`."""

    width: int
    rows: tuple[Row, ...]


class Range(Struct, frozen=True):
    """The least and greatest value of a sum of unknowns; `high` None is unbounded. `tight` is
    False where a solver stopped early: the true values lie within."""

    low: int
    high: int | None
    tight: bool = True


def added(ranges: Sequence[Range]) -> Range:
    """Return the range of the sum of independent ranges."""
    highs = [r.high for r in ranges if r.high is not None]
    return Range(
        sum(r.low for r in ranges),
        sum(highs) if len(highs) == len(ranges) else None,
        all(r.tight for r in ranges),
    )


class TooHardError(Exception):
    """The exact solver gave up on a program. Internal: HiGHS takes over."""


def open_above(program: Program, sum_of: frozenset[int]) -> bool:
    """Whether nothing holds the sum down from above, if the program has a solution at all.

    All coefficients are at least 0, so a direction of growth is a single unknown that stands in
    no row with an upper end.
    """
    held = {c for row in program.rows if row.high is not None for c in row.columns}
    return any(column not in held for column in sum_of)
