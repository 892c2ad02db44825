"""In one report, fewer victims told after more are some of them."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = (
    "Shooting in Gao\n\nSix men were shot dead in Gao on Tuesday.\n\n"
    "{later} men were shot in a car. The army buried them."
)


@pytest.mark.parametrize(
    ("later", "incidents"),
    [
        (2, 1),  # Two of the six.
        (9, 2),  # No part of six is nine.
    ],
)
def test_what_is_less_is_a_part(book: Any, v: Any, later: int, incidents: int) -> None:
    report = book.report("a", "2024-03-06", TEXT.format(later="Two" if later == 2 else "Nine"))
    told: dict[str, Any] = {"when": v.day("2024-03-05"), "event_type": "shooting"}
    book.claim(
        report, "Six men were shot", killed=v.count(6), places=book.place("Gao", "ML"), **told
    )
    book.claim(report, "men were shot in a car", killed=v.count(later), **told)
    found = book.link().incidents
    assert len(found) == incidents
    if incidents == 1:
        assert found[0].killed == v.count(6)
