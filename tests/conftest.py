"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgresql_server import new_schema, running_server

# How long an example takes says how busy the machine is, not whether the property holds.
settings.register_profile("tallybook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tallybook")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a database on a running server; skips where there can be none."""
    with running_server() as address:
        yield address


@pytest.fixture
def postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of an empty place for one book."""
    with new_schema(postgresql_server) as address:
        yield address
