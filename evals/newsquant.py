"""NewsQuant: numbers with their bounds.

Almasian, Kazakova, Göldner & Gertz (2023), "CQE: A Comprehensive Quantity Extractor", EMNLP. A
quantity is right where its value and its change are: "=" exact, "~" about, ">" more than or at
least, "<" less than or at most, "up" and "down" for a difference.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evals.data import find_file
from evals.figures import Figure, f1_figure
from evals.parts import part_of
from evals.scores import Tally
from tallybook.coding.counts.changes import FALLS, RISES
from tallybook.coding.counts.finding import CountMention, find_counts
from tallybook.coding.language.model import load_model
from tallybook.coding.language.tokens import Doc

CORPUS = "quantities"
UNREAD = 1 / 8
"""The share of the sentences that nobody here has read; the grammar was developed on the rest."""

CHANGE_OF_HEDGE = {
    "exact": "=",
    "about": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "fewer_than": "<",
    "between": "=",
    "vague": "=",
}
_NUMBER = r"-?\d[\d.]*(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*-\s*({_NUMBER})")

_SPELLED_MODIFIER = re.compile(r"[a-zA-Z]+(-[a-zA-Z]+)+")

CHANGE_OF_RULE = {"rise": "up", "fall": "down"}


class Quantity(Struct, frozen=True):
    """A value, or the ends of a range of values, and its change."""

    value: tuple[float, ...]
    change: str


class Sentence(Struct, frozen=True):
    """A sentence with its quantities."""

    text: str
    quantities: tuple[Quantity, ...]


def parse_value(written: str) -> tuple[float, ...]:
    """Return the value or the two ends of a range, rounded to six significant digits."""
    found = _RANGE.fullmatch(written.strip())
    parts = found.groups() if found is not None else (written,)
    return tuple(_rounded(float(part)) for part in parts)


def load_sentences(folder: Path, limit: int | None = None) -> list[Sentence]:
    """Return the sentences of the corpus; raises Absent."""
    path = find_file(folder, CORPUS, "newsquant.json")
    found = [
        Sentence(
            one["text"],
            tuple(Quantity(parse_value(q["value"]), q["change"]) for q in one["quantities"]),
        )
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]
    return found[:limit]


def quantity_of(mention: CountMention) -> Quantity:
    """Return what the coder's reading of a number says."""
    count = mention.count
    if mention.value is not None:
        value: tuple[float, ...] = (_rounded(mention.value),)
    elif mention.ends is not None:
        value = (_rounded(mention.ends[0]), _rounded(mention.ends[1]))
    elif mention.hedge == "vague":
        value = (_rounded(count.low), _rounded(10 * count.low))
    elif count.high is None:
        value = (_rounded(count.low),)
    else:
        value = (_rounded(count.low), _rounded(count.high))
    change = CHANGE_OF_HEDGE[mention.hedge]
    if change == "~" and "average of" in mention.count.words.lower():
        change = "="  # A mean is "~" where a verb says that it is one, and "=" where a noun does.
    if change not in "<>":  # "Rose more than 5%": the bound is given, not the direction.
        change = CHANGE_OF_RULE.get(mention.rule, change)
    return Quantity(value, change)


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities that the coder reads in a sentence, in the corpus's manner."""
    document = load_model()(text)
    found = [one for one in find_counts(document, measures=True) if _is_annotated(one)]
    quantities: list[Quantity] = []
    before: CountMention | None = None
    for one in found:
        quantity = quantity_of(one)
        pair = _old_and_new(document, before, one)
        if pair is not None:
            quantities[-1] = Quantity(pair, "=")
            before = None
            continue
        if quantity.change in ("up", "down") and _told_by_noun(document, one):
            quantity = replace(quantity, change="=")
        quantities += _alternatives(one, quantity)
        before = one
    return quantities


def _old_and_new(
    document: Doc, first: CountMention | None, second: CountMention
) -> tuple[float, ...] | None:
    """Return the old and the new value of one thing ("from 12 to 15 boats"), which the corpus
    annotates as one quantity with two values."""
    if first is None or first.value is None or second.value is None:
        return None
    words = document.words(first.end, second.start).lower().split()
    if len(words) > _BETWEEN or not words:
        return None
    old, new = quantity_of(first).value, quantity_of(second).value
    return (*old, *new) if first.rule == "revised_from" and "to" in words[-2:] else None


_BETWEEN = 7
"""Words between the two: "from 20 miles per gallon in 2008 to 29"."""


def _alternatives(mention: CountMention, quantity: Quantity) -> list[Quantity]:
    """Return the two numbers of an "or" each by itself ("eight or nine euros"): the corpus's ranges
    are those with "to", "between" and a dash. A hedge is the first one's."""
    if mention.ends is None or " or " not in mention.count.words:
        return [quantity]
    first, second = quantity.value
    return [Quantity((first,), quantity.change), Quantity((second,), "=")]


def _told_by_noun(document: Doc, mention: CountMention) -> bool:
    """Whether a noun tells of a change ("a 5% drop", "an increase of 5%"): the corpus has "up" and
    "down" for verbs and adverbs of change, and "=" for nouns."""
    if mention.start > 1 and document[mention.start - 1].lower_ == "of":
        return True
    if mention.end == len(document):
        return False
    following = document[mention.end]
    return following.pos_ == "NOUN" and following.lower_ in RISES | FALLS


def _is_annotated(mention: CountMention) -> bool:
    """Whether the corpus annotates such a number: no ordinals, no vague words like "several" that
    hold no number, no ages without their unit (", 35,"), and no number words in hyphenated
    adjectives ("a two-hour battle"; those in figures it has, as in "a 7-inch screen")."""
    spelled = _SPELLED_MODIFIER.fullmatch(mention.count.words)
    if mention.unit == "measure" and spelled and mention.count.low > 0:
        return False
    if mention.rule == "age":
        return any(word in mention.count.words for word in ("year", "month", "week", "day"))
    return mention.rule != "ordinal" and (mention.hedge != "vague" or mention.count.low >= 10)


def score(predicted: Sequence[Quantity], wanted: Sequence[Quantity]) -> Tally:
    """Return the quantities of a sentence that are right, each once."""
    common = Counter(predicted) & Counter(wanted)
    return Tally(common.total(), len(predicted), len(wanted))


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    sentences = load_sentences(folder, limit)
    both, values, held = Tally(), Tally(), Tally()
    for number, sentence in enumerate(sentences, start=1):
        predicted = read_quantities(sentence.text)
        one = score(predicted, sentence.quantities)
        both += one
        values += score(_values(predicted), _values(sentence.quantities))
        if part_of(sentence.text, UNREAD) == "held":
            held += one
        if progress is not None:
            progress(number / len(sentences))
    return [
        f1_figure("newsquant.value_bound_f1", "NewsQuant value+bound F1", both, bar=88, kept=True),
        f1_figure("newsquant.value_f1", "NewsQuant value F1", values),
        f1_figure("newsquant.held_f1", "NewsQuant value+bound F1, eighth not read", held),
    ]


def _values(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [Quantity(one.value, "") for one in quantities]


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")
