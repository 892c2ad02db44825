"""What a page's markup states of itself: headline, authors, publisher, days, language, address.

Read in the order of how exact publishers are with them: schema.org JSON-LD (NewsArticle), Open
Graph and other `meta` tags, then the markup that readers see (`h1`, `time`). Only tags that
name a day as that of publication or change are read; nothing is guessed from addresses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml.html import HtmlElement

from tallybook.ingest.building import Stated
from tallybook.ingest.canonical import clean, one_line
from tallybook.ingest.dates import iso_day, publishers_day

_MAX_VALUE = 300
"""Code points; a longer headline or name is something else."""

_MAX_NODES = 2000
"""JSON-LD nodes that are looked at on one page; publishers write a few dozen."""

_ARTICLE_TYPE = re.compile(r"(?:^|[/#])(?:\w*Article|\w*BlogPosting|Report|Review)$")
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "date",
)
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
_TITLE_META = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "byl",
    "dc.creator",
    "sailthru.author",
)
_PUBLISHER_META = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher")
_TITLE_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+|\s+::\s+")
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})(?:[-_].*)?$")
_WORD = re.compile(r"\w+")


def read_page(tree: HtmlElement) -> Stated:
    """Return what the markup of a page states; None for what it leaves out."""
    article = _article(tree)
    metas = _metas(tree)
    publisher = _name(article.get("publisher")) or _first(metas, _PUBLISHER_META)
    title, site = _title(tree, article, metas, publisher)
    publisher = publisher or site
    return Stated(
        title=title,
        byline=_byline(article, metas),
        publisher=publisher,
        published=_stamped(tree, article.get("datePublished"), metas, _PUBLISHED_META)
        or _time_day(tree, "datePublished"),
        modified=_stamped(tree, article.get("dateModified"), metas, _MODIFIED_META)
        or _time_day(tree, "dateModified"),
        url=_address(tree, metas),
        language=_language(tree, article, metas),
    )


def _article(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD node of the page's own article, its references resolved one deep."""
    nodes = list(_json_nodes(tree))
    by_id = {str(n["@id"]): n for n in nodes if "@id" in n and len(n) > 1}
    for node in nodes:
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in kinds):
            return {name: _resolve(value, by_id) for name, value in node.items()}
    return {}


def _json_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, outer before inner, at most _MAX_NODES."""
    seen = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [msgspec.json.decode(script.text or "", strict=False)]
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            # Publishers' JSON is often broken; the meta tags say the same.
            continue
        while waiting and seen < _MAX_NODES:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                seen += 1
                yield value
                waiting += [v for v in value.values() if isinstance(v, (list, dict))]


def _resolve(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and set(value) == {"@id"}:
        return by_id.get(str(value["@id"]), value)
    if isinstance(value, list):
        return [_resolve(one, by_id) if isinstance(one, dict) else one for one in value]
    return value


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _text(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    for name in names:
        for value in metas.get(name, ()):
            if not value.lower().startswith(("http:", "https:", "@")):
                return value
    return None


def _title(
    tree: HtmlElement, article: dict[str, Any], metas: dict[str, list[str]], publisher: str | None
) -> tuple[str | None, str | None]:
    """Return the headline as printed on the page where the markup agrees that it is one, and
    the site's name where the page's title adds it to the headline.

    An `h1` can be the site's name, and markup can hold a headline for search engines that
    the page does not print; so the printed one is taken if it shares half its words.
    """
    page = _text(next((t.text_content() for t in tree.iter("title")), None))
    marked = _text(article.get("headline")) or _first(metas, _TITLE_META) or page
    printed = [text for h1 in tree.iter("h1") if (text := _text(h1.text_content()))]
    if marked is None:
        return (printed[0] if len(printed) == 1 else None), None
    for heading in tree.iter("h1", "h2", "h3"):
        text = _text(heading.text_content())
        if text is not None and page is not None and page.startswith(text):
            added = _TITLE_SEPARATOR.match(page, len(text))
            if added is not None:
                return text, page[added.end() :]
    marked = _without_site(marked, publisher)
    wanted = _words(marked) | _words(page or "")
    for text in printed:
        words = _words(text)
        if len(words) > 1 and len(words & wanted) * 2 >= len(words):
            return text, None
    return marked, None


def _without_site(title: str, publisher: str | None) -> str:
    """Cut the site's name from the end of a headline: "Raid kills two | Daily Example"."""
    separators = list(_TITLE_SEPARATOR.finditer(title))
    if not separators:
        return title
    last = separators[-1]
    head, tail = title[: last.start()], title[last.end() :]
    named = publisher is not None and bool(_words(tail) & _words(publisher))
    # A bar parts headline and site on every page; a dash can also belong to the headline.
    short = last.group().strip() in ("|", "::", "»") and len(tail.split()) <= 5
    return head if (named or short) and len(head.split()) > 2 else title


def _byline(article: dict[str, Any], metas: dict[str, list[str]]) -> str | None:
    authors = article.get("author")
    names = [_name(one) for one in (authors if isinstance(authors, list) else [authors])]
    stated = ", ".join(dict.fromkeys(name for name in names if name))
    return stated or _first(metas, _AUTHOR_META)


def _name(value: Any) -> str | None:
    """Return the name in a JSON-LD Person or Organization, which can be a bare string."""
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), None)
    if isinstance(value, dict):
        return _text(value.get("name"))
    name = _text(value)
    return None if name is None or name.lower().startswith(("http:", "https:")) else name


def _text(value: Any) -> str | None:
    """Return a short string in canonical characters, its entities read, else None."""
    if not isinstance(value, str) or len(value) > 10 * _MAX_VALUE:
        return None
    text = one_line(clean(html.unescape(value)).text)
    return text if text and len(text) <= _MAX_VALUE else None


def _day(value: Any) -> str | None:
    return iso_day(value) if isinstance(value, str) else None


def _stamped(
    tree: HtmlElement, in_json: Any, metas: dict[str, list[str]], names: tuple[str, ...]
) -> str | None:
    """Return the day of the first stamp that can be read, JSON-LD's before those of meta tags."""
    stamps = [in_json] if isinstance(in_json, str) else []
    stamps += [value for name in names for value in metas.get(name, ())]
    first = next((stamp for stamp in stamps if iso_day(stamp)), None)
    if first is None:
        return None
    shown = [time.get("datetime") or "" for time in tree.iter("time")]
    return publishers_day(first, [*stamps, *shown])


def _time_day(tree: HtmlElement, role: str) -> str | None:
    """Return the day of an element that says it is of publication or change; else, for
    publication, of the first `time` in the article that holds the headline."""
    for element in tree.xpath("//*[@itemprop=$role]", role=role):
        found = _day(element.get("datetime") or element.get("content"))
        if found is not None:
            return found
    if role != "datePublished":
        return None
    times = list(tree.iter("time"))
    marked = [time for time in times if time.get("pubdate") is not None]
    for time in [*marked, *filter(_beside_headline, times)]:
        found = _day(time.get("datetime"))
        if found is not None:
            return found
    return None


def _beside_headline(time: HtmlElement) -> bool:
    for ancestor in time.iterancestors("article", "main"):
        return next(ancestor.iter("h1"), None) is not None
    return False


def _address(tree: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    links = [
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").strip().lower() == "canonical"
    ]
    for value in [*links, *metas.get("og:url", ())]:
        text = _text(value)
        if text is not None and text.lower().startswith(("http://", "https://")):
            return text
    return None


def _language(
    tree: HtmlElement, article: dict[str, Any], metas: dict[str, list[str]]
) -> str | None:
    stated = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        tree.get("xml:lang"),
        article.get("inLanguage"),
        *metas.get("og:locale", ()),
    )
    for value in stated:
        found = _LANGUAGE.match(value.strip()) if isinstance(value, str) else None
        if found is not None:
            return found.group(1).lower()
    return None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
