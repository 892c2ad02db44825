"""Canonical text: one spelling of the same words, so that offsets and comparisons hold.

Unicode NFC (Unicode Standard Annex 15), "\\n" line ends, one kind of space. Characters that no
reader sees (zero-width, bidirectional controls, tags, controls) are dropped: they can hide
words from a search or reverse what a line seems to say (Boucher & Anderson 2021, "Trojan
Source"). What was dropped is counted, and named by those who build the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from msgspec import Struct

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNUSUAL = re.compile("[^ -~\n]")
_SOFT_HYPHEN = "\u00ad"
_BYTE_ORDER_MARK = "\ufeff"
_BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BIDIRECTIONAL_NAME = "bidirectional control characters"
_CATEGORY_NAMES = {
    "Cc": "control characters",
    "Cf": "zero-width and other invisible characters",
    "Cs": "surrogates without a partner",
    "Co": "private-use characters",
    "Cn": "unassigned characters",
}


class Cleaned(Struct, frozen=True):
    """Canonical characters, and how many of which sort were dropped on the way."""

    text: str
    dropped: dict[str, int] = {}


def clean(raw: str) -> Cleaned:
    """Return `raw` in canonical characters; its lines and their indents stay."""
    if _UNUSUAL.search(raw) is None:
        # Plain ASCII is canonical as it is, and most lines are nothing else.
        return Cleaned(raw)
    text = _LINE_ENDS.sub("\n", raw)
    dropped: Counter[str] = Counter()
    table: dict[int, str | None] = {}
    for character in set(text):
        if character == "\n":
            continue
        if character == "\t" or unicodedata.category(character) == "Zs":
            table[ord(character)] = " "
        elif character in (_SOFT_HYPHEN, _BYTE_ORDER_MARK):
            # A hint to typesetters and a mark of the encoding: no part of what was written,
            # and too common to be worth a word.
            table[ord(character)] = None
        elif (name := _unwanted(character)) is not None:
            table[ord(character)] = None
            dropped[name] += text.count(character)
    # Most texts have nothing to change, and `translate` would still visit every character.
    kept = text.translate(table) if table else text
    return Cleaned(unicodedata.normalize("NFC", kept), dict(dropped))


def one_line(text: str) -> str:
    """Return clean `text` on one line, with single spaces and none outside."""
    return " ".join(text.split())


def hides_words(dropped: dict[str, int]) -> bool:
    """Whether characters were dropped that can hide words or turn them round."""
    return not dropped.keys().isdisjoint((_BIDIRECTIONAL_NAME, _CATEGORY_NAMES["Cf"]))


def dropped_notes(dropped: dict[str, int]) -> tuple[str, ...]:
    """Return one line for each sort of character that was dropped."""
    return tuple(f"{name}: {count} removed" for name, count in sorted(dropped.items()))


@cache
def _unwanted(character: str) -> str | None:
    """Return the sort of a character that is to be dropped, or None for one that stays."""
    if character in _BIDIRECTIONAL:
        return _BIDIRECTIONAL_NAME
    return _CATEGORY_NAMES.get(unicodedata.category(character))
