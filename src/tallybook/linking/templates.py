"""Texts that are filled in anew: bulletins, updates and alerts of one form.

A front, a monitor or an office tells of each day in the words of the day before, and changes the
days, the figures and the places. That two such reports are alike says whose they are, not that they
tell of one attack. So words are compared here with figures and weekdays left out, and then what the
two put in their stead at the same points: a copy keeps it, an update keeps most of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from zlib import crc32

from tallybook.core.documents import Document
from tallybook.linking.texts import passages_of

TEMPLATE_FROM, SHORT_TEMPLATE_FROM = 0.3, 0.6
"""Share of the shorter text's word 5-grams, figures and weekdays left out, from which two reports
are of one form; and of one that shares fewer than"""
LEAST_SHARED = 12
"""so many. Hand-set: independent reports of one event share seldom a fifth of theirs, but two of a
sentence each name the same target in the same town."""
SHINGLE_WORDS = 5
CONTEXT_WORDS = 3
"""So many words before a figure, or after it, say what it counts: "_ people were wounded"."""

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)?")
_DAY = re.compile(r"\d{1,2}(?=$|st|nd|rd|th)")
_BLANK = "#"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_HOURS = frozenset(
    (
        *("dawn", "morning", "noon", "midday", "afternoon", "evening", "dusk", "night"),
        *("midnight", "overnight"),
    )
)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    *("hundred", "dozen", "dozens", "first", "second", "third", "fourth", "fifth", "nobody"),
)
_FILLED = frozenset((*_WEEKDAYS, *_NUMBERS))


class Template:
    """A text without its figures and weekdays: its `shingles`, what `fills` these points by the
    words around them, and the `days` (a weekday, "4 march") and `hours` ("evening") that it
    names."""

    def __init__(self, document: Document) -> None:
        words = words_of(document)
        filled = [word in _FILLED or _DIGITS.fullmatch(word) is not None for word in words]
        blanked = [_BLANK if fills else word for word, fills in zip(words, filled, strict=True)]
        ends = range(SHINGLE_WORDS, len(words) + 1)
        self.shingles = frozenset(
            [crc32(" ".join(blanked[end - SHINGLE_WORDS : end]).encode()) for end in ends]
        )
        self.fills: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.days: set[str] = set()
        self.hours = _HOURS & set(words)
        for at, word in enumerate(words):
            if filled[at]:
                if at >= CONTEXT_WORDS:
                    self.fills[(*blanked[at - CONTEXT_WORDS : at + 1],)].add(word)
                if at + CONTEXT_WORDS < len(words):
                    self.fills[(*blanked[at : at + 1 + CONTEXT_WORDS],)].add(word)
            if word in _WEEKDAYS:
                self.days.add(word)
            if word in _MONTHS:
                beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
                self.days.update(
                    f"{int(number[0])} {word}" for number in map(_DAY.match, beside) if number
                )


def words_of(document: Document) -> list[str]:
    """Return the words of a report's title and body in lower case, each reprinted paragraph
    once."""
    return [word for passage in passages_of(document) for word in _WORD.findall(passage.lower())]


def is_of_one_form(one: Template, other: Template) -> bool:
    """Whether two texts are alike but for their figures and days."""
    shorter = min(len(one.shingles), len(other.shingles))
    shared = len(one.shingles & other.shingles)
    least = TEMPLATE_FROM if shared >= LEAST_SHARED else SHORT_TEMPLATE_FROM
    return shared > 0 and shared >= least * shorter


def is_filled_otherwise(one: Template, other: Template) -> bool:
    """Whether two texts put other figures or weekdays at a point at which they are alike."""
    return any(
        one.fills[context].isdisjoint(other.fills[context])
        for context in one.fills.keys() & other.fills.keys()
    )


def name_other_days(one: Template, other: Template) -> bool:
    """Whether two texts each name days, and none that the other names."""
    return bool(one.days) and bool(other.days) and one.days.isdisjoint(other.days)


def name_other_hours(one: Template, other: Template) -> bool:
    """Whether two texts each name parts of the day, and none that the other names."""
    return bool(one.hours) and bool(other.hours) and one.hours.isdisjoint(other.hours)
