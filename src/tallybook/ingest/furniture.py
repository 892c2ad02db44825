"""What stands beside a report on its page: captions, related stories, comments, appeals.

Publishers name these blocks for their own style sheets, in English on most sites of the world, and
set headings over them ("Related stories"). They are cut before the article is looked for, and what
was cut is counted. A block that holds the headline, or much of what the page says, is no furniture
whatever it is called.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAPTION_WORDS = 100
"""Words; agencies' captions have up to sixty."""

_MOST = 0.3
"""Of the page's words. Lists of related stories are teasers, a tenth of a page or less."""

_LINKED = 0.5
"""Of a block's words within links: a list of headlines is nothing else."""

_LONG = 120
"""Code points: a paragraph of twenty words."""

_PARAGRAPHS = 2
"""Long paragraphs, not of links, that make a block part of a story."""

_HEADING_WORDS = 6
_KINDS = {
    "appeals": "appeals to subscribe",
    "captions": "captions",
    "comments": "readers' comments",
    "related": "related stories",
}
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?P<captions>captions?)|"
    r"(?P<comments>comments|comment-?list|disqus\w*)|"
    r"(?P<related>related(?:-?\w+)?|recirc\w*|recommended|trending|most-?(?:read|popular|viewed)|"
    r"read-?(?:more|next|also)|more-(?:stories|news)|outbrain\w*|taboola\w*)|"
    r"(?P<appeals>newsletters?|subscribe|sign-?up)"
    r")(?:$|[\s_-])"
)
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADING = re.compile(
    r"(?:related|recommended|trending|more from\b|more (?:stories|news|on this|like this)|"
    r"top stories|latest (?:news|stories|headlines)|most (?:read|popular|viewed|shared)|"
    r"read (?:more|next|also)|also read|see also|you (?:may|might) (?:also )?like|don.t miss|"
    r"editor.?s.? picks?|partner news|popular (?:now|stories|posts)|in case you missed it)\b"
    r".{0,30}",
    re.IGNORECASE,
)


def cut_furniture(tree: HtmlElement) -> tuple[str, ...]:
    """Take what is no part of the report out of `tree`; return a line for each kind of it."""
    total = count_words(tree)
    words: Counter[str] = Counter()
    for element in list(tree.iter("figcaption")):
        words["captions"] += _cut(element)
    for name in tree.xpath("./body//@class | ./body//@id"):
        kind = _kind(str(name))
        if kind is not None and not _is_much(element := name.getparent(), kind, total):
            words[kind] += _cut(element)
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6", "strong")):
        words["related"] += _cut_list_under(heading, total)
    return tuple(f"{_KINDS[kind]}: {n} words left out" for kind, n in sorted(words.items()) if n)


@lru_cache(maxsize=10_000)
def _kind(name: str) -> str | None:
    """Return what an element of a class or id is, where that says it."""
    named = _NAMED.search(_CAMEL_CASE.sub("-", name).lower())
    return named.lastgroup if named is not None else None


def _is_much(element: HtmlElement, kind: str, total: int) -> bool:
    if element.tag in ("body", "main", "article") or next(element.iter("h1"), None) is not None:
        return True
    if kind == "comments":
        # A discussion has paragraphs, and can be most of a page.
        return False
    words = count_words(element)
    if words > (_CAPTION_WORDS if kind == "captions" else _MOST * total):
        return True
    told = [
        p for p in element.xpath(".//p[string-length() >= $long]", long=_LONG) if not _linked(p)
    ]
    return len(told) >= _PARAGRAPHS


def _cut_list_under(heading: HtmlElement, total: int) -> int:
    """Cut a list of links under a heading that says what it is; return the words that it had."""
    text = heading.text_content().strip() if len(heading) < 3 else ""
    if not text or len(text.split()) > _HEADING_WORDS or not _HEADING.fullmatch(text.rstrip(": ")):
        return 0
    if heading.getparent() is None:
        return 0
    gone = []
    for sibling in heading.itersiblings():
        if count_words(sibling) and not _linked(sibling):
            break
        gone.append(sibling)
    if sum(count_words(one) for one in gone) > _MOST * total:
        return 0
    return _cut(heading) + sum(_cut(one) for one in gone)


def _linked(element: HtmlElement) -> bool:
    """Whether an element is little else than links."""
    return sum(count_words(link) for link in element.iter("a")) >= _LINKED * count_words(element)


def _cut(element: Any) -> int:
    """Take an element out, and return its words; none for what is out already."""
    if element.getparent() is None:
        return 0
    words = count_words(element)
    element.drop_tree()
    return words


def count_words(element: Any) -> int:
    """Return how many words an element holds."""
    return len(element.text_content().split())
