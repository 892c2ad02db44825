"""Harm told without a word for an attack: which attack it is of, and when it opens one itself.

Decision 0013 says why harm alone opens no attack where killing does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.victims import KILL_TRANSITIVE
from tallybook.coding.language.clauses import clause_verb, is_perfect
from tallybook.coding.report.apart import NEAR_A_TOWN, any_same, only_held

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card
    from tallybook.core.values import Place


def says_killing(telling: Telling) -> bool:
    """ "Fourteen soldiers were killed in Djibo on Monday": to kill takes a killer, named or not,
    where to die or to be hurt does not; with a place or a day, and nothing else told in the report
    that it could belong to, that is an attack."""
    return (
        telling.head.lemma_.lower() in KILL_TRANSITIVE
        and telling.killed is not None
        and telling.killed[0].low > 0
        and bool(telling.places or telling.moment)
        and (
            "killed" in telling.single
            or any(
                n.value.actor is not None or unit_of(head_word(n.value.name)) == "people"
                for n in telling.targets
            )
        )
    )


def sums_up_a_period(telling: Telling, before: Sequence[Telling]) -> bool:
    """ "A bomb killed four on Friday. Twelve have been killed in the city this week": dead of a
    period, in no word for an attack and after one was told, are the period's, the attack's among
    them: a perfect sums up its period (the extended now, McCoard 1978), and more than fell in the
    attack fell in no one attack."""
    moment, killed = telling.moment, telling.killed
    if moment is None or killed is None or moment[2].kind != "period" or not telling.effects_only:
        return False
    perfect = is_perfect(clause_verb(telling.head))
    if killed[0].low < SEVERAL or (not perfect and (telling.attackers or telling.weapons)):
        return False
    told = [
        t
        for t in before
        if not t.several and not t.sentence.passage.is_title and t.sentence is not telling.sentence
    ]
    least = max((t.killed[0].low for t in told if t.killed is not None), default=0)
    return bool(told) and (perfect or killed[0].low > least > 0)


SEVERAL = 2


def is_elsewhere(telling: Telling) -> bool:
    """ "Elsewhere, two were killed in X and three wounded in Y", after an attack on Z: people whom
    a report of attacks tells to have been killed or wounded in a town of their own were attacked
    there. News keeps "wounded" for weapons and has "injured" for all else."""
    verb = telling.head.lemma_.lower()
    deadly = verb == "wound" or says_killing(telling)
    return deadly and any((p.precision or 1) <= NEAR_A_TOWN for p, _ in telling.places)


def is_of_a_series(telling: Telling, before: Sequence[Telling]) -> bool:
    """ "It was the third act of sabotage on the line this year. In January a section of it was
    destroyed at Mach": an ordinal says that there were others in its period, and what came to harm
    on a day in it, right behind the ordinal, is one of these (elaboration, Hobbs 1985)."""
    if telling.moment is None or telling.moment[0].last is None:
        return False
    last = telling.moment[0].last
    for told in before:
        near = 0 < telling.sentence.order - told.sentence.order <= SERIES_REACH
        if told.ordinal is None or told.ordinal_period is None or not near:
            continue
        period = told.ordinal_period[0]
        if (period.first is None or period.first <= last) and (
            period.last is None or last <= period.last
        ):
            return True
    return False


SERIES_REACH = 2
"""Sentences behind an ordinal in which the others of its series are told."""


def harm_elsewhere(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether those harmed were harmed elsewhere than the card's attack: the text says so, or gives
    them a town, other than the card's, and they are others by their number or by what they are."""
    if telling.reference == "other":
        return True
    known = max((t.killed[0].low for t in card.tellings if t.killed is not None), default=0)
    most = telling.killed[0] if telling.killed is not None else None
    if known and most is not None and max(most.low, most.high or 0) > known * REVISED:
        return True
    there = [p for p, span in telling.places if span.words.lower() == "there"]
    if there and not any_same(there, card.places(), knowledge):
        return True  # Where something else was told to be.
    mine = [p for p, _ in telling.places if _is_spot(p)]
    theirs = [p for p in card.places() if _is_spot(p)]
    tolls = {t.killed[0].low for t in card.tellings if t.killed is not None}
    same = any_same(mine, theirs, knowledge)
    other_toll = telling.killed is not None and bool(tolls) and telling.killed[0].low not in tolls
    # "A woman was wounded in B", after a man was killed in A.
    wounds = telling.killed is None and telling.head.lemma_.lower() == "wound"
    other_toll = other_toll or (wounds and all(t.injured is None for t in card.tellings))
    people = {head_word(n.value.name) for t in card.tellings for n in t.targets}
    others = bool(people) and people.isdisjoint(head_word(n.value.name) for n in telling.targets)
    return bool(mine and theirs) and not same and (other_toll or (others and bool(telling.targets)))


def _is_spot(place: Place) -> bool:
    """Whether a place is a town or a part of one, and be it a village that no gazetteer knows and
    that lies in what holds it."""
    return (place.precision or 1) <= NEAR_A_TOWN or only_held(place)


REVISED = 50
"""How many times higher a toll of the same attack may come to be: first figures are revised by
parts of themselves or a few times over, and a war's dead are thousands of times one attack's."""


def is_of_a_figure(telling: Telling, figures: Collection[int], tellings: Sequence[Telling]) -> bool:
    """Whether harm told by itself is that of attacks told in a number, in the sentence of that
    (`figures` are their orders), or, where nobody was hurt, in the next one ("bombed two bases. No
    casualties were reported"), unless the sentence of the number tells a single attack as well."""
    if not telling.only_harm or telling.places:
        return False
    order = telling.sentence.order
    harms = [h[0] for h in (telling.killed, telling.injured) if h is not None]
    nobody = bool(harms) and all(h.high == 0 for h in harms)
    behind = nobody and all(t.sentence.order != order - 1 for t in tellings)
    return order in figures or (behind and order - 1 in figures)
