"""Outlines of records, kept beside their bodies: what a tally looks at, a sixth of an incident and
next to nothing of a document.

A book names the same few hundred places and groups in all its records. So what outlines say of each
is passed over as text, and decoded where it is said for the first time: equal values are one value,
which also keeps a hundred thousand incidents small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, Struct

from tallybook.core.claims import Claim, ClaimKind, CountOutline, Stage, Stance
from tallybook.core.documents import Document, DocumentOutline
from tallybook.core.incidents import FactOutline, Incident, IncidentOutline, Standard
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon

_NOT_SAID = Raw(b"[]")
_UNKNOWN: Any = object()


class _IncidentText(Struct, frozen=True, kw_only=True):
    """An incident's outline, of which some values are left as they stand."""

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
    facts: tuple[FactOutline, ...] = ()


class _CountText(Struct, frozen=True, kw_only=True):
    """A count's outline, of which some values are left as they stand."""

    id: str
    document: str
    kind: ClaimKind
    sentence: Span
    event_type: str | None = None
    stage: Stage | None = None
    count: Count | None = None
    attackers: Raw = _NOT_SAID
    targets: Raw = _NOT_SAID
    weapons: Raw = _NOT_SAID
    places: Raw = _NOT_SAID
    when: Raw = Raw(b"null")
    voices: Raw = _NOT_SAID
    stance: Stance = "asserted"
    preliminary: bool = False
    parts: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    definition: tuple[str, ...] = ()
    repeats: tuple[Span, ...] = ()


_incident_text = msgspec.json.Decoder(_IncidentText).decode
_count_text = msgspec.json.Decoder(_CountText).decode
_mentions = msgspec.json.Decoder(tuple[Mention, ...]).decode
_weapons = msgspec.json.Decoder(tuple[Weapon, ...]).decode
_places = msgspec.json.Decoder(tuple[Place, ...]).decode
_moment = msgspec.json.Decoder(Moment | None).decode


_FIELDS: dict[type[Any], tuple[str, ...]] = {
    Document: DocumentOutline.__struct_fields__,
    Claim: _CountText.__struct_fields__,
    Incident: _IncidentText.__struct_fields__,
}
_encode = msgspec.json.Encoder(order="deterministic").encode


def outline_of(record: Struct) -> bytes | None:
    """Return the outline of a document, a count or an incident; None of any other record. Facts of
    an incident are in it where one is contested: else they say no more than its fields."""
    fields = _FIELDS.get(type(record))
    if fields is None or (isinstance(record, Claim) and record.kind != "count"):
        return None
    said = {field: getattr(record, field) for field in fields}
    if isinstance(record, Incident):
        contested = any(fact.against for fact in record.facts)
        facts = [FactOutline(field=fact.field, against=fact.against) for fact in record.facts]
        said["facts"] = facts if contested else []
    return _encode(said)


class Outlines:
    """Reads outlines; what it has decoded it knows again."""

    def __init__(self) -> None:
        self._known: tuple[dict[bytes, Any], ...] = ({}, {}, {}, {})

    def incident(self, text: bytes) -> IncidentOutline:
        """Return an incident's outline.

        Raises msgspec.MsgspecError or RecordError where it is damaged.
        """
        read = _incident_text(text)
        mentions, weapons, places, moments = self._known
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
            facts=read.facts,
        )

    def count(self, text: bytes) -> CountOutline:
        """Return a count's outline.

        Raises msgspec.MsgspecError or RecordError where it is damaged.
        """
        read = _count_text(text)
        mentions, weapons, places, moments = self._known
        return CountOutline(
            id=read.id,
            document=read.document,
            kind=read.kind,
            sentence=read.sentence,
            event_type=read.event_type,
            stage=read.stage,
            count=read.count,
            attackers=_once(mentions, _mentions, read.attackers),
            targets=_once(mentions, _mentions, read.targets),
            weapons=_once(weapons, _weapons, read.weapons),
            places=_once(places, _places, read.places),
            when=_once(moments, _moment, read.when),
            voices=_once(mentions, _mentions, read.voices),
            stance=read.stance,
            preliminary=read.preliminary,
            parts=read.parts,
            apart_from=read.apart_from,
            definition=read.definition,
            repeats=read.repeats,
        )


def _once(known: dict[bytes, Any], decode: Callable[[bytes], Any], said: Raw) -> Any:
    text = bytes(said)
    found = known.get(text, _UNKNOWN)
    if found is _UNKNOWN:
        found = known[text] = decode(text)
    return found
