"""Names that are spelt nearly as an unknown one is, to suggest and never to choose."""

from __future__ import annotations

from collections.abc import Iterable

SUGGESTED = 3
CUTOFF = 78.0
"""Least similarity (normalised Indel, 0 to 100) of what is suggested: a letter left out of four,
or two exchanged in nine."""


def names_near(unknown: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are spelt most nearly as `unknown` is, whatever the case."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    listed = sorted(set(names))
    hits = process.extract(
        unknown,
        listed,
        scorer=fuzz.ratio,
        processor=default_process,
        score_cutoff=CUTOFF,
        limit=SUGGESTED,
    )
    return tuple(name for name, _, _ in hits)
