"""docs/counting.md: the example that is done by hand comes out of the program as well."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.incidents import STANDARDS, Incident
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.evidence import standard_of
from tallybook.knowledge.loading import load_knowledge
from tallybook.tally import DocumentFacts, Material, answer

PAGE = (Path(__file__).parents[2] / "docs" / "counting.md").read_text(encoding="utf-8")
FOUND = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
assert FOUND is not None
EXAMPLE: dict[str, Any] = tomllib.loads(FOUND[1])

KNOWLEDGE = load_knowledge()
POLICE = Mention("police")


def placed(name: str) -> Place:
    return KNOWLEDGE.gazetteer.question_places(name)


def count(row: dict[str, Any]) -> Claim:
    words = row["id"]
    return Claim(
        id=row["id"],
        document="report",
        kind="count",
        sentence=Span(0, len(words), words),
        stage="done",
        count=Count(row["low"], row.get("high"), words),
        places=tuple(placed(name) for name in row["places"]),
        when=Moment("2023-10-17", "2023-10-24", "throughout", ""),
        voices=(POLICE,),
        parts=tuple(row.get("parts", ())),
    )


def incident(row: dict[str, Any]) -> Incident:
    return Incident(
        id=row["id"],
        anchor=row["id"],
        claims=(),
        stage="done",
        places=(placed(row["place"]),),
        when=Moment(row["day"], row["day"], "throughout", ""),
        standard=row["standard"],
        apart_from=tuple(row.get("apart_from", ())),
    )


MATERIAL = Material(
    incidents=[incident(row) for row in EXAMPLE["incident"]],
    claims={row["id"]: count(row) for row in EXAMPLE["count"]},
    origins={},
    documents={"report": DocumentFacts("Lakes Review", date(2023, 10, 25), "report.txt")},
    version=1,
)


def test_police_confirm() -> None:
    from tallybook.knowledge.evidence import Statement

    assert (
        standard_of([Statement("asserted", POLICE, (), "police")], KNOWLEDGE.actors) == "confirmed"
    )


@pytest.mark.parametrize("row", EXAMPLE["question"], ids=lambda row: " ".join(row["in"]))
def test_the_program_counts_as_the_page_does(row: dict[str, Any]) -> None:
    question = Question(places=tuple(row["in"]), since=date(2023, 10, 17), until=date(2023, 10, 24))
    tally = answer(question, MATERIAL, KNOWLEDGE)
    for standard in STANDARDS:
        if standard in row:
            bounds = getattr(tally.bounds, standard)
            found = [bounds.lower, "open" if bounds.upper is None else bounds.upper]
            assert found == row[standard], standard


def test_the_page_names_every_standard() -> None:
    for standard in STANDARDS:
        assert f"| `{standard}` |" in PAGE
