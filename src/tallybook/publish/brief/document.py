"""A written answer as a document without a format: lines of words with marks of footnotes.

What reports say is untrusted in all of it: each format escapes the words that it is given.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Look = Literal["plain", "strong", "code"]


class Words(Struct, frozen=True, tag="words"):
    """Words of a line; `code` is for what is typed or compared to the letter."""

    text: str
    look: Look = "plain"


class Marks(Struct, frozen=True, tag="marks"):
    """The marks of footnotes, by their numbers."""

    numbers: tuple[int, ...]


Line = tuple[Words | Marks, ...]


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """A paragraph of running text."""

    line: Line


class Items(Struct, frozen=True, tag="items"):
    """A list, a line for each item."""

    lines: tuple[Line, ...]


class Table(Struct, frozen=True, tag="table"):
    """A table; `columns` are its head."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Paragraph | Items | Table


class Section(Struct, frozen=True):
    """A part with its heading; the first one has none."""

    heading: str
    blocks: tuple[Block, ...]


class Footnote(Struct, frozen=True, kw_only=True):
    """Where a figure or an attack is said: by whom, in which report, in which words, and the
    SHA-256 of the bytes that the report was read from.

    `published` is a day in words. None is what the report does not say; `url` is a web address.
    """

    number: int
    voice: str
    quotation: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    capture: str
    claim: str

    @property
    def place(self) -> str:
        """Where it stands: outlet, title and day, as far as the report says."""
        title = None if self.title is None else f"“{self.title}”"
        told = (self.outlet, title, self.published or "no date stated")
        return ", ".join(part for part in told if part)


class Brief(Struct, frozen=True, kw_only=True):
    """A written answer; `answer` is the id of the tally that it words, `written_on` an ISO day."""

    title: str
    answer: str
    written_on: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
