"""Which places of a sentence are surely not where its attack was: where somebody goes to, speaks or
comes from, or was at another time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import describes, is_meanwhile
from tallybook.coding.attacks.attaching_words import ARRIVING, AVENGING, ONCE, TAKING_AWAY
from tallybook.coding.attacks.place_evidence import SentencePlaces, name_head
from tallybook.coding.language.clauses import had, own_subject
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.words import ROADS

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.places.mention import PlaceMention
    from tallybook.coding.voices.attribution import Attribution


def goes_there(doc: Doc, place: PlaceMention, frames: Sequence[Frame]) -> bool:
    """ "Herders cross to X": where one goes to is where nothing else of the sentence happens, or it
    would be told of X itself (location against goal, Huddleston & Pullum 2002, ch. 7 §5.1)."""
    name = name_head(doc, place)
    if name.dep_ != "pobj" or name.head.lower_ not in ("to", "into", "towards", "toward"):
        return False
    verb = name.head.head
    told = any(verb.i in frame.indices for frame in frames)
    if has_come(verb, frames) or _attacks_there(verb, frames) or is_a_roads(verb):
        return False
    # "Was taken to X with wounds": where the hurt are brought they were not hurt.
    moving = verb.pos_ == "VERB" or any(t.lemma_ == "way" for t in verb.subtree if t.i < name.i)
    return moving and (not told or verb.lemma_.lower() in TAKING_AWAY)


def _attacks_there(verb: Token, frames: Sequence[Frame]) -> bool:
    """ "Drove into X and shot nine": who comes somewhere does there what the next verb of the same
    subject says (narrative order of coordinated verbs, Schmerling 1975)."""
    return verb.lemma_.lower() in ARRIVING and any(
        (frame.head is verb and any(t.lower_ == "into" for t in verb.rights))
        or (frame.head.dep_ == "conj" and frame.head.head is verb and not own_subject(frame.head))
        for frame in frames
    )


def is_a_roads(verb: Token) -> bool:
    """ "On a path leading to X": where a road leads to is where it lies, and nobody goes there."""
    return verb.dep_ in ("acl", "relcl") and verb.head.lower_ in ROADS | {"path", "track", "trail"}


def has_come(verb: Token, frames: Sequence[Frame]) -> bool:
    """ "Shot traders who had come to X": there they were when it happened."""
    return verb.dep_ == "relcl" and had(verb) and is_meanwhile(verb, frames)


def is_of_what_is_answered(doc: Doc, place: PlaceMention, frames: Sequence[Frame]) -> bool:
    """ "An answer to the crime in X": where what is answered was, which came before."""
    attacks = {i for frame in frames for i in frame.indices}
    above = takewhile(lambda t: t.i not in attacks, ancestors_to_root(name_head(doc, place)))
    return any(t.lemma_.lower() in AVENGING and t.pos_ == "NOUN" for t in above)


def where_a_state_speaks(
    doc: Doc, place: PlaceMention, scene: SentencePlaces, attributions: Sequence[Attribution]
) -> bool:
    """ "In Moscow, the defence ministry said": a state's centre speaks in its capital of what its
    forces do anywhere; police, mayors and residents speak where they are of what happens there."""
    if place.preposition is None or place.preposition != scene.sentence.start:
        return False
    said = [a for a in attributions if a.cue == doc[place.preposition].head.i]
    speakers = [t for a in said for t in doc[slice(*a.source_range)]]
    if any(t.lower_ in ("state", "provincial", "regional", "local") for t in speakers):
        return False
    return any(t.lemma_.lower() in OF_A_STATE for t in speakers)


OF_A_STATE = word_set(
    "government ministry minister president kremlin cabinet embassy ambassador envoy pentagon"
)


def came_from(doc: Doc, place: PlaceMention) -> bool:
    """ "Attacked with drones from the directions of A and B": where weapons came from (the source
    of a motion; Huddleston & Pullum 2002, ch. 7 §5.2); "two men from X were shot": whence people
    hail."""
    whence = name_head(doc, place).head
    if whence.lower_ == "from" and whence.head.lemma_.lower() in HAILING:
        return True
    names = takewhile(lambda t: t.dep_ in ("conj", "pobj", "compound", "prep"),
                      ancestors_to_root(name_head(doc, place)))  # fmt: skip
    chain = [t.lemma_.lower() for t in names]
    return "direction" in chain and "from" in chain[chain.index("direction") :]


HAILING = frozenset({"man", "woman", "boy", "girl", "youth", "brother", "native", "hail"})


def only_describes(doc: Doc, place: PlaceMention, frames: Sequence[Frame]) -> bool:
    """ "The group, which has fought the army in X": what a relative clause tells of somebody who is
    only described is another matter, unless it hangs on the place or tells of the attack."""
    attacks = {i for frame in frames for i in frame.indices}
    above = takewhile(lambda t: t.i not in attacks, ancestors_to_root(name_head(doc, place)))
    verb = next((t for t in above if t.pos_ == "VERB"), None)
    while (
        verb is not None
        and verb.dep_ == "conj"
        and verb.head.i not in attacks
        and not own_subject(verb)
    ):
        verb = verb.head  # "Which is allied with X and has fought in Y": one clause about it.
    if verb is None or not describes(verb, frames):
        return False
    # "A judge convicted of theft in X", but "a van parked in X", "a base run by …".
    return verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.lemma_.lower() in ONCE)
