"""Numbers beside words for attacks that count none: blows, shots, offences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def figures(claims: list[Claim]) -> list[int]:
    return [claim.count.low for claim in claims if claim.kind == "count" and claim.count]


@pytest.mark.parametrize(
    "text",
    [
        "The sheriff said that Leroy Garner shot his wife, Jennifer Garner, multiple times outside "
        "their home in Bastrop on Friday.",
        "Two men were shot at multiple times in Baltimore on Friday, and one died.",
        "Both victims were hit in the leg after being fired at several times in Austin on Friday.",
        "At least one of the three shots struck an officer in Austin on Friday.",
        "He is charged with various crimes, including the shooting of a guard in Austin on Friday.",
        "He was accused of a number of serious offences, among them a bombing in Jos on Friday.",
    ],
)
def test_blows_shots_and_offences_are_no_attacks(code_report: Code, text: str) -> None:
    claims = code_report(text)
    assert not figures(claims)
    assert [claim.kind for claim in claims] == ["incident"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The base was fired at three times in June, the army said.", 3),
        ("Soldiers were attacked several times in Gao in June.", 3),
        ("There were at least nine shootings in Gao in June.", 9),
    ],
)
def test_how_often_a_site_or_a_force_was_attacked_is_a_figure(
    code_report: Code, text: str, number: int
) -> None:
    assert figures(code_report(text)) == [number]
