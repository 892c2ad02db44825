"""What two reports have in common as texts: words, names, figures.

How much a word weighs is fixed beforehand, by how many reports of ordinary news print it
(`data/news_words.tsv`), and does not change with the book: what two reports share is a matter of
these two alone. A word that one kind of news prints all the time tells nothing apart there, so it
counts as common if it is so in any kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from heapq import nsmallest
from importlib.resources import files
from math import log, sqrt

from msgspec import Struct

from tallybook.core.documents import Document

RARE_BELOW = 0.004
RARE_NAME_BELOW = 0.01
"""Words, and full names, that fewer reports print are not in the table: what is left of the names
are offices, towns and the best known of politicians."""
UNSEEN = RARE_BELOW / 2
_UNSEEN_WEIGHT = -log(UNSEEN)
TITLE_CASE_SHARE = 0.6
"""Sentences with more capitalised words than this are headlines in title case, in which a capital
marks no name."""
HEAVIEST = 12
"""So many of the weightiest words of a report, and of its title, are marks of it,"""
MARKS_BELOW = 0.02
"""of those that fewer reports of ordinary news print."""
RECENT_BELOW = 0.2
"""Words of a title that fewer reports print are marks of it among the reports of those weeks: there
are not many of "Boy hit by stray bullet" in a fortnight."""
TITLE_WORDS = 20
"""Titles in the news are seldom longer; a lead is."""
RECENT_DAYS = 14
"""Reports that were printed up to so many days apart have such marks in common, and some that were
printed up to twice as many."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# An initial ends no sentence.
_SENTENCE_END = re.compile(r"(?<![A-Z]\.)(?<=[.!?:;\"”])\s+|\n+")
# Two capitalised words in a row, over an initial as well: "Ada Moss", "Ada R. Moss".
_FULL_NAME = re.compile(r"(?=\b([A-Z][\w’'-]+)\s+(?:[A-Z]\.\s+)?([A-Z][\w’'-]+))")
_POSSESSIVE = re.compile(r"['’]s$")
# Ages and house numbers: what local reports identify people and places by.
_FIGURE = re.compile(r"\b\d{1,3}[- ](?:year|month|week|day)s?[- ]old\b|\b\d{2,5} block\b")
CALENDAR = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday"),
    )
)


class ReportText(Struct, frozen=True):
    """A report as text: the weights of its words and of its title's, as vectors of length one; its
    full names and single names that ordinary news seldom prints; its ages and house numbers; its
    marks, the names and heaviest words of which two reports of one event most likely share one;
    and its `title_marks`, the same of its title, with what marks it among reports of its weeks."""

    words: dict[str, float]
    title: dict[str, float]
    full_names: frozenset[str]
    rare_names: frozenset[str]
    figures: frozenset[str]
    marks: frozenset[str]
    title_marks: frozenset[str]


def passages_of(document: Document) -> list[str]:
    """Return a report's paragraphs of title and body, each that is printed again once."""
    return [
        document.text[paragraph.start : paragraph.end]
        for paragraph in document.paragraphs
        if paragraph.role in ("title", "body") and paragraph.repeats is None
    ] or [document.text]


def report_text(document: Document) -> ReportText:
    """Return a report as text: of what its passages say."""
    common = news_words()
    passages = passages_of(document)
    full, single = names_in(passages)
    whole = "\n".join(passages)
    words = _vector(_WORD.findall(whole.lower()))
    title = _vector(_title_words(document, passages[0]))
    figures = [figure.replace("-", " ") for figure in _FIGURE.findall(whole.lower())]
    recent = [word for word in title if common.get(word, UNSEEN) < RECENT_BELOW]
    # Of a set less the keys of a table, all of the table would be walked over.
    full_names, rare_names = (
        frozenset([name for name in names if name not in common]) for names in (full, single)
    )
    return ReportText(
        words=words,
        title=title,
        full_names=full_names,
        rare_names=rare_names,
        figures=frozenset(figures),
        marks=frozenset({*full_names, *rare_names, *_heaviest(words)}),
        title_marks=frozenset(
            {*_heaviest(title), *_in_those_weeks([*recent, *figures], document.published)}
        ),
    )


def _title_words(document: Document, first: str) -> list[str]:
    """Return the words of a report's title; of its first passage where it has none and that is as
    short as one: a headline alone, a line of an agency."""
    words = _WORD.findall((document.title or first).lower())
    return words if document.title or len(words) <= TITLE_WORDS else []


def _heaviest(words: dict[str, float]) -> list[str]:
    common = news_words()
    seldom = [(-w, word) for word, w in words.items() if common.get(word, UNSEEN) < MARKS_BELOW]
    return [word for _, word in nsmallest(HEAVIEST, seldom)]


def _in_those_weeks(words: Iterable[str], published: str | None) -> list[str]:
    """Return marks that only reports share which were printed within weeks of each other."""
    if published is None:
        return []
    week = date.fromisoformat(published).toordinal() // RECENT_DAYS
    return [f"{word} in {weeks}" for word in words for weeks in (week, week + 1)]


def names_in(passages: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the full names and the single capitalised words of passages, in lower case."""
    full: set[str] = set()
    single: set[str] = set()
    for sentence in _sentences(passages):
        words = _WORD.findall(sentence)
        capitalised = len([word for word in words if word[0].isupper()])
        if capitalised > TITLE_CASE_SHARE * len(words):
            continue
        for pair in _FULL_NAME.findall(sentence) if capitalised else ():
            first, last = (_bare(word) for word in pair)
            if not CALENDAR & {first, last}:
                full.add(f"{first} {last}")
        # The first word of a sentence has its capital from there.
        single.update([_bare(word) for word in words[1:] if word[0].isupper() and len(word) > 2])
    return full, single - CALENDAR


def _sentences(passages: Iterable[str]) -> Iterator[str]:
    for passage in passages:
        yield from _SENTENCE_END.split(passage)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower())


def words_in(text: str) -> set[str]:
    """Return the words of a text, in lower case."""
    return set(_WORD.findall(text.lower()))


@cache
def news_words() -> dict[str, float]:
    """Return the share of reports that print a word, or a full name, by these in lower case."""
    table = files("tallybook.linking").joinpath("data/news_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {word: float(share) for word, share in rows}


@cache
def _inverse_frequencies() -> dict[str, float]:
    return {word: -log(share) for word, share in news_words().items()}


def _vector(words: Iterable[str]) -> dict[str, float]:
    """Return the words' weights, scaled to length one: the logarithm of how often times the inverse
    document frequency (Salton & Buckley 1988)."""
    frequency = _inverse_frequencies().get
    weights = {
        word: frequency(word, _UNSEEN_WEIGHT) * (1 if times == 1 else 1 + log(times))
        for word, times in Counter(words).items()
    }
    length = sqrt(sum([weight * weight for weight in weights.values()]))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Return how alike two vectors of length one are, from 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum([weight * other[word] for word, weight in one.items() if word in other])
