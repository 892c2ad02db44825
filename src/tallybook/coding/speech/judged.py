"""Attacks that somebody claims, blames or denies: what stands of them, and whose word that is.

That an attack took place is presupposed where somebody says who did it, or who did not
(presuppositions survive negation, Strawson 1950): its voice is the report's, and who did it is what
the verdict says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.attacks.presuppositions import PROJECTED, presupposed
from tallybook.coding.attacks.telling import tell
from tallybook.coding.language.phrases import SUBJECTS, contents
from tallybook.coding.speech.authorship import tells_of_authors
from tallybook.coding.speech.holding import ACCUSATIONS, CERTAIN, GROUNDS
from tallybook.coding.speech.own_deeds import is_own
from tallybook.coding.voices.attribution import Attribution, Speakers, voice_of

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors, LocalKnowledge
    from tallybook.coding.roles.groups import NamedGroups
    from tallybook.coding.speech.verdicts import Responsibility


def tell_judged(
    frame: Frame,
    attributions: Sequence[Attribution],
    verdicts: Sequence[Responsibility],
    knowledge: LocalKnowledge,
) -> list[Telling]:
    """Return the tellings of a frame in a sentence that may say besides who did it."""
    if any(t.is_verb and t.token == frame.head for t in frame.triggers):
        return tell(frame, attributions, knowledge)  # What they say in a clause of its own.
    nouns = {t.token.i for t in frame.triggers if not t.is_verb}
    judging = [v for v in verdicts if nouns & v.about]
    cues = {v.cue for v in judging}
    # "The group has not claimed the attack": nor has it said that there was one.
    cues |= {a.cue for a in attributions if a.negated and a.kind == "claim"}
    speaking = [a for a in attributions if a.cue not in cues]
    # "The raid by gunmen was blamed on X": what the attack is named with stands.
    named = frozenset[int]().union(*(v.about for v in judging))
    given = bool(judging) and any(presupposed(t.token) for t in frame.triggers)
    if len(speaking) < len(attributions) or given:
        frame.roles.attackers = [
            doer
            for doer in frame.roles.attackers
            if not any(map(is_own, (doer, *contents(doer)))) and (doer.i in named or not given)
        ]
    # "Laid the blame for the bombing on X": the parser may hang X on the bombing.
    blamed = [n.span for v in judging for n in v.actors]
    passage = frame.sentence.passage
    frame.roles.targets = [
        target
        for target in frame.roles.targets
        if not any(s.start <= passage.offset + target.idx < s.end for s in blamed)
    ]
    told = tell(frame, speaking, knowledge)
    for telling in told:
        unsaid = telling.stance == "denied" and len(speaking) < len(attributions)
        if unsaid or (given and telling.stance in {*PROJECTED, "suspected"}):
            telling.stance = "asserted"
    return told


def blaming(
    verdict: Responsibility,
    sentence: Sentence,
    attributions: Sequence[Attribution],
    actors: LocalActors,
    speakers: Speakers,
) -> tuple[Attribution, ...]:
    """Return who lays a deed on somebody, or denies it of another, or owns it by a verb that
    reports nothing ("linked X to the raid", "held X responsible", "accepted that it had"): its
    subject."""
    cue = sentence.passage.doc[verdict.cue]
    named = verdict.verdict != "blames" and not verdict.by_others and verdict.actors
    known = any(a.cue == verdict.cue for a in attributions)
    if known or named:
        return ()
    speaking = _believing(cue) if tells_of_authors(cue) else cue
    found = None if speaking is None else voice_of(speaking, sentence, actors, speakers)
    # "Faces accusations that it was behind the raid": who is blamed does not blame.
    blamed = {n.value.name for n in verdict.actors}
    if found is None or (speaking is not cue and any(m.name in blamed for m in found.chain)):
        return ()
    return (replace(found, cue=verdict.cue),)


def _believing(clause: Token) -> Token | None:
    """The verb whose subject holds what a clause says, behind an adjective or a noun ("is sure that
    X was behind it", "has evidence that", "repeated claims that")."""
    held = clause.head
    if clause.dep_ not in ("ccomp", "acl"):
        return None
    if held.lower_ in CERTAIN or held.lemma_.lower() in GROUNDS | ACCUSATIONS:
        above = held.head.head if held.dep_ == "pobj" else held.head
        if any(t.lower_ == "it" and t.dep_ in SUBJECTS for t in above.lefts):
            return None  # "It is likely that"
        return above if above.pos_ in ("VERB", "AUX") else None
    return None


def naming_groups(
    verdict: Responsibility, sentence: Sentence, groups: NamedGroups
) -> Responsibility:
    """Return a verdict on "the group" or "the rebels" with whom that means, where the report has
    named but one."""
    actors = tuple(
        replace(named, value=groups.meant(named, sentence) or named.value)
        for named in verdict.actors
    )
    return replace(verdict, actors=actors)
