"""How one field of an incident is settled from what its claims say: value, rule, support, against.

No rule votes. A place or a day is narrowed to what the claims share, names are collected, and a
toll spans the latest figure of each independent origin, so that what the sources leave open
stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

from tallybook.core.claims import Claim, Stage
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.knowledge.places.holding import held
from tallybook.linking.days import Days, gap, intersection, ordinal, stated_days
from tallybook.linking.relations import PlaceTie, Relations, Tie, wideness
from tallybook.linking.roster import Roster

Value = TypeVar("Value")
STAGE_ORDER: tuple[Stage, ...] = ("done", "attempted", "intercepted", "foiled", "threatened")
"""From the most to the least that happened."""

APART_TIES = frozenset({PlaceTie.APART, PlaceTie.NEIGHBOURS, PlaceTie.OTHER_NAME})


class Settled(Struct, Generic[Value], frozen=True):
    """A field's value with the rule that gave it and the claims for and against it, by id."""

    value: Value
    rule: str
    support: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def settle_places(claims: Sequence[Claim], relations: Relations) -> Settled[tuple[Place, ...]]:
    """Return the places of the claim that names the narrowest one; claims come oldest first.

    Of equally narrow ones that which more claims agree with, then the oldest, is taken. Places of
    another claim that surely lie apart from these stand beside them: one of the two is wrong, and
    nothing says which.
    """
    with_place = [claim for claim in claims if claim.places]
    if not with_place:
        return Settled((), "no place is stated")

    def agrees(claim: Claim, other: Claim) -> bool:
        return any(
            relations.places(p, q) not in APART_TIES for p in claim.places for q in other.places
        )

    def rank(claim: Claim) -> tuple[int, int, float]:
        precision, radius_km = min(wideness(place) for place in claim.places)
        return (precision, -sum(agrees(claim, other) for other in with_place), radius_km)

    best = min(with_place, key=rank)
    against = [claim for claim in with_place if not agrees(best, claim)]
    rivals = [
        claim
        for claim in against
        if all(relations.places(p, q) is PlaceTie.APART for p in best.places for q in claim.places)
    ]
    around = [p for claim in with_place if agrees(best, claim) for p in claim.places]
    narrowest = [_within(place, around, relations) for place in best.places]
    return Settled(
        tuple(dict.fromkeys((*narrowest, *(p for claim in rivals for p in claim.places)))),
        "places that cannot both be right" if rivals else "narrowest place stated",
        tuple(claim.id for claim in with_place if agrees(best, claim)),
        tuple(claim.id for claim in against),
    )


def _within(place: Place, stated: Sequence[Place], relations: Relations) -> Place:
    """Return a village that no gazetteer knows inside the narrowest place that is stated of the
    same attack: what was "in Bijapur district" and "near Pamed" was near the Pamed of Bijapur."""
    if place.lat is not None:
        return place
    known = [
        p for p in stated if p.lat is not None and relations.places(place, p) not in APART_TIES
    ]
    return held(place.name, min(known, key=wideness), place) if known else place


def settle_moment(claims: Sequence[Claim], roster: Roster) -> Settled[Moment | None]:
    """Return the days that all claims' stated days share; claims come oldest first.

    Days that follow each other (an attack overnight, two time zones) give the range of both. Days
    that lie further off stand against, and the range holds them too: one of the two is wrong, and
    nothing says which. So do claims of reports from before the days. Where no claim states
    a day, the earliest day by which the attack was known bounds it.
    """
    stated: list[tuple[Claim, Days]] = []
    for claim in claims:
        days = stated_days(claim.when, roster.published(claim))
        if days is not None:
            stated.append((claim, days))
    if not stated:
        bounds = [c.when.latest for c in claims if c.when is not None and c.when.latest is not None]
        if not bounds:
            return Settled(None, "no day is stated")
        bound = min(bounds)
        holders = [c for c in claims if c.when is not None and c.when.latest == bound]
        return Settled(holders[0].when, "no day is stated; known by", tuple(c.id for c in holders))
    shared = stated[0][1]
    for_it: list[Claim] = [stated[0][0]]
    rivals: list[tuple[Claim, Days]] = []
    rule = "days that all state" if len(stated) > 1 else "the days stated"
    for claim, days in stated[1:]:
        overlap = intersection(shared, days)
        if overlap is not None:
            shared = overlap
        elif gap(shared, days) == 1 and shared.year_open == days.year_open:
            shared = Days(min(shared.first, days.first), max(shared.last, days.last))
            rule = "range of the days stated, which follow each other"
        else:
            rivals.append((claim, days))
            continue
        for_it.append(claim)
    early = [c for c in claims if _told_before(shared, roster.as_of(c))]
    printed = next((c.when for c, days in stated if days == shared and c in for_it), None)
    if rivals and not any(days.year_open != shared.year_open for _, days in rivals):
        ranges = [shared, *(days for _, days in rivals)]
        first, last = min(days.first for days in ranges), max(days.last for days in ranges)
        shared, printed = Days(first, last, shared.year_open), None
        rule = "range of days that cannot both be right"
    return Settled(
        printed if printed is not None else _inferred(shared),
        rule,
        tuple(claim.id for claim in for_it),
        tuple(dict.fromkeys(c.id for c in (*(c for c, _ in rivals), *early))),
    )


def _told_before(days: Days, as_of: str | None) -> bool:
    """Whether a report tells of an attack as of a day before those that it is said to have been on,
    but for the hours between two time zones."""
    day = ordinal(as_of)
    return day is not None and not days.year_open and day + 1 < days.first


def _inferred(days: Days) -> Moment:
    first, last = (date.fromordinal(day).isoformat() for day in (days.first, days.last))
    if days.year_open:
        first, last = f"XXXX{first[4:]}", f"XXXX{last[4:]}"
    return Moment(first, last, "sometime", "")


def settle_names(
    claims: Sequence[Claim],
    names: Callable[[Claim], Sequence[Mention]],
    relations: Relations,
) -> Settled[tuple[Mention, ...]]:
    """Return every actor that the claims name, each once, by its id or else its words.

    A bare class ("gunmen") is left out where a named actor may be meant by it.
    """
    first: dict[str, Mention] = {}
    for claim in claims:
        for mention in names(claim):
            first.setdefault(mention.actor or f"={mention.name.casefold()}", mention)
    kept = list(first.values())
    plain = [m for m in kept if m.actor is None or m.actor.startswith("any.")]
    named = [m for m in kept if m not in plain]
    vague = {m for m in plain if any(relations.actors(m, n) not in (Tie.OTHER,) for n in named)}
    return Settled(
        tuple(m for m in kept if m not in vague),
        "all names that the claims give, by actor" if kept else "nobody is named",
        tuple(claim.id for claim in claims if names(claim)),
    )


def settle_weapons(claims: Sequence[Claim], relations: Relations) -> Settled[tuple[Weapon, ...]]:
    """Return every weapon that the claims name, the wider word left out beside the narrower."""
    first: dict[str, Weapon] = {}
    for claim in claims:
        for weapon in claim.weapons:
            first.setdefault(weapon.weapon or f"={weapon.name.casefold()}", weapon)
    is_a = relations.knowledge.weapons.is_a
    kept = [
        weapon
        for weapon in first.values()
        if not any(
            other is not weapon and other.weapon and weapon.weapon
            and is_a(other.weapon, weapon.weapon)
            for other in first.values()
        )
    ]  # fmt: skip
    return Settled(
        tuple(kept),
        "all weapons that the claims name, the most specific words" if kept else "none is named",
        tuple(claim.id for claim in claims if claim.weapons),
    )


def settle_type(claims: Sequence[Claim], relations: Relations) -> Settled[str | None]:
    """Return the most specific event type: the one that is a kind of most of the others."""
    types = list(dict.fromkeys(c.event_type for c in claims if c.event_type is not None))
    if not types:
        return Settled(None, "no type is stated")
    is_a = relations.knowledge.event_types.is_a
    best = max(types, key=lambda t: (sum(is_a(t, other) for other in types), -types.index(t)))
    against = {t for t in types if relations.types(best, t) is Tie.OTHER}
    return Settled(
        best,
        "most specific type stated",
        tuple(c.id for c in claims if c.event_type is not None and c.event_type not in against),
        tuple(c.id for c in claims if c.event_type in against),
    )


def settle_toll(
    claims: Sequence[Claim],
    figure: Callable[[Claim], Count | None],
    origins: dict[str, str],
    roster: Roster,
) -> Settled[Count | None]:
    """Return the range of the latest figures of all origins; claims come oldest first.

    An origin's later figure replaces its earlier one. `origins` gives each claim's origin.
    """
    latest: dict[str, tuple[Claim, Count]] = {}
    replaced: list[str] = []
    for claim in claims:
        count = figure(claim)
        if count is None:
            continue
        origin = origins[claim.id]
        before = latest.get(origin)
        if before is not None and _is_part(claim, count, *before):
            continue
        if before is not None and not _restates(claim, before[0], roster):
            count = _hull([before[1], count])
        elif before is not None and (before[1].low, before[1].high) != (count.low, count.high):
            replaced.append(before[0].id)
        latest[origin] = (claim, count)
    if not latest:
        return Settled(None, "no figure is stated")
    support = tuple(c.id for c in claims if figure(c) is not None and c.id not in replaced)
    rule = "lowest to highest of each origin's latest figure"
    return Settled(_hull([count for _, count in latest.values()]), rule, support, tuple(replaced))


def _is_part(claim: Claim, count: Count, whole: Claim, figure: Count) -> bool:
    """Whether a figure that one voice gives after another in one report may be a part of it: news
    tells the whole first (cf. `tolls.is_part`)."""
    return (
        claim.document == whole.document
        and claim.sentence.start > whole.sentence.start
        and count.low > 0
        and count.high is not None
        and count.high < figure.low
    )


def _restates(claim: Claim, before: Claim, roster: Roster) -> bool:
    """Whether a claim's report is later than the one before; two figures of one day are rivals."""
    day, earlier = ordinal(roster.published(claim)), ordinal(roster.published(before))
    return day is not None and earlier is not None and day > earlier


def _hull(counts: Sequence[Count]) -> Count:
    low = min(count.low for count in counts)
    highs = [count.high for count in counts if count.high is not None]
    high = max(highs) if len(highs) == len(counts) else None
    for count in counts:
        if (count.low, count.high) == (low, high):
            return count
    return Count(low, high, " / ".join(dict.fromkeys(count.words for count in counts)))


def settle_stage(claims: Sequence[Claim]) -> Settled[Stage | None]:
    """Return the most that a claim says was carried out; other accounts stand against."""
    stages = {claim.stage for claim in claims if claim.stage is not None}
    for stage in STAGE_ORDER:
        if stage in stages:
            return Settled(
                stage,
                "the most that is said to have been carried out",
                tuple(c.id for c in claims if c.stage == stage),
                tuple(c.id for c in claims if c.stage is not None and c.stage != stage),
            )
    return Settled(None, "no stage is stated")
