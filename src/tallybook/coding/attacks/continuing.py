"""Lists of attacks that go on without the word: "another followed at dawn", "Izium was next".

After an attack that was told, an ordinal or "another" without its noun is one more of the kind
(nominal ellipsis, Halliday & Hasan 1976, ch. 4), and a place that "follows", is "next", or whose
"turn" it is, is one more that the same was done to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.language.clauses import objects
from tallybook.coding.language.phrases import SUBJECTS, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import OF

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.places.mention import PlaceMention
    from tallybook.knowledge.event_types import EventTypes

REACH = 1
"""Sentences after an attack in which its list goes on: an ellipsis finds what it leaves out in the
sentence before (Hardt 1993)."""

ONE_MORE = word_set("another second third fourth fifth sixth seventh eighth ninth tenth")

COMING = word_set("come follow occur happen ensue hit strike land")
"""What one more attack does, after one that was told."""


def continued(
    sentence: Sentence,
    mentions: Mentions,
    triggers: Sequence[FoundTrigger],
    before: Sequence[Telling],
    event_types: EventTypes,
) -> list[FoundTrigger]:
    """Return the verbs by which a sentence goes on with the attack told just before it, of the kind
    of that one; none where it has words of its own for what it tells."""
    told = next((t for t in reversed(before) if t.event_type is not None), None)
    kind = event_types.noun("attack")
    if told is None or kind is None or told.stage != "done" or told.sentence.passage.is_title:
        return []
    near = 0 < sentence.order - told.sentence.order <= REACH
    if not near or told.stance in ("denied", "hypothetical", "threatened"):
        return []
    placed = bool(told.places) and not told.only_harm
    taken = {t.token.i for t in triggers}
    kind = structs.replace(kind, event_type=told.event_type, strength="strong")
    return [
        FoundTrigger(verb, kind, is_verb=False, continues=True)
        for verb in sentence.tokens
        if verb.pos_ in ("VERB", "AUX")
        and verb.i not in taken
        and not any(t.dep_ == "neg" for t in verb.children)
        and (_one_more(verb) or (placed and continued_place(verb, mentions) is not None))
    ]


def _one_more(verb: Token) -> bool:
    """ "Another followed on Wednesday", "the second came hours later" """
    if verb.lemma_.lower() not in COMING or objects(verb):
        return False
    if any(
        t.dep_ in ("xcomp", "ccomp", "acomp") or t.lower_ in ("forward", "out", "up", "back")
        for t in verb.rights
    ):
        return False  # "A second came to surrender", "another came forward".
    return any(
        t.dep_ in SUBJECTS and t.lower_ in ONE_MORE and not prepositional(t, OF)
        for t in verb.children
    ) and not prepositional(verb, frozenset({"to"}))


def continued_place(verb: Token, mentions: Mentions) -> PlaceMention | None:
    """Return the place of which a clause says that it was the next, or its turn, or that it came or
    followed; None where it says so of none."""
    lemma = verb.lemma_.lower()
    named = [t for t in verb.children if t.dep_ in (*SUBJECTS, "attr", "dobj", "npadvmod")]
    turns = [t for t in named if t.lemma_.lower() == "turn"]
    if turns and lemma in ("be", "come"):
        whose = [t for turn in turns for t in turn.children if t.dep_ == "poss"]
        return _place_of([*whose, *(p for t in turns for p in prepositional(t, WHOSE))], mentions)
    words = {t.lower_ for t in verb.children}
    if lemma == "be" and "next" in words:
        return _place_of(named, mentions)
    alone = not prepositional(verb, frozenset({"to", "from", "for", "with"}))
    if lemma == "follow" and alone and not objects(verb):
        return _place_of([t for t in named if t.i < verb.i], mentions)
    if lemma == "come" and alone and words & {"then", "next"}:
        return _place_of([t for t in named if t.i > verb.i], mentions)
    return None


WHOSE = frozenset({"of", "for"})


def _place_of(named: Sequence[Token], mentions: Mentions) -> PlaceMention | None:
    places = (mentions.place_at(t.i) for t in named)
    return next((place for place in places if place is not None), None)
