"""Charts say in their geometry what the bounds and moments say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.core.values import Moment
from tallybook.surface.browser.charts import (
    range_chart,
    scale_of,
    standard_key,
    ticks,
    timeline_axis,
    timeline_row,
)
from tallybook.workflow.telling.page_timeline import Timeline, TimelineRow

OPEN, EXACT = Bounds(13, None), Bounds(4, 4)


def parsed(drawing: str) -> Any:
    return etree.fromstring(drawing)


def percent(element: Any, name: str) -> float:
    return float(element.get(name).removesuffix("%"))


def line_of(drawing: Any) -> list[tuple[float, float]]:
    return [
        (percent(e, "x1"), percent(e, "x2"))
        for e in drawing.iter("line")
        if e.get("class") == "span"
    ]


@given(st.integers(0, 10_000), st.none() | st.integers(0, 10_000))
def test_a_range_goes_from_the_lower_bound_to_the_upper(low: int, more: int | None) -> None:
    bounds = Bounds(low, None if more is None else low + more)
    rows = StandardBounds(bounds, bounds, bounds)
    scale = scale_of([rows])
    drawing = parsed(range_chart(rows, scale, "Gao"))
    assert 0 <= scale.at(0) <= scale.at(low) <= 100
    arrows = [e for e in drawing.iter("path") if e.get("class") == "arrow"]
    assert len(arrows) == (3 if more is None else 0)
    lines = line_of(drawing)
    assert len(lines) == (0 if more == 0 else 3)
    for start, end in lines:
        assert start == pytest.approx(scale.at(low), abs=0.01)
        assert end == pytest.approx(98.0 if more is None else scale.at(low + more), abs=0.01)


def test_a_chart_says_its_bounds_in_words_and_escapes_its_name() -> None:
    rows = StandardBounds(OPEN, OPEN, EXACT)
    drawing = parsed(range_chart(rows, scale_of([rows]), "<script>"))
    title = drawing.find("title").text
    assert title == "<script>: confirmed at least 13; reported at least 13; claimed 4"


def test_standards_differ_by_more_than_colour() -> None:
    shapes = {
        standard_key(s).partition(">")[2].replace(s, "")
        for s in ("confirmed", "reported", "claimed")
    }  # type: ignore[arg-type]
    assert len(shapes) == 3


def timeline(*rows: TimelineRow) -> Timeline:
    return Timeline(since=date(2024, 3, 1), until=date(2024, 3, 10), rows=rows, apart=(), undrawn=0)


def row(kind: Any, earliest: str | None, latest: str | None) -> TimelineRow:
    moment = Moment(earliest, latest, "sometime", "")
    return TimelineRow(
        kind=kind, record="r", words="w", standard="confirmed", sure=True, moment=moment
    )


def drawn(kind: Any, earliest: str | None, latest: str | None) -> Any:
    one = row(kind, earliest, latest)
    return parsed(timeline_row(timeline(one), one))


def arrows(drawing: Any) -> int:
    return sum(e.get("class") == "arrow" for e in drawing.iter("path"))


def test_an_attack_on_one_day_is_one_mark_in_the_middle_of_it() -> None:
    drawing = drawn("incident", "2024-03-01", "2024-03-01")
    marks = [e for e in drawing.iter("circle")]
    assert len(marks) == 1
    assert percent(marks[0].getparent(), "x") == pytest.approx(2 + 96 * 0.05, abs=0.01)
    assert (line_of(drawing), arrows(drawing)) == ([], 0)


def test_a_count_is_a_band_to_the_end_of_its_last_day() -> None:
    [band] = [e for e in drawn("count", "2024-03-01", "2024-03-10").iter("rect")]
    assert percent(band, "x") == pytest.approx(2)
    assert percent(band, "width") == pytest.approx(96)


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2024-03-02", "2024-03-04", 0),
        (None, "2024-03-04", 1),
        ("2024-03-02", None, 1),
        ("2024-02-02", "2024-03-04", 1),
        ("2023-02-02", "2025-03-04", 2),
    ],
)
@pytest.mark.parametrize("kind", ["incident", "count"])
def test_an_open_end_and_one_beyond_the_edge_have_arrows(
    kind: str, earliest: str | None, latest: str | None, expected: int
) -> None:
    assert arrows(drawn(kind, earliest, latest)) == expected


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 36_500))
def test_ticks_are_few_and_lie_within(since: date, days: int) -> None:
    until = min(since + timedelta(days=days), date(2100, 1, 1))
    found = ticks(since, until)
    assert len(found) <= 9
    assert all(since <= day <= until for day in found)
    assert found == sorted(set(found))


def test_the_axis_and_the_rows_share_their_ticks() -> None:
    one = row("incident", "2024-03-02", "2024-03-02")
    both = [timeline_axis(timeline(one)), timeline_row(timeline(one), one)]
    places = [
        [e.get("x1") for e in parsed(d).iter("line") if e.get("class") == "tick"] for d in both
    ]
    assert places[0] == places[1]
    assert len(places[0]) > 1
