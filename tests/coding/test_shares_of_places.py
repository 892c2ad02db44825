"""What places had of a total told just before, in all the words by which news says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
MAY, APRIL = ("2025-05-01", "2025-05-31"), ("2025-04-01", "2025-04-30")


def figures(claims: list[Claim]) -> dict[int, tuple[set[str], tuple[str | None, str | None]]]:
    """The numbers that are counted, each with its places and its days."""
    return {
        c.count.low: ({p.name for p in c.places}, (c.when.earliest, c.when.latest))
        for c in claims
        if c.kind == "count" and c.count is not None and c.when is not None
    }


@pytest.mark.parametrize(
    "shares",
    [
        "Borno accounted for nine and Adamawa for four.",
        "Borno led with nine, followed by Adamawa with four.",
        "In Borno there were nine, in Adamawa four.",
        "Nine were reported from Borno and four from Adamawa.",
        "Nine took place in Borno, the rest in Adamawa.",
        "Most of them, nine, were in Borno, and four were in Adamawa.",
        "Borno recorded nine attacks. Adamawa followed with four.",
    ],
)
def test_shares_are_parts_of_the_total(code_report: Code, shares: str) -> None:
    claims = code_report(
        f"Monitors counted 13 attacks in Nigeria in May. {shares}", published="2025-06-05"
    )
    assert figures(claims) == {
        13: ({"Nigeria"}, MAY),
        9: ({"Borno"}, MAY),
        4: ({"Adamawa"}, MAY),
    }
    [whole] = [c for c in claims if c.parts]
    assert set(whole.parts) == {c.id for c in claims if c.count is not None} - {whole.id}


@pytest.mark.parametrize(
    "text",
    [
        "Musa led with nine goals.",
        "Borno accounted for 40 beds.",
        "There were nine, the governor said.",
        "In April there were nine arrests.",
    ],
)
def test_what_is_no_share(code_report: Code, text: str) -> None:
    claims = code_report(
        f"Monitors counted 13 attacks in Nigeria in May. {text}", published="2025-06-05"
    )
    assert set(figures(claims)) == {13}


def test_what_exceeds_the_rest_leaves_none(code_report: Code) -> None:
    claims = code_report(
        "Monitors counted at least 13 attacks in Nigeria in May. Nine took place in Borno, the "
        "rest in Adamawa.",
        published="2025-06-05",
    )
    assert 4 not in figures(claims)


@pytest.mark.parametrize(
    ("text", "number", "days"),
    [
        ("In April there were nine.", 9, APRIL),
        ("The month before there were nine, the governor said.", 9, APRIL),
        ("A year earlier there had been 26.", 26, ("2024-05-01", "2024-05-31")),
    ],
)
def test_there_were_so_many_at_another_time(
    code_report: Code, text: str, number: int, days: tuple[str, str]
) -> None:
    claims = code_report(
        f"There were 13 attacks in Borno, Nigeria, in May. {text}", published="2025-06-05"
    )
    assert figures(claims) == {13: ({"Borno"}, MAY), number: ({"Borno"}, days)}
    assert not any(c.parts for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Gao, Mali, was attacked nine times in May and Mopti four times. Nobody was hurt.",
        "Rebels attacked Gao in Mali nine times and Mopti four times in May. Nobody was hurt.",
        "Posts in Gao, Mali, were attacked nine times in May and four times in Mopti. Nobody was "
        "hurt.",
    ],
)
def test_each_place_has_its_own_times(code_report: Code, text: str) -> None:
    claims = code_report(text, published="2025-06-05")
    assert figures(claims) == {
        13: ({"Gao", "Mopti"}, MAY),
        9: ({"Gao"}, MAY),
        4: ({"Mopti"}, MAY),
    }


def test_a_part_of_the_times_is_not_added(code_report: Code) -> None:
    claims = code_report(
        "Mali was attacked nine times in May, four times in Gao, monitors said.",
        published="2025-06-05",
    )
    assert figures(claims) == {9: ({"Mali"}, MAY), 4: ({"Gao"}, MAY)}


def test_a_town_that_was_hit_nine_times_has_no_wounds(code_report: Code) -> None:
    claims = code_report(
        "Monitors counted 13 attacks in Mali in May. Gao was hit nine times and Mopti four times.",
        published="2025-06-05",
    )
    assert {number: places for number, (places, _) in figures(claims).items()} == {
        13: {"Gao", "Mopti"},
        9: {"Gao"},
        4: {"Mopti"},
    }
