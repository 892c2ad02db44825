"""Devices that lie in wait, and who comes upon them.

A mine, a booby trap or a bomb under a road harms whoever moves onto it: "their truck hit a mine",
"a shepherd stepped on a mine", "soldiers set off a booby trap". The grammar makes the victim the
subject of an act, so that subject and roles are crossed (IMAS 04.10 on victim-activated devices).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import conjuncts, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import (
    COMING_UPON,
    EXPERTS,
    LYING,
    OVER,
    SETTING_OFF,
    TOUCHING,
    VICTIM_ACTIVATED,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

_FORCES = word_set("army military force navy police warplane jet artillery aircraft coalition")
"""Who strikes a mine on purpose, as one destroys it; vehicles and patrols come upon it."""


def met_devices(verb: Token, mentions: Mentions) -> list[Token]:
    """Return the devices that a verb's subject came upon, to its harm; none where it is another's
    deed: who lays or blows up a device attacks with it."""
    lemma = verb.lemma_.lower()
    setting_off = lemma in SETTING_OFF
    if not (setting_off or lemma in COMING_UPON) or is_passive(verb):
        return []
    doers = [c for s in subjects(verb) for c in conjuncts(s)]
    if not doers or any(mentions.weapon_at(d.i) is not None for d in doers):
        return []
    if lemma in TOUCHING and any(_is_force(d) for d in doers):
        return []
    if setting_off and any(is_hostile(d) or d.lemma_.lower() in EXPERTS for d in doers):
        return []
    things = objects(verb)
    if lemma not in TOUCHING and not setting_off:
        particles = [t for t in verb.rights if t.dep_ == "prt"]
        things = things + [t for h in (verb, *particles) for t in prepositional(h, OVER)]
    by_victims = setting_off and any(mentions.actor_at(d.i) is not None for d in doers)
    lying = VICTIM_ACTIVATED if by_victims else LYING
    hits = ((t, mentions.weapon_at(t.i)) for t in things)
    return [t for t, hit in hits if hit is not None and hit.weapon_id in lying]


def _is_force(doer: Token) -> bool:
    """A name is mostly an army's or a group's; with an indefinite article it is a make of vehicle
    ("a Land Cruiser"), as names of parties take none (Quirk et al. 1985, §5.64)."""
    one_of_a_make = any(t.lower_ in ("a", "an") for t in doer.lefts)
    return doer.lemma_.lower() in _FORCES or (doer.pos_ == "PROPN" and not one_of_a_make)
