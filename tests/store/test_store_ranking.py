"""The order of what a search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallybook.store.ranking import Hit, ranked

TIMES = st.tuples(st.integers(1, 50), st.integers(1, 50))


def order(*hits: Hit, having: tuple[int, int] = (10, 10), texts: int = 100) -> list[str]:
    return ranked(hits, having, texts)


@given(TIMES, st.integers(1, 10_000), st.integers(1, 50), st.integers(0, 1))
def test_more_of_a_term_is_better(times: tuple[int, int], length: int, more: int, at: int) -> None:
    richer = tuple(n + more if place == at else n for place, n in enumerate(times))
    assert order(Hit("a", times, length), Hit("b", richer, length)) == ["b", "a"]


@given(TIMES, st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_shorter_text_is_better(times: tuple[int, int], length: int, longer: int) -> None:
    assert order(Hit("a", times, length + longer), Hit("b", times, length)) == ["b", "a"]


@given(st.integers(2, 50), st.integers(1, 500), st.integers(1, 499))
def test_more_of_the_rarer_term_is_better(often: int, rare: int, commoner: int) -> None:
    hits = (Hit("a", (1, often), 100), Hit("b", (often, 1), 100))
    assert order(*hits, having=(rare, rare + commoner), texts=1000) == ["b", "a"]


@given(st.lists(TIMES, max_size=20))
def test_what_is_equally_good_stays_in_its_order(all_times: list[tuple[int, int]]) -> None:
    hits = [Hit(str(place), times, 100) for place, times in enumerate(all_times)]
    found = ranked(hits, (10, 10), 100)
    assert sorted(found, key=int) == [hit.id for hit in hits]
    for times in set(all_times):
        alike = [name for name in found if all_times[int(name)] == times]
        assert alike == sorted(alike, key=int)


def test_nothing_is_found_in_nothing() -> None:
    assert ranked([], (), 0) == []
    assert ranked([Hit("a", (1,), 0)], (1,), 1) == ["a"]
