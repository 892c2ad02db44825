"""Running totals: one voice's figures for a period that begins on one day and grows.

"16 since 17 October", then "23 since 17 October": the voice has raised its total. What came to it
may have happened since, or be late news of the days before, so the rise is no count of the attacks
between, and the earlier total says what was known then: at least so many. The last total binds as
it was said. So does one that the next is not above, so that a fall shows as the contradiction that
it is, and one for a period that was over when it was given ("14 in May", said in June).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice, pairwise

from tallybook.tally.periods import FAR_PAST
from tallybook.tally.readings import Reading
from tallybook.tally.scopes import (
    Scope,
)

SameThing = Callable[[Scope, Scope], bool]
"""Whether two scopes count the same, days left aside."""


TO_DATE_DAYS = 1
"""A total is to date where its period ends no longer before its report: bulletins of the morning
give the figure as of the evening before."""


def next_totals(readings: Iterable[Reading], same: SameThing) -> dict[str, Reading]:
    """Return, for each claim that gives a running total, the next total of its voice."""
    series: dict[tuple[str, int], list[Reading]] = {}
    for reading in readings:
        if _is_running(reading):
            for voice in {reading.voice, reading.origin}:
                series.setdefault((voice, reading.scope.period.first), []).append(reading)
    found: dict[str, Reading] = {}
    for totals in series.values():
        if len({reading.scope.period.last for reading in totals}) < 2:
            continue  # None goes on from another.
        totals.sort(key=_order)
        for place, earlier in enumerate(totals):
            if earlier.published - earlier.scope.period.last > TO_DATE_DAYS:
                continue
            for later in islice(totals, place + 1, None):
                if _goes_on(earlier, later) and same(earlier.scope, later.scope):
                    known = found.get(earlier.claim.id)
                    if known is None or _order(later) < _order(known):
                        found[earlier.claim.id] = later
                    break  # The totals after it go on from that one.
    return found


def has_risen(earlier: Reading, later: Reading) -> bool:
    """Whether a total is surely above the one before it."""
    return later.low > (earlier.low if earlier.high is None else earlier.high)


def has_fallen(earlier: Reading, later: Reading) -> bool:
    """Whether a total is surely below the one before it."""
    return later.high is not None and later.high < earlier.low


def _is_running(reading: Reading) -> bool:
    period = reading.scope.period
    known = period.first != FAR_PAST and period.yearly is None
    return known and reading.published > 0 and period.sure_first <= period.sure_last


def _order(reading: Reading) -> tuple[int, int, str]:
    return (reading.published, reading.scope.period.last, reading.claim.id)


def _goes_on(earlier: Reading, later: Reading) -> bool:
    return (
        earlier.published < later.published
        and earlier.scope.period.last < later.scope.period.last
        and earlier.claim.id not in later.claim.parts
    )


def chains(pairs: Sequence[tuple[Reading, Reading]]) -> list[list[Reading]]:
    """Return the series that pairs of a total and the next one make up, each in its order; those
    of parts only where they fall, since a whole says of its parts that they rise."""
    following = {earlier.claim.id: later for earlier, later in pairs}
    later_ids = {later.claim.id for later in following.values()}
    parts = {part for pair in pairs for reading in pair for part in reading.claim.parts}
    found: list[list[Reading]] = []
    for earlier, _ in pairs:
        if earlier.claim.id in later_ids:
            continue
        chain = [earlier]
        while (further := following.get(chain[-1].claim.id)) is not None:
            chain.append(further)
        if not parts.issuperset(r.claim.id for r in chain) or any(
            has_fallen(*pair) for pair in pairwise(chain)
        ):
            found.append(chain)
    return sorted(found, key=lambda chain: _order(chain[0]))


def series_in_words(chain: Sequence[Reading]) -> str | None:
    """Return what a reader should know of a series of running totals; None where it stood still."""
    first = chain[0]
    claim = first.claim
    voice = claim.voices[-1].name if claim.voices else "a report"
    where = f" in {' and '.join(place.name for place in claim.places)}" if claim.places else ""
    since = date.fromordinal(first.scope.period.first).isoformat()
    steps = " → ".join(_range_in_words(reading) for reading in chain)
    total = f"The running total of {voice}{where} since {since}"
    pairs = list(pairwise(chain))
    if any(has_fallen(earlier, later) for earlier, later in pairs):
        return (
            f"{total} falls ({steps}): a total that begins on one day cannot, so one of the "
            "figures is wrong or counts something else."
        )
    if any(has_risen(earlier, later) for earlier, later in pairs):
        return (
            f"{total} rises ({steps}): that is the rise of a tally, late news of earlier days "
            "included, and no count of the attacks between."
        )
    return None


def _range_in_words(reading: Reading) -> str:
    if reading.high == reading.low:
        return str(reading.low)
    if reading.high is None:
        return f"at least {reading.low}"
    return f"{reading.low} to {reading.high}"
