"""From what narrated times count, and from what they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def test_a_day_after_somebody_spoke_is_no_day_after_the_attack(code_report: CodeReport) -> None:
    claims = code_report(
        "A bomb exploded near a market in Gao on Thursday, police said. The blast came a day after "
        "the minister claimed that the town was safe."
    )
    days = {c.when.earliest for c in claims if c.kind == "incident" and c.when is not None}
    assert days == {"2025-06-26"}


def test_a_flashback_ends_with_its_paragraph(code_report: CodeReport) -> None:
    claims = code_report(
        "Gunmen raided Kumba, Cameroon, on 26 June and killed four traders. It was the second "
        "attack there this year; in the first, on 9 January, a mill was burned.\n\nThe Coast "
        "Front said it had killed seven soldiers and torched a barracks in the town."
    )
    said = next(c for c in claims if c.kind == "incident" and c.killed and c.killed.low == 7)
    assert said.when is not None
    assert (said.when.earliest, said.when.latest) == ("2025-06-26", "2025-06-26")


def test_within_its_paragraph_a_flashback_goes_on(code_report: CodeReport) -> None:
    claims = code_report(
        "Gunmen raided Kumba, Cameroon, on 26 June and killed four traders.\n\nOn 9 January rebels "
        "shelled Buea. They killed two nurses and burned a mill."
    )
    nurses = next(c for c in claims if c.killed and c.killed.low == 2)
    assert nurses.when is not None
    assert nurses.when.latest == "2025-01-09"


@pytest.mark.parametrize(
    ("then", "day"),
    [
        # What is only spoken of, elsewhere, may have been at any time before.
        ("The mayor condemned the bombing of a market in Jos.", None),
        ("It followed a bombing in Jos.", None),
        ("The governor spoke about a bombing in Jos that killed six.", None),
        # What is done goes on with the narrative, in verbs and in nouns.
        ("They also carried out a bombing in Jos.", "2024-06-24"),
        ("Gunmen also bombed a market in Jos.", "2024-06-24"),
    ],
)
def test_an_attack_elsewhere_that_is_only_spoken_of_does_not_take_the_narratives_day(
    code_report: CodeReport, then: str, day: str | None
) -> None:
    claims = code_report(
        f"Gunmen killed four traders in Gao on Monday. {then}", published="2024-06-28"
    )
    [other] = [c for c in claims if c.kind == "incident" and c.places[0].name == "Jos"]
    assert other.when is not None
    assert other.when.earliest == day
