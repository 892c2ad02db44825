"""Violence: whether the words of a frame name an armed attack.

A strong trigger does by itself. A weak one needs violence in its own clause (a weapon, somebody
hurt, somebody armed, a person who is shot or led away), or a definite reference to violence that
was told before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.triggers import AIRCRAFT, FoundTrigger
from tallybook.coding.attacks.usage import REASONS
from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.shots import in_the_body
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.clauses import by_nobody, is_passive, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    SUBJECTS,
    ancestors_to_root,
    contents,
    prepositional,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.roles.nobodies import is_of_forces
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import AGAINST, HITTING, OF, SITES
from tallybook.coding.speech.verdicts import OWN_FORCES

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def is_armed_attack(frame: Frame, knowledge: LocalKnowledge, *, violent: bool) -> bool:
    """Whether a frame's words name an armed attack: a strong trigger does; a weak one needs
    violence in its own clause, or a definite reference to violence already told. Harm without
    any trigger adds to what was told before and opens nothing."""
    if not frame.triggers:
        return violent
    if any(h.lower_ in ("who", "what") and h.head.dep_ == "ccomp" for h in frame.roles.attackers):
        return False  # "nobody has said who sent it": a question, not a telling.
    if _said_by_nobody(frame.head):
        return False
    if _disperses(frame) or all(_describes_a_weapon(t, frame) for t in frame.triggers):
        return False
    if any(t.trigger.strength == "strong" for t in frame.triggers):
        return True
    if all(t.trigger.patterns == ("attacker_weapon",) for t in frame.triggers):
        if not any(map(_is_made_to_harm, frame.roles.weapons)):
            hostile = any(map(is_hostile, frame.roles.attackers))
            return bool(frame.roles.weapons) and (bool(frame.harms) or hostile)
        return True
    if all(t.token.lemma_.lower() == "operation" for t in frame.triggers) and not (
        frame.harms or frame.roles.weapons or frame.roles.targets
    ):
        return _counts_its_own(frame, knowledge)  # One may be a search or a year's campaign.
    if _are_security_incidents(frame):
        return True
    if _steals(frame) and not frame.harms:
        return False
    if frame.harms or any(map(_is_made_to_harm, frame.roles.weapons)) or _armed(frame, knowledge):
        return True
    if any(_comes_down(t, violent) for t in frame.triggers):
        return True
    if any(_on_a_person(t, frame) or _on_a_settlement(t, frame) for t in frame.triggers):
        return True
    if any(_on_installations(t, frame, knowledge) for t in frame.triggers):
        return True
    if any(_goes_off(t, violent, knowledge) for t in frame.triggers):
        return True
    if not violent:
        return False
    if frame.reference == "definite" or _on_the_same_thing(frame):
        return True
    # "Stormed a police station": a site is taken by those who come armed.
    enters = any(t.is_verb and t.trigger.event_type == "raid" for t in frame.triggers)
    return any(
        knowledge.actors.target_kind(head.lemma_.lower()) is not None
        or head.lemma_.lower() == "target"
        or (enters and head.lemma_.lower() in SITES)
        or frame.mentions.place_at(head.i) is not None
        for target in frame.roles.targets
        for head in (target, *contents(target))
    )


def _is_made_to_harm(weapon: Token) -> bool:
    """A vehicle is a weapon where it is driven at somebody on purpose, and a stone where it is
    thrown to hurt (protesters throw them at shields as well); neither tells it by itself."""
    lemma = weapon.lemma_.lower()
    return unit_of(lemma) != "vehicles" and lemma not in MISSILES_AT_HAND


MISSILES_AT_HAND = frozenset({"stone", "rock", "brick", "bottle", "pebble"})
"""What lies about and is thrown."""


def _counts_its_own(frame: Frame, knowledge: LocalKnowledge) -> bool:
    """ "The group said it had carried out 23 operations": what armed groups count of themselves by
    that name are attacks, where an army's may be searches."""
    actors = knowledge.actors
    doers = (c for d in frame.roles.attackers for c in (d, *_led_by(d)))
    hits = (frame.mentions.actor_at(doer.i) for doer in doers)
    known = [actors.get(hit.actor_id) for hit in hits if hit is not None]
    outlaws = any(a is not None and a.kind in ("armed_group", "umbrella") for a in known)
    return outlaws and bool(frame.numbers)


def _are_security_incidents(frame: Frame) -> bool:
    """ "77 security incidents", "31 incidents against aid workers": monitors' word for attacks that
    are counted (Insecurity Insight; Aid Worker Security Database, "major incidents"). What befell
    nobody in particular ("incidents of theft") may be anything."""
    if not frame.numbers:
        return False
    return any(
        found.token.lemma_.lower() == "incident"
        and (
            any(t.lower_ in SECURITY for t in found.token.lefts)
            or any(is_person(t) for t in prepositional(found.token, AGAINST))
            or any(t.lower_ in SECURITY for t in prepositional(found.token, OF))
        )
        for found in frame.triggers
    )


SECURITY = word_set(
    """
    security violent armed terrorist hostile terror piracy insurgent militant violence kidnapping
    abduction terrorism shooting shelling sabotage banditry
    """
)
"""What is said of incidents, or what they are of, where they are attacks."""


def _on_the_same_thing(frame: Frame) -> bool:
    """ "In January a section of it was destroyed at Mach": what a pronoun takes up is what the
    report told to have been attacked; done to it on another day, that is one more attack."""
    taken_up = (part for head in frame.roles.targets for part in contents(head))
    return bool(frame.moments) and any(part.lower_ in ("it", "them") for part in taken_up)


def _said_by_nobody(head: Token) -> bool:
    """ "No group has said that it laid the mines": what nobody has said is not told (the scope of
    a negative subject; Quirk et al. 1985, §10.58)."""
    said = (t for t in (head, *head.ancestors) if t.dep_ == "ccomp" and t.head.lemma_ in SAID)
    return any(by_nobody(clause.head) for clause in said)


SAID = frozenset({"say", "claim", "admit", "confirm", "announce", "report", "state"})


def _steals(frame: Frame) -> bool:
    """Theft is done by stealth, robbery by force (UNODC 2015, ICCS 0401 and 0502): stealing is an
    attack where those who do it are named by violence."""
    return all(t.token.lemma_.lower() == "steal" for t in frame.triggers) and not any(
        map(is_hostile, frame.roles.attackers)
    )


def _disperses(frame: Frame) -> bool:
    """Tear gas and water cannon disperse a crowd; without anybody hurt that is no armed attack
    (ACLED Codebook: protest with intervention, no violence against civilians)."""
    hits = [frame.mentions.weapon_at(head.i) for head in frame.roles.weapons]
    return bool(hits) and not frame.harms and all(h and h.weapon_id == "tear-gas" for h in hits)


def _describes_a_weapon(found: FoundTrigger, frame: Frame) -> bool:
    """ "Grenades launched from motorcycles were used": a participle that says which weapons are
    meant tells of no launch."""
    token = found.token
    return token.dep_ == "acl" and frame.mentions.weapon_at(token.head.i) is not None


PERSONAL = frozenset(
    {"shooting", "stabbing", "abduction", "hostage_taking", "execution", "sexual_violence"}
)


def _on_a_person(found: FoundTrigger, frame: Frame) -> bool:
    """To shoot, stab or abduct somebody is violence whoever does it; to shoot a film is none. Who
    is murdered is a person, if only a name says who."""
    if found.token.lemma_.lower() == "murder" and any(
        head.pos_ == "PROPN" and frame.mentions.place_at(head.i) is None
        for head in frame.roles.targets
    ):
        return True
    if found.token.head.lower_ == "under" and any(
        prepositional(node, REASONS) for node in (found.token, found.token.head.head)
    ):
        return False  # "The minister came under fire over the budget": in words.
    return found.trigger.event_type in PERSONAL and (
        in_the_body(found.token) or any(map(is_person, frame.roles.targets))
    )


PLUNDERING = frozenset({"raid", "looting"})


def _on_a_settlement(found: FoundTrigger, frame: Frame) -> bool:
    """Villages and towns are raided and looted by the armed; the law searches premises."""
    return found.trigger.event_type in PLUNDERING and any(
        head.lemma_.lower() in SETTLEMENTS or frame.mentions.place_at(head.i) is not None
        for head in frame.roles.targets
    )


def _on_installations(found: FoundTrigger, frame: Frame, knowledge: LocalKnowledge) -> bool:
    """To sabotage is to damage on purpose (UNODC 2015, ICCS 0502); of pipelines and power lines
    that is meant in the body, of talks and treaties it is not."""
    return found.trigger.event_type == "sabotage" and any(
        knowledge.actors.is_thing(" ".join(t.lower_ for t in (*_kind_words(head), head)))
        for head in frame.roles.targets
    )


STRIKES = frozenset({"strike", "hit", "raid", "barrage", "salvo", "volley", "assault"})
RUIN = frozenset({"destroy", "damage", "kill", "wound", "injure", "level", "flatten", "devastate"})


CARRYING_OUT = frozenset({"carry", "conduct", "launch", "execute"})
SUBDUING = frozenset({"engage", "suppress", "disable", "neutralise", "neutralize", "eliminate"})


def _comes_down(found: FoundTrigger, violent: bool) -> bool:
    """ "The strike destroyed a bridge", "was hit in two strikes": a strike that lays in ruins is no
    walkout, nor is one that hits or targets something in a report of violence, or that is carried
    out there: workers hold, stage and call theirs."""
    token = found.token
    if found.is_verb or token.lemma_.lower() not in STRIKES:
        return False
    verb = token.head if token.dep_ in (*SUBJECTS, "dobj") else token.head.head
    if token.dep_ not in (*SUBJECTS, "dobj", "pobj") or verb.pos_ != "VERB":
        return False
    if token.dep_ == "dobj" or (token.dep_ == "nsubjpass" and verb.lemma_.lower() in CARRYING_OUT):
        return violent and verb.lemma_.lower() in CARRYING_OUT
    if token.dep_ == "pobj" and (token.head.lower_ not in ("by", "in") or not is_passive(verb)):
        return False
    lemma = verb.lemma_.lower()
    return lemma in RUIN or (violent and lemma in HITTING | SUBDUING)


def _goes_off(found: FoundTrigger, violent: bool, knowledge: LocalKnowledge) -> bool:
    """An explosion may be an accident: it is an attack in a report that speaks of weapons or
    attacks besides."""
    exploding = knowledge.event_types.is_a(found.trigger.event_type, "explosion")
    return exploding and violent


def _armed(frame: Frame, knowledge: LocalKnowledge) -> bool:
    actors = knowledge.actors
    for head in (c for d in frame.roles.attackers for c in (d, *_led_by(d), *_kind_words(d))):
        if actors.generic_kind(head.lemma_.lower()) is not None or is_hostile(head):
            return True
        if is_of_forces(head) and (head.head.lemma_ != "strike" or _is_aimed(head.head)):
            return True  # "A Turkish raid"; a strike without a target may be a walkout.
        if head.lemma_.lower() in FORCES:
            return True
        actor = actors.of_hit(frame.mentions.actor_at(head.i))
        if actor is not None and actor.kind in ("armed_group", "umbrella", "military", "generic"):
            return True
        state = actor is not None and actor.kind == "state"
        if (state or head.lemma_.lower() in AIRCRAFT) and _on_arms(frame):
            return True
    if _by_aircraft(frame):
        return True
    held = (t for d in frame.roles.targets if d.lemma_.lower() in HELD for t in _kind_words(d))
    if any(is_hostile(t) for d in frame.roles.targets for t in _kind_words(d)):
        return True  # "Strikes on rebel forces."
    for head in (*frame.roles.targets, *held):
        actor = actors.of_hit(frame.mentions.actor_at(head.i))
        if actor is not None and actor.kind in ("armed_group", "military", "police", "coalition"):
            return True
    return False


HELD = word_set(
    "position hideout stronghold hideaway tunnel trench bunker foxhole launcher redoubt"
)
"""What only those who fight hold, so that whose it is says who was attacked ("Taliban
positions")."""


def _by_aircraft(frame: Frame) -> bool:
    """ "Jets carried out nine strikes": what aircraft make by a noun is from the air and on
    purpose, where "a jet hit a hangar" may be a mishap."""
    made = any(not t.is_verb and t.token.lemma_.lower() in STRIKES for t in frame.triggers)
    return made and any(d.lemma_.lower() in AIRCRAFT - {"airliner"} for d in frame.roles.attackers)


def _on_arms(frame: Frame) -> bool:
    """ "Israel struck a weapons depot", "jets hit hideouts": a state that hits what arms and the
    armed are kept in hits it with arms, where "hit the banks" may be of taxes."""
    return any(
        head.lemma_.lower() in KEEPING_ARMS
        for target in frame.roles.targets
        for head in (target, *contents(target))
    )


KEEPING_ARMS = HELD | word_set(
    """
    depot cell base camp post outpost checkpoint barracks airbase airfield battery arsenal silo
    ship warship frigate corvette submarine tank bomber
    """
)


def _is_aimed(noun: Token) -> bool:
    return bool(prepositional(noun, AGAINST))


FORCES = word_set("army military navy soldier troop paratrooper commando infantryman")
"""Whoever's they are, they fight."""


def _kind_words(doer: Token) -> list[Token]:
    """The nouns that say whose or what kind a doer is: "rebel sappers", "a guerrilla column"."""
    return [t for t in doer.lefts if t.dep_ in MODIFYING and t.pos_ in NOUNS]


def _led_by(doer: Token) -> list[Token]:
    """The words for whom "it" and "its men" mean: the subject of the clause that they stand in the
    complement of ("a rebel coalition denied that its men had …", "the army said it struck …";
    Banfield 1982)."""
    owned = any(t.dep_ == "poss" and t.lower_ in ("its", "their") for t in doer.lefts)
    if doer.lower_ not in ("it", "they") and not (owned and doer.lemma_.lower() in OWN_FORCES):
        return []
    verbs = [t for t in ancestors_to_root(doer) if t.pos_ in ("VERB", "AUX")]
    leaders = [s for verb in verbs[1:2] for s in subjects(verb)]
    return [t for s in leaders for t in (s, *(c for c in s.lefts if c.dep_ in MODIFYING))]


MODIFYING = frozenset({"amod", "compound", "nmod"})
