"""What is supposed: the ways that a fact can go are, together, what the reports leave open."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tally_simulated import World, questions
from tally_worlds import IRAQ, KNOWLEDGE, ask, bounds, count, incident, material, moment

from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.tally import Material, answer
from tallybook.tally import suppositions as s


def answered(question: Question, records: Material) -> Tally:
    return answer(question, records, KNOWLEDGE)


def together(tallies: list[Tally]) -> tuple[int, int | None]:
    """The least range that holds the bounds of all that do not contradict themselves."""
    found = [bounds(tally) for tally in tallies if not tally.contradictions]
    highs = [high for _, high in found if high is not None]
    return min(low for low, _ in found), max(highs) if len(highs) == len(found) else None


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_in_or_not_in_the_question_are_all_the_ways(seed: int, asked: Question) -> None:
    world = World(seed)
    world.honest_incidents()
    world.honest_count(0)
    book = material(*world.records)
    whole = answered(asked, book)
    for one in s.open_incidents(asked, book, KNOWLEDGE):
        assert one.missing
        ways = [
            answered(asked, s.with_incidents_placed(book, {one.incident: inside}))
            for inside in (True, False)
        ]
        assert one.incident in ways[0].incidents
        assert one.incident not in (*ways[1].incidents, *ways[1].possible_incidents)
        assert together(ways) == bounds(whole)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), questions())
def test_every_number_of_a_range_is_all_that_a_count_can_be(seed: int, asked: Question) -> None:
    world = World(seed)
    world.honest_incidents()
    world.honest_count(0)
    book = material(*world.records)
    whole = answered(asked, book)
    for figure in s.open_figures(asked, book, KNOWLEDGE):
        if figure.high is None or not figure.is_range:
            continue
        ways = [
            answered(asked, s.with_counts(book, dict.fromkeys(figure.claims, number)))
            for number in range(figure.low, figure.high + 1)
        ]
        assert together(ways) == bounds(whole)


def missing(*records: Any, question: Question = IRAQ) -> dict[str, tuple[str, ...]]:
    found = s.open_incidents(question, material(*records), KNOWLEDGE)
    return {one.incident: one.missing for one in found}


def test_what_is_missing_is_named() -> None:
    records = [
        incident("sure"),
        incident("elsewhere", places=("syria",)),
        incident("when", when=None),
        incident("where", places=()),
        incident("who", attackers=()),
        incident("both", places=(), when=moment("16", "18", extent="sometime")),
        incident("denied", places=(), standard=None),
    ]
    assert missing(*records) == {"both": ("day", "place"), "when": ("day",), "where": ("place",)}
    by_them = Question(attacker="them", places=("iraq",))
    assert missing(records[4], question=by_them) == {"who": ("attacker",)}


def test_a_count_without_a_place_is_inside_or_it_is_not() -> None:
    vague = count("a", 5, 5, places=())
    book = material(vague, incident("one"))
    [figure] = s.open_figures(IRAQ, book, KNOWLEDGE)
    assert figure.missing == ("place",)
    assert bounds(ask(vague, incident("one"))) == (1, 6)
    inside = answered(IRAQ, s.with_figures_inside(book, IRAQ, KNOWLEDGE, [figure]))
    assert bounds(inside) == (5, 5)
    assert bounds(answered(IRAQ, s.without_figures(book, [figure]))) == (1, 1)


def test_a_count_without_a_day_is_clipped_to_the_days_asked() -> None:
    vague = count("a", 5, 5, when=None)
    book = material(vague)
    [figure] = s.open_figures(IRAQ, book, KNOWLEDGE)
    assert figure.missing == ("day",)
    inside = answered(IRAQ, s.with_figures_inside(book, IRAQ, KNOWLEDGE, [figure]))
    assert bounds(ask(vague))[0] == 0
    assert bounds(inside)[0] == 5


def test_a_total_that_was_raised_later_is_not_open() -> None:
    first = count("a", 13, None, when=moment("17", None), voice="us", document="early")
    second = count("b", 23, 23, when=moment("17", None), voice="us", document="late")
    from datetime import date

    published = {"early": date(2023, 10, 24), "late": date(2023, 10, 30)}
    book = material(first, second, published=published)
    assert s.open_figures(Question(places=("iraq",)), book, KNOWLEDGE) == []


def test_pairs_that_may_be_one_are_those_of_the_question() -> None:
    one, other = incident("a", unsure=("b",)), incident("b", unsure=("a",))
    away = incident("c", places=("syria",), unsure=("d",))
    far = incident("d", places=("syria",), unsure=("c",))
    book = material(one, other, away, far)
    assert s.unsure_pairs(IRAQ, book, KNOWLEDGE) == [("a", "b")]
