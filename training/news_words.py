"""Write the table of what ordinary news prints: `src/tallybook/linking/data/news_words.tsv`.

    python -m training.news_words [--data FOLDER]

For each word and full name the share of reports that print it, in that kind of news where it is
the most common: reports of shootings, of attacks in Latin America, of riots in India and of
politics. Of each corpus only the part that nothing is scored on is read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evals.data import default_folder, find_file, read_lines
from evals.shootings import TRAIN, load_reports
from tallybook.linking.texts import RARE_BELOW, RARE_NAME_BELOW, names_in, words_in

TABLE = Path(__file__).parents[1] / "src" / "tallybook" / "linking" / "data" / "news_words.tsv"


def main() -> int:
    """Count and write; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=default_folder())
    shares: dict[str, float] = {}
    for texts in kinds_of_news(parser.parse_args().data):
        for word, share in _shares(texts):
            shares[word] = max(share, shares.get(word, 0.0))
    rows = [f"{word}\t{share:.4f}" for word, share in sorted(shares.items())]
    head = "# Share of reports that print a word or a full name. Written by training/news_words.py."
    TABLE.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return 0


def kinds_of_news(folder: Path) -> Iterator[list[str]]:
    """Yield the texts of each kind of news."""
    yield [report.whole for report in load_reports(folder, TRAIN)]
    for corpus, names, field in (
        ("muc4", ("train.jsonl.gz",), "text"),
        ("relevance", ("docs.jsonl.gz",), "doc_text"),
        ("attribution", ("train.jsonl.gz",), "text"),
    ):
        yield [line[field] for line in read_lines(find_file(folder, corpus, *names))]


def _shares(texts: list[str]) -> Iterator[tuple[str, float]]:
    words = Counter(word for text in texts for word in words_in(text))
    names = Counter(name for text in texts for name in names_in([text])[0])
    for printed, least in ((words, RARE_BELOW), (names, RARE_NAME_BELOW)):
        for word, number in printed.items():
            if number >= least * len(texts):
                yield word, number / len(texts)


if __name__ == "__main__":
    sys.exit(main())
