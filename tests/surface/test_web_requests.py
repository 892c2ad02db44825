"""The URL is the question, both ways; and what is drawn of an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from web_fixture import make_book

from tallybook.core.claims import Claim
from tallybook.core.questions import BREAKDOWNS, Question
from tallybook.core.values import Place
from tallybook.store import open_store
from tallybook.surface.browser.requests import Asked, asked_of, is_shortest, query_of, read_query
from tallybook.workflow.asking.ask import answer_from
from tallybook.workflow.asking.contents import read_contents
from tallybook.workflow.asking.questions import STAGES, Filters
from tallybook.workflow.telling.answering import AnswerView, view_answer
from tallybook.workflow.telling.page_models import leaf_of, suggestions_of
from tallybook.workflow.telling.page_timeline import ROWS, timeline_of

words = st.none() | st.text(min_size=1).filter(str.strip)


@given(
    st.builds(
        Filters,
        target=words,
        attacker=words,
        weapon=words,
        event_type=words,
        places=st.lists(st.text(min_size=1).filter(str.strip)).map(tuple),
        since=words,
        until=words,
        stages=st.lists(st.sampled_from(STAGES), unique=True).map(tuple),
    ),
    st.lists(st.sampled_from(BREAKDOWNS), max_size=2).map(tuple),
)
def test_a_url_asks_what_was_asked(filters: Filters, by: tuple[str, ...]) -> None:
    asked = Asked(filters, by)
    read = read_query(QueryParams(query_of(asked).removeprefix("?")), also=("by",))
    usual = filters.stages == Question().stages
    assert read.by == by
    for name in filters.__struct_fields__:
        expected = () if name == "stages" and usual else getattr(filters, name)
        assert getattr(read.filters, name) == expected
    assert is_shortest(QueryParams(query_of(asked).removeprefix("?")))


def test_a_kept_question_can_be_asked_again() -> None:
    question = Question(places=("Iraq",), since=date(2023, 10, 17), by="place", across="day")
    assert query_of(asked_of(question)) == "?in=Iraq&since=2023-10-17&by=place&by=day"
    assert query_of(asked_of(Question())) == ""


@pytest.mark.parametrize(
    ("number", "shown", "numbered"),
    [(1, (0, 1, 2), 1), (3, (6,), 3), (0, (0, 1, 2), 1), (99, (6,), 3)],
)
def test_a_leaf_is_part_of_a_list(number: int, shown: tuple[int, ...], numbered: int) -> None:
    leaf = leaf_of(range(7), number, 3)
    assert (leaf.items, leaf.number, leaf.pages, leaf.total) == (shown, numbered, 3, 7)
    assert leaf_of([], 1, 3).pages == 1


def test_the_most_frequent_names_are_suggested_first() -> None:
    def claim(*places: str) -> Claim:
        return Claim(
            id="c",
            document="d",
            kind="incident",
            sentence=None,  # type: ignore[arg-type]
            places=tuple(Place(name=name) for name in places),
        )

    assert suggestions_of([claim("Gao"), claim("Kidal"), claim("Kidal")]).places == ("Kidal", "Gao")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AnswerView]:
    store = open_store(make_book(tmp_path_factory.mktemp("timeline") / "book.db"))
    with store.view() as view:
        contents = read_contents(view)
    store.close()
    march = Question(since=date(2024, 3, 4), until=date(2024, 3, 6))
    return {
        name: view_answer(answer_from(contents, question, version=1), contents)
        for name, question in (("all", Question()), ("march", march))
    }


def test_a_timeline_covers_what_is_dated(answers: dict[str, AnswerView]) -> None:
    timeline = timeline_of(answers["all"])
    assert timeline.since < date(2024, 3, 1)
    assert timeline.until > date(2024, 3, 13)
    kinds = [row.kind for row in timeline.rows]
    assert kinds == sorted(kinds), "counts come before incidents"
    assert {row.words for row in timeline.apart} >= {"ambush of a convoy in Tessit"}
    assert any("year open" in row.words for row in timeline.apart)
    assert timeline.undrawn == 0


def test_a_timeline_keeps_to_the_question_s_days(answers: dict[str, AnswerView]) -> None:
    timeline = timeline_of(answers["march"])
    assert (timeline.since, timeline.until) == (date(2024, 3, 4), date(2024, 3, 6))
    assert not any("Ansongo" in row.words for row in timeline.rows)


def test_what_a_timeline_leaves_out_is_counted(
    answers: dict[str, AnswerView], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = timeline_of(answers["all"])
    monkeypatch.setattr("tallybook.workflow.telling.page_timeline.ROWS", 2)
    cut = timeline_of(answers["all"])
    assert (len(cut.rows), cut.undrawn) == (2, len(whole.rows) - 2)
    assert len(whole.rows) <= ROWS


def test_the_fixture_is_written_once(tmp_path: Path) -> None:
    make_book(tmp_path / "a.db")
    store = open_store(tmp_path / "a.db")
    version = store.info().version
    store.close()
    make_book(tmp_path / "a.db")
    store = open_store(tmp_path / "a.db")
    assert store.info().version == version
    store.close()
