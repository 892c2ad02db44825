"""Killed and injured: how many, in which words, said by which verb or noun.

A stated nobody ("no one was hurt") is zero; nothing stated is unknown, never zero. A single
victim may be counted by an article alone ("a soldier was killed"); a bare plural is at least
two, open above. Deaths that the text lays to accident, disease or nature are no harm of an
attack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tallybook.coding.counts import CountMention
from tallybook.coding.counts_tokens import word_set
from tallybook.coding.phrases import (
    NOUNS,
    conjuncts,
    is_passive,
    objects,
    own_subject,
    phrase_bounds,
    subjects,
    subtree_bounds,
)
from tallybook.core.values import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.reading import Passage, Sentence

HarmKind = Literal["killed", "injured"]

KILL_TRANSITIVE = word_set(
    """
    kill murder slay massacre execute assassinate behead slaughter lynch hang butcher
    """
)
DIE = frozenset(["die", "perish", "succumb"])
INJURE = frozenset(["injure", "wound", "hurt", "maim", "hospitalise", "hospitalize"])
DEAD_ADJECTIVES = frozenset({"dead"})
HURT_ADJECTIVES = frozenset({"injured", "wounded", "hurt"})
DEATH_NOUNS = frozenset(["death", "fatality", "dead"])
TOLL_NOUNS = frozenset({"toll"})
LIFE_TAKERS = frozenset({"claim", "take", "cost", "lose"})

EFFECTS = word_set(
    """kill die wound injure hurt maim perish damage destroy harm devastate death fatality casualty
    killing injury damages collapse"""
)
"""Words for what an attack does. Without a doer or a weapon they say that people or things came
to harm, not that somebody attacked."""

NON_VIOLENT = word_set(
    """
    accident crash collision flood flooding earthquake quake landslide mudslide storm
    cyclone hurricane typhoon tornado drought famine hunger disease cholera malaria ebola
    coronavirus covid covid-19 outbreak epidemic pandemic virus cancer stroke illness
    heatwave avalanche lightning derailment capsize capsizing shipwreck stampede drowning
    overdose old-age wildfire heart
    """
)
"""Causes of death that are no armed attack."""


@dataclass(frozen=True, slots=True)
class Harm:
    """How many were killed or injured. `anchor` is the token of the verb or noun that says so;
    `[start, end)` the tokens of the number; `victim` the head of those harmed, if named."""

    kind: HarmKind
    count: Count
    anchor: int
    start: int
    end: int
    victim: int | None
    toll: bool = False


def find_harms(sentence: Sentence, counts: Sequence[CountMention]) -> list[Harm]:
    """Return the harms that a sentence states, in order, none twice."""
    found: dict[tuple[HarmKind, int], Harm] = {}
    for harm in _all_harms(sentence, counts):
        found.setdefault((harm.kind, harm.start), harm)
    return sorted(found.values(), key=lambda h: h.start)


def _all_harms(sentence: Sentence, counts: Sequence[CountMention]) -> Iterator[Harm]:
    passage = sentence.passage
    here = [c for c in counts if sentence.start <= c.start < sentence.end]
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        is_verb = token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")
        if is_verb and (lemma in KILL_TRANSITIVE or lemma in DIE):
            yield from _of_verb("killed", token, lemma in DIE, passage, here)
        elif is_verb and lemma in INJURE:
            yield from _of_verb("injured", token, False, passage, here)
        elif lemma in LIFE_TAKERS and any(o.lemma_ == "life" for o in objects(token)):
            life = next(o for o in objects(token) if o.lemma_ == "life")
            yield from _number("killed", life, token, passage, here)
        elif token.lower_ in DEAD_ADJECTIVES | HURT_ADJECTIVES and token.pos_ not in ("VERB",):
            kind: HarmKind = "killed" if token.lower_ in DEAD_ADJECTIVES else "injured"
            yield from _of_adjective(kind, token, passage, here)
        elif lemma in DEATH_NOUNS and token.pos_ in NOUNS:
            yield from _of_noun("killed", token, passage, here)
        elif lemma == "injury" and token.pos_ in NOUNS:
            yield from _of_noun("injured", token, passage, here)
        elif lemma in TOLL_NOUNS and _is_death_toll(token):
            yield from _of_toll(token, passage, here)


def _of_verb(
    kind: HarmKind,
    verb: Token,
    intransitive: bool,
    passage: Passage,
    counts: Sequence[CountMention],
) -> Iterator[Harm]:
    if intransitive or is_passive(verb):
        heads = [c for s in subjects(verb) for c in conjuncts(s)]
        if verb.dep_ == "acl" and not own_subject(verb):
            heads = [verb.head]
    else:
        heads = objects(verb)
        if not heads:
            heads = [t for t in verb.rights if t.pos_ == "NUM" or t.dep_ in ("nummod", "npadvmod")]
        if not heads and verb.tag_ == "VBN" and verb.i > 0:
            # Headlines drop the auxiliary: "12 killed in blast" (Mårdh 1980, Headlinese).
            heads = [t for t in subjects(verb)] or [verb.nbor(-1)]
    for head in heads:
        if head.i < passage.doc[0].i or head == verb:
            continue
        yield from _number(kind, head, verb, passage, counts)


def _of_adjective(
    kind: HarmKind, word: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """ "left 12 dead", "12 dead in blast", "five were dead", "with three wounded" """
    candidates: list[Token] = []
    if word.dep_ in ("oprd", "ccomp", "acomp", "xcomp", "acl", "advcl", "dobj", "ROOT", "attr"):
        candidates = subjects(word) or objects(word.head) or subjects(word.head)
    if word.dep_ == "amod" and word.head.i < word.i:
        candidates = [word.head]
    if not candidates and word.i > word.sent.start:
        candidates = [word.nbor(-1)]
    for head in candidates:
        yield from _number(kind, head, word, passage, counts)


def _of_noun(
    kind: HarmKind, noun: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    if any(t.dep_ == "prep" and t.lower_ == "of" for t in noun.children):
        # "the deaths of 12 people": the number stands on the victims.
        for prep in noun.children:
            if prep.lower_ == "of":
                for victim in prep.children:
                    if victim.dep_ == "pobj":
                        yield from _number(kind, victim, noun, passage, counts)
    for count in counts:
        if count.head == noun.i:
            yield Harm(kind, count.count, noun.i, count.start, count.end, None)


def _of_toll(noun: Token, passage: Passage, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "the death toll rose to 12", "a death toll of 12": the number that the toll came to, not
    the one that it came from."""
    reach = range(noun.i, noun.sent.end)
    candidates = [
        c
        for c in counts
        if c.start in reach and c.unit in (None, "people", "other") and c.rule != "revised_from"
    ]
    for count in candidates[:1]:
        before = noun.doc[count.start - 1].lower_ if count.start else ""
        if before == "from" and len(candidates) > 1:
            count = candidates[1]
        yield Harm("killed", count.count, noun.i, count.start, count.end, count.head, toll=True)


def _is_death_toll(noun: Token) -> bool:
    before = [t.lower_ for t in noun.children if t.i < noun.i]
    return bool({"death", "casualty", "fatality"} & set(before)) or not (
        {"road", "bridge", "heavy", "financial"} & set(before)
    )


def _number(
    kind: HarmKind, head: Token, anchor: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """The number of a victim phrase: a counted one, an article's one, a name's one, a bare
    plural's two or more."""
    if not _animate(head):
        return
    left, _ = subtree_bounds(head)
    for count in counts:
        counted = count.head == head.i or count.start <= head.i < count.end
        if counted or (
            count.governor == anchor.i and count.start > anchor.i and count.head is None
        ):
            if count.unit in ("attacks", "times", "weapons", "vehicles", "time", "distance",
                              "money", "percent", "age"):  # fmt: skip
                continue
            yield Harm(kind, count.count, anchor.i, count.start, count.end, head.i)
            return
    start, end = phrase_bounds(head)
    words = passage.words(max(left, start - 1), end) if start > left else passage.words(start, end)
    determiner = next((t.lower_ for t in head.lefts if t.dep_ == "det"), None)
    if head.pos_ == "PRON" or head.lower_ in ("which", "who", "that", "others", "other"):
        return
    if head.tag_ in ("NN",) and determiner in ("a", "an"):
        yield Harm(kind, Count(1, 1, words), anchor.i, start, end, head.i)
    elif head.pos_ == "PROPN" and head.ent_type_ == "PERSON":
        yield Harm(kind, Count(1, 1, passage.words(start, end)), anchor.i, start, end, head.i)
    elif head.tag_ in ("NNS",) and determiner is None:
        yield Harm(kind, Count(2, None, passage.words(start, end)), anchor.i, start, end, head.i)
    elif head.tag_ == "NN" and determiner == "the":
        yield Harm(kind, Count(1, 1, words), anchor.i, start, end, head.i)


def _animate(head: Token) -> bool:
    """Whether a noun can be hurt: attacks, places and abstract things cannot."""
    return head.lemma_.lower() not in (
        "attack", "blast", "explosion", "bombing", "strike", "raid", "livestock", "cattle", "time",
        "way", "hope", "chance", "plan", "deal", "bill", "project", "peace", "animal", "cow",
        "goat", "dog", "heart",
    )  # fmt: skip
