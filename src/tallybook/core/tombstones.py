"""Tombstones: what is left of what was forgotten on request."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.ids import make_id


class Tombstone(Struct, frozen=True, kw_only=True):
    """A report, or all that came from an address, was taken out of the book, with all that was
    made from it.

    `id` is the id that the report's document had, or `address_id` of the address, and `capture` the
    SHA-256 of the report's bytes: they tell the same thing if it comes again, and give nothing of
    it away but to who has it already. `made_at` is in UTC.
    """

    id: str
    capture: str | None = None
    by: str
    made_at: str
    because: str


def address_id(address: str) -> str:
    """Return the id of an address, from which nobody reads it."""
    return make_id("address", address)
