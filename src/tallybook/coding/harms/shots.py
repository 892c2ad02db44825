"""Shots that hit: verbs that say so, and where.

Whoever is shot is hit; to shoot at somebody may miss him (the conative alternation, Levin 1993,
§1.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import prepositional
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

BALLS = word_set("bullet gunfire gunshot shot round pellet")

BODY = word_set(
    "head face neck chest back leg arm shoulder stomach abdomen hand foot thigh hip torso buttock"
)


def hits_with_shot(verb: Token, lemma: str) -> bool:
    """ "shot in the leg", "was hit by a stray bullet"; to shoot at somebody may miss him."""
    if lemma == "shoot":
        return not any(t.lower_ in ("at", "into", "down", "up") for t in verb.children)
    return lemma in ("hit", "strike", "graze") and any(
        t.lemma_.lower() in BALLS for t in prepositional(verb, frozenset({"by"}))
    )


def in_the_body(verb: Token) -> bool:
    """ "Shot in the leg": what has a leg is no film and no photograph."""
    return any(t.lemma_.lower() in BODY for t in prepositional(verb, frozenset({"in"})))
