"""Figures of headlines: what they leave to their text, and what they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

BODY = "The army counted 13 attacks on clinics in Gao between 1 and 7 May 2024, its spokesman said."


def figures(code_report: Callable[..., list[Claim]], text: str) -> dict[int, Claim]:
    counts = [c for c in code_report(text) if c.kind == "count" and c.count is not None]
    return {c.count.low: c for c in counts if c.count is not None}


@pytest.mark.parametrize(
    "headline", ["15 attacks on clinics", "Fifteen attacks in Gao", "Gao sees 15 attacks in a week"]
)
def test_a_headline_counts_what_its_text_counts(
    code_report: Callable[..., list[Claim]], headline: str
) -> None:
    found = figures(code_report, f"{headline}\n\n{BODY}")
    head, body = found[15], found[13]
    assert head.when == body.when
    assert {p.name for p in head.places} == {p.name for p in body.places} == {"Gao"}
    assert "text counts" in head.inferred["when"]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        # of another place
        ("15 attacks in Mopti", BODY),
        # of another time
        ("15 attacks on clinics in 2019", BODY),
        # the text gives several figures
        ("15 attacks on clinics", f"{BODY} Two attacks on clinics hit Mopti in April, it said."),
    ],
)
def test_a_headline_that_may_count_something_else(
    code_report: Callable[..., list[Claim]], headline: str, text: str
) -> None:
    head = figures(code_report, f"{headline}\n\n{text}")[15]
    assert "text counts" not in head.inferred.get("when", "")


def test_a_headline_with_the_number_of_its_text_is_a_repeat(
    code_report: Callable[..., list[Claim]],
) -> None:
    found = figures(code_report, f"13 attacks on clinics in a week\n\n{BODY}")
    assert list(found) == [13]
    assert len(found[13].repeats) == 1


@pytest.mark.parametrize("killed", ["14", "fourteen"])
def test_a_number_without_a_noun_after_to_kill_is_of_people(
    code_report: Callable[..., list[Claim]], killed: str
) -> None:
    found = figures(code_report, f"Twin blasts kill {killed} in Gao\n\nTwo bombs went off in Gao.")
    assert list(found) == [2]


def test_a_headline_with_an_attacks_toll_counts_what_was_attacked_then(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "Five killed as gunmen raid two villages in Zamfara\n\n"
        "Gunmen raided the villages of Magami and Furfuri in Zamfara state on Tuesday night, "
        "killing five people, police said.\n\n"
        "Zamfara has seen at least 34 such raids since the beginning of the year, a monitor said.",
        published="2024-06-12",
    )
    [headed] = [c for c in claims if c.count is not None and c.count.low == 2]
    assert headed.when is not None
    assert (headed.when.earliest, headed.when.latest) == ("2024-06-11", "2024-06-11")
    [whole] = [c for c in claims if c.count is not None and c.count.low == 34]
    assert whole.when is not None
    assert whole.when.earliest == "2024-01-01"
