"""The lines between a page's headline and its story: day and byline that only people can read.

Many small papers' pages have no metadata, but print "Thursday, June 13, 2024" under the
headline, or "Srinagar, Sunday, December 1, 2024" in the nameplate above. A bare date above the
headline is often today's, put there by a clock, and is not taken.
"""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from tallybook.ingest.canonical import clean, one_line
from tallybook.ingest.head import is_nameplate, read_line

_MAX_LINE = 160
"""Code points; a longer line is part of the story."""

_STORY_WORDS = 12
"""A paragraph of so many words below the headline begins the story."""

_HEADINGS = ("h1", "h2", "h3")
_FIELDS = ("published", "modified", "byline")


class Surroundings(Struct, frozen=True):
    """What the lines around a headline state, by field of Matter: days and byline; and the
    lines above it, none of which is part of the story."""

    stated: dict[str, str]
    lines_above: frozenset[str]


def read_surroundings(tree: HtmlElement, title: str) -> Surroundings:
    """Return what stands around the headline; nothing where the page does not print it."""
    lines_above: set[str] = set()
    above: dict[str, str] = {}
    below: dict[str, str] = {}
    headline = one_line(title).casefold()
    passed = False
    # The text of each open element so far; None once it is longer than a line.
    open_texts: list[str | None] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            open_texts.append(element.text or "")
            continue
        text = open_texts.pop()
        line = text if not text or text.isspace() else one_line(clean(text).text)
        if element.tag in _HEADINGS and line is not None and line.casefold() == headline:
            passed = True
        elif passed and element.tag == "p" and (line is None or len(line.split()) > _STORY_WORDS):
            break
        elif line is None or not line.strip():
            pass
        elif passed:
            read_line(line, below)
        else:
            lines_above.add(line)
            if is_nameplate(line):
                read_line(line, above)
        _append(open_texts, text, element.tail or "")
    found = {name: value for name, value in below.items() if name in _FIELDS}
    if "published" in above:
        found.setdefault("published", above["published"])
    return Surroundings(found, frozenset(lines_above) if passed else frozenset())


def _append(open_texts: list[str | None], text: str | None, tail: str) -> None:
    if not open_texts:
        return
    before = open_texts[-1]
    whole = None if before is None or text is None else before + text + tail
    open_texts[-1] = whole if whole is None or len(whole) <= _MAX_LINE else None
