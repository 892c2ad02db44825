"""Text to windows of word pieces, with the characters that each piece covers.

A text longer than the encoder's window is read in windows that overlap; each piece is judged in
the window in which it has most context on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

CONTENT = 510
"""Pieces in a window: BERT's 512 less [CLS] and [SEP]."""

OVERLAP = 128


@dataclass(frozen=True)
class Window:
    """One window. `ids` includes [CLS] and [SEP]; `offsets[i]` is the half-open range of code
    points that piece i covers, (0, 0) for the two; `starts` and `ends` mark pieces at which a word
    starts and ends."""

    ids: np.ndarray
    offsets: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


def windows_of(text: str, tokenizer: Tokenizer) -> list[Window]:
    """Return the windows of `text`, at least one unless it has no pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    return [_window(text, ids[a:b], offsets[a:b], tokenizer) for a, b in _ranges(len(ids))]


def _ranges(pieces: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < pieces:
        yield start, min(start + CONTENT, pieces)
        if start + CONTENT >= pieces:
            return
        start += CONTENT - OVERLAP


def _window(text: str, ids: np.ndarray, offsets: np.ndarray, tokenizer: Tokenizer) -> Window:
    starts = np.array([a == 0 or not _within_word(text, a) for a, _ in offsets], dtype=bool)
    ends = np.array([b == len(text) or not _within_word(text, b) for _, b in offsets], dtype=bool)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    no = np.zeros(1, dtype=bool)
    none = np.zeros((1, 2), dtype=np.int64)
    return Window(
        ids=np.concatenate([[cls], ids, [sep]]),
        offsets=np.concatenate([none, offsets, none]),
        starts=np.concatenate([no, starts, no]),
        ends=np.concatenate([no, ends, no]),
    )


def _within_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def pieces_of(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """Return first and last piece of the code points `[start, end)`; None where the window does
    not hold them whole."""
    covered = window.offsets[:, 1] > window.offsets[:, 0]
    first = np.flatnonzero(covered & (window.offsets[:, 0] == start))
    last = np.flatnonzero(covered & (window.offsets[:, 1] == end))
    if len(first) == 0 or len(last) == 0 or last[-1] < first[0]:
        return None
    return int(first[0]), int(last[-1])
