"""Explosions that nobody set off: what had been stored or laid went off by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import prepositional

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

EXPLODING = frozenset({"explode", "detonate", "go", "erupt", "blow"})
BY_OR_ON = frozenset({"by", "on"})
NOBODY = frozenset({"itself", "themselves", "accident", "mistake", "own"})


def goes_off_by_itself(verb: Token) -> bool:
    """ "The shells had gone off by themselves", "exploded by accident", "accidentally", "on its
    own": what nobody set off is no attack, whoever had stored it."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in EXPLODING:
        return False
    if any(t.lower_ in ("accidentally", "spontaneously") for t in verb.children):
        return True
    return any(t.lower_ in NOBODY for t in prepositional(verb, BY_OR_ON))
