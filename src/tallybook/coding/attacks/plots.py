"""Plots: deeds that were planned or lay ahead, and whether they were stopped or came to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import OBJECTS, ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import HITTING
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
    """ "Were days away from blowing up a bridge", "hours from opening fire": a deed that lay so far
    ahead had not been done."""
    if away.dep_ == "attr" and unit_of(away.lemma_.lower()) == "time":
        return True
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


def took_place(noun: Token) -> bool:
    """ "Warnings of the raid, which began at dawn": a relative clause that a comma sets off asserts
    what it tells, whatever governs its noun (Quirk et al. 1985, §17.22)."""
    told = [t for t in noun.rights if t.dep_ == "relcl" and t.tag_ == "VBD"]
    return any(noun.doc[t.left_edge.i - 1].text == "," for t in told)


def came_to_pass(noun: Token) -> bool:
    """ "Planned the bombing that killed 12": what a definite noun's relative clause tells in the
    past of its victims presupposes that it was done (Strawson 1950)."""
    if not any(t.lower_ in ("the", "this", "that") for t in noun.lefts):
        return False
    nouns = [noun, *(t for p in noun.rights if p.dep_ == "prep" for t in p.rights)]
    clauses = (t for n in nouns for t in n.rights if t.dep_ == "relcl")
    return any(t.tag_ == "VBD" and t.lemma_.lower() in HITTING | {"cost"} for t in clauses)
