"""Which weeks of a series of bounds are out of the ordinary, against the series' own past.

Two rules, each with what it asks for:

- **record level**, the rule of HDX Signals for armed conflict (OCHA Centre for Humanitarian Data,
  "HDX Signals: Armed conflict", https://un-ocha-centre-for-humanitarian.gitbook.io/hdx-signals/
  datasets/armed-conflict): the sum over 30 days reaches a level not seen in the past year, or in
  the past three, and at least a minimum. There it is of deaths, on each day, with 100 as the
  minimum; here it is of attacks, at the end of each week, with a minimum of its own.
- **exceedance**: the week's number would be that high with a chance of less than `ALPHA` if it came
  as those of the past year did. A surge that goes on would raise what it is measured by, so the
  four weeks before are left out where enough are left (Noufaily et al. leave out 26). Counts of
  attacks vary more than Poisson's law allows, so the law is a negative binomial with the mean and
  variance of the past weeks, as in surveillance of infections (Noufaily et al. 2013, "An Improved
  Algorithm for Outbreak Detection in Multiple Surveillance Systems", *Statistics in Medicine*
  32(7)); the variance is larger by 1/n for a mean that is itself estimated from n weeks, and what
  comes to fewer than five in four weeks is never flagged (both Farrington, Andrews, Beale &
  Catchpole 1996, "A Statistical Algorithm for the Early Detection of Outbreaks of Infectious
  Disease", *Journal of the Royal Statistical Society A* 159(3)). There is no term for season or
  trend: most books are too short to tell them.

Lower bounds are compared with lower bounds: a week whose lower bound crosses is a surge. Where only
its upper bound does, a surge is possible. A past that is too short for a rule is no past: the rule
then says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean, variance
from typing import Literal

from msgspec import Struct

Verdict = Literal["surge", "possible", "ordinary", "no past"]
RuleName = Literal["record level", "exceedance"]

LEAST = 5
"""Attacks in 30 days below which nothing is flagged: Farrington et al.'s five in four weeks."""
ALPHA = 0.01
"""One ordinary week in a hundred is flagged by chance, about one in two years of a series."""
PAST_WEEKS = 52
LEAST_PAST_WEEKS = 8
"""Weeks of the past that the exceedance test looks at, and without which there is no past: the
variance of fewer says next to nothing. Set by hand."""
RECENT_WEEKS = 4
"""Weeks before a week that are no part of its past, where enough are left: those that its 30 days
hold. Set by hand; 26 would leave most books without a past."""
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)


class Range(Struct, frozen=True):
    """At least and at most; `upper` None is open."""

    lower: int
    upper: int | None


class Week(Struct, frozen=True, kw_only=True):
    """A week from Monday, the attacks in it and in the 30 days up to its end, and how many reports
    of the book appeared in it."""

    first: date
    attacks: Range
    month: Range
    reports: int

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)


class Finding(Struct, frozen=True, kw_only=True):
    """What a rule says of a week; `threshold` is the least number that crosses, None without a
    past; `chance` that of so many by the exceedance test, `years` those of a record level."""

    rule: RuleName
    verdict: Verdict
    threshold: int | None = None
    expected: float | None = None
    chance: float | None = None
    years: int | None = None


class JudgedWeek(Struct, frozen=True, kw_only=True):
    """A week with what each rule says; `verdict` is the gravest."""

    week: Week
    verdict: Verdict
    findings: tuple[Finding, ...]


_GRAVITY: tuple[Verdict, ...] = ("surge", "possible", "ordinary", "no past")


def judge_weeks(weeks: Sequence[Week], least: int = LEAST) -> list[JudgedWeek]:
    """Return each week of a series, in order, judged against those before it.

    `weeks` follow each other without a gap. A week in which no report of the book appeared is no
    evidence of calm and no part of a past week's numbers.
    """
    judged: list[JudgedWeek] = []
    for place, week in enumerate(weeks):
        past = weeks[:place]
        findings = (_record_level(week, past, least), _exceedance(week, past, least))
        verdict = min((one.verdict for one in findings), key=_GRAVITY.index)
        judged.append(JudgedWeek(week=week, verdict=verdict, findings=findings))
    return judged


def _verdict(found: Range, threshold: int) -> Verdict:
    if found.lower >= threshold:
        return "surge"
    return "possible" if found.upper is None or found.upper >= threshold else "ordinary"


def _record_level(week: Week, past: Sequence[Week], least: int) -> Finding:
    best = Finding(rule="record level", verdict="no past")
    for years in (1, 3):
        since = week.last - years * YEAR
        if not past or past[0].first > since - MONTH:
            break
        highest = max(one.month.lower for one in past if one.last >= since)
        threshold = max(highest + 1, least)
        found = Finding(
            rule="record level",
            verdict=_verdict(week.month, threshold),
            threshold=threshold,
            years=years,
        )
        if best.verdict == "no past" or found.verdict == best.verdict != "ordinary":
            best = found
    return best


def _exceedance(week: Week, past: Sequence[Week], least: int) -> Finding:
    numbers = _lowest(past[:-RECENT_WEEKS])
    if len(numbers) < LEAST_PAST_WEEKS:
        numbers = _lowest(past)
    if len(numbers) < LEAST_PAST_WEEKS:
        return Finding(rule="exceedance", verdict="no past")
    law = Law(numbers)
    threshold = law.threshold()
    enough = week.month.upper is None or week.month.upper >= least
    verdict = _verdict(week.attacks, threshold) if enough else "ordinary"
    if verdict == "surge" and week.month.lower < least:
        verdict = "possible"
    return Finding(
        rule="exceedance",
        verdict=verdict,
        threshold=threshold,
        expected=round(law.mean, 3),
        chance=law.chance(week.attacks.lower),
    )


def _lowest(past: Sequence[Week]) -> list[int]:
    """Return the lower bounds of the last year's weeks in which reports appeared."""
    return [one.attacks.lower for one in past[-PAST_WEEKS:] if one.reports]


class Law:
    """The negative binomial law of the next week's number."""

    def __init__(self, numbers: Sequence[int]) -> None:
        size = len(numbers)
        # Half an attack more than were counted, as by Jeffreys's prior for a Poisson rate (1946):
        # no attack so far does not make the next one impossible.
        self.mean = fmean(numbers) + 0.5 / size
        self.variance = max(variance(numbers), self.mean) * (1 + 1 / size)

    def chance(self, number: int) -> float:
        """Return the chance of `number` or more."""
        # Imported here: a tenth of a second, for those who ask for surges alone.
        from scipy.special import betainc

        if number <= 0:
            return 1.0
        spread = self.variance - self.mean
        return float(betainc(number, self.mean * self.mean / spread, spread / self.variance))

    def threshold(self) -> int:
        """Return the least number with a chance of less than ALPHA."""
        high = 1
        while self.chance(high) >= ALPHA:
            high *= 2
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.chance(middle) >= ALPHA else (low, middle)
        return high
