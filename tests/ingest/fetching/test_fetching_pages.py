"""Pages come whole and within limits; what fails says why, and is tried again where that helps."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Callable
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from web_server import LOOPBACK, Route, Server, World, page, redirect

from tallybook import __version__
from tallybook.core.records import Rejection
from tallybook.ingest import Fetched

REPORT = b"<html><p>Police said gunmen attacked a market in Gao.</p></html>"
Worlds = Callable[..., World]


def in_turn(*routes: Route) -> Route:
    """Answer each request by the next of some routes, and by the last from then on."""
    left = list(routes)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


def test_a_page_comes_as_it_is_and_is_logged(world: World) -> None:
    world.server.routes["/a?b=ü"] = page()
    world.server.routes["/a?b=%C3%BC"] = page(REPORT, Content_Type="text/html", X_A="1")
    outcome = world.fetch("/a?b=ü#top")
    source = world.server.url("/a?b=ü#top")
    asked = world.server.url("/a?b=%C3%BC")
    assert outcome == Fetched(source, REPORT, "text/html", asked)
    robots, log = world.shelf.log
    assert (robots.url, robots.status, robots.capture) == (
        world.server.url("/robots.txt"), 404, None,
    )  # fmt: skip
    assert (log.source, log.url) == (source, world.server.url("/a?b=%C3%BC"))
    assert (log.status, log.address, log.failure) == (200, LOOPBACK, None)
    assert log.fetched_at == "2026-03-01T12:00:00.000+00:00"
    assert log.capture == sha256(REPORT).hexdigest()
    assert (log.header("content-type"), log.header("x-a")) == ("text/html", "1")
    assert log.tool.startswith(f"Tallybook/{__version__} ")
    said = world.server.asked[-1][1]
    assert said["User-Agent"] == log.tool
    assert dict(log.request_headers).items() <= said.items()


def test_https_proves_the_name_and_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
            "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
    try:
        subprocess.run(made, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed, which makes this test's certificate")
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate, key)
    asked_for: list[str | None] = []
    trust.sni_callback = lambda connection, name, context: asked_for.append(name)
    with Server(trust).running() as server:
        server.routes["/a"] = page(REPORT)
        unknown = World(server).fetch(server.url("/a", scheme="https"))
        assert isinstance(unknown, Rejection)
        assert "CERTIFICATE_VERIFY_FAILED" in unknown.detail
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        world = World(server)
        assert world.body(server.url("/a", scheme="https")) == REPORT
        assert set(asked_for) == {"news.example"}
        wrong = world.refusal(server.url("/a", host="other.example", scheme="https"))
        assert "Hostname mismatch" in wrong.detail


def test_redirects_are_followed_with_each_step_logged(world: World) -> None:
    world.server.routes |= {
        "/a": redirect("/b", 301),
        "/b": redirect(world.server.url("/c", host="other.example"), 308),
        "/c": page(REPORT),
    }
    assert world.body("/a") == REPORT
    assert [f.status for f in world.shelf.log if "robots" not in f.url] == [301, 308, 200]
    assert {f.source for f in world.shelf.log if "robots" not in f.url} == {world.server.url("/a")}
    # Each host's own robots.txt is asked for.
    assert world.server.paths == ["/robots.txt", "/a", "/b", "/robots.txt", "/c"]


def test_redirects_end(world: World) -> None:
    world.server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert world.refusal("/a").code == "redirects"
    assert len(world.server.asked) == 1 + 1 + world.rules.max_redirects


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401, 403, 404, 410, 451])
def test_other_answers_are_no_page_and_not_asked_for_again(world: World, status: int) -> None:
    world.server.routes["/a"] = page(b"" if status in (204, 304) else b"no", status=status)
    refusal = world.refusal("/a")
    assert (refusal.code, f"status {status}" in refusal.detail) == ("status", True)
    assert world.server.paths == ["/robots.txt", "/a"]
    assert world.shelf.log[-1].status == status


@pytest.mark.parametrize("size", [1000, 1001])
@pytest.mark.parametrize("packed", [True, False])
def test_a_page_beyond_the_limit_is_refused(world_with: Worlds, size: int, packed: bool) -> None:
    world = world_with(max_bytes=1000)
    body = b"a" * size
    sent = page(gzip.compress(body), Content_Encoding="gzip") if packed else page(body)
    world.server.routes["/a"] = sent
    outcome = world.fetch("/a")
    if size == 1000:
        assert isinstance(outcome, Fetched)
        assert outcome.data == body
        return
    assert isinstance(outcome, Rejection)
    assert outcome.code == "too-large"
    assert (world.shelf.log[-1].status, world.shelf.pages) == (200, {})
    assert world.shelf.log[-1].failure == f"too-large: {outcome.detail}"


def test_an_endless_page_ends_at_the_limit(world_with: Worlds) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"a" * 10_000)

    world = world_with(max_bytes=1_000_000)
    world.server.routes["/a"] = endless
    assert world.refusal("/a").code == "too-large"


def test_a_decompression_bomb_takes_no_memory(world_with: Worlds) -> None:
    packed = gzip.compress(bytes(100_000_000), compresslevel=1)
    world = world_with(max_bytes=1_000_000)
    assert len(packed) < world.rules.max_bytes
    world.server.routes["/a"] = page(packed, Content_Encoding="gzip")
    tracemalloc.start()
    refusal = world.refusal("/a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.code == "too-large"
    assert peak < 4 * world.rules.max_bytes


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(REPORT)),
        ("x-gzip", gzip.compress(REPORT[:9]) + gzip.compress(REPORT[9:])),
        ("GZIP", gzip.compress(REPORT) + b"\x00" * 9),
        ("deflate", zlib.compress(REPORT)),
        ("deflate", zlib.compress(REPORT)[2:-4]),
        ("identity", REPORT),
    ],
)
def test_packed_pages_are_unpacked(world: World, encoding: str, packed: bytes) -> None:
    world.server.routes["/a"] = page(packed, Content_Encoding=encoding)
    assert world.body("/a") == REPORT


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("br", REPORT),
        ("gzip, gzip", gzip.compress(gzip.compress(REPORT))),
        ("gzip", gzip.compress(REPORT)[:-9]),
        ("gzip", REPORT),
        ("deflate", b"\xff" * 9),
    ],
)
def test_what_is_packed_otherwise_or_badly_is_refused(
    world: World, encoding: str, packed: bytes
) -> None:
    world.server.routes["/a"] = page(packed, Content_Encoding=encoding)
    assert world.refusal("/a").code == "encoding"


def drip(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, so that no single wait is long."""
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
        request.wfile.write(bytes([byte]))
        request.wfile.flush()
        time.sleep(0.02)


def test_a_server_that_drips_is_left_after_the_time_in_all(world_with: Worlds) -> None:
    world = world_with(seconds=0.3, monotonic=time.monotonic, attempts=1)
    world.server.routes["/a"] = drip
    begin = time.monotonic()
    assert world.refusal("/a").code == "time"
    assert time.monotonic() - begin < 3


def test_a_silent_server_is_left_after_a_while(world_with: Worlds) -> None:
    world = world_with(silence_seconds=0.2, attempts=1)
    world.server.routes["/a"] = lambda request: time.sleep(1)
    assert world.refusal("/a").code == "time"


def test_a_silent_name_server_is_left_after_a_while(world_with: Worlds) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(0.5)
        return [LOOPBACK]

    world = world_with(seconds=0.1, attempts=1, monotonic=time.monotonic, resolve=slow)
    assert world.refusal("/a").code == "time"


def test_a_page_cut_short_is_none(world: World) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(REPORT)

    world.server.routes["/a"] = cut
    assert world.refusal("/a").code == "unreachable"
    assert world.server.paths.count("/a") == world.rules.attempts


def test_what_passes_is_tried_again_with_longer_and_longer_waits(world: World) -> None:
    world.server.routes["/a"] = in_turn(page(status=503), page(status=500), page(REPORT))
    assert world.body("/a") == REPORT
    assert world.clock.slept == [2.0, 4.0]
    assert [f.status for f in world.shelf.log] == [404, 503, 500, 200]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 521])
def test_tries_end(world: World, status: int) -> None:
    world.server.routes["/a"] = page(status=status)
    refusal = world.refusal("/a")
    assert (refusal.code, f"status {status}; try again later" in refusal.detail) == (
        "unavailable", True,
    )  # fmt: skip
    assert world.server.paths.count("/a") == 3


def test_a_server_says_how_long_to_wait(world: World) -> None:
    later = format_datetime(world.clock.now().replace(second=30), usegmt=True)
    world.server.routes["/a"] = in_turn(
        page(status=429, Retry_After="17"), page(status=503, Retry_After=later), page(REPORT)
    )
    assert world.body("/a") == REPORT
    assert world.clock.slept == [17.0, 13.0]


@pytest.mark.parametrize("asked", ["3600", "Mon, 02 Mar 2026 12:00:00 GMT"])
def test_nobody_is_waited_for_all_day(world: World, asked: str) -> None:
    world.server.routes["/a"] = page(status=503, Retry_After=asked)
    assert "asks to wait" in world.refusal("/a").detail
    assert (world.clock.slept, world.server.paths.count("/a")) == ([], 1)


@pytest.mark.parametrize("asked", ["soon", "-5", "Mon, 99 Mar"])
def test_a_wait_that_cannot_be_read_is_our_own(world: World, asked: str) -> None:
    world.server.routes["/a"] = in_turn(page(status=503, Retry_After=asked), page(REPORT))
    assert world.body("/a") == REPORT
    assert world.clock.slept == [2.0]


def test_a_host_is_not_asked_in_quick_succession(world: World) -> None:
    world.server.routes |= {"/a": page(REPORT), "/b": page(REPORT)}
    world.fetch("/a")
    world.fetch(world.server.url("/a", host="other.example"))
    assert world.clock.slept == []
    world.fetch("/b")
    assert world.clock.slept == [1.0]


def test_an_unknown_name_and_a_closed_port(world: World) -> None:
    refusal = world.refusal("http://no.example/")
    assert refusal.code == "unresolved"
    assert "no machine of the name no.example" in refusal.detail
    world.server.routes["/a"] = page(REPORT)
    closed = World(world.server, allowed=frozenset({(LOOPBACK, 9999)}))
    refusal = closed.refusal("http://news.example:9999/")
    assert (refusal.code, "no connection" in refusal.detail) == ("unreachable", True)


def test_the_second_address_serves_where_the_first_does_not(world: World) -> None:
    world.names["news.example"] = ["127.0.0.2", LOOPBACK]
    port = world.server.port
    world = World(world.server, resolve=world.rules.resolve,
                  allowed=frozenset({("127.0.0.2", port), (LOOPBACK, port)}))  # fmt: skip
    world.server.routes["/a"] = page(REPORT)
    assert world.body("/a") == REPORT
    assert world.shelf.log[-1].address == LOOPBACK


def test_a_page_that_did_not_change_is_not_sent_again(world: World) -> None:
    def conditional(request: BaseHTTPRequestHandler) -> None:
        same = request.headers["If-None-Match"] == '"7"'
        since = request.headers["If-Modified-Since"] == "Sun, 01 Mar 2026 11:00:00 GMT"
        page(b"" if same and since else REPORT, status=304 if same and since else 200,
             ETag='"7"', Last_Modified="Sun, 01 Mar 2026 11:00:00 GMT")(request)  # fmt: skip

    world.server.routes["/a"] = conditional
    assert world.body("/a") == REPORT
    assert world.body("/a") == REPORT
    assert [f.status for f in world.shelf.log] == [404, 200, 304]
    assert [f.capture is None for f in world.shelf.log] == [True, False, True]
    # Another address that leads there has no earlier answer of its own.
    world.server.routes["/b"] = redirect("/a")
    assert world.body("/b") == REPORT
    assert world.shelf.log[-1].status == 200


def test_a_page_without_a_version_is_asked_for_whole(world: World) -> None:
    world.server.routes["/a"] = in_turn(page(REPORT), page(b"<p>Another.</p>"))
    assert world.body("/a") == REPORT
    assert world.body("/a") == b"<p>Another.</p>"
    assert "If-None-Match" not in world.server.asked[-1][1]
