"""Usage: whether a word that can name an attack names one in its clause.

Who does it, to whom, and which other words make one predicate with it decide: passengers board
a ferry and pirates a tanker; a treaty is attacked in words, since it has no body; police who
search a house enforce the law; an accident has no attacker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.finding import dies_of_it
from tallybook.coding.harms.mishaps import goes_off_by_itself
from tallybook.coding.harms.shots import BALLS
from tallybook.coding.harms.tolls import WARS
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.antecedents import one_more_of
from tallybook.coding.language.clauses import causing, is_passive, objects, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    SUBJECTS,
    conjuncts,
    first_conjunct,
    prepositional,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import AGAINST, LAID, OF, SITES

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes, Trigger

ON_BODIES = word_set(
    """
    punch kick thrash whip flog cane bludgeon club cudgel maul manhandle strangle throttle garrotte
    smother suffocate drown stone pistol-whip
    """
)
"""Verbs of what is done to a body: of balls, cream, doors and birds they say something else."""

STOPPING = word_set("halt stop intercept board commandeer use flag")
"""Verbs of everyday doings that are attacks only by those who come to do harm: passengers board
and police stop; pirates and bandits do so by force."""

EXPLOSIVES = word_set("dynamite explosive bomb grenade ied landmine petrol-bomb vehicle-bomb")
"""Ids of weapons whose use on a thing is a bombing of it."""

GUNS = word_set("gun firearm rifle pistol handgun shotgun revolver weapon")

ALARMS = word_set("alarm siren buzzer bell airbag sprinkler")
"""What goes off as well and harms nobody: of a gun or a bomb the verb says that it is discharged,
of an alarm that it sounds (Oxford English Dictionary, "go off")."""

GUNPOINT = word_set("gunpoint knifepoint gun-point knife-point")
"""Settings that make any taking an armed one."""

BEGIN = word_set("erupt flare break ensue")
"""Verbs of beginning, which make an event of a stretch: "fighting broke out" (Vendler 1957;
Levin 1993, §48.1.1, verbs of appearance)."""

TAKING = word_set("capture seize recapture")
"""Verbs of taking. What is taken by force of arms is ground, a base or a ship; whoever captures
a suspect arrests him, and whoever seizes rifles confiscates them, unless they come to do harm."""

STRETCHES = word_set("fight battle wage")
"""Verbs of activities without an end of their own. "Has fought since" and "is fighting" tell a
war; "fought" in the simple past one encounter (Vendler 1957; Comrie 1976 on the perfect of
persistent situation)."""


PROJECTILES = word_set(
    """
    rocket missile ballistic-missile cruise-missile shell tank-shell mortar artillery projectile
    mlrs bomb petrol-bomb air-bomb barrel-bomb air-missile cluster-munition grenade
    """
)
"""Ids of weapons that come down where they were aimed; aircraft land too, and nobody is harmed."""

UNMEANT = word_set("accidentally inadvertently unintentionally accidental unintentional")
"""Who hurts somebody without meaning to attacks nobody. Of shots, `accidents` asks the report."""

ON_PERSONS = frozenset({"shooting", "stabbing", "killing", "execution", "attack"})

REFLEXIVES = word_set("himself herself themselves itself myself yourself oneself self")

POLICING = word_set("police policeman customs officer detective constable inspector inspectorate")

CUSTODY = word_set("custody arrest warrant detain")

SEARCHING = word_set("raid seize capture surround storm seizure")

DEADLY = word_set("kill shoot fire wound injure dead death gunfight shootout clash explosion bomb")

VERBAL_OBJECT_AS = word_set(
    """
    part revenge retaliation reprisal punishment response warning cover well many much soon
    """
)
"""Nouns after "as" that say why or in what an attack was made. Any other ("attacked the plan as
reckless") is a judgement of the object: a predicative after a verb of speech (Quirk et al.
1985, §16.47)."""

WITH = frozenset({"with"})
REASONS = frozenset({"over", "for"})
"""What somebody is attacked in words for ("attacked the mayor over the budget")."""


def doers_of(token: Token) -> list[Token]:
    """Who does what a trigger says: its subject in the active voice, else what "by" names."""
    if token.pos_ in NOUNS:
        return prepositional(token, frozenset({"by", "from"}))
    if is_passive(token):
        return prepositional(token, frozenset({"by"}))
    doers = [c for s in subjects(token) for c in conjuncts(s)]
    # "Hailstones the size of eggs": what has the size is the doer.
    return [d.nbor(-2) if d.lemma_ == "size" and d.i > 1 else d for d in doers]


def does_harm(verb: Token, trigger: Trigger, mentions: Mentions) -> bool:
    """Whether a verb that is mostly used of other things is used of an attack here."""
    lemma = verb.lemma_.lower()
    # A gun that goes off fires, one that is placed or tossed somewhere lies there, and an alarm
    # that goes off sounds.
    if trigger.event_type in ("explosion", "bombing", "grenade_attack") and (
        _of_a_gun(verb) or (trigger.lemma in SOUNDING and _of_an_alarm(verb, mentions))
    ):
        return False
    if goes_off_by_itself(verb) or goes_off_by_itself(causing(verb)):
        return False
    if lemma in ("fire", "shoot") and _warns(verb):
        return False
    if lemma == "burn" and trigger.lemma == "burn" and is_passive(verb):
        # "Four sailors were burnt": what burns people may be no fire that anybody set.
        return not any(is_person(one_more_of(t)) for t in undergoers(verb))
    if dies_of_it(verb):
        return False  # "Four burned to death": what befell them, and no deed.
    if lemma == "hack" and not (
        any(map(is_person, undergoers(verb))) or any(t.lower_ == "to" for t in verb.rights)
    ):
        return False  # Channels, phones and networks are broken into; people "to death".
    if trigger.lemma in ON_BODIES:
        return any(map(is_person, undergoers(verb)))
    if lemma == "gut" and not any(mentions.weapon_at(d.i) is not None for d in doers_of(verb)):
        return False  # "The fire gutted the store": what burns is no arm.
    if trigger.event_type == "siege" and _is_scenery(verb, mentions):
        return False
    if trigger.lemma in COMING_DOWN and not _projectiles_land(verb, mentions):
        return False
    if trigger.lemma in STRETCHES:
        if any(o.lemma_.lower() in WARS for o in objects(verb)):
            return False
        if any(map(_lasts, verb.rights)):
            return False
        perfect = any(t.dep_ == "aux" and t.lemma_ in ("have", "be") for t in verb.children)
        return verb.tag_ in ("VBD", "VBN") and not perfect
    if lemma in TAKING and " " not in trigger.lemma:
        return _takes_ground(verb, mentions)
    if lemma == "leave" and trigger.lemma == "leave":
        left = [mentions.weapon_at(t.i) for t in objects(verb) or subjects(verb)]
        return any(w is not None and w.weapon_id in LAID for w in left)
    if lemma not in STOPPING or " " in trigger.lemma:
        return True
    if lemma == "use":
        things = [mentions.weapon_at(o.i) for o in objects(verb)]
        return any(w is not None and w.weapon_id in EXPLOSIVES for w in things) and bool(
            prepositional(verb, AGAINST)
        )
    # "Rebels stopped short of an admission": without an object nobody else is stopped.
    undergone = is_passive(verb) or bool(objects(verb))
    return undergone and any(is_hostile(doer) for doer in doers_of(verb))


def undergoers(verb: Token) -> list[Token]:
    """What a verb is done to: the subjects of a passive, else the objects."""
    return [c for s in subjects(verb) for c in conjuncts(s)] if is_passive(verb) else objects(verb)


def _lasts(phrase: Token) -> bool:
    """ "Fought against the state until 2022", "for a decade": with an adverbial of such length an
    activity is a stretch of a war (Vendler 1957; Dowty 1979, §2.2.1)."""
    if phrase.dep_ != "prep" or phrase.lower_ not in ("until", "till", "since", "for", "through"):
        return False
    return any(
        t.lemma_.lower() in ("month", "year", "decade") or _YEAR.fullmatch(t.text)
        for t in phrase.rights
    )


_YEAR = re.compile(r"(?:19|20)\d\d")


COMING_DOWN = frozenset({"land", "fall", "crash"})


def _is_scenery(verb: Token, mentions: Mentions) -> bool:
    """ "A town surrounded by hills": things that stand around besiege nothing."""
    doers = doers_of(verb)
    return bool(doers) and not any(
        is_hostile(d)
        or d.pos_ == "PRON"
        or unit_of(d.lemma_.lower()) in ("people", "vehicles")
        or mentions.actor_at(d.i) is not None
        for d in doers
    )


def _warns(verb: Token) -> bool:
    """ "Guards fired warning shots": what is fired to warn is meant to hit nobody, and is no attack
    (rules for the use of force of ISO/PAS 28007 and the 100 Series Rules, a step before force)."""
    fired = objects(verb) + (subjects(verb) if is_passive(verb) else [])
    hit = any(t.dep_ == "advcl" and t.lemma_.lower() in DEADLY for t in verb.children)
    return not hit and any(w.lower_ == "warning" for t in fired for w in t.lefts)


def _of_a_gun(verb: Token) -> bool:
    return any(t.lemma_.lower() in GUNS for t in (*objects(verb), *subjects(verb)))


SOUNDING = frozenset({"go off", "set off", "trigger"})


def _of_an_alarm(verb: Token, mentions: Mentions) -> bool:
    """Whether what goes off, or is set off, is an alarm: by itself or with noise ("gunfire and car
    alarms going off"), and not beside a bomb."""
    described = [verb.head] if verb.dep_ == "acl" else []
    sounding = [c for t in objects(verb) or subjects(verb) or described for c in conjuncts(t)]
    armed = any(mentions.weapon_at(t.i) is not None for t in sounding)
    return not armed and any(t.lemma_.lower() in ALARMS for t in sounding)


def _projectiles_land(verb: Token, mentions: Mentions) -> bool:
    """ "Rockets landed in the compound", "shells fell near it": what was fired, as against those
    who come by air, and guns that fall silent."""
    if any(t.dep_ == "acomp" for t in verb.rights):
        return False
    return any(
        (w := mentions.weapon_at(c.i)) is not None and w.weapon_id in PROJECTILES
        for s in subjects(verb)
        for c in (*conjuncts(s), *prepositional(s, OF))
    )


def _takes_ground(verb: Token, mentions: Mentions) -> bool:
    ground = [
        t
        for t in undergoers(verb)
        if t.pos_ != "PRON"
        and unit_of(t.lemma_.lower()) not in ("people", "money")
        and t.lemma_.lower() not in CARRIED
        and not any(
            mentions.weapon_at(c.i) is not None or unit_of(c.lemma_.lower()) == "weapons"
            for c in (t, *prepositional(t, OF))
        )
    ]
    return bool(ground) or any(is_hostile(doer) for doer in doers_of(verb))


CARRIED = word_set(
    """
    plan drawing sketch map document paper leaflet diary notebook phone telephone laptop computer
    drive drug heroin cocaine cannabis cash passport uniform flag evidence item material chemical
    fertiliser fertilizer equipment asset account haul cargo shipment consignment goods contraband
    radio camera tool cache stockpile
    """
)
"""What is carried, and is confiscated where it is seized."""


def surely_armed(verb: Token) -> bool:
    """Whether what a verb says can only be done with arms: at gunpoint, to people named by the
    violence that they do ("struck a column of terrorists")."""
    if any(t.lemma_.lower() in GUNPOINT for t in prepositional(verb, frozenset({"at"}))):
        return True
    return verb.lemma_.lower() in ("strike", "hit", "pound") and any(
        is_hostile(t) for o in objects(verb) for t in o.subtree
    )


def fires_small_arms(verb: Token) -> bool:
    """ "Fired a pistol", "fired several shots": what a person can hold shells nothing."""
    fired = objects(verb) + ([s for s in subjects(verb)] if is_passive(verb) else [])
    return any(t.lemma_.lower() in GUNS - {"weapon"} | BALLS or t.lower_ == "weapon" for t in fired)


def fires_projectiles(verb: Token, mentions: Mentions) -> bool:
    """ "Fired rockets at a base": what comes down on a thing shells it, wherever it is aimed."""
    fired = objects(verb) + ([s for s in subjects(verb)] if is_passive(verb) else [])
    hits = [mentions.weapon_at(t.i) for t in fired]
    return any(hit is not None and hit.weapon_id in PROJECTILES for hit in hits)


def hits_back(verb: Token) -> bool:
    """ "The army hit back", "guards fired back": an answer within what is told, and nothing of its
    own."""
    back = any(t.lower_ == "back" and t.dep_ in ("advmod", "prt") for t in verb.rights)
    answering = verb.lemma_.lower() in ("hit", "strike", "fire", "shoot", "fight")
    return back and answering and not objects(verb) and not prepositional(verb, AGAINST)


def lets_fall(verb: Token, mentions: Mentions) -> bool:
    """ "A drone released an explosive over the base": weapons that are released over or onto
    something fall on it; those that are released from a store or by a court do not."""
    things = undergoers(verb)
    armed = any(
        (hit := mentions.weapon_at(t.i)) is not None and hit.weapon_id in EXPLOSIVES | PROJECTILES
        for t in things
    )
    aimed = [
        c for node in (verb, *things) for c in prepositional(node, ONTO) if c.ent_type_ != "DATE"
    ]
    return armed and bool(aimed)


ONTO = frozenset({"over", "on", "onto", "above"})


def under_fire(noun: Token) -> bool:
    """A ship, a post or a patrol that comes under fire is shot at; a minister may only be
    criticised."""
    preposition = noun.head
    return preposition.lower_ == "under" and any(
        unit_of(c.lemma_.lower()) == "vehicles" or c.lemma_.lower() in SITES | POSTED
        for s in subjects(preposition.head)
        for c in conjuncts(s)
    )


POSTED = frozenset(
    {"position", "patrol", "convoy", "troop", "soldier", "peacekeeper"}
    | {"region", "district", "province", "area", "community", "settlement", "border"}
)
"""Units in the field and stretches of land, which come under fire in the body."""


def is_heard(noun: Token) -> bool:
    """ "Residents heard three explosions", "blasts were felt in X": what is heard is an attack's
    noise, of which one makes several."""
    first = first_conjunct(noun)
    return first.dep_ in ("dobj", "nsubjpass") and first.head.lemma_.lower() in ("hear", "feel")


def breaks_out(noun: Token) -> bool:
    return noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in BEGIN


def is_figurative(
    token: Token, trigger: Trigger, sentence: Sentence, event_types: EventTypes, armed: bool
) -> bool:
    """Ask the lexicon of figurative frames with the words around the trigger."""
    modifiers = [t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
    targets = [t for t in token.rights if t.dep_ in ("dobj", "oprd", "attr")]
    targets += prepositional(token, AGAINST | {"in"})
    # The parser may hang "over the budget" on whoever stands before it.
    targets += [c for t in token.subtree if t.i > token.i for c in prepositional(t, REASONS)]
    targets += prepositional(token, REASONS)
    targets += [c for t in prepositional(token, WITH) for c in (t, *prepositional(t, OF))]
    targets += [c for t in token.rights if t.dep_ == "dobj" for c in prepositional(t, OF)]
    if trigger.lemma.startswith("set fire"):
        lit = prepositional(token, frozenset({"to"}))
        targets += [c for t in lit for c in (t, *prepositional(t, OF))]
    if token.pos_ in NOUNS:
        targets += prepositional(token, OF)
    if is_passive(token):
        targets += [c for s in subjects(token) for c in conjuncts(s)]
    # "Shot at close range": how somebody did it; of "within shelling range" it is how far.
    targets = [t for t in targets if t.head.lower_ != "at" or t.lemma_ not in REACHES]
    objects_of = [form for t in targets for form in (t.lemma_.lower(), t.lower_)]
    doers = [t.lemma_.lower() for t in doers_of(token)]
    context = [t.lemma_.lower() for t in sentence.tokens if t.is_alpha]
    # "Fired a shot at goal": of a phrase the verb is figurative where it is by itself.
    reasons = (
        event_types.figurative(
            lemma,
            modifiers=modifiers,
            objects=objects_of,
            subjects=doers,
            context=context,
            armed=armed,
        )
        for lemma in dict.fromkeys((trigger.lemma, token.lemma_.lower()))
    )
    reason = next((found for found in reasons if found is not None), None)
    if trigger.event_type in ON_PERSONS:
        if _on_oneself(token):
            return True
    elif any(t.lower_ in UNMEANT for t in token.children):
        return True
    return reason is not None or _judges(token, trigger) or _polices(token, trigger, sentence)


REACHES = frozenset({"range", "distance"})


def _on_oneself(token: Token) -> bool:
    """ "Shot himself": a reflexive object is the subject; an attack is on others."""
    things = objects(token)
    if token.pos_ in NOUNS and token.i + 1 < token.sent.end:
        things = [token.nbor(1)]  # "the passenger shot himself", taken for a noun
    return bool(things) and all(t.lower_ in REFLEXIVES for t in things)


def _polices(token: Token, trigger: Trigger, sentence: Sentence) -> bool:
    """Police who raid and seize without anybody's being hurt enforce the law: a search is no
    armed attack (ACLED Codebook: arrests and raids without violence are no violent events)."""
    if trigger.lemma not in SEARCHING:
        return False
    doers = [t.lemma_.lower() for t in doers_of(token)]
    if not doers and any(t.lemma_.lower() in CUSTODY for t in sentence.tokens):
        doers = ["police"]  # "The house was raided and two men were taken into custody."
    if token.pos_ in NOUNS:
        doers += [t.lemma_.lower() for t in token.lefts if t.dep_ in ("compound", "poss")]
    return bool(POLICING & set(doers)) and not any(
        t.lemma_.lower() in DEADLY for t in sentence.tokens
    )


def _judges(token: Token, trigger: Trigger) -> bool:
    """ "attacked the inquiry as a sieve": verb, object, and what the speaker calls it."""
    if token.pos_ in NOUNS or trigger.lemma not in ("attack", "assault", "slam", "blast"):
        return False
    return any(
        t.lower_ == "as"
        and t.dep_ == "prep"
        and any(
            c.dep_ in ("pobj", "amod", "pcomp") and c.lemma_.lower() not in VERBAL_OBJECT_AS
            for c in t.children
        )
        for t in token.rights
    )


def opens_a_campaign(verb: Token, trigger: Trigger, event_types: EventTypes) -> bool:
    """ "Launched an offensive to retake the town": a light verb (Quirk et al. 1985, §10.30), whose
    object goes on for weeks and is no attack by itself, launches nothing else."""
    if trigger.patterns != ("attacker_weapon",):
        return False
    things = [event_types.noun(t.lemma_.lower()) for t in objects(verb)]
    return bool(things) and all(thing is not None and thing.episode for thing in things)
