"""Questions from plain strings: read whole, or refused with what to do."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.core.questions import Question
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import load_knowledge
from tallybook.workflow.asking.questions import Filters, read_question


def test_every_filter_is_read() -> None:
    filters = Filters(
        target="US forces",
        attacker=" Islamic State ",
        weapon="drone",
        event_type="bombing",
        places=("Iraq", "Syria", "Iraq"),
        since="2023-10-17",
        until="2023-10-24",
        stages=("foiled", "Done"),
    )
    assert read_question(filters, load_knowledge(), by=["place", "week"]) == Question(
        target="US forces",
        attacker="Islamic State",
        weapon="drone",
        event_type="bombing",
        places=("Iraq", "Syria"),
        since=date(2023, 10, 17),
        until=date(2023, 10, 24),
        stages=("foiled", "done"),
        by="place",
        across="week",
    )


def test_what_is_left_out_filters_nothing() -> None:
    assert read_question(Filters(target="", since=""), load_knowledge(), by=["", " "]) == Question()


def test_stages_are_listed_by_commas_or_repeated() -> None:
    stages = ("done", "attempted", "intercepted")
    for asked in (("done,attempted,intercepted",), stages, ("Done, attempted", "intercepted,done")):
        assert read_question(Filters(stages=asked), load_knowledge()).stages == stages


@pytest.mark.parametrize(
    ("filters", "by", "message"),
    [
        (Filters(since="2023-13-40"), None, r"--since '2023-13-40' is no day of the calendar"),
        (Filters(until="24.10.2023"), None, r"--until '24.10.2023' .* year-month-day"),
        (Filters(since="2023-W10-1"), None, "no day of the calendar"),
        (Filters(since="2024-02-01", until="2024-01-01"), None, "lies before .* swap them"),
        (Filters(places=("Xqzzy",)), None, "knows no such place"),
        (Filters(places=("",)), None, "a place is missing"),
        (Filters(event_type="picnic"), None, "unknown type of attack 'picnic'; known: "),
        (Filters(stages=("finished",)), None, "--stage 'finished' is none of done, attempted"),
        (Filters(target="?"), None, "--target '[?]' has no letters"),
        (Filters(), ["colour"], "--by 'colour' is none of place, day"),
        (Filters(), ["place", "place"], "--by is given 2 times, as place, place"),
        (Filters(), ["place", "day", "week"], "--by is given 3 times"),
    ],
)
def test_a_mistake_says_what_and_what_to_do(
    filters: Filters, by: list[str] | None, message: str
) -> None:
    with pytest.raises(QuestionError, match=message) as caught:
        read_question(filters, load_knowledge(), by=by or ())
    assert caught.value.exit_status == 2
    assert "\n" not in str(caught.value)
