"""The scorer of pages, by hand, and the evaluation on pages of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.data import Absent
from evals.html import Overlap, evaluate, load_pages, means, overlap

STORY = (
    "Gunmen on motorbikes attacked a customs post near the river on Monday evening, the governor "
    "said, and two officers were killed before soldiers arrived from the barracks."
)


def test_texts_are_compared_by_runs_of_four_words() -> None:
    assert overlap("a b c d e", "a b c d e") == Overlap(1, 0, 0)
    # abcd is in both, bcde in the one, bcdx in the other.
    assert overlap("a b c d e", "a b c d x") == Overlap(1 / 3, 1 / 3, 1 / 3)
    # Runs count as often as they stand.
    assert overlap("a b c d", "a b c d a b c d") == Overlap(1 / 5, 4 / 5, 0)
    assert overlap("one two", "one two") == Overlap(1, 0, 0)
    assert overlap("a b c d", "") == Overlap(0, 0, 1)
    assert overlap("", "") == Overlap(1, 0, 0)


def test_precision_is_a_mean_over_what_was_read_and_recall_over_what_was_there() -> None:
    nothing_read = Overlap(0, 0, 1)
    half = Overlap(1 / 3, 1 / 3, 1 / 3)
    precision, recall, f1 = means([nothing_read, half])
    assert (precision, recall) == (0.5, 0.25)
    assert f1 == pytest.approx(1 / 3)


def write_corpus(folder: Path) -> None:
    (folder / "html" / "pages").mkdir(parents=True)
    truth = {}
    for name, body in (("one", f"<p>{STORY}</p>"), ("two", "<ul><li>Menu</li></ul>")):
        page = f"<html><body><article><h1>Two killed</h1>{body}</article></body></html>"
        path = folder / "html" / "pages" / f"{name}.html.gz"
        path.write_bytes(gzip.compress(page.encode()))
        truth[name] = {"articleBody": STORY, "url": f"https://example.org/{name}"}
    (folder / "html" / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")


def test_pages_are_scored_without_their_headlines(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    figures = {figure.key: figure for figure in evaluate(tmp_path)}
    assert figures["html.f1"].parts == {"precision": 100.0, "recall": 50.0, "pages": 2}
    assert figures["html.f1"].value == 66.67
    assert figures["html.time"].value > 0
    assert len(load_pages(tmp_path, 1)) == 1


def test_a_corpus_that_is_not_there_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(Absent):
        load_pages(tmp_path)
