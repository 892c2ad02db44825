"""Toponyms: what is resolved, and how far off."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.data import Absent
from evals.toponyms import Toponym, error_km, evaluate, load_articles, read_places, score
from tallybook.knowledge.gazetteer import load_gazetteer
from tallybook.knowledge.loading import load_knowledge

TOPONYM = """<toponym><start>{0}</start><end>{1}</end><phrase>{2}</phrase>
<gaztag geonameid="{3}"><fcode>PPL</fcode><lat>{4}</lat><lon>{5}</lon></gaztag></toponym>"""
ARTICLES = """<articles><article docid="1"><dltime>2020-03-20 12:24:52</dltime>
<text><![CDATA[{0}]]></text><toponyms>{1}</toponyms></article></articles>"""

TEXT = "Two boats sank in Mosul, Iraq, on Monday. Guards in Mosul saw the Iraqi crew."
MOSUL = (99072, "36.335", "43.11889")


def corpus(folder: Path, text: str, *toponyms: tuple[int, str, int, str, str]) -> Path:
    """Write both corpora with one article."""
    found = [
        TOPONYM.format(start, start + len(name), name, number, lat, lon)
        for start, name, number, lat, lon in toponyms
    ]
    (folder / "places").mkdir()
    for name in ("lgl.xml", "TR-News.xml"):
        written = ARTICLES.format(text, "".join(found))
        (folder / "places" / name).write_text(written, encoding="utf-8")
    return folder


def test_what_is_resolved_is_right_within_161_km(tmp_path: Path):
    folder = corpus(
        tmp_path,
        TEXT,
        (18, "Mosul", *MOSUL),
        (25, "Iraq", 99237, "33.0", "44.0"),
        (52, "Mosul", 1, "33.34", "44.4"),
        (66, "Iraqi", 99237, "33.0", "44.0"),
    )
    article = load_articles(folder, "lgl.xml")[0]
    scored = score(article, *read_places(article, load_knowledge()))
    assert (scored.resolved.right, scored.resolved.wanted) == (3, 4)
    assert (scored.right.right, scored.right.wanted) == (2, 3)
    assert (scored.given_right.right, scored.given_right.wanted) == (3, 4)
    assert (scored.spans.right, scored.spans.predicted) == (3, 3)
    assert 340 < scored.km < 370


def test_a_direction_is_compared_by_the_place_that_it_is_counted_from():
    gazetteer = load_gazetteer()
    iraq = gazetteer.resolve("Iraq")
    west = gazetteer.direction("western", iraq)
    assert error_km(west, Toponym(0, 1, 33.0, 44.0, 99237), gazetteer) == 0.0
    assert error_km(gazetteer.resolve("Xyzzyx"), Toponym(0, 1, 33.0, 44.0, 1), gazetteer) is None


def test_offsets_that_do_not_fit_are_moved_to_the_name(tmp_path: Path):
    folder = corpus(tmp_path, TEXT, (20, "Mosul", *MOSUL), (18, "Tikrit", *MOSUL))
    found = load_articles(folder, "TR-News.xml")[0].toponyms
    assert [(one.start, one.end) for one in found] == [(18, 23)]


def test_a_dateline_is_a_chain_of_names(tmp_path: Path):
    text = "MOSUL, Iraq (AP) -- Two boats sank on Monday."
    folder = corpus(tmp_path, text, (0, "MOSUL", *MOSUL), (7, "Iraq", 99237, "33.0", "44.0"))
    article = load_articles(folder, "lgl.xml")[0]
    scored = score(article, *read_places(article, load_knowledge()))
    assert scored.right.right == 2


def test_a_corpus_is_scored_and_an_absent_one_is_said_so(tmp_path: Path):
    with pytest.raises(Absent, match=r"lgl\.xml"):
        evaluate(tmp_path)
    told: list[float] = []
    folder = corpus(tmp_path, TEXT, (18, "Mosul", *MOSUL))
    figures = {one.key: one for one in evaluate(folder, progress=told.append)}
    assert figures["toponyms.lgl"].value == 100.0
    assert figures["toponyms.trnews"].parts["coverage"] == 100.0
    assert figures["toponyms.trnews"].parts["mean error km"] == 0.0
    assert told == [0.5, 1.0]
