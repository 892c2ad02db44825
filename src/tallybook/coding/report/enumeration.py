"""Attacks that a report has told several of in one breath, and then takes up by their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.language.clauses import clause_verb, subjects
from tallybook.coding.language.phrases import SUBJECTS, prepositional
from tallybook.coding.report.apart import days_conflict
from tallybook.coding.roles.persons import is_hostile

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card

ORDER = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "fourth": 3, "fifth": 4}

REACH = 4
"""Sentences over which "the first" and "the second" take up what was told together."""

SETTING = frozenset({"in", "of", "from", "during", "after"})


def nth_of(telling: Telling, cards: Sequence[Card]) -> Card | None:
    """Return the attack that a telling means by its order among those that one sentence told
    ("shelled on Monday and again on Tuesday … in the second"), or that were told one after another
    ("a bomb exploded; minutes later another did. The second blast …"); None where it means none so.

    A definite ordinal presupposes the series that it counts off (Heim 1982, definites); "the
    second attack in five days" says which series that is.
    """
    place = _place_in_order(telling)
    if place is None or telling.ordinal_period is not None:
        return None
    order = telling.sentence.order
    groups: dict[int, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.tellings[0].sentence.order, []).append(card)
    near = [g for at, g in sorted(groups.items()) if 0 < order - at <= REACH and len(g) > 1]
    series = near[-1] if near else _told_in_turn(cards, order)
    return series[place] if place < len(series) else None


def _told_in_turn(cards: Sequence[Card], order: int) -> list[Card]:
    """The attacks that were added to one ("another attack", "minutes later"), after that one."""
    added = [
        card
        for card, first in ((card, card.tellings[0]) for card in cards[1:])
        if (first.reference == "other" or first.counted_from is not None)
        and 0 < order - first.sentence.order <= REACH
    ]
    return [cards[added[0].number - 1], *added] if added else []


def shot_of(telling: Telling, cards: Sequence[Card], knowledge: LocalKnowledge) -> Card | None:
    """Return the attack whose weapons or attackers a telling goes on about: "rebels fired three
    rockets; one failed to explode and the other hit a house", "one attacker blew himself up; five
    others sprayed diners with bullets" (nominal ellipsis of a part, Halliday & Hasan 1976, ch.
    4)."""
    doers = doers_of(telling.head)
    if not doers or not cards or not all(is_a_part(d) or _are_others(d) for d in doers):
        return None
    card = max(cards, key=lambda c: (c.last_order, c.number))
    last = card.tellings[-1]
    near = 0 <= telling.sentence.order - last.sentence.order <= 1
    theirs = last.weapons if all(map(is_a_part, doers)) else _attackers(last)
    if not near or last.stage != "done" or not theirs or last.several:
        return None
    apart = any(knowledge.lie_apart(p, q) for p, _ in telling.places for q in card.places())
    day = telling.moment[0] if telling.moment is not None else None
    if apart or (day is not None and any(days_conflict(day, m) for m in card.moments())):
        return None
    if last.places:
        telling.places = []
    return card


def is_a_part(doer: Token) -> bool:
    bare = all(t.lower_ in ("the", "all", "only") for t in doer.lefts)
    return doer.lower_ in PARTS and bare and not prepositional(doer, frozenset({"of"}))


def _are_others(doer: Token) -> bool:
    """ "One of them", "five others", "the two others" """
    of = [t.lower_ for t in prepositional(doer, frozenset({"of"}))]
    some = doer.lower_ in PARTS and of in (["them"], ["these"], ["those"])
    return some or (doer.lower_ == "others" and not of)


def _attackers(telling: Telling) -> list[Token]:
    return [t for t in doers_of(telling.head) if is_hostile(t)]


PARTS = frozenset({"one", "another", "other", "others", "both", "some", "rest", "two", "three"})
"""Words that stand for some of the things just told of."""


def place_in_series(telling: Telling) -> int | None:
    """The place, from nought, of an attack that is told of as "the second" or "the third raid"."""
    place = _place_in_order(telling)
    if place is not None:
        return place
    said = (_ordinal(t) for t in subjects(clause_verb(telling.head)))
    return next((place for place in said if place is not None), None)


def rank_of(telling: Telling) -> int | None:
    """The place, from nought, of an attack that is brought in by its order ("a third attack"), or
    is known by it."""
    place = _ordinal(telling.head, brought_in=True)
    said = (_ordinal(t, brought_in=True) for t in subjects(clause_verb(telling.head)))
    return place if place is not None else next((p for p in said if p is not None), None)


def _place_in_order(telling: Telling) -> int | None:
    head, verb = telling.head, clause_verb(telling.head)
    named = {span.start for span in telling.trigger_spans}
    passage = telling.sentence.passage
    nouns = [head, *(t for node in (head, verb) for t in prepositional(node, SETTING))]
    nouns += [
        t for t in verb.lefts if t.dep_ in SUBJECTS and passage.span(t.i, t.i + 1).start in named
    ]
    return next((place for noun in nouns if (place := _ordinal(noun)) is not None), None)


def _ordinal(noun: Token, *, brought_in: bool = False) -> int | None:
    """The place in order that "the second", or "the second raid", says; `brought_in`: or "a second
    raid"."""
    words = {t.lower_ for t in noun.lefts}
    if not words & ({"the", "a"} if brought_in else {"the"}):
        return None
    return next((ORDER[w] for w in (noun.lower_, *sorted(words)) if w in ORDER), None)
