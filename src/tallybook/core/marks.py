"""Marks of sensitivity: what of a book is never published."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.ids import make_id


class Mark(Struct, frozen=True, kw_only=True):
    """A person marked a document, a claim, or some words of a document as sensitive.

    `target` is the id of the document or claim. Where `words` are given, they alone are sensitive,
    wherever they stand in the document; without them the whole of it is. `made_at` is in UTC.
    """

    id: str
    target: str
    words: str | None
    by: str
    made_at: str
    because: str


def mark_id(target: str, words: str | None) -> str:
    """Return the id of a mark: one for each thing that is marked, whoever marks it."""
    return make_id("mark", target, words or "")
