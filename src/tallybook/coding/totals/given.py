"""Figures that point back: "both attacks", "the three raids", after these were told one by one.

A definite noun phrase with a number refers to as many as are given already (Prince 1981 on given
and new): where a report has told that many attacks, the number brings in no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from tallybook.coding.report.cards import Card
from tallybook.coding.totals.figures import Figure

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge


def given_before(figure: Figure, cards: Sequence[Card], knowledge: LocalKnowledge) -> list[Card]:
    """Return the attacks that a figure points back to, the last that were told before it; none
    where it is a figure of its own. "The two blasts", after one bombing was told, are its own:
    a part of what was told is given with it (bridging, Clark 1975)."""
    number = figure.main.number
    if number is None or number.high != number.low or figure.main.parts or figure.split:
        return []
    if any(t.reference != "definite" or t.sentence.passage.is_title for t in figure.tellings):
        return []
    told = [(min(t.sentence.order for t in card.tellings), card) for card in cards]
    told.sort(key=itemgetter(0))
    before = [card for order, card in told if order < figure.first_order]
    if number.low > len(before) and figure.main.event_type == "explosion":
        is_a = knowledge.event_types.is_a
        types = ((card, {t.event_type for t in card.tellings if t.event_type}) for card in before)
        return [card for card, kinds in types if any(is_a(k, "explosion") for k in kinds)][-1:]
    return before[-number.low :] if 2 <= number.low <= len(before) else []
