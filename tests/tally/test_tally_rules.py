"""The aggregation rules beside a tally's bounds: attacks, killed and injured."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs
from tally_worlds import IRAQ, KNOWLEDGE, count, incident, material

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.tallies import Bounds
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.errors import QuestionError
from tallybook.tally import DocumentFacts, Material, RulesBeside, answer, rules_beside

TWENTIETH = Moment("2023-10-20", "2023-10-20", "throughout", "")


def toll(low: int, high: int | None) -> Count:
    return Count(low, high, f"{low} to {high}")


def told(identifier: str, document: str, killed: Count | None = None, **more: Any) -> Claim:
    """A report's claim of one attack, police its voice."""
    start = more.pop("start", 0)
    words = "An attack."
    return Claim(
        id=identifier,
        document=document,
        kind="incident",
        sentence=Span(start, start + len(words), words),
        places=(Place(name="iraq"),),
        when=TWENTIETH,
        killed=killed,
        voices=(Mention("police"),),
        **more,
    )


def book(*records: Claim | Incident) -> Material:
    """Documents are named for their day in November and their outlet: "3 Post"."""
    found = material(*records)
    documents = {
        name: DocumentFacts(
            publisher=name.split()[1], published=date(2023, 11, int(name.split()[0])), source=name
        )
        for name in found.documents
    }
    return structs.replace(found, documents=documents)


def compared(*records: Claim | Incident, priority: tuple[str, ...] = ()) -> RulesBeside:
    whole = book(*records)
    tally = answer(IRAQ, whole, KNOWLEDGE)
    return rules_beside(tally, whole, KNOWLEDGE, priority=priority)


def test_a_reports_number_of_attacks_is_the_least_that_it_alone_would_answer():
    found = compared(
        count("a", 13, None, document="1 Post"),
        count("b", 15, 15, document="2 Wire", voice="army"),
        count("c", 12, 14, document="3 Post", voice="militia"),
        priority=("wire",),
    )
    assert found.priority == ("Wire",)
    rules = found.attacks.rules
    assert rules is not None
    assert (rules.events, rules.reports) == (1, 3)
    assert (rules.lowest, rules.highest, rules.plain_sum) == (12, 15, 40)
    assert (rules.latest, rules.source_priority) == (12, 15)
    assert found.killed.rules is None


def test_reports_of_different_attacks_are_each_less_than_the_bounds():
    claims = [told(f"c{day}", f"{day} Post") for day in (1, 2, 3)]
    found = compared(*claims, *(incident(f"i{c.id}", claims=(c.id,)) for c in claims))
    assert found.attacks.bounds == Bounds(3, 3)
    assert found.attacks.rules is not None
    assert found.attacks.rules.highest == 1
    assert found.attacks.rules.plain_sum == 3


def test_what_only_possibly_bears_or_is_denied_gives_no_number_and_a_stated_zero_does():
    denied = count("d", 20, 20, document="3 Post", stance="denied")
    elsewhere = count("e", 9, 9, document="2 Post", places=())
    found = compared(denied, elsewhere)
    assert found.attacks.rules is None
    found = compared(denied, elsewhere, count("z", 0, 0, document="1 Post"))
    assert found.attacks.rules is not None
    assert (found.attacks.rules.reports, found.attacks.rules.highest) == (1, 0)


def test_killed_by_event_a_report_gives_the_figure_that_it_states_first():
    claims = (
        told("a", "1 Post", toll(4, 4)),
        told("b", "2 Wire", toll(10, None)),
        told("c", "2 Wire", toll(2, 2), start=90),
        told("d", "3 Post", toll(0, 9)),
        told("e", "4 Post", toll(99, 99), stance="denied"),
    )
    one = incident("i", claims=("a", "b", "c", "d", "e"), killed=toll(0, None))
    found = compared(*claims, one)
    rules = found.killed.rules
    assert rules is not None
    assert (rules.lowest, rules.highest, rules.latest, rules.reports) == (4, 10, 9, 3)
    assert found.killed.bounds == Bounds(0, None)
    assert found.injured.rules is None
    assert (found.injured.without_figure, found.injured.bounds) == (1, Bounds(0, 0))


def test_bounds_of_the_dead_take_incidents_that_may_be_one_for_one():
    claims = (told("a", "1 Post", toll(4, 4)), told("b", "2 Wire", toll(6, 6)))
    pair = (
        incident("i", claims=("a",), killed=toll(4, 4), unsure=("j",)),
        incident("j", claims=("b",), killed=toll(6, 6)),
    )
    found = compared(*claims, *pair)
    assert found.killed.bounds == Bounds(4, 10)
    assert found.killed.rules is not None
    assert found.killed.rules.lowest == 10


def test_the_dead_of_an_incident_possibly_in_the_question_are_in_the_upper_bound_only():
    claims = (told("a", "1 Post", toll(4, 4)), told("b", "2 Wire", toll(6, 6)))
    near = incident("i", claims=("a",), killed=toll(4, 4))
    perhaps = incident("j", claims=("b",), killed=toll(6, 6), places=())
    found = compared(*claims, near, perhaps)
    assert found.killed.bounds == Bounds(4, 10)
    assert found.killed.rules is not None
    assert (found.killed.rules.events, found.killed.rules.highest) == (1, 4)


def test_an_outlet_that_is_not_in_the_book_is_an_error_that_names_those_that_are():
    with pytest.raises(QuestionError, match=r"by 'Herald'; its outlets: Post, Wire$"):
        compared(
            count("a", 1, 1, document="1 Wire"),
            count("b", 1, 1, document="2 Post"),
            priority=("post", "Herald"),
        )


def test_an_empty_book_has_bounds_and_no_rules():
    empty = material()
    found = rules_beside(answer(Question(), empty, KNOWLEDGE), empty, KNOWLEDGE)
    assert found.attacks.rules is None
    assert found.killed.bounds == Bounds(0, 0)
