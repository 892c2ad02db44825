"""What a question costs, in records read and statements run: by what bears on it, and not by how
large the book is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment
from tallybook.knowledge.loading import load_knowledge
from tallybook.store import codec
from tallybook.store.protocol import Record, Store
from tallybook.store.session import Session
from tallybook.store.sqlite import open_sqlite
from tallybook.workflow.asking.ask import answer_from, ask
from tallybook.workflow.asking.contents import read_contents
from tallybook.workflow.keeping.relinking import LINKED
from tallybook.workflow.telling.answering import view_answer

FIRST = date(2023, 1, 2)
WEEK = Question(places=("Mali",), since=date(2023, 1, 9), until=date(2023, 1, 15))


def book_of(path: Path, days: int) -> Store:
    """A book with one attack a day in Gao, a weekly count of Mali, and a count of
    attacks in Niger, one of which is identified, on days that are not told."""
    store = open_sqlite(path, create=True)
    places = load_knowledge().gazetteer.question_places
    gao, mali, niger = places("Gao, Mali"), places("Mali"), places("Niger")
    sentence = Span(0, 16, "Two shells fell.")
    records: list[Record] = []
    for number in range(days):
        day = FIRST + timedelta(days=number)
        moment = Moment(day.isoformat(), day.isoformat(), "sometime", "")
        document = Document(
            id=f"document1_{number:032x}",
            capture="00",
            source=f"{number}.txt",
            media_type="text/plain",
            text=sentence.words,
            paragraphs=(Paragraph(0, 16, "body"),),
            published=day.isoformat(),
        )
        attack = Claim(
            id=f"claim1_{number:032x}",
            document=document.id,
            kind="incident",
            sentence=sentence,
            stage="done",
            places=(gao,),
            when=moment,
            voices=(Mention(f"the mayor of ward {number % 40}"),),
        )
        told = [attack]
        if number % 7 == 6:
            week = Moment((day - timedelta(days=6)).isoformat(), day.isoformat(), "throughout", "")
            figure = structs.replace(
                attack,
                id=f"claim1_{number + 0xC0000:032x}",
                kind="count",
                count=Count(8, None, "eight"),
                voices=(Mention("police"),),
                places=(mali,),
                when=week,
            )
            told.append(figure)
        records += [document, *told, *(Origin(claim.id, claim.id, "") for claim in told)]
        records.append(_incident(attack))
    undated = structs.replace(attack, when=None, places=(niger,))
    vague = structs.replace(undated, id=f"claim1_{0xA0000:032x}")
    other = structs.replace(
        undated,
        id=f"claim1_{0xB0000:032x}",
        kind="count",
        count=Count(2, None, "two"),
        parts=(vague.id,),
    )
    records += [vague, other, Origin(vague.id, vague.id, ""), Origin(other.id, other.id, "")]
    records.append(_incident(vague))
    with store.writer() as writer:
        writer.put(records)
        documents = [record.id for record in records if isinstance(record, Document)]
        writer.index("linked", {document: [LINKED] for document in documents})
    return store


def _incident(claim: Claim) -> Incident:
    return Incident(
        id=claim.id.replace("claim", "incident"),
        anchor=claim.id,
        claims=(claim.id,),
        stage=claim.stage,
        places=claim.places,
        when=claim.when,
        standard="confirmed",
    )


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the records decoded, by kind, and the statements whose answers are read."""
    counts: Counter[str] = Counter()
    decode = codec.decode

    def counting_decode(kind: Any, *given: Any) -> Any:
        counts[codec.name_of(kind)] += 1
        return decode(kind, *given)

    def counting(read: Any) -> Any:
        def counted_read(session: Session, query: Any) -> Any:
            counts["statements"] += 1
            return read(session, query)

        return counted_read

    with monkeypatch.context() as patch:
        patch.setattr(codec, "decode", counting_decode)
        for name in ("pages", "rows"):
            patch.setattr(Session, name, counting(getattr(Session, name)))
        yield counts


def cost(
    path: Path,
    days: int,
    asked: Question,
    patch: pytest.MonkeyPatch,
    behind: int | None = None,
) -> Counter[str]:
    store = book_of(path, days)
    with counted(patch) as counts:
        found = ask(store, asked, behind=behind)
        view_answer(found.tally, found.contents)
    store.close()
    return counts


def test_a_week_costs_the_same_in_a_larger_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = cost(tmp_path / "small.db", 70, WEEK, monkeypatch)
    large = cost(tmp_path / "large.db", 350, WEEK, monkeypatch)
    assert large["incidents"] == small["incidents"] < 60
    assert large["statements"] == small["statements"] < 30


def test_the_whole_book_is_read_once_and_by_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = Question()
    small = cost(tmp_path / "small.db", 70, everything, monkeypatch)
    large = cost(tmp_path / "large.db", 350, everything, monkeypatch)
    assert large["statements"] == small["statements"]
    # In outline to be counted, and whole to be shown; the one that a count puts among its own is
    # looked up by its claim as well.
    assert large["incidents"] == 2 * 351 + 1


def test_what_is_not_shown_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = cost(tmp_path / "a.db", 350, Question(), monkeypatch, behind=20)
    assert few["incidents"] <= 351 + 1 + 2 * 20
    none = cost(tmp_path / "a.db", 350, Question(), monkeypatch, behind=0)
    assert none["incidents"] == 351 + 1
    assert none["claims"] < few["claims"] < 351


def test_an_answer_of_which_a_part_is_read_counts_its_voices_at_least(tmp_path: Path) -> None:
    store = book_of(tmp_path / "a.db", 70)
    whole, part = ask(store, Question()), ask(store, Question(), behind=10)
    store.close()
    assert part.tally == whole.tally
    shown = view_answer(part.tally, part.contents)
    assert shown.incidents[:10] == view_answer(whole.tally, whole.contents).incidents[:10]
    assert len(shown.incidents) < len(whole.tally.incidents) // 2
    said = [standard.voices_in_words for standard in shown.standards if standard.voices]
    assert any(" and at least " in words for words in said)


@pytest.mark.parametrize(
    "asked",
    [
        WEEK,
        Question(),
        Question(since=date(2023, 3, 1)),
        Question(places=("Mali",), until=date(2023, 1, 9), by="week"),
        Question(places=("Niger",), by="place"),
        Question(since=date(2024, 1, 1), by="voice"),
    ],
)
def test_what_is_read_as_needed_is_answered_and_shown_alike(
    tmp_path: Path, asked: Question
) -> None:
    store = book_of(tmp_path / "a.db", 70)
    with store.view() as view:
        whole, version = read_contents(view), view.settled
    expected = answer_from(whole, asked, version=version)
    found = ask(store, asked)
    assert found.tally == expected
    assert view_answer(found.tally, found.contents) == view_answer(expected, whole)
    store.close()
