"""A document's text with the words behind every claim marked: what a page shows in colour.

Claims overlap in any way: one sentence carries three of them, a target's name lies within a
place's, another coder's sentence ends elsewhere. The text is therefore cut at every boundary, and
each piece says which sentences and which fields' words it belongs to. The pieces of a paragraph
put together are the paragraph, to the code point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tallybook.core.documents import ParagraphRole
from tallybook.workflow.telling.views import DocumentView, Mark


class Piece(Struct, frozen=True):
    """`words` stands at `[start, end)` of the text. `sentences` are the claims that rest on it,
    the longest sentence first; `repeats` the claims that it says again; `marks` the fields that
    its words fill, the shortest span first."""

    start: int
    end: int
    words: str
    sentences: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class MarkedParagraph(Struct, frozen=True):
    """One paragraph in pieces. `repeats` is the index of the earlier paragraph that it prints
    again, else None."""

    role: ParagraphRole
    repeats: int | None
    pieces: tuple[Piece, ...]


def marked_text(view: DocumentView) -> tuple[MarkedParagraph, ...]:
    """Return the paragraphs of a document, cut and marked by its claims."""
    by_length = sorted(view.marks, key=lambda m: (m.end - m.start, m.start, m.field, m.claim))
    sentences = sorted(
        (m for m in by_length if m.field == "sentence"), key=lambda m: (m.start, -m.end, m.claim)
    )
    repeats = [m for m in by_length if m.field == "repeats"]
    fields = [m for m in by_length if m.field not in ("sentence", "repeats")]
    return tuple(
        MarkedParagraph(
            paragraph.role,
            paragraph.repeats,
            tuple(
                _pieces(
                    view.document.text,
                    (paragraph.start, paragraph.end),
                    (sentences, repeats, fields),
                )
            ),
        )
        for paragraph in view.document.paragraphs
    )


def _pieces(
    text: str, bounds: tuple[int, int], layers: Sequence[Sequence[Mark]]
) -> Iterator[Piece]:
    first, last = bounds
    near = [[m for m in layer if m.start < last and first < m.end] for layer in layers]
    cuts = {first, last}
    for mark in (mark for layer in near for mark in layer):
        cuts.update((max(first, mark.start), min(last, mark.end)))
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        sentences, repeats, fields = (
            [m for m in layer if m.start <= start and end <= m.end] for layer in near
        )
        yield Piece(
            start,
            end,
            text[start:end],
            tuple(m.claim for m in sentences),
            tuple(dict.fromkeys(m.claim for m in repeats)),
            tuple(fields),
        )


class Open(Struct, frozen=True):
    """A claim's sentence begins here; `first` is False where it goes on after a break."""

    claim: str
    first: bool


class Close(Struct, frozen=True):
    """The sentence that was opened last ends here, or breaks off."""


def nested(paragraphs: Sequence[MarkedParagraph]) -> Iterator[Iterator[Piece | Open | Close]]:
    """Yield for each paragraph its pieces between properly nested sentences.

    A sentence that crosses another's end, or a paragraph's, is broken there and opened again; it
    begins only once, so that its anchor is one.
    """
    begun: set[str] = set()
    for paragraph in paragraphs:
        yield _nested(paragraph, begun)


def _nested(paragraph: MarkedParagraph, begun: set[str]) -> Iterator[Piece | Open | Close]:
    stack: list[str] = []
    for piece in paragraph.pieces:
        shared = 0
        while (
            shared < min(len(stack), len(piece.sentences))
            and stack[shared] == piece.sentences[shared]
        ):
            shared += 1
        for _ in stack[shared:]:
            yield Close()
        for claim in piece.sentences[shared:]:
            yield Open(claim, claim not in begun)
            begun.add(claim)
        stack = list(piece.sentences)
        yield piece
    for _ in stack:
        yield Close()
