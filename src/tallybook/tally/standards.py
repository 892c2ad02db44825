"""The standard of evidence of a figure, by the rule that incidents are held to as well."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.core.claims import Claim
from tallybook.core.incidents import Standard
from tallybook.knowledge.evidence import Statement, standard_of
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.figures import StandardOf
from tallybook.tally.material import Material


def standard_by(material: Material, knowledge: Knowledge) -> StandardOf:
    """Return the function that gives the standard which claims of one thing meet together."""

    def standard(claims: Sequence[Claim]) -> Standard | None:
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
