"""Relations: aliases, membership, backing and affiliation that a report states.

Reports introduce armed groups in apposition ("the X, a network of militias backed by Y and
affiliated with Z"), by a compound ("Y-backed X"), or with an acronym in brackets. What the
report says is recorded as the report's; the actor table has ties of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import subjects
from tallybook.coding.language.phrases import NOUNS, conjuncts, phrase_bounds, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.names import Named, name_of
from tallybook.core.claims import RelationKind
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

BACKING = word_set(
    """
    back support sponsor fund arm finance supply sustain
    """
)
AFFILIATION = word_set(
    """
    affiliate link align ally tie associate connect
    """
)
MEMBERSHIP = word_set(
    """
    part member wing branch arm unit faction component affiliate offshoot
    """
)
COMPOSITION = word_set(
    """
    network coalition alliance confederation federation umbrella bloc grouping league
    """
)
"""Nouns for a body made of bodies: what follows "of" are its members."""

CLAUSES_OF_NOUNS = frozenset({"acl", "relcl", "conj", "amod"})
ACRONYM = re.compile(r"^[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z-]{0,7}$")


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """`subject` stands to `object` as `kind` says; `cue` is the token of the word that says it."""

    kind: RelationKind
    subject: Named[Mention]
    object: Named[Mention]
    cue: int


def find_relations(
    sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> list[FoundRelation]:
    """Return the relations between named actors that a sentence states, each once."""
    found: list[FoundRelation] = []
    for relation in _all(sentence, mentions, knowledge):
        known = {(r.kind, r.subject.value.name, r.object.value.name) for r in found}
        key = (relation.kind, relation.subject.value.name, relation.object.value.name)
        if key not in known and relation.subject.value.name != relation.object.value.name:
            found.append(relation)
    return found


def _all(
    sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if lemma in BACKING or lemma in AFFILIATION:
            yield from _participle(token, lemma, sentence, mentions, knowledge)
        elif lemma in MEMBERSHIP and token.pos_ in NOUNS:
            yield from _membership(token, sentence, mentions, knowledge)
        elif lemma in COMPOSITION and token.pos_ in NOUNS:
            yield from _composition(token, sentence, mentions, knowledge)
        elif token.text == "(":
            yield from _acronym(token, sentence, mentions, knowledge)
        elif token.lower_ == "known":
            yield from _also_known(token, sentence, mentions, knowledge)


def _participle(
    verb: Token, lemma: str, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    kind: RelationKind = "backed_by" if lemma in BACKING else "affiliated_with"
    prepositions = frozenset({"by"}) if lemma in BACKING else frozenset({"with", "to"})
    others = prepositional(verb, prepositions)
    if not others and verb.i >= 2 and verb.nbor(-1).text in ("-", "‑"):
        # "Iran-backed", "Saudi-led": the backer is compounded with the participle.
        backer = verb.nbor(-2)
        holder = verb.head if verb.dep_ in ("amod", "compound", "acl") else None
        if holder is None or holder.i < verb.i or not _named_actor(holder, mentions):
            return
        subject = next(iter(name_of(holder, sentence.passage, mentions, knowledge)), None)
        other = next(iter(name_of(backer, sentence.passage, mentions, knowledge)), None)
        if subject is not None and other is not None:
            yield FoundRelation(kind, subject, other, verb.i)
        return
    holder = _holder(verb, mentions)
    if holder is None:
        return
    subject = next(iter(name_of(holder, sentence.passage, mentions, knowledge)), None)
    for head in others:
        other = _other_party(head, verb, sentence, mentions, knowledge)
        if subject is not None and other is not None and _named_actor(head, mentions):
            yield FoundRelation(kind, subject, other, verb.i)


def _other_party(
    head: Token, verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Named[Mention] | None:
    """The other party, without the words of a generic actor that reach back over the verb
    ("militia groups backed by Iran" is one kind of actor; its backer is Iran)."""
    hit = mentions.actor_at(head.i)
    if hit is None or hit.start > verb.i:
        return next(iter(name_of(head, sentence.passage, mentions, knowledge)), None)
    span = sentence.passage.span(*phrase_bounds(head))
    actor = knowledge.actors.find(span.words)
    return Named(Mention(span.words, actor.id if actor is not None else None), span)


def _holder(token: Token, mentions: Mentions) -> Token | None:
    """The named actor that a participle or kind noun describes: up through the apposition."""
    node = token
    if node.dep_ not in ("acl", "relcl", "conj", "appos", "attr", "acomp", "ROOT", "amod"):
        return None
    for _ in range(8):
        if node.pos_ in ("VERB", "AUX") and node != token and node.dep_ not in CLAUSES_OF_NOUNS:
            subject = next(iter(subjects(node)), None)
            return subject if subject is not None and _named_actor(subject, mentions) else None
        if node.pos_ in NOUNS and _named_actor(node, mentions):
            return node
        if node.head == node:
            subject = next(iter(subjects(node)), None)
            return subject if subject is not None and _named_actor(subject, mentions) else None
        node = node.head
    return None


def _named_actor(token: Token, mentions: Mentions) -> bool:
    """Whether a noun is a name: in the actor table, or an entity of an organisation or state."""
    if mentions.actor_at(token.i) is not None or token.tag_ == "NNPS":
        return True  # A proper name in the plural ("the Brigades") is no person's.
    return token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "GPE", "NORP")


def _membership(
    noun: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    """ "X, the armed wing of Y", "X is part of Y"; not "as part of a coalition" of an act."""
    holder = _described(noun, mentions)
    if holder is None:
        return
    subject = next(iter(name_of(holder, sentence.passage, mentions, knowledge)), None)
    for head in prepositional(noun, frozenset({"of"})):
        other = _other_party(head, noun, sentence, mentions, knowledge)
        if subject is not None and other is not None and _named_actor(head, mentions):
            kind: RelationKind = (
                "affiliated_with" if noun.lemma_ in ("affiliate", "offshoot") else "part_of"
            )
            yield FoundRelation(kind, subject, other, noun.i)


def _composition(
    noun: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    """ "X, a network of Shia militias", "X is an alliance of Y and Z": members are part of X."""
    holder = _described(noun, mentions)
    if holder is None:
        return
    whole = next(iter(name_of(holder, sentence.passage, mentions, knowledge)), None)
    for head in prepositional(noun, frozenset({"of"})):
        for member in conjuncts(head):
            armed = knowledge.actors.generic_kind(member.lemma_.lower()) is not None
            if whole is not None and (armed or _named_actor(member, mentions)):
                part = _other_party(member, noun, sentence, mentions, knowledge)
                if part is not None:
                    yield FoundRelation("part_of", part, whole, noun.i)


def _described(noun: Token, mentions: Mentions) -> Token | None:
    """The named actor that a noun describes, in apposition or by "is"."""
    if noun.dep_ == "appos":
        return noun.head if _named_actor(noun.head, mentions) else None
    return _holder(noun, mentions) if noun.dep_ == "attr" else None


def _acronym(
    bracket: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    """ "the Islamic Revolutionary Guard Corps (IRGC)": a name and its short form."""
    doc = sentence.passage.doc
    if bracket.i + 2 >= len(doc) or bracket.i == 0 or doc[bracket.i + 2].text != ")":
        return
    short = doc[bracket.i + 1]
    before = doc[bracket.i - 1]
    if not ACRONYM.match(short.text) or not before.text[:1].isupper():
        return
    if not _named_actor(before, mentions):
        return
    name = next(iter(name_of(before, sentence.passage, mentions, knowledge)), None)
    if name is not None and len(name.value.name.split()) > 1:
        actor = name.value.actor
        alias = Named(Mention(short.text, actor), sentence.passage.span(short.i, short.i + 1))
        yield FoundRelation("alias", name, alias, short.i)


def _also_known(
    token: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[FoundRelation]:
    holder = _holder(token, mentions)
    others = prepositional(token, frozenset({"as"}))
    if holder is None or not others:
        return
    subject = next(iter(name_of(holder, sentence.passage, mentions, knowledge)), None)
    other = next(iter(name_of(others[0], sentence.passage, mentions, knowledge)), None)
    if subject is not None and other is not None:
        yield FoundRelation("alias", subject, other, token.i)
