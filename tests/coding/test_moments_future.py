"""What is to come and what is over, by the verb nearest to the time."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.coding.language.model import load_model
from tallybook.coding.moments.finding import Anchor, find_moments

WRITTEN = date(2023, 10, 24)  # a Tuesday


def earliest(text: str) -> list[str | None]:
    found = find_moments(load_model()(text), Anchor(WRITTEN))
    return [m.moment.earliest for m in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The nearest verb group is the time's own.
        ("The union would fight the sackings, announced on Friday.", "2023-10-20"),
        ("The envoy could stay with the chief he met on Friday.", "2023-10-20"),
        ("The union would fight the sackings on Friday.", "2023-10-27"),
        ("The sackings will be announced on Friday.", "2023-10-27"),
        # What is scheduled stands in the present.
        ("The truce expires on Nov. 20.", "2023-11-20"),
        ("The court reconvenes on Friday.", "2023-10-27"),
        ("The ransom is payable on Dec. 2.", "2023-12-02"),
        ("The truce expired on Nov. 20.", "2022-11-20"),
        # Of the calendar's year.
        ("Elections are held this November.", "2023-11-01"),
        ("Elections were held this March.", "2023-03-01"),
        # Parts joined to their year.
        ("The militia fell apart in mid-1996.", "1996-05-01"),
    ],
)
def test_the_day_that_is_meant(text: str, day: str):
    assert earliest(text) == [day]
