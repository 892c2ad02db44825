"""The table of figures, for a terminal and for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isinf

from evals.figures import Figure
from evals.floors import is_worse

HEAD = ("what", "measured", "made of", "floor", "bar", "")


def rows(figures: Sequence[Figure], floors: Mapping[str, float] | None = None) -> list[list[str]]:
    """Return the cells of each figure."""
    return [_row(one, (floors or {}).get(one.key)) for one in figures]


def _row(figure: Figure, floor: float | None) -> list[str]:
    sign = "≤" if figure.at_most else "≥"
    verdict = {None: "", True: "met", False: "missed"}[figure.met]
    if is_worse(figure, floor):
        verdict = f"{verdict}, under its floor".lstrip(", ")
    return [
        figure.what,
        "open" if isinf(figure.value) else f"{figure.value:.1f}",
        ", ".join(f"{name} {_short(value)}" for name, value in figure.parts.items()),
        "" if floor is None else f"{floor:.1f}",
        "" if figure.bar is None else f"{sign} {figure.bar:g}",
        verdict,
    ]


def _short(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def as_text(figures: Sequence[Figure], floors: Mapping[str, float] | None = None) -> str:
    """Return the table with its columns aligned."""
    lines = [list(HEAD), *rows(figures, floors)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_markdown(figures: Sequence[Figure], floors: Mapping[str, float] | None = None) -> str:
    """Return the table for a page."""
    lines = [HEAD, tuple("---" for _ in HEAD), *rows(figures, floors)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
