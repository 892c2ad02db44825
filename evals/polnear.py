"""PolNeAR: who is quoted, by which words, and what they said.

Newell, Margolin & Ruths (2018), "An Attribution Relations Corpus for Political News", LREC. Each
attribution has a cue, mostly a source and a content; the coder's attributions are aligned with them
one to one within a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

from evals.data import find_part, read_lines
from evals.figures import Figure, f1_figure, share_figure
from evals.scores import Tally
from tallybook.coding.language.model import load_model
from tallybook.coding.language.reading import Passage, analyse
from tallybook.coding.local import localise
from tallybook.coding.mentions import country_context
from tallybook.coding.voices.attribution import Attribution, Speakers, find_attributions
from tallybook.core.documents import Document, Paragraph
from tallybook.knowledge.loading import Knowledge, load_knowledge

CORPUS = "attribution"
ROLES = ("source", "cue", "content")
HALF = 0.5
"""From this F1 of their words on, two sources are one; so are two contents."""

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_LABEL = re.compile(r"[TE]\d+$")
_UNNAMING = frozenset("a an the that who which to of".split())
"""Words of a source that name nobody."""

Tokens = frozenset[int]
Ranges = tuple[tuple[int, int], ...]


class Relation(Struct, frozen=True):
    """The words of each part of an attribution, by their number in the text; `speaker` is the name
    of a source that stands elsewhere."""

    source: Tokens = frozenset()
    cue: Tokens = frozenset()
    content: Tokens = frozenset()
    speaker: str = ""

    def part(self, role: str) -> Tokens:
        """Return the words of source, cue or content."""
        found: Tokens = getattr(self, role)
        return found


class Text(Struct, frozen=True):
    """A text of the corpus: its attributions by part, and what its annotators discarded."""

    id: str
    text: str
    attributions: tuple[dict[str, Ranges], ...]
    discarded: Ranges = ()


class Scores(Struct, frozen=True):
    """Sums over texts: credit for parts by words and by overlap, and sources of matched contents.

    Partial credit has two tallies for a part, since an overlap is one share of what was predicted
    and another of what was wanted.
    """

    precise: dict[str, Tally]
    recalled: dict[str, Tally]
    overlap: dict[str, Tally]
    sources: Tally

    def plus(self, other: Scores) -> Scores:
        """Return the sums with another text's."""
        return Scores(
            _sum(self.precise, other.precise),
            _sum(self.recalled, other.recalled),
            _sum(self.overlap, other.overlap),
            self.sources + other.sources,
        )

    def partial(self, role: str) -> Tally:
        """Return a tally whose precision and recall are those of the words of a part."""
        precision = self.precise[role].precision
        recall = self.recalled[role].recall
        both = precision + recall
        # As many right of as many predicted and wanted give the same precision, recall and F1.
        right = precision * recall * 2 / both if both else 0.0
        return Tally(
            right,
            right / precision if precision else 0.0,
            right / recall if recall else 0.0,
        )


def _sum(one: dict[str, Tally], other: dict[str, Tally]) -> dict[str, Tally]:
    return {role: one[role] + other[role] for role in ROLES}


_ZERO = {role: Tally() for role in ROLES}
NOTHING = Scores(_ZERO, _ZERO, _ZERO, Tally())


def parse_annotations(written: str) -> tuple[tuple[dict[str, Ranges], ...], Ranges]:
    """Return the attributions of a text in brat's standoff form, and the ranges discarded."""
    spans: dict[str, tuple[str, Ranges]] = {}
    events: list[list[str]] = []
    for line in written.split("\n"):
        name, _, rest = line.partition("\t")
        if not _LABEL.match(name):
            continue
        if name.startswith("E"):
            events.append(rest.split())
            continue
        label, _, written_ranges = rest.partition("\t")[0].partition(" ")
        spans[name] = (label.lower(), tuple(_range(one) for one in written_ranges.split(";")))
    found = []
    for event in events:
        parts: dict[str, Ranges] = {}
        for argument in event:
            kind, ranges = spans.get(argument.partition(":")[2], ("", ()))
            if kind in ROLES:
                parts[kind] = (*parts.get(kind, ()), *ranges)
        if parts:
            found.append(parts)
    discarded = tuple(r for kind, ranges in spans.values() if kind == "discard" for r in ranges)
    return tuple(found), discarded


def _range(written: str) -> tuple[int, int]:
    start, end = written.split()
    return int(start), int(end)


def load_texts(path: Path, limit: int | None = None) -> list[Text]:
    """Return the texts of a part; of several people's annotations of a text, the first's."""
    texts = []
    for one in read_lines(path):
        attributions, discarded = parse_annotations(one["annotations"][0])
        texts.append(Text(one["id"], one["text"], attributions, discarded))
    return texts[:limit]


def document_of(text: Text) -> Document:
    """Return a text as a document, character for character; its first paragraph is its title."""
    paragraphs = [
        Paragraph(found.start(), found.end(), "title" if number == 0 else "body")
        for number, found in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text.text))
    ]
    return Document(
        id=text.id,
        capture="",
        source=text.id,
        media_type="text/plain",
        text=text.text,
        paragraphs=tuple(paragraphs),
    )


class Words:
    """The words of a text by number: punctuation is no part of anything scored."""

    def __init__(self, text: str) -> None:
        self._spots = [found.span() for found in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._spots]
        self._low = [found.group().lower() for found in _WORD.finditer(text)]

    def inside(self, ranges: Ranges) -> Tokens:
        """Return the words that share a character with any of the ranges."""
        found: set[int] = set()
        for start, end in ranges:
            at = max(bisect_right(self._starts, start) - 1, 0)
            while at < len(self._spots) and self._spots[at][0] < end:
                if self._spots[at][1] > start:
                    found.add(at)
                at += 1
        return frozenset(found)

    def naming(self, words: Tokens) -> Tokens:
        """Return the words without articles and the like."""
        return frozenset(i for i in words if self._low[i] not in _UNNAMING) or words

    def spelled(self, words: Tokens) -> frozenset[str]:
        """Return the words themselves."""
        return frozenset(self._low[i] for i in words)


def wanted_relations(text: Text, words: Words) -> list[Relation]:
    """Return the corpus's attributions of a text."""
    return [
        Relation(
            source=words.inside(parts.get("source", ())),
            cue=words.inside(parts.get("cue", ())),
            content=words.inside(parts.get("content", ())),
        )
        for parts in text.attributions
    ]


def read_relations(text: Text, words: Words, knowledge: Knowledge) -> list[Relation]:
    """Return the coder's attributions of a text, but for those in parts that were discarded."""
    reading = next(analyse([document_of(text)], load_model(), lambda _: True))
    local = localise(knowledge, country_context(reading, knowledge))
    speakers = Speakers()
    discarded = words.inside(text.discarded)
    found: list[Relation] = []
    for sentence in reading.sentences:
        for one in find_attributions(sentence, local.actors, speakers):
            relation = _relation(one, sentence.passage, words)
            if not relation.content & discarded:
                _add(found, relation)
    return found


def _add(found: list[Relation], relation: Relation) -> None:
    """Add an attribution; a quotation that runs on belongs to the one that introduced it, and one
    that the clause behind it introduces is taken up there."""
    last = found[-1] if found else None
    if last is not None and last.speaker == relation.speaker and not (last.cue and relation.cue):
        found[-1] = Relation(
            last.source or relation.source,
            last.cue or relation.cue,
            last.content | relation.content,
            last.speaker,
        )
    else:
        found.append(relation)


def _relation(one: Attribution, passage: Passage, words: Words) -> Relation:
    def tokens(indices: Iterable[int]) -> Tokens:
        spans = (passage.span(i, i + 1) for i in indices)
        return words.inside(tuple((span.start, span.end) for span in spans))

    return Relation(
        source=tokens(range(*one.source_range)),
        cue=tokens([one.cue] if one.cue >= 0 else []),
        content=tokens(one.content),
        speaker=one.chain[0].name if one.chain else "",
    )


def score(predicted: Sequence[Relation], wanted: Sequence[Relation], words: Words) -> Scores:
    """Return the scores of a text."""
    pairs = _aligned(predicted, wanted)
    precise, recalled, overlap = {}, {}, {}
    for role in ROLES:
        given = sum(bool(one.part(role)) for one in predicted)
        asked = sum(bool(one.part(role)) for one in wanted)
        shared = [(len(p.part(role) & w.part(role)), p.part(role), w.part(role)) for p, w in pairs]
        precise[role] = Tally(sum(n / len(p) for n, p, _ in shared if n), given, asked)
        recalled[role] = Tally(sum(n / len(w) for n, _, w in shared if n), given, asked)
        overlap[role] = Tally(sum(n > 0 for n, _, _ in shared), given, asked)
    judged = [(p, w) for p, w in pairs if w.source and _likeness(p.content, w.content) >= HALF]
    right = sum(_same_source(p, w, words) for p, w in judged)
    return Scores(precise, recalled, overlap, Tally(right, len(judged), len(judged)))


def _aligned(
    predicted: Sequence[Relation], wanted: Sequence[Relation]
) -> list[tuple[Relation, Relation]]:
    """The alignment with the most likeness of contents and cues."""
    if not predicted or not wanted:
        return []
    gain = np.array(
        [
            [_likeness(p.content, w.content) + _likeness(p.cue, w.cue) for w in wanted]
            for p in predicted
        ]
    )
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(predicted[i], wanted[j]) for i, j in chosen if gain[i, j] > 0]


def _likeness(one: Tokens, other: Tokens) -> float:
    """The F1 of two sets of words."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _same_source(predicted: Relation, wanted: Relation, words: Words) -> bool:
    """Whether half of the shorter naming, articles aside, is in the other one: annotators take a
    speaker's whole description, the coder the name and office. A source that the sentence does not
    hold is compared by the words of the speaker's name."""
    asked = words.naming(wanted.source)
    if predicted.source:
        given = words.naming(predicted.source)
        return len(given & asked) >= HALF * min(len(given), len(asked))
    name = {word.lower() for word in _WORD.findall(predicted.speaker)} - _UNNAMING
    spelled = words.spelled(asked)
    return bool(name) and len(name & spelled) >= HALF * min(len(name), len(spelled))


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    texts = load_texts(find_part(folder, CORPUS), limit)
    knowledge = load_knowledge()
    scores = NOTHING
    for number, text in enumerate(texts, start=1):
        words = Words(text.text)
        predicted = read_relations(text, words, knowledge)
        scores = scores.plus(score(predicted, wanted_relations(text, words), words))
        if progress is not None:
            progress(number / len(texts))
    return figures(scores)


def figures(scores: Scores) -> list[Figure]:
    """Return the figures of the table."""
    found = [
        share_figure(
            "polnear.source_accuracy",
            "PolNeAR source, of matched contents",
            scores.sources,
            bar=70,
            kept=True,
        )
    ]
    for role in ROLES:
        what = f"PolNeAR {role} F1, by words"
        found.append(
            f1_figure(
                f"polnear.{role}_partial_f1",
                what,
                scores.partial(role),
                kept=True,
                counted=False,
            )
        )
    for role in ROLES:
        what = f"PolNeAR {role} F1, by overlap"
        found.append(f1_figure(f"polnear.{role}_overlap_f1", what, scores.overlap[role]))
    return found
