"""Roles: who attacked whom with what, read off one trigger's own clause.

Passive and active, nominal ("an attack by X on Y"), light-verb ("X carried out an attack on
Y", "Y came under attack from X"), compound ("a Taliban rocket attack", "the market bombing")
and participial grammar each put the roles in fixed places; this module knows those places
(Huddleston & Pullum 2002, ch. 5 §16 on nominalisation, ch. 16 §10 on the passive).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.antecedents import named_in_main_clause
from tallybook.coding.language.clauses import (
    is_passive,
    objects,
    subjects,
)
from tallybook.coding.language.phrases import (
    NOUNS,
    OBJECTS,
    SUBJECTS,
    conjuncts,
    contents,
    prepositional,
)
from tallybook.coding.roles.befallen import befallen
from tallybook.coding.roles.defending import by_defenders, defends, with_particles
from tallybook.coding.roles.doers import agents, both_sides, put_down_to, users
from tallybook.coding.roles.elided import second_targets
from tallybook.coding.roles.mines import met_devices
from tallybook.coding.roles.nobodies import is_of_forces
from tallybook.coding.roles.persons import identities, is_hostile, is_onlooker, suffers
from tallybook.coding.roles.things import (
    act_of,
    at,
    blamed_on,
    goes_off,
    holds_people,
    in_front,
    is_peopled,
    is_ranked,
    is_street,
    missed,
    passing,
    taken,
    times_of,
)
from tallybook.coding.roles.words import (
    AGAINST,
    ANSWERING,
    BESIDE,
    BY,
    DRIVEN_INTO,
    DRIVING,
    FORCING_IN,
    FROM,
    HITTING,
    LAYING,
    LEAVING,
    LETTING_GO,
    OBJECT_NOUNS,
    OF,
    OVER,
    SELF_MOVING,
    SETTING_OFF,
    SHOTS,
    STOPPED,
    UNDOING,
    UNHURT,
    WAVES,
    WITH,
    WITHIN,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes, LightRole, Trigger


@dataclass(slots=True)
class Roles:
    """Heads of the phrases that fill each role of one trigger; token indices."""

    attackers: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    weapons: list[Token] = field(default_factory=list)

    def add(self, other: Roles) -> None:
        """Take over what another trigger of the same attack says, nothing twice."""
        for mine, theirs in (
            (self.attackers, other.attackers),
            (self.targets, other.targets),
            (self.weapons, other.weapons),
        ):
            mine.extend(t for t in theirs if t not in mine)


def verb_roles(verb: Token, trigger: Trigger, mentions: Mentions) -> Roles:
    """Return the roles of a verb that names an attack, as its trigger says."""
    patterns = trigger.patterns
    met = met_devices(verb, mentions)
    if met:
        return Roles(targets=[c for s in subjects(verb) for c in conjuncts(s)], weapons=met)
    roles = Roles()
    if verb.lemma_.lower() == "blow" and not is_passive(verb) and not objects(verb):
        patterns = ("weapon",)  # "A car blew up in front of a bakery": it went off.
    if by_defenders(verb):
        roles.weapons.extend(_armed_with(verb, mentions))
        return roles
    # "A bus hit a mine, killing two": it is the mine that killed.
    doers = [
        c
        for s in subjects(verb)
        if s.head is verb or not met_devices(s.head, mentions)
        for c in conjuncts(s)
    ]
    undergoers = objects(verb)
    if is_passive(verb):
        doers, undergoers = agents(verb), [c for s in subjects(verb) for c in conjuncts(s)]
    if verb.lemma_.lower() == "burn" and not undergoers and not any(map(is_hostile, doers)):
        doers, undergoers = [], doers  # "A warehouse burned down" (Levin 1993, §45.4).
    undergoers = [c for o in undergoers for c in taken(named_in_main_clause(o))]
    if undergoers and all(o.lemma_.lower() in STOPPED for o in undergoers):
        return Roles(attackers=undergoers)  # Who is called by an attack made it.
    if defends(verb):
        # "Troops repelled the raiders": who defends is attacked, and by those driven off.
        doers, undergoers = undergoers, doers
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and goes_off(verb.head):
        return Roles(targets=undergoers)  # "A pickup exploded, wounding four": by no pickup's will.
    doers += [i for d in doers for i in identities(d, verb)]
    if (
        "attacker_weapon" in patterns
        and not trigger.target
        and verb.lemma_.lower() in LAYING
        and not any(mentions.weapon_at(t.i) is not None for t in (*undergoers, *doers))
    ):
        return roles  # "A game of dice triggered the violence": what is laid or set off decides.
    if set(patterns) != {"weapon"} or undergoers:
        # What goes off does nothing to anybody of itself: "a lorry exploded" (Levin 1993, §45.1).
        for doer in doers:
            _place_doer(doer, roles, mentions)
    else:
        roles.weapons.extend(d for d in doers if mentions.weapon_at(d.i) is not None)
    itself = [o for o in undergoers if o.lower_ in ("himself", "herself", "itself", "themselves")]
    used = [(o, hit) for o in undergoers if (hit := mentions.weapon_at(o.i)) is not None]
    if verb.lemma_.lower() in UNDOING:
        # "Destroyed a mortar and two guns": what they were used on, and not what with. Drones and
        # missiles are destroyed on their way.
        used = [(o, hit) for o, hit in used if hit.weapon_id in SELF_MOVING]
    arms = [o for o, _ in used]
    struck = [
        o for o in undergoers if o not in arms and o.lemma_.lower() not in SHOTS and o not in itself
    ]
    roles.weapons.extend(arms)
    if trigger.target:
        # "Poured petrol over a car": where the lexicon says that the target stands.
        undergone = undergoers or [t for t in verb.rights if t.dep_ == "dobj"]
        roles.targets.extend(
            c
            for node in (verb, *undergone, *(c for o in undergone for c in prepositional(o, OF)))
            for c in at(node, trigger.target)
            if c not in roles.targets and mentions.moment_at(c.i) is None
        )
        if "of" in trigger.target:
            owners = (t for o in undergone for t in o.lefts if t.dep_ == "poss")
            roles.targets.extend(owners)  # "The guards' throats".
    elif "mutual" in patterns and (not undergoers or trigger.lemma in EXCHANGING):
        # "X and Y clashed", "X clashed with Y", "traded shots with Y": each attacks the other.
        sides = [verb, *undergoers]
        roles.targets.extend(c for node in sides for c in prepositional(node, OPPOSING))
    elif itself or ("attacker_weapon" in patterns and not struck):
        roles.targets.extend(at(verb, AGAINST | {"into", "across"}))
        roles.targets.extend(filter(is_peopled, at(verb, THROUGH)))
        if verb.lemma_.lower() in LETTING_GO:  # "Over the base" may hang on what is dropped.
            roles.targets.extend(c for t in (verb, *undergoers) for c in at(t, OVER))
        if verb.lemma_.lower() in LAYING or itself:  # "Blew himself up at a checkpoint".
            roles.targets.extend(at(verb, BESIDE))
            roles.targets.extend(t for t in at(verb, WITHIN) if holds_people(t))
            roles.targets.extend(in_front(verb))
    elif verb.lemma_.lower() in DRIVING and prepositional(verb, DRIVEN_INTO):
        # "A car was driven into a crowd": what is driven is what it was done with.
        roles.targets.extend(at(verb, DRIVEN_INTO))
    elif struck:
        roles.targets.extend(struck)
    elif "weapon" in patterns:
        roles.targets.extend(at(verb, ABOUT) + missed(verb))
        if verb.lemma_.lower() in COMING_DOWN:
            roles.targets.extend(filter(is_peopled, at(verb, ONTO)))
        roles.targets.extend(t for t in at(verb, WITHIN) if holds_people(t))
        roles.targets.extend(in_front(verb))
    elif any(t.dep_ in OBJECTS and t.lower_ == "fire" for t in verb.children):
        # "Set fire to a lorry", "opened fire on a lorry".
        roles.targets.extend(at(verb, AGAINST | {"to", "into"}))
    elif verb.lemma_.lower() in FORCING_IN:
        roles.targets.extend(at(verb, AGAINST | {"into"}))
    else:
        # "Ran over a farmer": the lexicon has the preposition that makes one predicate with it.
        roles.targets.extend(at(verb, AGAINST | {"through", trigger.lemma.split()[-1]}))
    if trigger.event_type == "vehicle_ramming":
        things = [*undergoers, *(w for head in (verb, *struck) for w in prepositional(head, WITH))]
        driven = [t for t in things if unit_of(t.lemma_.lower()) == "vehicles"]
        if roles.targets and not set(driven) & set(roles.targets):
            roles.weapons.extend(driven)
    # "Struck a target with two drones": the parser may hang the instrument on the target.
    heads = dict.fromkeys((verb, *struck, *roles.targets))
    roles.weapons.extend(w for head in heads for w in _armed_with(head, mentions))
    roles.weapons.extend(
        t
        for head in heads
        for t in prepositional(head, IN)
        if (hit := mentions.weapon_at(t.i)) is not None and hit.weapon_id in POURED
    )
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp", "acl") and child.lemma_ in ("use", "target", "involve"):
            if child.lemma_ == "target":
                roles.targets.extend(objects(child))
            else:
                roles.weapons.extend(
                    o for o in objects(child) if mentions.weapon_at(o.i) is not None
                )
    roles.targets = [named_in_main_clause(t) for t in roles.targets]  # "Opened fire on it."
    if all(t.ent_type_ in ("DATE", "TIME") for t in roles.targets):  # "at about 5pm"
        roles.targets.extend(passing(verb, mentions))
    return roles


THROUGH = frozenset({"through", "over", "inside", "under", "onto"})
"""Ways that what is thrown or fired takes to where it hits ("through the window of a house")."""

IN = frozenset({"in"})
POURED = frozenset({"fire", "acid"})
"""Ids of what people and things are drenched in ("doused in petrol")."""

ABOUT = BESIDE | {"against", "above", "over"}
COMING_DOWN = frozenset({"land", "fall", "crash", "drop", "plunge"})
ONTO = frozenset({"on", "onto", "upon", "into"})
"""Where what falls from the air comes down."""

EXCHANGING = frozenset({"trade", "exchange", "swap", "do", "join", "give"})
OPPOSING = frozenset({"with", "against", "on", "at"})


def device_roles(verb: Token, mentions: Mentions) -> Roles:
    """Return the roles of a verb by which a device was found or made safe: where it lay is what it
    was meant for, and whoever laid it attacked."""
    things = objects(verb) or [c for s in subjects(verb) for c in conjuncts(s)]
    devices = [t for t in things if mentions.weapon_at(t.i) is not None]
    laid = [t for d in devices for t in d.rights if t.dep_ in ("acl", "relcl")]
    roles = Roles(weapons=devices)
    for head in (verb, *devices, *laid):
        roles.targets.extend(at(head, BESIDE))
        roles.targets.extend(t for t in at(head, WITHIN) if holds_people(t))
        roles.targets.extend(in_front(head))
    for doer in (d for clause in laid for d in prepositional(clause, BY)):
        roles.attackers.append(doer)
        roles.targets.extend(at(doer, BESIDE))  # Where it was may hang on who laid it.
    return roles


def intercepted_roles(verb: Token, trigger: Trigger, mentions: Mentions) -> Roles:
    """Return the roles of a verb by which weapons on their way were brought down: whoever brought
    them down is no attacker, and whoever's they are is ("destroyed 42 Ukrainian drones")."""
    weapons = verb_roles(verb, trigger, mentions).weapons
    return Roles(
        attackers=[user for weapon in weapons for user in users(weapon, mentions)],
        weapons=weapons,
    )


def noun_roles(noun: Token, mentions: Mentions, event_types: EventTypes) -> Roles:
    """Return the roles of a noun that names an attack, its light verb's included."""
    roles = Roles()
    roles.targets.extend(
        c
        for named in (noun, *act_of(noun), *times_of(noun, mentions))
        for t in prepositional(named, AGAINST)
        # "A shooting on the 1800 block of Elm Street" was there.
        if not (t.head.lower_ == "on" and is_street(t)) and t.head != blamed_on(noun)
        for c in taken(t)
    )
    if noun.lemma_.lower() in OBJECT_NOUNS or noun.lower_ in OBJECT_NOUNS:
        undergoers = prepositional(noun, OF) or [
            # "the boarding on Sunday of a tanker": a day takes no "of" phrase; the noun does.
            o
            for time in prepositional(noun, frozenset({"on", "in", "at"}))
            if mentions.moment_at(time.i) is not None
            for o in prepositional(time, OF)
        ]
        roles.targets.extend(c for t in undergoers for c in taken(t))
    suffering, inflicting = befallen(noun)
    roles.targets.extend(suffering)
    for doer in inflicting:
        _place_doer(doer, roles, mentions)
    roles.targets.extend(c for t in second_targets(noun, mentions) for c in taken(t))
    for doer in prepositional(noun, BY) + both_sides(noun) + put_down_to(noun):
        _place_doer(doer, roles, mentions)
    roles.weapons.extend(_armed_with(noun, mentions))
    armed = any(mentions.weapon_at(t.i) is not None for t in noun.lefts)
    for token in noun.lefts:
        national = token.tag_ == "JJ" and token.ent_type_ in ("NORP", "GPE")
        if (armed and national) or is_of_forces(token):
            roles.attackers.append(token)  # "Ukrainian drone attacks": whose weapons they are.
        elif token.dep_ == "poss" and token.ent_type_ == "GPE" and is_ranked(noun):
            continue
        elif token.dep_ == "poss" and suffers(noun, token, mentions):
            roles.targets.extend(conjuncts(token))
        elif token.dep_ in ("compound", "amod", "nmod", "poss"):
            for part in conjuncts(token):
                _place_modifier(part, roles, mentions)
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in HITTING:
            if is_passive(child):
                roles.attackers.extend(prepositional(child, BY))
            elif child.lemma_ != "claim":
                # "… for which the group claimed responsibility" says nothing of targets.
                roles.targets.extend(objects(child))
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in ("use", "involve"):
            roles.weapons.extend(o for o in objects(child) if mentions.weapon_at(o.i) is not None)
        elif child.dep_ in ("acl", "relcl") and light_role(child, event_types) == "attacker":
            for doer in prepositional(child, BY):
                _place_doer(doer, roles, mentions)
        elif child.dep_ == "acl" and child.lemma_.lower() in SETTING_OFF:
            # "A blast triggered by rebels", and not "by a leak".
            roles.attackers.extend(d for d in prepositional(child, BY) if mentions.actor_at(d.i))
    _light_verb(noun, roles, mentions, event_types)
    return roles


def light_role(verb: Token, event_types: EventTypes) -> LightRole | None:
    """What the subject of a light verb is, its particle taken in ("carry out")."""
    roles = map(event_types.light_verb, with_particles(verb))
    return next((role for role in roles if role is not None), None)


def _light_verb(noun: Token, roles: Roles, mentions: Mentions, event_types: EventTypes) -> None:
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    verb = first.head
    if verb.pos_ not in ("VERB", "AUX"):
        governor = first.head.head
        if first.dep_ == "pobj" and (governor.pos_ == "VERB" or governor.lower_ in UNHURT):
            _prepositional_light_verb(first, roles, mentions)
        return
    lemma = verb.lemma_.lower()
    light = light_role(verb, event_types)
    if first.dep_ in ("dobj", "nsubjpass") and light == "attacker":
        doers = prepositional(verb, BY) if is_passive(verb) else subjects(verb)
        for doer in (c for d in doers for c in conjuncts(d)):
            _place_doer(doer, roles, mentions)
        roles.targets.extend(prepositional(verb, AGAINST))
        roles.weapons.extend(_armed_with(verb, mentions))
    elif first.dep_ == "dobj" and light == "target":
        roles.targets.extend(
            c for s in subjects(verb) for c in conjuncts(s) if not is_onlooker(c, lemma)
        )
    elif first.dep_ in SUBJECTS and lemma in HITTING and not is_passive(verb):
        roles.targets.extend(objects(verb))
    elif first.dep_ in SUBJECTS and lemma == "be":
        for doer in prepositional(verb, BY):
            _place_doer(doer, roles, mentions)


def _prepositional_light_verb(noun: Token, roles: Roles, mentions: Mentions) -> None:
    """ "came under attack from X", "was killed in an attack by X" """
    preposition, verb = noun.head, noun.head.head
    if preposition.lower_ == "under" and verb.lemma_ in ("come", "be", "remain"):
        roles.targets.extend(c for s in subjects(verb) for c in conjuncts(s))
        for doer in prepositional(verb, FROM) + prepositional(noun, FROM):
            _place_doer(doer, roles, mentions)
    elif preposition.lower_ == "with" and verb.lemma_.lower() in ANSWERING:
        roles.attackers.extend(c for s in subjects(verb) for c in conjuncts(s))
    elif preposition.lower_ in LEAVING and (
        verb.lower_ in UNHURT or any(t.lower_ in UNHURT for t in verb.rights)
    ):
        # "Was unhurt in the attack", "escaped unhurt from it": who could have been hurt.
        left = verb.head if verb.lower_ in UNHURT else verb
        roles.targets.extend(c for s in subjects(left) for c in conjuncts(s))
    elif preposition.lower_ in ("in", "by", "during") and is_passive(verb):
        for doer in prepositional(verb, BY):
            if doer != noun:
                _place_doer(doer, roles, mentions)


def _armed_with(head: Token, mentions: Mentions) -> list[Token]:
    """The weapons in a head's phrases of instrument."""
    return [
        part
        for found in prepositional(head, WITH)
        for part in contents(found)
        if mentions.weapon_at(part.i) is not None
    ]


def _place_doer(head: Token, roles: Roles, mentions: Mentions) -> None:
    """A doer that is a weapon is the weapon, and so is a wave of them; an attack that does
    something is no attacker."""
    fired = [t for t in prepositional(head, OF) if mentions.weapon_at(t.i) is not None]
    if fired and head.lemma_.lower() in WAVES:
        for weapon in fired:
            _place_doer(weapon, roles, mentions)
        return
    if mentions.weapon_at(head.i) is not None:
        roles.weapons.append(head)
        roles.attackers.extend(users(head, mentions))
    else:
        roles.attackers.append(head)
        for described in (t for t in head.rights if t.dep_ == "acl" and t.lemma_ == "arm"):
            roles.weapons.extend(_armed_with(described, mentions))  # "Men armed with axes".


def _place_modifier(token: Token, roles: Roles, mentions: Mentions) -> None:
    """ "a Taliban rocket attack": a weapon before the noun is the weapon, an armed actor before
    either the attacker. A possessor is the attacker where it is an actor, and a time or place
    otherwise; other modifiers say nothing of roles."""
    if mentions.weapon_at(token.i) is not None:
        roles.weapons.append(token)
        whose = users(token, mentions)
        roles.attackers.extend(u for u in whose if mentions.actor_at(u.i) is not None)
        return
    hit = mentions.actor_at(token.i)
    # "Saudi-led coalition airstrikes": a name of several words is borne by its last.
    if token.dep_ == "poss" or (hit is not None and token.i == hit.end - 1):
        roles.attackers.append(token)
