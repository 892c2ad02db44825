"""The reader of web pages: the article out of the page, as a person would read it.

The characters are decoded by the page's own declaration; libxml2 parses them as HTML, in which
entities cannot be defined, so none can be external or expand without end; no script runs and
nothing is fetched. What a visitor would not see is cut before the article is looked for
(Barbaresi 2021, "Trafilatura"), so that hidden words are coded by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.errors import SourceError
from tallybook.ingest.building import LeftOut, build_document
from tallybook.ingest.captures import Capture, Outcome, read_each
from tallybook.ingest.furniture import cut_furniture
from tallybook.ingest.head import drop_printed, read_matter
from tallybook.ingest.hiding import cut_hidden
from tallybook.ingest.markup import clean_all, parse_html, text_blocks
from tallybook.ingest.partition import join_parts
from tallybook.ingest.sniff import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAKER = Maker("html", "1")

MIN_WORDS = 20
"""Words of an article. A brief of one sentence has twenty; less is a menu or a notice."""

_BLOCKS = ("p", "head", "item", "quote", "cell", "code", "lb", "list", "table", "row", "div", "ab")
_SENTENCE = re.compile(r"\w[.!?…][\"'”’)\]]*(?:\s|$)")


class HtmlReader:
    """Reads saved web pages (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = ("text/html",)
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return read_each(captures, _read)


def _read(capture: Capture) -> Document:
    return read_html(capture, capture.data, capture.charset)


def read_html(capture: Capture, page: bytes, charset: str | None) -> Document:
    """Return the document of a page, which is the capture or lies in it.

    Raises SourceError where no article is in it.
    """
    from tallybook.ingest.page import read_page
    from tallybook.ingest.surroundings import read_surroundings

    decoded = decode(page, label=charset, declared=True)
    tree = parse_html(decoded.text)
    stated = read_page(tree)
    hidden = cut_hidden(tree)
    around = read_surroundings(tree, stated.title or "")
    furniture = cut_furniture(tree)
    join_parts(tree)
    paragraphs, dropped = clean_all(_article(tree))
    _require_article(paragraphs)
    title = stated.title
    if title is not None:
        paragraphs = drop_printed(paragraphs, title, around.lines_above)
    matter = read_matter(paragraphs, title=title, around=around.stated)
    return build_document(
        capture,
        matter,
        maker=_MAKER,
        stated=stated,
        left_out=LeftOut(
            characters=dropped,
            notes=(*decoded.notes, *hidden.notes, *furniture),
            hidden=hidden.in_story,
        ),
    )


def _article(tree: HtmlElement) -> list[str]:
    """Return the raw paragraphs of the article, or none."""
    from trafilatura import bare_extraction

    # trafilatura changes the tree that it is given, and its deduplication keeps state
    # between calls, so that a page's reading would depend on the pages before it.
    found: Any = bare_extraction(
        tree, include_comments=False, deduplicate=False, with_metadata=False
    )
    return [] if found is None or found.body is None else list(text_blocks(found.body, _BLOCKS))


def _require_article(paragraphs: Sequence[str]) -> None:
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if words < MIN_WORDS or not any(_SENTENCE.search(paragraph) for paragraph in paragraphs):
        raise SourceError(
            "no article is in this page; if one shows in a browser, save its text as .txt",
            code="no-text",
        )
