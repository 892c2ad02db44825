"""Clashes, of which each side tells its own version: that it was the other who attacked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.speech.denials import is_said_in_denial

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card
    from tallybook.core.claims import Claim
    from tallybook.core.values import Mention


def is_one_sides_version(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether a telling is what one side of the card's clash says the other did.

    A clash has two sides, and news that tells of one gives each side's version of it, in which the
    other attacked (contrasted accounts of one topic; "trade blame" is the headline's word for it).
    """
    speaker = telling.chain[-1].actor if telling.chain else None
    accused = [n.value.actor for n in telling.attackers if n.value.actor is not None]
    if speaker is None or telling.reference == "other":
        return False
    for told in card.tellings:
        if told.event_type is None or not knowledge.event_types.is_a(told.event_type, CLASH):
            continue
        sides = [n.value.actor for n in (*told.attackers, *told.targets) if n.value.actor]
        if any(_opposed(speaker, one, sides, knowledge) for one in accused):
            return True
    return False


def is_its_own_version(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "A strike by X on a school killed ten. X said it had carried out a strike on a bunker":
    what a party says right after of what it did itself, or of another in denying it, with no other
    place, day or toll, is its version of what it was said to have done."""
    if telling.reference == "other":
        return False
    if telling.places or telling.moment or telling.killed or telling.injured:
        return False
    near = 0 <= telling.sentence.order - card.last_order <= NEXT
    if is_said_in_denial(telling.head):
        return near
    if not telling.by_its_voice or not telling.chain or telling.sentence.order == card.last_order:
        return False
    speaker = telling.chain[-1].actor
    done_by = [n.value.actor for t in card.tellings for n in t.attackers if n.value.actor]
    return (
        near
        and speaker is not None
        and any(knowledge.actors.same_party(speaker, doer) for doer in done_by)
    )


NEXT = 2
"""Sentences after an attack in which whoever made it gives his version: the paragraph after."""

CLASH = "battle"
"""The event type in which both sides attack."""


def _opposed(one: str, other: str, sides: Sequence[str], knowledge: LocalKnowledge) -> bool:
    """Whether two actors are of two parties among the sides of a clash."""
    same = knowledge.actors.same_party
    return not same(one, other) and all(any(same(a, s) for s in sides) for a in (one, other))


def has_rival_versions(card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether two sides tell the card's attack, each as the other's deed: then who attacked
    whom is disputed, and what leaves it open may not take it from either."""
    same = knowledge.actors.same_party
    deeds = [
        (t.chain[-1].actor, n.value.actor) for t in card.tellings if t.chain for n in t.attackers
    ]
    return any(
        speaker and accused and other and by
        and not same(speaker, accused) and same(speaker, other) and same(accused, by)
        for speaker, accused in deeds
        for by, other in deeds
    )  # fmt: skip


def by_its_author(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """Stance "claimed": the innermost voice is itself the attacker, or speaks for it."""
    if claim.stance != "asserted" or not claim.voices or not claim.attackers:
        return claim
    if "attackers" in claim.inferred:
        return claim  # Who another voice says did it is not what this voice says of itself.
    voice = claim.voices[-1].actor
    if voice is not None and _is_among(voice, claim.attackers, knowledge):
        return replace(claim, stance="claimed")
    return claim


def _is_among(actor: str, named: Sequence[Mention], knowledge: LocalKnowledge) -> bool:
    return any(n.actor is not None and knowledge.actors.same_party(n.actor, actor) for n in named)


def not_by_the_attacked(claim: Claim, knowledge: LocalKnowledge) -> Claim:
    """ "The Indian army said its posts had come under fire", beside Indian shelling: who says that
    he was attacked has not said that he did it, whoever others say attacked."""
    voice = claim.voices[-1].actor if claim.voices else None
    if "attackers" not in claim.inferred or voice is None or claim.stance == "denied":
        return claim
    owned = _is_among(voice, claim.targets, knowledge)
    if not owned or not _is_among(voice, claim.attackers, knowledge):
        return claim
    inferred = {k: rule for k, rule in claim.inferred.items() if k != "attackers"}
    spans = {k: found for k, found in claim.spans.items() if k != "attackers"}
    return replace(claim, attackers=(), inferred=inferred, spans=spans)
