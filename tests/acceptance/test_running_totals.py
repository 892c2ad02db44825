"""Six totals of one voice, read from six reports and asked about every stretch between them.

The figures are those that the Pentagon gave in 2023, the reports our own words. By hand: Iraq and
Syria together are at least 13, 16, 23, 38 and 55 by the days of the first five reports and 73 by
the last; Iraq at least 10, 12, 14, 20, 27 and then 36; Syria at least 3, 4, 9, 18, 28 and then 37.
What a total rose by may have happened in the meantime or be late news, so between two reports there
were at least none, and at most the last total less what was known before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Tally
from tallybook.ingest.captures import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.keeping.adding import add

REPORTS = sorted((Path(__file__).parent / "running_totals").glob("*.txt"))
"""Each is named for the day on which it appeared."""

Range = tuple[int, int | None]

SAID: dict[str, dict[str, Range]] = {
    "2023-10-24": {"Iraq and Syria": (13, None), "Iraq": (10, None), "Syria": (3, None)},
    "2023-10-26": {"Iraq and Syria": (16, 16), "Iraq": (12, 12), "Syria": (4, 4)},
    "2023-10-30": {"Iraq and Syria": (23, 23), "Iraq": (14, None), "Syria": (9, 9)},
    "2023-11-06": {"Iraq and Syria": (38, 38), "Iraq": (20, 20), "Syria": (18, 18)},
    "2023-11-14": {"Iraq and Syria": (55, 55), "Iraq": (27, 27), "Syria": (28, 28)},
    "2023-11-23": {"Iraq and Syria": (73, 73), "Iraq": (36, 36), "Syria": (37, 37)},
}
"""A hedge before coordinated numbers holds for both, so that "three" in the first is open above."""

ANSWERS: list[tuple[str, str, Range, Range, Range]] = [
    # since and until, both together, Iraq, Syria; first up to each report
    ("10-17", "10-24", (13, 73), (10, 36), (3, 37)),
    ("10-17", "10-26", (16, 73), (12, 36), (4, 37)),
    ("10-17", "10-30", (23, 73), (14, 36), (9, 37)),
    ("10-17", "11-06", (38, 73), (20, 36), (18, 37)),
    ("10-17", "11-14", (55, 73), (27, 36), (28, 37)),
    ("10-17", "11-23", (73, 73), (36, 36), (37, 37)),
    # between each report and the next
    ("10-25", "10-26", (0, 73 - 13), (0, 36 - 10), (0, 37 - 3)),
    ("10-27", "10-30", (0, 73 - 16), (0, 36 - 12), (0, 37 - 4)),
    ("10-31", "11-06", (0, 73 - 23), (0, 36 - 14), (0, 37 - 9)),
    ("11-07", "11-14", (0, 73 - 38), (0, 36 - 20), (0, 37 - 18)),
    ("11-15", "11-23", (0, 73 - 55), (0, 36 - 27), (0, 37 - 28)),
    # between a report and one further on, and from within a stretch to within another
    ("10-25", "11-14", (0, 73 - 13), (0, 36 - 10), (0, 37 - 3)),
    ("10-31", "11-23", (0, 73 - 23), (0, 36 - 14), (0, 37 - 9)),
    ("10-20", "10-28", (0, 73), (0, 36), (0, 37)),
    ("11-01", "11-10", (0, 73 - 23), (0, 36 - 14), (0, 37 - 9)),
    ("11-20", "12-31", (0, 73 - 55), (0, 36 - 27), (0, 37 - 28)),
    ("10-01", "12-31", (73, 73), (36, 36), (37, 37)),
]


@pytest.fixture(scope="module")
def store() -> Iterator[MemoryStore]:
    book = MemoryStore()
    for report in REPORTS:
        add(book, [str(report)], Flags(published=report.stem, publisher="Observer"))
    yield book
    book.close()


def asked(store: MemoryStore, since: str, until: str, *places: str) -> Tally:
    days = (date.fromisoformat(f"2023-{day}") for day in (since, until))
    first, last = days
    return ask(store, Question(places=places, since=first, until=last)).tally


def confirmed(tally: Tally) -> Range:
    return tally.bounds.confirmed.lower, tally.bounds.confirmed.upper


def test_each_report_gives_a_total_with_its_two_parts_and_nothing_else(store: MemoryStore) -> None:
    found: dict[str, dict[str, Range]] = {report.stem: {} for report in REPORTS}
    with store.view() as view:
        assert not list(view.scan(Incident))
        for claim in view.scan(Claim):
            if claim.kind != "count":
                continue
            assert claim.count is not None
            assert claim.when is not None
            assert claim.when.earliest == "2023-10-17"
            assert claim.when.latest is not None
            assert claim.voices[-1].name == "Pentagon"
            places = " and ".join(place.name for place in claim.places)
            assert places not in found[claim.when.latest]
            found[claim.when.latest][places] = (claim.count.low, claim.count.high)
    assert found == SAID


@pytest.mark.parametrize(("since", "until", "both", "iraq", "syria"), ANSWERS)
def test_every_stretch_has_its_bounds_from_all_totals(
    store: MemoryStore, since: str, until: str, both: Range, iraq: Range, syria: Range
) -> None:
    assert confirmed(asked(store, since, until, "Iraq", "Syria")) == both
    assert confirmed(asked(store, since, until, "Iraq")) == iraq
    assert confirmed(asked(store, since, until, "Syria")) == syria


def test_the_rise_is_called_one_and_no_figure_is_lost_or_contradicted(store: MemoryStore) -> None:
    tally = asked(store, "10-17", "11-23", "Iraq", "Syria")
    [note] = [note for note in tally.notes if "running total" in note]
    assert "rises (at least 13 → 16 → 23 → 38 → 55 → 73)" in note
    assert "no count of the attacks between" in note
    assert not tally.contradictions
    assert len(tally.constraints) == 18
    assert all(c.superseded_by is None for c in tally.constraints)
    last = {c.lower for c in tally.constraints if c.raised_by is None}
    assert last == {73, 36, 37}


def test_before_and_after_the_series_nothing_is_said(store: MemoryStore) -> None:
    assert asked(store, "10-01", "10-16", "Iraq", "Syria").silent
    assert asked(store, "11-24", "12-31", "Iraq", "Syria").silent


def test_a_total_that_falls_is_flagged(tmp_path: Path) -> None:
    fallen = tmp_path / "fallen.txt"
    fallen.write_text(
        "Fewer attacks than thought\n\nWASHINGTON, Nov 1, 2023 - US forces in Iraq and Syria have "
        "been attacked 21 times since October 17, the Pentagon said on Wednesday.\n",
        encoding="utf-8",
    )
    book = MemoryStore()
    for report in REPORTS[:3]:
        add(book, [str(report)], Flags(published=report.stem, publisher="Observer"))
    add(book, [str(fallen)], Flags(published="2023-11-01", publisher="Observer"))
    tally = asked(book, "10-17", "11-01", "Iraq", "Syria")
    book.close()
    [note] = [note for note in tally.notes if "running total" in note]
    assert "falls (at least 13 → 16 → 23 → 21)" in note
    assert tally.contradictions
    assert tally.bounds.confirmed.lower == 21


MIXED = """US forces attacked 23 times in Iraq and Syria since mid-October

ERBIL, Iraq, Oct 30, 2023 - American troops in Iraq and Syria have been attacked at least 13 times
this month with drones and rockets.

"Between October 17 and October 30, US and coalition forces have been attacked at least 14 times in
Iraq and nine times in Syria," a Pentagon spokesman said on Monday.
"""


def test_a_headline_a_stale_lead_and_a_quotation_in_one_report(tmp_path: Path) -> None:
    """The lead was not brought up to date: its 13 are true of at least 23, and contradict nothing.
    The headline is what the two figures of the quotation come to."""
    report = tmp_path / "mixed.txt"
    report.write_text(MIXED, encoding="utf-8")
    book = MemoryStore()
    add(book, [str(report)], Flags(published="2023-10-30", publisher="Observer"))
    both = asked(book, "10-17", "10-30", "Iraq", "Syria")
    iraq, syria = (asked(book, "10-17", "10-30", place) for place in ("Iraq", "Syria"))
    book.close()
    assert confirmed(both) == (23, None)
    assert confirmed(iraq) == (14, None)
    assert confirmed(syria) == (9, None)
    assert not both.contradictions
