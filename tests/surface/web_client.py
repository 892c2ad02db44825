"""A client that asks an app in this process, as a browser asks a server."""

from __future__ import annotations

import re

import anyio
import httpx
from lxml.html import HtmlElement as Element
from starlette.applications import Starlette


def get(
    app: Starlette, url: str, *, method: str = "GET", host: str = "localhost"
) -> httpx.Response:
    """Return the answer to one request; a redirect is not followed."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, url)

    return anyio.run(ask)


_STEP = re.compile(
    r"(?P<tag>\w+)?(?:\.(?P<class>[\w-]+))?(?:\[(?P<name>\w+)(?:=(?P<value>\w+))?\])?"
)


def select(element: Element, selector: str) -> list[Element]:
    """Return what a simple CSS selector finds: tag, .class, [name=value], descendants, commas."""
    paths = [_path(one) for one in selector.split(",")]
    found: list[Element] = element.xpath("|".join(paths))
    return found


def _path(selector: str) -> str:
    path = "."
    for step in selector.split():
        found = _STEP.fullmatch(step)
        assert found, selector
        path += f"//{found['tag'] or '*'}"
        if found["class"]:
            path += f"[contains(concat(' ', @class, ' '), ' {found['class']} ')]"
        if found["value"]:
            path += f"[@{found['name']}='{found['value']}']"
        elif found["name"]:
            path += f"[@{found['name']}]"
    return path


def text(element: Element) -> str:
    """Return an element's words, white space collapsed."""
    return " ".join(element.text_content().split())
