"""What must hold for any input at all."""

from __future__ import annotations

from document_laws import check
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, read_batch
from tallybook.ingest.canonical import clean
from tallybook.ingest.layout import split_paragraphs
from tallybook.ingest.sniff import decode

lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
words = st.sampled_from(
    ["GAO", "Mali", "-", "—", ",", "(AP)", "By", "Jane", "killed", "two", "men.", "3 May 2021", ":"]
)
texts = st.one_of(
    st.lists(lines, max_size=12).map("\n".join),
    st.lists(st.lists(words, max_size=14).map(" ".join), max_size=10).map("\n".join),
    st.lists(st.sampled_from(["<p>", "</p>", "<h1>", "<div hidden>", "<!--", "<a", "two men. "]))
    .map("".join)
    .map("<html>".__add__),
)


def outcome(data: bytes, suffix: str) -> Document | Rejection:
    intake = read_batch([Fetched("x" + suffix, data)])[0]
    assert read_batch([Fetched("x" + suffix, data)])[0] == intake
    if isinstance(intake.result, Document):
        check(intake.result)
    return intake.result


@settings(deadline=None, max_examples=150)
@given(texts, st.sampled_from([".txt", ".html"]), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_gives_a_sound_document_or_a_rejection(
    text: str, suffix: str, encoding: str
) -> None:
    outcome(text.encode(encoding, errors="ignore"), suffix)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([".txt", ".html", ""]))
def test_any_bytes_give_a_sound_document_or_a_rejection(data: bytes, suffix: str) -> None:
    outcome(data, suffix)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    twice = clean(once.text)
    assert twice.text == once.text
    assert twice.dropped == {}


@given(st.lists(lines, max_size=12).map("\n".join))
def test_layout_keeps_every_word_in_order(text: str) -> None:
    kept = clean(text).text
    assert " ".join(split_paragraphs(kept)).split() == kept.split()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_always_read_as_utf_8(text: str) -> None:
    assert decode(text.encode(), declared=True).text.lstrip("\ufeff") == text.lstrip("\ufeff")


def test_a_batch_keeps_its_order() -> None:
    story = "Two men were hurt in a blast at the market on Monday, police in the town said. "
    inputs = [
        Fetched("1.txt", story.encode()),
        Fetched("2.html", b"<p>" + story.encode() * 3),
        Fetched("3.txt", b""),
        Fetched("4.txt", story.upper().encode()),
    ]
    results = read_batch(inputs)
    assert [i.source for i in results] == ["1.txt", "2.html", "3.txt", "4.txt"]
    assert [i.result for i in results] == [read_batch([i])[0].result for i in inputs]
