"""Outlines of incidents, read without what they repeat.

A book names the same few hundred places and groups in all its incidents. So what their bodies say
of each is passed over as text, and decoded where it is said for the first time: equal values are
one value, which also keeps a hundred thousand incidents small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, Struct

from tallybook.core.claims import Stage
from tallybook.core.incidents import FactOutline, IncidentOutline, Standard
from tallybook.core.values import Mention, Moment, Place, Weapon

_NOT_SAID = Raw(b"[]")


class _Body(Struct, frozen=True, kw_only=True):
    """An incident's body, of which some values are left as they stand."""

    id: str
    claims: tuple[str, ...]
    event_type: str | None = None
    stage: Stage | None = None
    attackers: Raw = _NOT_SAID
    attacker_standards: tuple[Standard, ...] = ()
    targets: Raw = _NOT_SAID
    weapons: Raw = _NOT_SAID
    places: Raw = _NOT_SAID
    when: Raw = Raw(b"null")
    standard: Standard | None = None
    unsure: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    facts: Raw = _NOT_SAID


_body = msgspec.json.Decoder(_Body).decode
_mentions = msgspec.json.Decoder(tuple[Mention, ...]).decode
_weapons = msgspec.json.Decoder(tuple[Weapon, ...]).decode
_places = msgspec.json.Decoder(tuple[Place, ...]).decode
_moment = msgspec.json.Decoder(Moment | None).decode
_facts = msgspec.json.Decoder(tuple[FactOutline, ...]).decode


class Outlines:
    """Reads outlines; what it has decoded it knows again."""

    def __init__(self) -> None:
        self._known: tuple[dict[bytes, Any], ...] = ({}, {}, {}, {})

    def incident(self, body: bytes) -> IncidentOutline:
        """Return the outline of an incident's body; with its facts where one is contested, since
        the others say no more than its fields.

        Raises msgspec.MsgspecError or RecordError where the body is damaged.
        """
        read = _body(body)
        mentions, weapons, places, moments = self._known
        facts = bytes(read.facts)
        uncontested = facts.count(b'"against":[]') == facts.count(b'"against":')
        return IncidentOutline(
            id=read.id,
            claims=read.claims,
            event_type=read.event_type,
            stage=read.stage,
            attackers=_once(mentions, _mentions, read.attackers),
            attacker_standards=read.attacker_standards,
            targets=_once(mentions, _mentions, read.targets),
            weapons=_once(weapons, _weapons, read.weapons),
            places=_once(places, _places, read.places),
            when=_once(moments, _moment, read.when),
            standard=read.standard,
            unsure=read.unsure,
            doubted=read.doubted,
            apart_from=read.apart_from,
            facts=() if uncontested else _facts(facts),
        )


def _once(known: dict[bytes, Any], decode: Callable[[bytes], Any], said: Raw) -> Any:
    text = bytes(said)
    if text not in known:
        known[text] = decode(text)
    return known[text]
