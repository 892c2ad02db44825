"""--ties: whom the actor table ties to the attacker that a question names."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, Tally
from tallybook.errors import QuestionError
from tallybook.ingest import Flags
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.memory import MemoryStore
from tallybook.tally.ties import tied
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.questions import Filters, read_question
from tallybook.workflow.keeping.adding import Settings, add

REPORT = b"""Two bases hit in a week

ERBIL - Kataib Hezbollah fired rockets at the al-Asad air base in Anbar on Friday, US Central
Command said. On Saturday pro-Iran militias attacked the Harir base near Erbil with drones, US
Central Command said. On Sunday al-Shabaab fighters raided a village near Baidoa in Somalia, the
police said.
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    kept = MemoryStore()
    add(kept, ["-"], Flags(published="2023-11-20"), Settings(stdin=BytesIO(REPORT)))
    return kept


def answer(store: MemoryStore, attacker: str, *, ties: bool) -> Tally:
    filters = Filters(attacker=attacker, ties=ties)
    return ask(store, read_question(filters, load_knowledge())).tally


def test_what_only_the_table_ties_is_possible_without_ties_and_sure_with_them(
    store: MemoryStore,
) -> None:
    without = answer(store, "pro-Iran groups", ties=False)
    assert without.bounds.reported == Bounds(1, 2)
    assert not any("actor table" in note for note in without.notes)
    with_ties = answer(store, "pro-Iran groups", ties=True)
    assert with_ties.bounds.reported == Bounds(2, 2)
    assert any("Kataib Hezbollah (backed by" in note for note in with_ties.notes)


def test_a_question_about_the_patron_takes_its_clients_only_with_ties(store: MemoryStore) -> None:
    assert answer(store, "Iran", ties=False).bounds.reported.lower == 0
    assert answer(store, "Iran", ties=True).bounds.reported.lower >= 1


def test_an_answer_says_where_no_tie_was_needed(store: MemoryStore) -> None:
    alone = answer(store, "al-Shabaab", ties=True)
    assert alone.bounds.reported.lower == 1
    assert any("Nobody here is counted as al-Shabaab by a tie" in note for note in alone.notes)


def test_ties_hold_in_their_years_only() -> None:
    known = load_knowledge()
    iran = Question(attacker="pro-Iran groups", ties=True)
    before = Question(
        attacker="pro-Iran groups", ties=True, since=date(1975, 1, 1), until=date(1975, 12, 31)
    )
    names = {one.mention.actor for one in tied(iran, known)}
    assert "kataib-hezbollah" in names
    assert "al-shabaab" not in names
    dated = {o.mention.actor for o in tied(iran, known) if o.tie.since and o.tie.since > 1975}
    assert dated
    assert not dated & {one.mention.actor for one in tied(before, known)}


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(ties=True), "--attacker"),
        (Filters(attacker="Qwrty Brigade", ties=True), "does not know 'Qwrty Brigade'"),
    ],
)
def test_ties_without_an_attacker_that_the_table_knows_are_a_mistake(
    filters: Filters, words: str
) -> None:
    with pytest.raises(QuestionError, match=words):
        read_question(filters, load_knowledge())
