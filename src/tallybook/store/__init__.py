"""Books: everything that touches a database. `open_store` opens one."""

from __future__ import annotations

from tallybook.store.opening import open_store

__all__ = ["open_store"]
