"""Whose attacks they were: what two parties did, each named, is not one attack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.report.rival_versions import CLASH

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card


def strikes_back(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "Gunmen shot two gendarmes. The army responded by burning houses": whoever was attacked and
    attacks makes another attack, unless the first is a clash, in which both sides do."""
    same = knowledge.actors.same_party
    clash = any(
        t.event_type is not None and knowledge.event_types.is_a(t.event_type, CLASH)
        for t in (telling, *card.tellings)
    )
    if clash or (telling.chain and telling.reference == "definite"):
        return False
    mine, named = attackers_of([telling]), attackers_of(card.tellings)
    theirs = [n.value.actor for t in card.tellings for n in t.targets if n.value.actor]
    struck = any(same(a, b) for a in mine for b in theirs)
    return struck and not any(same(a, b) for a in mine for b in named)


def others_attack(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "Russia fired missiles at Kyiv. 90 Ukrainian drones were shot down": attacks of two parties,
    each named, are two; whoever is accused of what was told is accused by a definite."""
    mine, theirs = attackers_of([telling]), attackers_of(card.tellings)
    if _ours_and_theirs(telling, card):
        return True
    if any(actor.startswith("any.") for actor in (*mine, *theirs)):
        return False
    same = knowledge.actors.same_party
    return bool(mine and theirs) and not any(same(a, b) for a in mine for b in theirs)


OURS = frozenset({"our", "we", "us"})
ENEMIES = frozenset({"enemy", "adversary", "occupier", "occupiers", "invader", "invaders"})


def _ours_and_theirs(telling: Telling, card: Card) -> bool:
    """ "The enemy launched drones; a granary was damaged. Our troops hit a command post": two sides
    by what the speaker calls them (deixis, Levinson 1983, ch. 2)."""

    def sides(tellings: Sequence[Telling]) -> tuple[bool, bool]:
        words = {w for t in tellings for n in t.attackers for w in n.value.name.lower().split()}
        return bool(words & OURS), bool(words & ENEMIES)

    mine, theirs = sides([telling]), sides(card.tellings)
    return (mine[0] and not theirs[0]) or (mine[1] and theirs[0])


def attackers_of(tellings: Sequence[Telling]) -> list[str]:
    """The ids of the attackers that tellings name and the tables know; "it had struck" is the
    voice's own deed."""
    named = [n.value.actor for t in tellings for n in t.attackers]
    named += [t.chain[-1].actor for t in tellings if t.by_its_voice and t.chain]
    return [actor for actor in named if actor]


def beats_them_off(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "The attackers burned houses. Officers exchanged fire with the bandits and killed three":
    those whom others fight are no victims of the raid, nor are these its attackers."""

    def hostile(name: str) -> bool:
        return knowledge.actors.generic_kind(head_word(name)) is not None

    fought = [n.value.name for n in telling.targets]
    fighting = [n.value.name for n in telling.attackers]
    struck = [n.value.name for t in card.tellings for n in t.targets]
    if not fought or not fighting or not all(map(hostile, fought)) or any(map(hostile, fighting)):
        return False
    return bool(struck) and not any(map(hostile, struck))
