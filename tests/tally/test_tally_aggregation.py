"""Aggregation rules on rows: by hand, and what holds of any rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallybook.core.tallies import Bounds
from tallybook.tally.aggregation import Row, apply_rules, bounds_of_rows


def row(group: str, value: int, order: int = 0, source: str = "", **more: int | None) -> Row:
    low, high = more.get("low", value), more.get("high", value)
    assert low is not None
    return Row(group=group, value=value, low=low, high=high, order=order, source=source)


ROWS = [
    row("a", 4, 1, "post"),
    row("a", 9, 2, "wire"),
    row("a", 9, 3, "post"),
    row("a", 6, 4, "herald"),
    row("b", 1, 1, "herald"),
    row("b", 2, 1, "wire"),
    row("c", 0, 7, "post"),
]
"""Three events: a of four reports, b of two that are equally late and common, c of one."""


def test_every_rule_by_hand():
    found = apply_rules(ROWS, ["wire", "herald"])
    assert (found.events, found.reports) == (3, 7)
    assert found.lowest == 4 + 1 + 0
    assert found.highest == 9 + 2 + 0
    assert found.most_common == 9 + 1 + 0
    assert found.most_common_highest == 9 + 2 + 0
    assert found.median == 7.5 + 1.5 + 0
    assert found.mean == 7 + 1.5 + 0
    assert found.latest == 6 + 2 + 0
    assert found.source_priority == 9 + 2 + 0
    assert found.plain_sum == 31


def test_the_priority_of_sources_goes_by_its_order_and_takes_their_latest():
    assert apply_rules(ROWS, ["herald", "wire"]).source_priority == 6 + 1 + 0
    assert apply_rules(ROWS, ["post"]).source_priority == 9 + 2 + 0
    assert apply_rules(ROWS).source_priority is None


def test_bounds_take_in_what_each_report_leaves_open():
    rows = [row("a", 4, low=3), row("a", 6, high=8), row("b", 2)]
    assert bounds_of_rows(rows) == Bounds(5, 10)
    assert bounds_of_rows([*rows, row("b", 2, high=None)]) == Bounds(5, None)
    assert bounds_of_rows([]) == Bounds(0, 0)


def test_no_rows_are_no_events():
    found = apply_rules([], ["post"])
    assert (found.events, found.lowest, found.mean, found.source_priority) == (0, 0, 0.0, 0)


rows_of_any_kind = st.lists(
    st.builds(
        lambda group, value, less, more, order, source: row(
            group, value, order, source, low=max(0, value - less), high=value + more
        ),
        st.sampled_from("abc"),
        st.integers(0, 30),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(["post", "wire", "herald"]),
    ),
    min_size=1,
    max_size=12,
)


@given(rows_of_any_kind)
def test_every_rule_lies_between_lowest_and_highest_and_within_the_bounds(rows: list[Row]):
    found = apply_rules(rows, ["wire", "post"])
    assert found.source_priority is not None
    slack = 1e-9 * (1 + found.highest)
    for value in (
        found.most_common,
        found.most_common_highest,
        found.median,
        found.mean,
        found.latest,
        found.source_priority,
    ):
        assert found.lowest - slack <= value <= found.highest + slack
    assert found.most_common <= found.most_common_highest
    assert found.highest <= found.plain_sum
    bounds = bounds_of_rows(rows)
    assert bounds.upper is not None
    assert bounds.lower <= found.lowest <= found.highest <= bounds.upper


@given(rows_of_any_kind, st.randoms())
def test_no_answer_depends_on_the_order_of_the_rows(rows: list[Row], random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert apply_rules(shuffled, ["wire"]) == apply_rules(rows, ["wire"])
    assert bounds_of_rows(shuffled) == bounds_of_rows(rows)


@given(rows_of_any_kind)
def test_one_report_an_event_leaves_nothing_to_choose(rows: list[Row]):
    alone = list({one.group: one for one in rows}.values())
    found = apply_rules(alone, ["wire"])
    total = sum(one.value for one in alone)
    assert {found.lowest, found.most_common, found.latest, found.highest, found.plain_sum} == {
        total
    }
    assert (found.mean, found.median, found.source_priority) == (total, total, total)
