"""Figures that point back: "both attacks", "the three raids", after these were told one by one.

A definite noun phrase with a number refers to as many as are given already (Prince 1981 on given
and new): where a report has told that many attacks, the number brings in no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from tallybook.coding.report.cards import Card
from tallybook.coding.totals.figures import Figure


def given_before(figure: Figure, cards: Sequence[Card]) -> list[Card]:
    """Return the attacks that a figure points back to, the last that were told before it; none
    where it is a figure of its own."""
    number = figure.main.number
    if number is None or number.high != number.low or figure.main.parts or figure.split:
        return []
    if any(t.reference != "definite" or t.sentence.passage.is_title for t in figure.tellings):
        return []
    told = [(min(t.sentence.order for t in card.tellings), card) for card in cards]
    told.sort(key=itemgetter(0))
    before = [card for order, card in told if order < figure.first_order]
    return before[-number.low :] if 2 <= number.low <= len(before) else []
