"""From what narrated times count, and from what they do not."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def test_a_day_after_somebody_spoke_is_no_day_after_the_attack(code_report: CodeReport) -> None:
    claims = code_report(
        "A bomb exploded near a market in Gao on Thursday, police said. The blast came a day after "
        "the minister claimed that the town was safe."
    )
    days = {c.when.earliest for c in claims if c.kind == "incident" and c.when is not None}
    assert days == {"2025-06-26"}
