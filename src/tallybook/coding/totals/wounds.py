"""Numbers of times that say how often somebody was hit, and not how often he was attacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.clauses import is_passive, subjects

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

WOUNDING = frozenset({"shooting", "stabbing"})


def counts_wounds(count: CountMention, frame: Frame) -> bool:
    """ "The man was shot three times", "fired at a helicopter, hitting it several times": how often
    it was hit, by one attacker at one time. What is shelled or raided three times is attacked so
    often."""
    anchor = count.head if count.head is not None else count.governor
    if count.unit != "times" or anchor is None:
        return False
    hit = frame.sentence.passage.doc[anchor]
    hit = hit if hit.pos_ == "VERB" else hit.head
    if hit.lemma_.lower() in ("hit", "strike") and (
        (hit.dep_ == "advcl" and hit.tag_ == "VBG")
        or (is_passive(hit) and any(_may_be_somebody(s, frame) for s in subjects(hit)))
    ):
        return True
    verbs = {anchor, frame.sentence.passage.doc[anchor].head.i}
    return any(
        t.is_verb and t.trigger.event_type in WOUNDING and t.token.i in verbs
        for t in frame.triggers
    )


def _may_be_somebody(head: Token, frame: Frame) -> bool:
    if frame.mentions.place_at(head.i) is not None:
        return False
    return is_person(head) or head.pos_ == "PROPN"
