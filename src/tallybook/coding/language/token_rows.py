"""A plain row of tokens for the grammars of numbers and of times.

The grammars read words, not tags, so that a reading does not change with the tagger's mood;
white space is left out, and a blank line becomes the word "¶", which no phrase spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Span

V = TypeVar("V")
PARAGRAPH = "¶"
OPENERS = frozenset({".", "!", "?", ":", ";", PARAGRAPH, '"', "“", "-", ""})
"""What stands before the first word of a sentence or of a part of one."""


def by_first_word(
    phrases: Iterable[tuple[tuple[str, ...], V]],
) -> dict[str, list[tuple[tuple[str, ...], V]]]:
    """Return phrases with their values, those of one first word together, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], V]]] = {}
    for words, value in sorted(phrases, key=lambda row: -len(row[0])):
        table.setdefault(words[0], []).append((words, value))
    return table


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which stand apart by white space."""
    return frozenset(text.split())


_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-"}
    | {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
)
"""With the digits of the Arabic script, Arabic and Persian (Unicode, Nd)."""

_MARGIN = 16


class Tokens:
    """Tokens `0 … size`; `low` are the words in lower case with plain quotes, hyphens and digits.

    `low` and `text` are padded with empty words at the end, so that a grammar may look a few
    words past either end (`low[-1]` is a pad too). `position` maps an index back to the
    document's token.
    """

    __slots__ = ("_ends", "_starts", "low", "position", "size", "source", "text")

    def __init__(self, source: Doc | Span) -> None:
        self.source = source
        spaced = list(source)
        if any(token.is_space for token in spaced):
            spaced = [t for t in spaced if not t.is_space or t.text.count("\n") > 1]
        text = [PARAGRAPH if t.is_space else t.text for t in spaced]
        low = [word.lower() for word in text]
        if not all(map(str.isascii, low)):
            low = [word.translate(_PLAIN) for word in low]
        position = [token.i for token in spaced]
        starts = [token.idx for token in spaced]
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
        return self.document.text[self._starts[start] : self._ends[end - 1]]

    def part_of_speech(self, index: int) -> str:
        """Return the part of speech that the model gives the word at `index`."""
        return str(self.document[self.position[index]].pos_) if index < self.size else ""

    def tag(self, index: int) -> str:
        """Return the tag (Penn Treebank) that the model gives the word at `index`."""
        inside = 0 <= index < self.size
        return str(self.document[self.position[index]].tag_) if inside else ""

    def is_comparative(self, index: int) -> bool:
        """Whether the word at `index` is an adjective or adverb in the comparative ("more")."""
        return index < self.size and self.document[self.position[index]].tag_ in ("JJR", "RBR")

    def match(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether `words` stand from `index` on."""
        low = self.low
        return all(low[index + at] == word for at, word in enumerate(words))
