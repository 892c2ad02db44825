"""`add` with addresses: the page, its capture and the fetch log go into the book."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner
from web_server import World, page, redirect

from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch
from tallybook.core.records import Rejection
from tallybook.store import open_store
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store
from tallybook.surface.terminal.main import app
from tallybook.workflow.keeping.adding import Added, Settings, add
from tallybook.workflow.keeping.book import open_for_adding

REPORT = (
    b"<html lang='en'><head><title>Raid in Gao</title></head><body><article><h1>Raid in Gao</h1>"
    b"<p>Police said gunmen attacked a market in Gao on 5 March 2024, killing two traders there."
    b"</p><p>The attackers came on motorcycles before dawn, residents said, and left towards the "
    b"river when soldiers arrived. The governor called for calm and promised an inquiry.</p>"
    b"</article></body></html>"
)
BINARY = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def added(world: World, store: Store, *sources: str) -> list[Added]:
    paths = [world.server.url(s) if s.startswith("/") else s for s in sources]
    return add(store, paths, settings=Settings(fetching=world.rules))


def test_a_page_goes_in_and_the_others_are_said_to_have_failed(
    world: World, store: MemoryStore
) -> None:
    world.names["169.254.169.254"] = ["169.254.169.254"]
    world.server.routes |= {
        "/a": redirect("/b"), "/b": page(REPORT), "/c": page(BINARY), "/d": page(status=404),
        "/e": redirect("http://169.254.169.254/latest/"),
    }  # fmt: skip
    sources = ["/a", "/c", "/d", "/e", "ftp://news.example/", "/b"]
    outcomes = added(world, store, *sources)
    assert [(o.outcome, o.rejection and o.rejection.code) for o in outcomes] == [
        ("new", None), ("rejected", "binary"), ("rejected", "status"), ("rejected", "address"),
        ("rejected", "scheme"), ("known", None),
    ]  # fmt: skip
    assert outcomes[-1].known_as == world.server.url("/a")
    with store.view() as view:
        (document,) = view.scan(Document)
        assert (document.source, document.title) == (world.server.url("/a"), "Raid in Gao")
        assert view.capture(document.capture) == REPORT
        # What cannot be read was fetched all the same, and may be gone tomorrow.
        assert view.capture(sha256(BINARY).hexdigest()) == BINARY
        assert {r.source for r in view.scan(Rejection)} == {o.source for o in outcomes[1:5]}
        log = [(f.status, f.url.rpartition("/")[2]) for f in view.scan(Fetch)]
        assert log == [
            (404, "robots.txt"), (302, "a"), (200, "b"), (200, "c"), (404, "d"), (302, "e"),
            (None, "robots.txt"), (200, "b"),
        ]  # fmt: skip
        assert [f.capture for f in view.scan(Fetch, source=document.source)] == [
            None, document.capture,
        ]  # fmt: skip


def test_a_page_that_did_not_change_is_known(world: World, store: MemoryStore) -> None:
    world.server.routes["/a"] = page(REPORT, ETag='"1"')
    added(world, store, "/a")
    with store.view() as view:
        settled = view.settled
    world.clock.sleep(3600)
    world.server.routes["/a"] = page(status=304)
    (again,) = added(world, store, "/a")
    assert again.outcome == "known"
    assert world.server.asked[-1][1]["If-None-Match"] == '"1"'
    with store.view() as view:
        assert view.settled == settled
        assert [f.status for f in view.scan(Fetch, source=again.source)] == [200, 304]


def test_a_page_that_changed_is_another_document(world: World, store: MemoryStore) -> None:
    world.server.routes["/a"] = page(REPORT)
    added(world, store, "/a")
    world.server.routes["/a"] = page(REPORT.replace(b"two traders", b"three traders"))
    (again,) = added(world, store, "/a")
    assert again.outcome == "new"
    with store.view() as view:
        assert view.count(Document) == 2


def test_addresses_that_fail_make_no_book(world: World, tmp_path: Path) -> None:
    store = open_for_adding(str(tmp_path / "a.db"))
    world.server.routes["/a"] = page(status=403)
    assert [o.outcome for o in added(world, store, "/a", "http://no.example/")] == ["rejected"] * 2
    assert list(tmp_path.iterdir()) == []
    # Once something goes in, what failed before it is in the log as well.
    world.server.routes["/b"] = page(REPORT)
    added(world, store, "/a", "/b")
    store.close()
    store = open_store(tmp_path / "a.db")
    with store.view() as view:
        assert [f.status for f in view.scan(Fetch)] == [404, 403, 200]
        assert view.count(Rejection) == 1
    store.close()


def test_the_command_line_allows_nothing_inside(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable of the environment and no option opens this machine."""
    monkeypatch.setenv("HTTP_PROXY", world.server.url("/", host="127.0.0.1"))
    monkeypatch.setenv("ALL_PROXY", world.server.url("/", host="127.0.0.1"))
    address = world.server.url("/a", host="127.0.0.1")
    result = CliRunner().invoke(app, ["--book", str(tmp_path / "a.db"), "add", address])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"rejected  {address}: 127.0.0.1 leads to 127.0.0.1, this mach")
    assert world.server.asked == []


def test_the_network_is_loaded_with_the_first_page(tmp_path: Path) -> None:
    import subprocess
    import sys

    loaded = "print({'httpx', 'httpcore'} & set(sys.modules))"
    code = f"import sys, tallybook.workflow.keeping.adding\n{loaded}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
