"""Overlapping spans: whatever the claims are, the text is whole and its sentences nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from web_fixture import lead

from tallybook.core.documents import Document, Paragraph
from tallybook.workflow.asking.sensitive import Sensitive
from tallybook.workflow.telling.page_markup import Close, MarkedParagraph, Open, marked_text, nested
from tallybook.workflow.telling.views import DocumentView, Mark, document_line

TEXT = "One title\n\nShots rang out. A mortar fell.\n\nAnd again."
DOCUMENT = Document(
    id="document1_" + "0" * 32,
    capture="",
    source="a.txt",
    media_type="text/plain",
    text=TEXT,
    paragraphs=(
        Paragraph(0, 9, "title"),
        Paragraph(11, 42, "body"),
        Paragraph(44, 54, "body"),
    ),
)


def marked(*marks: Mark) -> tuple[MarkedParagraph, ...]:
    line = document_line(DOCUMENT, Sensitive())
    return marked_text(DocumentView(line=line, document=DOCUMENT, claims=(), marks=marks))


@st.composite
def a_mark(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    field = draw(st.sampled_from(["sentence", "repeats", "places", "when"]))
    return Mark(start=start, end=end, field=field, claim=draw(st.sampled_from("abcd")))


def one_sentence_each(marks: list[Mark]) -> list[Mark]:
    """A claim has one sentence."""
    seen: set[str] = set()
    kept = []
    for mark in marks:
        if mark.field == "sentence":
            if mark.claim in seen:
                continue
            seen.add(mark.claim)
        kept.append(mark)
    return kept


@given(st.lists(a_mark(), max_size=12).map(one_sentence_each))
def test_the_text_is_whole_and_every_code_point_has_its_marks(marks: list[Mark]) -> None:
    paragraphs = marked(*marks)
    for paragraph, given_ in zip(paragraphs, DOCUMENT.paragraphs, strict=True):
        assert "".join(p.words for p in paragraph.pieces) == TEXT[given_.start : given_.end]
        for piece in paragraph.pieces:
            for at in range(piece.start, piece.end):
                here = [m for m in marks if m.start <= at < m.end]
                assert set(piece.sentences) == {m.claim for m in here if m.field == "sentence"}
                assert set(piece.repeats) == {m.claim for m in here if m.field == "repeats"}
                assert set(piece.marks) == {m for m in here if m.field in ("places", "when")}
            lengths = [m.end - m.start for m in piece.marks]
            assert lengths == sorted(lengths), "the shortest span comes first"


@given(st.lists(a_mark(), max_size=12).map(one_sentence_each))
def test_sentences_nest_and_begin_once(marks: list[Mark]) -> None:
    paragraphs = marked(*marks)
    begun: list[str] = []
    for parts in nested(paragraphs):
        open_: list[str] = []
        for part in parts:
            if isinstance(part, Open):
                open_.append(part.claim)
                begun.extend([part.claim] * part.first)
            elif isinstance(part, Close):
                open_.pop()
            else:
                assert tuple(open_) == part.sentences
        assert open_ == []
    shown = {c for p in paragraphs for piece in p.pieces for c in piece.sentences}
    assert sorted(begun) == sorted(shown)


def test_two_claims_on_one_sentence_have_an_anchor_each() -> None:
    start, end = 11, 26
    sentence = [Mark(start=start, end=end, field="sentence", claim=c) for c in "ab"]
    _, body, _ = nested(marked(*sentence))
    kinds = [part for part in body if isinstance(part, Open | Close)]
    assert kinds == [Open("a", True), Open("b", True), Close(), Close()]


def test_a_sentence_across_paragraphs_goes_on_under_one_anchor() -> None:
    found = [
        list(parts) for parts in nested(marked(Mark(start=27, end=50, field="sentence", claim="a")))
    ]
    opened = [part for parts in found for part in parts if isinstance(part, Open)]
    assert opened == [Open("a", True), Open("a", False)]


def test_the_fixture_has_overlapping_spans() -> None:
    spans = [s for c in lead().claims for f, many in c.spans.items() if f != "voices" for s in many]
    assert any(a != b and a.overlaps(b) and not a.covers(b) for a in spans for b in spans)
