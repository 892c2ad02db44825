"""A plain row of tokens for the grammars of numbers and of times.

The grammars read words, not tags, so that a reading does not change with the tagger's mood;
white space is left out, and a blank line becomes the word "¶", which no phrase spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PARAGRAPH = "¶"


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which stand apart by white space."""
    return frozenset(text.split())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-"})
_MARGIN = 8


class Tokens:
    """Tokens `0 … size`; `low` are the words in lower case with plain quotes and hyphens.

    `low` and `text` are padded with empty words at the end, so that a grammar may look a few
    words past either end (`low[-1]` is a pad too). `position` maps an index back to the
    document's token.
    """

    __slots__ = ("_ends", "_starts", "low", "position", "size", "source", "text")

    def __init__(self, source: Doc | Span) -> None:
        self.source = source
        low: list[str] = []
        text: list[str] = []
        position: list[int] = []
        starts: list[int] = []
        for token in source:
            word = token.text
            if word.isspace():
                if word.count("\n") < 2:
                    continue
                word = PARAGRAPH
            text.append(word)
            low.append(token.lower_.translate(_PLAIN) if not word.isascii() else token.lower_)
            position.append(token.i)
            starts.append(token.idx)
        self.size = len(low)
        self._ends = [start + len(word) for start, word in zip(starts, text, strict=True)]
        self._starts = starts
        self.low = low + [""] * _MARGIN
        self.text = text + [""] * _MARGIN
        self.position = position

    @property
    def document(self) -> Doc:
        """The spaCy document that the words stand in."""
        return self.source.doc  # a Doc's `doc` is itself

    def glued(self, index: int) -> bool:
        """Whether no white space stands between the word at `index` and the one before."""
        return 0 < index < self.size and self._starts[index] == self._ends[index - 1]

    def start_char(self, index: int) -> int:
        """Return the code point at which the word at `index` starts in the document."""
        return self._starts[index]

    def end_char(self, index: int) -> int:
        """Return the code point after the last one of the word before `index`."""
        return self._ends[index - 1]

    def words(self, start: int, end: int) -> str:
        """Return the exact text of the words `[start, end)`."""
        return str(self.document.text[self._starts[start] : self._ends[end - 1]])

    def match(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether `words` stand from `index` on."""
        return tuple(self.low[index : index + len(words)]) == words
