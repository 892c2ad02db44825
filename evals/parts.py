"""Two parts of a corpus that has none of its own: one to develop on, one to check with.

An item's part follows from the SHA-256 of what identifies it, so that it never changes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

Part = Literal["dev", "held"]


def part_of(identity: str, held: float = 1 / 2) -> Part:
    """Return the part that an item belongs to; `held` is the share that is only checked with."""
    place = sha256(identity.encode("utf-8")).digest()[0] / 256
    return "dev" if place < 1 - held else "held"
