"""Outlines of incidents say what the whole records say, with equal values held once."""

from __future__ import annotations

import msgspec
import pytest

from tallybook.core.incidents import Fact, Incident, IncidentOutline
from tallybook.core.values import Mention, Moment, Place, Weapon
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
