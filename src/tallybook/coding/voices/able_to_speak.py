"""Who can be a voice: persons, bodies and communications, and whoever does what only they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import is_nobody
from tallybook.coding.language.phrases import subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import (
    BODY_NOUNS,
    COMMUNICATIONS,
    FIRST_PERSON,
    OUTLET_SELF,
    PRONOUN_SPEAKERS,
    SHARES,
    SPEAKER_NOUNS,
)
from tallybook.coding.voices.hearsay import is_hearsay

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors


def can_speak(head: Token, cue: Token, passage: Passage, actors: LocalActors) -> bool:
    """Whether a noun can be a voice: persons, bodies, communications and the pronouns for
    them, and whoever does what only somebody can do; not "the attack said", not a count of the
    dead, and not the outlet itself ("this newspaper learnt"), which speaks in every sentence."""
    lemma = head.lemma_.lower()
    if is_nobody(head):
        return False
    if lemma in OUTLET_SELF and any(t.lower_ in ("our", "this") for t in head.children):
        return False
    if head.lower_ in PRONOUN_SPEAKERS | FIRST_PERSON or head.pos_ == "PRON":
        return head.lower_ not in ("which", "that", "what", "this", "there", "nothing")
    if {lemma, head.lower_} & (SPEAKER_NOUNS | COMMUNICATIONS | BODY_NOUNS | SHARES):
        return True
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or unit_of(lemma) == "people":
        return True
    if head.pos_ == "PROPN" or is_hearsay(head):
        return True
    if cue.lemma_.lower() in SPEAKING and _may_be_somebody(head):
        return True
    start, end = subtree_bounds(head)
    words = [t.text for t in passage.doc[start:end]]
    return any(hit.start <= head.i - start < hit.end for hit in actors.scan(words))


SPEAKING = word_set("say tell add insist announce recall deny admit explain warn")
"""Verbs whose subject is somebody, by their meaning (verbs of transfer of a message, Levin 1993,
§37), where others may have a thing ("the tests show", "the map confirms")."""


def _may_be_somebody(head: Token) -> bool:
    """Whether a common noun that no table knows may be who says something: no measure, and not
    what happened."""
    common = head.pos_ == "NOUN" and head.tag_ != "VBG" and head.dep_ in ("nsubj", "pobj")
    return common and head.lemma_.lower() not in UNSPEAKING


UNSPEAKING = word_set(
    """
    attack blast explosion bomb bombing raid strike airstrike shooting killing ambush assault clash
    battle fighting violence incident rocket missile drone shell fire toll death casualty injury
    damage day week month year night morning evening time way thing fact case number
    """
)
