"""A month or day without its year is of the year that the report states for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        # The trial of an attack of two years ago, which is named more shortly once it is known.
        (
            "A man was convicted of a shooting in Nakuru that left a cook dead in March.\n"
            "The shooting took place on March 29, 2023.",
            "2023-03-01",
        ),
        # Another month is another attack's.
        (
            "Gunmen killed a cook in Nakuru in March. A bombing in Kisumu on May 4, 2023, had "
            "killed two waiters.",
            "2025-03-01",
        ),
        # The day of an anniversary is this year's.
        (
            "Gunmen killed a cook in Nakuru on June 28, a year after a bombing in Kisumu on June "
            "28, 2024.",
            "2025-06-28",
        ),
    ],
)
def test_the_year_that_the_report_states(code_report: CodeReport, text: str, earliest: str) -> None:
    claims = [c for c in code_report(text) if c.kind == "incident" and c.when is not None]
    nakuru = [c for c in claims if any(p.name == "Nakuru" for p in c.places)]
    assert nakuru[0].when is not None
    assert nakuru[0].when.earliest == earliest
