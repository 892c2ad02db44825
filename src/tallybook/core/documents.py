"""Documents: one reading of one fetched thing."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.spans import Span

ParagraphRole = Literal["title", "body", "byline", "note"]
"""`note` is editorial matter: a correction, an update line, an agency's credit."""

MetadataSource = Literal["flag", "page", "text", "file"]

Alert = Literal["hidden-text", "invisible-characters", "late-stamp"]
"""What to look at before a reading is trusted: words hidden within the story; characters that
nobody sees among those of the text; a stamp that is weeks after the day that the text gives."""

UNDETERMINED = "und"
"""ISO 639-2's code for a language that is not known; here, surely not English."""


class Paragraph(Struct, frozen=True):
    """`[start, end)` of the document's text. `repeats` is the index of the earlier paragraph
    that this one prints again, word for word or nearly, else None."""

    start: int
    end: int
    role: ParagraphRole
    repeats: int | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One reading of one fetched thing.

    `text` is canonical: Unicode NFC, "\\n" line ends, the title first where there is one,
    paragraphs apart by one blank line. It never changes; every offset anywhere is a half-open
    range of code points in it. `capture` is the SHA-256 of the raw bytes, which the book keeps.
    `published` and `modified` are ISO days. `dated` is the day that the text itself gives, where
    `published` is another. `origins` says for each metadata field whether a
    flag, the page, the text or the file gave it. `cut` lists what was left out and why, `alerts`
    what a person should look at.
    """

    id: str
    capture: str
    source: str
    media_type: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    dateline: Span | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    dated: str | None = None
    language: str | None = None
    url: str | None = None
    origins: dict[str, MetadataSource] = {}
    cut: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    reader: str = ""

    @property
    def as_of(self) -> str | None:
        """The day as of which it tells: the day on which it was last changed, else appeared."""
        return _later(self.published, self.modified)

    @property
    def headline_end(self) -> int:
        """Where its headline ends in the text; 0 without one."""
        return next((one.end for one in self.paragraphs if one.role == "title"), 0)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds the code point at `offset`, or None between two."""
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.end:
                return paragraph
        return None


class DocumentOutline(Struct, frozen=True, kw_only=True):
    """What a tally needs to know of a document, without its text. Fields are those of
    `Document`."""

    id: str
    source: str
    headline_end: int = 0
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None

    @property
    def as_of(self) -> str | None:
        """The day as of which the document tells."""
        return _later(self.published, self.modified)


def _later(published: str | None, modified: str | None) -> str | None:
    if not modified:
        return published or None
    return max(published or "", modified)
