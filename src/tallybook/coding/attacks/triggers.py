"""Triggers: the words of a sentence that name an attack.

A strong trigger ("bombing") names an armed attack by itself; a weak one ("strike", "hit",
"fire") does so only where its clause is violent too: a weapon, somebody hurt, an armed actor or
a military target. Figurative uses are left out by the fields that they come from (`senses`, and
the lexicon's figurative frames), and by who does what to whom: lightning is no attacker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.constructions import VESSELS, constructed
from tallybook.coding.attacks.devices import is_controlled, is_found_device
from tallybook.coding.attacks.noun_usage import is_attack_noun
from tallybook.coding.attacks.senses import Senses, is_real
from tallybook.coding.attacks.usage import (
    breaks_out,
    doers_of,
    does_harm,
    fires_projectiles,
    fires_small_arms,
    hits_back,
    is_figurative,
    lets_fall,
    opens_a_campaign,
    surely_armed,
    under_fire,
    undergoers,
)
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import objects, subjects
from tallybook.coding.language.lexicon import known_lemmas, stems
from tallybook.coding.language.phrases import (
    NOUNS,
    SUBJECTS,
    conjuncts,
    contents,
    prepositional,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.mines import met_devices
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import AGAINST, BUILDINGS, OF, SELF_MOVING, SITES

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes, Trigger

SCENES = word_set(
    """
    site scene victim survivor suspect aftermath wave spate string series campaign claim
    responsibility anniversary
    """
)
"""Nouns before which "attack" still names the attack ("the attack site", "a bombing spree")."""


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """A trigger word in a sentence, with what the lexicon says of it. Whoever is the subject of an
    `intercepted` or a `found` one brought the weapon down, or found it, and is no attacker; one
    that `continues` tells one more of the attacks told before it."""

    token: Token
    trigger: Trigger
    is_verb: bool
    intercepted: bool = False
    found: bool = False
    continues: bool = False


def find_triggers(
    sentence: Sentence,
    mentions: Mentions,
    event_types: EventTypes,
    senses: Senses | None = None,
    *,
    cleared: bool = False,
) -> Iterator[FoundTrigger]:
    """Yield the triggers of a sentence, figurative ones and parts of names left out.

    `senses` are those of the report (`senses_of`), read in the order of its sentences; without
    them every sentence is judged by itself. `cleared` says that a later sentence tells that the
    device which this one says was found was made safe (`found_then_cleared`).
    """
    senses = senses if senses is not None else Senses()
    if senses.ruling is not None or (senses.rehearsed and not is_real(sentence.span.words)):
        return
    found = [
        t
        for token in sentence.tokens
        if (t := _trigger(token, mentions, event_types, cleared=cleared)) is not None
    ]
    armed = any(sentence.start <= w.start < sentence.end for w in mentions.weapons) or any(
        is_hostile(token) for token in sentence.tokens
    )
    dropped = {
        t.token.i for t in found if is_figurative(t.token, t.trigger, sentence, event_types, armed)
    }
    # What a figurative attack does is none either: "lightning strikes killed two".
    dropped |= {
        t.token.i
        for t in found
        if t.is_verb and any(doer.i in dropped for doer in doers_of(t.token))
    }
    if sentence.order <= senses.figurative_until:
        dropped |= {t.token.i for t in found if _by_pronoun_only(t)}
    kept = [t for t in found if t.token.i not in dropped]
    if kept:
        senses.figurative_until = -1
    elif dropped:
        senses.figurative_until = sentence.order + PRONOUN_REACH
    yield from kept


PRONOUN_REACH = 1
"""Sentences over which a pronoun subject takes up the one before (Hobbs 1978, "Resolving pronoun
references": 98 % of antecedents stand in the same sentence or the one before)."""


def _by_pronoun_only(found: FoundTrigger) -> bool:
    doers = doers_of(found.token)
    return found.is_verb and bool(doers) and all(d.pos_ == "PRON" for d in doers)


def _trigger(
    token: Token, mentions: Mentions, event_types: EventTypes, *, cleared: bool
) -> FoundTrigger | None:
    if token.is_punct or token.is_space or is_controlled(token):
        return None
    actor = mentions.actor_at(token.i)
    if actor is not None and actor.end - actor.start > 1:
        return None
    weapon = mentions.weapon_at(token.i)
    if weapon is not None and token.i < weapon.end - 1:
        return None
    if _is_verbal(token):
        if _intercepts(token, mentions):
            attack = event_types.noun("attack")
            return FoundTrigger(token, attack, True, True) if attack is not None else None
        if is_found_device(token, mentions, cleared=cleared):
            bombing = event_types.noun("bombing")
            return FoundTrigger(token, bombing, True, found=True) if bombing is not None else None
        meant = _by_what_it_takes(token, mentions, event_types)
        if meant is None:
            meant = constructed(token, mentions, event_types)
        if meant is not None:
            return FoundTrigger(token, meant, True)
        if hits_back(token):
            return None
        trigger = _verb(token, event_types)
        if trigger is None or not does_harm(token, trigger, mentions):
            return None
        if opens_a_campaign(token, trigger, event_types):
            return None
        if surely_armed(token):
            trigger = structs.replace(trigger, strength="strong")
        if trigger.event_type == "shooting" and fires_projectiles(token, mentions):
            trigger = event_types.verb("fire") or trigger
        if trigger.event_type == "shelling" and fires_small_arms(token):
            trigger = structs.replace(trigger, event_type="shooting")
        return FoundTrigger(token, trigger, True)
    if token.pos_ in NOUNS or token.tag_ in ("VBG", "VBN", "VBD", "VB", "JJ"):
        trigger = _noun(token, event_types)
        if trigger is not None and trigger.episode and (_is_counted(token) or _is_aimed(token)):
            trigger = event_types.noun(token.lemma_.lower())
        if trigger is not None and trigger.episode and breaks_out(token):
            trigger = event_types.noun("clash")
        if trigger is not None and trigger.lemma == "attempt" and _is_on_a_life(token):
            trigger = event_types.noun("assassination attempt")
        if trigger is not None and trigger.lemma == "siege" and _is_of_a_building(token):
            trigger = structs.replace(trigger, episode=False, strength="strong")
        if trigger is None or trigger.episode or _modifies_other(token, event_types):
            return None
        if not is_attack_noun(token, trigger, mentions, event_types):
            return None
        if trigger.lemma == "fire" and under_fire(token):
            trigger = structs.replace(trigger, strength="strong")
        return FoundTrigger(token, trigger, False)
    return None


def _by_what_it_takes(verb: Token, mentions: Mentions, event_types: EventTypes) -> Trigger | None:
    """What a verb that is no attack by itself is by what it takes: a mine that is driven over, an
    aircraft that is brought down, a town that armed men take, a ship that they board."""
    if met_devices(verb, mentions):
        return event_types.noun("explosion")
    lemma = verb.lemma_.lower()
    if lemma == "release":
        return event_types.verb("drop") if lets_fall(verb, mentions) else None
    if lemma not in ("bring", "down", "take", "board"):
        return None
    lemmas = {t.lemma_.lower() for t in undergoers(verb)}
    falls = lemma == "down" or any(t.lower_ == "down" for t in verb.rights)
    if falls and lemmas & AIRCRAFT:
        return event_types.noun("attack")
    if falls or not any(map(is_hostile, doers_of(verb))):
        return None
    if lemma == "board" and lemmas & VESSELS:
        return event_types.noun("boarding")
    return event_types.verb("capture") if lemma == "take" and lemmas & TAKEN else None


AIRCRAFT = word_set("helicopter plane aircraft jet airliner warplane chopper airplane airship")
TAKEN = SETTLEMENTS | {"base", "camp", "post", "outpost", "garrison", "airport", "airfield"}
"""What is captured where armed men take it."""


def _intercepts(token: Token, mentions: Mentions) -> bool:
    """ "shot down the drone", "downed 31 of the drones", "a missile was intercepted", "destroyed
    two Houthi drones": what comes down is a weapon. What is destroyed is one on its way where it
    flies or sails by itself; of a launcher or a store of them it is not said."""
    lemma = token.lemma_.lower()
    particles = [t for t in token.children if t.dep_ in ("prt", "advmod") and t.lower_ == "down"]
    destroyed = lemma in DESTROYING
    brought_down = lemma in ("intercept", "down") or (
        lemma in ("shoot", "bring", "take") and bool(particles)
    )
    if not (brought_down or destroyed):
        return False
    doers = [c for s in subjects(token) for c in conjuncts(s)]
    if any(d.lemma_.lower() in ("defence", "defense") for d in doers):
        return True  # Air defences fire at what flies in.
    # Of a headline's "shoots down drone" the parser may make "drone" what the particle takes.
    taken = [t for down in particles for t in down.children if t.dep_ == "pobj"]
    things = objects(token) or taken or doers
    hits = [mentions.weapon_at(part.i) for t in things for part in contents(t)]
    if destroyed:
        waiting = any(w.lower_ in NOT_YET_LAUNCHED for t in things for w in t.subtree)
        flies = [hit is not None and hit.weapon_id in SELF_MOVING for hit in hits]
        return bool(hits) and all(flies) and not waiting
    return any(hit is not None for hit in hits)


DESTROYING = frozenset({"destroy", "neutralise", "neutralize"})
NOT_YET_LAUNCHED = frozenset({"launch", "launcher", "launchers", "ground", "stockpile", "site"})


def _verb(token: Token, event_types: EventTypes) -> Trigger | None:
    """A verb with what makes one predicate with it before the bare verb: its particle ("blow
    up"), object ("open fire") or result ("set ablaze", "set on fire"), which the parser may hang
    on the object."""
    lemma = token.lemma_.lower()
    parts = [t for t in token.rights if t.dep_ in COMPLETING]
    things = [o for o in token.rights if o.dep_ == "dobj"]
    parts += [t for o in things for t in o.rights if t.dep_ in RESULTING]
    # "Set two lorries loaded with ore on fire": also on what describes the object.
    parts += [t for o in things for t in o.subtree if t.dep_ == "prep" and t.lower_ in LATE]
    particle = next((t.i for t in parts if t.dep_ == "prt"), None)
    for part in parts:
        if part.dep_ == "prep" and particle is not None and part.i > particle:
            continue  # "Went down off Malta": where, of a verb that has its particle.
        if part.dep_ == "prep" and any(t.ent_type_ in ("DATE", "TIME") for t in part.rights):
            continue  # "Fell on Monday": when.
        ends = [t.lower_ for t in part.rights if t.dep_ == "pobj"] if part.dep_ == "prep" else []
        for words in (*(f"{part.lower_} {end}" for end in ends), part.lower_):
            phrase = event_types.verb(f"{lemma} {words}")
            if phrase is not None:
                return phrase
    if lemma not in SHOOTING and any(t.dep_ == "prt" for t in token.rights):
        return None
    if token.i > 1 and token.nbor(-1).text == "-":
        compound = event_types.verb(f"{token.nbor(-2).lower_}-{lemma}")  # "machine-gunned"
        if compound is not None:
            return compound
    if lemma in known_lemmas():
        return event_types.verb(lemma)
    # The lemmas of verbs that the model does not know are guesses ("carbombed").
    forms = (event_types.verb(form) for form in (lemma, *sorted(stems(token.lower_))))
    return next((found for found in forms if found is not None), None)


SHOOTING = word_set("shoot fire burn beat gun bomb attack storm break")
"""Verbs that a particle leaves what they are ("shot down", "fired off"). Of others it makes
another verb, which the lexicon lists where it names an attack: "dropped off", "killed off",
"struck down" do not (Quirk et al. 1985, §16.3 ff., phrasal verbs)."""

COMPLETING = frozenset({"prt", "dobj", "advmod", "prep", "oprd", "acomp", "ccomp"})
RESULTING = frozenset({"amod", "prep", "acl", "advmod"})
LATE = frozenset({"on", "with", "hostage"})
"""Prepositions of phrases that make one predicate with the verb from behind a long object."""


def _noun(token: Token, event_types: EventTypes) -> Trigger | None:
    """A noun with the noun before it ("air strike") before the bare noun."""
    lemma = token.lemma_.lower()
    if token.i > token.sent.start:
        before = token.nbor(-1)
        phrase = event_types.noun(f"{before.lower_} {lemma}")
        if before.text == "-" and token.i - 1 > token.sent.start:
            phrase = event_types.noun(f"{token.nbor(-2).lower_}-{lemma}")  # "a drive-by"
        if phrase is not None:
            return phrase
    return event_types.noun(token.lower_) or event_types.noun(lemma)


def _is_counted(noun: Token) -> bool:
    """ "Three military operations": what goes on for weeks is one; what is counted are acts."""
    return noun.tag_ == "NNS" and any(t.dep_ == "nummod" for t in noun.lefts)


def _is_aimed(noun: Token) -> bool:
    """ "A military operation against the ship X": one goes on for weeks against people, and comes
    down at once on a thing."""
    return any(
        unit_of(thing.lemma_.lower()) == "vehicles" or thing.lemma_.lower() in SITES
        for thing in prepositional(noun, AGAINST)
    )


def _is_on_a_life(noun: Token) -> bool:
    """ "An attempt on his life", "on the life of the mayor" """
    return any(t.lemma_.lower() == "life" for t in prepositional(noun, frozenset({"on"})))


def _is_of_a_building(noun: Token) -> bool:
    """ "A school siege": a town is besieged for months, a building by those who stormed it."""
    besieged = prepositional(noun, OF) + [t for t in noun.lefts if t.dep_ == "compound"]
    return any(t.lemma_.lower() in BUILDINGS for t in besieged)


def _is_verbal(token: Token) -> bool:
    if token.tag_ == "VBG" and any(t.dep_ == "relcl" for t in token.rights):
        return False  # "The Gao shooting that left two dead": only nouns take such clauses.
    if (
        token.tag_ == "VBG"
        and token.dep_ in SUBJECTS | {"pcomp", "pobj", "ROOT"}
        and not objects(token)
    ):
        # "Fighting broke out", "arrested in shooting": a gerund without an object is a noun.
        named = token.dep_ != "ROOT" or (token.i > 0 and token.nbor(-1).pos_ in NOUNS)
        if named and not any(t.lower_ in ("at", "on", "into") for t in token.rights):
            return False
    if token.pos_ == "NOUN" and {"nsubj", "dobj"} <= {t.dep_ for t in token.children}:
        return True  # A headline's verb that the tagger took for a noun and the parser did not.
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
        return False
    determined = any(
        t.dep_ in ("det", "poss", "amod", "compound") and t.i < token.i for t in token.children
    )
    article = any(t.dep_ == "det" for t in token.children)
    return not ((token.tag_ == "VBG" and determined) or (token.tag_ == "VBN" and article))


def _modifies_other(noun: Token, event_types: EventTypes) -> bool:
    """ "attack helicopter", "bomb squad": before another noun the word says what kind."""
    if noun.dep_ not in ("compound", "amod", "nmod") or noun.head.i <= noun.i:
        return False
    head = noun.head.lemma_.lower()
    return head not in SCENES and event_types.noun(head) is None
