"""What an answer depends on: every outcome is the one that judging or knowing really has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking.ask import ask
from tallybook.workflow.asking.helping import Help, what_would_help
from tallybook.workflow.asking.otherwise import Narrowing, Otherwise, Outcome, narrowing
from tallybook.workflow.asking.sensitivity import Sensitivity, Source, sensitivity_of
from tallybook.workflow.judging.authors import Author
from tallybook.workflow.judging.judge import judge, undo
from tallybook.workflow.keeping.adding import add
from tallybook.workflow.telling.sensitivity_view import view_sensitivity

ANA = Author("Ana", "she was there")
REPORTS = {
    "a.txt": "Police said gunmen attacked a market in Gao on 2024-03-05.",
    "b.txt": "The mayor said gunmen attacked a clinic in Mali on 2024-03-05.",
    "c.txt": "Police said gunmen attacked a school in Gao.",
    "d.txt": "The army said gunmen attacked a bridge on 2024-03-14.",
}
MARCH = Question(places=("Mali",), since=date(2024, 3, 1), until=date(2024, 3, 31))


@pytest.fixture
def book(store: MemoryStore, report: Callable[..., str]) -> MemoryStore:
    paths = [report(name, sentence) for name, sentence in REPORTS.items()]
    add(store, paths, Flags(published="2024-04-20"))
    return store


def otherwise(store: MemoryStore) -> Otherwise:
    with store.view() as view:
        return Otherwise(view, MARCH)


def incidents(store: MemoryStore) -> list[Incident]:
    with store.view() as view:
        return list(view.scan(Incident))


def helps(store: MemoryStore) -> tuple[Help, ...]:
    return what_would_help(otherwise(store)).found


def bounds_of(store: MemoryStore) -> StandardBounds:
    return ask(store, MARCH).tally.bounds


def test_judging_a_pair_does_what_was_said(book: MemoryStore) -> None:
    before = bounds_of(book)
    pairs = [one for one in helps(book) if one.kind == "pair"]
    assert pairs
    for pair in pairs:
        same, different = pair.commands
        assert (same[0], same[3:5]) == ("judge", ("--same", "--because"))
        assert different[3] == "--different"
        for outcome, command, verdict in zip(
            pair.outcomes, (same, different), ("same", "different"), strict=True
        ):
            judge(book, (command[1], command[2]), verdict, ANA)  # type: ignore[arg-type]
            assert bounds_of(book) == outcome.bounds
            undo(book, None, ANA)
        assert bounds_of(book) == before


def test_the_most_helpful_comes_first_and_what_changes_nothing_is_left_out(
    book: MemoryStore,
) -> None:
    found = helps(book)
    ranks = [(one.least, one.most) for one in found]
    assert ranks == sorted(ranks, reverse=True)
    assert all(one.most > Narrowing(0, 0) for one in found)
    for one in found:
        each = [narrowing(bounds_of(book), outcome.bounds) for outcome in one.outcomes]
        assert (one.least, one.most) == (min(each), max(each))
        assert one.claims
        assert all(claim.sentence.words in REPORTS.values() for claim in one.claims)


def test_missing_facts_are_asked_for(book: MemoryStore) -> None:
    asked = [one.asks for one in helps(book) if one.kind == "incident"]
    assert any(words.startswith("its day: ") and "school" in words for words in asked)
    assert any(words.startswith("its place: ") and "bridge" in words for words in asked)


def test_reports_without_a_date_are_to_be_dated(
    store: MemoryStore, report: Callable[..., str]
) -> None:
    path = report("e.txt", "Police said gunmen attacked a market in Gao.")
    add(store, [path])
    [one] = helps(store)
    assert one.commands[0] == ("add", path, "--published", "DATE")


def test_pairs_beyond_the_limit_are_said_to_be_untried(book: MemoryStore) -> None:
    every = [one for one in helps(book) if one.kind == "pair"]
    heard: list[str] = []
    few = what_would_help(otherwise(book), heard.append, pairs_tried=1)
    assert few.untried >= len(every) - 1
    assert len(heard) == 1


def sensitivity(store: MemoryStore) -> Sensitivity:
    return sensitivity_of(otherwise(store))


def test_the_book_as_it_is_linked_comes_first(book: MemoryStore) -> None:
    found = sensitivity(book)
    assert found.bounds == bounds_of(book) == found.variants[0].bounds
    assert found.variants[0].incidents == len(ask(book, MARCH).tally.incidents)
    words = [variant.words for variant in found.variants]
    assert len(set(words)) == len(words)


def test_what_is_taken_for_one_attack_sooner_is_fewer_attacks(book: MemoryStore) -> None:
    told = {variant.words: variant.incidents for variant in sensitivity(book).variants}
    linked = told["as the book is linked"]
    assert told["joined sooner"] <= linked <= told["joined later"]


def test_a_wider_window_lets_accounts_of_other_days_be_one(
    store: MemoryStore, report: Callable[..., str]
) -> None:
    police = "Police said gunmen attacked the Blue Nile Bakery in Gao on 2024-03-04."
    mayor = "On 2024-03-07 gunmen attacked the Blue Nile Bakery in Gao, the mayor told a radio."
    add(store, [report("a.txt", police), report("b.txt", mayor)])
    told = {v.words: v.bounds.claimed for v in sensitivity(store).variants}
    assert told["as the book is linked"] == Bounds(2, 2)
    assert told["stated days up to 7 apart"].lower == 1


def test_each_source_is_settled_alone(book: MemoryStore) -> None:
    found = sensitivity(book)
    sources = {source.name: source for source in found.sources}
    assert list(sources) == ["links", "counts", "days_and_places", "other_facts"]
    assert sources["links"].number == len([o for o in helps(book) if o.kind == "pair"])
    assert sources["counts"].number == 0
    assert sources["counts"].outcomes == ()
    inside, outside = sources["days_and_places"].outcomes
    assert outside.bounds.claimed.upper < found.bounds.claimed.upper  # type: ignore[operator]
    assert inside.bounds.claimed.lower > found.bounds.claimed.lower
    assert len(incidents(book)) == 4


def test_narrowing_counts_open_ends_before_attacks() -> None:
    def all_three(lower: int, upper: int | None) -> StandardBounds:
        return StandardBounds(*[Bounds(lower, upper)] * 3)

    assert narrowing(all_three(1, 5), all_three(2, 3)) == Narrowing(0, 9)
    assert narrowing(all_three(1, None), all_three(1, 40)) == Narrowing(3, 0)
    assert narrowing(all_three(1, 5), all_three(1, None)) == Narrowing(-3, 0)
    assert Narrowing(1, 0) > Narrowing(0, 99)


def test_what_no_source_takes_of_the_width_is_said() -> None:
    """Which attacks a figure counts, and which of two voices is right, is no fact of a pair, of a
    day or of a place."""

    def bounds(lower: int, upper: int | None) -> StandardBounds:
        each = Bounds(lower, upper)
        return StandardBounds(confirmed=each, reported=each, claimed=each)

    def notes(before: StandardBounds, *after: StandardBounds) -> tuple[str, ...]:
        outcomes = tuple(Outcome(words="so", bounds=one) for one in after)
        source = Source(name="pairs", words="pairs", number=len(after), outcomes=outcomes)
        return view_sensitivity(Sensitivity(bounds=before, variants=(), sources=(source,))).notes

    overlap, rest = notes(bounds(16, 26), bounds(17, 26), bounds(16, 23))
    assert overlap.startswith("Shares may overlap")
    assert rest.startswith("Of the width of 10, 7 are left by all of these")
    assert "the wrong side of a contradiction" in rest
    assert len(notes(bounds(16, 26), bounds(16, 16))) == 1
    assert len(notes(bounds(16, None), bounds(16, 20))) == 1
    [alone] = notes(bounds(5, 7))
    assert "2 are left" in alone
    assert notes(bounds(5, 5)) == ()
