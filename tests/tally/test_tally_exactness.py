"""The bounds are exact: against brute force, between both solvers, and in simulated worlds."""

from __future__ import annotations

import random
from itertools import combinations_with_replacement, product
from time import thread_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tally_simulated import World, in_place, questions
from tally_worlds import KNOWLEDGE, bounds, count, incident, material, moment

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.core.values import Moment
from tallybook.tally import Policy, answer, exact, highs, solving
from tallybook.tally.clock import Clock
from tallybook.tally.contradictions import smallest
from tallybook.tally.presolve import presolve
from tallybook.tally.programs import Program, Range, Row

# --- brute force ------------------------------------------------------------------------------

PLACES = ("a/x", "a/y", "b", "elsewhere")
DAYS = ("10", "11")
POINTS = list(product(PLACES, DAYS))
SCOPE_PLACES = ("a", "a/x", "b", None)
SCOPE_DAYS = (("10", "10"), ("10", "11"), ("11", "11"))
MOST = 6


@st.composite
def small_counts(draw: Any) -> list[dict[str, Any]]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        low = draw(st.integers(0, 2))
        high = draw(st.sampled_from([low, low, low + 1, None]))
        place = draw(st.sampled_from(SCOPE_PLACES))
        days = draw(st.sampled_from(SCOPE_DAYS))
        found.append({"low": low, "high": high, "place": place, "days": days, "whole": None})
    if len(found) > 1 and draw(st.booleans()):
        found[1]["whole"] = 0
    return found


@st.composite
def small_incidents(draw: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from(("a", "a/x", "b")))
        days = draw(st.sampled_from(SCOPE_DAYS))
        found.append({"place": place, "days": days, "unsure": index and draw(st.booleans())})
    return found


def kinds(counts: list[dict[str, Any]]) -> list[tuple[tuple[str, str], frozenset[int]]]:
    """Every point with every choice of the counts that do not say where."""
    found = []
    # A part that shares nothing with its whole is none.
    parted = any(
        all(c["days"][0] <= day <= c["days"][1] and in_place(at, c["place"]) for c in counts[:2])
        for at, day in POINTS
        if len(counts) > 1 and counts[1]["whole"] == 0
    )
    for place, day in POINTS:
        fixed, free = [], []
        for index, c in enumerate(counts):
            if c["days"][0] <= day <= c["days"][1] and in_place(place, c["place"]):
                (free if c["place"] is None else fixed).append(index)
        for chosen in product((False, True), repeat=len(free)):
            members = frozenset(fixed) | {i for i, on in zip(free, chosen, strict=True) if on}
            astray = parted and 1 in members and 0 not in members
            # A part counts nothing that its whole cannot hold, and its whole holds what it counts.
            if not (astray and 0 in free):
                found.append(((place, day), members - {1} if astray else members))
    return found


def brute_force(
    counts: list[dict[str, Any]], incidents: list[dict[str, Any]], place: str, day: str
) -> tuple[int, int] | None:
    """Least and greatest total with at most MOST unidentified attacks; None if there is none."""
    every = kinds(counts)
    asked = {k: in_place(k[0][0], place) and k[0][1] == day for k in every}
    # Attacks that lie alike in the question and all counts are alike.
    reported = {(members, asked[k]) for k in every if (members := k[1])}
    choices = []
    for i in incidents:
        days = range(int(i["days"][0]), int(i["days"][1]) + 1)
        fits = [k for k in every if in_place(k[0][0], i["place"]) and int(k[0][1]) in days]
        choices.append({(k[1], asked[k], k[0]) for k in fits})
    settled: set[tuple[tuple[frozenset[int], bool], ...]] = set()
    misread = len(incidents) == 2 and not set(choices[0]) & set(choices[1])
    for placed in product(*choices):
        each = [(m, a) for m, a, _ in placed]
        settled.add(tuple(each))
        if len(placed) == 2 and incidents[1]["unsure"] and (misread or placed[0] == placed[1]):
            # Where no attack is as both are told, the one attack is as either is.
            settled.update((one,) for one in each)
    totals: set[int] = set()
    for size in range(MOST + 1):
        for extra in combinations_with_replacement(sorted(reported, key=repr), size):
            for known in settled:
                world = [*extra, *known]
                if all(
                    c["low"]
                    <= sum(i in m for m, _ in world)
                    <= (99 if c["high"] is None else c["high"])
                    for i, c in enumerate(counts)
                ):
                    totals.add(sum(a for _, a in world))
    return (min(totals), max(totals)) if totals else None


def small_tally(
    counts: list[dict[str, Any]], incidents: list[dict[str, Any]], place: str, day: str
) -> Tally:
    records: list[Claim | Incident] = [
        count(
            f"c{n}",
            c["low"],
            c["high"],
            places=() if c["place"] is None else (c["place"],),
            when=moment(*c["days"]),
            voice=f"police {n}",
            parts=("c1",) if n == 0 and len(counts) > 1 and counts[1]["whole"] == 0 else (),
        )
        for n, c in enumerate(counts)
    ]
    records += [
        incident(
            f"i{n}",
            places=(i["place"],),
            when=moment(*i["days"], extent="sometime"),
            unsure=("i0",) if i["unsure"] else (),
        )
        for n, i in enumerate(incidents)
    ]
    when = Moment(f"2023-10-{day}", f"2023-10-{day}", "throughout", "")
    question = Question(places=(place,), since=when.first, until=when.last)
    return answer(question, material(*records), KNOWLEDGE)


@settings(max_examples=120, deadline=None)
@example(
    [{"low": 0, "high": 1, "place": "a", "days": ("10", "11"), "whole": None}],
    [
        {"place": "a", "days": ("10", "10"), "unsure": False},
        {"place": "a/x", "days": ("10", "11"), "unsure": True},
    ],
    "a/x",
    "10",
)
@example(
    [
        {"low": 0, "high": 0, "place": "b", "days": ("10", "10"), "whole": None},
        {"low": 1, "high": 1, "place": "a", "days": ("10", "11"), "whole": None},
    ],
    [
        {"place": "b", "days": ("10", "10"), "unsure": False},
        {"place": "a", "days": ("11", "11"), "unsure": True},
    ],
    "a",
    "10",
)
@given(small_counts(), small_incidents(), st.sampled_from(("a", "a/x", "b")), st.sampled_from(DAYS))
def test_bounds_equal_brute_force(
    counts: list[dict[str, Any]], incidents: list[dict[str, Any]], place: str, day: str
) -> None:
    tally = small_tally(counts, incidents, place, day)
    expected = brute_force(counts, incidents, place, day)
    if expected is None:
        # What contradicts itself away from the question is none of its business.
        return
    assert not tally.contradictions
    low, high = bounds(tally)
    # The brute force stops at MOST unidentified attacks, which is enough for every low end.
    highs_given = [c["high"] for c in counts]
    if None not in highs_given and sum(highs_given) <= MOST:
        assert high == expected[1]
    else:
        assert high is None or high >= expected[1]
    assert low == expected[0]
    assert tally.bounds.claimed.tight


# --- solvers ----------------------------------------------------------------------------------


@st.composite
def programs(draw: Any) -> tuple[Program, list[frozenset[int]]]:
    width = draw(st.integers(1, 6))
    columns = st.sets(st.integers(0, width - 1), min_size=1)
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        low = draw(st.integers(0, 6))
        high = draw(st.one_of(st.none(), st.just(low), st.integers(low, 9)))
        rows.append(Row(tuple(sorted(draw(columns))), low, high))
    return Program(width, tuple(rows)), [frozenset(draw(columns)) for _ in range(2)]


@settings(max_examples=150, deadline=None)
@given(programs())
def test_the_exact_solver_and_highs_agree(case: tuple[Program, list[frozenset[int]]]) -> None:
    program, sums = case
    assert exact.solve(program, sums) == highs.solve(program, sums, Clock(10.0, 10.0))


@settings(max_examples=150, deadline=None)
@given(programs())
def test_a_smaller_program_in_parts_says_the_same(
    case: tuple[Program, list[frozenset[int]]],
) -> None:
    program, sums = case
    assert solving.solve(program, sums, Clock(10.0, 10.0)) == exact.solve(program, sums)


def test_what_shares_no_row_is_solved_apart_and_what_is_alike_once() -> None:
    rows = (Row((0, 1, 2), 2, 5), Row((3, 4), 1, None), Row((5,), 7, 7), Row((5, 6), 0, 7))
    found = presolve(Program(8, rows), [frozenset({0, 1, 2}), frozenset({3, 5, 6, 7})])
    assert found is not None
    assert found.fixed == (0, 7)
    assert found.is_open == (False, True)
    assert [(block.program.width, len(block.program.rows)) for block in found.blocks] == [
        (1, 1),
        (2, 1),
    ]


def test_a_program_whose_relaxation_is_not_whole() -> None:
    # Each two of three unknowns sum to one: halves satisfy it, whole numbers do not.
    odd = Program(3, (Row((0, 1), 1, 1), Row((1, 2), 1, 1), Row((0, 2), 1, 1)))
    assert exact.solve(odd, [frozenset({0})]) is None
    assert highs.solve(odd, [frozenset({0})], Clock(10.0, 10.0)) is None
    loose = Program(3, tuple(Row(row.columns, 0, 1) for row in odd.rows))
    assert exact.solve(loose, [frozenset({0, 1, 2})]) == [Range(0, 1)]


def test_what_a_relaxation_splits_is_made_whole_where_it_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A hundred pairs of which each needs one, and a ring of five where each two neighbours do:
    # halves meet that, and three whole ones.
    ring = [tuple(sorted((n, (n + 1) % 5))) for n in range(5)]
    pairs = [(n, n + 1) for n in range(5, 205, 2)]
    program = Program(205, tuple(Row(both, 1, None) for both in (*ring, *pairs)))
    open_ones: list[int] = []
    run = highs._Solver._run

    def watched(self: Any, seconds: float, *, whole: bool = False, **ends: Any) -> Any:
        if whole:
            open_ones.append(int((ends["high"] > 1).sum()) if ends else 205)
        return run(self, seconds, whole=whole, **ends)

    monkeypatch.setattr(highs._Solver, "_run", watched)
    found = highs.solve(program, [frozenset(range(205))], Clock(10.0, 10.0))
    assert found == [Range(103, None)]
    assert open_ones == [5]


def test_a_hard_program_ends_in_time_with_the_bounds_proved_so_far() -> None:
    # Covering every one of many triples: the relaxation's thirds leave a gap that takes minutes.
    dice = random.Random(7)
    triples = [tuple(sorted(dice.sample(range(120), 3))) for _ in range(900)]
    program = Program(120, tuple(Row(triple, 1, None) for triple in triples))
    everything = frozenset(range(120))
    left = set(triples)
    cover = 0
    while left:
        most = max(everything, key=lambda column: sum(column in triple for triple in left))
        left = {triple for triple in left if most not in triple}
        cover += 1
    started = thread_time()
    [found] = solving.solve(program, [everything], Clock(10.0, 1.0)) or []
    assert thread_time() - started < 10.0
    assert not found.tight
    assert 40 <= found.low <= cover
    assert found.high is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_without_time_the_bounds_are_wider_and_hold(seed: int, asked: Question) -> None:
    world = World(seed)
    world.honest_incidents()
    for number in range(3):
        world.honest_count(number)
    book = material(*world.records)
    exactly = answer(asked, book, KNOWLEDGE)
    quickly = answer(asked, book, KNOWLEDGE, policy=Policy(total=0.0))
    for standard in ("confirmed", "reported", "claimed"):
        low, high = bounds(quickly, standard)
        least, most = bounds(exactly, standard)
        assert low <= least
        assert high is None or (most is not None and most <= high)
    if quickly.bounds != exactly.bounds:
        assert not all(getattr(quickly.bounds, s).tight for s in ("confirmed", "claimed"))
        assert any("too large to be solved exactly" in note for note in quickly.notes)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_where_too_many_counts_bear_on_a_question_the_bounds_hold(
    seed: int, asked: Question
) -> None:
    world = World(seed)
    world.honest_incidents()
    for number in range(3):
        world.honest_count(number)
    tally = answer(asked, material(*world.records), KNOWLEDGE, policy=Policy(counts=0))
    low, high = bounds(tally)
    true = world.truth(asked)
    assert low <= true
    assert high is None or true <= high
    assert tally.bounds.claimed.tight or any("So many counts" in note for note in tally.notes)


@given(st.sets(st.sets(st.integers(0, 5), min_size=1, max_size=3).map(frozenset), max_size=4))
def test_the_smallest_set_is_minimal(bad: set[frozenset[int]]) -> None:
    def agrees(keys: Any) -> bool:
        return not any({str(i) for i in b} <= set(keys) for b in bad)

    everything = [str(i) for i in range(6)]
    if agrees(everything):
        return
    core = smallest(everything, agrees)
    assert not agrees(core)
    assert all(agrees([k for k in core if k != left_out]) for left_out in core)


# --- simulated worlds -------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_honest_reports_never_make_the_true_world_impossible(seed: int, asked: Question) -> None:
    world = World(seed)
    steps = [world.honest_incidents, *(lambda n=n: world.honest_count(n) for n in range(3))]
    world.random.shuffle(steps)
    for step in steps:
        step()
        tally = answer(asked, material(*world.records), KNOWLEDGE)
        assert not tally.contradictions
        low, high = bounds(tally)
        true = world.truth(asked)
        assert low <= true
        assert high is None or true <= high


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), questions(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    seed: int, asked: Question, order: random.Random
) -> None:
    world = World(seed)
    world.honest_incidents()
    for number in range(3):
        world.honest_count(number)
    shuffled = list(world.records)
    order.shuffle(shuffled)
    assert answer(asked, material(*shuffled), KNOWLEDGE) == answer(
        asked, material(*world.records), KNOWLEDGE
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), questions(), st.data())
def test_lower_bounds_do_not_fall_at_wider_standards(seed: int, asked: Question, data: Any) -> None:
    world = World(seed)
    world.honest_incidents()
    for number in range(3):
        world.honest_count(number)
    records: list[Claim | Incident] = []
    for record in world.records:
        standard = data.draw(st.sampled_from(("confirmed", "reported", "claimed")))
        if isinstance(record, Incident):
            claims = ("x",)
            records.append(_with(record, standard=standard, claims=claims))
        else:
            stance = {"confirmed": "asserted", "reported": "suspected", "claimed": "claimed"}
            records.append(_with(record, stance=stance[standard]))
    tally = answer(asked, material(*records), KNOWLEDGE)
    lows = [bounds(tally, s)[0] for s in ("confirmed", "reported", "claimed")]
    assert lows == sorted(lows)


def _with(record: Any, **changes: Any) -> Any:
    from msgspec import structs

    return structs.replace(record, **changes)
