"""Totals whose parts are told by kind: "nine bombings and four shootings", "13 attacks, including
nine bombings"; and shares told so of a figure given just before: "nine were bombings"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.tellings import Part, Telling, exact_words
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.language.phrases import SUBJECTS, first_conjunct
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.totals.by_target import part_count, sum_of
from tallybook.knowledge.event_types import ATTACK

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc
    from tallybook.coding.mentions import Mentions


def types_counted(numbers: Sequence[CountMention], frame: Frame) -> dict[int, str]:
    """Return the type of what each number counts, by where it starts; empty unless several numbers
    count as many kinds of attack."""
    types = _types(frame)
    heads = {c.start: _counted_noun(c, frame) for c in numbers}
    found = {start: types[head] for start, head in heads.items() if head in types}
    apart = len(found) == len(numbers) > 1 and len(set(found.values())) == len(found)
    return found if apart else {}


def type_counted(numbers: Sequence[CountMention], frame: Frame) -> str | None:
    """Return the type of what the first of some numbers counts where the clause names other kinds
    beside it ("13 attacks, most of them bombings"): that of the widest word where one number counts
    several ("13 bombings and shootings"); None where there is nothing to choose."""
    types, doc = _types(frame), frame.sentence.passage.doc
    head = _counted_noun(numbers[0], frame)
    if head is None or head not in types or len(set(types.values())) < 2:
        return None
    numbered = {_counted_noun(c, frame) for c in numbers}
    joined = [i for i in types if i not in numbered and first_conjunct(doc[i]).i == head]
    several = any(types[i] != types[head] for i in joined)
    return ATTACK if several else types[head]


def _types(frame: Frame) -> dict[int, str]:
    """The types of the plural nouns for attacks of a clause, by where they stand."""
    nouns = (t for t in frame.triggers if not t.is_verb and t.token.tag_ == "NNS")
    return {t.token.i: t.trigger.event_type for t in nouns}


def _counted_noun(count: CountMention, frame: Frame) -> int | None:
    """What a number counts; of "nine were bombings" what it is said to be."""
    if count.head is not None:
        return count.head
    number = frame.sentence.passage.doc[count.end - 1]
    if number.dep_ not in SUBJECTS or number.head.lemma_ != "be":
        return None
    return next((t.i for t in number.head.children if t.dep_ == "attr"), None)


def set_by_type(
    telling: Telling, numbers: Sequence[CountMention], types: Mapping[int, str], frame: Frame
) -> None:
    """Make a total of numbers that each count a kind of attack. Where the first counts attacks of
    any kind and has room for the others, these are its parts; else it is one of the parts."""
    passage = frame.sentence.passage
    first, *rest = numbers
    most = first.count.high
    whole = types[first.start] == ATTACK and (
        most is None or sum(c.count.low for c in rest) <= most
    )
    open_above = first.count.high is None  # A hedge holds for all that is joined behind it.
    spans = {c.start: passage.span(c.start, c.end) for c in numbers}
    telling.parts = tuple(
        Part(
            count=part_count(c, open_above and not whole, spans[c.start]),
            span=spans[c.start],
            event_type=types[c.start],
        )
        for c in (rest if whole else numbers)
    )
    span = spans[first.start] if whole else passage.span(first.start, numbers[-1].end)
    telling.number = exact_words(first.count, span) if whole else sum_of(telling.parts, span)
    telling.number_spans, telling.event_type, telling.plural = (span,), ATTACK, True


def included_kinds(telling: Telling, mentions: Mentions, knowledge: LocalKnowledge) -> None:
    """ "13 attacks, including nine bombings", "nine of them bombings and four shootings": what is
    told as a part of the total, each with a noun for a kind of it."""
    number, of, kinds = telling.number, telling.event_type, knowledge.event_types
    if number is None or number.high is None or telling.parts or of is None:
        return
    passage, doc = telling.sentence.passage, telling.sentence.passage.doc
    here, counts = telling.number_spans[0], mentions.counts
    whole = next((n for n, c in enumerate(counts) if passage.span(c.start, c.end) == here), None)
    parts: list[Part] = []
    last = -1
    for count in counts:
        listed = 0 <= last < count.start <= last + 3
        noun = _noun_of(count, doc)
        if whole is None or noun is None or not (count.part_of == whole or listed):
            continue
        lemma = doc[noun].lemma_.lower()
        before = [t.lower_ for t in doc[noun].lefts if t.dep_ == "compound"]
        trigger = kinds.noun(" ".join((*before, lemma))) or kinds.noun(lemma)
        kind = None if trigger is None else trigger.event_type
        if kind is None or kind == of or not kinds.is_a(kind, of):
            continue
        span = passage.span(count.start, count.end)
        parts.append(Part(part_count(count, False, span), span, event_type=kind))
        last = noun
    alike = len({part.event_type for part in parts}) < len(parts)
    if not alike and sum(part.count.low for part in parts) <= number.high:
        telling.parts = tuple(parts)


def _noun_of(count: CountMention, doc: Doc) -> int | None:
    """What a number counts; of "nine of them bombings" the noun behind the pronoun."""
    behind = [t.lower_ for t in doc[count.end : count.end + 2]]
    if behind in (["of", "them"], ["of", "these"], ["of", "those"]):
        return count.end + 2 if count.end + 2 < len(doc) else None
    return count.head


def settle_by_type(telling: Telling, before: Sequence[Telling], knowledge: LocalKnowledge) -> None:
    """Make a share of "nine bombings and four shootings" behind "13 attacks in May:", and of "nine
    were bombings" in the sentence after it: numbers of kinds of what was just counted, without a
    place, a day or a party of their own, which find room in it."""
    counted = next((t for t in reversed(before) if not t.shares), None)
    if counted is None or counted.number is None or telling.number is None or telling.by_plural:
        return
    own = telling.places or telling.moment or telling.attackers or telling.targets
    if own or telling.killed or telling.injured or telling.stance != counted.stance:
        return
    most, of = counted.number.high, counted.event_type
    kinds = [part.event_type for part in telling.parts] or [telling.event_type]
    told = sum(part.count.low for t in before[before.index(counted) :] for part in t.shares)
    if most is None or told + telling.number.low > most or of is None:
        return
    is_a = knowledge.event_types.is_a
    if not all(kind is not None and kind != of and is_a(kind, of) for kind in kinds):
        return
    if not _goes_on_counting(telling, counted):
        return
    span = telling.number_spans[0]
    shares = telling.parts or (Part(telling.number, span, event_type=kinds[0]),)
    known = {part.span for part in counted.parts}
    telling.shares = tuple(part for part in shares if part.span not in known)
    telling.number, telling.number_spans, telling.parts = None, (), ()


def _goes_on_counting(telling: Telling, counted: Telling) -> bool:
    """Whether a telling stands behind the whole in its sentence, or says of what was counted in the
    sentence before what kind it was ("nine were bombings")."""
    if telling.sentence is counted.sentence:
        return counted.head.i < telling.head.i
    near = 0 < telling.sentence.order - counted.sentence.order <= 1
    if not near or telling.head.dep_ != "attr":
        return False
    first = telling.sentence.tokens_in(telling.number_spans[0])[0]
    return first.i == telling.sentence.start or first.nbor(-1).lower_ not in POINTING


POINTING = frozenset({"the", "first", "last", "other", "next", "these", "those"})
"""Words by which a number points to some that were told one by one ("the first two were …")."""
