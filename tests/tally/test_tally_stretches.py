"""What is found by days and places is what a walk over everything finds."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tallybook.tally.stretches import Placed

DAYS = st.integers(0, 400)
THINGS = st.lists(st.tuples(DAYS, DAYS, st.integers(0, 5)), max_size=20)
ASKED = st.lists(st.tuples(DAYS, DAYS, st.integers(0, 5)), max_size=12)
Stretch = tuple[int, int, int]


def _alike(one: int, other: int) -> bool:
    return one % 3 == other % 3


@given(THINGS, THINGS, ASKED)
def test_things_are_found_by_days_and_place_however_often_they_are_asked_for(
    things: list[Stretch], later: list[Stretch], asked: list[Stretch]
) -> None:
    placed: Placed[int] = Placed()
    held: list[Stretch] = []
    for batch in (things, later):
        fresh = [(min(a, b), max(a, b), place) for a, b, place in batch]
        placed.put(
            (first, last, place, len(held) + number)
            for number, (first, last, place) in enumerate(fresh)
        )
        held += fresh
        for a, b, wanted in asked:
            first, last = min(a, b), max(a, b)
            found = placed.meeting(first, last, wanted, partial(_alike, wanted))
            assert sorted(found) == [
                number
                for number, (start, end, place) in enumerate(held)
                if start <= last and first <= end and _alike(wanted, place)
            ]
