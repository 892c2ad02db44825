"""Numbers beside words for attacks that count none: how often somebody was hit, shots, charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.harms.victims import is_person
from tallybook.coding.language.clauses import clause_verb, is_passive, subjects
from tallybook.coding.language.token_rows import word_set

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

WOUNDING = frozenset({"shooting", "stabbing"})


def counts_wounds(count: CountMention, frame: Frame) -> bool:
    """ "The man was shot three times", "fired at a helicopter, hitting it several times": how often
    it was hit, by one attacker at one time. What is shelled or raided three times is attacked so
    often."""
    if count.part_of is not None and counts_wounds(frame.mentions.counts[count.part_of], frame):
        return True  # "One of the three shots."
    anchor = count.head if count.head is not None else count.governor
    if anchor is not None and _names_other_things(frame.sentence.passage.doc[anchor]):
        return True
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
    if not any(t.pos_ in ("NOUN", "PROPN") and not is_person(t) for t in frame.roles.targets):
        verbs.add(clause_verb(frame.sentence.passage.doc[count.start]).i)  # "Was shot at twice."
    return any(
        t.is_verb and t.trigger.event_type in WOUNDING and t.token.i in verbs
        for t in frame.triggers
    )


def _names_other_things(head: Token) -> bool:
    """ "One of the three shots struck an officer", "charged with various crimes, including the
    shooting of a guard": one attack has many shots, and one deed is several offences in law."""
    return head.pos_ == "NOUN" and head.lemma_.lower() in BLOWS | OFFENCES


BLOWS = word_set("shot gunshot bullet round blow punch stab kick slash")
OFFENCES = word_set(
    "crime offence offense felony misdemeanour misdemeanor charge count violation allegation "
    "accusation conviction sentence"
)


def _may_be_somebody(head: Token, frame: Frame) -> bool:
    if frame.mentions.place_at(head.i) is not None:
        return False
    return is_person(head) or head.pos_ == "PROPN"
