"""What is read as it is needed gives the answer of the whole book."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.tallies import Tally
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.store.memory import MemoryStore
from tallybook.workflow.asking import ask as asking
from tallybook.workflow.asking.ask import answer_from, ask
from tallybook.workflow.asking.contents import read_contents, read_counted

FIRST = date(2022, 1, 3)
DAYS = 500
PLACES = ("Iraq", "Mosul", "Syria", "Mali")


class Invented:
    """A book of invented counts and incidents over many months."""

    def __init__(self, seed: int, *, vague: bool, counts: int = 12, longest: int = 90) -> None:
        self.dice = random.Random(seed)
        self.vague = vague
        self.spans = [days for days in (0, 6, 6, 6, 30, 90) if days <= longest]
        gazetteer = load_knowledge().gazetteer
        self.places = [gazetteer.question_places(name) for name in PLACES]
        self.store = MemoryStore()
        with self.store.writer() as writer:
            for number in range(counts):
                writer.put(self._report(number))

    def _day(self) -> date:
        return FIRST + timedelta(days=self.dice.randrange(DAYS))

    def _place(self) -> tuple[Place, ...]:
        bare = self.vague and self.dice.random() < 0.2
        several = self.dice.random() < 0.1
        return () if bare else tuple(self.dice.sample(self.places, 2 if several else 1))

    def _when(self, last: date) -> Moment | None:
        dice = self.dice
        if self.vague and dice.random() < 0.15:
            return None
        first = last - timedelta(days=dice.choice(self.spans))
        ends = dice.choice([(first, last), (first, last), (first, None)])
        extent = dice.choice(["throughout", "throughout", "sometime"])
        days = [None if day is None else day.isoformat() for day in ends]
        return Moment(days[0], days[1], extent, "")  # type: ignore[arg-type]

    def _report(self, number: int) -> list[Any]:
        dice, published = self.dice, self._day()
        text = f"{number} attacks."
        document = Document(
            id=f"document1_{number:032}",
            capture="",
            source=f"{number}.txt",
            media_type="text/plain",
            text=text,
            paragraphs=(),
            published=published.isoformat(),
            language="en",
            reader="text.v1",
        )
        records: list[Any] = [document]
        for place in range(dice.choice([1, 1, 2])):
            low = dice.randrange(4)
            identifier = f"claim1_{number:030}{place:02}"
            records.append(
                Claim(
                    id=identifier,
                    document=document.id,
                    kind="count",
                    sentence=Span(0, len(text), text),
                    count=Count(low, dice.choice([low, low + 2, None]), ""),
                    places=self._place(),
                    when=self._when(published - timedelta(days=dice.randrange(3))),
                    voices=(Mention(dice.choice(["police", "the army", "a doctor"])),),
                )
            )
            records.append(Origin(identifier, f"voice:{dice.randrange(4)}", ""))
        day = published.isoformat()
        dated = not self.vague or dice.random() < 0.8
        records.append(
            Incident(
                id=f"incident1_{number:032}",
                anchor=identifier,
                claims=(identifier,),
                stage="done",
                places=self._place(),
                when=Moment(day if dated else None, day, "sometime", ""),
                standard=dice.choice(["confirmed", "reported", "claimed"]),
            )
        )
        return records


def questions(dice: random.Random) -> Question:
    since = FIRST + timedelta(days=dice.randrange(DAYS))
    return Question(
        places=dice.choice([(), ("Iraq",), ("Iraq", "Syria"), ("Mali",)]),
        since=dice.choice([since, since, None]),
        until=dice.choice([since + timedelta(days=dice.choice([0, 6, 30])), None]),
        by=dice.choice([None, None, "place", "month"]),
    )


@pytest.mark.parametrize("vague", [False, True])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_what_is_read_as_needed_answers_as_the_whole_book(vague: bool, seed: int) -> None:
    book = Invented(seed, vague=vague)
    asked = questions(book.dice)
    found = ask(book.store, asked).tally
    with book.store.view() as view:
        whole = answer_from(read_contents(view), asked, version=view.settled)
    assert _without_repeats(found) == _without_repeats(whole)


def _without_repeats(tally: Tally) -> Tally:
    """A tally without the claims that say its figures again: a figure without a day may say again
    any of several of its voice, and is listed under the first of those that were read."""
    constraints = tuple(replace(c, repeats=()) for c in tally.constraints)
    return replace(tally, constraints=constraints)


def test_a_week_reads_few_of_the_counts_of_years(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Invented(7, vague=False, counts=60, longest=6)
    read: list[int] = []

    def spied(*given: Any) -> Any:
        contents = read_counted(*given)
        read.append(len(contents.claims))
        return contents

    monkeypatch.setattr(asking, "read_counted", spied)
    week = FIRST + timedelta(days=250)
    ask(book.store, Question(places=("Mali",), since=week, until=week + timedelta(days=6)))
    assert read[-1] < 30
    ask(book.store, Question())
    assert read[-1] > 60


def test_a_country_reads_none_of_the_counts_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Invented(7, vague=False, counts=60)
    read: list[set[str | None]] = []

    def spied(*given: Any) -> Any:
        contents = read_counted(*given)
        read.append({c.places[0].country for c in contents.claims.values() if len(c.places) == 1})
        return contents

    monkeypatch.setattr(asking, "read_counted", spied)
    ask(book.store, Question(places=("Mali",)))
    assert read[0] == {"ML"}
