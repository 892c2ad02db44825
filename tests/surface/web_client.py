"""A client that asks an app in this process, as a browser asks a server."""

from __future__ import annotations

import anyio
import httpx
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
