"""Articles that their page sets in several boxes, one after another, with advertisements between.

Extractors look for the one element that holds the article, and find the first. Boxes of one tag and
class, with whole paragraphs in each, within one article are put together in the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONG = 120
"""Code points: a paragraph of twenty words. Teasers and captions are mostly shorter."""

_PARAGRAPHS = 2
"""Long paragraphs of a box. A teaser has one."""


def join_parts(tree: HtmlElement) -> None:
    """Put the boxes of one article together, in place."""
    boxes: dict[HtmlElement, int] = {}
    for paragraph in tree.xpath("./body//p[string-length() >= $long]", long=_LONG):
        box = paragraph.getparent()
        boxes[box] = boxes.get(box, 0) + 1
    first_of: dict[tuple[HtmlElement, str, str], HtmlElement] = {}
    for box, paragraphs in boxes.items():
        name = box.get("class")
        if paragraphs < _PARAGRAPHS or not name or not isinstance(box.tag, str):
            continue
        article = next(box.iterancestors("article", "main", "body"), tree)
        first = first_of.setdefault((article, box.tag, name), box)
        if (
            first is not box
            and first not in box.iterancestors()
            and box not in first.iterancestors()
        ):
            for child in list(box):
                first.append(child)
