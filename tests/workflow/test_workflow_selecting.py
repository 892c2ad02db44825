"""Lists under filters: a filter means in a list what it means in a tally."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tallybook.core.claims import Claim, Relation
from tallybook.core.documents import Document, Paragraph
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.contents import Contents, read_contents
from tallybook.workflow.asking.listing import read_list_question
from tallybook.workflow.asking.questions import Filters
from tallybook.workflow.asking.selecting import (
    every_stage,
    select_claims,
    select_documents,
    select_incidents,
)
from tallybook.workflow.keeping.adding import add

TEXT = "Some words of a report."
DOCUMENT = Document(
    id="d",
    capture="0",
    source="a.txt",
    media_type="text/plain",
    text=TEXT,
    paragraphs=(Paragraph(0, len(TEXT), "body"),),
    published="2024-03-10",
)


def place(name: str) -> object:
    return load_knowledge().gazetteer.question_places(name)


def claim(identifier: str, kind: str = "incident", **fields: object) -> Claim:
    return Claim(id=identifier, document="d", kind=kind, sentence=Span(0, 4, "Some"), **fields)  # type: ignore[arg-type]


MARCH_5 = Moment("2024-03-05", "2024-03-05", "sometime", "5 March")
CLAIMS = (
    claim("gao", places=(place("Mali"),), when=MARCH_5, stage="done"),
    claim("nowhere", stage="done", when=MARCH_5),
    claim("niger", places=(place("Niger"),), when=MARCH_5, stage="foiled"),
    claim(
        "three",
        kind="count",
        count=Count(3, 3, "three"),
        places=(place("Mali"),),
        when=Moment("2024-03-01", "2024-03-31", "throughout", "in March"),
    ),
    claim("dead", kind="harm", about=("gao",), killed=Count(2, 2, "two")),
    claim("credit", kind="responsibility", verdict="claims", about=("niger",)),
    claim("threat", kind="statement", event_type="threaten"),
    claim(
        "alias", kind="relation", relation=Relation("part_of", Mention("JNIM"), Mention("al-Qaeda"))
    ),
)
CONTENTS = Contents(documents={"d": DOCUMENT}, claims={c.id: c for c in CLAIMS})


def selected(**asked: object) -> dict[str, bool]:
    question = every_stage(Question(**asked))  # type: ignore[arg-type]
    found = select_claims(CONTENTS, question, load_knowledge())
    return {one.claim.id: one.sure for one in found}


def test_without_a_filter_everything_is_listed() -> None:
    assert selected() == {c.id: True for c in CLAIMS}


def test_what_names_no_place_is_possibly_in_any() -> None:
    assert selected(places=("Mali",)) == {
        "gao": True,
        "nowhere": False,
        "three": True,
        "dead": True,
    }


def test_harm_and_responsibility_go_with_what_they_are_about() -> None:
    assert "credit" in selected(places=("Niger",))
    assert "dead" not in selected(places=("Niger",))


def test_a_relation_is_listed_under_the_actors_that_it_names() -> None:
    assert selected(attacker="JNIM")["alias"]
    assert "alias" not in selected(attacker="Boko Haram")


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2024-03-01", True), ("2024-03-05", True), ("2024-03-06", None)],
)
def test_days_are_inclusive(since: str, expected: bool | None) -> None:
    assert selected(since=date.fromisoformat(since)).get("gao") is expected


def test_a_period_that_reaches_beyond_the_question_is_possibly_in_it() -> None:
    assert selected(since=date(2024, 3, 5))["three"] is False
    # "In March", said on the 10th, is until the 10th.
    assert "three" not in selected(since=date(2024, 3, 20))


def test_stages_filter_only_where_they_are_asked_for() -> None:
    question = read_list_question(Filters(stages=("foiled",)), load_knowledge())
    found = select_claims(CONTENTS, question, load_knowledge())
    assert "niger" in {one.claim.id for one in found}
    assert "gao" not in {one.claim.id for one in found}
    assert "niger" in selected(until=date(2024, 3, 31))


def test_a_document_is_listed_with_the_claims_that_lie_in_the_filters() -> None:
    [document] = select_documents(CONTENTS, Question(places=("Niger",)), load_knowledge())
    assert (document.claims, document.sure) == (1, False)
    assert select_documents(
        Contents(documents={"d": DOCUMENT}), every_stage(Question()), load_knowledge()
    )


def test_incidents_of_a_list_are_those_of_the_tally(
    store: MemoryStore, report: Callable[..., str]
) -> None:
    path = report(
        "a.txt",
        "Police said gunmen attacked a market in Gao on 2024-03-05.",
        "Police said gunmen attacked a bridge in Niamey on 2024-03-06.",
        "Police said men who attacked a bank in Gao on 2024-03-07 were foiled.",
        "Police said gunmen attacked a shop on 2024-03-08.",
    )
    add(store, [path])
    asked = ask(store, Question(places=("Mali",)))
    with store.view() as view:
        contents = read_contents(view)
    listed = select_incidents(contents, Question(places=("Mali",)), load_knowledge())
    assert {i.incident.id for i in listed if i.sure} == set(asked.tally.incidents)
    assert {i.incident.id for i in listed if not i.sure} == set(asked.tally.possible_incidents)
    assert len(listed) == 2
    all_stages = select_incidents(
        contents, every_stage(Question(places=("Mali",))), load_knowledge()
    )
    assert len(all_stages) == 3
    assert [i.incident.when.earliest for i in all_stages if i.incident.when is not None] == [
        "2024-03-05",
        "2024-03-07",
        "2024-03-08",
    ]
