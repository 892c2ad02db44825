"""Denials: who says that he did not do it.

With a noun ("denied involvement in", "a charge that its leader rejects"), a gerund ("denied
shelling the market"), or a word that takes up what has just been laid on somebody ("rejected
this", "called it a fabrication"); the last kind is a denial of the deed only behind a blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import clause_verb, objects, own_subject, subjects
from tallybook.coding.language.phrases import ancestors_to_root, prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.speech.own_deeds import DENIAL_VERBS, SAYING
from tallybook.coding.speech.verdicts import (
    Responsibility,
    all_of,
    is_attack,
    make_verdicts,
    may_attack,
    what_for,
)
from tallybook.coding.voices.cues import SPOKESPERSONS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

DISTANCING_VERBS = frozenset({"distance", "dissociate", "disassociate"})
INVOLVEMENT_NOUNS = word_set(
    "responsibility involvement role link connection part accusation allegation charge claim "
    "participation attack hand complicity"
)
INVOLVED = frozenset({"behind", "involved", "responsible", "involvement", "part", "role"})
CALLING = frozenset({"call", "term", "brand", "label", "describe"})
UNTRUE = word_set(
    "fabrication lie falsehood nonsense slander invention false baseless untrue unfounded "
    "groundless absurd ridiculous fabricated"
)
"""What somebody calls an accusation who says that there is nothing in it."""
TAKING_UP = frozenset({"this", "that", "it"})


def denials(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield the denials that a verb makes: of a deed, or of having been the one who did it."""
    lemma = verb.lemma_.lower()
    if lemma in DISTANCING_VERBS:
        yield from _distancing(verb, sentence, mentions, knowledge)
    if lemma in DENIAL_VERBS:
        yield from _denial(verb, sentence, mentions, knowledge)
        yield from _taking_up(verb, objects(verb), sentence, mentions, knowledge)
    if lemma in CALLING and _calls_untrue(verb):
        yield from _taking_up(verb, objects(verb), sentence, mentions, knowledge)


def answers_blame(
    verdict: Responsibility, order: int, before: Iterable[tuple[Sentence, Responsibility]]
) -> bool:
    """Whether a verdict stands by itself, or takes up a blame of its own sentence or the last."""
    return not verdict.takes_up or any(
        other.verdict == "blames" and order - sentence.order <= 1 for sentence, other in before
    )


def is_said_in_denial(head: Token) -> bool:
    """ "The rebels rejected this, saying that the army had fired the shells": what one says in
    denying a deed is one's own version of that deed (the participle gives the manner of the main
    clause, Quirk et al. 1985, §15.60)."""
    return any(
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and verb.lemma_.lower() in SAYING | {"accuse", "blame", "insist", "maintain"}
        and verb.head.lemma_.lower() in DENIAL_VERBS
        for verb in ancestors_to_root(head)
    )


def _distancing(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Distanced itself from the bombing": whom one parts from a deed, one says did not do it."""
    heads, source = (verb, *objects(verb)), frozenset({"from"})
    things = [t for head in heads for t in prepositional(head, source)]
    about = frozenset(i for t in things for i in range(*subtree_bounds(t)))
    doers = all_of(subjects(verb))
    if any(is_attack(i, sentence, knowledge) for i in about):
        yield from make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge)


def _denial(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    doers = all_of(subjects(verb))
    # "A charge its leader denies": the noun is the object that the relative clause leaves out.
    left_out = [verb.head] if verb.dep_ == "relcl" and own_subject(verb) else []
    for child in (*verb.children, *left_out):
        if child.dep_ in ("dobj", "appos") and child.lemma_.lower() in INVOLVEMENT_NOUNS:
            if child in left_out and _sums_up_other(child, sentence, knowledge):
                return
            yield from make_verdicts(
                "denies", verb, doers, what_for(verb, child), sentence, mentions, knowledge
            )
            return
        if child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG":
            about = frozenset(range(*subtree_bounds(child)))
            doc = sentence.passage.doc
            if any(is_attack(i, sentence, knowledge) or doc[i].lower_ in INVOLVED for i in about):
                yield from make_verdicts(
                    "denies", verb, doers, about, sentence, mentions, knowledge
                )
            return


def _sums_up_other(noun: Token, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    """ "Fired on the ship because its owner trades with X, a charge that the owner rejects": a noun
    in apposition to a clause sums that clause up (Quirk et al. 1985, §17.80), and the charge is
    what it says: of trade, and of no attack."""
    clause = clause_verb(noun.head)
    if noun.dep_ != "appos" or clause.dep_ not in ("advcl", "relcl", "acl"):
        return False
    told = range(clause.left_edge.i, noun.left_edge.i)
    return not any(is_attack(i, sentence, knowledge) for i in told)


def _taking_up(
    verb: Token,
    things: Sequence[Token],
    sentence: Sentence,
    mentions: Mentions,
    knowledge: LocalKnowledge,
) -> Iterator[Responsibility]:
    """ "The rebels rejected this", "accused X of the bombing, which X called a lie": a pronoun for
    what was said before denies the deed where that was a blame (discourse deixis, Webber 1991)."""
    relative = verb.dep_ == "relcl" and any(
        t.lower_ == "which" for t in (*things, *verb.lefts) if t.dep_ in ("dobj", "nsubj")
    )
    named = any(t.lemma_.lower() in INVOLVEMENT_NOUNS for t in things)
    calls = verb.lemma_.lower() in CALLING
    if not (relative or any(t.lower_ in TAKING_UP for t in things) or (calls and named)):
        return
    doers = [d for d in all_of(subjects(verb)) if _may_answer(d, mentions, knowledge)]
    about = frozenset({verb.i})
    for verdict in make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge):
        yield replace(verdict, takes_up=True)


def _may_answer(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    speaks = head.lemma_.lower() in SPOKESPERSONS
    return speaks or may_attack(head, mentions, knowledge)


def _calls_untrue(verb: Token) -> bool:
    parts = [t for t in verb.rights if t.dep_ in ("oprd", "acomp", "attr", "ccomp", "dobj")]
    parts += prepositional(verb, frozenset({"as"}))
    parts += [c for t in verb.rights if t.lower_ == "as" for c in t.children]
    parts += [c for t in parts for c in t.children if c.dep_ in ("oprd", "acomp", "amod")]
    return any(t.lemma_.lower() in UNTRUE for t in parts)
