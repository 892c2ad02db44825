"""Places of events: which names the coder gives to the event of a given word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.data import Absent
from evals.event_place import Item, evaluate, places_of, read_all, score, scored, where
from evals.parts import part_of
from tallybook.knowledge.loading import load_knowledge


def words(text: str, event: str) -> list[str]:
    at = text.index(event)
    item = Item("x", text, text, (at, at + len(event)), ())
    told = next(read_all([item], load_knowledge()))
    assert told is not None
    return [text[start:end] for start, end in places_of(told)]


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        ("Two guards were killed in Goma on Monday.", "killed", ["Goma"]),
        ("Farmers demonstrated in Goma on Monday.", "demonstrated", ["Goma"]),
        ("Two guards were killed in Goma, in North Kivu province.", "killed", ["Goma"]),
        ("Rebels fired on troops in Bukavu and guards marched in Goma.", "marched", ["Goma"]),
        ("The minister of Uganda said that two guards were killed.", "killed", []),
    ],
)
def test_an_event_has_the_narrowest_places_of_its_clause(text: str, event: str, places: list[str]):
    assert words(text, event) == places


def test_offsets_of_tokens_are_found_by_their_words():
    text = "In Goma, guards fled; later two died in Goma."
    span = {"start": 10, "end": 10, "token_start": 10, "token_end": 10, "text": "Goma"}
    assert where(text, span) == (40, 44)
    assert where(text, {"start": 3, "end": 7, "token_start": 1, "token_end": 1}) == (3, 7)


def test_nothing_is_scored_that_was_trained_on_and_of_many_a_half():
    texts = [f"Two guards fled from post {n}." for n in range(3000)]
    items = [Item(str(n), text, text, (11, 15), ()) for n, text in enumerate(texts)]
    few = scored(items[:1000])
    assert few == [one for one in items[:1000] if part_of(one.text) == "held"]
    assert 650 < len(scored(items)) < 850
    assert scored(items) == scored(items[::-1])[::-1]


def test_each_place_counts_once():
    one = score([(0, 4), (2, 6)], [(0, 5)], exact=False)
    assert (one.right, one.predicted, one.wanted) == (1, 2, 1)
    assert score([(0, 4)], [(0, 5)], exact=True).right == 0


def test_a_corpus_is_scored_and_an_absent_one_is_said_so(tmp_path: Path):
    with pytest.raises(Absent, match=r"event-location"):
        evaluate(tmp_path)
    (tmp_path / "places").mkdir()
    text = "Two guards were killed in Goma on Tuesday."
    assert part_of(text) == "held"
    event = {"start": 16, "end": 22, "token_start": 3, "token_end": 3, "label": "VERB"}
    place = {"start": 26, "end": 30, "token_start": 5, "token_end": 5, "label": "LOCATION"}
    lines = [
        {"_id": 1, "source": "a", "text": text, "spans": [event, place]},
        {"_id": 2, "source": "Masdar_RA", "text": text, "spans": [event]},
        {"_id": 3, "source": "a", "text": text, "spans": [event, event, place]},
    ]
    path = tmp_path / "places" / "event-location.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    told: list[float] = []
    figures = {one.key: one for one in evaluate(tmp_path, progress=told.append)}
    assert figures["event_place.span_f1"].parts["precision"] == 50.0
    assert figures["event_place.placed_f1"].value == 100.0
    assert figures["event_place.marked_f1"].value == 100.0
    assert told == [1.0]
