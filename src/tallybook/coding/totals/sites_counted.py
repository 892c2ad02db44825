"""Things attacked whose number is a number of attacks: "three villages were attacked"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.frames import TOTALS, Frame
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.phrases import OBJECTS, ancestors_to_root, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.names import Named
from tallybook.coding.roles.words import SITES
from tallybook.core.values import Count, Mention

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def counted_targets(frame: Frame, *, of_a_day: bool) -> list[CountMention]:
    """ "Three villages were attacked": an attack has one place, so that settlements and posts
    that are counted as a verb's targets count attacks (UCDP GED codebook, unit of an event). What
    a raid destroyed counts no raids. "Attacks at four posts" are at least four, and four on one
    day: what happens at one place on one day is one event."""
    if not frame.triggers:
        return []
    nouns = [t.token for t in frame.triggers if not t.is_verb]
    heads = [
        h for h in frame.roles.targets if h.lemma_.lower() in SITES | SPOTS or _spread(h, frame)
    ]
    rules = (TOTALS | {"additional"}) - {"ordinal"}
    counts = [c for c in in_sentence(frame, rules) if c.count.low > 1]
    if not nouns:
        return [c for c in counts if c.head in {h.i for h in heads}]
    several = [t for t in nouns if t.tag_ == "NNS" and not frame.sentence.passage.is_title]
    heads = heads if several else []
    for noun in (n for t in several for n in ([t, t.head] if t.dep_ in OBJECTS else [t])):
        heads += [t for t in prepositional(noun, AT_SITES) if t.lemma_.lower() in SITES | SPOTS]
    return [
        c if of_a_day else structs.replace(c, count=Count(c.count.low, None, c.count.words))
        for c in counts
        if c.head in {h.i for h in heads}
    ]


def without_number(
    target: Named[Mention], numbers: Sequence[CountMention], frame: Frame
) -> Named[Mention]:
    """ "Nine villages were raided": the number is the figure's, and what was raided are villages,
    so that "seven villages" of another voice are the same kind of target."""
    tokens = frame.sentence.tokens_in(target.span)
    for number in numbers:
        left = [t.i for t in tokens if t.i >= number.end]
        if left and number.start in {t.i for t in tokens}:
            span = frame.sentence.passage.span(left[0], left[-1] + 1)
            return Named(structs.replace(target.value, name=span.words), span)
    return target


def is_one_site(thing: Token) -> bool:
    """ "A mosque": one of the settlements and posts that are attacked each by itself."""
    one = any(t.lower_ in ("a", "an", "another", "one") for t in thing.lefts)
    return one and thing.tag_ in ("NN", "NNP") and thing.lemma_.lower() in SITES | SPOTS


def _spread(premises: Token, frame: Frame) -> bool:
    """ "Seven shops in three towns", "banks across the southern provinces": premises burnt in one
    street are one attack, and what lies in several divisions is several (UCDP GED codebook, unit
    of an event: one place)."""
    if premises.lemma_.lower() not in PREMISES:
        return False
    heads = [premises, *(t.token for t in frame.triggers)]
    where = (t for head in heads for t in prepositional(head, frozenset({"in", "across"})))
    return any(t.tag_ == "NNS" and t.lemma_.lower() in DIVISIONS for t in where)


PREMISES = word_set(
    "shop store supermarket bank branch bakery pharmacy restaurant bar cafe hotel office factory "
    "warehouse cinema club embassy consulate headquarters"
)
"""Premises of which many stand in one street."""

DIVISIONS = word_set("province district town city village state county region municipality country")

AT_SITES = frozenset({"at", "on", "in", "against"})
SPOTS = frozenset({"location", "site", "place", "spot", "area", "district", "position", "target"})
"""Nouns for a place of any kind."""


def type_of_counted(numbers: Sequence[CountMention], frame: Frame) -> str | None:
    """ "Scores were abducted after gunmen raided three villages": three raids, whatever else the
    sentence tells of them."""
    heads = [frame.sentence.passage.doc[c.head] for c in numbers[:1] if c.head is not None]
    types = {t.token.i: t.trigger.event_type for t in frame.triggers}
    above = (node.i for head in heads for node in ancestors_to_root(head))
    return next((types[i] for i in above if i in types), None)


def in_sentence(frame: Frame, rules: frozenset[str] = TOTALS) -> list[CountMention]:
    return [
        c
        for c in frame.mentions.counts
        if frame.sentence.start <= c.start < frame.sentence.end and c.rule in rules
    ]
