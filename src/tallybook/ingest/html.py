"""The reader of web pages: the article out of the page, as a person would read it.

The characters are decoded by the page's own declaration; libxml2 parses them as HTML, in which
entities cannot be defined, so none can be external or expand without end; no script runs and
nothing is fetched. What a visitor would not see is cut before the article is looked for
(Barbaresi 2021, "Trafilatura"), so that hidden words are coded by nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tallybook.core.documents import Document
from tallybook.core.records import Maker
from tallybook.errors import SourceError
from tallybook.ingest.building import build_document
from tallybook.ingest.canonical import clean, dropped_notes, one_line
from tallybook.ingest.captures import Capture, Outcome
from tallybook.ingest.head import read_matter
from tallybook.ingest.sniff import decode
from tallybook.ingest.sources import reject

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAKER = Maker("html", "1")

MAX_ELEMENTS = 200_000
"""Elements of a page. The largest pages of news sites have some ten thousand."""

MIN_WORDS = 20
"""Words of an article. A brief of one sentence has twenty; less is a menu or a notice."""

_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|font-size:0+(?:\.0+)?(?:[a-z%]*))(?:!important)?(?:;|$)"
)
# What no tree can hold (XML 1.0, §2.2); the article's own characters are cleaned later.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_UNSEEN_TAGS = ("script", "style", "template", "noscript")
_BLOCKS = ("p", "head", "item", "quote", "cell", "code", "lb", "list", "table", "row", "div", "ab")
_SENTENCE = re.compile(r"\w[.!?…][\"'”’)\]]*(?:\s|$)")


class HtmlReader:
    """Reads saved web pages (the Reader protocol)."""

    name = str(_MAKER)
    media_types: tuple[str, ...] = ("text/html",)
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, captures: Sequence[Capture]) -> list[Outcome]:
        """Return one outcome for each capture, in order."""
        return [_outcome(capture) for capture in captures]


def _outcome(capture: Capture) -> Outcome:
    try:
        return _read(capture)
    except SourceError as error:
        return reject(capture.source, error.code, str(error))


def _read(capture: Capture) -> Document:
    from tallybook.ingest.page import read_page
    from tallybook.ingest.surroundings import read_surroundings

    decoded = decode(capture.data, declared=True)
    tree = _parse(_CONTROLS.sub("", decoded.text))
    stated = read_page(tree)
    hidden = _cut_hidden(tree)
    around = read_surroundings(tree, stated.title or "")
    paragraphs, dropped = _clean_all(_article(tree))
    _require_article(paragraphs)
    title = stated.title
    if title is not None:
        paragraphs = _without_head(paragraphs, title, around.lines_above)
    matter = read_matter(paragraphs, title=title, around=around.stated)
    return build_document(
        capture,
        matter,
        maker=_MAKER,
        stated=stated,
        cut=(*decoded.notes, *dropped_notes(dropped), *hidden),
    )


def _parse(text: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=parser)
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
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise SourceError(
            f"it has more than {MAX_ELEMENTS:,} elements; save its text as .txt", code="too-large"
        )
    return tree


def _cut_hidden(tree: HtmlElement) -> tuple[str, ...]:
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
    waiting = [child for child in reversed(tree) if child.tag != "head"]
    while waiting:
        element = waiting.pop()
        # A page that hides its whole body shows it again by script.
        if element.tag != "body" and _hiding(element) is not None:
            yield element
        else:
            waiting += reversed(element)


def _hiding(element: HtmlElement) -> str | None:
    """Return how an element's own markup hides it, or None. Style sheets are not read."""
    if element.get("hidden") is not None:
        return "hidden"
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return "aria-hidden"
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    found = _HIDING_STYLE.search(style) if style else None
    return found.group().strip(";").removesuffix("!important") if found is not None else None


def _article(tree: HtmlElement) -> list[str]:
    """Return the raw paragraphs of the article, or none."""
    from trafilatura import bare_extraction

    # trafilatura changes the tree that it is given, and its deduplication keeps state
    # between calls, so that a page's reading would depend on the pages before it.
    found: Any = bare_extraction(
        tree, include_comments=False, deduplicate=False, with_metadata=False
    )
    return [] if found is None or found.body is None else list(_blocks(found.body))


def _blocks(body: Any) -> Iterator[str]:
    """Yield the text of each block of trafilatura's tree, in order."""
    pieces: list[str] = []
    for event, element in _events(body):
        if element.tag in _BLOCKS:
            yield "".join(pieces)
            pieces = []
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield "".join(pieces)


def _events(body: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return ((event, element) for event, element in etree.iterwalk(body, events=("start", "end")))


def _clean_all(raw: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    dropped: Counter[str] = Counter()
    paragraphs: list[str] = []
    for one in raw:
        cleaned = clean(one)
        dropped.update(cleaned.dropped)
        if line := one_line(cleaned.text):
            paragraphs.append(line)
    return paragraphs, dict(dropped)


def _require_article(paragraphs: Sequence[str]) -> None:
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if words < MIN_WORDS or not any(_SENTENCE.search(paragraph) for paragraph in paragraphs):
        raise SourceError(
            "no article is in this page; if one shows in a browser, save its text as .txt",
            code="no-text",
        )


def _without_head(paragraphs: list[str], title: str, above: frozenset[str]) -> list[str]:
    """Drop from the head of the body the headline, which many pages print once more, and what
    stood above it, such as the day on which the page was looked at."""
    wanted = _letters(title)
    kept = [p for p in paragraphs[:3] if _letters(p) != wanted and p not in above]
    return [*kept, *paragraphs[3:]]


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
