"""Triggers: the words of a sentence that name an attack.

A strong trigger ("bombing") names an armed attack by itself; a weak one ("strike", "hit",
"fire") does so only where its clause is violent too: a weapon, somebody hurt, an armed actor or
a military target. Figurative uses are left out by the fields that they come from (`senses`,
and the lexicon's figurative frames), and by who does what to whom: what has no body cannot be
shelled, and neither lightning nor elephants are attackers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.counts_units import unit_of
from tallybook.coding.phrases import (
    NOUNS,
    SUBJECTS,
    conjuncts,
    is_passive,
    objects,
    prepositional,
    subjects,
)
from tallybook.coding.roles import AGAINST
from tallybook.coding.senses import Senses, is_real

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.mentions import Mentions
    from tallybook.coding.reading import Sentence
    from tallybook.knowledge.event_types import EventTypes, Trigger

SCENES = word_set(
    """
    site scene victim survivor suspect aftermath wave spate string series campaign claim
    responsibility anniversary
    """
)
"""Nouns before which "attack" still names the attack ("the attack site", "a bombing spree")."""

HOSTILE = word_set(
    """
    pirate gunman bandit robber militant rebel insurgent hijacker attacker assailant raider
    terrorist jihadist militiaman guerrilla extremist gang mob bomber fighter assassin kidnapper
    """
)
"""People who are named by the violence that they do."""

PERSONS = word_set("man person youth individual people group assailant men")
ARMED_LOOKS = word_set("armed masked hooded unidentified unknown gun-wielding machete-wielding")
"""How reports call attackers of whom nothing else is known ("masked men")."""

STOPPING = word_set("halt stop intercept board commandeer use flag")
"""Verbs of everyday doings that are attacks only by those who come to do harm: passengers board
and police stop; pirates and bandits do so by force."""

EXPLOSIVES = word_set("dynamite explosive bomb grenade ied landmine petrol-bomb vehicle-bomb")
"""Ids of weapons whose use on a thing is a bombing of it."""

GUNPOINT = word_set("gunpoint knifepoint gun-point knife-point")
"""Settings that make any taking an armed one."""

BEGIN = word_set("erupt flare break ensue")
"""Verbs of beginning, which make an event of a stretch: "fighting broke out" (Vendler 1957;
Levin 1993, §48.1.1, verbs of appearance)."""

VERBAL_OBJECT_AS = word_set(
    """
    part revenge retaliation reprisal punishment response warning cover well many much soon
    """
)
"""Nouns after "as" that say why or in what an attack was made. Any other ("attacked the plan as
reckless") is a judgement of the object: a predicative after a verb of speech (Quirk et al.
1985, §16.47)."""

STRETCHES = word_set("fight battle wage")
"""Verbs of activities without an end of their own. "Has fought since" and "is fighting" tell a
war; "fought" in the simple past one encounter (Vendler 1957; Comrie 1976 on the perfect of
persistent situation)."""


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """A trigger word in a sentence, with what the lexicon says of it."""

    token: Token
    trigger: Trigger
    is_verb: bool
    intercepted: bool = False


def find_triggers(
    sentence: Sentence,
    mentions: Mentions,
    event_types: EventTypes,
    senses: Senses | None = None,
) -> Iterator[FoundTrigger]:
    """Yield the triggers of a sentence, figurative ones and parts of names left out.

    `senses` are those of the report (`senses_of`), read in the order of its sentences; without
    them every sentence is judged by itself.
    """
    senses = senses if senses is not None else Senses()
    if senses.ruling is not None or (senses.rehearsed and not is_real(sentence.span.words)):
        return
    found = [
        t for token in sentence.tokens if (t := _trigger(token, mentions, event_types)) is not None
    ]
    armed = any(sentence.start <= w.start < sentence.end for w in mentions.weapons) or any(
        _hostile(token) for token in sentence.tokens
    )
    dropped = {t.token.i for t in found if _figurative(t, sentence, event_types, armed)}
    # What a figurative attack does is none either: "lightning strikes killed two".
    dropped |= {
        t.token.i for t in found if t.is_verb and any(doer.i in dropped for doer in _doers(t.token))
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
    doers = _doers(found.token)
    return found.is_verb and bool(doers) and all(d.pos_ == "PRON" for d in doers)


def _doers(token: Token) -> list[Token]:
    """Who does what a trigger says: its subject in the active voice, else what "by" names."""
    if token.pos_ in NOUNS:
        return prepositional(token, frozenset({"by", "from"}))
    if is_passive(token):
        return prepositional(token, frozenset({"by"}))
    doers = [c for s in subjects(token) for c in conjuncts(s)]
    # "Hailstones the size of eggs": what has the size is the doer.
    return [d.nbor(-2) if d.lemma_ == "size" and d.i > 1 else d for d in doers]


def _hostile(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in HOSTILE:
        return True
    return lemma in PERSONS and any(t.lower_ in ARMED_LOOKS for t in noun.lefts)


def _trigger(token: Token, mentions: Mentions, event_types: EventTypes) -> FoundTrigger | None:
    if token.is_punct or token.is_space:
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
        trigger = _verb(token, event_types)
        if trigger is None or not _does_harm(token, trigger, mentions):
            return None
        if _surely_armed(token):
            trigger = structs.replace(trigger, strength="strong")
        return FoundTrigger(token, trigger, True)
    if token.pos_ in NOUNS or token.tag_ in ("VBG", "VBN", "VBD", "VB", "JJ"):
        trigger = _noun(token, event_types)
        if trigger is not None and trigger.episode and _breaks_out(token):
            trigger = event_types.noun("clash")
        if trigger is None or trigger.episode or _modifies_other(token, event_types):
            return None
        if not _is_attack_noun(token, trigger, mentions, event_types):
            return None
        if trigger.lemma == "fire" and _under_fire(token):
            trigger = structs.replace(trigger, strength="strong")
        return FoundTrigger(token, trigger, False)
    return None


def _does_harm(verb: Token, trigger: Trigger, mentions: Mentions) -> bool:
    """Whether a verb that is mostly used of other things is used of an attack here."""
    lemma = verb.lemma_.lower()
    if trigger.lemma in STRETCHES:
        perfect = any(t.dep_ == "aux" and t.lemma_ in ("have", "be") for t in verb.children)
        return verb.tag_ in ("VBD", "VBN") and not perfect
    if lemma not in STOPPING or " " in trigger.lemma:
        return True
    if lemma == "use":
        things = [mentions.weapon_at(o.i) for o in objects(verb)]
        return any(w is not None and w.weapon_id in EXPLOSIVES for w in things) and bool(
            prepositional(verb, AGAINST)
        )
    return any(_hostile(doer) for doer in _doers(verb))


def _is_attack_noun(
    noun: Token, trigger: Trigger, mentions: Mentions, event_types: EventTypes
) -> bool:
    """Whether a noun of several senses is used of arms here.

    "Fire" without an article is gunfire, and with one a blaze (a mass and a count noun, Quirk
    et al. 1985, §5.4); as part of "opened fire" the verb has named it. "Boarding" is of ships.
    """
    if trigger.lemma == "fire":
        verb = noun.head
        if noun.dep_ == "dobj" and event_types.verb(f"{verb.lemma_.lower()} fire") is not None:
            return False
        if noun.head.lower_ == "on":
            return False
        armed = any(mentions.weapon_at(t.i) is not None for t in noun.lefts)
        return armed or not any(t.dep_ == "det" for t in noun.lefts)
    if trigger.lemma == "boarding":
        return any(unit_of(t.lemma_.lower()) == "vehicles" for t in noun.subtree)
    # A participle before a noun says of what kind ("attempted murder"), and is no noun.
    return not (noun.dep_ == "amod" and noun.tag_ == "VBN") and not _is_charge(noun)


def _is_charge(noun: Token) -> bool:
    """ "charged with murder", "two counts of attempted murder": the bare noun names a crime of
    the statute book; with an article or an object it names a deed ("the murder of a nun")."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    bare = not any(t.dep_ in ("det", "poss") or t.lower_ == "of" for t in noun.children)
    return first.dep_ == "pobj" and bare and first.head.head.lemma_.lower() in CHARGING


CHARGING = word_set("charge count convict indict suspicion acquit plead offence offense")


def _surely_armed(verb: Token) -> bool:
    """Whether what a verb says can only be done with arms: at gunpoint, to people named by the
    violence that they do ("struck a column of terrorists")."""
    if any(t.lemma_.lower() in GUNPOINT for t in prepositional(verb, frozenset({"at"}))):
        return True
    return verb.lemma_.lower() in ("strike", "hit", "pound") and any(
        _hostile(t) for o in objects(verb) for t in o.subtree
    )


def _under_fire(noun: Token) -> bool:
    """A ship or a lorry that comes under fire is shot at; a minister may only be criticised."""
    preposition = noun.head
    return preposition.lower_ == "under" and any(
        unit_of(c.lemma_.lower()) == "vehicles"
        for s in subjects(preposition.head)
        for c in conjuncts(s)
    )


def _breaks_out(noun: Token) -> bool:
    return noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in BEGIN


def _intercepts(token: Token, mentions: Mentions) -> bool:
    """ "shot down the drone", "a missile was intercepted": what comes down is a weapon."""
    lemma = token.lemma_.lower()
    particle = any(t.dep_ in ("prt", "advmod") and t.lower_ == "down" for t in token.children)
    if not (lemma in ("intercept", "down") or (lemma in ("shoot", "bring", "take") and particle)):
        return False
    things = objects(token) or [c for s in subjects(token) for c in conjuncts(s)]
    return any(mentions.weapon_at(t.i) is not None for t in things)


def _verb(token: Token, event_types: EventTypes) -> Trigger | None:
    """A verb with what makes one predicate with it before the bare verb: its particle ("blow
    up"), object ("open fire") or result ("set ablaze", "set on fire"), which the parser may hang
    on the object."""
    lemma = token.lemma_.lower()
    parts = [t for t in token.rights if t.dep_ in COMPLETING]
    parts += [t for o in token.rights if o.dep_ == "dobj" for t in o.rights if t.dep_ in RESULTING]
    for part in parts:
        ends = [t.lower_ for t in part.rights if t.dep_ == "pobj"] if part.dep_ == "prep" else []
        for words in (*(f"{part.lower_} {end}" for end in ends), part.lower_):
            phrase = event_types.verb(f"{lemma} {words}")
            if phrase is not None:
                return phrase
    if lemma not in SHOOTING and any(t.dep_ == "prt" for t in token.rights):
        return None
    return event_types.verb(lemma)


SHOOTING = word_set("shoot fire burn beat gun bomb attack storm break")
"""Verbs that a particle leaves what they are ("shot down", "fired off"). Of others it makes
another verb, which the lexicon lists where it names an attack: "dropped off", "killed off",
"struck down" do not (Quirk et al. 1985, §16.3 ff., phrasal verbs)."""

COMPLETING = frozenset({"prt", "dobj", "advmod", "prep", "oprd", "acomp"})
RESULTING = frozenset({"amod", "prep", "acl", "advmod"})


def _noun(token: Token, event_types: EventTypes) -> Trigger | None:
    """A noun with the noun before it ("air strike") before the bare noun."""
    lemma = token.lemma_.lower()
    if token.i > token.sent.start:
        phrase = event_types.noun(f"{token.nbor(-1).lower_} {lemma}")
        if phrase is not None:
            return phrase
    return event_types.noun(token.lower_) or event_types.noun(lemma)


def _is_verbal(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
        return False
    determined = any(t.dep_ in ("det", "poss", "amod") and t.i < token.i for t in token.children)
    return not (token.tag_ == "VBG" and determined)


def _modifies_other(noun: Token, event_types: EventTypes) -> bool:
    """ "attack helicopter", "bomb squad": before another noun the word says what kind."""
    if noun.dep_ not in ("compound", "amod", "nmod") or noun.head.i <= noun.i:
        return False
    head = noun.head.lemma_.lower()
    return head not in SCENES and event_types.noun(head) is None


def _figurative(
    found: FoundTrigger, sentence: Sentence, event_types: EventTypes, armed: bool
) -> bool:
    """Ask the lexicon of figurative frames with the words around the trigger."""
    token = found.token
    modifiers = [t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
    targets = [t for t in token.rights if t.dep_ in ("dobj", "oprd", "attr")]
    targets += prepositional(token, AGAINST | REASONS | {"in"})
    targets += [c for t in token.rights if t.dep_ == "dobj" for c in prepositional(t, OF)]
    if not found.is_verb:
        targets += prepositional(token, OF)
    if is_passive(token):
        targets += [c for s in subjects(token) for c in conjuncts(s)]
    reason = event_types.figurative(
        found.trigger.lemma,
        modifiers=modifiers,
        objects=[t.lemma_.lower() for t in targets],
        subjects=[t.lemma_.lower() for t in _doers(token)],
        context=[t.lemma_.lower() for t in sentence.tokens if t.is_alpha],
        armed=armed,
    )
    if any(t.lower_ in UNMEANT for t in token.children):
        return True
    return reason is not None or _judges(found) or _polices(found, sentence)


UNMEANT = word_set("accidentally inadvertently unintentionally accidental unintentional")
"""Who hurts somebody without meaning to attacks nobody."""


POLICING = word_set("police policeman customs officer detective constable inspector inspectorate")
SEARCHING = word_set("raid seize capture surround storm seizure")
DEADLY = word_set("kill shoot fire wound injure dead death gunfight shootout clash explosion bomb")


def _polices(found: FoundTrigger, sentence: Sentence) -> bool:
    """Police who raid and seize without anybody's being hurt enforce the law: a search is no
    armed attack (ACLED Codebook: arrests and raids without violence are no violent events)."""
    token = found.token
    if found.trigger.lemma not in SEARCHING:
        return False
    doers = [t.lemma_.lower() for t in _doers(token)]
    if token.pos_ in NOUNS:
        doers += [t.lemma_.lower() for t in token.lefts if t.dep_ in ("compound", "poss")]
    return bool(POLICING & set(doers)) and not any(
        t.lemma_.lower() in DEADLY for t in sentence.tokens
    )


OF = frozenset({"of"})
REASONS = frozenset({"over", "for"})
"""What somebody is attacked in words for ("attacked the mayor over the budget")."""


def _judges(found: FoundTrigger) -> bool:
    """ "attacked the inquiry as a sieve": verb, object, and what the speaker calls it."""
    if not found.is_verb or found.trigger.lemma not in ("attack", "assault", "slam", "blast"):
        return False
    return any(
        t.lower_ == "as"
        and t.dep_ == "prep"
        and any(
            c.dep_ in ("pobj", "amod", "pcomp") and c.lemma_.lower() not in VERBAL_OBJECT_AS
            for c in t.children
        )
        for t in found.token.rights
    )
