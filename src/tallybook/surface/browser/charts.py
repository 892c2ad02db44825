"""Charts drawn on the server as SVG: bounds as ranges, and a timeline.

No chart has a width of its own: positions are percentages of the element's width (SVG 2, §7.10,
"Units") while marks and strokes keep their size, so one drawing serves a telephone and a desk.
Colours are left to the style sheet by class, since the pages' Content-Security-Policy allows no
style attribute; each standard has a shape of its own besides, so that no colour is needed to tell
them apart. What is drawn stands in words in the SVG's title and beside it on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape
from msgspec import Struct

from tallybook.core.incidents import STANDARDS, Standard
from tallybook.core.tallies import Bounds, StandardBounds
from tallybook.core.values import Moment
from tallybook.workflow.telling.page_timeline import Timeline, TimelineRow
from tallybook.workflow.telling.words import day_in_words, moment_in_words, range_in_words

LANE = 9
"""Pixels between the lines of one chart."""
ROW = 20
"""Pixels of one row of the timeline."""
EDGE = 2.0
"""Per cent of the width kept free at each end, so that marks on the edge are whole."""
TICKS = 4
"""About as many ticks as have room for their words on a telephone 360 pixels wide."""

_STEPS = (1, 2, 5)
"""Ticks at these multiples of powers of ten (Heckbert 1990, "Nice numbers for graph labels")."""
_MONTHS = (1, 2, 3, 6, 12)
"""Ticks at these numbers of months, which split a year."""


class Scale(Struct, frozen=True):
    """Numbers from 0 to `top` across the width; `top` lies beyond the highest bound."""

    top: float

    def at(self, number: float) -> float:
        """Return where a number stands, in per cent of the width."""
        return EDGE + (100 - 2 * EDGE) * number / self.top


def scale_of(rows: Sequence[StandardBounds]) -> Scale:
    """Return the scale that holds the bounds of every row, with room for an arrow beyond."""
    found = [getattr(row, standard) for row in rows for standard in STANDARDS]
    highest = max((b.lower if b.upper is None else b.upper for b in found), default=0)
    is_open = any(b.upper is None for b in found)
    return Scale(max(highest * (1.25 if is_open else 1.0), 1.0))


def range_chart(bounds: StandardBounds, scale: Scale, what: str) -> Markup:
    """Return the bounds at the three standards as three lines, the strictest on top.

    A line goes from the lower bound to the upper one, with an arrow where it is open above.
    """
    each = [(standard, getattr(bounds, standard)) for standard in STANDARDS]
    words = "; ".join(f"{s} {range_in_words(b.lower, b.upper)}" for s, b in each)
    lines = Markup("").join(
        _bounds_line(standard, found, scale, LANE * index + LANE // 2 + 2)
        for index, (standard, found) in enumerate(each)
    )
    return _svg("ranges", LANE * len(STANDARDS) + 3, f"{what}: {words}", lines)


def standard_chart(standard: Standard, bounds: Bounds, scale: Scale) -> Markup:
    """Return the bounds at one standard as one line."""
    words = f"{standard}: {range_in_words(bounds.lower, bounds.upper)}"
    return _svg("ranges", 16, words, _bounds_line(standard, bounds, scale, 8))


def _bounds_line(standard: Standard, bounds: Bounds, scale: Scale, y: int) -> Markup:
    start = scale.at(bounds.lower)
    end = 100 - EDGE if bounds.upper is None else scale.at(bounds.upper)
    parts = [
        Markup('<line class="rail" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(
            _number(EDGE), _number(100 - EDGE), y, y
        )
    ]
    if end > start:
        parts.append(_line(start, end, y))
    parts.append(_shape(standard, start, y))
    if bounds.upper is None:
        parts.append(_arrow(end, y, forward=True))
    elif end > start:
        parts.append(_shape(standard, end, y))
    return Markup('<g class="s-{}">{}</g>').format(standard, Markup("").join(parts))


def timeline_axis(timeline: Timeline) -> Markup:
    """Return the axis of a timeline: days under their ticks."""
    parts = []
    for day in ticks(timeline.since, timeline.until):
        x = _day_at(timeline, day)
        anchor = "start" if x < 15 else "end" if x > 85 else "middle"
        parts.append(
            Markup('<text x="{}%" y="12" text-anchor="{}">{}</text>').format(
                _number(x), anchor, _tick_words(timeline, day)
            )
        )
        parts.append(
            Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="16" y2="20"/>').format(_number(x))
        )
    words = f"from {_words(timeline.since)} to {_words(timeline.until)}"
    return _svg("axis", ROW, f"Days {words}", Markup("").join(parts))


def timeline_row(timeline: Timeline, row: TimelineRow) -> Markup:
    """Return one row of a timeline, over the same days as its axis.

    An incident is a shape on its day, or a line over the days on one of which it fell. A count is
    a band over its period. An end that the report leaves open goes to the edge, with an arrow.
    """
    grid = Markup("").join(
        Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>').format(
            _number(_day_at(timeline, day))
        )
        for day in ticks(timeline.since, timeline.until)
    )
    mark = _moment_mark(timeline, row, row.moment) if row.moment is not None else Markup("")
    certain = "sure" if row.sure else "possible"
    # The row is as high as its words beside it, and the mark in the middle.
    middle = Markup('<svg y="50%" class="s-{} {} {}" overflow="visible">{}</svg>').format(
        row.standard, row.kind, certain, mark
    )
    return _svg("row", ROW, moment_in_words(row.moment), grid + middle)


def _moment_mark(timeline: Timeline, row: TimelineRow, moment: Moment) -> Markup:
    first, last = moment.first, moment.last
    before = first is None or first < timeline.since
    after = last is None or last > timeline.until
    # A band goes from where its first day begins to where its last one ends, a mark stands in
    # the middle of a day.
    share = (0.0, 1.0) if row.kind == "count" else (0.5, 0.5)
    start = EDGE if before or first is None else _day_at(timeline, first, share[0])
    end = 100 - EDGE if after or last is None else _day_at(timeline, last, share[1])
    parts = []
    if row.kind == "count":
        parts.append(
            Markup('<rect class="band" x="{}%" y="-5" width="{}%" height="10"/>').format(
                _number(start), _number(max(end - start, 0.5))
            )
        )
        parts.append(_shape(row.standard, (start + end) / 2, 0))
    elif start == end:
        return _shape(row.standard, start, 0)
    else:
        parts.append(_line(start, end, 0))
        parts.extend(_shape(row.standard, x, 0) for x in _ends(start, end, before, after))
    if before:
        parts.append(_arrow(start, 0, forward=False))
    if after:
        parts.append(_arrow(end, 0, forward=True))
    return Markup("").join(parts)


def _ends(start: float, end: float, before: bool, after: bool) -> list[float]:
    if before and after:
        return [(start + end) / 2]
    return [x for x, is_open in ((start, before), (end, after)) if not is_open]


def _day_at(timeline: Timeline, day: date, share: float = 0.0) -> float:
    """Return where a share of a day has gone by, in per cent of the width."""
    days = (timeline.until - timeline.since).days + 1
    gone = ((day - timeline.since).days + share) / days
    return EDGE + (100 - 2 * EDGE) * min(max(gone, 0.0), 1.0)


def ticks(since: date, until: date) -> list[date]:
    """Return a few round days from `since` to `until`: days, firsts of months or of years."""
    days = (until - since).days
    if days <= 45:
        step = _nice(days / TICKS)
        found = [since + timedelta(days=i) for i in range(0, days + 1, step)]
    elif days <= 366 * TICKS:
        months = next(step for step in _MONTHS if step * 30.4 * TICKS >= days or step == 12)
        found = [
            date(year, month, 1)
            for year in range(since.year, until.year + 1)
            for month in range(1, 13)
            if (month - 1) % months == 0
        ]
    else:
        years = _nice(days / 365.25 / TICKS)
        found = [date(y, 1, 1) for y in range(since.year, until.year + 1) if y % years == 0]
    return [day for day in found if since <= day <= until]


def _nice(number: float) -> int:
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale >= number:
                return step * scale
        scale *= 10


def _tick_words(timeline: Timeline, day: date) -> str:
    days = (timeline.until - timeline.since).days
    if days <= 45:
        return _words(day).rpartition(" ")[0]
    return _words(day).partition(" ")[2] if days <= 366 * TICKS else str(day.year)


def _words(day: date) -> str:
    return day_in_words(day.isoformat())


def standard_key(standard: Standard) -> Markup:
    """Return the shape of a standard, for a legend."""
    shape = Markup('<g class="s-{}">{}</g>').format(standard, _shape(standard, 50, 7))
    return Markup('<svg class="key" width="14" height="14" aria-hidden="true">{}</svg>').format(
        shape
    )


def _shape(standard: Standard, x: float, y: int) -> Markup:
    """Return a filled disc for confirmed, a ring with a dot for reported, a diamond for claimed."""
    match standard:
        case "confirmed":
            inner = '<circle class="fill" r="4.5"/>'
        case "reported":
            inner = '<circle class="hollow" r="4"/><circle class="fill" r="1.5"/>'
        case "claimed":
            inner = '<path class="hollow" d="M0-5 5 0 0 5-5 0z"/>'
    return _placed(x, y, inner)


def _arrow(x: float, y: int, *, forward: bool) -> Markup:
    path = "M-7-5 1 0-7 5" if forward else "M7-5-1 0 7 5"
    return _placed(x, y, f'<path class="arrow" d="{path}"/>')


def _line(start: float, end: float, y: int) -> Markup:
    return Markup('<line class="span" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(
        _number(start), _number(end), y, y
    )


def _placed(x: float, y: int, drawing: str) -> Markup:
    """Return a drawing of fixed size around a point whose x is in per cent.

    Only a nested `svg` takes a percentage as its place; it draws past its own box.
    """
    return Markup('<svg x="{}%" y="{}" overflow="visible">{}</svg>').format(
        _number(x), y, Markup(drawing)
    )


def _svg(kind: str, height: int, title: str, drawing: Markup) -> Markup:
    return Markup(
        '<svg class="chart {}" width="100%" height="{}" role="img"><title>{}</title>{}</svg>'
    ).format(kind, height, escape(title), drawing)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
