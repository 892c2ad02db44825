"""Harm told by a noun: deaths, injuries, bodies, tolls and the number of the dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.quantities import amount_of, is_total
from tallybook.coding.harms.harm import Harm, HarmKind, harms_of
from tallybook.coding.harms.victims import INJURE, is_person
from tallybook.coding.harms.words import (
    BRINGERS,
    DEAD_ADJECTIVES,
    DEATH_NOUNS,
    DIE,
    FINDERS,
    HURT_ADJECTIVES,
    INJURY_NOUNS,
    PUTTING,
    TREATING,
)
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import SUBJECTS, conjuncts, prepositional
from tallybook.coding.roles.words import OF
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc, Token


def of_noun(
    kind: HarmKind,
    noun: Token,
    countable: bool,
    passage: Passage,
    counts: Sequence[CountMention],
) -> Iterator[Harm]:
    """ "the deaths of 12 people": the number stands on the victims; "12 deaths": on the noun,
    where each of what it counts is one victim's."""
    yield from harms_of(kind, prepositional(noun, OF), noun, passage, counts)
    for count in counts:
        if count.rule == "zero" and noun.doc[count.start].lower_ == "none":
            continue  # "None of the injuries is serious": there are some.
        if countable and (count.head == noun.i or _denied_with(noun, count)):
            yield Harm(kind, count.count, noun.i, count.start, count.end, None)


def _denied_with(noun: Token, count: CountMention) -> bool:
    """ "no deaths or injuries": one "no" denies all that is coordinated under it."""
    return count.rule == "zero" and noun.dep_ == "conj" and count.head == noun.head.i


def of_the_treated(
    injury: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """ "three suffered wounds", "two men had burns", "were treated for injuries", "taken to
    hospital with wounds", "it left two guards with burns" """
    verb = injury.head
    left = verb.head.head if verb.head.dep_ == "dobj" else verb.head
    if injury.dep_ == "pobj" and verb.lower_ == "with" and left.lemma_.lower() == "leave":
        yield from harms_of("injured", objects(left), left, passage, counts)
        return
    if injury.dep_ == "pobj" and verb.lower_ in ("with", "for"):
        verb = verb.head
        if verb.lemma_.lower() not in TREATING or not is_passive(verb):
            return
    elif injury.dep_ != "dobj" or verb.lemma_.lower() not in (
        "suffer",
        "sustain",
        "receive",
        "have",
    ):
        return
    heads = [c for s in subjects(verb) for c in conjuncts(s)]
    if verb.lemma_.lower() == "have":
        heads = [head for head in heads if is_person(head)]
    yield from harms_of("injured", heads, verb, passage, counts)


def of_no_casualties(
    noun: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """Casualties are the dead and the hurt: none of them is none of either."""
    zero = next((c for c in counts if c.head == noun.i and c.rule == "zero"), None)
    start, end = (zero.start, zero.end) if zero is not None else (noun.head.i, noun.i + 1)
    if zero is None and noun.head.lower_ != "without":
        return
    words = passage.words(start, end)
    for kind in ("killed", "injured"):
        yield Harm(kind, Count(0, 0, words), noun.i, start, end, None)


def of_bodies(noun: Token, passage: Passage, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "seven corpses were recovered", "found the bodies of three drivers" """
    verb = noun.head
    out = verb.lemma_.lower() in BRINGERS and any(t.lower_ in ("out", "up") for t in verb.rights)
    found = out or verb.lemma_.lower() in FINDERS
    if noun.dep_ not in ("dobj", "nsubjpass") or not found:
        return
    if any(not is_person(of) for of in prepositional(noun, OF)):
        return  # "Two bodies of water"
    own = next((c for c in counts if c.head == noun.i), None)
    if own is not None:
        yield Harm("killed", own.count, noun.i, own.start, own.end, None)
    else:
        yield from harms_of("killed", prepositional(noun, OF), noun, passage, counts)


def of_toll(noun: Token, counts: Sequence[CountMention]) -> Iterator[Harm]:
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


def of_quantity(noun: Token, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "The number of dead rose to 15", "bringing to nine the number of people killed"."""
    kind = _counted_harm(noun)
    if kind is None:
        return
    # The parser may hang "at 21" of "put the number of those killed at 21" on "killed".
    behind = (c for c in counts if c.start > noun.i and is_total(c) and _is_goal(noun.doc, c))
    amount = amount_of(noun, counts) or next(behind, None)
    if amount is not None:
        yield Harm(kind, amount.count, noun.i, amount.start, amount.end, None, toll=True)
    for hurt in prepositional(noun, OF)[1:] if kind == "killed" else ():
        # "Put the number of dead at five and of injured at 22": what the same "number" is of.
        rest = (c for c in counts if c.start > hurt.i and is_total(c) and _is_goal(noun.doc, c))
        second = next(rest, None) if hurt.lower_ in HURT_ADJECTIVES else None
        if second is not None:
            yield Harm("injured", second.count, noun.i, second.start, second.end, None, toll=True)


def _is_goal(doc: Doc, count: CountMention) -> bool:
    return doc[count.start - 1].lower_ in ("at", "to")


def _counted_harm(noun: Token) -> HarmKind | None:
    """What a noun of quantity counts: the dead, the hurt, or neither."""
    for counted in prepositional(noun, OF):
        said = {counted.lower_, *(t.lower_ for t in counted.rights if t.dep_ in ("acl", "relcl"))}
        said |= {
            t.lower_ for t in counted.lefts if t.dep_ == "amod"
        }  # "The number of dead soldiers"
        lemmas = {counted.lemma_.lower(), *(t.lemma_.lower() for t in counted.rights)}
        if said & DEAD_ADJECTIVES or lemmas & (DEATH_NOUNS | DIE | {"kill"}):
            return "killed"
        if said & HURT_ADJECTIVES or lemmas & (INJURY_NOUNS | INJURE):
            return "injured"
    return None


def of_those_put_at(word: Token, kind: HarmKind, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "Put the wounded at 17", "put the dead at nine and the injured at 30": with the article the
    adjective is a noun for all of them (Quirk et al. 1985, §7.24), whose number follows."""
    doc = word.doc
    put = [t.i for t in doc[word.sent.start : word.i] if t.lemma_.lower() in PUTTING]
    if not put or word.i + 2 >= word.sent.end or doc[word.i + 1].lower_ != "at":
        return
    near = range(word.i + 2, word.i + 5)
    count = next((c for c in counts if c.start in near and is_total(c)), None)
    if count is not None:
        # What is put in one breath is one toll, of the word that comes first.
        people = doc[put[-1] : word.i + 1]
        first = next(t for t in people if t.lower_ in DEAD_ADJECTIVES | HURT_ADJECTIVES)
        yield Harm(kind, count.count, first.i, count.start, count.end, None, toll=True)


def of_some_among(be: Token, passage: Passage, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "Three children were among the dead", "among those wounded was a nurse": so many of them,
    and others."""
    whole = next((t for prep in be.children if prep.lower_ == "among" for t in prep.children), None)
    if whole is None or (kind := _kind_of_those(whole)) is None:
        return
    roles = ("attr", "nsubj") if whole.i < be.i else SUBJECTS
    heads = [c for t in be.children if t.dep_ in roles and t != whole for c in conjuncts(t)]
    for harm in harms_of(kind, heads, be, passage, counts):
        some = Count(harm.count.low, None, harm.count.words)
        yield replace(harm, count=some, single=True)


def _kind_of_those(whole: Token) -> HarmKind | None:
    """Whether a noun is for the dead or for the hurt of an attack."""
    words = {whole.lower_, *(t.lower_ for t in whole.rights if t.dep_ == "acl")}
    if words & (DEAD_ADJECTIVES | {"killed", "fatalities"}):
        return "killed"
    return "injured" if words & HURT_ADJECTIVES else None
