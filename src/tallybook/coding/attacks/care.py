"""Where the hurt are taken and cared for, which is not where they were hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import CARE, DYING, TAKING_AWAY
from tallybook.coding.language.phrases import ancestors_to_root

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Token


def in_care(anchor: Token, frame: Frame) -> bool:
    """ "died at a hospital in X", "is treated at a hospital in X": the place of care, unless it was
    attacked itself."""
    if any(t.lemma_.lower() in CARE for t in frame.roles.targets):
        return False
    # The noun just before it, whatever the parser hangs the phrase on (right association).
    cared = any(map(_cares, anchor.children)) or (anchor.i > 0 and _cares(anchor.nbor(-1)))
    for node in ancestors_to_root(anchor):
        cared = cared or _cares(node)
        if node.pos_ == "VERB":
            # "Eleven people were treated for wounds in X": where they were treated.
            cared = cared or node.lemma_.lower() in ("treat", "hospitalise", "hospitalize")
            return cared and (is_dying(node) or node.i not in frame.indices)
    return False


def is_destination(anchor: Token) -> bool:
    """ "Was flown to a hospital in X": where somebody is taken is where he was not hurt."""
    to = False
    for node in ancestors_to_root(anchor):
        to = to or (node.dep_ == "prep" and node.lower_ == "to")
        if node.pos_ == "VERB":
            return to and node.lemma_.lower() in TAKING_AWAY
    return False


def _cares(noun: Token) -> bool:
    """ "A hospital", "Mercy Medical Center", "the operating table" """
    lemma = noun.lemma_.lower()
    words = {t.lower_ for t in noun.lefts}
    medical = bool(words & {"medical", "trauma", "health"}) and lemma in ("center", "centre")
    operating = "operating" in words and lemma in ("table", "theatre", "theater", "room")
    return lemma in CARE or medical or operating


def is_dying(verb: Token) -> bool:
    return verb.lemma_.lower() in DYING
