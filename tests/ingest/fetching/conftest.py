"""Puts this folder on the path, so that its tests share `web_server`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from web_server import Server, World


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
