"""Where and when, told around the attack: where its authors came to, roads, hours, nights, and the
day or place that another sentence gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incident(claims: list[Claim]) -> Claim:
    [told] = [c for c in claims if c.kind == "incident"]
    return told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Raiders drove into Jibia and shot dead nine traders on Friday.", "Jibia"),
        ("Rebels marched to Monguno on Friday and burned a clinic.", "Monguno"),
        ("A herder stepped on a mine on Friday on a track leading to Kidal.", "Kidal"),
        ("Raiders shot dead nine traders on Friday. It happened in Jibia, Nigeria.", "Jibia"),
        ("A mine killed nine traders on Friday. This took place near Monguno.", "Monguno"),
    ],
)
def test_where_it_was(code_report: Code, text: str, place: str) -> None:
    assert [p.name for p in _incident(code_report(text)).places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "A guard was shot dead near Gao on Friday and driven to Monguno.",
        "Raiders shot dead nine traders in Gao on Friday. It happened in Monguno as well in May.",
    ],
)
def test_where_it_was_not(code_report: Code, text: str) -> None:
    told = [c for c in code_report(text) if c.kind == "incident"]
    assert "Monguno" not in [p.name for p in told[0].places]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A mine killed nine in Gao shortly after 9 p.m. on Thursday.", "2025-06-26",
         "2025-06-26"),
        ("A mine killed nine in Gao just after dawn on Thursday.", "2025-06-26", "2025-06-26"),
        ("A mine killed nine in Gao in the night before Friday.", "2025-06-26", "2025-06-27"),
        ("Police freed a man in Mali on Tuesday. The next day, a mine killed nine in Gao.",
         "2025-06-25", "2025-06-25"),
        ("Two bodies lay near Gao on Friday. Two days earlier, raiders shot nine in Gao.",
         "2025-06-25", "2025-06-25"),
    ],
)  # fmt: skip
def test_when_it_was(code_report: Code, text: str, first: str, last: str) -> None:
    when = _incident(code_report(text)).when
    assert when is not None
    assert (when.earliest, when.latest) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Shops shut in Gao after weeks of protest on Thursday. A mine killed nine there.",
        "Police freed a man on Tuesday. He wept. He sang. The next day, a mine killed nine.",
    ],
)
def test_the_day_of_another_matter_is_not_the_attacks(code_report: Code, text: str) -> None:
    when = _incident(code_report(text)).when
    assert when is None or when.earliest is None
