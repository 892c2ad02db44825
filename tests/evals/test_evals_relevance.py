"""The gate on articles: what is violent, what passes."""

from __future__ import annotations

import json
from pathlib import Path

from evals.relevance import evaluate, load_articles

ARTICLES = {
    1: ("Gunmen killed two villagers near Port Amber on Friday, police said.", ["KILL"]),
    2: ("The council met on Friday to choose a new roof for the library.", []),
    3: ("Police used force against the crowd that blocked the bridge, and two died.", ["FORCE"]),
    4: ("Officers arrested a baker for selling short loaves.", ["ARREST", "ANY_ACTION"]),
}


def write_corpus(folder: Path) -> None:
    (folder / "relevance").mkdir()
    documents = [{"doc_id": key, "doc_text": text} for key, (text, _) in ARTICLES.items()]
    sentences = [
        {"doc_id": key, "sent_id": 0, "sent_text": text, "sent_labels": labels}
        for key, (text, labels) in ARTICLES.items()
    ]
    for name, rows in (("docs", documents), ("sents", sentences)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / "relevance" / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def test_killing_and_force_are_violent_and_arrests_are_not(tmp_path: Path):
    write_corpus(tmp_path)
    assert [one.violent for one in load_articles(tmp_path)] == [True, False, True, False]
    assert len(load_articles(tmp_path, 2)) == 2


def test_the_gate_is_scored_on_both_kinds(tmp_path: Path):
    write_corpus(tmp_path)
    figures = {one.key: one for one in evaluate(tmp_path)}
    recall, passed = figures["relevance.recall"], figures["relevance.passed"]
    assert (recall.parts, recall.met) == ({"right": 2, "of": 2}, True)
    assert (passed.parts, passed.met) == ({"right": 0, "of": 2}, True)
    assert passed.at_most
