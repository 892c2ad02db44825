"""A book of each engine, for what every engine keeps alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallybook.store.memory import MemoryStore
from tallybook.store.postgresql import open_postgresql
from tallybook.store.protocol import Store
from tallybook.store.sqlite import open_sqlite


@pytest.fixture(params=["sqlite", "memory", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty book whose second writer gives up soon."""
    store: Store
    if request.param == "sqlite":
        store = open_sqlite(tmp_path / "a.book", create=True, busy_seconds=0.05)
    elif request.param == "memory":
        store = MemoryStore(busy_seconds=0.05)
    else:
        address = request.getfixturevalue("postgresql")
        store = open_postgresql(address, create=True, busy_seconds=0.05)
    yield store
    store.close()
