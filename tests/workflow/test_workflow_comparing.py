"""Answers given again, and why one differs from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PairVerdict
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, StandardBounds, Tally
from tallybook.core.values import Moment
from tallybook.errors import UnknownIdError
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask, recall
from tallybook.workflow.asking.comparing import Comparison, compare
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.judging.judge import judge as judge_claims
from tallybook.workflow.judging.judge import undo
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.keeping.relinking import forget_linking, relink

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CLINIC = "Police said gunmen attacked a clinic in Gao on 2024-03-14."
SCHOOL = "Police said gunmen attacked a school in Gao on 2024-03-28."
COUNT = "The army said bases were attacked 4 times in Mali on 2024-04-09."
MARCH = Question(places=("Mali",), since=date(2024, 3, 1), until=date(2024, 3, 31))
MALI = Question(places=("Mali",))

Report = Callable[..., str]


def asked(book: MemoryStore, question: Question = MARCH) -> Tally:
    return ask(book, question).tally


def between(book: MemoryStore, before: Tally, after: Tally) -> Comparison:
    return compare(recall(book, before.id), recall(book, after.id))


def words(comparison: Comparison) -> list[str]:
    return [change.words for change in comparison.changes]


def incidents(book: MemoryStore) -> list[Incident]:
    with book.view() as view:
        return list(view.scan(Incident))


def judge(book: MemoryStore, one: Incident, other: Incident, verdict: PairVerdict) -> None:
    judge_claims(book, (one.anchor, other.anchor), verdict, Author("Ana", "she was there"))


def withdraw(book: MemoryStore, claims: Sequence[str]) -> None:
    """Have a report read anew without some of its claims."""
    with book.writer() as writer, book.view() as view:
        documents = {claim.document for claim in view.get_many(Claim, claims).values()}
        writer.retire(Claim, claims)
        writer.retire(Origin, claims)
        forget_linking(writer, documents)
    relink(book)


@pytest.fixture
def book(store: MemoryStore, report: Report) -> MemoryStore:
    add(store, [report("a.txt", MARKET, CLINIC)])
    return store


def test_an_answer_is_given_back_from_the_book_as_it_was(book: MemoryStore, report: Report) -> None:
    before = asked(book)
    add(book, [report("b.txt", SCHOOL, COUNT)])
    assert asked(book) != before
    again = recall(book, before.id[:14])
    assert (again.tally, again.warnings) == (before, ())
    assert len(again.contents.incidents) == 2


def test_an_answer_that_is_counted_otherwise_today_is_given_back_and_said_so(
    book: MemoryStore,
) -> None:
    seven = StandardBounds(*(Bounds(7, 7) for _ in range(3)))
    kept = replace(asked(book), bounds=seven)
    with book.writer() as writer:
        writer.put([kept])
    found = recall(book, kept.id)
    assert found.tally == kept
    [warning] = found.warnings
    assert "otherwise" in warning


def test_only_a_tally_can_be_given_back(book: MemoryStore) -> None:
    for unknown in ("tally1_00", incidents(book)[0].id, "nothing"):
        with pytest.raises(UnknownIdError, match=f"no tally '{unknown}'"):
            recall(book, unknown)


def test_incidents_that_a_person_takes_for_one_are_merged_and_split_again(
    book: MemoryStore,
) -> None:
    one, other = incidents(book)
    two = asked(book)
    judge(book, one, other, "same")
    merged = asked(book)
    found = between(book, two, merged)
    # What the reports tell of one place and day, and of another, is then told of one attack.
    more = ["1 new contradiction", "1 judgement by a person"]
    assert words(found) == ["2 incidents merged", *more]
    assert found.changes[2].records[0].words == "judge, by Ana: “she was there”"
    judge(book, one, other, "different")
    found = between(book, merged, asked(book))
    fewer = ["1 contradiction resolved", "1 judgement by a person"]
    assert words(found) == ["1 incident split into 2", *fewer]
    assert {record.id for record in found.changes[0].records} == {one.id, other.id}
    assert found.before.bounds.confirmed == Bounds(1, 1)
    assert found.after.bounds.confirmed == Bounds(2, 2)


def test_a_judgement_that_is_taken_back_is_a_reason_as_well(book: MemoryStore) -> None:
    one, other = incidents(book)
    judge(book, one, other, "same")
    merged = asked(book)
    undo(book, None, Author("Ana", "she was not"))
    found = between(book, merged, asked(book))
    fewer = ["1 contradiction resolved", "1 judgement by a person"]
    assert words(found) == ["1 incident split into 2", *fewer]
    assert found.changes[2].records[0].words == "undo, by Ana: “she was not”"


def test_a_judgement_on_other_attacks_is_none(book: MemoryStore) -> None:
    before, after = incidents(book), asked(book, replace(MARCH, until=date(2024, 3, 1)))
    judge(book, *before, "same")
    later = asked(book, replace(MARCH, until=date(2024, 3, 1)))
    assert between(book, after, later).changes == ()


def test_a_new_report_brings_a_new_incident(book: MemoryStore, report: Report) -> None:
    before = asked(book)
    add(book, [report("b.txt", SCHOOL)])
    found = between(book, before, asked(book))
    assert words(found) == ["1 new incident", "1 new report"]
    assert found.words == "The answer changed: 1 new incident, 1 new report."


def test_a_report_on_something_else_changes_nothing(book: MemoryStore, report: Report) -> None:
    before = asked(book)
    add(book, [report("b.txt", "Police said gunmen attacked a shop in Niamey on 2024-06-01.")])
    after = asked(book)
    assert before.id != after.id
    found = between(book, before, after)
    assert (found.changes, found.words) == ((), "Nothing that the answer rests on changed.")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-04-02", "2024-04-02", "1 date moved out of the period"),
        ("2024-03-30", "2024-04-02", "1 date now possibly outside the period"),
    ],
)
def test_a_date_that_is_corrected_moves(
    book: MemoryStore, first: str, last: str, expected: str
) -> None:
    before = asked(book)
    incident = incidents(book)[0]
    moved = replace(incident, when=Moment(first, last, "sometime", ""))
    with book.writer() as writer:
        writer.put([moved])
    after = asked(book)
    found = between(book, before, after)
    assert words(found) == [expected]
    assert "before: 5 Mar 2024" in found.changes[0].records[0].words
    with book.writer() as writer:
        writer.put([incident])
    back = words(between(book, after, asked(book)))
    assert back in (["1 date moved into the period"], ["1 date now surely in the period"])


def test_other_fields_move_an_attack_too(book: MemoryStore) -> None:
    question = replace(MARCH, target="market")
    before = asked(book, question)
    [incident] = [i for i in incidents(book) if i.targets[0].name == "market"]
    with book.writer() as writer:
        writer.put([replace(incident, targets=incidents(book)[1].targets)])
    found = between(book, before, asked(book, question))
    assert words(found) == ["1 target moved out of the question"]


def test_what_is_better_attested_or_no_longer_said(book: MemoryStore) -> None:
    first, second = incidents(book)
    with book.writer() as writer:
        writer.put([replace(first, standard="reported"), replace(second, standard=None)])
    before = asked(book)
    with book.writer() as writer:
        writer.put([first, second])
    assert sorted(words(between(book, before, asked(book)))) == [
        "1 incident no longer only denied or hypothetical",
        "1 incident now confirmed, before reported",
    ]


def test_what_a_report_no_longer_says_is_withdrawn(book: MemoryStore) -> None:
    before = asked(book)
    gone = incidents(book)[0]
    withdraw(book, gone.claims)
    found = between(book, before, asked(book))
    assert words(found) == ["1 incident withdrawn", "1 report read again"]


def test_figures_that_come_and_go(book: MemoryStore, report: Report) -> None:
    before = asked(book, MALI)
    add(book, [report("b.txt", COUNT)])
    after = asked(book, MALI)
    assert words(between(book, before, after)) == ["1 new report", "1 new figure"]
    withdraw(book, [after.constraints[0].claim])
    again = words(between(book, after, asked(book, MALI)))
    assert again == ["1 report read again", "1 figure withdrawn"]


def test_another_question_is_said(book: MemoryStore, report: Report) -> None:
    add(book, [report("b.txt", SCHOOL, COUNT)])
    narrow, wide = asked(book, replace(MARCH, until=date(2024, 3, 10))), asked(book, MALI)
    found = between(book, narrow, wide)
    assert found.changes[0].what == "question"
    assert "in Mali from 1 to 10 Mar 2024 before, in Mali after" in found.changes[0].words
    assert "2 incidents now in the question" in words(found)


def test_rows_of_a_breakdown_that_differ_stand_beside_each_other(
    book: MemoryStore, report: Report
) -> None:
    question = replace(MARCH, by="day")
    before = asked(book, question)
    add(book, [report("b.txt", SCHOOL)])
    [row] = between(book, before, asked(book, question)).rows
    assert (row.key, row.before is None) == ("2024-03-28", True)
    assert row.after is not None
    assert row.after.confirmed == Bounds(1, 1)
