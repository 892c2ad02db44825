"""re3d: groups and weapons, of texts of our own in its form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.data import Absent
from evals.re3d import evaluate, text_of

TEXT = "Hamas fired a rocket at Israel. The victims fled, and they wept."


def entity(words: str, kind: str) -> dict[str, object]:
    at = TEXT.index(words)
    return {"documentId": "d", "begin": at, "end": at + len(words), "type": kind, "value": words}


ENTITIES = [
    entity("Hamas", "Organisation"), entity("a rocket", "Weapon"), entity("rocket", "Weapon"),
    entity("Israel", "Organisation"), entity("Israel", "Location"),
    entity("The victims", "Organisation"), entity("they", "Organisation"),
]  # fmt: skip


def test_pronouns_countries_and_inner_spans_are_left_out() -> None:
    text = text_of("d", TEXT, ENTITIES)
    assert [TEXT[s:e] for s, e in text.groups] == ["Hamas", "The victims"]
    assert [TEXT[s:e] for s, e in text.weapons] == ["a rocket"]


def test_a_corpus_is_scored_and_an_absent_one_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Absent, match=r"entities\.json"):
        evaluate(tmp_path)
    folder = tmp_path / "entities" / "Some Source"
    folder.mkdir(parents=True)
    lines = "\n".join(map(json.dumps, ENTITIES))
    (folder / "entities.json").write_text(lines, encoding="utf-8")
    document = {"_id": "d", "text": TEXT}
    (folder / "documents.json").write_text("\ufeff" + json.dumps(document), encoding="utf-8")
    figures = {one.key: one for one in evaluate(tmp_path)}
    assert figures["re3d.weapons_f1"].value == 100.0
    assert figures["re3d.groups_f1"].parts["recall"] == 50.0
