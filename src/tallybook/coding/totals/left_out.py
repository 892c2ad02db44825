"""Attacks that a text says its figure leaves out: "he is not included in the figure"."""

from __future__ import annotations

import re

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.reading import Sentence
from tallybook.coding.report.cards import Card

_NUMBER = "|".join(sorted(SMALL, key=len, reverse=True))
_LEFT_OUT = re.compile(
    r"\b(?:not|n't|nor|never)\b[^.;]{0,40}?"
    r"\b(?:one of|among|part of|(?:included|counted|recorded) (?:in|among|with))\s+"
    r"(?:the|that|this|these|those|its|their)\s+(?:[\w'’-]+\s+)?"
    rf"(?:figures?|counts?|totals?|tally|number|statistics|\d+|{_NUMBER})\b",
    re.IGNORECASE,
)
"""A denial of being in a figure: of a noun for one, or of those whose number it gives."""


def is_left_out(card: Card) -> bool:
    """Whether the sentence that tells an attack, or the one behind it in its paragraph, says that
    it is not in the figure: "that case is not among the nine"."""
    return any(_LEFT_OUT.search(words) for t in card.tellings for words in _around(t.sentence))


def _around(sentence: Sentence) -> list[str]:
    passage = sentence.passage
    following = [s for s in passage.doc.sents if s.start == sentence.end]
    return [sentence.span.words, *(passage.words(s.start, s.end) for s in following)]
