"""Feeds and sitemaps at an address, and the pages that they list."""

from __future__ import annotations

import pytest
from web_server import World, page

from tallybook.core.records import Rejection
from tallybook.ingest import Fetched, fetch_sources

PAGE = b"<html><p>Police said gunmen attacked a market in Gao.</p></html>"


@pytest.fixture
def listing(world: World) -> World:
    """A site with two pages, a feed, a sitemap, and an index of sitemaps that lists itself."""
    url = world.server.url

    def xml(root: str, *entries: str) -> bytes:
        return f'<?xml version="1.0"?><{root}>{"".join(entries)}</{root.split()[0]}>'.encode()

    item = "<item><title>Raid</title><link>{}</link><description>A raid.</description></item>"
    feed = f"<channel>{item.format(url('/a'))}{item.format(url('/gone'))}</channel>"
    world.server.routes |= {
        "/a": page(PAGE, Content_Type="text/html"),
        "/b": page(PAGE, Content_Type="text/html"),
        "/feed": page(xml('rss version="2.0"', feed), Content_Type="application/rss+xml"),
        "/map": page(xml("urlset", *(f"<url><loc>{url(p)}</loc></url>" for p in ("/a", "/b")))),
        "/index": page(
            xml("sitemapindex", *(f"<sitemap><loc>{url(p)}</loc></sitemap>"
                                  for p in ("/map", "/index")))
        ),
    }  # fmt: skip
    return world


def outcomes(world: World, *paths: str, follow: bool) -> list[tuple[str, str]]:
    sources = [world.server.url(path) for path in paths]
    found = fetch_sources(sources, fetch_page=world.fetcher.fetch, follow=follow)
    return [
        (
            one.source.replace(world.server.url(""), ""),
            one.code if isinstance(one, Rejection) else "",
        )
        for one in found
    ]


def test_a_feed_gives_its_entries(listing: World) -> None:
    assert outcomes(listing, "/feed", follow=False) == [("/feed!/a", ""), ("/feed!/gone", "")]
    assert listing.server.paths == ["/robots.txt", "/feed"]


def test_a_feed_that_is_followed_gives_its_pages(listing: World) -> None:
    assert outcomes(listing, "/feed", follow=True) == [("/a", ""), ("/gone", "status")]


def test_a_page_that_is_listed_twice_is_fetched_once(listing: World) -> None:
    assert outcomes(listing, "/feed", "/map", follow=True) == [
        ("/a", ""), ("/gone", "status"), ("/b", ""),
    ]  # fmt: skip
    assert listing.server.paths.count("/a") == 1


def test_an_index_of_sitemaps_is_followed_and_ends(listing: World) -> None:
    assert outcomes(listing, "/map", follow=False) == [
        ("/map!/a", "address-only"), ("/map!/b", "address-only"),
    ]  # fmt: skip
    assert outcomes(listing, "/index", follow=True) == [("/a", ""), ("/b", "")]


def test_what_a_feed_lists_is_checked_like_what_a_person_names(listing: World) -> None:
    listing.names["inside.example"] = ["10.0.0.7"]
    entry = "<url><loc>http://inside.example/secret</loc></url>"
    listing.server.routes["/map"] = page(f"<urlset>{entry}</urlset>".encode())
    found = fetch_sources(
        [listing.server.url("/map")], fetch_page=listing.fetcher.fetch, follow=True
    )
    assert [(one.source, one.code) for one in found if not isinstance(one, Fetched)] == [
        ("http://inside.example/secret", "address")
    ]
