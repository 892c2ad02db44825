"""The standard of evidence of a figure, by the rule that incidents are held to as well."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tallybook.core.claims import Claim
from tallybook.core.incidents import Standard
from tallybook.knowledge.evidence import Statement, standard_of
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.figures import StandardOf
from tallybook.tally.material import Material


def standard_by(material: Material, knowledge: Knowledge) -> StandardOf:
    """Return the function that gives the standard which claims of one thing meet together."""
    alone: dict[Hashable, Standard | None] = {}

    def standard(claims: Sequence[Claim]) -> Standard | None:
        if len(claims) != 1:
            return _together(claims)
        # Of one claim it is no matter where it comes from; thousands are said alike.
        [claim] = claims
        said = (claim.stance, claim.voices[-1:], claim.targets)
        if said not in alone:
            alone[said] = _together(claims)
        return alone[said]

    def _together(claims: Sequence[Claim]) -> Standard | None:
        return standard_of([_statement(claim, material) for claim in claims], knowledge.actors)

    return standard


def _statement(claim: Claim, material: Material) -> Statement:
    origin = material.origins.get(claim.id)
    return Statement(
        stance=claim.stance,
        voice=claim.voices[-1] if claim.voices else None,
        targets=claim.targets,
        origin=claim.id if origin is None else origin.origin,
    )
