"""Feeds as files: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1; and sitemaps.

Each entry becomes a record (`tallybook.ingest.records`) with what the feed says of it. Where a
feed gives a summary alone, the record says so. A sitemap (sitemaps.org 0.9) gives addresses and
no reports.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest.captures import Member, reject
from tallybook.ingest.limits import read_bounded
from tallybook.ingest.records import parse_json
from tallybook.ingest.sniff import JSON_FEED, RECORD, SITEMAP, XML_FEED
from tallybook.ingest.xml import children, local_name, parse_xml, text_of

ADDRESS_ONLY = "address-only"
"""The code of a Rejection that stands for a page which is elsewhere."""

_FEED_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Listed(Struct, frozen=True, kw_only=True):
    """A page that a sitemap lists: its address and, where given, the day of its last change."""

    url: str
    modified: str | None = None


class FeedContainer:
    """Takes feeds apart (the Container protocol)."""

    name = "feed.v1"
    media_types: tuple[str, ...] = (XML_FEED, JSON_FEED)
    suffixes: tuple[str, ...] = (".rss", ".atom", ".xml")

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield the entries in order."""
        for number, entry in enumerate(read_feed(read_bounded(whole.stream)), start=1):
            name = entry.get("url") or number
            record = msgspec.json.encode(entry)
            yield Member(f"{whole.source}!{name}", io.BytesIO(record), RECORD)


class SitemapContainer:
    """Says of each page that a sitemap lists that it is elsewhere (the Container protocol)."""

    name = "sitemap.v1"
    media_types: tuple[str, ...] = (SITEMAP,)
    suffixes: tuple[str, ...] = ()

    def unpack(self, whole: Member) -> Iterator[Member | Rejection]:
        """Yield one Rejection for each address, in order."""
        for page in read_sitemap(read_bounded(whole.stream)):
            yield reject(
                f"{whole.source}!{page.url}",
                ADDRESS_ONLY,
                "a sitemap gives addresses without their reports; add the page itself",
            )


def read_feed(data: bytes) -> list[dict[str, Any]]:
    """Return the entries of a feed as records, in its order.

    Raises SourceError "malformed" where it is none.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data)
    root = parse_xml(data)
    if local_name(root) == "feed":
        shared = _without_none(publisher=_first(root, "title"), language=root.get(_FEED_LANGUAGE))
        return [shared | _atom_entry(entry) for entry in children(root, "entry")]
    channel = next(children(root, "channel"), root)
    shared = _without_none(publisher=_first(channel, "title"), language=_first(channel, "language"))
    # In RSS 1.0 the items stand beside the channel.
    items = [*children(channel, "item"), *(children(root, "item") if channel is not root else ())]
    return [shared | _rss_item(item) for item in items]


def read_sitemap(data: bytes) -> list[Listed]:
    """Return the addresses of a sitemap, or of the sitemaps that an index lists, in its order.

    Raises SourceError "malformed" where it is none.
    """
    return [
        Listed(url=url, modified=_first(entry, "lastmod"))
        for entry in children(parse_xml(data), "url", "sitemap")
        if (url := _first(entry, "loc"))
    ]


def _rss_item(item: Any) -> dict[str, str]:
    # "author" is a mail address in RSS 2.0; Dublin Core's "creator" a name.
    author = _first(item, "author")
    return _without_none(
        title=_plain(_first(item, "title")),
        url=_first(item, "link") or _permalink(item),
        html=_first(item, "encoded"),
        summary=_first(item, "description"),
        published=_first(item, "pubDate", "date"),
        byline=_first(item, "creator") or (author if author and "@" not in author else None),
    )


def _permalink(item: Any) -> str | None:
    guid = next(children(item, "guid"), None)
    if guid is None or guid.get("isPermaLink", "true") != "true":
        return None
    text = text_of(guid)
    return text if text.startswith(("http://", "https://")) else None


def _atom_entry(entry: Any) -> dict[str, str]:
    links = [
        link.get("href")
        for link in children(entry, "link")
        if link.get("rel", "alternate") == "alternate" and link.get("href")
    ]
    authors = [_first(author, "name") or "" for author in children(entry, "author")]
    updated = _first(entry, "updated")
    return _without_none(
        title=_plain(_first(entry, "title")),
        url=links[0] if links else None,
        html=_atom_html(entry, "content"),
        summary=_atom_html(entry, "summary"),
        published=_first(entry, "published") or updated,
        modified=updated,
        byline=", ".join(filter(None, authors)) or None,
    )


def _atom_html(entry: Any, name: str) -> str | None:
    """Return a text construct as HTML (RFC 4287, §3.1 and §4.1.3)."""
    from html import escape

    from lxml import etree

    found = next(children(entry, name), None)
    if found is None or found.get("src"):
        return None
    kind = found.get("type", "text")
    if kind == "xhtml":
        return "".join(etree.tostring(one, encoding="unicode", method="html") for one in found)
    text = text_of(found)
    return text if kind in ("html", "text/html") else f"<p>{escape(text)}</p>" if text else None


def _json_feed(data: bytes) -> list[dict[str, Any]]:
    feed = parse_json(data)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise SourceError('it is no JSON Feed: "items" is no list', code="malformed")
    shared = _without_none(publisher=feed.get("title"), language=feed.get("language"))
    return [shared | item for item in items if isinstance(item, dict)]


def _plain(html: str | None) -> str | None:
    """Return a title without the markup that many feeds put in it."""
    if html is None or ("<" not in html and "&" not in html):
        return html
    from lxml.html import fromstring

    title: Any = fromstring(f"<p>{html}</p>")
    return str(title.text_content())


def _first(element: Any, *names: str) -> str | None:
    return next((text for child in children(element, *names) if (text := text_of(child))), None)


def _without_none(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}
