"""article-extraction-benchmark: is the article read out of the page, and nothing else?

    python -m evals.html               the figures
    python -m evals.html --worst 10    and the pages that are read worst

The measure is that of the benchmark (Lopukhin, "article-extraction-benchmark", 2019 ff.): bags of
shingles of four words, normalised page by page, so that a long page weighs no more than a short
one. The headline is no part of its articles, and so none of what is scored. The time is set beside
trafilatura's alone on the same pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from evals.data import Absent, default_folder
from evals.figures import Figure, percent
from evals.table import as_text
from tallybook.core.documents import Document
from tallybook.ingest import Fetched, read_batch

CORPUS = "html"
SHINGLE_WORDS = 4
ROUNDS = 5
"""Times that each page is read by each of the two, by turns. The least time of each counts, page by
page, so that what the machine does besides slows no more than one reading of one page."""

_WORD = re.compile(r"\w+")


class Page(Struct, frozen=True):
    """A page, its address and the text of its article."""

    id: str
    data: bytes
    url: str
    article: str


class Overlap(Struct, frozen=True):
    """Shares of a page's shingles: in both texts, in the predicted alone, in the true alone."""

    both: float
    added: float
    missed: float

    @property
    def precision(self) -> float | None:
        """None where nothing was predicted."""
        given = self.both + self.added
        return self.both / given if given else None

    @property
    def recall(self) -> float | None:
        """None where there was nothing to find."""
        wanted = self.both + self.missed
        return self.both / wanted if wanted else None


def load_pages(folder: Path, limit: int | None = None) -> list[Page]:
    """Return the pages of the corpus; raises Absent."""
    truth = folder / CORPUS / "ground-truth.json"
    if not truth.is_file():
        raise Absent(f"{truth.parent} has no {truth.name}")
    pages = []
    for name, known in sorted(json.loads(truth.read_text(encoding="utf-8")).items())[:limit]:
        packed = truth.parent / "pages" / f"{name}.html.gz"
        data = gzip.decompress(packed.read_bytes())
        pages.append(Page(name, data, known.get("url", ""), known["articleBody"]))
    return pages


def body_of(page: Page) -> str:
    """Return the text of a page without its headline, as the package reads it."""
    document = read_batch([Fetched(f"{page.id}.html", page.data)])[0].result
    if not isinstance(document, Document):
        return ""
    return "\n".join(
        document.text[paragraph.start : paragraph.end]
        for paragraph in document.paragraphs
        if paragraph.role != "title"
    )


def overlap(true: str, predicted: str) -> Overlap:
    """Compare two texts by their bags of shingles."""
    wanted, given = _shingles(true), _shingles(predicted)
    both = (wanted & given).total()
    added, missed = given.total() - both, wanted.total() - both
    whole = both + added + missed
    return Overlap(both / whole, added / whole, missed / whole) if whole else Overlap(1, 0, 0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return Counter(tuple(words[i : i + SHINGLE_WORDS]) for i in range(last))


def means(overlaps: Sequence[Overlap]) -> tuple[float, float, float]:
    """Return precision and recall, means over the pages that have one, and the F1 of the two."""
    precisions = [p for one in overlaps if (p := one.precision) is not None]
    recalls = [r for one in overlaps if (r := one.recall) is not None]
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    recall = sum(recalls) / len(recalls) if recalls else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures; raises Absent where the corpus is not there."""
    pages = load_pages(folder, limit)
    overlaps = [overlap(page.article, body_of(page)) for page in pages]
    precision, recall, f1 = means(overlaps)
    ours, alone = _seconds(pages, progress)
    return [
        Figure(
            key="html.f1",
            what="Pages: F1 of shingles",
            value=percent(f1),
            parts={
                "precision": percent(precision),
                "recall": percent(recall),
                "pages": len(overlaps),
            },
            bar=95.0,
            kept=True,
        ),
        Figure(
            key="html.time",
            what="Pages: time, % of trafilatura alone",
            value=percent(ours / alone),
            parts={"pages a second": len(pages) / ours, "trafilatura's": len(pages) / alone},
            bar=130.0,
            at_most=True,
        ),
    ]


def _seconds(
    pages: Sequence[Page], progress: Callable[[float], None] | None
) -> tuple[float, float]:
    """Return the processor time for all pages, of the package's reader and of trafilatura."""
    readers = (body_of, _extracted)
    least = [0.0, 0.0]
    for number, page in enumerate(pages):
        times: list[list[float]] = [[], []]
        for turn in range(2 * ROUNDS):
            times[turn % 2].append(_timed(readers[turn % 2], page))
        least = [total + min(found) for total, found in zip(least, times, strict=True)]
        if progress is not None:
            progress((number + 1) / len(pages))
    return least[0], least[1]


def _timed(read: Callable[[Page], object], page: Page) -> float:
    start = time.process_time()
    read(page)
    return time.process_time() - start


def _extracted(page: Page) -> object:
    from trafilatura import extract

    return extract(page.data)


def main() -> None:
    """Print the figures and, where asked for, the pages that are read worst."""
    parser = argparse.ArgumentParser(prog="python -m evals.html")
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--worst", type=int, default=0, help="how many pages to list")
    given = parser.parse_args()
    print(as_text(evaluate(given.data)))
    scored = [(overlap(page.article, body_of(page)), page) for page in load_pages(given.data)]
    for one, page in sorted(scored, key=lambda pair: pair[0].both)[: given.worst]:
        shares = f"both {one.both:.2f}  added {one.added:.2f}  missed {one.missed:.2f}"
        print(f"{shares}  {page.id[:12]}  {page.url}")


if __name__ == "__main__":
    main()
