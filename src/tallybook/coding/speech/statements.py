"""Statements: threats, demands, vows and condemnations, by PLOVER's types.

A statement is a claim of its own: somebody said that they will, or that others should, or that
something was wrong. It never counts as an attack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import conjuncts, prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.roles.names import Named, name_of
from tallybook.coding.voices.attribution import Attribution, is_negated
from tallybook.core.spans import Span
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import ARMED_KINDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

ADDRESSEE = frozenset({"to", "on", "against", "upon"})


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """Who stated what to whom; `cue` is the token of the verb, `chain` who said it."""

    statement_type: str
    cue: int
    chain: tuple[Mention, ...]
    source: Span | None
    targets: tuple[Named[Mention], ...]
    content: Span
    moment: MomentMention | None


def find_statements(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    knowledge: LocalKnowledge,
) -> list[FoundStatement]:
    """Return the statements of a sentence that have a voice, in order."""
    return list(_statements(sentence, mentions, attributions, knowledge))


def _statements(
    sentence: Sentence,
    mentions: Mentions,
    attributions: Sequence[Attribution],
    knowledge: LocalKnowledge,
) -> Iterator[FoundStatement]:
    doc = sentence.passage.doc
    by_cue = {a.cue: a for a in attributions}
    for token in sentence.tokens:
        statement_type = _type(token, knowledge)
        if statement_type is None or is_negated(token):
            continue
        own = by_cue.get(token.i)
        holder = own if own is not None and own.chain else _holder(token, attributions)
        if holder is None:
            continue
        low, high = _content(token)
        if high - low < 2 or not _of_conflict(token, high, sentence, mentions, knowledge):
            continue
        yield FoundStatement(
            statement_type=statement_type,
            cue=token.i,
            chain=holder.chain,
            source=holder.source,
            targets=tuple(_addressees(token, sentence, mentions, knowledge)),
            content=sentence.passage.span(low, high),
            moment=_moment(token, mentions, doc[holder.source_range[0]].i if holder else token.i),
        )


def _holder(token: Token, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who says the words that a verb stands in: the innermost voice that has a name."""
    holding = [a for a in attributions if token.i in a.content and a.chain]
    return holding[-1] if holding else None


def _of_conflict(
    verb: Token, high: int, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> bool:
    """Whether a statement is about violence or the conflict: its words hold an attack, a weapon,
    a fighting party or a noun of conflict. PLOVER codes statements between political actors;
    "urged residents to stay indoors" and "asked not to be named" are neither."""
    doc = sentence.passage.doc
    if verb.lemma_.lower() == "ask" and not any(
        t.dep_ in ("xcomp", "ccomp", "prep") and t.lower_ not in ("about", "if", "whether")
        for t in verb.children
    ):
        return False
    words = range(verb.i + 1, high)
    for index in words:
        token = doc[index]
        lemma = token.lemma_.lower()
        if lemma in CONFLICT_NOUNS or (token.like_num and _extorts(verb, knowledge)):
            return True
        if knowledge.event_types.noun(lemma) is not None and token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ == "VERB" and knowledge.event_types.verb(lemma) is not None:
            return True
        if mentions.weapon_at(index) is not None:
            return True
        actor = knowledge.actors.of_hit(mentions.actor_at(index))
        if actor is not None and actor.kind in ARMED_KINDS:
            return True
    return False


def _extorts(verb: Token, knowledge: LocalKnowledge) -> bool:
    """ "Demanded N50 million" is a ransom where those who attack ask for it."""
    return any(knowledge.actors.generic_kind(t.lemma_.lower()) is not None for t in subjects(verb))


CONFLICT_NOUNS = word_set(
    """
    hostage captive prisoner ransom ceasefire truce hostility violence war perpetrator culprit
    attacker assailant retaliation revenge vengeance aggression occupation occupier enemy
    terrorist terrorism troop fighter force defend retaliate avenge fight respond withdraw
    surrender disarm resistance blood bloodshed peace atrocity crime massacre murder genocide
    release abductee escalation escalate operation strike consequence retribution
    """
)
"""Nouns and verbs of conflict, beside those that name an attack."""


def _type(token: Token, knowledge: LocalKnowledge) -> str | None:
    """The type of a verb with its object or preposition ("reserve the right", "call for"), else
    of the bare verb."""
    if token.pos_ != "VERB":
        return None
    lemma = token.lemma_.lower()
    if lemma == "insist" and any(map(_tells, token.rights)):
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in ("prep", "dobj", "prt"):
            found = knowledge.event_types.statement(f"{lemma} {child.lower_}")
            if found is not None:
                return found
    return knowledge.event_types.statement(lemma)


def _tells(clause: Token) -> bool:
    """ "Insisted that they had been driven off" asserts; with a subjunctive or a modal it demands
    ("that he leave": the mandative subjunctive, Quirk et al. 1985, §16.32)."""
    if clause.dep_ != "ccomp":
        return False
    finite = next((t for t in clause.lefts if t.dep_ in ("aux", "auxpass")), clause)
    # "That the raiders release them": a plural's present looks like the subjunctive.
    return finite.tag_ in ("VBD", "VBZ") or (finite is not clause and finite.tag_ == "VBP")


def _content(verb: Token) -> tuple[int, int]:
    """The words from the verb to the end of what depends on it to the right."""
    rights = [t for t in verb.rights if not t.is_punct]
    end = max((subtree_bounds(t)[1] for t in rights), default=verb.i + 1)
    return verb.i, end


def _addressees(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Named[Mention]]:
    if is_passive(verb):
        heads = [c for s in subjects(verb) for c in conjuncts(s)]
    else:
        heads = objects(verb) or prepositional(verb, ADDRESSEE)
    if not heads:
        # "urged Iraq's prime minister to pursue": the object may be hung on the infinitive.
        for child in verb.children:
            if child.dep_ in ("xcomp", "ccomp"):
                heads = [c for t in child.children if t.dep_ == "nsubj" for c in conjuncts(t)]
    for head in heads:
        if head.pos_ in ("NOUN", "PROPN") and mentions.moment_at(head.i) is None:
            yield from name_of(head, sentence.passage, mentions, knowledge)


def _moment(verb: Token, mentions: Mentions, source: int) -> MomentMention | None:
    """The moment that dates the saying: between the speaker and the verb, or right after it."""
    low, high = min(source, verb.i), verb.i
    for moment in mentions.moments:
        if moment.kind in ("point", "period") and (
            low <= moment.start <= high or verb.i < moment.start <= verb.i + 2
        ):
            return moment
    return None
