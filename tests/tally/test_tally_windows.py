"""Many stretches of days at once: each has the bounds that the question asked of it has."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tally_simulated import World, questions
from tally_worlds import KNOWLEDGE, count, incident, material, moment

from tallybook.core.questions import Question
from tallybook.tally import answer
from tallybook.tally.windows import WHOLE, bounds_in_windows

DAYS = [date(2023, 10, 10) + timedelta(days=day) for day in range(5)]
WINDOWS = [(first, last) for first in DAYS for last in DAYS if first <= last]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_a_window_is_a_question_of_its_own(seed: int, asked: Question) -> None:
    world = World(seed)
    world.honest_incidents()
    for number in range(2):
        world.honest_count(number)
    book = material(*world.records)
    whole = structs.replace(asked, since=None, until=None)
    found = bounds_in_windows(whole, WINDOWS, book, KNOWLEDGE)[WHOLE]
    for (since, until), bounds in zip(WINDOWS, found, strict=True):
        one = structs.replace(asked, since=since, until=until)
        assert answer(one, book, KNOWLEDGE).bounds == bounds


def test_by_place_each_place_of_these_days_has_its_own() -> None:
    book = material(
        incident("a", places=("iraq/anbar",), when=moment("10")),
        incident("b", places=("iraq/erbil",), when=moment("11")),
        incident("old", places=("syria",), when=moment("2022-01-01")),
        count("c", 4, 4, places=("iraq",), when=moment("10", "11")),
    )
    week = (DAYS[0], DAYS[-1])
    found = bounds_in_windows(Question(), [week], book, KNOWLEDGE, by_place=True)
    assert set(found) == {"iraq", "iraq/anbar", "iraq/erbil"}
    assert (found["iraq"][0].claimed.lower, found["iraq"][0].claimed.upper) == (4, 4)


def test_an_attacker_is_asked_for_at_each_standard() -> None:
    named = incident(
        "a",
        places=("iraq",),
        when=moment("10"),
        attackers=("them",),
        attacker_standards=("claimed",),
    )
    book = material(named)
    asked = Question(attacker="them")
    [bounds] = bounds_in_windows(asked, [(DAYS[0], DAYS[-1])], book, KNOWLEDGE)[WHOLE]
    assert bounds == answer(asked, book, KNOWLEDGE).bounds
    assert (bounds.confirmed.lower, bounds.claimed.lower) == (0, 1)
