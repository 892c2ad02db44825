"""What a question reads is held once, and says what it said."""

from __future__ import annotations

from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.incidents import FactOutline, IncidentOutline
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.workflow.asking.sharing import Shared


def incident(number: int, *against: str) -> IncidentOutline:
    return IncidentOutline(
        id=f"i{number}",
        claims=(f"c{number}",),
        attackers=(Mention("Group A", "group-a"),),
        places=(Place(name="Mosul", country="IQ"),),
        when=Moment("2024-05-01", "2024-05-01", "throughout", "on 1 May"),
        facts=(FactOutline(field="places", against=against),),
    )


def test_equal_values_of_incidents_are_held_once() -> None:
    shared = Shared()
    one, other = (shared.incident(incident(number)) for number in range(2))
    assert one.places is other.places
    assert one.attackers is other.attackers
    assert one.when is other.when
    assert one == replace(incident(0), facts=())


def test_contested_facts_are_kept() -> None:
    contested = incident(0, "c9")
    assert Shared().incident(contested) == contested


def test_a_count_keeps_all_that_a_tally_looks_at() -> None:
    words = "Two attacks in Mosul."
    count = Claim(
        id="c",
        document="d",
        kind="count",
        sentence=Span(0, len(words), words),
        count=Count(2, 2, "Two"),
        places=(Place(name="Mosul", country="IQ"),),
        spans={"count": (Span(0, 3, "Two"),)},
        inferred={"when": "dateline"},
    )
    assert Shared().count(count) == replace(count, spans={}, inferred={})
