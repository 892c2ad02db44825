"""Plots: deeds that were planned or lay ahead, and whether those who meant them were stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import OBJECTS, ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import FOIL_VERBS, UNREAL_NOUNS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def hold_plan(verb: Token) -> bool:
    """Whether a verb's object is a plan, so that an infinitive after it tells what the plan was."""
    return any(t.dep_ == "dobj" and t.lemma_.lower() in UNREAL_NOUNS for t in verb.children)


def is_foiled(noun: Token) -> bool:
    """ "A plot to bomb the market was foiled", "police foiled a plot to …" """
    return noun.head.lemma_.lower() in FOIL_VERBS and noun.dep_ in ("dobj", "nsubjpass", "nsubj")


def time_away(away: Token) -> bool:
    """ "Were days away from blowing up a bridge", "minutes away from opening fire": a deed that lay
    so long ahead had not been done."""
    return away.lower_ == "away" and any(
        unit_of(t.lemma_.lower()) == "time" for t in away.lefts if t.dep_ == "npadvmod"
    )


CATCHING = word_set("arrest seize detain capture catch stop nab apprehend hold")


def of_the_caught(word: Token) -> Token | None:
    """The verb by which those of whom a relative clause tells were caught, if they were: what they
    had still before them came to nothing."""
    clause = next((t for t in ancestors_to_root(word) if t.dep_ in ("relcl", "acl")), None)
    if clause is None or clause.head.dep_ not in (*OBJECTS, "nsubjpass"):
        return None
    verb = clause.head.head
    return verb if verb.lemma_.lower() in CATCHING else None
