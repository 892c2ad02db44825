"""Floors: the best that each kept figure has been, under which it may not fall.

A floor only moves the good way: up, or down for a figure of which less is better. To move one the
other way is an edit by hand of floors.toml, and a commit that says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from math import ceil, floor
from pathlib import Path

from evals.figures import Figure

PATH = Path(__file__).with_name("floors.toml")


def read_floors(path: Path = PATH) -> dict[str, float]:
    """Return the floors by the keys of their figures; none where there is no file."""
    if not path.exists():
        return {}
    found: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8")).get("floors", {})
    return found


def raised(floors: Mapping[str, float], figures: Sequence[Figure]) -> dict[str, float]:
    """Return the floors with those moved that the figures beat, and new ones for new figures."""
    moved = dict(floors)
    for one in figures:
        if not one.kept:
            continue
        old = floors.get(one.key)
        if one.at_most:
            value = ceil(10 * one.value) / 10
            moved[one.key] = value if old is None else min(old, value)
        else:
            value = floor(10 * one.value) / 10
            moved[one.key] = value if old is None else max(old, value)
    return moved


def under(floors: Mapping[str, float], figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that are worse than their floors."""
    return [one for one in figures if is_worse(one, floors.get(one.key))]


def is_worse(figure: Figure, kept: float | None) -> bool:
    """Whether a figure is worse than its floor; no figure is where there is none."""
    if kept is None:
        return False
    return figure.value > kept if figure.at_most else figure.value < kept


def write_floors(floors: Mapping[str, float], path: Path = PATH) -> None:
    """Write the floors, in the order of their keys."""
    head = "# Written by `python -m evals --keep`; in percent. See evals/floors.py.\n\n[floors]\n"
    lines = [f'"{key}" = {value:.1f}' for key, value in sorted(floors.items())]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
