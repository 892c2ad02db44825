"""Calendar arithmetic for expressions of time: stretches of days, and years left open.

A day is an EDTF string, "2023-10-17" or "XXXX-10-17"; see `core.values.Moment`. A week runs
from Monday to Sunday (ISO 8601). Parts of a period are thirds: "early", "mid" and "late" May are
its days 1-10, 11-20 and 21-31, and a year's are four months each.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

Part = Literal["early", "mid", "late"]
Period = Literal["day", "weekend", "week", "month", "quarter", "year", "decade"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may",
            "june jun jun.", "july jul jul.", "august aug aug.",
            "september sept sept. sep sep.", "october oct oct.", "november nov nov.",
            "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mon.", "tuesday tue tue. tues tues.", "wednesday wed wed.",
            "thursday thu thu. thur thur. thurs thurs.", "friday fri fri.", "saturday sat sat.",
            "sunday sun sun.",
        )
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
"""Meteorological seasons of the northern hemisphere, first and last month (WMO practice)."""

FIXED_DAYS = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "day"): (1, 1), ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year's", "day"): (1, 1), ("new", "year's", "eve"): (12, 31),
    ("valentine", "'s", "day"): (2, 14), ("may", "day"): (5, 1), ("halloween",): (10, 31),
}  # fmt: skip
"""Days that fall on one date everywhere."""

TURNS_OF_YEAR = (("the", "new", "year"), ("new", "year"), ("the", "turn", "of", "the", "year"))
"""Names of a year's first day after "since"; after other words they may be of the one to come."""

NEAREST_LEAP = 2000
"""The year in which days of an open year are reckoned, so that 29 February is one of them."""


class Stretch(NamedTuple):
    """Days from `earliest` to `latest`, both included; None is an open end."""

    earliest: str | None
    latest: str | None


OPEN = Stretch(None, None)


class Partial(NamedTuple):
    """A date as far as the text gives it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: Part | None = None

    @property
    def is_day(self) -> bool:
        return self.day is not None or self.weekday is not None


def stretch(first: date, last: date) -> Stretch:
    """Return the stretch between two days, whichever comes first."""
    return Stretch(min(first, last).isoformat(), max(first, last).isoformat())


def of_days(reference: date, first: int, last: int) -> Stretch:
    """Return the stretch from `first` to `last` days after `reference`."""
    return stretch(reference + timedelta(first), reference + timedelta(last))


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether `month` of `year` (any year for None) has that day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or NEAREST_LEAP, month)[1]


def month_days(year: int, month: int, part: Part | None = None) -> Stretch:
    """Return the days of a month or of a third of it."""
    last = monthrange(year, month)[1]
    first, final = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return stretch(date(year, month, first), date(year, month, final))


def year_days(year: int, part: Part | None = None) -> Stretch:
    """Return the days of a year or of a third of it."""
    first, last = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def season_days(year: int, season: str) -> Stretch:
    """Return a season's days; a winter is named after the year in which it begins."""
    first, last = SEASONS[season]
    final = year + 1 if last < first else year
    return stretch(date(year, first, 1), date(final, last, monthrange(final, last)[1]))


def add_months(day: date, months: int) -> date:
    """Return `day` moved by `months`, on the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_around(reference: date, period: Period, offset: int) -> Stretch:
    """Return the calendar period `offset` periods from the one that holds `reference`."""
    if period == "day":
        return of_days(reference, offset, offset)
    if period == "week":
        monday = reference - timedelta(reference.weekday()) + timedelta(7 * offset)
        return of_days(monday, 0, 6)
    if period == "weekend":
        saturday = reference - timedelta((reference.weekday() + 2) % 7) + timedelta(7 * offset)
        return of_days(saturday, 0, 1)
    if period == "month":
        first = add_months(reference.replace(day=1), offset)
        return month_days(first.year, first.month)
    if period == "quarter":
        first = add_months(reference.replace(month=3 * ((reference.month - 1) // 3) + 1, day=1),
                           3 * offset)  # fmt: skip
        return stretch(first, add_months(first, 3) - timedelta(1))
    if period == "year":
        return year_days(reference.year + offset)
    decade = reference.year // 10 * 10 + 10 * offset
    return stretch(date(decade, 1, 1), date(decade + 9, 12, 31))


def third(days: Stretch, part: Part | None) -> Stretch:
    """Return the early, middle or late third of a stretch of known days."""
    if part is None or days.earliest is None or days.latest is None:
        return days
    first, last = date.fromisoformat(days.earliest), date.fromisoformat(days.latest)
    if days == year_days(first.year):
        return year_days(first.year, part)
    length = (last - first).days + 1
    bounds = {"early": (0, length // 3), "mid": (length // 3, 2 * length // 3),
              "late": (2 * length // 3, length)}[part]  # fmt: skip
    return of_days(first, bounds[0], max(bounds[0], bounds[1] - 1))


def said_period(
    reference: date, period: Period, offset: int, part: Part | None, *, future: bool
) -> Stretch:
    """Return the days of a calendar period, or of a part of it, as a report of a day means it: up
    to that day where it is the present one. On weekdays "the weekend" and "last weekend" are the
    one that is over.
    """
    if period == "weekend" and reference.weekday() < 5:
        offset = 1 if offset == 1 or (offset == 0 and future) else 0
    if period == "week" and offset == -1 and reference.isoweekday() == 7:
        return _last_week_of_sunday(reference, part)
    days = third(period_around(reference, period, offset), part)
    return days if future or offset > 0 else clip(days, reference)


def _last_week_of_sunday(sunday: date, part: Part | None) -> Stretch:
    """Return the days of what a report of a Sunday calls last week, or of a part of it: where weeks
    begin on Monday (ISO 8601) the one before that which ends, and where they begin on Sunday, as in
    the United States, the one that has ended. Nothing says which is meant."""
    earlier, later = (third(of_days(sunday, first, first + 6), part) for first in (-13, -7))
    return Stretch(earlier.earliest, later.latest)


def shift_day(day: str, days: int) -> str:
    """Return an EDTF day moved by `days`; an open year stays open."""
    if day.startswith("XXXX"):
        moved = date.fromisoformat(f"{NEAREST_LEAP}{day[4:]}") + timedelta(days)
        return f"XXXX{moved.isoformat()[4:]}"
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def clip(days: Stretch, last: date | None) -> Stretch:
    """Return the days up to `last`: what has happened has happened by then."""
    if last is None or days.latest is None or days.latest.startswith("XXXX"):
        return days
    limit = last.isoformat()
    if days.earliest is not None and days.earliest > limit:
        return days
    return Stretch(days.earliest, min(days.latest, limit))


def latest_weekday(reference: date, weekday: int) -> date:
    """Return the last such weekday up to and including `reference`."""
    return reference - timedelta((reference.weekday() - weekday) % 7)


def next_weekday(reference: date, weekday: int) -> date:
    """Return the first such weekday from `reference` on."""
    return reference + timedelta((weekday - reference.weekday()) % 7)


def resolve(partial: Partial, reference: date | None, *, future: bool = False) -> Stretch:
    """Return the days of a partial date.

    Reports tell of what has happened, so a missing year is that of the last such date up to
    `reference`, and a bare weekday is the last one, the day of the report included (agencies
    write "on Tuesday" in Tuesday's report). With `future` the nearest such date is taken, and
    the coming weekday. Without `reference` years stay open and weekdays unknown.
    """
    if partial.month is not None and partial.day is not None:
        return _resolve_day(partial, reference, future)
    if partial.month is not None:
        return _resolve_month(partial, reference, future)
    if partial.year is not None:
        return year_days(partial.year, partial.part)
    if reference is None:
        return OPEN
    if partial.weekday is not None and partial.day is not None:
        return _last_such_day(partial.day, reference, partial.weekday)
    if partial.weekday is not None:
        pick = next_weekday if future else latest_weekday
        day = pick(reference, partial.weekday)
        return stretch(day, day)
    if partial.day is not None:
        return _last_such_day(partial.day, reference)
    return OPEN


AHEAD = timedelta(14)


def lies_just_ahead(partial: Partial, reference: date | None) -> bool:
    """Whether a day without its year comes within two weeks of its report: it is that day, which is
    announced or misprinted, and not the one of nearly a year ago, which news tells with its
    year."""
    month, day = partial.month, partial.day
    if reference is None or partial.year is not None or month is None or day is None:
        return False
    years = (reference.year, reference.year + 1)
    coming = (date(y, month, day) for y in years if valid_day(y, month, day))
    return any(timedelta() < found - reference <= AHEAD for found in coming)


def _resolve_day(partial: Partial, reference: date | None, future: bool) -> Stretch:
    month, day = partial.month or 1, partial.day or 1
    if partial.year is not None:
        exact = date(partial.year, month, day)
        return stretch(exact, exact)
    if reference is None:
        open_day = f"XXXX-{month:02d}-{day:02d}"
        return Stretch(open_day, open_day)
    around = [date(y, month, day) for y in range(reference.year - 8, reference.year + 9)
              if valid_day(y, month, day)]  # fmt: skip
    if partial.weekday is not None:
        # A date that names its weekday too fits one year in six or so: the nearest such year.
        fitting = [d for d in around if d.weekday() == partial.weekday]
        if fitting:
            chosen = min(fitting, key=lambda d: abs((d - reference).days))
            return stretch(chosen, chosen)
    past = [d for d in around if d <= reference]
    chosen = min(around, key=lambda d: abs((d - reference).days)) if future else past[-1]
    return stretch(chosen, chosen)


def _resolve_month(partial: Partial, reference: date | None, future: bool) -> Stretch:
    month = partial.month or 1
    if partial.year is not None:
        return month_days(partial.year, month, partial.part)
    if reference is None:
        days = month_days(NEAREST_LEAP, month, partial.part)
        assert days.earliest is not None
        assert days.latest is not None
        return Stretch(f"XXXX{days.earliest[4:]}", f"XXXX{days.latest[4:]}")
    if future:
        year = reference.year + (month < reference.month)
        return month_days(year, month, partial.part)
    year = reference.year - (month > reference.month)
    days = month_days(year, month, partial.part)
    if days.earliest is not None and days.earliest > reference.isoformat():
        days = month_days(year - 1, month, partial.part)
    return clip(days, reference)


def _last_such_day(day: int, reference: date, weekday: int | None = None) -> Stretch:
    """Return the last day of that number, and weekday: "on the 17th", "Friday the 13th"."""
    first = reference.replace(day=1)
    for _ in range(MONTHS_BACK if weekday is not None else 4):
        if valid_day(first.year, first.month, day):
            found = first.replace(day=day)
            if found <= reference and weekday in (None, found.weekday()):
                return stretch(found, found)
        first = add_months(first, -1)
    return OPEN


MONTHS_BACK = 24
"""Within so many months every day of a number falls on every weekday, the 31st nearly so."""
