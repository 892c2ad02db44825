"""How sure a report is that an organisation did it, in MUC-4's six words.

By the decision tree of template-doc-part2.v7, slot 11: acquitted; then not connected explicitly;
then said by the perpetrator itself; then with any uncertainty, by an authority or by others; else
reported as fact.
"""

from __future__ import annotations

import re
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
    doubting = [
        c
        for c in affirming
        if c.verdict == "blames" or c.stance == "suspected" or _is_doubted(c, mentions)
    ]
    if not doubting:
        return "REPORTED AS FACT"
    if any(_by_authority(c, actors) for c in doubting):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"


DOUBT = re.compile(r"\b(?:alleged|suspected|presumed|supposed|presumabl|apparent|reputed)", re.I)
"""The modifiers of slot 11, and others of their meaning."""

DOUBTED_AGENT = re.compile(
    r"\b(?:allegedly|presumably|apparently|supposedly|reputedly)\s+(?:\w+\s+)?by\b[^,;]*$", re.I
)
"""A "by" phrase in doubt, up to the name in it ("presumably by guerrillas of the ELN", "allegedly
set off by")."""


def _is_doubted(claim: Claim, mentions: Sequence[Mention]) -> bool:
    """Whether a modifier of those who are named, or an adverb right before them, doubts that it was
    they ("alleged FMLN members", "presumably by the ELN"); of an organisation that is named in
    another sentence, whether its doers are doubted here."""
    spans = claim.spans.get("attackers", ())
    own = [s for s in spans if any(m.name in s.words or s.words in m.name for m in mentions)]
    here = (claim.sentence, *claim.repeats)
    if not any(one.start <= s.start < one.end for s in own for one in here):
        own = list(spans)
    for span in own:
        told = (
            one for one in (claim.sentence, *claim.repeats) if one.start <= span.start < one.end
        )
        for sentence in told:
            before = sentence.words[: span.start - sentence.start]
            near = " ".join([*before.split()[-BEFORE:], span.words])
            if DOUBT.search(near) or DOUBTED_AGENT.search(before):
                return True
    return False


BEFORE = 3
"""Words before a phrase in which its own modifiers stand, behind "by" and an article."""


def _same(one: Mention, other: Mention) -> bool:
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return one.name.lower() == other.name.lower()


def _by_authority(claim: Claim, actors: ActorTable) -> bool:
    """Whether government, military, police or another authority speaks."""
    return any(
        actors.is_authority(voice.name)
        or OFFICE.match(voice.name)
        or ((actor := actors.of(voice)) is not None and actor.kind in STATE_KINDS)
        for voice in claim.voices
    )


OFFICE = re.compile(
    r"(?:(?:vice|prime|deputy|acting|former|interior|defen[cs]e|foreign|justice|\w+an)[ -])*"
    r"(?:president|minister|premier|chancellor|secretary|attorney|general|colonel|col|gen|major|"
    r"maj|captain|capt|lieutenant|lt|admiral|brigadier|ambassador)\b",
    re.I,
)
"""How a voice that holds an office of state or a rank is introduced ("President X")."""
