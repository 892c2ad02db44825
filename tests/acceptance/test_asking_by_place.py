"""Asking where: a book of seven reports, and what each place that is asked for holds of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tallybook.core.questions import Question
from tallybook.errors import QuestionError
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import add

REPORTS = {
    "asad": (
        "BAGHDAD, March 4, 2024 - Ten rockets hit the Ain al-Asad air base on Monday, wounding two "
        "soldiers, the Iraqi army said."
    ),
    "west": (
        "BAGHDAD, March 6, 2024 - A roadside bomb killed three policemen in western Iraq on "
        "Wednesday, police said."
    ),
    "border": (
        "BAGHDAD, March 15, 2024 - Gunmen killed two drivers in Iraq near the border with Syria on "
        "Friday, police said."
    ),
    "city": (
        "DAMASCUS, March 8, 2024 - Gunmen killed four soldiers at a checkpoint in Deir ez-Zor on "
        "Friday, the Syrian army said."
    ),
    "dayr": (
        "DAMASCUS, March 11, 2024 - A bomb killed two policemen in Dayr az Zawr on Monday, the "
        "Syrian army said."
    ),
    "zour": (
        "DAMASCUS, March 14, 2024 - Gunmen shot dead a judge in the city of Deir al-Zour on "
        "Thursday, the Syrian army said."
    ),
    "tripoli": (
        "TRIPOLI, Libya, March 18, 2024 - Gunmen shot dead two guards in Tripoli on Monday, the "
        "interior ministry said."
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MemoryStore]:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(f"Attack is reported\n\n{text}\n", encoding="utf-8")
    book = MemoryStore()
    add(book, [str(folder)])
    yield book
    book.close()


@pytest.mark.parametrize(
    ("place", "lower", "upper"),
    [
        ("Anbar", 1, 3),  # the base surely; the west, and the border with Syria, perhaps
        ("Iraq", 3, 3),
        ("western Iraq", 2, 3),
        ("Deir al-Zour", 3, 3),
        ("Deir ez-Zor", 3, 3),
        ("Dayr az-Zawr", 3, 3),
        ("Deir ez-Zor province", 3, 3),
        ("Syria", 3, 3),  # and not what happened in Iraq at Syria's border
        ("Basra", 0, 0),
        ("Iraq-Syria border", 0, 6),  # a line: nothing lies on it for sure
        ("Tripoli, Libya", 1, 1),
        ("Tripoli, Lebanon", 0, 0),
    ],
)
def test_a_place_holds_what_lies_in_it(
    store: MemoryStore, place: str, lower: int, upper: int
) -> None:
    found = ask(store, Question(places=(place,))).tally.bounds.reported
    assert (found.lower, found.upper) == (lower, upper)


def test_an_ambiguous_place_lists_its_readings_and_how_to_say_which(store: MemoryStore) -> None:
    with pytest.raises(QuestionError) as problem:
        ask(store, Question(places=("Tripoli",)))
    assert '--in "Tripoli, Libya"' in str(problem.value)
    assert '--in "Tripoli, Lebanon"' in str(problem.value)
