"""How sure a report is that an organisation did it, in MUC-4's six words.

By the decision tree of template-doc-part2.v7, slot 11: acquitted; then not connected explicitly;
then said by the perpetrator itself; then with any uncertainty, by an authority or by others; else
reported as fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.core.claims import Claim
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS
from tallybook.knowledge.actors import ActorTable


def confidence_in(mentions: Sequence[Mention], claims: Sequence[Claim], actors: ActorTable) -> str:
    """Return the confidence of an incident's claims in the organisation that `mentions` name."""
    naming = [c for c in claims if any(_same(m, o) for m in c.attackers for o in mentions)]
    affirming = [c for c in naming if c.verdict != "denies" and c.stance != "denied"]
    if not affirming:
        return "POSSIBLE"
    if any(c.verdict == "claims" or c.stance == "claimed" for c in affirming):
        return "CLAIMED OR ADMITTED"
    doubting = [c for c in affirming if c.verdict == "blames" or c.stance == "suspected"]
    if not doubting:
        return "REPORTED AS FACT"
    if any(_by_authority(c, actors) for c in doubting):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"


def _same(one: Mention, other: Mention) -> bool:
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return one.name.lower() == other.name.lower()


def _by_authority(claim: Claim, actors: ActorTable) -> bool:
    """Whether government, military, police or another authority speaks."""
    return any(
        actors.is_authority(voice.name)
        or ((actor := actors.of(voice)) is not None and actor.kind in STATE_KINDS)
        for voice in claim.voices
    )
