"""Incidents that may lie in any of some atoms, in few unknowns where these sets are nested.

An incident of which only the report's day is known may lie in every atom up to that day, so a
large book has thousands of incidents with hundreds of atoms each, of which one set contains the
other. Where sets are such a chain, how many attacks lie in each atom is all that a program needs
to know. These numbers can be shared out among the incidents, each in its own set, if and only if
every set of the chain holds at least as many as the incidents that must lie in it: Hall's theorem
(1935, *Journal of the London Mathematical Society* 10) for nested sets. That is an unknown for
each atom and a row for each set, instead of an unknown for each pair of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tallybook.tally.programs import Row
from tallybook.tally.spaces import Masks


class Lying(Struct, frozen=True):
    """`number` incidents that may each lie in any of the atoms `masks`, but for those that are the
    same attack as another incident: these are in the unknowns `shared`."""

    masks: Masks
    number: int
    shared: tuple[int, ...] = ()


def chains(lying: Iterable[Lying]) -> list[list[Lying]]:
    """Part incidents into chains, from the least set of atoms to the widest. What lies in one atom
    alone is a chain of its own, as nothing about it is open; so are two that may be one attack, as
    each would hold the other's place."""
    found: list[list[Lying]] = []
    unfinished: list[tuple[list[Lying], set[int]]] = []
    for one in sorted(lying, key=lambda one: (len(one.masks), sorted(one.masks), one.shared)):
        for chain, shared in reversed(unfinished):
            if chain[-1].masks <= one.masks and shared.isdisjoint(one.shared):
                chain.append(one)
                shared.update(one.shared)
                break
        else:
            found.append([one])
            if len(one.masks) > 1:
                unfinished.append((found[-1], set(one.shared)))
    return found


def rows_of(chain: list[Lying], columns: dict[int, int]) -> Iterable[Row]:
    """Yield the rows of a chain; `columns` are the unknowns of its widest set's atoms."""
    if len(chain) > 1:
        # Alone in its row, what is shared is held by that; in a chain it takes nobody else's place.
        yield from (Row(one.shared, 0, one.number) for one in chain if one.shared)
    shared: list[int] = []
    number = 0
    for one in chain:
        shared.extend(one.shared)
        number += one.number
        within = tuple(columns[mask] for mask in sorted(one.masks))
        high = number if one is chain[-1] else None
        yield Row((*shared, *within), number, high)
