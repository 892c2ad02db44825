"""What a host's robots.txt says is kept to (RFC 9309)."""

from __future__ import annotations

import pytest
from web_server import World, page, redirect

REPORT = b"<p>Police said gunmen attacked a market in Gao.</p>"


def with_robots(world: World, text: str) -> World:
    world.server.routes |= {"/robots.txt": page(text.encode()), "/a": page(REPORT)}
    return world


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /\n",
        "User-agent: tallybook\nDisallow: /a\n\nUser-agent: *\nAllow: /\n",
        "User-agent: *\nAllow: /\nDisallow: /*a$\n",
        "\ufeffUSER-AGENT: *\r\ndisallow: /a\r\n",
    ],
)
def test_a_page_that_is_closed_to_programs_is_not_fetched(world: World, text: str) -> None:
    refusal = with_robots(world, text).refusal("/a")
    assert (refusal.code, "(robots.txt)" in refusal.detail) == ("robots", True)
    assert world.server.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:\n",
        "User-agent: other\nDisallow: /\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: Tallybook\nAllow: /\n",
        "User-agent: *\nDisallow: /\nAllow: /a\n",
        "<html>not a robots file</html>",
    ],
)
def test_a_page_that_is_open_is(world: World, text: str) -> None:
    assert with_robots(world, text).body("/a") == REPORT


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_the_file_allows_everything(world: World, status: int) -> None:
    world.server.routes |= {"/robots.txt": page(status=status), "/a": page(REPORT)}
    assert world.body("/a") == REPORT


def test_a_host_whose_file_fails_allows_nothing(world: World) -> None:
    world.server.routes |= {"/robots.txt": page(status=503), "/a": page(REPORT)}
    refusal = world.refusal("/a")
    assert refusal.code == "robots"
    assert "status 503" in refusal.detail
    assert world.refusal("/b").code == "robots"
    # Asked for as often as any page, and not again for the second one.
    assert world.server.paths == ["/robots.txt"] * 3


def test_the_file_is_had_once_and_where_it_leads(world: World) -> None:
    with_robots(world, "").server.routes |= {
        "/robots.txt": redirect("/elsewhere"),
        "/elsewhere": page(b"User-agent: *\nDisallow: /b\n"),
    }
    assert world.body("/a") == REPORT
    assert world.refusal("/b").code == "robots"
    assert world.server.paths == ["/robots.txt", "/elsewhere", "/a"]


def test_the_file_may_not_lead_inside(world: World) -> None:
    world.names["inside.example"] = ["10.0.0.1"]
    world.server.routes["/robots.txt"] = redirect("http://inside.example/")
    assert world.refusal("/a").code == "address"


def test_a_host_may_ask_for_patience(world: World) -> None:
    with_robots(world, "User-agent: *\nCrawl-delay: 8\n")
    world.fetch("/a")
    world.fetch("/a")
    assert world.clock.slept == [8.0]


def test_but_not_for_too_much(world: World) -> None:
    refusal = with_robots(world, "User-agent: *\nCrawl-delay: 86400\n").refusal("/a")
    assert (refusal.code, "86400 s between two" in refusal.detail) == ("robots", True)
