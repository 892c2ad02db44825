"""Readings: one count claim each, with what the rules on figures look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from tallybook.core.claims import Claim
from tallybook.tally.material import DocumentFacts, Material
from tallybook.tally.names import DIMENSIONS, Names
from tallybook.tally.scopes import Scope, claim_scope, common

NAMES_STATED = (1 << len(DIMENSIONS)) - 1
DAYS_STATED = 1 << len(DIMENSIONS)
_BITS = tuple(1 << dimension for dimension in range(len(DIMENSIONS)))


class Reading(Struct, frozen=True):
    """One count claim with what the rules look at; `published` is an ordinal, 0 if unknown, and
    `stated` has a bit for each dimension that its scope states, and DAYS_STATED for the days."""

    claim: Claim
    scope: Scope
    origin: str
    voice: str
    low: int
    high: int | None
    published: int
    stated: int


def voice_of(claim: Claim, documents: Mapping[str, DocumentFacts]) -> str:
    """Return who is behind a claim: its innermost voice, else its publisher, else its source."""
    if claim.voices:
        return claim.voices[-1].name
    facts = documents.get(claim.document)
    return claim.document if facts is None else facts.publisher or facts.source


def voice_key(claim: Claim, documents: Mapping[str, DocumentFacts]) -> str:
    """Return what tells voices apart: the actor where it is known, else the name."""
    actor = claim.voices[-1].actor if claim.voices else None
    return actor or voice_of(claim, documents).casefold()


def reading_of(claim: Claim, material: Material, names: Names) -> Reading:
    """Return how a count claim is read."""
    assert claim.count is not None, "Claim.__post_init__ holds this for counts"
    facts = material.documents.get(claim.document)
    published = None if facts is None else facts.published
    origin = material.origins.get(claim.id)
    scope = claim_scope(claim, published, names)
    return Reading(
        claim=claim,
        scope=scope,
        origin=claim.id if origin is None else origin.origin,
        voice=voice_key(claim, material.documents),
        low=claim.count.low,
        high=claim.count.high,
        published=0 if published is None else published.toordinal(),
        stated=_stated(scope),
    )


def says_when(scope: Scope) -> bool:
    """Whether a count says anything of its days."""
    return not scope.period.hidden.startswith("unknown ")


def _stated(scope: Scope) -> int:
    bits = DAYS_STATED if says_when(scope) else 0
    for bit, unions in zip(_BITS, scope.named, strict=True):
        if unions:
            bits |= bit
    return bits


def within_wholes(readings: Sequence[Reading], names: Names) -> list[Reading]:
    """Return readings, each that is part of a whole with no wider a scope than the whole's: of nine
    protests, five in the capital are protests in the capital."""
    known = {reading.claim.id: reading for reading in readings}
    wholes: dict[str, list[str]] = {}
    for reading in readings:
        for part in reading.claim.parts:
            if part in known:
                wholes.setdefault(part, []).append(reading.claim.id)
    narrowed: dict[str, Scope] = {}

    def within(reading: Reading) -> Reading:
        if reading.claim.id not in wholes:
            return reading
        scope = _narrowed(reading.claim.id, known, wholes, narrowed, names)
        return structs.replace(reading, scope=scope, stated=_stated(scope))

    return [within(reading) for reading in readings]


def _narrowed(
    claim: str,
    known: Mapping[str, Reading],
    wholes: Mapping[str, Sequence[str]],
    narrowed: dict[str, Scope],
    names: Names,
) -> Scope:
    """Return what of a claim's scope lies in those of all its wholes; `narrowed` are those known
    so far."""
    found = narrowed.get(claim)
    if found is None:
        # Claims that are parts of one another would lead in a circle.
        found = narrowed[claim] = known[claim].scope
        for whole in wholes.get(claim, ()):
            found = common(found, _narrowed(whole, known, wholes, narrowed, names), names)
        narrowed[claim] = found
    return found
