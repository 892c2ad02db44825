"""What a page's own markup hides from its visitors, cut before anybody looks for the article.

Hidden words are a way to tell a reader of text what no reader of the page is told (Greshake et al.
2023, "Not what you've signed up for"). Style sheets are not read: what a class alone hides is taken
for seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.ingest.furniture import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STORY_WORDS = 12
"""Words of a paragraph that belongs to a story and to no menu."""

_UNSEEN_TAGS = ("script", "style", "template", "noscript")
_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|font-size:0+(?:\.0+)?[a-z%]*|"
    r"opacity:0+(?:\.0+)?|text-indent:-\d{3,}(?:\.\d+)?[a-z]*|(?:left|top):-\d{4,}(?:\.\d+)?[a-z]*)"
    r"(?:!important)?(?:;|$)"
)
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})
_COLOURED = "colour of its ground"


class Hidden(Struct, frozen=True):
    """What a visitor does not see: a line for each way of hiding, and whether any of it stood
    within the story, among paragraphs that are seen."""

    notes: tuple[str, ...]
    in_story: bool


def cut_hidden(tree: HtmlElement) -> Hidden:
    """Take what a visitor does not see out of `tree`, and say what it was."""
    from lxml import etree

    etree.strip_elements(tree, *_UNSEEN_TAGS, with_tail=False)
    found = [(element, _hiding(element)) for element in _outermost_hidden(tree)]
    coloured = sum(count_words(element) for element, way in found if way == _COLOURED)
    if 2 * coloured > count_words(tree):
        # What is most of the page is what it shows: on a dark ground that its style sheet sets.
        found = [(element, way) for element, way in found if way != _COLOURED]
    words: Counter[str] = Counter()
    in_story = False
    for element, way in found:
        count = count_words(element)
        if count:
            words[way or ""] += count
            in_story = in_story or _is_in_story(element)
        element.drop_tree()
    notes = (f"hidden text ({way}): {n} words left out" for way, n in sorted(words.items()))
    return Hidden(tuple(notes), in_story)


def _is_in_story(element: HtmlElement) -> bool:
    """Whether what is hidden stands in a paragraph that is seen, or beside one."""
    parent = element.getparent()
    if parent is None:
        return False
    if parent.tag == "p":
        return count_words(parent) - count_words(element) >= _STORY_WORDS
    return any(
        beside is not element and _hiding(beside) is None and count_words(beside) >= _STORY_WORDS
        for beside in parent.iterchildren("p")
    )


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
    if found is not None:
        return found.group().strip(";").removesuffix("!important")
    return _COLOURED if style and _is_ground_coloured(element, style) else None


def _is_ground_coloured(element: HtmlElement, style: str) -> bool:
    """Whether words have the colour of the ground that they or what holds them are set on; white
    where nobody says what the ground is, unless in a heading, which style sheets set on pictures
    and bands."""
    colour = _COLOUR.search(style)
    if colour is None:
        return False
    for holder in (element, *element.iterancestors()):
        own = re.sub(r"\s+", "", holder.get("style") or "").lower()
        ground = _GROUND.search(own)
        if ground is not None:
            return _same_colour(colour.group(1), ground.group(1))
    return _same_colour(colour.group(1), "#fff") and element.tag in ("p", "span", "div", "font")


def _same_colour(one: str, other: str) -> bool:
    return one == other or (one in _WHITE and other in _WHITE)
