"""Verdicts in other words: "pointed to the rebels", "suspicion fell on X", "X made the claim".

A verb of pointing whose goal is a party that fights says whom its subject takes for the author of
the deed that was told (conventional metaphor for accusing, Lakoff & Johnson 1980); whoever points
to anything else adduces it ("pointed to the army's progress", "to militants killed in May").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import prepositional
from tallybook.coding.roles.words import BY, FROM, OF
from tallybook.coding.speech.authors import issuers
from tallybook.coding.speech.verdicts import (
    Responsibility,
    all_of,
    is_fighting,
    make_verdicts,
    what_for,
)
from tallybook.knowledge.actor_types import ARMED_KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

FALLING = frozenset({"fall", "rest", "turn", "centre", "center", "focus", "lie", "lay"})
"""What suspicion or the blame does to reach somebody."""
POINTING = FALLING | {"point"}
TOWARDS = frozenset({"to", "at", "toward", "towards"})
ONTO = TOWARDS | {"on", "upon", "with"}


def pointed_at(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield the blame of a verb of pointing, for what was told last."""
    lemma = verb.lemma_.lower()
    suspicion = any(t.lemma_.lower() in ("suspicion", "blame", "fault") for t in subjects(verb))
    finger = any(t.lemma_ == "finger" for t in subjects(verb))
    if objects(verb) or finger or not (suspicion or lemma == "point"):
        return  # "Pointed a gun at", "pointed the finger at", which is read elsewhere.
    found = prepositional(verb, ONTO if suspicion else TOWARDS)
    doers = [d for d in all_of(found) if _is_pointed_at(d, mentions, knowledge)]
    if doers:
        about = frozenset({verb.i})
        yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def makes_the_claim(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "The group made the claim in a message": of an armed group the claim, without anything that
    it claims, is its claim to what was told last (definites take up what is given, Heim 1982)."""
    passive = is_passive(verb)
    if verb.lemma_ == "come":
        yield from _claim_from(verb, sentence, mentions, knowledge)
        return
    claims = [t for t in (subjects(verb) if passive else objects(verb)) if t.lemma_ == "claim"]
    told = any(t.dep_ in ("acl", "ccomp", "relcl", "prep") for c in claims for t in c.rights)
    if not claims or told or not any(t.lower_ in DEFINITE for t in claims[0].lefts):
        return
    doers = prepositional(verb, BY) if passive else all_of(subjects(verb))
    doers = issuers(doers)
    if any(_is_group(part, mentions, knowledge) for d in doers for part in d.subtree):
        about = frozenset({verb.i})
        yield from make_verdicts("claims", verb, doers, about, sentence, mentions, knowledge)


def _claim_from(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "A claim of responsibility for the raid came from X"."""
    for claim in (t for t in subjects(verb) if t.lemma_ == "claim"):
        for credit in (t for t in prepositional(claim, OF) if t.lower_ == "responsibility"):
            doers = issuers(prepositional(verb, FROM))
            about = what_for(claim, credit)
            yield from make_verdicts("claims", verb, doers, about, sentence, mentions, knowledge)


MAKING = frozenset({"come", "make", "issue", "post", "publish", "release", "circulate", "repeat"})


def _is_group(token: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    actor = knowledge.actors.of_hit(mentions.actor_at(token.i))
    return actor is not None and actor.kind in ARMED_KINDS


def _is_pointed_at(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether whom one points to is a party that fights, and not what one adduces ("pointed to
    militants killed in the raid")."""
    clauses = (t for t in head.rights if t.dep_ in ("acl", "relcl"))
    adduced = any(t.dep_ == "acl" or is_passive(t) for t in clauses)
    return not adduced and is_fighting(head, mentions, knowledge)
