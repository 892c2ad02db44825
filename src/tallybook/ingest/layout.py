"""From the lines of a text file to its paragraphs.

Three habits of writing are told apart: a blank line between paragraphs; one line per paragraph,
as in a page saved as text; and lines broken at a fixed width, as wires and mail programs do.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tallybook.ingest.canonical import one_line

MAX_WIDTH = 120
"""Columns. Wires break at 60 to 80, the widest line printers had 132; a longer line is a
paragraph of its own."""

_SLACK = 6
"""Columns. Typists and teletype operators broke a little before the margin."""

_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")


def split_paragraphs(raw: str) -> list[str]:
    """Return the paragraphs of a text file, each on one line, without empty ones.

    `raw` may be indented; its line ends must be "\\n".
    """
    groups = [[line.rstrip() for line in g if line.strip()] for g in _groups(raw.split("\n"))]
    groups = [group for group in groups if group]
    width = _wrap_width(groups)
    paragraphs: list[str] = []
    for group in groups:
        lines = group if width is None else _unwrap(group, width)
        paragraphs += [one_line(line) for line in lines]
    return paragraphs


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        else:
            groups.append([])
    return groups


def _wrap_width(groups: list[list[str]]) -> int | None:
    """Return the column at which lines were broken, or None where each is a paragraph.

    A line filler breaks a line only where the next word no longer fits ("first fit", Knuth &
    Plass 1981, "Breaking Paragraphs into Lines"). So in wrapped text nearly every line plus
    the first word of the next is longer than the longest line; in other text hardly any is.
    """
    breaks = [pair for group in groups for pair in pairwise(group)]
    if not breaks:
        return None
    width = max(len(line) for group in groups for line in group)
    if width > MAX_WIDTH:
        return None
    full = sum(1 for line, following in breaks if not _fits(line, following, width))
    # Half, because headlines, bylines and the last lines of paragraphs end early, and in a
    # short report they can be nearly as many as the full lines.
    return width if full >= 2 and full * 2 >= len(breaks) else None


def _fits(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split()[0]) <= width - _SLACK


def _unwrap(group: list[str], width: int) -> list[str]:
    """Join a group's lines into paragraphs; a line that ends early and ends a sentence, stands
    in a head of short lines or precedes an indented line ends its paragraph."""
    paragraphs = [group[0]]
    in_head = True
    margin = min(_indent(line) for line in group)
    for line, following in pairwise(group):
        early = _fits(line, following, width)
        indented = _indent(following) > margin and _indent(line) <= margin
        ends = early and (in_head or _SENTENCE_END.search(line) is not None)
        if not early:
            in_head = False
        if ends or (indented and _SENTENCE_END.search(line) is not None):
            paragraphs.append(following)
        else:
            paragraphs[-1] += " " + following.strip()
    return paragraphs


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
