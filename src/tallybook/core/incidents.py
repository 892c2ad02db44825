"""Incidents: one attack each, derived from claims under the judgements."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.claims import Stage
from tallybook.core.values import Count, Mention, Moment, Place, Weapon

Standard = Literal["confirmed", "reported", "claimed"]
STANDARDS: tuple[Standard, ...] = ("confirmed", "reported", "claimed")
"""From the strictest to the widest; what meets one meets those after it."""


class Fact(Struct, frozen=True, kw_only=True):
    """How one field of an incident was settled: by which rule, which claims support the value
    and which speak against it."""

    field: str
    rule: str
    support: tuple[str, ...]
    against: tuple[str, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """One attack: a cluster of claims, and its facts.

    `id` comes from the oldest claim (`anchor`), so that it survives re-linking. `standard` is
    the strictest standard of evidence that it meets; None where it is only denied or
    hypothetical. `origins` are the independent sources behind it, `unsure` the incidents that
    may be this same one, `doubted` those of them that a person judged unsure, whatever their days
    and places say, `apart_from` the count claims that the text says it is not part of.
    `attacker_standards` says for each attacker the strictest standard at which anybody names it:
    "confirmed" by an assertion, "reported" by blame, "claimed" by its own word alone.
    """

    id: str
    anchor: str
    claims: tuple[str, ...]
    event_type: str | None = None
    stage: Stage | None = None
    attackers: tuple[Mention, ...] = ()
    attacker_standards: tuple[Standard, ...] = ()
    targets: tuple[Mention, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    places: tuple[Place, ...] = ()
    when: Moment | None = None
    killed: Count | None = None
    injured: Count | None = None
    standard: Standard | None = None
    origins: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class FactOutline(Struct, frozen=True, kw_only=True):
    """Of a fact, which field it is on and who speaks against it."""

    field: str
    against: tuple[str, ...] = ()


class IncidentOutline(Struct, frozen=True, kw_only=True):
    """What a tally needs to know of an incident: a sixth of its record, most of which says what
    each fact rests on. Fields are those of `Incident`; where no claim speaks against any of its
    `facts`, these are left out."""

    id: str
    claims: tuple[str, ...]
    event_type: str | None = None
    stage: Stage | None = None
    attackers: tuple[Mention, ...] = ()
    attacker_standards: tuple[Standard, ...] = ()
    targets: tuple[Mention, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    places: tuple[Place, ...] = ()
    when: Moment | None = None
    standard: Standard | None = None
    unsure: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    facts: tuple[FactOutline, ...] = ()


Outlined = Incident | IncidentOutline
"""An incident, whole or in outline."""


class Redirect(Struct, frozen=True):
    """An incident's id that was merged into another's."""

    id: str
    to: str
