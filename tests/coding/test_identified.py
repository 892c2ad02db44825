"""Victims whom a later sentence names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Coder = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("told", "identified", "targets"),
    [
        ("Two men were shot dead in Gao on Monday.",
         "The victims were identified as 24-year-old Modibo Keita and Awa Sarr, a trader.",
         ["Two men", "Modibo Keita", "Awa Sarr"]),
        ("A woman was killed in a shooting in Gao on Monday.",
         "Police named the woman as Awa Sarr.",
         ["woman", "Awa Sarr"]),
        ("A grenade wounded two people in Gao on Monday.",
         "They were identified as Modibo Keita and Awa Sarr.",
         ["two people", "Modibo Keita", "Awa Sarr"]),
        # Of others than those who were hurt.
        ("Two men were shot dead in Gao on Monday.", "The suspect was identified as Modibo Keita.",
         ["Two men"]),
        ("Two men were shot dead in Gao on Monday.", "The mayor is Modibo Keita.", ["Two men"]),
        ("Two men were shot dead in Gao on Monday.", "The victims have not been identified.",
         ["Two men"]),
    ],
)  # fmt: skip
def test_victims_are_who_they_are_identified_as(
    told: str, identified: str, targets: list[str], code_report: Coder
) -> None:
    [claim] = [c for c in code_report(f"{told} {identified}") if c.kind == "incident"]
    assert [m.name for m in claim.targets] == targets


def test_what_names_them_is_marked(code_report: Coder) -> None:
    text = "Two men were shot dead in Gao on Monday. The victims were identified as Modibo Keita."
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    assert claim.inferred["targets"] == "in part from the sentence that says who they are"
    assert "Modibo Keita" in [s.words for s in claim.spans["targets"]]
