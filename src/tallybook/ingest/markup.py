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
from tallybook.ingest.canonical import clean, dropped_notes, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 200_000
"""Elements of a page. The largest pages of news sites have some ten thousand."""

# What no tree can hold (XML 1.0, §2.2); the article's own characters are cleaned later.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_UNSEEN_TAGS = ("script", "style", "template", "noscript")
_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|font-size:0+(?:\.0+)?(?:[a-z%]*))(?:!important)?(?:;|$)"
)
_FURNITURE = ("figure", "figcaption", "form", "nav", "aside", "iframe", "button", "select")
_BLOCKS = (
    "address article aside blockquote br caption center dd details div dl dt fieldset footer h1 h2 "
    "h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
).split()
"""Elements that begin a new line (HTML Standard, §15.3, `display: block` and its like)."""


class Fragment(Struct, frozen=True):
    """The paragraphs of some HTML, and what was left out of it."""

    paragraphs: tuple[str, ...]
    cut: tuple[str, ...]


def read_fragment(html: str) -> Fragment:
    """Return the text of HTML that is a report's body and nothing else, as feeds and mails have.

    Raises SourceError where it cannot be parsed or is too large.
    """
    tree = parse_html(html)
    hidden = cut_hidden(tree)
    left_out = 0
    furniture = [
        e for e in tree.iter(*_FURNITURE) if next(e.iterancestors(*_FURNITURE), None) is None
    ]
    for element in furniture:
        left_out += len(element.text_content().split())
        element.drop_tree()
    paragraphs, dropped = clean_all(list(text_blocks(tree, _BLOCKS)))
    aside = (f"captions, forms and asides: {left_out} words left out",) if left_out else ()
    return Fragment(tuple(paragraphs), (*dropped_notes(dropped), *hidden, *aside))


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


def cut_hidden(tree: HtmlElement) -> tuple[str, ...]:
    """Take what a visitor does not see out of `tree`; return a line for each way of hiding."""
    for element in list(tree.iter(*_UNSEEN_TAGS)):
        element.drop_tree()
    words: Counter[str] = Counter()
    for element in list(_outermost_hidden(tree)):
        count = len(element.text_content().split())
        if count:
            words[_hiding(element) or ""] += count
        element.drop_tree()
    return tuple(f"hidden text ({way}): {n} words left out" for way, n in sorted(words.items()))


def _outermost_hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    hidden: set[HtmlElement] = set()
    # A page that hides its whole body shows it again by script.
    for element in tree.xpath("./body//*[@hidden or @aria-hidden or @style]"):
        if _hiding(element) is not None and hidden.isdisjoint(element.iterancestors()):
            hidden.add(element)
            yield element


def _hiding(element: HtmlElement) -> str | None:
    """Return how an element's own markup hides it, or None. Style sheets are not read."""
    if element.get("hidden") is not None:
        return "hidden"
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return "aria-hidden"
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    found = _HIDING_STYLE.search(style) if style else None
    return found.group().strip(";").removesuffix("!important") if found is not None else None


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
