"""Labels that open a paragraph: "March 28 - A catechist is beheaded", "Kherson: shells hit …".

Timelines, diaries of events and live pages put the day or the hour of an entry before a dash or a
colon, bulletins the place. A parser takes a label for the sentence's subject or its vocative: it is
an utterance of its own, and heads what follows.
"""

from __future__ import annotations

import re

from tallybook.coding.moments.calendar import MONTHS, WEEKDAYS
from tallybook.coding.places.words import BEFORE_NAMES, KINDS
from tallybook.knowledge.loading import load_knowledge

ENDS = frozenset(":-–—")
"""What ends a label; the parser is given a full stop instead."""

_MONTH = rf"(?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?"
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})"
    r"(?:,? (?:19|20)\d\d)?"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{2,4}))?"
_TIME = re.compile(
    rf"(?:(?:{_WEEKDAY},? )?{_DAY}(?:,? {_CLOCK})?|{_WEEKDAY}|\d{{4}}-\d\d-\d\d|{_CLOCK})"
    r"(?:\s+[-–—]|:)(?=\s+(?-i:[^\sa-z]))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s+(?:[^\W\d_a-z][\w'’-]*\s?){1,4}\.\s")
"""A label of several parts ("Tuesday 24 June – Gao."), which ends itself."""

_NAME = re.compile(r"([A-Z][^:.!?\n]{1,60}):(?= [A-Za-z])")
"""What may be the label of a bulletin's paragraph; behind it runs no quotation."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def with_label_apart(text: str) -> str:
    """Return a paragraph with a full stop for the colon or dash behind its label."""
    label = _TIME.match(text)
    if label is not None and _GOES_ON.match(text, label.end()):
        return text
    if label is None:
        label = _NAME.match(text)
        if label is None or not _is_place(label[1]):
            return text
    return f"{text[: label.end() - 1]}.{text[label.end() :]}"


def _is_place(label: str) -> bool:
    """Whether a label names places, with nothing besides but what kind they are and the day."""
    words = _WORD.findall(label)
    named = {i for r in load_knowledge().gazetteer.scan(words) for i in range(*r)}
    small = KINDS | BEFORE_NAMES | frozenset(MONTHS) | frozenset(WEEKDAYS) | {"in"}
    return bool(named) and all(w.lower() in small for i, w in enumerate(words) if i not in named)
