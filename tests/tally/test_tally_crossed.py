"""Two breakdowns at once, stages, and filters together: each cell is its own question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tally_worlds import KNOWLEDGE, ask, bounds, count, incident, material, moment

from tallybook.core.questions import BREAKDOWNS, Question
from tallybook.core.tallies import Tally
from tallybook.errors import QuestionError
from tallybook.tally import Policy, answer

STANDARDS = ("confirmed", "reported", "claimed")


def cells(tally: Tally, standard: str = "claimed") -> dict[tuple[str, str | None], Any]:
    return {
        (row.key, row.across): (
            getattr(row.bounds, standard).lower,
            getattr(row.bounds, standard).upper,
        )
        for row in tally.by
    }


def test_places_by_weeks() -> None:
    records = (
        incident("a", places=("iraq/anbar",), when=moment("17")),
        incident("b", places=("iraq/anbar",), when=moment("24")),
        incident("c", places=("syria",), when=moment("24")),
    )
    tally = ask(*records, question=Question(by="place", across="week"))
    assert cells(tally) == {
        ("iraq/anbar", "2023-W42"): (1, 1),
        ("iraq/anbar", "2023-W43"): (1, 1),
        ("syria", "2023-W43"): (1, 1),
    }


def test_rows_that_overlap_are_each_answered_whole() -> None:
    records = (
        count("t", 10, 10, places=("iraq",)),
        count("p", 4, 4, places=("iraq/anbar",), voice="police b"),
    )
    tally = ask(*records, question=Question(by="place", across="month"))
    assert cells(tally) == {("iraq", "2023-10"): (10, 10), ("iraq/anbar", "2023-10"): (4, 4)}


def test_what_names_no_place_and_what_names_no_day_has_cells_of_its_own() -> None:
    records = (
        incident("a", places=(), when=moment("17")),
        incident("b", places=("syria",), when=None),
        incident("c", places=(), when=None),
    )
    found = cells(ask(*records, question=Question(by="place", across="day")))
    # The third may have been on that day, and in Syria, as well.
    assert found[("unknown", "2023-10-17")] == (1, 2)
    assert found[("syria", "unknown")] == (1, 2)
    assert found[("unknown", "unknown")] == (1, 1)


def test_voices_by_places_either_way_round() -> None:
    records = (
        count("a", 3, 3, voice="police a"),
        count("b", 5, 5, places=("syria",), voice="police b"),
    )
    one = cells(ask(*records, question=Question(by="voice", across="place")))
    other = cells(ask(*records, question=Question(by="place", across="voice")))
    assert one == {("police a", "iraq"): (3, 3), ("police b", "syria"): (5, 5)}
    assert other == {(place, voice): found for (voice, place), found in one.items()}


def test_too_many_cells_are_refused() -> None:
    records = [
        incident(f"i{n}{day}", places=(f"p{n}",), when=moment(day))
        for n in range(3)
        for day in ("17", "18")
    ]
    question = Question(by="place", across="day")
    assert len(answer(question, material(*records), KNOWLEDGE, policy=Policy(rows=6)).by) == 6
    with pytest.raises(QuestionError, match="--by place --by day would give more than 5 rows"):
        answer(question, material(*records), KNOWLEDGE, policy=Policy(rows=5))


@given(st.data())
def test_a_cell_is_the_question_narrowed_to_it(data: st.DataObject) -> None:
    """A cell of places by days answers as the question asked of that place and that day."""
    places = st.sampled_from(["iraq", "iraq/anbar", "syria"])
    records: list[Any] = []
    for n in range(data.draw(st.integers(1, 4))):
        first, last = sorted(data.draw(st.tuples(st.integers(17, 20), st.integers(17, 20))))
        records.append(
            incident(
                f"i{n}",
                places=(data.draw(places),),
                when=moment(str(first), str(last), extent="sometime"),
                standard=data.draw(st.sampled_from(STANDARDS)),
            )
        )
    for n in range(data.draw(st.integers(0, 2))):
        low = data.draw(st.integers(0, 3))
        where = (data.draw(places),)
        records.append(count(f"c{n}", low, low, places=where, when=moment("17", "20")))
    tally = ask(*records, question=Question(by="place", across="day"))
    assert tally.by
    for row in tally.by:
        day = date.fromisoformat(row.across or "")
        narrow = ask(*records, question=Question(places=(row.key,), since=day, until=day))
        for standard in STANDARDS:
            assert getattr(row.bounds, standard) == getattr(narrow.bounds, standard)


def test_stages_are_asked_for_together() -> None:
    records = (
        incident("a", stage="done"),
        incident("b", stage="attempted"),
        incident("c", stage="intercepted"),
        incident("d", stage="foiled"),
    )
    for stages, number in (
        (("done", "attempted"), 2),
        (("done", "attempted", "intercepted"), 3),
        (("intercepted",), 1),
        (("done", "attempted", "foiled", "intercepted", "threatened"), 4),
    ):
        assert bounds(ask(*records, question=Question(stages=stages))) == (number, number)


def test_a_period_that_cuts_a_count_holds_a_part_of_it() -> None:
    thirteen = count("a", 13, 13, when=moment("17", "24"))
    half = Question(places=("iraq",), since=date(2023, 10, 21), until=date(2023, 10, 31))
    tally = ask(thirteen, question=half)
    assert bounds(tally) == (0, 13)
    assert tally.constraints[0].sense == "part"
    first = count("b", 5, 5, when=moment("17", "20"), voice="police b")
    assert bounds(ask(thirteen, first, question=half)) == (8, 8)
    told = [incident(f"i{n}", when=moment("22")) for n in range(9)]
    assert bounds(ask(thirteen, *told, question=half)) == (9, 13)


FILTERS: dict[str, Any] = {
    "target": "us",
    "attacker": "isis",
    "weapon": "drone",
    "event_type": "raid",
    "places": ("iraq",),
    "since": date(2023, 10, 19),
    "until": date(2023, 10, 21),
    "stages": ("done", "attempted", "intercepted"),
}


@given(st.sets(st.sampled_from(sorted(FILTERS))), st.sampled_from((None, *BREAKDOWNS)))
def test_every_filter_combines_with_every_other(names: set[str], by: Any) -> None:
    """What meets all filters is counted under any of them together, and what fails one is not
    counted where that one is asked."""
    meets: dict[str, Any] = {
        "targets": ("us",),
        "attackers": ("isis",),
        "weapons": ("drone",),
        "event_type": "raid",
        "places": ("iraq/anbar",),
        "when": moment("20"),
    }
    fails: dict[str, dict[str, Any]] = {
        "target": {"targets": ("un",)},
        "attacker": {"attackers": ("mob",)},
        "weapon": {"weapons": ("knife",)},
        "event_type": {"event_type": "abduction"},
        "places": {"places": ("syria",)},
        "since": {"when": moment("18")},
        "until": {"when": moment("22")},
        "stages": {"stage": "foiled"},
    }
    question = Question(**{name: FILTERS[name] for name in names}, by=by)
    assert bounds(ask(incident("i", **meets), question=question)) == (1, 1)
    for name in names:
        failing = incident("i", **{**meets, **fails[name]})
        assert bounds(ask(failing, question=question)) == (0, 0)
