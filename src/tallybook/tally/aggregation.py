"""The rules by which event data sets make one number of several reports, as pure functions.

Reports of one event seldom agree, and a data set prints one number. Which one changes
results: Cook and Weidmann (2019), "Lost in Aggregation"; van Baalen and Höglund (2026), "Trials and
Triangulations" (both in full in docs/counting.md). A rule picks a number for each event, and its
answer is the sum over the events:

- `lowest`, `highest`, `mean`, `median`: of the event's reports;
- `most_common`: the number that most of them give, the lowest of those that are equally common;
  `most_common_highest` takes the highest of them, so that the two show what the tie is worth;
- `latest`: that of the last report; of several equally late ones the highest, since tolls rise;
- `source_priority`: that of the source that stands first in an order given, the latest where it
  reports more than once, or where none of those in the order reports at all;
- `plain_sum`: every report added up, as if each were an event of its own.

No answer depends on the order of the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from msgspec import Struct

from tallybook.core.tallies import Bounds


class Row(Struct, frozen=True, kw_only=True):
    """What one report says of one event: of `group`, that it is `value`.

    `low` and `high` are what it leaves room for; `high` None is open. `order` is the greater the
    later the report; `source` is who published it.
    """

    group: str
    value: int
    low: int
    high: int | None
    order: int = 0
    source: str = ""


class RuleAnswers(Struct, frozen=True, kw_only=True):
    """What each rule makes of the same rows; `source_priority` is None where no order was given."""

    events: int
    reports: int
    lowest: int
    most_common: int
    most_common_highest: int
    median: float
    mean: float
    latest: int
    source_priority: int | None
    highest: int
    plain_sum: int


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of each group."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups


def apply_rules(rows: Iterable[Row], priority: Sequence[str] = ()) -> RuleAnswers:
    """Return the answer of every rule; `priority` are sources, the most trusted first."""
    groups = list(grouped(rows).values())
    values = [[row.value for row in group] for group in groups]
    common = [_most_common(one) for one in values]
    return RuleAnswers(
        events=len(groups),
        reports=sum(map(len, groups)),
        lowest=sum(map(min, values)),
        most_common=sum(map(min, common)),
        most_common_highest=sum(map(max, common)),
        median=float(sum((Fraction(median(map(Fraction, v))) for v in values), Fraction())),
        mean=float(sum((Fraction(sum(v), len(v)) for v in values), Fraction())),
        latest=sum(_latest(group).value for group in groups),
        source_priority=sum(_preferred(g, priority).value for g in groups) if priority else None,
        highest=sum(map(max, values)),
        plain_sum=sum(map(sum, values)),
    )


def bounds_of_rows(rows: Iterable[Row]) -> Bounds:
    """Return the least and the greatest total that some report of each event leaves room for."""
    lower, upper = 0, 0
    is_open = False
    for group in grouped(rows).values():
        lower += min(row.low for row in group)
        highs = [row.high for row in group if row.high is not None]
        is_open = is_open or len(highs) < len(group)
        upper += max(highs, default=0)
    return Bounds(lower, None if is_open else upper)


def _most_common(values: Sequence[int]) -> list[int]:
    times = Counter(values)
    most = max(times.values())
    return [value for value, number in times.items() if number == most]


def _latest(rows: Sequence[Row]) -> Row:
    return max(rows, key=lambda row: (row.order, row.value))


def _preferred(rows: Sequence[Row], priority: Sequence[str]) -> Row:
    for source in priority:
        if own := [row for row in rows if row.source == source]:
            return _latest(own)
    return _latest(rows)
