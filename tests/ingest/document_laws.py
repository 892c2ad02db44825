"""What holds of every document, whoever read it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from tallybook.core.documents import Document
from tallybook.ingest.canonical import one_line


def check(document: Document) -> None:
    """Assert them."""
    text = document.text
    assert text == unicodedata.normalize("NFC", text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") for c in text if c != "\n")
    assert document.paragraphs[0].start == 0
    assert document.paragraphs[-1].end == len(text)
    for before, after in pairwise(document.paragraphs):
        assert text[before.end : after.start] == "\n\n"
    for index, paragraph in enumerate(document.paragraphs):
        words = text[paragraph.start : paragraph.end]
        assert words
        assert words == one_line(words)
        assert paragraph.repeats is None or paragraph.repeats < index
    if document.title is not None:
        assert text.startswith(document.title)
        assert document.paragraphs[0].role == "title"
    if document.dateline is not None:
        document.dateline.check(text)
        holder = document.paragraph_at(document.dateline.start)
        assert holder is not None
        assert holder.start == document.dateline.start
        assert document.dateline.end < holder.end
