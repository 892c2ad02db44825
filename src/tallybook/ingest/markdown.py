"""The reader of Markdown: notes and exports of editors, with or without a head of fields.

CommonMark by markdown-it-py, whose limit on nesting stays on; raw HTML in it is text that is
left out. Fields in a head between two lines of "---" are those of a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.ingest.building import LeftOut, build_document
from tallybook.ingest.canonical import clean
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.head import drop_printed, read_matter
from tallybook.ingest.markup import clean_all
from tallybook.ingest.records import read_fields
from tallybook.ingest.sniff import MARKDOWN, decode

_MAKER = Maker("markdown", "1")
_HEAD = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]\w*):[ \t]+(.+)$", re.MULTILINE)


class MarkdownReader:
    """Reads Markdown (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = (MARKDOWN,)
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read)


def _read(capture: Capture) -> Document:
    decoded = decode(capture.data, label=capture.charset)
    cleaned = clean(decoded.text)
    head = _HEAD.match(cleaned.text)
    fields = {} if head is None else dict(_FIELD.findall(head.group(1)))
    unquoted = {name: value.strip().strip("\"'") for name, value in fields.items()}
    stated = read_fields(unquoted, dict(capture.flags.columns))
    blocks = list(_blocks(cleaned.text[head.end() if head is not None else 0 :]))
    paragraphs, _ = clean_all([text for _, text in blocks])
    title = stated.title
    if title is None and blocks and blocks[0][0] == "h1":
        title = paragraphs[0]
    if title is not None:
        paragraphs = drop_printed(paragraphs, title)
    return build_document(
        capture,
        read_matter(paragraphs, title=title),
        maker=_MAKER,
        stated=stated,
        left_out=LeftOut(characters=cleaned.dropped, notes=decoded.notes),
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the tag and the text of each block that has text, in order."""
    from markdown_it import MarkdownIt

    tag = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline":
            pieces = [
                {"softbreak": " ", "hardbreak": " "}.get(piece.type, piece.content)
                for piece in token.children or ()
                if piece.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
            ]
            if words := "".join(pieces).strip():
                yield tag, words
        elif token.type in ("fence", "code_block"):
            yield "pre", token.content
