"""Outlines of incidents and counts say what the whole records say, with equal values held once."""

from __future__ import annotations

import msgspec
import pytest

from tallybook.core.claims import Claim, CountOutline
from tallybook.core.incidents import Fact, Incident, IncidentOutline
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.errors import BookError
from tallybook.store import codec
from tallybook.store.outlines import Outlines


def incident(number: int, *against: str) -> Incident:
    return Incident(
        id=f"i{number}",
        anchor=f"c{number}",
        claims=(f"c{number}", "d"),
        event_type="bombing",
        stage="attempted",
        attackers=(Mention("Group “A”", "group-a"),),
        attacker_standards=("claimed",),
        targets=(Mention("a convoy"),),
        weapons=(Weapon("drones", "drone"),),
        places=(Place(name="Mosul", country="IQ", lat=36.3, key="geonames:99072"),),
        when=Moment("2024-05-01", "2024-05-01", "throughout", "on 1 May"),
        standard="reported",
        unsure=("i9",),
        doubted=("i9",),
        apart_from=("c7",),
        facts=(
            Fact(field='"against":[]', rule="stated", support=("d",)),
            Fact(field="places", rule="stated", support=("d",), against=against),
        ),
    )


def counted(number: int) -> Claim:
    words = "At least two attacks on convoys in Mosul, said police; the army said two."
    return Claim(
        id=f"c{number}",
        document="d",
        kind="count",
        sentence=Span(0, len(words), words),
        event_type="bombing",
        stage="done",
        count=Count(2, None, "At least two"),
        attackers=(Mention("Group “A”", "group-a"),),
        targets=(Mention("convoys"),),
        weapons=(Weapon("drones", "drone"),),
        places=(Place(name="Mosul", country="IQ"),),
        when=Moment("2024-05-01", None, "sometime", "since May"),
        voices=(Mention("police"),),
        stance="unconfirmed",
        preliminary=True,
        parts=("c8",),
        apart_from=("c9",),
        definition=("attacks on convoys",),
        repeats=(Span(50, 72, words[50:72]),),
        spans={"count": (Span(0, 12, "At least two"),)},
        inferred={"when": "dateline"},
        maker="builtin.v1",
        confidence=0.5,
    )


NOT_LOOKED_AT = {"spans", "inferred", "maker", "confidence", "confidences", "background"}
NOT_LOOKED_AT |= {"killed", "injured", "about", "verdict", "share", "relation", "motive"}


def test_a_count_keeps_all_that_a_tally_looks_at() -> None:
    whole = counted(0)
    outline = codec.decode(CountOutline, "c0", codec.encode(whole))
    for field in msgspec.structs.fields(Claim):
        if field.name not in NOT_LOOKED_AT:
            assert getattr(outline, field.name) == getattr(whole, field.name), field.name


def test_equal_values_of_counts_are_held_once() -> None:
    outlines = Outlines()
    one, other = (outlines.count(codec.encode(counted(number))) for number in range(2))
    assert one.voices is other.voices
    assert one.places is other.places


def test_a_count_from_before_a_field_was_there_is_read() -> None:
    count = b'{"low":2,"high":2,"words":"2"}'
    body = b'{"id":"c","document":"d","kind":"count","sentence":[0,1,"x"],"count":' + count + b"}"
    assert Outlines().count(body) == msgspec.json.decode(body, type=CountOutline)


def outlined(body: bytes) -> IncidentOutline:
    return msgspec.json.decode(body, type=IncidentOutline)


def test_an_outline_says_what_the_record_says() -> None:
    body = codec.encode(incident(0, "c9"))
    assert Outlines().incident(body) == outlined(body)


def test_facts_that_nobody_contests_are_left_out() -> None:
    body = codec.encode(incident(0))
    assert Outlines().incident(body) == msgspec.structs.replace(outlined(body), facts=())


def test_a_record_from_before_a_field_was_there_is_read() -> None:
    body = b'{"id":"i","anchor":"c","claims":["c"]}'
    assert Outlines().incident(body) == outlined(body)


def test_equal_values_are_held_once() -> None:
    outlines = Outlines()
    one, other = (outlines.incident(codec.encode(incident(number))) for number in range(2))
    assert one.places is other.places
    assert one.attackers is other.attackers
    assert one.when is other.when


@pytest.mark.parametrize("damage", [b'"extent":"never"', b'"extent":7', b'"extent"'])
def test_a_damaged_value_is_told_of(damage: bytes) -> None:
    body = codec.encode(incident(0)).replace(b'"extent":"throughout"', damage)
    with pytest.raises(BookError, match="incidents hold 'i0'"):
        codec.decode(IncidentOutline, "i0", body)
