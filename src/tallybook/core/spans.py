"""Spans: half-open ranges of code points in a document's canonical text."""

from __future__ import annotations

from msgspec import Struct

from tallybook.errors import EvidenceError


class Span(Struct, frozen=True, array_like=True, order=True):
    """`words` stands at `[start, end)` of a document's text, counted in code points.

    On the wire a span is the array `[start, end, "the words"]`.
    """

    start: int
    end: int
    words: str

    def check(self, text: str) -> None:
        """Raise EvidenceError unless `text[start:end]` is exactly `words`."""
        if not 0 <= self.start <= self.end <= len(text):
            raise EvidenceError(
                f"span [{self.start}, {self.end}) lies outside a text of {len(text)} code points"
            )
        found = text[self.start : self.end]
        if found != self.words:
            raise EvidenceError(
                f"span [{self.start}, {self.end}) reads {found!r}, the record says {self.words!r}"
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]`."""
    return Span(start, end, text[start:end])
