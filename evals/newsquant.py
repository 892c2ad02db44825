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

from evals.data import find_file
from evals.figures import Figure, f1_figure
from evals.halves import half_of
from evals.scores import Tally
from tallybook.coding.counts import CountMention, find_counts
from tallybook.coding.model import load_model

CORPUS = "quantities"

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
    change = CHANGE_OF_RULE.get(mention.rule) or CHANGE_OF_HEDGE[mention.hedge]
    return Quantity(value, change)


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities that the coder reads in a sentence."""
    found = [one for one in find_counts(load_model()(text), measures=True) if _is_annotated(one)]
    quantities: list[Quantity] = []
    before: CountMention | None = None
    for one in found:
        if before is not None and _is_change(text, before, one):
            quantities[-1] = Quantity((*quantities[-1].value, *quantity_of(one).value), "=")
            before = None
        else:
            quantities.append(quantity_of(one))
            before = one
    return quantities


def _is_change(text: str, old: CountMention, new: CountMention) -> bool:
    """Whether two numbers are the old and the new value of one thing ("from 12 to 15 boats"), which
    the corpus annotates as one quantity with two values."""
    if old.rule != "revised_from" or old.value is None or new.value is None:
        return False
    words = text[old.end_char : new.start_char].split()
    return "to" in words[-2:] and len(words) <= 5


def _is_annotated(mention: CountMention) -> bool:
    """Whether the corpus annotates such a number: no ordinals, no vague words like "several" that
    hold no number, and no ages without their unit (", 35,")."""
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
        if half_of(sentence.text) == "held":
            held += one
        if progress is not None:
            progress(number / len(sentences))
    return [
        f1_figure("newsquant.value_bound_f1", "NewsQuant value+bound F1", both, bar=88, kept=True),
        f1_figure("newsquant.value_f1", "NewsQuant value F1", values),
        f1_figure("newsquant.held_f1", "NewsQuant value+bound F1, half not developed on", held),
    ]


def _values(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [Quantity(one.value, "") for one in quantities]


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")
