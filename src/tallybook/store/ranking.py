"""Which of the texts that a search found comes first: Okapi BM25, the same for every engine.

S. Robertson and H. Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond",
*Foundations and Trends in Information Retrieval* 3(4). A text is the better the more often it has
what is wanted, each time less so, the rarer that is in the book, and the shorter the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from msgspec import Struct

K1, B = 1.2, 0.75
"""How soon more of the same counts no more, and how much length counts: the values that SQLite's
FTS5 and most others take (https://sqlite.org/fts5.html#the_bm25_function)."""


class Hit(Struct, frozen=True):
    """A text that was found: the id of its record, how often it has each term that is wanted, and
    its length in code points."""

    id: str
    times: tuple[int, ...]
    length: int


def ranked(hits: Sequence[Hit], having: Sequence[int], texts: int) -> list[str]:
    """Return the ids of what was found, the best first; what is equally good stays in its order.

    `having` says how many of the book's `texts` have each term. A length is held against the mean
    of those found.
    """
    mean = sum(hit.length for hit in hits) / max(len(hits), 1)
    rarity = [log(1 + (texts - with_it + 0.5) / (with_it + 0.5)) for with_it in having]

    def score(hit: Hit) -> float:
        longer = K1 * (1 - B + B * hit.length / mean) if mean else K1
        return sum(
            weight * often * (K1 + 1) / (often + longer)
            for weight, often in zip(rarity, hit.times, strict=True)
        )

    return [hit.id for hit in sorted(hits, key=score, reverse=True)]
