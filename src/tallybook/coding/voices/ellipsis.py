"""Answers in few words: "the government says they did", "the army denied this".

A clause of a pronoun and an auxiliary takes its verb phrase from the clause before (verb phrase
ellipsis, Hankamer & Sag 1976), and "it" or "this" after a verb of confirming or denying takes up
what was said (propositional anaphora, Asher 1993). Another voice so says the same, or that it is
not so, of an attack that has just been told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.language.clauses import is_passive
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.attribution import Attribution
from tallybook.coding.voices.taken_for_granted import taken_for_granted
from tallybook.core.claims import Stance

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalActors

REACH = 1
"""Sentences back in which an ellipsis finds its antecedent: Nielsen (2005, *A corpus-based study
of verb phrase ellipsis*) finds it in the same sentence or the one before nearly always."""

PRONOUNS = word_set("it they he she we this that these those both neither")
PROPOSITIONS = frozenset({"it", "this", "that", "so"})
SAYINGS = frozenset({"report", "claim", "account"})
ADDED = word_set("advmod neg punct mark cc")
"""What an elliptical clause may hold besides its subject ("they did not", "that it indeed had")."""


def answers(
    sentence: Sentence,
    attributions: Sequence[Attribution],
    before: Sequence[Telling],
    actors: LocalActors,
) -> Iterator[Telling]:
    """Yield what a sentence says in few words of an attack told before, or takes for granted, in
    each voice."""
    for attribution in attributions:
        if attribution.cue < 0 or not attribution.chain:
            continue
        found = _elliptical(sentence, attribution) or _confirming(sentence, attribution)
        if found is None:
            continue
        word, stance = found
        told = _antecedent(word, sentence, before)
        if told is not None:
            yield _said_again(told, word, sentence, attribution, stance)
    for told, word, attribution in taken_for_granted(sentence, attributions, before, actors):
        yield _said_again(told, word, sentence, attribution, "asserted")


def _elliptical(sentence: Sentence, attribution: Attribution) -> tuple[Token, Stance] | None:
    """The auxiliary that a reporting verb's whole content is, with its subject."""
    doc = sentence.passage.doc
    verb = next(
        (
            t
            for t in doc[attribution.cue].children
            if t.dep_ == "ccomp" and t.i in attribution.content and t.lemma_ in ("do", "be", "have")
        ),
        None,
    )
    if verb is None or attribution.kind in ("suspect", "threaten", "urge"):
        return None
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS]
    rest = [t for t in verb.children if t not in subjects and t.dep_ not in ADDED]
    if rest or not subjects or any(s.lower_ not in PRONOUNS for s in subjects):
        return None
    negated = any(t.dep_ == "neg" for t in verb.children) or subjects[0].lower_ == "neither"
    denied = attribution.kind == "deny"
    return verb, "asserted" if negated == denied else "denied"


def _confirming(sentence: Sentence, attribution: Attribution) -> tuple[Token, Stance] | None:
    """The verb of confirming or denying whose object is a pronoun for what was said, or a word for
    the saying of it ("could not verify the report")."""
    cue = sentence.passage.doc[attribution.cue]
    things = [t for t in cue.children if t.dep_ in ("dobj", "ccomp")]
    if cue.dep_ == "relcl":
        return None  # "A figure that the army dismissed"
    if attribution.kind not in ("confirm", "deny") or len(things) != 1:
        return None
    confirms = attribution.kind == "confirm"
    said = confirms and things[0].lemma_.lower() in SAYINGS and _is_definite(things[0])
    if not said and things[0].lower_ not in PROPOSITIONS:
        return None
    if attribution.negated:
        return (cue, "unconfirmed") if confirms else None
    return cue, "asserted" if confirms else "denied"


def _is_definite(noun: Token) -> bool:
    return any(t.lower_ in ("the", "this", "that", "these", "those") for t in noun.lefts)


def _antecedent(word: Token, sentence: Sentence, before: Sequence[Telling]) -> Telling | None:
    """The attack told last: for "did" in the active, for "was" in the passive voice."""
    for telling in reversed(before):
        if sentence.order - telling.sentence.order > REACH or telling.several or telling.only_harm:
            return None
        if telling.sentence is sentence and telling.head.i > word.i:
            continue  # "Denied this, saying that …": what is said after it.
        if word.lemma_ == "do" and (telling.head.pos_ != "VERB" or is_passive(telling.head)):
            continue
        if word.lemma_ == "be" and not (telling.head.pos_ == "VERB" and is_passive(telling.head)):
            continue
        return telling
    return None


def _said_again(
    told: Telling, word: Token, sentence: Sentence, attribution: Attribution, stance: Stance
) -> Telling:
    return replace(
        told,
        sentence=sentence,
        head=word,
        reference="definite",
        chain=attribution.chain,
        voice_spans=() if attribution.source is None else (attribution.source,),
        stance=stance,
        trigger_spans=(sentence.passage.span(word.i, word.i + 1),),
        cue_spans=(attribution.cue_span,),
        killed=None,
        injured=None,
        ordinal=None,
        by_its_voice=False,
        motive=None,
        taken_up=True,
    )
