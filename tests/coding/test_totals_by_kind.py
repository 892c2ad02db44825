"""Totals whose parts are told by the kind of attack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
MAY = ("2025-05-01", "2025-05-31")


def total_and_parts(claims: list[Claim]) -> tuple[tuple[str | None, int], dict[str | None, int]]:
    """The type and number of the one whole, and the number of each of its parts by their types."""
    counts = {c.id: c for c in claims if c.kind == "count"}
    [whole] = [c for c in counts.values() if c.parts]
    parts = [counts[part] for part in whole.parts]
    for claim in (whole, *parts):
        assert claim.when is not None
        assert (claim.when.earliest, claim.when.latest) == MAY
    assert len(counts) == len(parts) + 1
    numbers = [c.count for c in parts if c.count is not None]
    assert whole.count is not None
    told = {part.event_type: n.low for part, n in zip(parts, numbers, strict=True)}
    return (whole.event_type, whole.count.low), told


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Monitors counted nine bombings and four shootings in Mali in May.",
         {"bombing": 9, "shooting": 4}),
        ("There were nine bombings in Gao and four kidnappings in Mopti, Mali, in May.",
         {"bombing": 9, "abduction": 4}),
        ("Monitors counted 13 attacks in Mali in May: nine bombings and four shootings.",
         {"bombing": 9, "shooting": 4}),
        ("Monitors counted 13 attacks in Mali in May, including nine bombings and four shootings.",
         {"bombing": 9, "shooting": 4}),
        ("Monitors counted 13 attacks in Mali in May, nine of them bombings and four shootings.",
         {"bombing": 9, "shooting": 4}),
        ("Local monitors counted 13 bombings and shootings in Mali in May. Of the total, nine were "
         "bombings and four shootings.", {"bombing": 9, "shooting": 4}),
        ("The Bamako Observatory counted 13 attacks in Mali in May, nine of them bombings and four "
         "shootings.", {"bombing": 9, "shooting": 4}),
        ("Monitors counted 13 attacks in Mali in May. Nine were bombings and four were shootings.",
         {"bombing": 9, "shooting": 4}),
        ("Monitors counted 13 attacks in Mali in May, among them three suicide bombings.",
         {"suicide_bombing": 3}),
    ],
)  # fmt: skip
def test_parts_by_kind(code_report: Code, text: str, parts: dict[str, int]) -> None:
    whole, told = total_and_parts(code_report(text, published="2025-06-05"))
    assert whole == ("attack", 13)
    assert told == parts


def test_a_hedge_holds_for_all_kinds(code_report: Code) -> None:
    claims = code_report(
        "There were at least nine bombings and four kidnappings in Mali in May.",
        published="2025-06-05",
    )
    assert {(c.count.low, c.count.high) for c in claims if c.count is not None} == {
        (13, None),
        (9, None),
        (4, None),
    }


@pytest.mark.parametrize(
    "text",
    [
        # What is no attack is no part,
        "There were nine bombings and four arrests in Mali in May.",
        # nor are those of another country, or more than were counted.
        "Monitors counted 13 attacks in Mali in May. Nine bombings killed 40 people in Niger.",
        "Monitors counted nine attacks in Mali in May. Fourteen were bombings.",
    ],
)
def test_what_is_no_part(code_report: Code, text: str) -> None:
    assert not any(c.parts for c in code_report(text, published="2025-06-05"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Monitors counted 13 bombings and shootings in Mali in May. Nobody was hurt.", "attack"),
        ("Monitors counted 13 attacks in Mali in May, most of them bombings.", "attack"),
        ("Monitors counted 13 bombings in Mali in May. Nobody was hurt.", "bombing"),
    ],
)
def test_the_kind_is_that_of_what_is_counted(code_report: Code, text: str, kind: str) -> None:
    [count] = [c for c in code_report(text, published="2025-06-05") if c.kind == "count"]
    assert count.event_type == kind
