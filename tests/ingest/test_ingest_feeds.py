"""Feeds and sitemaps as files."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from samples import HEADLINE, RSS, SITEMAP, STORY

from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.errors import SourceError
from tallybook.ingest import read_sources
from tallybook.ingest.feeds import Listed, read_feed, read_sitemap

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>River Post</title>
<entry><title type="html">{escape("Two <b>customs</b> officers")}</title>
<link rel="self" href="https://e.org/self"/><link href="https://e.org/a"/>
<published>2024-05-21T23:30:00-04:00</published><updated>2024-05-23T01:00:00Z</updated>
<author><name>Jane Doe</name></author>
<content type="html">{escape("".join(f"<p>{p}</p>" for p in STORY))}</content></entry>
<entry><title>Plain</title><id>x</id><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY[0]}</p><p>{STORY[1]}</p></div></content></entry>
</feed>"""


def documents(tmp_path: Path, name: str, data: bytes | str) -> list[Document | Rejection]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return [intake.result for intake in read_sources([str(path)])]


def test_atom(tmp_path: Path) -> None:
    first, second = documents(tmp_path, "feed.atom", ATOM)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.source.endswith("feed.atom!https://e.org/a")
    assert first.text == "\n\n".join(("Two customs officers", *STORY))
    assert (first.published, first.modified) == ("2024-05-21", "2024-05-23")
    assert (first.publisher, first.byline, first.url) == (
        "River Post",
        "Jane Doe",
        "https://e.org/a",
    )
    assert second.text == "\n\n".join(("Plain", *STORY))


def test_rss_gives_a_summary_and_says_so(tmp_path: Path) -> None:
    first, second = documents(tmp_path, "feed.xml", RSS)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == "\n\n".join((HEADLINE, STORY[0]))
    assert (first.published, first.publisher) == ("2024-05-21", "River Post")
    assert first.cut == ("only a summary was given; the report is at https://example.org/a",)
    assert second.cut == ("only a summary was given; the report is at its page",)


def test_rss_with_whole_reports_and_names() -> None:
    feed = (
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>P</title><item>"
        f"<guid>https://e.org/b</guid><content:encoded><![CDATA[<p>{STORY[0]}</p>]]>"
        "</content:encoded><dc:creator>Ali Hassan</dc:creator><author>a@e.org</author>"
        "</item></channel></rss>"
    )
    assert read_feed(feed.encode()) == [
        {
            "publisher": "P",
            "url": "https://e.org/b",
            "html": f"<p>{STORY[0]}</p>",
            "byline": "Ali Hassan",
        }
    ]


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel><title>P</title></channel>"
        "<item><title>One</title></item><item><title>Two</title></item></rdf:RDF>"
    )
    assert [entry["title"] for entry in read_feed(feed.encode())] == ["One", "Two"]


BOMB = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))


@pytest.mark.parametrize(
    "declared",
    [
        f"<!ENTITY e0 'boom'>{BOMB}",
        "<!ENTITY e8 SYSTEM 'file:///etc/hostname'>",
        "<!ENTITY % p SYSTEM 'http://localhost:9/x'> %p;<!ENTITY e8 'boom'>",
    ],
)
def test_a_feed_that_defines_entities_is_refused(tmp_path: Path, declared: str) -> None:
    feed = RSS.decode().replace("<rss", f"<!DOCTYPE rss [{declared}]><rss")
    (found,) = documents(tmp_path, "feed.xml", feed.replace(STORY[0], f"{STORY[0]} &e8;"))
    assert isinstance(found, Rejection)
    assert found.code == "entities"


def test_a_doctype_alone_and_entities_of_html_harm_nothing(tmp_path: Path) -> None:
    doctype = "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://localhost:9/rss.dtd'>"
    feed = RSS.decode().replace("<rss", doctype + "<rss").replace("two officers", "two&nbsp;men")
    first, second = documents(tmp_path, "feed.xml", feed)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert second.text.endswith(STORY[1])


def test_what_is_no_feed_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no XML"):
        read_feed(b"words")
    with pytest.raises(SourceError, match="items"):
        read_feed(b'{"version": "https://jsonfeed.org/version/1", "items": 3}')
    (other,) = documents(tmp_path, "x.xml", "<?xml version='1.0'?><other/>")
    assert isinstance(other, Rejection)
    assert other.code == "unsupported"


def test_a_sitemap_lists_what_is_elsewhere(tmp_path: Path) -> None:
    assert read_sitemap(SITEMAP) == [Listed(url="https://example.org/a", modified="2024-05-21")]
    (found,) = documents(tmp_path, "sitemap.xml", SITEMAP)
    assert isinstance(found, Rejection)
    assert found.source.endswith("sitemap.xml!https://example.org/a")
    assert found.code == "address-only"
