"""The parser reads as the pinned model's own pipeline does, and each text as if it stood alone."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from tallybook.coding.builtin import BuiltinCoder
from tallybook.coding.language import parsing, vectors, words
from tallybook.coding.language.model import load_model
from tallybook.coding.language.parsing import Parser
from tallybook.coding.language.tokens import Token
from tallybook.core.documents import Document, Paragraph

REPORTS = Path(__file__).parents[1] / "reports"

ODD = [
    "",
    " ",
    "\n\n",
    "x",
    "There was an attack and there were two more.",
    "There's a rebel we'll never find; let's go, y'all ain't gonna help. I gotta run. C'm on!",
    "  Gunmen attacked  Gao\non Monday,\n\tkilling   three.  ",
    "“They didn't stop,” he said. 'It' is theirs - yours, too. She'd gone.",
    "UNITED NATIONS (AP) - REBELS OF THE NATIONAL LIBERATION ARMY KILLED 12 SOLDIERS",
    "AK-47s, £3.5m, 12:30 p.m., 3rd, 50%, $1 billion, e.g. U.S.-led; http://example.org/a?b=c #1",
    "Zażółć gęślą jaźń 😀 العربية 日本語 \u00a0 x\u200by",
    "do did does has had 'd done that which who whose there it you i",
    " ".join(["very"] * 300) + " long.",
]  # fmt: skip


def _texts() -> list[str]:
    reports = [path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*/*.txt"))]
    assert len(reports) > 25
    whole = [text for text in reports[:10]]  # With their line breaks, as one text.
    return [*ODD, *whole, *(part for text in reports for part in text.split("\n\n"))]


def _read(doc: object) -> list[tuple[object, ...]]:
    return [
        (
            t.text, t.tag_, t.dep_, t.head.i, t.pos_, t.lemma_, t.ent_type_, t.ent_iob_,
            t.is_sent_start,
        )
        for t in doc  # type: ignore[attr-defined]
    ]  # fmt: skip


def test_verbs_are_known_by_their_spelling() -> None:
    text = (
        "They staged a raid, raped two and robbed a bank; he was riding, she planned and planned."
    )
    lemmas = {t.text: t.lemma_ for t in load_model()(text)}
    assert {lemmas[w] for w in ("staged", "raped", "riding")} == {"stage", "rape", "ride"}
    assert {lemmas[w] for w in ("robbed", "planned")} == {"rob", "plan"}


def test_a_plural_of_two_nouns_is_of_the_one_that_news_of_attacks_means() -> None:
    text = "Drones hit three bases and a barracks; corpses lay on the outskirts."
    lemmas = {t.text: t.lemma_ for t in load_model()(text)}
    assert [lemmas[w] for w in ("bases", "barracks", "corpses", "outskirts")] == [
        "base", "barracks", "corpse", "outskirts",
    ]  # fmt: skip


def test_tokens_are_read_as_by_the_models_own_pipeline() -> None:
    texts = _texts()
    theirs = list(load_model().language.pipe(texts, batch_size=64))
    ours = list(load_model().pipe(texts))
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.text == other.text
        assert _read(mine) == _read(other)
        assert [(e.text, e.label_) for e in mine.ents] == [(e.text, e.label_) for e in other.ents]
        assert [s.text for s in mine.sents] == [s.text for s in other.sents]


def test_entities_of_several_words_are_among_the_texts() -> None:
    """The comparison above would hold nothing where no entity ran over several tokens."""
    found = [entity for doc in load_model().pipe(_texts()) for entity in doc.ents]
    assert sum(len(entity) > 2 for entity in found) > 20
    assert len({entity.label_ for entity in found}) > 8


def test_a_text_is_read_alike_alone_and_in_company() -> None:
    parser = Parser(load_model().language)
    texts = _texts()[:120]
    together = [_read(doc) for doc in parser.pipe(texts)]
    apart = [_read(parser(text)) for text in reversed(texts)]
    assert together == apart[::-1]


def test_vectors_do_not_hang_on_the_texts_beside() -> None:
    """Bit by bit: what is nearly equal might tip a reading."""
    encoder = Parser(load_model().language)._encoder
    language = load_model().language
    docs = [language.make_doc(text) for text in _texts() if text][:60]
    features = [doc.to_array(list(encoder.columns)) for doc in docs]
    together = list(encoder.encode(features))
    for number, one in enumerate(features):
        [alone] = encoder.encode([one])
        assert np.array_equal(alone, together[number])


def test_nothing_changes_when_what_was_kept_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()[:60]
    expected = [_read(doc) for doc in Parser(load_model().language).pipe(texts)]
    monkeypatch.setattr(parsing, "BATCH", 5)
    monkeypatch.setattr(vectors, "KEPT_WORDS", 40)
    monkeypatch.setattr(words, "KEPT", 40)
    assert [_read(doc) for doc in Parser(load_model().language).pipe(texts)] == expected


def test_a_coded_report_leaves_no_tokens_behind() -> None:
    """A folder of a thousand reports must not need the memory of all of them."""
    text = "Gunmen attacked an army post near Gao on Monday, killing three soldiers, police said."
    document = Document(
        id="document1_" + "0" * 32,
        capture="0" * 64,
        source="test",
        media_type="text/plain",
        text=text,
        paragraphs=(Paragraph(0, len(text), "body"),),
    )
    coder = BuiltinCoder()
    gc.collect()
    before = sum(isinstance(thing, Token) for thing in gc.get_objects())
    gc.disable()
    try:
        [claims] = coder.code([document])
        assert claims
        assert sum(isinstance(thing, Token) for thing in gc.get_objects()) == before
    finally:
        gc.enable()
