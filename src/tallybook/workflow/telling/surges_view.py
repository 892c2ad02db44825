"""Weeks out of the ordinary in words."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct, structs

from tallybook.watch.surges import ALPHA, Finding, JudgedWeek, Range, Verdict
from tallybook.workflow.asking.surging import Rising, Series, Surges
from tallybook.workflow.telling.words import (
    days_in_words,
    listed,
    question_in_words,
    range_in_words,
)

VERDICT_WORDS: dict[Verdict, str] = {
    "surge": "surge",
    "possible": "possible surge",
    "ordinary": "no surge",
    "no past": "no past to compare with",
}
CAVEAT = (
    "A week is compared with what this book held of the weeks before it: more reports in a book "
    "tell of more attacks, so see how many appeared."
)


class WeekRow(Struct, frozen=True, kw_only=True):
    """A week of a series in words, with what each rule says; `by` names those that decide."""

    place: str
    days: str
    attacks: str
    month: str
    reports: int
    verdict: str
    by: str
    record_level: str
    exceedance: str


class SurgesView(Struct, frozen=True, kw_only=True):
    """The last week in a sentence and as a row for each series, the gravest first, with the place
    of the series among them in `order`; the surges before it, the latest first, and how many weeks
    are possible ones; what the reports say, by the days that they are about; and notes."""

    headline: str
    last: tuple[WeekRow, ...]
    order: tuple[int, ...]
    earlier: tuple[WeekRow, ...]
    possible: int
    said: tuple[tuple[str, Rising], ...]
    notes: tuple[str, ...]


def view_surges(found: Surges) -> SurgesView:
    """Return the view of the weeks of a question."""
    order = sorted(
        (place for place, series in enumerate(found.series) if series.weeks),
        key=lambda place: _grave_first(found.series[place].weeks[-1]),
    )
    last = [(found.series[place], found.series[place].weeks[-1]) for place in order]
    before = [(series, week) for series in found.series for week in series.weeks[:-1]]
    earlier = [one for one in before if one[1].verdict == "surge"]
    earlier.sort(key=lambda one: one[1].week.first, reverse=True)
    return SurgesView(
        headline=_headline(found),
        last=tuple(_row(*one) for one in last),
        order=tuple(order),
        earlier=tuple(_row(*one) for one in earlier),
        possible=sum(week.verdict == "possible" for _, week in before),
        said=tuple((_days(one.week), one) for one in found.said),
        notes=_notes(found, len(last)),
    )


def _grave_first(judged: JudgedWeek) -> tuple[int, int, int]:
    attacks = judged.week.attacks
    return (tuple(VERDICT_WORDS).index(judged.verdict), -attacks.lower, -(attacks.upper or 0))


def _headline(found: Surges) -> str:
    scope = question_in_words(structs.replace(found.question, since=None, until=None))
    tail = f" {scope}" if scope else ""
    weeks = [series.weeks[-1] for series in found.series if series.weeks]
    if not weeks:
        return f"No report on attacks{tail} says when it appeared, so there is no week to look at."
    days = _days(weeks[0].week.first)
    if found.question.by == "place":
        number = sum(week.verdict == "surge" for week in weeks)
        possible = sum(week.verdict == "possible" for week in weeks)
        more = f", possibly in {possible} more" if possible else ""
        if not number and not possible:
            return f"{days}: no surge of attacks{tail} in any of {len(weeks)} places."
        some = f"{number or 'none'} of {len(weeks)} places{more}"
        return f"{days}: a surge of attacks{tail} in {some}."
    words = VERDICT_WORDS[weeks[0].verdict]
    attacks = weeks[0].week.attacks
    counted = range_in_words(attacks.lower, attacks.upper)
    noun = "attack" if (attacks.upper or attacks.lower) == 1 else "attacks"
    return f"{days}: {words}; {counted} {noun}{tail} {found.standard}."


def _notes(found: Surges, series: int) -> tuple[str, ...]:
    notes = [CAVEAT]
    if series >= 1 / (2 * ALPHA):
        notes.append(
            f"Of {series} places, about {series * ALPHA:.0f} would exceed by chance alone."
        )
    if found.undated:
        are = "1 report does" if found.undated == 1 else f"{found.undated} reports do"
        notes.append(f"{are} not say when they appeared, and count for no week: --published.")
    return tuple(notes)


def _row(series: Series, judged: JudgedWeek) -> WeekRow:
    record_level, exceedance = judged.findings
    return WeekRow(
        place=series.place,
        days=_days(judged.week.first),
        attacks=_range(judged.week.attacks),
        month=_range(judged.week.month),
        reports=judged.week.reports,
        verdict=VERDICT_WORDS[judged.verdict],
        by=listed([one.rule for one in judged.findings if one.verdict == judged.verdict]),
        record_level=_record_level(record_level),
        exceedance=_exceedance(exceedance),
    )


def _record_level(found: Finding) -> str:
    if found.threshold is None:
        return VERDICT_WORDS["no past"]
    years = "year" if found.years == 1 else f"{found.years} years"
    if found.verdict == "ordinary":
        return f"not more in 30 days than in the past {years} ({found.threshold} would be)"
    perhaps = "perhaps " if found.verdict == "possible" else ""
    return f"{perhaps}more in 30 days than in the past {years} ({found.threshold} would be)"


def _exceedance(found: Finding) -> str:
    if found.threshold is None or found.expected is None or found.chance is None:
        return VERDICT_WORDS["no past"]
    usual = f"{found.expected:.1f} a week before, {found.threshold} would be out of the ordinary"
    if found.verdict == "surge":
        return f"{usual}; so many or more by chance: {_odds(found.chance)}"
    return usual


def _odds(chance: float) -> str:
    return f"1 in {1 / chance:,.0f}" if chance > 1e-9 else "less than 1 in 1,000,000,000"


def _range(found: Range) -> str:
    return range_in_words(found.lower, found.upper)


def _days(monday: date) -> str:
    return days_in_words(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
