"""Whether toll, weapon and type of a telling agree with those of an attack that was told before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.report.apart import below_province
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card

ANYBODY = frozenset({"people", "person", "persons", "others"})
"""Words for victims of any attack, which tell no two of them alike."""


def by_toll(mine: Count, theirs: Sequence[Count], *, same: float, apart: float) -> float:
    """What a number of people says: the same one is for a card, and against it one that cannot be
    of the same people; "at least 17" and "some people" can."""
    if any(mine.low == other.low for other in theirs):
        return same
    return 0.0 if not theirs or any(map(mine.overlaps, theirs)) else -apart


def by_weapon(telling: Telling, card: Card, knowledge: LocalKnowledge) -> float:
    """What the weapons say: one kind, or a kind of it, is a little for ("the second bomb attack" is
    none of the shootings); an attack may have several, and one weapon several names."""
    mine = {w.value.weapon for w in telling.weapons if w.value.weapon}
    theirs = {w.value.weapon for t in card.tellings for w in t.weapons if w.value.weapon}
    if not mine or not theirs:
        return 0.0
    is_a = knowledge.weapons.is_a
    if any(is_a(a, b) or is_a(b, a) for a in mine for b in theirs):
        return 0.5
    # Heavy shelling in a place of its own goes on from no strike by a drone.
    brings_in = (
        telling.reference in ("bare", "indefinite")
        and telling.places
        and not all(t.sentence.passage.is_title for t in card.tellings)
    )
    exact = any(map(below_province, card.places()))
    return -1.0 if brings_in and not exact else 0.0


def kinds_agree(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether the telling's type of event is a kind of the card's or the other way round. Words
    for what an attack does ("killed") are true of every kind."""
    mine = None if telling.effects_only else telling.event_type
    types = [t.event_type for t in card.tellings if t.event_type and not t.effects_only]
    kind = knowledge.event_types
    if mine is None or not types or _by_its_means(telling, card, knowledge):
        return True
    return any(
        kind.is_a(mine, t)
        or kind.is_a(t, mine)
        or _in_course(mine, t)
        or kind.are_of_bombs(mine, t)
        for t in types
    )


MEANS = {
    "bombing": "explosive",
    "car_bombing": "vehicle-bomb",
    "explosion": "explosive",
    "shelling": "projectile",
    "rocket_attack": "rocket",
    "drone_strike": "drone",
    "shooting": "firearm",
}
"""Nouns for attacks by their means, and the weapons that are these."""


def _by_its_means(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "A car bomb killed four. … the bombing": a noun for an attack by its means takes up the one
    that was told with such a weapon (bridging, Clark 1977), however it was called."""
    means = MEANS.get(telling.event_type or "")
    used = {w.value.weapon for t in card.tellings for w in t.weapons if w.value.weapon}
    return means is not None and any(knowledge.weapons.is_a(weapon, means) for weapon in used)


def _in_course(one: str, other: str) -> bool:
    """Whether the one is done in the course of the other."""
    return (one in COMPOSITE and other in COMPONENTS) or (one in COMPONENTS and other in COMPOSITE)


COMPOSITE = frozenset(
    {"raid", "ambush", "looting", "mob_violence", "hijacking", "massacre", "siege"}
)
COMPONENTS = frozenset(
    {"shooting", "stabbing", "killing", "arson", "looting", "abduction", "hostage_taking"}
    | {"sexual_violence", "armed_assault", "explosion"}
)
"""Attacks that are courses of action, and what is done in their course (a script and its scenes:
Schank & Abelson 1977): raiders, and those who surround a place, shoot, stab, burn, loot and carry
off."""


def is_called_so(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether a telling calls an attack by the kind as which the card's was told, or by the means
    with which it was."""
    same = any(t.event_type == telling.event_type for t in card.tellings)
    same = same or _by_its_means(telling, card, knowledge)
    return same and names_its_kind(telling) and not telling.effects_only


def names_its_kind(telling: Telling) -> bool:
    """Whether a telling's word says which kind of attack it is ("the ambush", not "the attack")."""
    general = {"attack", "assault", "attempt", "violence", "incident", "operation"}
    return telling.head.pos_ == "NOUN" and telling.head.lemma_.lower() not in general
