"""The weeks of a series drawn on the server as SVG: attacks at least and at most, week by week.

A bar is as high as the lower bound; a thin line above it goes up to the upper one, with an arrow
where that is open. The dashed line is the least number that would be out of the ordinary. A week
that is, has a triangle above it: full for a surge, hollow for a possible one. A week in which no
report appeared has a dot under the ground line: it tells of no calm.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from tallybook.surface.browser.charts import EDGE, ticks
from tallybook.watch.surges import Finding, JudgedWeek
from tallybook.workflow.telling.words import MONTHS

WEEKS_DRAWN = 53
HEIGHT = 150
"""Pixels of the plot; the axis below it takes AXIS more, the marks above it TOP."""
TOP = 16
AXIS = 20
ROOM = 1.15
"""How much higher than the highest bar the plot is."""


def surge_chart(weeks: Sequence[JudgedWeek], what: str) -> Markup:
    """Return the chart of the last year of a series."""
    drawn = weeks[-WEEKS_DRAWN:]
    if not drawn:
        return Markup("")
    top = max(1.0, ROOM * max(_highest(week) for week in drawn))
    step = (100 - 2 * EDGE) / len(drawn)
    parts = [_week(judged, EDGE + step * place, step, top) for place, judged in enumerate(drawn)]
    words = f"{what}, weeks from {drawn[0].week.first} to {drawn[-1].week.last}"
    return Markup(
        '<svg class="chart surges" width="100%" height="{}" role="img">'
        "<title>{}</title>{}{}{}</svg>"
    ).format(
        TOP + HEIGHT + AXIS, escape(words), _scale(top), Markup("").join(parts), _axis(drawn, step)
    )


def _highest(judged: JudgedWeek) -> float:
    attacks = judged.week.attacks
    return attacks.lower if attacks.upper is None else attacks.upper


def _exceedance(judged: JudgedWeek) -> Finding:
    return next(one for one in judged.findings if one.rule == "exceedance")


def _y(number: float, top: float) -> str:
    return f"{TOP + HEIGHT * (1 - min(number / top, 1.0)):.1f}"


def _week(judged: JudgedWeek, x: float, step: float, top: float) -> Markup:
    attacks = judged.week.attacks
    middle = f"{x + step / 2:.2f}"
    ground = _y(0, top)
    parts = []
    if attacks.lower:
        parts.append(
            Markup('<rect class="low" x="{}%" y="{}" width="{}%" height="{:.1f}"/>').format(
                f"{x + step * 0.15:.2f}",
                _y(attacks.lower, top),
                f"{step * 0.7:.2f}",
                float(ground) - float(_y(attacks.lower, top)),
            )
        )
    if attacks.upper != attacks.lower:
        high = _y(top if attacks.upper is None else attacks.upper, top)
        parts.append(
            Markup('<line class="high" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
                middle, _y(attacks.lower, top), high
            )
        )
        if attacks.upper is None:
            parts.append(_mark(middle, float(high), "high", "M-4 5 0 0 4 5"))
    if not judged.week.reports:
        parts.append(_mark(middle, float(ground) + 3, "unread", "M-1 0h2v2h-2z"))
    threshold = _exceedance(judged).threshold
    if threshold is not None and threshold <= top:
        parts.append(
            Markup('<line class="threshold" x1="{}%" x2="{}%" y1="{y}" y2="{y}"/>').format(
                f"{x:.2f}", f"{x + step:.2f}", y=_y(threshold, top)
            )
        )
    if judged.verdict in ("surge", "possible"):
        parts.append(_mark(middle, TOP - 4, judged.verdict, "M-5-9h10L0 0z"))
    return Markup("").join(parts)


def _mark(x: str, y: float, kind: str, path: str) -> Markup:
    return Markup(
        '<svg x="{}%" y="{:.1f}" overflow="visible"><path class="{}" d="{}"/></svg>'
    ).format(x, y, kind, path)


def _scale(top: float) -> Markup:
    """Return the ground line and a line at the highest round number, with its words."""
    number = max(1, int(top / ROOM))
    line = '<line class="tick" x1="{0}%" x2="{1}%" y1="{y}" y2="{y}"/>'
    lines = Markup("").join(
        Markup(line).format(f"{EDGE:.2f}", f"{100 - EDGE:.2f}", y=_y(at, top)) for at in (0, number)
    )
    words = Markup('<text x="{}%" y="{:.1f}">{}</text>').format(
        f"{EDGE:.2f}", float(_y(number, top)) - 3, number
    )
    return lines + words


def _axis(drawn: Sequence[JudgedWeek], step: float) -> Markup:
    parts = []
    first = drawn[0].week.first
    for day in ticks(first, drawn[-1].week.last):
        x = EDGE + step * (day - first).days / 7
        anchor = "start" if x < 15 else "end" if x > 85 else "middle"
        words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        parts.append(
            Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(
                f"{x:.2f}", TOP + HEIGHT + 15, anchor, words
            )
        )
    return Markup("").join(parts)
