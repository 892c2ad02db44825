"""Whose toll it is, where one sentence tells of harm and of what did it in clauses of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def tolls(claims: list[Claim]) -> dict[tuple[str, ...], tuple[int | None, int | None]]:
    """Killed and injured by place, of the incidents."""
    return {
        tuple(p.name for p in c.places): (
            c.killed.low if c.killed is not None else None,
            c.injured.low if c.injured is not None else None,
        )
        for c in claims
        if c.kind == "incident"
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Six people were killed when an air strike hit a car near Idlib on Monday.",
         {("Idlib",): (6, None)}),
        ("Six people died and nine were hurt when a rocket hit a bus near Idlib on Monday.",
         {("Idlib",): (6, 9)}),
        ("Six people died when an air strike hit a car near Idlib, and two were killed by snipers "
         "in Aleppo on Monday.", {("Idlib",): (6, None), ("Aleppo",): (2, None)}),
        ("Eight people were killed and five others abducted in an attack on Monday in the village "
         "of Binnish.", {("Binnish",): (8, None)}),
    ],
)  # fmt: skip
def test_the_toll_goes_with_its_cause(
    code_report: Code, sentence: str, expected: dict[tuple[str, ...], tuple[int | None, int | None]]
) -> None:
    assert tolls(code_report(f"Report from Syria\n\n{sentence}")) == expected


def test_a_hyphenated_word_is_one_name(code_report: Code) -> None:
    [incident] = code_report(
        "School raided\n\nGunmen raided a school in Maga on Monday, killing the vice-principal."
    )
    assert {t.name for t in incident.targets} == {"school", "vice-principal"}
