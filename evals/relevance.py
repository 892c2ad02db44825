"""IndiaPoliceEvents: does the gate let through what it must, and keep out the rest?

Halterman, Keith, Sarwar & O'Connor (2021), "Corpus-Level Evaluation for Event QA: The
IndiaPoliceEvents Corpus Covering the 2002 Gujarat Violence". Every sentence was read for acts of
the police; KILL (somebody was killed) and FORCE (force was used) are the violent ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from evals.data import find_file, read_lines
from evals.figures import Figure, share_figure
from evals.parts import Part, part_of
from evals.scores import Tally
from tallybook.coding.gate import Gate
from tallybook.core.documents import Document
from tallybook.ingest import Fetched, read_batch
from tallybook.knowledge.loading import load_knowledge

CORPUS = "relevance"
VIOLENT = frozenset({"KILL", "FORCE"})


class Article(Struct, frozen=True):
    """An article, and whether any of its sentences is violent."""

    id: str
    text: str
    violent: bool


def load_articles(folder: Path, limit: int | None = None) -> list[Article]:
    """Return the articles of the corpus; raises Absent."""
    texts = find_file(folder, CORPUS, "docs.jsonl.gz", "docs.jsonl")
    sentences = find_file(folder, CORPUS, "sents.jsonl.gz", "sents.jsonl")
    labels: dict[object, set[str]] = defaultdict(set)
    for one in read_lines(sentences):
        labels[one["doc_id"]].update(one["sent_labels"])
    articles = [
        Article(str(one["doc_id"]), one["doc_text"], bool(labels[one["doc_id"]] & VIOLENT))
        for one in read_lines(texts)
    ]
    return articles[:limit]


def passes(article: Article, gate: Gate) -> bool:
    """Whether an article comes through intake and gate to the parser."""
    fetched = Fetched(f"{article.id}.txt", article.text.encode("utf-8"))
    document = read_batch([fetched])[0].result
    return isinstance(document, Document) and gate.opens_for(document)


def score(articles: Iterable[Article], gate: Gate) -> tuple[Tally, Tally]:
    """Return how many of the violent articles passed, and how many of the others."""
    violent = others = Tally()
    for article in articles:
        passed = Tally(passes(article, gate), 1, 1)
        if article.violent:
            violent += passed
        else:
            others += passed
    return violent, others


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    articles = load_articles(folder, limit)
    gate = Gate(load_knowledge())
    parts: dict[Part, tuple[Tally, Tally]] = {"dev": (Tally(), Tally()), "held": (Tally(), Tally())}
    for number, article in enumerate(articles, start=1):
        part = part_of(article.id)
        violent, others = score([article], gate)
        parts[part] = parts[part][0] + violent, parts[part][1] + others
        if progress is not None:
            progress(number / len(articles))
    violent, others = (parts["dev"][i] + parts["held"][i] for i in (0, 1))
    return [
        share_figure(
            "relevance.recall", "Gate: recall on violent articles", violent, bar=99.5, kept=True
        ),
        share_figure(
            "relevance.passed",
            "Gate: other articles passed",
            others,
            bar=40,
            kept=True,
            at_most=True,
        ),
        share_figure(
            "relevance.held_passed",
            "the same, half not developed on",
            parts["held"][1],
            at_most=True,
        ),
    ]
