"""What a question reads is held once, and says what it said."""

from __future__ import annotations

from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.spans import Span
from tallybook.core.values import Count, Place
from tallybook.workflow.asking.sharing import Shared


def test_a_count_keeps_all_that_a_tally_looks_at() -> None:
    words = "Two attacks in Mosul."
    count = Claim(
        id="c",
        document="d",
        kind="count",
        sentence=Span(0, len(words), words),
        count=Count(2, 2, "Two"),
        places=(Place(name="Mosul", country="IQ"),),
        spans={"count": (Span(0, 3, "Two"),)},
        inferred={"when": "dateline"},
    )
    assert Shared().count(count) == replace(count, spans={}, inferred={})
