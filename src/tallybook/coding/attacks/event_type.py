"""What kind of attack a sentence tells of: by its words for it, and by what it was done with."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.harms.words import EFFECTS
from tallybook.coding.language.clauses import is_at_the_time
from tallybook.coding.language.phrases import prepositional
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
    if named == "air_strike" and any(w.value.weapon in DRONES for w in weapons):
        return "drone_strike"  # "Dropped a grenade on a car from a drone."
    if named == "grenade_attack" and weapons and all(w.value.weapon == "blunt" for w in weapons):
        return "attack"  # "Threw stones at an ambulance."
    if named in FROM_ABOVE and _by_aircraft(frame):
        return "air_strike"
    fired = any(
        t.trigger.patterns == ("attacker_weapon",) and t.trigger.event_type == named
        for t in frame.triggers
    )
    if means is not None and (
        fired
        or named in OPEN_MEANS
        or knowledge.event_types.is_a(means, named)
        or (named == "arson" and _strikes(means, knowledge))
        or (named == "explosion" and means == "drone_strike" and _goes_off(frame))
    ):
        return means
    return named


FROM_ABOVE = OPEN_MEANS | {"bombing", "shelling", "missile_attack", "rocket_attack"}
"""What aircraft do is an air strike, whatever they drop or fire (ACLED Codebook, "air/drone
strike")."""


def _goes_off(frame: Frame) -> bool:
    """ "A drone exploded above the base": by a verb the explosion is the weapon's own; that of a
    store of rockets is none of them."""
    return all(t.is_verb for t in frame.triggers)


ARMED_AIRCRAFT = frozenset({"warplane", "jet", "bomber", "helicopter", "gunship", "aircraft"})
DRONES = frozenset({"drone", "one-way-drone", "fpv-drone"})
BY_AIR = frozenset({"warplane", "helicopter"})


def _by_aircraft(frame: Frame) -> bool:
    """ "Warplanes bombed a village", "jets fired missiles at it", "struck from the air"; what
    explodes strikes nothing."""
    hits = [frame.mentions.weapon_at(t.i) for t in frame.roles.weapons]
    flown = any(hit is not None and hit.weapon_id in BY_AIR for hit in hits)
    flown = flown or any(t.lemma_.lower() in ARMED_AIRCRAFT for t in frame.roles.attackers)
    verbs = [t for t in frame.triggers if t.is_verb and t.trigger.patterns != ("weapon",)]
    from_air = (t.lower_ for v in verbs for t in prepositional(v.token, frozenset({"from"})))
    return (flown and bool(verbs)) or "air" in from_air


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
    kinds = [t for t in attacks if not _is_effect(t)]
    if (attacks and attacks[0] in kinds) or any(not t.is_verb for t in kinds):
        attacks = kinds
    else:
        # "Two were killed when rebels shelled a camp": the clause of time tells what was done.
        attacks = [t for t in kinds if _is_at_the_time_of(t, attacks)] or attacks
    types = [t.trigger.event_type for t in attacks]
    if not types:
        return None
    best = next((t for t in types if t in ASSAULTS), types[0])
    for other in types:
        if other != best and knowledge.event_types.is_a(other, best):
            best = other
    return best


def _is_effect(found: FoundTrigger) -> bool:
    """Whether a trigger says what came of an attack: "killed", "left dead"."""
    return found.token.lemma_.lower() in EFFECTS or found.trigger.lemma in RESULTS_IN_DEATH


RESULTS_IN_DEATH = frozenset({"leave dead", "claim life"})


def _is_at_the_time_of(found: FoundTrigger, others: Sequence[FoundTrigger]) -> bool:
    clause = found.token
    return clause.dep_ == "advcl" and (
        is_at_the_time(clause) and any(clause.head is t.token for t in others)
    )


def _by_weapons(weapons: Sequence[Named[Weapon]], knowledge: LocalKnowledge) -> str | None:
    """What an attack with these is called, where they agree: who kills with a car bomb bombs (the
    sub-event types of the ACLED Codebook go by the means, where it is told)."""
    ids = {named.value.weapon for named in weapons}
    found = (knowledge.weapons.event_type_of(one) for one in ids if one is not None)
    types = {one for one in found if one is not None}
    is_a = knowledge.event_types.is_a
    return next((t for t in types if all(is_a(t, other) for other in types)), None)
