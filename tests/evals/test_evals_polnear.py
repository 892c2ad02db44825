"""Attributions against annotations: parsing, alignment, credit by words, sources."""

from __future__ import annotations

import pytest

from evals.polnear import (
    NOTHING,
    Relation,
    Text,
    Words,
    document_of,
    parse_annotations,
    read_relations,
    score,
    wanted_relations,
)
from tallybook.knowledge.loading import load_knowledge

TEXT = (
    "Ferry strike to end, minister says.\n\n"
    "“The boats will sail on Monday,” Transport Minister Ana Soler told reporters. "
    "“Nobody will be left behind.” The union denied that a deal had been struck."
)


def ranges(text: str, *words: str) -> str:
    starts = [text.index(one) for one in words]
    return ";".join(f"{at} {at + len(one)}" for at, one in zip(starts, words, strict=True))


ANNOTATIONS = "\n".join(
    [
        f"T1\tSource {ranges(TEXT, 'Transport Minister Ana Soler')}\tx",
        f"T2\tCue {ranges(TEXT, 'told')}\ttold",
        f"T3\tContent {ranges(TEXT, '“The boats will sail on Monday,”', '“Nobody will be left')}",
        "and its second line\tis no annotation",
        f"T4\tAttribution {ranges(TEXT, 'told')}\ttold",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        f"T5\tCue {ranges(TEXT, 'denied')}\tdenied",
        f"T6\tContent {ranges(TEXT, 'that a deal had been struck')}\tx",
        "T7\tDiscard 0 34\tx",
        "E2\tAttribution-no-source:T5 Content:T6 Cue:T5",
    ]
)


def test_annotations_are_read_with_their_discontinuous_ranges():
    attributions, discarded = parse_annotations(ANNOTATIONS)
    assert [set(parts) for parts in attributions] == [
        {"source", "cue", "content"},
        {"cue", "content"},
    ]
    assert len(attributions[0]["content"]) == 2
    assert discarded == ((0, 34),)


def test_words_share_a_character_with_their_range_and_punctuation_is_none():
    words = Words("“Go,” she said.")
    assert words.inside(((0, 5),)) == {0}
    assert words.inside(((4, 8),)) == {1}
    assert words.inside(((0, 15),)) == {0, 1, 2}


def relation(source: str = "", cue: str = "", content: str = "", speaker: str = "") -> Relation:
    words = Words(TEXT)
    parts = [words.inside(((TEXT.index(s), TEXT.index(s) + len(s)),)) if s else frozenset() for s in
             (source, cue, content)]  # fmt: skip
    return Relation(*parts, speaker)


def test_credit_is_the_share_of_words():
    words = Words(TEXT)
    wanted = [relation("Transport Minister Ana Soler", "told", "The boats will sail on Monday")]
    predicted = [relation("Ana Soler", "told", "The boats will sail")]
    scores = score(predicted, wanted, words)
    assert scores.partial("cue").f1 == pytest.approx(1)
    assert scores.partial("source").precision == pytest.approx(1)
    assert scores.partial("source").recall == pytest.approx(1 / 2)
    assert scores.partial("content").recall == pytest.approx(4 / 6)
    assert scores.overlap["content"].f1 == 1
    assert (scores.sources.right, scores.sources.wanted) == (1, 1)


def test_each_attribution_is_aligned_once_and_the_rest_is_missed_or_spurious():
    words = Words(TEXT)
    one = relation("The union", "denied", "that a deal had been struck")
    scores = score([one, one], [one], words)
    assert (scores.overlap["cue"].right, scores.overlap["cue"].predicted) == (1, 2)
    assert score([], [one], words).overlap["content"].wanted == 1
    assert score([one], [], words).partial("content").f1 == 0


def test_a_wrong_source_of_a_right_content_is_counted_against():
    words = Words(TEXT)
    wanted = relation("Transport Minister Ana Soler", "told", "The boats will sail on Monday")
    wrong = relation("The union", "told", "The boats will sail on Monday")
    nobody = relation("", "", "The boats will sail on Monday")
    known = relation("", "", "The boats will sail on Monday", speaker="Minister Ana Soler")
    for predicted, right in ((wrong, 0), (nobody, 0), (known, 1)):
        sources = score([predicted], [wanted], words).sources
        assert (sources.right, sources.wanted) == (right, 1)


def test_sums_add_up():
    words = Words(TEXT)
    one = relation("The union", "denied", "that a deal had been struck")
    scores = NOTHING.plus(score([one], [one], words)).plus(score([], [one], words))
    assert scores.partial("content").recall == pytest.approx(1 / 2)
    assert scores.partial("content").precision == pytest.approx(1)


def test_the_coder_is_read_on_the_very_characters_of_the_text():
    attributions, discarded = parse_annotations(ANNOTATIONS)
    text = Text("t", TEXT, attributions, discarded)
    words = Words(TEXT)
    document = document_of(text)
    assert [TEXT[p.start : p.end][:5] for p in document.paragraphs] == ["Ferry", "“The "]
    predicted = read_relations(text, words, load_knowledge())
    scores = score(predicted, wanted_relations(text, words), words)
    assert scores.overlap["content"].right == 2
    assert scores.sources.right == 1
    # The headline's attribution stands in what the annotators discarded.
    assert all(not one.content & words.inside(discarded) for one in predicted)
