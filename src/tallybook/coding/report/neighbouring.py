"""Periods told by the one beside them: "up from nine the month before", "in the preceding week"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from tallybook.coding.attacks.tellings import Telling, width_of
from tallybook.coding.moments.calendar import month_days, period_around
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.moments.shifts import Distance, shift_of
from tallybook.core.values import Moment

COMPARED: tuple[Literal["week", "month"], ...] = ("week", "month")
"""Periods that reports of figures compare."""

LENGTHS = {"week": range(7, 8), "month": range(28, 32)}
"""Days of these."""

AWAY = {
    shift_of(Distance(0, 1, 1, unit), sign): (unit, sign) for unit in COMPARED for sign in (-1, 1)
}
"""What "a week earlier" and "a month later" say of a figure: that it is of the next such period,
since figures are compared for stretches that are alike."""


def neighbouring(
    telling: Telling, mention: MomentMention, before: Sequence[Telling]
) -> Moment | None:
    """Return the period that a mention tells by the one told before it, None where it tells none.

    "In the preceding week", where a week was told that is none of the calendar's, is as long a
    stretch, up to the day before it; beside a whole month of the calendar "the month before" is
    the calendar's too, and for a figure "a month earlier" is.
    """
    shift = mention.shift
    if shift is None:
        return None
    unit, offset = shift.period or "", shift.offset
    if telling.number is not None:
        unit, offset = AWAY.get(shift, (unit, offset))
    days = LENGTHS.get(unit)
    if days is None or abs(offset) != 1:
        return None
    told = (t.moment[0] for t in reversed(before) if t.moment is not None)
    period = next((m for m in told if width_of(m) + 1 in days), None)
    if period is None or period.first is None or period.last is None:
        return None
    first, last = period.first, period.last
    extent, words = mention.moment.extent, mention.moment.words
    if unit == "month" and month_days(first.year, first.month) == (period.earliest, period.latest):
        return Moment(*period_around(first, "month", offset), extent, words)
    length = offset * (last - first + timedelta(1))
    return Moment((first + length).isoformat(), (last + length).isoformat(), extent, words)
