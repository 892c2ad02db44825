"""A day after the report appeared: another event's, or a date that contradicts the report's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("A bomb exploded at a market in Gao on 8 March 2024, killing three.", "2024-03-08"),
        ("Gunmen attacked a clinic in Gao on 8 March 2024, police said.", "2024-03-08"),
        # the day of what is yet to come
        ("Gunmen attacked a clinic in Gao ahead of the vote on 8 March 2024.", None),
        ("Gunmen attacked a clinic in Gao that was to open on 8 March 2024.", None),
    ],
)
def test_a_full_date_of_the_attack_itself_is_kept(
    code_report: Callable[..., list[Claim]], sentence: str, day: str | None
) -> None:
    claims = code_report(f"Attack in Gao\n\n{sentence}", published="2024-03-05")
    [attack] = [c for c in claims if c.kind == "incident"]
    assert attack.when is not None
    assert attack.when.earliest == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A bomb exploded at a post in Gao on July 4, killing four, police said.",
         "2025-07-04", "2025-07-04"),
        ("A bomb exploded at a post in Gao on July 24, killing four, police said.",
         "2024-07-24", "2024-07-24"),
        ("Gunmen attacked the airport in Gao six times between July 2 and July 5, the army said.",
         "2025-07-02", "2025-07-05"),
        ("Gunmen attacked the airport in Gao six times between June 20 and July 5, the army said.",
         "2025-06-20", "2025-06-30"),
    ],
)  # fmt: skip
def test_a_day_just_after_its_report_is_misprinted_and_not_a_year_old(
    code_report: Callable[..., list[Claim]], text: str, first: str, last: str
) -> None:
    [claim] = [c for c in code_report(text) if c.kind in ("incident", "count")]
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == (first, last)
