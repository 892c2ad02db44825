"""Nobody looks for garbage in cycles while records are made by the million and no cycle is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Have Python's cyclic collector rest: it would walk over all that was read, again and again,
    for up to half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
