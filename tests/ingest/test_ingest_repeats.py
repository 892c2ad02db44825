"""What is printed twice is marked, and what only looks so is not."""

from __future__ import annotations

import pytest

from tallybook.ingest.repeats import find_repeats

LONG = (
    "The governor said on Tuesday that gunmen had come by boat at dawn, opened fire on the post "
    "near the old ferry, killed 13 soldiers and left before help could arrive from the barracks, "
    "which lies an hour away by road even when the rains have not washed out the bridge"
)


def test_the_same_words_are_a_repeat_of_the_first_printing() -> None:
    assert find_repeats([LONG, "Other words.", LONG, LONG], has_title=False) == [None, None, 0, 0]


def test_a_small_change_of_wording_is_a_repeat() -> None:
    assert find_repeats([LONG, LONG.replace("even when", "whenever")], has_title=False)[1] == 0


def test_a_later_part_of_an_earlier_paragraph_is_a_repeat_but_not_the_other_way_round() -> None:
    part = LONG[: LONG.index(", which lies")]
    assert find_repeats([LONG, part], has_title=False) == [None, 0]
    assert find_repeats([part, LONG], has_title=False) == [None, None]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("killed 13 soldiers", "killed 14 soldiers"),
        ("Tuesday", "Wednesday"),
        ("have not washed", "have never washed"),
        ("had come", "hadn't come"),
    ],
)
def test_a_changed_figure_name_or_negation_is_news(old: str, new: str) -> None:
    assert find_repeats([LONG, LONG.replace(old, new)], has_title=False) == [None, None]


def test_a_lead_that_is_only_like_the_headline_is_no_repeat() -> None:
    lead = LONG.replace("even when", "whenever")
    assert find_repeats([LONG, lead], has_title=True) == [None, None]
    assert find_repeats([LONG, LONG], has_title=True) == [None, 0]
    assert find_repeats(["Two shot dead", "Two shot dead", lead], has_title=True) == [None, 0, None]


def test_short_paragraphs_count_only_within_a_reprint() -> None:
    short = "Nobody was hurt."
    assert find_repeats([short, LONG, short], has_title=False) == [None, None, None]
    assert find_repeats([LONG, short, LONG, short], has_title=False) == [None, None, 0, 1]
