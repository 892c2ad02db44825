"""Whom a deed is laid on in more words: "named X as the culprit", "held X responsible", "laid the
blame on X", "pinned the raid on X", "saw the hand of X in it".

The verb says little; the noun or adjective that it goes with says what somebody is held to be
(light verbs and object complements: Quirk et al. 1985, §§16.44 ff., 10.30).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import NOUNS, prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import OF
from tallybook.coding.speech.authorship import (
    AUTHORS,
    DOERS,
    PARTS,
    SUSPECTS,
    deed_of,
    holders,
    is_given,
)
from tallybook.coding.speech.own_deeds import is_own
from tallybook.coding.speech.verdicts import (
    LEADING_TO_DEEDS,
    Responsibility,
    all_of,
    is_attack,
    is_fighting,
    make_verdicts,
    may_be_blamed,
    of_violence,
    what_for,
)

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

BLAMING_PHRASES = frozenset({"lay", "put", "pin", "place", "point"})
"""Verbs that blame with a noun: "laid the blame on", "pointed the finger at"."""

NAMING = word_set(
    """
    name identify describe treat regard see view cite single label brand designate denounce declare
    list consider unmask
    """
)
"""Verbs that say of somebody "as" what he is held."""

HOLDING = word_set("hold find declare call deem consider judge pronounce proclaim")
"""Verbs that say of somebody, as an object complement, what he is held to be."""

BLAMED = frozenset({"responsible", "guilty", "culpable", "answerable"})
ON = frozenset({"on", "at"})
ABOUT = frozenset({"for", "over"})
AS = frozenset({"as"})


def named_as(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield whom a verb and its noun or adjective lay a deed on."""
    lemma = verb.lemma_.lower()
    if lemma in BLAMING_PHRASES:
        yield from _with_the_blame(verb, sentence, mentions, knowledge)
    if lemma in HOLDING:
        yield from _held(verb, sentence, mentions, knowledge)
    if lemma in NAMING:
        yield from _called(verb, sentence, mentions, knowledge)
    if lemma in AVERRING:
        yield from _seen_in_it(verb, sentence, mentions, knowledge)
    if lemma == "be":
        yield from _suspected(verb, sentence, mentions, knowledge)


def _with_the_blame(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Laid the blame for the raid on X", "pinned the raid on X"."""
    things = subjects(verb) if is_passive(verb) else objects(verb)
    noun = next((o for o in things if o.lemma_.lower() in ("blame", "finger")), None)
    pinned = [o for o in things if is_attack(o.i, sentence, knowledge) and is_given(o)]
    if noun is None and not (pinned and verb.lemma_ == "pin"):
        return
    doers = prepositional(verb, ON) or (prepositional(noun, ON) if noun is not None else [])
    if not doers:
        # "For the raid on Y on X": the last phrase says whom, wherever the parser hangs it.
        on = [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in ON and t.i > verb.i]
        found = [d for t in on[-1:] for c in t.rights if c.dep_ == "pobj" for d in all_of([c])]
        doers = [d for d in found if may_be_blamed(d, mentions, knowledge)]
    heads = [verb] if noun is None else [noun, verb]
    about = frozenset(
        i for h in heads for t in prepositional(h, ABOUT) for i in range(*subtree_bounds(t))
    ) or frozenset(o.i for o in pinned)
    yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _held(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Held X responsible for the raid", "was found guilty of it", "declared itself responsible":
    who says it of himself claims it."""
    held = next((t for t in verb.subtree if t.lower_ in BLAMED and t.i > verb.i), None)
    if held is None or held.head not in (verb, *objects(verb)):
        return
    # "To find those responsible", "find the culprits guilty of it": which ones, and not what they
    # are held to be; parsers mistake only "hold X responsible" for it.
    if held.dep_ == "amod" and verb.lemma_ != "hold":
        return
    leading = [t for h in (held, verb) for t in h.rights if t.lower_ in LEADING_TO_DEEDS]
    if leading and not of_violence(leading, sentence, knowledge):
        return  # "Considered responsible for most of the cocaine"
    small = [t for t in held.children if t.dep_ == "nsubj"]
    doers = subjects(verb) if is_passive(verb) else [*objects(verb), *small]
    doers = [d for d in doers if d.lemma_.lower() not in DOERS]  # "Find the gunmen responsible"
    about = what_for(verb, held)
    if any(d.lower_ in ("itself", "themselves", "himself", "herself") for d in doers):
        claimants = all_of(subjects(verb))
        yield from make_verdicts("claims", verb, claimants, about, sentence, mentions, knowledge)
        return
    yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _called(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Named X as the culprit", "treats X as a suspect", "identified the attackers as X"."""
    as_what = prepositional(verb, AS)
    # Whom one names is an object, whatever the parser takes for the verb's subject.
    named = [t for t in verb.rights if t.dep_ == "oprd" and t.pos_ in NOUNS] or objects(verb)
    named = named or (subjects(verb) if is_passive(verb) else [])
    named = [n for n in named if n.i < min((a.i for a in as_what), default=0)]
    for name in as_what:
        if name.lemma_.lower() in AUTHORS | SUSPECTS:
            doers = [d for n in named for d in all_of([n]) if not is_own(d)]
            about = deed_of(name, name)
            yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)
            return
    if any(n.lemma_.lower() in DOERS and is_given(n) for n in named):
        doers = [d for n in as_what for d in all_of([n]) if is_fighting(d, mentions, knowledge)]
        about = frozenset({verb.i})
        yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _suspected(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Is under suspicion over the raid"."""
    under = [t for t in prepositional(verb, frozenset({"under"})) if t.lemma_ == "suspicion"]
    for noun in under:
        about = what_for(verb, noun)
        doers = all_of(subjects(verb))
        if any(is_attack(i, sentence, knowledge) for i in about):
            yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


AVERRING = word_set(
    """
    see detect recognise recognize allege suspect confirm prove establish reveal show cite denounce
    condemn speak tell find expose uncover
    """
)
"""Verbs whose object somebody takes to be so."""


def _seen_in_it(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Saw the hand of X in the raid", "spoke of the involvement of X in it": the noun has its
    subject and object about it, as its verb would (nominalisations: Chomsky 1970)."""
    for noun in (*objects(verb), *prepositional(verb, OF)):
        if noun.lemma_.lower() not in PARTS or any(t.lower_ == "possible" for t in noun.lefts):
            continue
        doers = [d for d in holders(noun) if is_fighting(d, mentions, knowledge)]
        about = frozenset(
            i
            for h in (noun, verb)
            for d in prepositional(h, frozenset({"in"}))
            for i in range(*subtree_bounds(d))
        )
        if any(is_attack(i, sentence, knowledge) for i in about):
            yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)
