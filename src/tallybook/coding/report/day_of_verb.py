"""Whose day it is: "the army condemned the attack on Tuesday".

A phrase of time behind an object may hang on the noun or on the verb, and parsers cannot tell. The
text can: a definite "the attack" is the one that has been told (definites are familiar, Heim 1982),
and where that was on an earlier day, the day is that of the condemning, the claiming or the arrest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.report.agreement import kinds_agree
from tallybook.coding.report.apart import days_conflict, is_undated

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card
    from tallybook.core.values import Moment


def dates_its_verb(telling: Telling, cards: Sequence[Card], knowledge: LocalKnowledge) -> bool:
    """Whether the day of a telling is that of the clause's verb, done after an attack of the report
    that is meant."""
    if telling.moment is None or telling.reference != "definite" or not _only_refers(telling):
        return False
    day = telling.moment[0]
    if not _may_hang_on_verb(telling):
        return False
    dated = [card for card in cards if card.moments()]
    if any(not days_conflict(day, told) for card in dated for told in card.moments()):
        return False
    return any(
        kinds_agree(telling, card, knowledge) and all(_is_later(day, m) for m in card.moments())
        for card in dated
    )


def _only_refers(telling: Telling) -> bool:
    """Whether a telling adds nothing but a day to what its noun refers to."""
    return not (telling.places or telling.killed or telling.injured or telling.plural)


def _may_hang_on_verb(telling: Telling) -> bool:
    """Whether the day stands behind the noun, and this behind a verb in the past that is not the
    attack's own."""
    head, passage = telling.head, telling.sentence.passage
    if telling.moment is None or head.pos_ not in ("NOUN", "PROPN"):
        return False
    verb = clause_verb(head)
    told = verb.tag_ in ("VBD", "VBN") and verb.i < head.i
    return told and telling.moment[1].start > passage.span(head.i, head.i + 1).start


def _is_later(day: Moment, told: Moment) -> bool:
    if is_undated(day) or is_undated(told):
        return True  # Days of the week without a date: only that they are others is known.
    return day.first is not None and told.last is not None and told.last < day.first
