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
from tallybook.coding.language.phrases import contents, prepositional
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import BY
from tallybook.coding.speech.authors import issuers
from tallybook.coding.speech.own_deeds import FIGHTING
from tallybook.coding.speech.verdicts import Responsibility, all_of, make_verdicts

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

FALLING = frozenset({"fall", "rest", "turn", "centre", "center", "focus"})
"""What suspicion does to reach somebody."""
POINTING = FALLING | {"point"}
TOWARDS = frozenset({"to", "at", "toward", "towards"})
ONTO = TOWARDS | {"on", "upon"}


def pointed_at(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield the blame of a verb of pointing, for what was told last."""
    lemma = verb.lemma_.lower()
    suspicion = any(t.lemma_.lower() == "suspicion" for t in subjects(verb))
    if objects(verb) or not (suspicion or lemma == "point"):
        return  # "Pointed a gun at", "pointed the finger at", which is read elsewhere.
    found = prepositional(verb, ONTO if suspicion else TOWARDS)
    doers = [d for d in all_of(found) if _fights(d, mentions, knowledge)]
    if doers:
        about = frozenset({verb.i})
        yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def makes_the_claim(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "The group made the claim in a message": of an armed group the claim, without anything that
    it claims, is its claim to what was told last (definites take up what is given, Heim 1982)."""
    passive = is_passive(verb)
    claims = [t for t in (subjects(verb) if passive else objects(verb)) if t.lemma_ == "claim"]
    told = any(t.dep_ in ("acl", "ccomp", "relcl", "prep") for c in claims for t in c.rights)
    if not claims or told or not any(t.lower_ in DEFINITE for t in claims[0].lefts):
        return
    doers = prepositional(verb, BY) if passive else all_of(subjects(verb))
    doers = issuers(doers)
    if any(_is_group(part, mentions, knowledge) for d in doers for part in d.subtree):
        about = frozenset({verb.i})
        yield from make_verdicts("claims", verb, doers, about, sentence, mentions, knowledge)


MAKING = frozenset({"make", "issue", "post", "publish", "release", "circulate", "repeat"})


def _is_group(token: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    actor = knowledge.actors.of_hit(mentions.actor_at(token.i))
    return actor is not None and actor.kind in ("armed_group", "umbrella")


def _fights(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    if any(t.dep_ in ("acl", "relcl") and t.tag_ in ("VBN", "VBG") for t in head.rights):
        return False  # "Pointed to militants killed in the raid": something adduced.
    for part in (head, *contents(head)):
        actor = knowledge.actors.of_hit(mentions.actor_at(part.i))
        if is_hostile(part) or (actor is not None and actor.kind in FIGHTING):
            return True
    return False
