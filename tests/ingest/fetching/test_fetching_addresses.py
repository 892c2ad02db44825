"""Nothing but public machines is asked, whatever names, forms and redirects say."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_server import LOOPBACK, World, page, redirect

from tallybook.errors import SourceError
from tallybook.ingest.fetching.addresses import read_url, refusal_of
from tallybook.ingest.fetching.rules import Rules, resolve

PRIVATE = (
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.170", "192.0.2.1", "192.88.99.1",
    "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "ff0e::1",
)  # fmt: skip
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.32.0.1",
    "192.0.1.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888",
    "2a00:1450:4001::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused_with_a_reason(address: str) -> None:
    assert refusal_of(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_not(address: str) -> None:
    assert refusal_of(ip_address(address)) is None


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_no_address_that_python_knows_as_special_is_public(
    address: IPv4Address | IPv6Address,
) -> None:
    special = (
        address.is_private or address.is_loopback or address.is_link_local
        or address.is_multicast or address.is_reserved or address.is_unspecified
    )  # fmt: skip
    assert refusal_of(address) is not None or not special


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_there_is_refused_before_anything_is_sent(
    world: World, address: str
) -> None:
    world.names["evil.example"] = [address]
    refusal = world.refusal("http://evil.example/secret")
    assert refusal.code == "address"
    assert f"evil.example leads to {address}, " in refusal.detail
    assert "Save the report as a file" in refusal.detail
    assert world.server.asked == []
    assert [(f.status, f.address) for f in world.shelf.log] == [(None, None)]


def test_one_private_address_among_public_ones_is_enough(world: World) -> None:
    world.names["evil.example"] = ["93.184.216.34", "10.0.0.1"]
    assert world.refusal("http://evil.example/").code == "address"


def test_a_link_local_address_with_its_zone(world: World) -> None:
    world.names["evil.example"] = ["fe80::1%eth0"]
    assert world.refusal("http://evil.example/").code == "address"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_addresses_written_out_are_checked_like_names(world_with: object, host: str) -> None:
    world = world_with(resolve=resolve, allowed=frozenset())  # type: ignore[operator]
    refusal = world.refusal(f"http://{host}:{world.server.port}/")
    assert refusal.code == "address"
    assert world.server.asked == []


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "1.1.1.1.1", "a.08"],
)
def test_addresses_in_unusual_forms_are_refused(world: World, host: str) -> None:
    refusal = world.refusal(f"http://{host}/")
    assert refusal.code == "url"
    assert world.resolved == []


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("ftp://news.example/a", "scheme", "not ftp://"),
        ("file:///etc/passwd", "scheme", "not file://"),
        ("gopher://news.example/", "scheme", "not gopher://"),
        ("http://me:secret@news.example/", "url", "holds a user name"),
        ("http://news.example@10.0.0.1/", "url", "holds a user name"),
        ("http:///a", "url", "names no host"),
        ("http://news.example:25/", "url", "names port 25"),
        ("http://news.example:99999/", "url", "names port 99999"),
        ("http://news.example:port/", "url", "cannot be read"),
    ],
)
def test_what_is_no_page_of_the_web(world: World, address: str, code: str, words: str) -> None:
    refusal = world.refusal(address)
    assert (refusal.code, words in refusal.detail) == (code, True), refusal.detail
    assert world.resolved == []


def test_the_ports_of_the_web_and_free_ones_are_read() -> None:
    for text in ("http://a.example", "https://a.example:443/", "http://a.example:8080/b#c"):
        assert read_url(text).fragment == ""
    with pytest.raises(SourceError):
        read_url("https://a.example:445/")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://127.0.0.1:{other}/", "address"),
        ("http://169.254.169.254/latest/meta-data/", "address"),
        ("http://[::1]/", "address"),
        ("http://inside.example/", "address"),
        ("//inside.example/", "address"),
        ("http://2130706433/", "url"),
        ("http://me:secret@news.example/", "url"),
        ("file:///etc/passwd", "scheme"),
        ("http://news.example:port/", "url"),
    ],
)
def test_a_redirect_is_checked_like_what_a_person_names(
    world: World, target: str, code: str
) -> None:
    world.names |= {h: [h] for h in (LOOPBACK, "169.254.169.254", "::1")}
    world.names["inside.example"] = ["192.168.0.7"]
    # The test's allowance is for one port: another one of this machine stays closed.
    target = target.format(other=world.server.port - 1)
    world.server.routes["/a"] = redirect(target)
    assert world.refusal("/a").code == code
    assert world.server.paths == ["/robots.txt", "/a"]


def test_a_name_is_resolved_once_for_a_request(world: World) -> None:
    """DNS rebinding: the first answer is public or allowed, and the second is not asked for."""
    answers = iter([[LOOPBACK], [LOOPBACK], ["169.254.169.254"], ["169.254.169.254"]])

    def change(host: str, port: int) -> list[str]:
        world.resolved.append(host)
        return next(answers)

    rules = world.rules
    world = World(world.server, resolve=change)
    world.server.routes["/a"] = page(b"A report.")
    # One lookup for robots.txt, one for the page; each connected to what it had checked.
    assert world.body("/a") == b"A report."
    assert [fetch.address for fetch in world.shelf.log] == [LOOPBACK, LOOPBACK]
    assert world.refusal("/a").code == "address"
    assert rules.allowed == world.rules.allowed


def test_what_is_connected_to_is_what_was_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a second lookup by the operating system would say."""
    import socket

    def never(*_: object, **__: object) -> None:
        raise AssertionError("resolved again")

    connected: list[tuple[str, int]] = []
    create = socket.create_connection

    def connect(address: tuple[str, int], *more: object, **named: object) -> socket.socket:
        connected.append(address)
        return create(address, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "gethostbyname", never)
    monkeypatch.setattr(socket, "create_connection", connect)
    world.server.routes["/a"] = page(b"A report.")
    assert world.body("/a") == b"A report."
    assert connected == [(LOOPBACK, world.server.port)] * 2
    host = world.server.asked[-1][1]["Host"]
    assert host == f"news.example:{world.server.port}"


def test_nobody_is_allowed_unless_code_says_so() -> None:
    assert Rules().allowed == frozenset()
