"""The figures that decide a lower bound give the bounds of all figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tally_worlds import KNOWLEDGE, bounds, count, incident, material

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.core.values import Moment
from tallybook.tally import Material, answer, gathering
from tallybook.tally.deciding import Deciding

FIRST = date(2023, 5, 1)
TYPES = ("attack", "attack/bombing", "attack/raid", "protest")
ASKED = Question(places=("a",), since=FIRST + timedelta(days=14), until=FIRST + timedelta(days=20))


def days(first: int, last: int, extent: str = "throughout") -> Moment:
    ends = [(FIRST + timedelta(days=number)).isoformat() for number in (first, last)]
    return Moment(ends[0], ends[1], extent, "")  # type: ignore[arg-type]


def week(identifier: str, start: int, low: int, high: int | None, **more: Any) -> Claim:
    return count(identifier, low, high, when=days(start, start + 6), places=("a",), **more)


def attacks(start: int, last: int, number: int, name: str = "i") -> list[Incident]:
    when = days(start, last)
    return [incident(f"{name}{start}-{n}", places=("a",), when=when) for n in range(number)]


@st.composite
def crowded(draw: Any) -> Material:
    """A month of weekly counts that overlap, some of them met by the attacks that are known."""
    records: list[Claim | Incident] = []
    ids = [f"i{n}" for n in range(draw(st.integers(0, 12)))]
    some = st.sampled_from(ids) if ids else st.nothing()
    pairs = draw(st.lists(st.tuples(some, some), max_size=3)) if ids else []
    for identifier in ids:
        start = draw(st.integers(0, 34))
        unsure = {a if b == identifier else b for a, b in pairs if identifier in (a, b)}
        records.append(
            incident(
                identifier,
                places=draw(st.sampled_from((("a",), ("a/x",), ("b",), ()))),
                when=draw(
                    st.sampled_from((days(start, start), days(start, start + 3), days(0, 34), None))
                ),
                event_type=draw(st.sampled_from((None, *TYPES))),
                standard=draw(st.sampled_from(("confirmed", "confirmed", "reported", "claimed"))),
                unsure=tuple(sorted(unsure - {identifier})),
            )
        )
    keys = [f"c{n}" for n in range(draw(st.integers(0, 6)))]
    for key in keys:
        start, low = draw(st.integers(0, 28)), draw(st.integers(0, 4))
        when = days(start, start + draw(st.sampled_from((0, 6, 6, 9))))
        parts = draw(st.lists(st.sampled_from(keys), max_size=1)) if draw(st.booleans()) else []
        records.append(
            count(
                key,
                low,
                draw(st.sampled_from((None, None, low, low + 3, low + 9))),
                when=draw(st.sampled_from((when, when, when, None))),
                places=draw(st.sampled_from((("a",), ("a",), ("a/x",), ("a", "b"), ()))),
                event_type=draw(st.sampled_from((None, *TYPES))),
                parts=tuple(part for part in parts if part != key),
                stance=draw(st.sampled_from(("asserted", "asserted", "suspected", "claimed"))),
            )
        )
    return material(*records)


@st.composite
def questions(draw: Any) -> Question:
    start = draw(st.integers(0, 30))
    since, until = FIRST + timedelta(days=start), FIRST + timedelta(days=start + 6)
    return Question(
        places=draw(st.sampled_from(((), ("a",), ("a/x",)))),
        since=draw(st.sampled_from((None, since, since))),
        until=draw(st.sampled_from((None, until, until))),
        event_type=draw(st.sampled_from((None, None, "attack"))),
    )


@settings(max_examples=150, deadline=None)
@given(crowded(), questions())
def test_what_decides_gives_the_bounds_of_all(book: Material, asked: Question) -> None:
    found = answer(asked, book, KNOWLEDGE)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Deciding, "is_open", lambda self, touching: False)
        whole = answer(asked, book, KNOWLEDGE)
    if whole.contradictions:
        # What contradicts itself elsewhere is no longer walked to.
        assert {c.members for c in found.contradictions} <= {
            c.members for c in whole.contradictions
        }
        return
    assert found.bounds == whole.bounds
    # An incident that may lie elsewhere is set against any figure that is walked to.
    assert found.residue.lower >= whole.residue.lower
    assert found.residue.upper == whole.residue.upper


@settings(max_examples=150, deadline=None)
@given(crowded(), questions())
def test_what_is_sure_may_be_counted_beforehand(book: Material, asked: Question) -> None:
    found = answer(asked, book, KNOWLEDGE)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tallybook.tally.bounds.settle", lambda *given, **more: None)
        assert answer(asked, book, KNOWLEDGE) == found


def test_two_that_may_be_one_fill_a_count_as_two_and_a_total_as_one() -> None:
    pair = [
        incident(one, places=("a",), when=days(3, 3), unsure=(other,))
        for one, other in (("i", "j"), ("j", "i"))
    ]
    tally = answer(Question(), material(week("two", 0, 2, None), *pair), KNOWLEDGE)
    assert bounds(tally) == (2, None)
    assert tally.residue.lower == 0
    tally = answer(Question(), material(week("one", 0, 1, None), *pair), KNOWLEDGE)
    assert bounds(tally) == (1, None)


def test_accounts_that_contradict_each_other_do_so_whatever_is_counted() -> None:
    raid, bombing = (
        incident(name, places=("a",), when=when, event_type=f"attack/{name}", unsure=(other,))
        for name, other, when in (("raid", "bombing", days(1, 1)), ("bombing", "raid", days(0, 3)))
    )
    four = count("four", 4, None, when=days(0, 0), places=("a",))
    records = [four, raid, bombing, *attacks(0, 0, 3)]
    # The pair may be one attack, on the day on which only one of the two accounts has it.
    assert bounds(answer(Question(), material(*records), KNOWLEDGE)) == (4, None)
    counted = week("counted", 0, 0, None, event_type="attack/bombing")
    assert bounds(answer(Question(), material(*records, counted), KNOWLEDGE)) == (4, None)


def walked(monkeypatch: pytest.MonkeyPatch, *records: Claim | Incident) -> tuple[Tally, set[str]]:
    """Return the answer, and the figures that joined its components."""
    joined: set[str] = set()
    gather = gathering.gather

    def spied(*given: Any, **more: Any) -> gathering.Gathered:
        found = gather(*given, **more)
        joined.update(f.key for one in found.components for f in one.figures)
        return found

    monkeypatch.setattr("tallybook.tally.bounds.gather", spied)
    return answer(ASKED, material(*records), KNOWLEDGE), joined


def chain(low: int, high: int | None) -> list[Claim]:
    """Ten weeks of daily reports of the week before, which lead from one to the other."""
    return [week(f"c{start:02}", start, low, high) for start in range(0, 70, 3)]


def test_counts_that_known_attacks_meet_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [one for start in range(80) for one in attacks(start, start, 1)]
    tally, joined = walked(monkeypatch, *chain(4, None), *known)
    assert joined == set()
    assert bounds(tally) == (7, None)
    assert tally.bounds.claimed.tight


def test_counts_at_the_edge_are_met_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    tally, joined = walked(monkeypatch, *chain(4, None))
    # Two of the weeks lie in the question, which is a week from the fifteenth day on.
    assert joined == {f.id for f in chain(4, None) if f.when == days(15, 21)} - {"c15"}
    assert bounds(tally) == (0, None)


def test_a_count_within_the_question_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    tally, joined = walked(monkeypatch, *chain(4, None), week("own", 14, 6, None))
    assert joined == {"own"}
    assert bounds(tally) == (6, None)


def test_an_upper_end_without_room_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    # Seven in the week up to the fifteenth day, none of them in its first six days.
    none = count("none", 0, 0, when=days(8, 13), places=("a",))
    open_above = week("open", 14, 0, None)
    tally, joined = walked(monkeypatch, week("seven", 8, 7, None), none, open_above)
    assert joined == {"seven", "none"}
    assert bounds(tally) == (7, None)


def test_an_upper_end_with_room_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    some = count("some", 0, 20, when=days(8, 13), places=("a",))
    open_above = week("open", 14, 0, None)
    tally, joined = walked(monkeypatch, week("seven", 8, 7, None), some, open_above)
    assert joined == set()
    assert bounds(tally) == (0, None)


def test_where_the_total_is_held_from_above_all_that_leads_on_joins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tally, joined = walked(monkeypatch, *chain(4, 4), count("all", 0, 40, when=days(0, 80)))
    assert len(joined) > 20
    assert not tally.contradictions
    assert tally.bounds.claimed.upper is not None
