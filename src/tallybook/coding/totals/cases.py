"""Cases: things attacked together that the text goes on to tell apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallybook.coding.attacks.frames import TOTALS, Frame
from tallybook.coding.attacks.tellings import Telling, exact_words
from tallybook.coding.language.reading import Sentence
from tallybook.core.spans import Span
from tallybook.core.values import Count


def counted_things(frame: Frame) -> tuple[Count, Span] | None:
    """How many things a verb says were attacked. That is a number of attacks only where the text
    goes on to tell them apart (`settle_cases`)."""
    heads = {h.i for h in frame.roles.targets}
    for count in frame.mentions.counts:
        exact = count.count.low == count.count.high and count.count.low > 1 and count.rule in TOTALS
        if exact and count.head in heads and count.unit != "people":
            span = frame.sentence.passage.span(count.start, count.end)
            return exact_words(count.count, span), span
    return None


def settle_cases(sentence: Sentence, before: Sequence[Telling]) -> None:
    """ "Two warehouses were attacked. In both cases …": cases are told apart, so that as many
    attacks were told as things."""
    found = _CASES.search(sentence.span.words)
    told = next((t for t in reversed(before) if not t.only_harm), None)
    if found is None or told is None or told.counted is None:
        return
    if sentence.order - told.sentence.order > CASES_REACH:
        return
    count, span = told.counted
    if found[1].lower() == "both" and count.low != 2:
        return
    told.number, told.number_spans, told.plural = count, (span,), True


_CASES = re.compile(
    r"\b(both|each|all)(?: of (?:these|those|the))?(?: \w+)?"
    r" (?:cases?|incidents?|instances?|occasions?|attacks?|locations?|sites?|places?)\b",
    re.IGNORECASE,
)
CASES_REACH = 2
"""Sentences after which "both cases" are of something else."""
