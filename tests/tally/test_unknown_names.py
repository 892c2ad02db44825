"""Names in a question that nobody knows: an answer says so, and what is spelt nearly so."""

from __future__ import annotations

from io import BytesIO

import pytest

from tallybook.ingest import Flags
from tallybook.knowledge.loading import load_knowledge
from tallybook.knowledge.near_names import names_near
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.questions import Filters, read_question
from tallybook.workflow.keeping.adding import Settings, add

REPORT = b"""Post attacked near Segou

BAMAKO - Fighters of JNIM attacked an army post near Segou with rockets on Friday, the army said. On
Saturday members of the Zorgan Brigades kidnapped a teacher in Mopti, the police said.
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    kept = MemoryStore()
    add(kept, ["-"], Flags(published="2023-11-20"), Settings(stdin=BytesIO(REPORT)))
    return kept


def unknown(store: MemoryStore, **asked: str) -> list[str]:
    """The notes on unknown names in the answer to a question."""
    filters = Filters(**asked)  # type: ignore[arg-type]
    notes = ask(store, read_question(filters, load_knowledge())).tally.notes
    return [note for note in notes if "know no such name" in note]


@pytest.mark.parametrize(
    ("filters", "flag", "meant"),
    [
        ({"attacker": "JNM"}, "--attacker JNM", "JNIM"),
        ({"attacker": "Boko Hramm"}, "--attacker Boko Hramm", "Boko Haram"),
        ({"target": "hospitl"}, "--target hospitl", "hospital"),
        ({"weapon": "rockt"}, "--weapon rockt", "rocket"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_what_was_meant(
    store: MemoryStore, filters: dict[str, str], flag: str, meant: str
) -> None:
    [note] = unknown(store, **filters)
    assert note.startswith(flag)
    assert meant in note.partition("Spelt nearly so: ")[2]


@pytest.mark.parametrize(
    "filters",
    [
        {"attacker": "JNIM"},
        {"attacker": "jnim"},
        {"attacker": "Zorgan Brigades"},
        {"target": "army post"},
        {"weapon": "rockets"},
        {},
    ],
)
def test_what_tables_or_reports_know_needs_no_note(
    store: MemoryStore, filters: dict[str, str]
) -> None:
    assert not unknown(store, **filters)


def test_a_name_that_nothing_is_near_to_is_told_alone(store: MemoryStore) -> None:
    [note] = unknown(store, attacker="Qwxzyk")
    assert "Spelt nearly" not in note


def test_near_names_are_found_in_any_case_and_far_ones_are_not() -> None:
    assert names_near("rEd sEa", ["Red Sea", "Black Sea", "Dead Sea"])[0] == "Red Sea"
    assert names_near("Xylophone", ["Red Sea", "Black Sea"]) == ()
