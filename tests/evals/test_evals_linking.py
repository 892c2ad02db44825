"""Linking, scored: clusters of reports, the baseline, blocking, and questions from records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import tfidf
from evals.clusters import b_cubed, pairs
from evals.counting import questions
from evals.data import Absent
from evals.headlines import headlines_of
from evals.linking import evaluate
from evals.shootings import Record, load_reports

REPORTS = (
    ("1", "Two shot in Akron", "2016-03-05", "Two men were shot in Akron, Ohio, on Friday."),
    ("1", "Akron shooting", "2016-03-06", "A shooting in Akron, Ohio, on Friday wounded two men."),
    ("2", "Woman shot in Erie", "2016-05-09", "A woman was shot dead in Erie on Sunday, 8 May."),
)
RECORDS = (
    ("1", "2016-03-04", "Ohio", "Akron", "0", "2", "Shot - Wounded/Injured"),
    ("2", "2016-05-08", "Pennsylvania", "Erie", "1", "0", "Shot - Dead"),
)


def write_corpus(folder: Path) -> None:
    """Write the two files of the corpus of shootings."""
    names = ("incident", "title", "published", "text")
    reports = [
        {"id": str(n), **dict(zip(names, row, strict=True))} for n, row in enumerate(REPORTS)
    ]
    fields = ("incident_id", "date", "state", "city_or_county", "n_killed", "n_injured")
    records = [
        dict(zip((*fields, "incident_characteristics"), row, strict=True)) for row in RECORDS
    ]
    for name, rows in (("reports", reports), ("incidents", records)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def test_b_cubed_asks_every_item_and_pairs_are_counted_once():
    wanted = {"a": 1, "b": 1, "c": 1, "d": 2}
    predicted = {"a": 1, "b": 1, "c": 2, "d": 2}
    precision, recall, f1 = b_cubed(predicted, wanted)
    assert precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    found = pairs(predicted, wanted)
    assert (found.right, found.predicted, found.wanted) == (1, 2, 3)


def test_the_baseline_ties_like_texts_of_one_fortnight_alone():
    texts = [
        tfidf.Text("a", "shots at the mill in Oxbow", "2020-01-01"),
        tfidf.Text("b", "shots at the mill in Oxbow", "2020-01-15"),
        tfidf.Text("c", "shots at the mill in Oxbow", "2020-01-30"),
        tfidf.Text("d", "the council met about its budget", "2020-01-01"),
    ]
    found = tfidf.clusters(texts, 0.5)
    assert found["a"] == found["b"]
    assert len({found["b"], found["c"], found["d"]}) == 3
    at = tfidf.best_threshold(texts, {"a": "1", "b": "1", "c": "2", "d": "3"})
    assert at == tfidf.THRESHOLDS[0]


def test_a_folder_with_the_two_files_is_scored_whole(tmp_path: Path):
    write_corpus(tmp_path)
    kept = tmp_path / "kept"
    figures = {one.key: one for one in evaluate(tmp_path, kept=kept)}
    assert figures["linking.b_cubed_f1"].parts["reports"] == 3
    assert figures["linking.blocking_recall"].parts == {"right": 1, "of": 1}
    assert figures["linking.attacks_within"].parts["of"] == 8
    assert len([path for path in kept.rglob("*") if path.is_file()]) == 3
    assert {one.key: one for one in evaluate(tmp_path, kept=kept)} == figures


def test_what_is_absent_is_said(tmp_path: Path):
    with pytest.raises(Absent, match=r"reports\.jsonl"):
        load_reports(tmp_path, "held")


def test_questions_ask_for_attacks_and_not_for_accidents():
    def record(name: str, *, is_attack: bool) -> Record:
        return Record(
            id=name,
            day="2016-03-04",
            state="Ohio",
            town="Akron",
            killed=1,
            injured=2,
            is_attack=is_attack,
        )

    asked = questions([record("1", is_attack=True), record("2", is_attack=False)])
    assert {one.truth for one in asked} == {(1, 1, 2)}
    assert {one.question.places for one in asked} == {
        ("Ohio, United States",),
        ("Akron, Ohio",),
    }
    assert {str(one.question.until) for one in asked} == {"2016-03-31", "2016-12-31"}


def test_headlines_of_one_event_alone_are_taken():
    def line(event: str, *titles: str) -> dict[str, object]:
        return {"id": event, "sources": [{"headline": t, "date": "2016-01-01"} for t in titles]}

    lines = [line("1", "Shells hit a town", "Town shelled", "Week in brief"),
             line("2", "Week in brief", "Raid on a camp")]  # fmt: skip
    assert {(h.incident, h.title) for h in headlines_of(lines)} == {
        ("1", "Shells hit a town"),
        ("1", "Town shelled"),
    }
