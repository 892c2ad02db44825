"""Totals and their parts: what divides a figure, what is only among it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Figure = tuple[tuple[str, ...], int]

CASES: list[tuple[str, Figure, set[Figure]]] = [
    # the total stands first, the parts are some of it
    ("At least 30 attacks hit villages in Burkina Faso in May, including 12 in Djibo and six near "
     "Dori, the UN said.", (("Burkina Faso",), 30), {(("Djibo",), 12), (("Dori",), 6)}),
    ("There were 17 attacks on clinics in May, among them five in Gaza and two in Sudan, the WHO "
     "said.", ((), 17), {(("Gaza",), 5), (("Sudan",), 2)}),
    ("The UN recorded 120 attacks on schools in Mali and Niger in 2024, of which 80 were in Mali.",
     (("Mali", "Niger"), 120), {(("Mali",), 80)}),
    ("The general staff said there had been 112 clashes over the past day, 47 of them near "
     "Pokrovsk.", ((), 112), {(("Pokrovsk",), 47)}),
    # the parts make up the total
    ("Army bases were attacked six times last week, four times in Borno and twice in Yobe.",
     (("Borno", "Yobe"), 6), {(("Borno",), 4), (("Yobe",), 2)}),
    ("US forces have been attacked ten times in Iraq and three times in Syria since May.",
     (("Iraq", "Syria"), 13), {(("Iraq",), 10), (("Syria",), 3)}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "total", "parts"), CASES)
def test_a_total_and_its_parts(
    code_report: Callable[..., list[Claim]], sentence: str, total: Figure, parts: set[Figure]
) -> None:
    counts = [c for c in code_report(f"Figures\n\n{sentence}") if c.kind == "count"]
    [whole] = [c for c in counts if c.parts]
    assert _figure(whole) == total
    assert {_figure(c) for c in counts if c.id in whole.parts} == parts
    assert len(counts) == len(parts) + 1


def _figure(claim: Claim) -> Figure:
    assert claim.count is not None
    return tuple(place.name for place in claim.places), claim.count.low
