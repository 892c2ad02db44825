"""What came of a device: made harmless, set off by those who clear it, or a dud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, own_subject, subjects
from tallybook.coding.roles.words import EXPERTS
from tallybook.coding.voices.cues import DEFUSE_VERBS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


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
        if is_cleared(token):
            return token.i
        if token.lemma_.lower() in ("make", "render") and any(
            t.lower_ in ("safe", "harmless") for t in token.children
        ):
            return token.i
    return None


def is_cleared(verb: Token) -> bool:
    """ "Safely detonated", "sappers detonated it": who clears a device sets it off harmlessly."""
    if verb.lemma_.lower() not in GOING_OFF:
        return False
    agents = [c for t in verb.children if t.dep_ == "agent" for c in t.children]
    if not is_passive(verb):
        agents += subjects(verb)
    clearing = any(t.lemma_.lower() in EXPERTS for a in agents for t in (a, *a.lefts))
    return clearing or any(t.lower_ in ("safely", "harmlessly") for t in verb.children)


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
