"""What a count that ends with an attack says of the days before it, and of its own day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _counts(claims: list[Claim]) -> dict[tuple[int, int | None], tuple[str | None, str | None]]:
    """The counts of a report, each with its days."""
    return {
        (c.count.low, c.count.high): (c.when.earliest, c.when.latest)
        for c in claims
        if c.kind == "count" and c.count is not None and c.when is not None
    }


NEWS = "Saboteurs blew up a pylon near Zinder, Niger, on June 18, the utility said. "

ENDS_WITH_IT = [
    ("It was the fourth attack on the grid this year.", 4, "2025-01-01"),
    ("The utility called it the fourth attack on its pylons since March.", 4, "2025-03-01"),
    ("It is the fifth time since 1 June that the grid has been attacked.", 5, "2025-06-01"),
    ("The blast was the third in a month, it said.", 3, "2025-05-18"),
    ("The grid has been attacked six times so far this year.", 6, "2025-01-01"),
    ("The utility has counted six attacks on the grid since April.", 6, "2025-04-01"),
    ("That brought the number of attacks in the region this year to nine.", 9, "2025-01-01"),
]


@pytest.mark.parametrize(("sentence", "number", "since"), ENDS_WITH_IT)
def test_those_before_it_were_on_earlier_days(
    code_report: Code, sentence: str, number: int, since: str
) -> None:
    claims = code_report(f"Pylon blown up\n\n{NEWS}{sentence}", published="2025-06-20")
    counts = _counts(claims)
    assert counts[number, number][0] == since
    assert counts[number - 1, number - 1] == (since, "2025-06-17")
    [before] = [c for c in claims if "count" in c.inferred]
    [whole] = [c for c in claims if before.id in c.parts]
    [attack] = [c for c in claims if c.kind == "incident" and c.id in whole.parts]
    assert attack.when is not None
    assert attack.when.latest == "2025-06-18"
    assert "when" in before.inferred


NOT_SAID = [
    # Hedged, or of a stretch in which others may have followed.
    ("It was at least the fourth attack on the grid this year.", (4, None)),
    ("It was perhaps the tenth attack on the grid this year.", (10, None)),
    # A monitor of a region counts what the report need not tell.
    ("The Sahel Monitor has logged 40 attacks in the region since April.", (40, 40)),
    # A period that was over.
    ("There were 40 attacks on the grid in May.", (40, 40)),
]


@pytest.mark.parametrize(("sentence", "bounds"), NOT_SAID)
def test_nothing_is_said_of_those_before(
    code_report: Code, sentence: str, bounds: tuple[int, int | None]
) -> None:
    claims = code_report(f"Pylon blown up\n\n{NEWS}{sentence}", published="2025-06-20")
    assert list(_counts(claims)) == [bounds]


def test_another_of_the_same_day_may_be_one_of_them(code_report: Code) -> None:
    claims = code_report(
        f"Two pylons blown up\n\n{NEWS}Another attack hit a pylon near Maradi on June 18. The raid "
        "near Maradi was the fourth attack on the grid this year."
    )
    assert all("count" not in c.inferred for c in claims)


def test_one_on_something_else_is_none_of_them(code_report: Code) -> None:
    claims = code_report(
        f"Pylon blown up\n\n{NEWS}It was the fourth attack on the grid this year.\n\nGunmen shot "
        "a teacher dead in Maradi, Niger, on June 18, police said."
    )
    assert _counts(claims)[3, 3] == ("2025-01-01", "2025-06-17")


def test_an_attack_in_a_longer_stretch_ends_no_count(code_report: Code) -> None:
    claims = code_report(
        "Saboteurs blew up a pylon near Zinder, Niger, in March, the utility said. It was the "
        "fourth attack on the grid this year."
    )
    assert all(high is None for _, high in _counts(claims))
