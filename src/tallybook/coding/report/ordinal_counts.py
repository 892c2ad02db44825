"""Counts by an ordinal: what "the third attack this week" says of how many there were.

Whoever calls an attack the third of its week says that there had been just three when it came:
two before it, and itself. So the count is exact for the period that ends with it, and says nothing
of what came after. "The third time in four days" is of those days, and "the third since the rains
ended" of all up to then. Without a period the ordinal only orders what the report tells. A headline
and the text below it that rank one attack alike give one count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as dataclass_replace

from msgspec import structs
from msgspec.structs import replace

from tallybook.coding.attacks.tellings import Telling
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.report.builder import Context, base_claim, where_the_report_is
from tallybook.coding.report.gathering import Assembled
from tallybook.coding.report.those_before import told_attacks, with_those_before
from tallybook.coding.totals.serials import trailing_days
from tallybook.core.claims import Claim
from tallybook.core.spans import Span
from tallybook.core.values import Count, Moment


@dataclass(slots=True)
class _Ranked:
    """One attack's rank in a series: who tells it, of how many, in which period."""

    telling: Telling
    number: Count
    when: Moment
    span: Span
    own: Claim | None
    again: list[Telling] = field(default_factory=list)


def ordinal_counts(
    tellings: Sequence[Telling], done: Assembled, context: Context, knowledge: LocalKnowledge
) -> Iterator[Claim]:
    """Yield the counts that the ordinals of a report's attacks give."""
    series: list[_Ranked] = []
    for ranked in _ranked(tellings, done, context):
        for earlier in series:
            if _says_the_same(ranked, earlier):
                earlier.again.append(earlier.telling)
                # The text says it in full, and with the voice that the headline leaves out.
                earlier.telling, earlier.when, earlier.span = (
                    ranked.telling,
                    ranked.when,
                    ranked.span,
                )
                break
        else:
            series.append(ranked)
    for ranked in series:
        # How far this one came says nothing of those before it.
        counted, *others = (
            dataclass_replace(
                t,
                number=ranked.number,
                stage="done",
                moment=None,
                killed=None,
                injured=None,
                places=t.ordinal_places or t.places,
            )
            for t in (ranked.telling, *ranked.again)
        )
        claim = where_the_report_is(base_claim("count", counted, others, context), knowledge)
        claim = replace(
            claim,
            when=structs.replace(ranked.when, extent="throughout"),
            spans={**claim.spans, "when": (ranked.span,)},
            parts=tuple(c.id for c in _series(ranked, done)),
        )
        yield from with_those_before(claim, ranked.own, done, context, knowledge)


def _ranked(tellings: Sequence[Telling], done: Assembled, context: Context) -> Iterator[_Ranked]:
    for telling in tellings:
        if telling.ordinal is None or telling.ordinal.low < 2 or telling.ordinal_period is None:
            continue
        when, span = telling.ordinal_period
        number = telling.ordinal
        own = _told_in(telling, done)
        day = own.when if own is not None else None
        some_day = False
        if when.first is None and when.last is None:
            trailing = trailing_days(when.words, day, number.low) if day is not None else None
            if trailing is None and not when.words.lower().startswith("since"):
                continue
            # "In a week", up to some day of two: there may be more in the days of all such weeks.
            some_day = trailing is not None and day is not None and day.first != day.last
            when = trailing or Moment(None, _spoken(context), "throughout", when.words)
        ended = _up_to(day, when, context)
        exact = ended is not None and not telling.ordinal_at_least and not some_day
        yield _Ranked(
            telling,
            Count(number.low, number.low if exact else None, number.words),
            ended or when,
            span,
            own,
        )


def _says_the_same(ranked: _Ranked, earlier: _Ranked) -> bool:
    """Whether a text ranks the attack that its headline ranked, as that did."""
    headed = (
        earlier.telling.sentence.passage.is_title and not ranked.telling.sentence.passage.is_title
    )
    same = ranked.number.low == earlier.number.low and ranked.own == earlier.own
    return headed and same and ranked.own is not None


def _up_to(day: Moment | None, period: Moment, context: Context) -> Moment | None:
    """The period of a series up to its attack, where the day of that is known, or up to when the
    report speaks, where it does not say when; None where the attack was some time in a longer
    stretch, in which others may have followed it."""
    said = day if day is not None and (day.earliest is not None or day.words) else None
    last = said.latest if said is not None else _spoken(context)
    if last is None or period.year_open or (day is not None and day.year_open):
        return None
    if said is not None and not _is_a_day(said):
        return None
    if period.earliest is not None and last < period.earliest:
        return None
    if period.latest is not None and period.latest < last:
        return period if said is None else None
    return structs.replace(period, latest=last)


def _is_a_day(day: Moment) -> bool:
    """A day, or a night, which is of two."""
    return day.first is not None and day.last is not None and (day.last - day.first).days <= 1


def _spoken(context: Context) -> str | None:
    """The day on which a report speaks."""
    return context.published.isoformat() if context.published is not None else None


def _series(ranked: _Ranked, done: Assembled) -> list[Claim]:
    """The attacks of a series: all that the report tells in its period, where they are as many as
    the ordinal says, else the clause's own."""
    period = ranked.when
    own = [ranked.own] if ranked.own is not None else []
    told = [
        claim
        for claim in told_attacks(done)
        if (when := claim.when) is not None
        and when.first is not None
        and when.last is not None
        and (period.first is None or period.first <= when.first)
        and (period.last is None or when.last <= period.last)
    ]
    complete = len(told) == ranked.number.low and all(c.id in {t.id for t in told} for c in own)
    return told if complete else own


def _told_in(telling: Telling, done: Assembled) -> Claim | None:
    """The incident of an attack that a telling went into, as it was told first: the ordinal counts
    it as well."""
    ids = {i for span in telling.trigger_spans for i in done.of_trigger.get(span, [])}
    return next(
        (claims[0] for claims in done.of_card.values() if any(c.id in ids for c in claims)), None
    )
