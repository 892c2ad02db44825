"""What came of a device: made harmless, set off by those who clear it, or a dud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, own_subject, subjects
from tallybook.coding.language.phrases import conjuncts
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import EXPERTS, LAID
from tallybook.coding.voices.cues import DEFUSE_VERBS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


def made_safe(trigger: Token) -> int | None:
    """The verb by which the device of a trigger's clause was made harmless in the same breath
    ("a mine was found under the car and made safe"); None where none was."""
    verb = trigger
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        if verb.dep_ == "prep" and verb.lower_ in ("before", "after", "since", "following"):
            return None  # "The day before the shooting a mine was made safe."
        verb = verb.head
    first = verb.head if verb.dep_ == "conj" else verb
    for token in (first, *(t for t in first.subtree if t.dep_ == "conj")):
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        negated = any(t.dep_ == "neg" for t in token.children)
        if token.lemma_.lower() in DEFUSE_VERBS and not negated:
            return token.i
        if is_cleared(token) or _renders_safe(token) or any(map(is_controlled, token.subtree)):
            return token.i
    return None


def _renders_safe(verb: Token) -> bool:
    """ "Made safe", "made the device safe", "rendered harmless" """
    return verb.lemma_.lower() in ("make", "render") and any(
        t.lower_ in ("safe", "harmless", "inoperable") for t in verb.subtree
    )


def is_controlled(noun: Token) -> bool:
    """ "A controlled explosion": it is set off by those who clear a device, or a building."""
    return noun.lemma_.lower() in ("explosion", "detonation", "blast", "demolition") and any(
        t.lower_ == "controlled" for t in noun.lefts
    )


def is_found_device(verb: Token, mentions: Mentions, *, cleared: bool) -> bool:
    """ "A mine was found under the car and made safe", "soldiers defused a mine": a device that
    was laid is an attack that somebody prepared, and that came to nothing."""
    lemma = verb.lemma_.lower()
    if lemma not in FINDING | DEFUSE_VERBS:
        return False
    if not (cleared and lemma in FINDING) and made_safe(verb) is None:
        return False
    things = objects(verb) or [c for s in subjects(verb) for c in conjuncts(s)]
    return any(
        (cleared and t.lemma_.lower() == "device")
        or ((hit := mentions.weapon_at(t.i)) is not None and hit.weapon_id in LAID)
        for t in things
    )


def found_then_cleared(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the orders of the sentences that tell of a device that was found, and of which one of
    the next two says that it was made safe ("A bomb was found under a bridge. It was defused"):
    news tells the two steps of one deed one after the other. What an earlier war left lying was
    laid for nobody now."""
    return frozenset(
        here.order
        for at, here in enumerate(sentences)
        if any(t.lemma_.lower() in FINDING for t in here.tokens)
        and any(t.lemma_.lower() in DEVICES for t in here.tokens)
        and any(map(_clears, sentences[at + 1 : at + 1 + REACH]))
        and not any(map(_is_of_old_wars, sentences[at : at + 1 + REACH]))
    )


def _clears(sentence: Sentence) -> bool:
    """Whether a sentence says that what was found before it was made safe."""
    return any(is_controlled(t) for t in sentence.tokens) or any(
        (verb.lemma_.lower() in DEFUSE_VERBS | DISABLING or _renders_safe(verb) or is_cleared(verb))
        and not any(t.dep_ == "neg" or t.tag_ == "MD" for t in verb.children)
        and any(map(_takes_up_a_device, _treated(verb)))
        for verb in sentence.tokens
        if verb.pos_ == "VERB"
    )


def _treated(verb: Token) -> list[Token]:
    """What a verb, active or passive, says was made safe."""
    things = [c for s in subjects(verb) for c in conjuncts(s)] if is_passive(verb) else []
    # "Made the device safe": the parser makes a clause of the device and its state.
    clauses = [t for t in verb.rights if t.dep_ == "ccomp"]
    return things or objects(verb) or [s for c in clauses for s in subjects(c)]


def _takes_up_a_device(thing: Token) -> bool:
    definite = any(t.lower_ in ("the", "both", "all") for t in thing.lefts)
    device = thing.lemma_.lower() in DEVICES and definite
    return device or thing.lower_ in ("it", "they", "them", "both", "all", "which")


def _is_of_old_wars(sentence: Sentence) -> bool:
    """ "A 500-kg bomb of the Second World War", "unexploded ordnance" """
    words = {t.lower_ for t in sentence.tokens}
    return bool(words & OLD) or ("world" in words and "war" in words)


DISABLING = word_set("neutralise neutralize disable destroy remove")
"""What is done to a device that was found, by whoever clears it."""

FINDING = word_set(
    """
    find discover spot detect recover uncover locate plant place hide attach send post mail deliver
    receive leave
    """
)
"""What is told of a device before it is told what became of it."""

DEVICES = word_set(
    "bomb device explosive charge mine ied landmine grenade car vehicle parcel package envelope"
)
"""Nouns that take up a device that was found, with what it was hidden in."""

OLD = word_set("unexploded wartime ordnance war-era uxo wwii ww2 leftover remnant")

REACH = 2
"""Sentences after the finding that still say what became of what was found."""


def is_cleared(verb: Token) -> bool:
    """ "Safely detonated", "sappers detonated it": who clears a device sets it off harmlessly."""
    lemma = verb.lemma_.lower()
    disabled = lemma in DISABLING and any(map(_takes_up_a_device, _treated(verb)))
    if lemma not in GOING_OFF and not disabled:
        return False
    if any(map(is_controlled, verb.subtree)):
        return True
    agents = [c for t in verb.children if t.dep_ == "agent" for c in t.children]
    if not is_passive(verb):
        agents += subjects(verb)
    clearing = any(t.lemma_.lower() in EXPERTS for a in agents for t in a.subtree)
    safely = any(t.lower_ in ("safely", "harmlessly") for t in verb.children)
    return clearing or safely or _after_finding(verb)


def _after_finding(verb: Token) -> bool:
    """ "We found a third one and blew it up where it lay": who finds a device sets it off so that
    it harms nobody (IMAS 09.30, destruction in place)."""
    found = verb.head
    if verb.dep_ != "conj" or found.lemma_.lower() not in FOUND or own_subject(verb):
        return False
    taken_up = any(t.lower_ in ("it", "them") for t in objects(verb))
    return taken_up and any(t.lemma_.lower() in LAID_THINGS for t in objects(found))


FOUND = frozenset({"find", "discover", "spot", "locate", "uncover"})
LAID_THINGS = frozenset(
    {"mine", "landmine", "bomb", "device", "ied", "explosive", "one", "another"}
)


def failed_to_go_off(trigger: Token) -> int | None:
    """The verb by which what the trigger's clause tells is said not to have gone off ("a grenade
    was thrown at the house but failed to explode"); None where another one did not."""
    for verb in (t for t in trigger.rights if t.dep_ == "conj" and not own_subject(t)):
        negated = any(t.dep_ == "neg" for t in verb.children)
        inner = [t for t in verb.children if t.dep_ == "xcomp"] if verb.lemma_ == "fail" else []
        if any(t.lemma_.lower() in GOING_OFF for t in ([verb] if negated else inner)):
            return verb.i
    return None


GOING_OFF = frozenset({"explode", "detonate", "go", "ignite", "blow"})
