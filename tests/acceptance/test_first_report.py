"""The report that the project began with, read the whole way.

Its text belongs to its publisher and stays outside the repository: it is read from the folder
`shared/reports` beside the checkout (or from $TALLYBOOK_REPORTS), and the test is skipped, and
says so, where that folder is absent.
"""

from __future__ import annotations

import os
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

FOLDER = Path(os.environ.get("TALLYBOOK_REPORTS", Path(__file__).parents[3] / "shared" / "reports"))
REPORT = next(iter(sorted(FOLDER.glob("000_*.txt"))), None) if FOLDER.is_dir() else None

pytestmark = pytest.mark.skipif(
    REPORT is None, reason=f"the project's first report is not in {FOLDER} ($TALLYBOOK_REPORTS)"
)

QUESTION = Question(
    places=("Iraq", "Syria"), since=date(2023, 10, 17), until=date(2023, 10, 24), by="place"
)


@pytest.fixture(scope="module")
def store() -> Iterator[MemoryStore]:
    book = MemoryStore()
    add(book, [str(REPORT)], Flags(published="2023-10-24", publisher="Rudaw"))
    yield book
    book.close()


@pytest.fixture(scope="module")
def claims(store: MemoryStore) -> list[Claim]:
    with store.view() as view:
        return list(view.scan(Claim))


@pytest.fixture(scope="module")
def tally(store: MemoryStore) -> Tally:
    return ask(store, QUESTION).tally


def _bounds(tally: Tally, standard: str) -> tuple[int, int | None]:
    found = getattr(tally.bounds, standard)
    return found.lower, found.upper


def test_at_least_13_are_confirmed_and_at_least_14_claimed(tally: Tally) -> None:
    assert _bounds(tally, "confirmed") == (13, None)
    assert _bounds(tally, "reported") == (13, None)
    assert _bounds(tally, "claimed") == (14, None)
    assert not tally.silent


def test_ten_in_iraq_and_three_in_syria(tally: Tally) -> None:
    rows = {row.key: row.bounds.confirmed for row in tally.by}
    assert (rows["Iraq"].lower, rows["Iraq"].upper) == (10, None)
    assert (rows["Syria"].lower, rows["Syria"].upper) == (3, None)


def test_headline_lead_quote_and_reprint_are_one_constraint_with_its_repeats(
    claims: list[Claim],
) -> None:
    totals = [c for c in claims if c.kind == "count" and c.count is not None and c.count.low == 13]
    assert len(totals) == 1
    [total] = totals
    assert len(total.repeats) >= 3
    assert len(total.parts) == 2
    parts = [c for c in claims if c.id in total.parts]
    assert {(p.places[0].name, p.count.low, p.count.high) for p in parts if p.count} == {
        ("Iraq", 10, None),
        ("Syria", 3, None),
    }


def test_the_count_says_when_who_with_what_and_that_it_is_preliminary(claims: list[Claim]) -> None:
    [total] = [c for c in claims if c.kind == "count" and c.parts]
    assert total.when is not None
    assert (total.when.earliest, total.when.latest) == ("2023-10-17", "2023-10-24")
    assert total.voices[0].name == "Rudaw"
    assert "Pat Ryder" in total.voices[1].name
    assert total.voices[-1].name == "Pentagon"
    assert total.preliminary
    weapons = " ".join(w.name for w in total.weapons)
    assert "drones" in weapons
    assert "rockets" in weapons
    assert {t.name for t in total.targets} == {"US forces", "coalition forces"}
    assert total.killed is None, "no one is said killed: unknown, not zero"


def test_the_extra_attack_is_unconfirmed_in_western_iraq_and_claimed_by_a_group(
    store: MemoryStore, claims: list[Claim]
) -> None:
    [extra] = [c for c in claims if c.kind == "incident"]
    assert extra.stance == "unconfirmed"
    assert [p.name for p in extra.places] == ["western Iraq"]
    assert extra.apart_from
    with store.view() as view:
        [incident] = view.scan(Incident)
    assert incident.standard == "claimed"


def test_who_claims_and_who_is_blamed(claims: list[Claim]) -> None:
    verdicts = {(c.verdict, c.attackers[0].name): c for c in claims if c.kind == "responsibility"}
    assert verdicts["blames", "pro-Iran groups"].stance == "suspected"
    resistance = verdicts["claims", "Islamic Resistance in Iraq"]
    assert resistance.share == "most", "neither all nor one"


def test_relations_are_the_reports_own_words(claims: list[Claim]) -> None:
    found = {
        (c.relation.kind, c.relation.subject.name, c.relation.object.name)
        for c in claims
        if c.relation is not None
    }
    group = "Islamic Resistance in Iraq"
    members = [s for kind, s, whole in found if (kind, whole) == ("part_of", group)]
    assert ["militia groups" in one for one in members] == [True], "a network of militias"
    assert ("backed_by", group, "Iran") in found
    assert ("affiliated_with", group, "Islamic Revolutionary Guard Corps") in found
    assert ("alias", "Islamic Revolutionary Guard Corps", "IRGC") in found


def test_the_statements_have_their_day_and_their_voices(claims: list[Claim]) -> None:
    statements = [c for c in claims if c.kind == "statement"]
    [urged] = [c for c in statements if "Blinken" in c.sentence.words]
    assert urged.when is not None
    assert (urged.when.earliest, urged.when.latest) == ("2023-10-23", "2023-10-23")
    assert any("State" in v.name for v in urged.voices)
    assert any("reserve" in c.sentence.words for c in statements)


def test_neither_the_dateline_nor_the_war_in_gaza_is_an_attack(claims: list[Claim]) -> None:
    places = {p.name for c in claims for p in c.places}
    assert "ERBIL" not in places
    assert "Erbil" not in places
    assert not any("Gaza" in p for p in places)


def test_without_a_publication_date_the_year_stays_open() -> None:
    book = MemoryStore()
    add(book, [str(REPORT)], Flags(publisher="Rudaw"))
    found = ask(book, QUESTION).tally
    assert _bounds(found, "confirmed") == (0, None)
    assert any("year" in note for note in found.notes)
