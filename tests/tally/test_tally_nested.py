"""Incidents in nested sets of atoms give the same bounds in few unknowns as in many."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.tally import exact
from tallybook.tally.nested import Lying, chains, rows_of
from tallybook.tally.programs import Program, Range, Row

ATOMS = 5
MASKS = st.frozensets(st.integers(1, ATOMS), min_size=1)
NUMBERS = st.integers(1, 3)
COUNTS = st.lists(st.tuples(MASKS, st.integers(0, 4), st.none() | st.integers(4, 8)), max_size=3)
Pair = tuple[frozenset[int], frozenset[int], frozenset[int], int]


class _Columns:
    """Unknowns by the atom that each is in."""

    def __init__(self) -> None:
        self.atoms: list[int] = []

    def of(self, masks: Iterable[int]) -> dict[int, int]:
        places = {}
        for mask in sorted(masks):
            places[mask] = len(self.atoms)
            self.atoms.append(mask)
        return places


def _lying(
    columns: _Columns, alone: list[tuple[frozenset[int], int]], pairs: list[Pair]
) -> list[Lying]:
    found = [Lying(masks, number) for masks, number in alone]
    for one, other, shared, number in pairs:
        both = tuple(columns.of(shared).values())
        found += [Lying(one, number, both), Lying(other, number, both)]
    return found


def _ranges(
    rows: list[Row], columns: _Columns, counts: list[tuple[frozenset[int], int, int | None]]
) -> list[Range] | None:
    def within(masks: frozenset[int]) -> tuple[int, ...]:
        return tuple(c for c, atom in enumerate(columns.atoms) if atom in masks)

    counted = [Row(within(masks), low, high) for masks, low, high in counts]
    program = Program(len(columns.atoms), (*rows, *counted))
    asked = [frozenset({1}), frozenset({1, 2, 3}), frozenset(range(1, ATOMS + 1))]
    return exact.solve(program, [frozenset(within(masks)) for masks in asked])


@given(
    st.lists(st.tuples(MASKS, NUMBERS), max_size=5),
    st.lists(st.tuples(MASKS, MASKS, MASKS, NUMBERS), max_size=2),
    COUNTS,
)
def test_nested_sets_in_few_unknowns_bound_what_each_incident_in_its_own_does(
    alone: list[tuple[frozenset[int], int]],
    pairs: list[Pair],
    counts: list[tuple[frozenset[int], int, int | None]],
) -> None:
    many = _Columns()
    plain = [
        Row((*one.shared, *many.of(one.masks).values()), one.number, one.number)
        for one in _lying(many, alone, pairs)
    ]
    few = _Columns()
    nested = [
        row
        for chain in chains(_lying(few, alone, pairs))
        for row in rows_of(chain, few.of(chain[-1].masks))
    ]
    assert _ranges(nested, few, counts) == _ranges(plain, many, counts)
    assert len(few.atoms) <= len(many.atoms)


def test_a_chain_has_one_unknown_for_each_atom_of_its_widest_set() -> None:
    sets = [Lying(frozenset(range(1, last + 1)), 1) for last in range(2, 40)]
    [chain] = chains(sets)
    columns = _Columns()
    rows = list(rows_of(chain, columns.of(chain[-1].masks)))
    assert len(columns.atoms) == 39
    assert len(rows) == len(sets)
    assert rows[-1].low == rows[-1].high == len(sets)


@pytest.mark.parametrize("turned", [False, True])
def test_two_that_may_be_one_attack_are_in_no_chain_together(turned: bool) -> None:
    pair = [Lying(frozenset({1, 2}), 1, (0,)), Lying(frozenset({1, 2, 3}), 1, (0,))]
    assert [len(chain) for chain in chains(reversed(pair) if turned else pair)] == [1, 1]
