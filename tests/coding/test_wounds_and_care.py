"""How often somebody was hit counts no attacks, and where he was taken is not where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was shot three times in Nakuru on Sunday, police said.",
        "The waiter was stabbed twice in the back in Nakuru on Sunday.",
        "A guard was shot multiple times in his chest in Nakuru on Sunday.",
    ],
)
def test_wounds_are_no_attacks(code_report: CodeReport, text: str) -> None:
    assert [c.kind for c in code_report(text)] == ["incident"]


def test_what_is_attacked_often_is_counted(code_report: CodeReport) -> None:
    claims = code_report("Militants attacked a police post in Nakuru three times on Sunday.")
    assert [c.count.low for c in claims if c.count is not None] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "A trader was shot in Nakuru on Sunday and was taken to Mercy Medical Center in Kisumu, "
        "where he died.",
        "A trader was shot in Nakuru on Sunday. He was pronounced dead at a hospital in Kisumu.",
        "A trader was shot in Nakuru on Sunday and was flown to Kisumu.",
        "A trader from Kisumu was shot dead in Nakuru on Sunday.",
    ],
)
def test_the_place_of_care_or_origin_is_not_the_attack_s(
    code_report: CodeReport, text: str
) -> None:
    claims = [c for c in code_report(text) if c.kind == "incident"]
    assert {p.name for c in claims for p in c.places} == {"Nakuru"}
