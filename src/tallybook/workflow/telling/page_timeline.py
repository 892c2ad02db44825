"""What a tally rests on, in the order of time: incidents, and counts over their periods.

A report that leaves the year open, or the day, is not put on a date that it does not state: such
rows are listed apart. An open end stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from tallybook.core.incidents import Standard
from tallybook.core.questions import Question
from tallybook.core.values import Moment
from tallybook.workflow.telling.answering import AnswerView, FigureView
from tallybook.workflow.telling.views import IncidentView

ROWS = 80
"""Rows that are drawn. More than a few screens of them show no pattern; the lists hold all."""


class TimelineRow(Struct, frozen=True, kw_only=True):
    """One incident, or one count. `record` is the incident, or the claim that counts, which stands
    in `document`; `sure` says whether it surely lies in the question."""

    kind: Literal["incident", "count"]
    record: str
    words: str
    standard: Standard
    sure: bool
    moment: Moment | None
    document: str | None = None


class Timeline(Struct, frozen=True, kw_only=True):
    """The rows between `since` and `until`, the counts first; `apart` are those without a date
    that can be drawn, `undrawn` how many there are beyond the rows."""

    since: date
    until: date
    rows: tuple[TimelineRow, ...]
    apart: tuple[TimelineRow, ...]
    undrawn: int


def timeline_of(answer: AnswerView) -> Timeline:
    """Return the timeline of what bears on an answer."""
    counts = [
        _count_row(figure)
        for figure in answer.figures
        if figure.constraint.sense != "outside" and figure.constraint.superseded_by is None
    ]
    incidents = [
        _incident_row(view, sure=sure)
        for views, sure in ((answer.incidents, True), (answer.possible_incidents, False))
        for view in views
    ]
    rows = [*counts, *incidents]
    dated = sorted((row for row in rows if _is_dated(row.moment)), key=_order)
    since, until = _frame(answer.tally.question, [row.moment for row in dated])
    return Timeline(
        since=since,
        until=until,
        rows=tuple(dated[:ROWS]),
        apart=tuple(row for row in rows if not _is_dated(row.moment)),
        undrawn=len(dated[ROWS:]),
    )


def _count_row(figure: FigureView) -> TimelineRow:
    claim = figure.claim
    return TimelineRow(
        kind="count",
        record=figure.constraint.claim,
        document=figure.constraint.document,
        words=figure.words if claim is None else claim.words,
        standard=figure.constraint.standard,
        sure=figure.constraint.sense == "inside",
        moment=None if claim is None else claim.claim.when,
    )


def _incident_row(view: IncidentView, *, sure: bool) -> TimelineRow:
    return TimelineRow(
        kind="incident",
        record=view.id,
        words=view.words,
        # A tally lists only incidents that meet a standard, "claimed" at least.
        standard=view.incident.standard or "claimed",
        sure=sure,
        moment=view.incident.when,
    )


def _is_dated(moment: Moment | None) -> bool:
    return moment is not None and (moment.first is not None or moment.last is not None)


def _order(row: TimelineRow) -> tuple[bool, date, date, str]:
    assert row.moment is not None  # only dated rows are put in order
    first, last = row.moment.first, row.moment.last
    start = first or last or date.min
    return (row.kind == "incident", start, last or date.max, row.record)


def _frame(question: Question, moments: Sequence[Moment | None]) -> tuple[date, date]:
    """Return the days from which to which the timeline goes: the question's, else the rows'.

    A day or more is added at each end that the question leaves open, so that no mark lies on the
    edge.
    """
    days = [d for m in moments if m is not None for d in (m.first, m.last) if d is not None]
    first = min(days, default=question.since or question.until or date.min)
    last = max(days, default=question.until or question.since or date.min)
    since, until = question.since or first, question.until or last
    since, until = min(since, until), max(since, until)
    margin = timedelta(days=max(1, (until - since).days // 20))
    if question.since is None and since - date.min > margin:
        since -= margin
    if question.until is None and date.max - until > margin:
        until += margin
    return since, until
