"""Tombstones: what is left of a report that was forgotten on request."""

from __future__ import annotations

from msgspec import Struct


class Tombstone(Struct, frozen=True, kw_only=True):
    """A report was taken out of the book, with all that was made from it.

    `id` is the id that its document had and `capture` the SHA-256 of its bytes: they tell the same
    report if it comes again, and give nothing of it away. `made_at` is in UTC.
    """

    id: str
    capture: str
    by: str
    made_at: str
    because: str
