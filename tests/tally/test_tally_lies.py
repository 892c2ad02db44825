"""A world with a lying voice: the contradiction is found, or stricter standards still hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tally_simulated import World, questions
from tally_worlds import IRAQ, KNOWLEDGE, ask, bounds, count, incident, material, moment

from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.tally import answer

SEEDS = st.integers(0, 10**9)


def honest(seed: int) -> World:
    world = World(seed)
    world.honest_incidents()
    for number in range(3):
        world.honest_count(number)
    return world


def answered(world: World, asked: Question) -> Tally:
    return answer(asked, material(*world.records), KNOWLEDGE)


def holds(tally: Tally, standard: str, true: int) -> bool:
    low, high = bounds(tally, standard)
    return low <= true and (high is None or true <= high)


@settings(max_examples=150, deadline=None)
@given(SEEDS, questions(), st.integers(1, 2))
def test_who_lies_at_a_weaker_standard_moves_no_stricter_answer(
    seed: int, asked: Question, lies: int
) -> None:
    world = honest(seed)
    before = answered(world, asked)
    for number in range(lies):
        world.lie(number, "claimed")
    world.records.append(
        incident("invented", places=("iraq/anbar",), when=moment("12"), standard="claimed")
    )
    after = answered(world, asked)
    assert after.bounds.confirmed == before.bounds.confirmed
    assert after.bounds.reported == before.bounds.reported
    assert holds(after, "confirmed", world.truth(asked))
    assert {one.standard for one in after.contradictions} <= {"claimed"}


@settings(max_examples=150, deadline=None)
@example(
    # The lie is that there was none; two attacks of which the day is not known may have been then.
    seed=4,
    asked=Question(since=date(2023, 10, 10), until=date(2023, 10, 10)),
    stance="asserted",
)
@given(SEEDS, questions(), st.sampled_from(("asserted", "claimed")))
def test_a_lie_that_is_found_out_leaves_the_truth_within_the_bounds(
    seed: int, asked: Question, stance: str
) -> None:
    world = honest(seed)
    lie = world.lie(0, stance)
    tally = answered(world, asked)
    found = [one for one in tally.contradictions if lie.id in one.members]
    # Honest voices never contradict each other, so whatever contradicts has the lie in it.
    assert found == list(tally.contradictions)
    if found:
        assert holds(tally, "claimed", world.truth(asked))
        for one in found:
            without = [side for side in one.sides if side.dropped == (lie.id,)]
            assert without, "to leave the lie aside is one way out"
            low, high = without[0].bounds.lower, without[0].bounds.upper
            assert low <= world.truth(asked)
            assert high is None or world.truth(asked) <= high


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(0, 12), st.sampled_from(("asserted", "claimed")))
def test_two_exact_numbers_for_one_thing_are_always_found_out(
    seed: int, number: int, stance: str
) -> None:
    world = honest(seed)
    asked = Question(places=("iraq",))
    counted = {
        index
        for index, (place, day, _) in enumerate(world.attacks)
        if place.startswith("iraq") and 10 <= day <= 14
    }
    world.reported |= counted
    assume(number != len(counted))
    days = moment("10", "14")
    world.records.append(count("true", len(counted), len(counted), when=days, voice="police x"))
    world.records.append(count("lie", number, number, when=days, voice="liar", stance=stance))
    tally = answered(world, asked)
    members = {member for one in tally.contradictions for member in one.members}
    assert "lie" in members
    standard = "confirmed" if stance == "asserted" else "claimed"
    assert holds(tally, standard, world.truth(asked))


@settings(max_examples=100, deadline=None)
@given(SEEDS, questions())
def test_a_lying_denial_takes_nothing_away(seed: int, asked: Question) -> None:
    world = honest(seed)
    before = answered(world, asked)
    world.lie(0, "denied")
    world.records.append(incident("denied", places=("iraq",), when=moment("12"), standard=None))
    after = answered(world, asked)
    assert after.bounds == before.bounds
    assert after.contradictions == before.contradictions


@pytest.mark.parametrize(
    ("lie", "expected"),
    [
        (count("lie", 3, 3, voice="liar"), (3, 5)),
        (count("lie", 9, None, voice="liar"), (5, None)),
        (count("lie", 5, None, voice="liar"), (5, 5)),
    ],
)
def test_one_lie_by_hand(lie: Any, expected: tuple[int, int | None]) -> None:
    tally = ask(count("a", 5, 5), lie, question=IRAQ)
    assert bounds(tally) == expected
    assert bool(tally.contradictions) is (expected != (5, 5))
