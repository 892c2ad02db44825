"""HTML as a tree: parsed within limits, what a visitor does not see cut, its text by blocks.

libxml2 parses it as HTML, in which entities cannot be defined, so none can be external or
expand without end; no script runs and nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tallybook.errors import SourceError
from tallybook.ingest.building import LeftOut
from tallybook.ingest.canonical import clean, one_line
from tallybook.ingest.furniture import count_words, cut_furniture
from tallybook.ingest.hiding import cut_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 200_000
"""Elements of a page. The largest pages of news sites have some ten thousand."""

# What no tree can hold (XML 1.0, §2.2); the article's own characters are cleaned later.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_ASIDE = ("form", "nav", "aside", "iframe", "button", "select")
_BLOCKS = (
    "address article aside blockquote br caption center dd details div dl dt fieldset footer h1 h2 "
    "h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
).split()
"""Elements that begin a new line (HTML Standard, §15.3, `display: block` and its like)."""


class Fragment(Struct, frozen=True):
    """The paragraphs of some HTML, and what was left out of it."""

    paragraphs: tuple[str, ...]
    left_out: LeftOut


def read_fragment(html: str) -> Fragment:
    """Return the text of HTML that is a report's body and nothing else, as feeds and mails have.

    Raises SourceError where it cannot be parsed or is too large.
    """
    from lxml import etree

    tree = parse_html(html)
    hidden = cut_hidden(tree)
    furniture = cut_furniture(tree)
    outer = (e for e in tree.iter(*_ASIDE) if next(e.iterancestors(*_ASIDE), None) is None)
    aside = sum(count_words(element) for element in outer)
    etree.strip_elements(tree, *_ASIDE, with_tail=False)
    paragraphs, dropped = clean_all(list(text_blocks(tree, _BLOCKS)))
    notes = (f"forms and asides: {aside} words left out",) if aside else ()
    left_out = LeftOut(
        characters=dropped, notes=(*hidden.notes, *furniture, *notes), hidden=hidden.in_story
    )
    return Fragment(tuple(paragraphs), left_out)


def parse_html(text: str) -> HtmlElement:
    """Return the tree of a page.

    Raises SourceError: "no-text" where there is none, "malformed" and "too-large" beyond limits.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    data = _CONTROLS.sub("", text).encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser)
    except etree.LxmlError as error:
        raise SourceError(
            "it holds no HTML that can be read; open it in a browser and save its text as .txt",
            code="no-text",
        ) from error
    # libxml2 stops at 256 levels and leaves out what comes after: half a page is no report.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise SourceError(
            "its elements are nested more than 255 deep; save its text as .txt", code="malformed"
        )
    elements: Any = tree.xpath("count(//*)")
    if elements > MAX_ELEMENTS:
        raise SourceError(
            f"it has more than {MAX_ELEMENTS:,} elements; save its text as .txt", code="too-large"
        )
    return tree


def text_blocks(tree: Any, blocks: Collection[str]) -> Iterator[str]:
    """Yield the text of each block of a tree, in order; `blocks` are the tags that are blocks."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in blocks:
            yield "".join(pieces)
            pieces = []
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield "".join(pieces)


def clean_all(raw: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    """Return the paragraphs in canonical characters without empty ones, and how many characters
    of which sort were dropped."""
    dropped: Counter[str] = Counter()
    paragraphs: list[str] = []
    for one in raw:
        cleaned = clean(one)
        dropped.update(cleaned.dropped)
        if line := one_line(cleaned.text):
            paragraphs.append(line)
    return paragraphs, dict(dropped)
