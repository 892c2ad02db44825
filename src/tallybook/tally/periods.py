"""Periods: the days that a question asks for, that a count covers, on which an incident may lie.

A period that held *throughout* is counted whole: what happened in it is in the scope. One that
says "at some time in it" only bounds where the counted attacks lie. An end that is not stated
("since 17 October") is the day of publication, and that day itself only possibly: later hours of
it came after the count. Days without a year are possibly any year's.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.values import Moment

FAR_PAST = date.min.toordinal()
FAR_FUTURE = date.max.toordinal()


class Period(Struct, frozen=True):
    """Days as ordinals, inclusive. What is counted lies in [`first`, `last`]; a day in
    [`sure_first`, `sure_last`] is surely covered, any other only if it is in the subset that
    `hidden` names: periods of the same `hidden` cover the same days, whichever these are.
    `yearly` is the range of month × 100 + day where the year is open."""

    first: int = FAR_PAST
    last: int = FAR_FUTURE
    sure_first: int = FAR_PAST
    sure_last: int = FAR_FUTURE
    hidden: str = ""
    yearly: tuple[int, int] | None = None

    def meets(self, first: int, last: int) -> bool:
        """Whether some day of [first, last] may be covered."""
        if last < self.first or self.last < first:
            return False
        return self.yearly is None or _meets_yearly(self.yearly, first, last)

    def covers(self, first: int, last: int) -> bool:
        """Whether every day of [first, last] is surely covered."""
        return self.sure_first <= first and last <= self.sure_last


ALWAYS = Period()


def days_period(since: date | None, until: date | None) -> Period:
    """Return the period of all days of [since, until]."""
    first = FAR_PAST if since is None else since.toordinal()
    last = FAR_FUTURE if until is None else until.toordinal()
    return Period(first, last, first, last)


@lru_cache(1 << 16)
def days_of(moment: Moment) -> tuple[int | None, int | None, tuple[int, int] | None]:
    """Return a moment's first and last day as ordinals, and its yearly range."""
    first, last = moment.first, moment.last
    return (
        None if first is None else first.toordinal(),
        None if last is None else last.toordinal(),
        _yearly(moment),
    )


def count_period(claim: Claim, published: date | None) -> Period:
    limit = FAR_FUTURE if published is None else published.toordinal()
    moment = claim.when
    if moment is None:
        return Period(FAR_PAST, limit, 1, 0, hidden=f"unknown {claim.id}")
    stated_first, stated_last, yearly = days_of(moment)
    if moment.year_open:
        return Period(FAR_PAST, limit, 1, 0, hidden=_told_days(claim, moment), yearly=yearly)
    first = FAR_PAST if stated_first is None else stated_first
    last = limit if stated_last is None else stated_last
    if first <= limit < last:
        last = limit  # What a report counts has happened by the day on which it appeared.
    last = max(first, last)
    if moment.extent == "sometime" and first != last:
        return Period(first, last, 1, 0, hidden=f"{_told_days(claim, moment)} sometime")
    if stated_first is None:
        known_last = (1, 0) if stated_last is None else (last, last)
        return Period(first, last, *known_last, hidden=_told_days(claim, moment))
    if stated_last is None:
        day_before = last - 1 if published is not None else first
        return Period(first, last, first, day_before, hidden=f"since {first} {last}")
    return Period(first, last, first, last)


def _told_days(claim: Claim, moment: Moment) -> str:
    return f"{claim.document} {moment.earliest} {moment.latest}"


def common_days(one: Period, other: Period) -> Period:
    """Return the days of both of two periods that meet, where both are stated; else those of the
    first."""
    if one.hidden or other.hidden or one.yearly or other.yearly:
        return one
    return Period(
        max(one.first, other.first),
        min(one.last, other.last),
        max(one.sure_first, other.sure_first),
        min(one.sure_last, other.sure_last),
    )


def periods_meet(one: Period, other: Period) -> bool:
    if other.last < one.first or one.last < other.first:
        return False
    if one.yearly is not None and other.yearly is None:
        return _meets_yearly(one.yearly, max(one.first, other.first), min(one.last, other.last))
    if other.yearly is not None and one.yearly is None:
        return periods_meet(other, one)
    return True


def days_lie_in(inner: Period, outer: Period) -> bool:
    """Whether every day of `inner` surely lies in `outer`."""
    same = bool(inner.hidden) and inner == outer
    return same or outer.covers(inner.first, inner.last)


def _yearly(moment: Moment) -> tuple[int, int] | None:
    if not moment.year_open or moment.earliest is None or moment.latest is None:
        return None
    first, last = (int(day[5:7]) * 100 + int(day[8:]) for day in (moment.earliest, moment.latest))
    return (first, last) if first <= last else None


def _meets_yearly(yearly: tuple[int, int], first: int, last: int) -> bool:
    """Whether [first, last] holds a day whose month and day lie in `yearly`."""
    if last - first >= 366:
        return True
    start, end = date.fromordinal(first), date.fromordinal(last)
    since, until = start.month * 100 + start.day, end.month * 100 + end.day
    if start.year == end.year:
        return since <= yearly[1] and yearly[0] <= until
    return since <= yearly[1] or yearly[0] <= until


def yearly_meets(yearly: tuple[int, int], period: Period) -> bool:
    if period.yearly is not None:
        return yearly[0] <= period.yearly[1] and period.yearly[0] <= yearly[1]
    return _meets_yearly(yearly, period.first, period.last)
