"""Denials: who says that he did not do it.

With a noun ("denied involvement in", "a charge that its leader rejects"), a gerund ("denied
shelling the market"), or a word that takes up what has just been laid on somebody ("rejected
this", "called it a fabrication"); the last kind is a denial of the deed only behind a blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import (
    clause_verb,
    is_passive,
    objects,
    own_subject,
    subjects,
)
from tallybook.coding.language.phrases import ancestors_to_root, prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import OF
from tallybook.coding.speech.authorship import PARTS, authorship, holders
from tallybook.coding.speech.holding import CALLING, UNTRUE, denies
from tallybook.coding.speech.own_deeds import CARRYING_OUT, SAYING, is_deed, is_own, own_gerund
from tallybook.coding.speech.verdicts import (
    LEADING_TO_DEEDS,
    Responsibility,
    all_of,
    is_attack,
    make_verdicts,
    may_attack,
    of_violence,
    what_for,
)
from tallybook.coding.voices.cues import SPOKESPERSONS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

DISTANCING = {
    "distance": "from", "dissociate": "from", "disassociate": "from", "wash": "of",
}  # fmt: skip
"""Verbs that part their subject from a deed, and the prepositions that lead to it."""
DISOWNING = frozenset({"disown", "disavow", "disclaim", "repudiate", "deny"})
"""Verbs of denial whose object may be the deed itself; who "rejects an attack" condemns it."""
INVOLVEMENT_NOUNS = word_set(
    "responsibility involvement role link connection part accusation allegation charge claim "
    "participation hand complicity knowledge tie"
)
CLEARING = word_set("clear absolve exonerate acquit exculpate")
PROTESTING = frozenset({"protest", "maintain", "plead", "insist", "proclaim"})
TAKING_UP = frozenset({"this", "that", "it"})


def denials(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """Yield the denials that a verb makes: of a deed, or of having been the one who did it."""
    lemma = verb.lemma_.lower()
    if lemma in DISTANCING:
        yield from _distancing(verb, sentence, mentions, knowledge)
    if lemma in CLEARING:
        yield from _clearing(verb, sentence, mentions, knowledge)
    if lemma in PROTESTING:
        pleas = [*objects(verb), *prepositional(verb, frozenset({"on"}))]
        if any(t.lemma_.lower() == "innocence" for t in pleas):
            yield from _taking_up(verb, pleas, sentence, mentions, knowledge)
    if denies(verb):
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
        and denies(verb.head)
        for verb in ancestors_to_root(head)
    )


def _distancing(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Distanced itself from the bombing": whom one parts from a deed, one says did not do it."""
    heads, source = (verb, *objects(verb)), frozenset({DISTANCING[verb.lemma_.lower()]})
    if source == OF and not any(o.lemma_ == "hand" for o in objects(verb)):
        return  # "Washed the car of mud", and not one's hands of the deed.
    things = [t for head in heads for t in prepositional(head, source)]
    about = frozenset(i for t in things for i in range(*subtree_bounds(t)))
    doers = all_of(subjects(verb))
    if any(is_attack(i, sentence, knowledge) for i in about):
        yield from make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge)


def _clearing(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Cleared X of the bombing": whoever judges so denies it of X."""
    doers = all_of(subjects(verb)) if is_passive(verb) else objects(verb)
    deeds = [d for h in (verb, *doers) for d in prepositional(h, OF)]
    about = frozenset(i for d in deeds for i in range(*subtree_bounds(d)))
    if any(is_attack(i, sentence, knowledge) for i in about):
        for one in make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge):
            yield replace(one, by_others=True)


def _denial(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    doers = all_of(subjects(verb))
    # "A charge its leader denies": the noun is the object that the relative clause leaves out.
    left_out = [verb.head] if verb.dep_ == "relcl" and own_subject(verb) else []
    for child in (*verb.children, *left_out):
        if child.dep_ not in ("dobj", "appos"):
            continue
        is_part = child.lemma_.lower() in PARTS
        disowned = verb.lemma_.lower() in DISOWNING and is_attack(child.i, sentence, knowledge)
        if disowned or child.lemma_.lower() in INVOLVEMENT_NOUNS:
            if child in left_out and _sums_up_other(child, sentence, knowledge):
                return
            if any(c.dep_ == "mark" for t in child.rights if t.dep_ == "acl" for c in t.lefts):
                continue  # "Rejected claims that it was behind it": the clause says of what.
            about = what_for(verb, child) or (frozenset({child.i}) if disowned else frozenset())
            leading = [
                t
                for h in (child, verb)
                for t in h.rights
                if t.dep_ == "prep" and t.lower_ in LEADING_TO_DEEDS - (OF if is_part else set())
            ]
            if leading and not disowned and not of_violence(leading, sentence, knowledge):
                return  # "Denied any role in the choice of the judge"
            others = [d for d in holders(child) if may_attack(d, mentions, knowledge)]
            if is_part and others and not any(map(is_own, others)):
                # "Ruled out the involvement of the rebels"
                for one in make_verdicts(
                    "denies", verb, others, about, sentence, mentions, knowledge
                ):
                    yield replace(one, by_others=True)
                return
            yield from make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge)
            return
    deed = own_gerund(verb)
    if deed is None:
        return
    about = frozenset(range(*subtree_bounds(deed)))
    if authorship(deed, sentence, mentions, knowledge) is not None:
        return  # "Denied being behind it" is read with what else says who did it.
    # "Denied carrying out a strike that residents say killed 20"
    made = deed.lemma_.lower() in CARRYING_OUT and any(
        is_attack(o.i, sentence, knowledge) for o in objects(deed)
    )
    if made or is_deed(deed, sentence, mentions, knowledge):
        yield from make_verdicts("denies", verb, doers, about, sentence, mentions, knowledge)


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
    named = any(t.lemma_.lower() in INVOLVEMENT_NOUNS | {"innocence"} for t in things)
    calls = verb.lemma_.lower() in CALLING | PROTESTING
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
