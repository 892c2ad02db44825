"""What is found by days and places is what a walk over everything finds."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tallybook.tally.stretches import Placed, Untaken

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
            [
                (first, last, place, len(held) + number)
                for number, (first, last, place) in enumerate(fresh)
            ]
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


@given(THINGS, ASKED)
def test_what_was_taken_is_found_no_more(things: list[Stretch], asked: list[Stretch]) -> None:
    held = [(min(a, b), max(a, b), number) for number, (a, b, _) in enumerate(things)]
    untaken: Untaken[int] = Untaken(held)
    left = list(held)
    for a, b, kind in asked:
        first, last = min(a, b), max(a, b)
        wanted = [n for f, e, n in left if f <= last and first <= e and n % 6 != kind]
        found = untaken.take(first, last, lambda number, kind=kind: number % 6 != kind)  # type: ignore[misc]
        assert sorted(found) == sorted(wanted)
        left = [one for one in left if one[2] not in wanted]
