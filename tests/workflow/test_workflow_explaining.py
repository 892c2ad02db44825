"""Explaining: from any id to the sentences behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.questions import Question
from tallybook.errors import UnknownIdError
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.explaining import explain
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.relinking import forget_linking, relink

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
COUNT = "The army said bases were attacked 4 times in Mali on 2024-04-09."


@pytest.fixture
def book(store: MemoryStore, report: Callable[..., str]) -> MemoryStore:
    add(store, [report("a.txt", MARKET, COUNT)])
    return store


def test_a_tally_opens_every_sentence_that_it_rests_on(book: MemoryStore) -> None:
    tally = ask(book, Question(places=("Mali",))).tally
    explanation = explain(book, tally.id)
    assert explanation.answer is not None
    [figure] = explanation.answer.figures
    assert figure.claim is not None
    assert figure.claim.sentence.words.strip() == COUNT
    assert figure.words == "4"
    [incident] = explanation.answer.incidents
    [claim] = incident.claims
    assert claim.sentence.words == MARKET
    assert claim.voices == "Police"
    assert claim.document.source.endswith("a.txt")
    assert {fact.field for fact in incident.facts} >= {"places", "when", "standard"}


def test_a_tally_is_explained_from_the_book_as_it_was(book: MemoryStore) -> None:
    tally = ask(book, Question(places=("Mali",))).tally
    with book.writer() as writer:
        writer.retire(Claim, [constraint.claim for constraint in tally.constraints])
        forget_linking(writer, [constraint.document for constraint in tally.constraints])
    relink(book)
    assert ask(book, Question(places=("Mali",))).tally.constraints == ()
    explanation = explain(book, tally.id)
    assert explanation.answer is not None
    [figure] = explanation.answer.figures
    assert figure.claim is not None
    assert figure.claim.sentence.words.strip() == COUNT


def test_every_kind_of_id_is_explained(book: MemoryStore) -> None:
    tally = ask(book, Question(places=("Mali",))).tally
    [incident] = tally.incidents
    of_incident = explain(book, incident)
    assert of_incident.incident is not None
    claim = of_incident.incident.claims[0]
    of_claim = explain(book, claim.id)
    assert of_claim.claim is not None
    assert of_claim.claim.claim.incidents == (incident,)
    of_document = explain(book, claim.document.id)
    assert of_document.document is not None
    assert [c.kind for c in of_document.document.claims] == ["incident", "count"]
    assert of_document.document.marks[0].field == "sentence"


def test_the_beginning_of_an_id_is_enough(book: MemoryStore) -> None:
    with book.view() as view:
        [incident] = view.scan(Incident)
    digest = incident.id.removeprefix("incident1_")
    for asked in (incident.id[:14], digest[:8], digest.upper(), f" {incident.id} "):
        assert explain(book, asked).id == incident.id


def test_an_ambiguous_beginning_names_the_candidates(book: MemoryStore) -> None:
    with pytest.raises(UnknownIdError, match=r"'claim1_' begins 2 ids: claim1_.*, claim1_"):
        explain(book, "claim1_")


@pytest.mark.parametrize("asked", ["claim1_zz", "nothing", "tally1_00"])
def test_an_unknown_id_says_where_ids_come_from(book: MemoryStore, asked: str) -> None:
    with pytest.raises(UnknownIdError, match=f"no tally, incident, claim or document '{asked}'"):
        explain(book, asked)


def test_a_merged_incident_leads_to_the_one_that_took_it_in(book: MemoryStore) -> None:
    with book.view() as view:
        [incident] = view.scan(Incident)
    with book.writer() as writer:
        writer.put([Redirect("incident1_old", "incident1_newer")])
        writer.put([Redirect("incident1_newer", incident.id)])
    explanation = explain(book, "incident1_old")
    assert (explanation.id, explanation.merged) == (incident.id, True)
    assert not explain(book, incident.id).merged
    # Lists print the beginning of an id.
    assert explain(book, "incident1_ol").merged
    assert explain(book, "newe").id == incident.id
    assert not explain(book, incident.id[:18]).merged
    with pytest.raises(UnknownIdError, match="holds no tally, incident"):
        explain(book, "incident1_olden")
