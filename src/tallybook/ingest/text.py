"""The reader of plain text: what a person pasted or saved, and what wires send."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.ingest.building import LeftOut, build_document
from tallybook.ingest.canonical import clean
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.head import read_matter
from tallybook.ingest.layout import split_paragraphs
from tallybook.ingest.sniff import decode

_MAKER = Maker("text", "1")


class TextReader:
    """Reads plain text (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = ("text/plain",)
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read)


def _read(capture: Capture) -> Document:
    decoded = decode(capture.data, label=capture.charset)
    cleaned = clean(decoded.text)
    return build_document(
        capture,
        read_matter(split_paragraphs(cleaned.text)),
        maker=_MAKER,
        left_out=LeftOut(characters=cleaned.dropped, notes=decoded.notes),
    )
