"""What was fetched and is forgotten: no byte is left of it, of its address, or of its lists."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from web_server import World, page, redirect

from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection
from tallybook.core.tombstones import address_id
from tallybook.errors import UnknownIdError
from tallybook.store import open_store
from tallybook.store.sql import SqlStore
from tallybook.store.statements import Query
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.keeping.adding import Added, Settings, add
from tallybook.workflow.keeping.forgetting import Forgotten, forget
from tallybook.workflow.keeping.releasing import release_book
from tallybook.workflow.keeping.verifying import verify
from tests.postgresql_server import files_of

SECRET = "Zarathustrian"
"""Stands in the report that is to go, and `PLACE` in its address."""
PLACE = "hidden-valley"
ANA = Author("ana", "she asked for it")

Held = Callable[[], bytes]


def report(words: str) -> bytes:
    return (
        "<html lang='en'><head><title>Raid</title></head><body><article><h1>Raid in Gao</h1>"
        f"<p>Police said gunmen attacked a market in Gao on 5 March 2024, and {words} saw it.</p>"
        "<p>The attackers came on motorcycles before dawn, residents said, and left towards the "
        "river when soldiers arrived. The governor called for calm and promised an inquiry.</p>"
        "</article></body></html>"
    ).encode()


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[SqlStore, Held]]:
    """A book, and all bytes that are held of it: its files, and what is packed in them unpacked."""
    address = (
        request.getfixturevalue("postgresql")
        if request.param == "postgresql"
        else tmp_path / "a.db"
    )
    store = open_store(address, create=True)

    def held() -> bytes:
        with store.transaction() as session:
            rows = session.rows(Query("SELECT coding, data FROM captures"))
        packed = [zlib.decompress(data) if coding == "zlib" else data for coding, data in rows]
        files = (
            [files_of(address)]
            if isinstance(address, str)
            else [path.read_bytes() for path in tmp_path.glob("a.db*")]
        )
        return b"".join([*packed, *map(_members, packed), *files])

    yield store, held
    store.close()


def _members(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return b"".join(whole.read(name) for name in whole.namelist())


@pytest.fixture
def site(world: World) -> World:
    """Two reports, a short link to one, a feed, a sitemap and an archive with both, and a page that
    is none and links to one."""
    url = world.server.url
    secret = url(f"/{PLACE}?a=1&amp;b=2")
    item = "<item><title>Raid</title><link>{}</link><description>{}</description></item>"
    feed = item.format(secret, f"{SECRET} saw a raid.")
    feed += item.format(url("/other"), "Nobody saw a raid.")
    sitemap = "".join(f"<url><loc>{one}</loc></url>" for one in (secret, url("/other")))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("one.html", report(SECRET))
        whole.writestr("two.html", report("nobody"))
    world.server.routes |= {
        f"/{PLACE}?a=1&b=2": page(report(SECRET), Content_Type="text/html"),
        "/other": page(report("nobody"), Content_Type="text/html"),
        "/short": redirect(f"/{PLACE}?a=1&b=2"),
        "/copy": page(report(SECRET), Content_Type="text/html"),
        "/feed": page(f"<rss version='2.0'><channel>{feed}</channel></rss>".encode()),
        "/map": page(f"<urlset>{sitemap}</urlset>".encode(), Content_Type="application/xml"),
        "/week.zip": page(archive.getvalue(), Content_Type="application/zip"),
        "/front": page(f"\x00\x01 {url(f'/{PLACE}?a=1&b=2')}".encode()),
    }
    return world


def added(world: World, store: SqlStore, *paths: str, follow: bool = False) -> list[Added]:
    sources = [world.server.url(path) for path in paths]
    return add(store, sources, settings=Settings(fetching=world.rules, follow=follow))


def secrets(store: SqlStore) -> list[str]:
    with store.view() as view:
        return [one.id for one in view.scan(Document) if SECRET in one.text]


def forget_secrets(store: SqlStore) -> list[Forgotten]:
    return [forget(store, one, ANA) for one in secrets(store)]


def lines(store: SqlStore, world: World) -> list[tuple[str, bool]]:
    """The fetch log: each address, and whether its page is kept."""
    with store.view() as view:
        return [
            (fetch.url.replace(world.server.url(""), ""), fetch.capture is not None)
            for fetch in view.scan(Fetch)
            if not fetch.url.endswith("/robots.txt")
        ]


def assert_gone(held: Held) -> None:
    kept = held()
    for trace in (SECRET, SECRET.lower(), PLACE, "/short"):
        assert trace.encode() not in kept, trace


def test_a_report_that_came_from_everywhere_is_nowhere(
    site: World, book: tuple[SqlStore, Held]
) -> None:
    store, held = book
    address = f"/{PLACE}?a=1&b=2"
    added(site, store, address, "/short", "/copy", "/front", "/week.zip", "/feed", "/map")
    # Followed, the feed gives its pages in place of its entries.
    added(site, store, "/feed", follow=True)
    assert all(trace.encode() in held() for trace in (SECRET, PLACE, "/short"))
    # The page, which the archive holds as well, and the feed's entry.
    done = forget_secrets(store)
    assert [len(one.documents) for one in done] == [1, 1]
    assert sum(one.lists for one in done) == 4
    assert_gone(held)
    # What listed it was asked for, and is not kept.
    assert dict(lines(store, site)) == {
        "/front": False, "/week.zip": False, "/feed": False, "/map": False, "/other": True,
    }  # fmt: skip
    assert verify(store).faults == ()
    with store.view() as view:
        assert b"nobody saw it" in held()
        assert {r.source.partition("!")[2] for r in view.scan(Rejection)} == {
            "", site.server.url("/other"),
        }  # fmt: skip


def test_lists_that_hold_it_again_are_not_kept(site: World, book: tuple[SqlStore, Held]) -> None:
    store, held = book
    added(site, store, f"/{PLACE}?a=1&b=2", "/feed")
    assert [len(one.documents) for one in forget_secrets(store)] == [1, 1]
    again = added(site, store, "/short", "/copy", "/week.zip", "/feed")
    assert [(one.outcome, one.rejection and one.rejection.code) for one in again] == [
        ("rejected", "forgotten"), ("rejected", "forgotten"),
        ("rejected", "forgotten"), ("new", None),
        ("rejected", "forgotten"), ("known", None),
    ]  # fmt: skip
    assert_gone(held)
    assert set(lines(store, site)) == {("/feed", False), ("/week.zip", False)}


def test_an_address_is_forgotten_with_all_that_came_from_it(
    site: World, book: tuple[SqlStore, Held]
) -> None:
    store, held = book
    address = site.server.url(f"/{PLACE}?a=1&b=2")
    added(site, store, "/short", f"/{PLACE}?a=1&b=2", "/other")
    # The page changes, and its new version is another report from the same address.
    site.server.routes[f"/{PLACE}?a=1&b=2"] = page(report(f"only {SECRET}"))
    added(site, store, f"/{PLACE}?a=1&b=2")
    first, *_ = secrets(store)
    [other] = forget(store, first, ANA).others
    assert secrets(store) == [other]
    done = forget(store, address, ANA)
    assert done.tombstone.id == address_id(address)
    assert done.documents == (other,)
    assert_gone(held)
    assert [path for path, _ in lines(store, site)] == ["/other"]
    asked = len(site.server.asked)
    [refused] = added(site, store, f"/{PLACE}?a=1&b=2")
    assert refused.rejection is not None
    assert refused.rejection.code == "forgotten"
    assert len(site.server.asked) == asked, "nothing is asked of an address that was forgotten"
    # A link that leads there, and lists that name it, leave nothing either.
    added(site, store, "/short", "/map")
    assert_gone(held)
    assert forget(store, address, ANA).records == 0


def test_a_page_that_gave_no_report_is_forgotten_by_its_address(
    site: World, book: tuple[SqlStore, Held]
) -> None:
    store, held = book
    site.server.routes[f"/{PLACE}"] = page(f"\x00\x01 {SECRET}".encode())
    added(site, store, "/other", f"/{PLACE}")
    assert PLACE.encode() in held()
    done = forget(store, site.server.url(f"/{PLACE}"), ANA)
    assert (done.documents, done.lists) == ((), 1)
    assert_gone(held)
    with pytest.raises(UnknownIdError, match="holds nothing from"):
        forget(store, site.server.url("/never"), ANA)


def test_releases_that_hold_it_are_named(
    site: World, book: tuple[SqlStore, Held], tmp_path: Path
) -> None:
    store, _ = book
    added(site, store, "/other")
    release_book(store, "before", tmp_path / "before.db")
    added(site, store, f"/{PLACE}?a=1&b=2")
    release_book(store, "with-it", tmp_path / "with-it.db")
    [done] = forget_secrets(store)
    assert done.releases == ("with-it",)
