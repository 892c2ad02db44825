"""Origins: the independent sources behind claims. Origins are counted, not articles.

Forty copies of one wire are one origin, and so are a spokesman's headline, quote and repeat.
"""

from __future__ import annotations

from msgspec import Struct


class Origin(Struct, frozen=True):
    """The origin of one claim. `id` is the claim's id; claims that share `origin` are not
    independent of one another; `words` says in a sentence why they share it."""

    id: str
    origin: str
    words: str
