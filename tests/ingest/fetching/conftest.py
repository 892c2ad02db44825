"""Puts this folder on the path, so that its tests share `web_server`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from web_server import Server, World

from tallybook.core.documents import Document
from tallybook.workflow.keeping import adding


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


@pytest.fixture
def world(server: Server) -> World:
    return World(server)


@pytest.fixture
def world_with(server: Server) -> Callable[..., World]:
    def make(**rules: Any) -> World:
        return World(server, **rules)

    return make


class QuietCoder:
    """Makes no claims."""

    name = "builtin.v1"

    def code(self, documents: list[Document]) -> Iterator[list[Any]]:
        return ([] for _ in documents)


@pytest.fixture(autouse=True)
def _quiet_coder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    adding._coder.cache_clear()
    monkeypatch.setattr(adding, "load_coder", lambda name: QuietCoder())
    yield
    adding._coder.cache_clear()
