"""What kind of attack a sentence tells of: by its words for it, and by what it was done with."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.harms.words import EFFECTS
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.roles.defending import by_defenders
from tallybook.coding.roles.names import Named
from tallybook.coding.roles.persons import is_suicide_bomber
from tallybook.core.values import Weapon

ASSAULTS = frozenset({"raid", "ambush"})
"""Attacks in whose course there is shooting, killing and carrying off: the sentence tells one."""

OF_BOMBERS = frozenset({"attack", "killing", "explosion", "bombing", "vehicle_ramming"})

OPEN_MEANS = frozenset({"attack", "armed_assault", "killing"})
"""Types that leave open by what means, as "launched" and "fired" do for what they take."""


def event_type_of(
    frame: Frame, weapons: Sequence[Named[Weapon]], knowledge: LocalKnowledge
) -> str | None:
    """Return the type of the attack that a frame tells of; None where it has no trigger."""
    named = _by_triggers(frame, knowledge)
    if named is None:
        return None
    if named in OF_BOMBERS and any(map(is_suicide_bomber, frame.roles.attackers)):
        return "suicide_bombing"
    means = _by_weapons(weapons, knowledge)
    fired = any(
        t.trigger.patterns == ("attacker_weapon",) and t.trigger.event_type == named
        for t in frame.triggers
    )
    if means is not None and (
        fired
        or named in OPEN_MEANS
        or knowledge.event_types.is_a(means, named)
        or (named == "arson" and _strikes(means, knowledge))
    ):
        return means
    return named


def _strikes(means: str, knowledge: LocalKnowledge) -> bool:
    """ "Mortars burnt a fuel store", "drones set a depot ablaze": what is fired, dropped or goes
    off strikes, and the fire is its harm; arson is set by hand (UCR arson: a wilful burning)."""
    return any(knowledge.event_types.is_a(means, kind) for kind in STRIKES)


STRIKES = ("shelling", "air_strike", "explosion")


def _by_triggers(frame: Frame, knowledge: LocalKnowledge) -> str | None:
    """The most specific type among the triggers: a type that is a kind of another says more; what
    an attack does ("killing four") says nothing of its kind beside a word that names it."""
    attacks = [t for t in frame.triggers if not by_defenders(t.token)] or frame.triggers
    if not frame.roles.weapons:
        # "Launched an attack" launches nothing else; who opens fire shoots.
        attacks = [
            t
            for t in attacks
            if t.trigger.patterns != ("attacker_weapon",) or t.trigger.event_type == "shooting"
        ] or attacks
    kinds = [t for t in attacks if t.token.lemma_.lower() not in EFFECTS]
    if (attacks and attacks[0] in kinds) or any(not t.is_verb for t in kinds):
        attacks = kinds
    types = [t.trigger.event_type for t in attacks]
    if not types:
        return None
    best = next((t for t in types if t in ASSAULTS), types[0])
    for other in types:
        if other != best and knowledge.event_types.is_a(other, best):
            best = other
    return best


def _by_weapons(weapons: Sequence[Named[Weapon]], knowledge: LocalKnowledge) -> str | None:
    """What an attack with these is called, where they agree: who kills with a car bomb bombs (the
    sub-event types of the ACLED Codebook go by the means, where it is told)."""
    ids = {named.value.weapon for named in weapons}
    found = (knowledge.weapons.event_type_of(one) for one in ids if one is not None)
    types = {one for one in found if one is not None}
    is_a = knowledge.event_types.is_a
    return next((t for t in types if all(is_a(t, other) for other in types)), None)
