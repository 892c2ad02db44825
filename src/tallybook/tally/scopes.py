"""Scopes: which attacks a question asks for, which a count counts, and where an incident may lie.

A scope is a region of attacker × target × weapon × event type × place × day × stage. What a count
leaves unsaid is read in two ways, by what reports leave unsaid:

- attacker, target, weapon, event type: **any**. "13 attacks in Iraq" is whoever did them.
- place or day: **unknown**. "Five attacks", with no place, were somewhere, not everywhere; an
  incident is at most possibly among them, and they are at most possibly in Iraq.

Two names that the knowledge tables call apart exclude one another: "ten drone attacks" and "five
rocket attacks" are fifteen, unless some count names drones and rockets together, as then one
attack may be both (see `atoms`). A report that names an attack's weapons is taken to name them
all. "Attempted" attacks are possibly among those that a count calls done: "attacked 13 times" is
said of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.core.claims import ATTACK_STAGES, Claim, Stage
from tallybook.core.incidents import STANDARDS, Outlined
from tallybook.core.questions import Question
from tallybook.errors import QuestionError
from tallybook.tally.material import Known
from tallybook.tally.names import (
    ATTACKERS,
    DIMENSIONS,
    EVENT_TYPES,
    PLACES,
    TARGETS,
    WEAPONS,
    Names,
    Union,
)
from tallybook.tally.periods import (
    ALWAYS,
    FAR_FUTURE,
    FAR_PAST,
    Period,
    common_days,
    count_period,
    days_lie_in,
    days_of,
    days_period,
    periods_meet,
    yearly_meets,
)
from tallybook.tally.ties import asked_attackers

STAGES: tuple[Stage, ...] = ("done", "attempted", "foiled", "intercepted", "threatened")
_STAGE_BIT: dict[str, int] = {stage: 1 << place for place, stage in enumerate(STAGES)}
_DONE, _ATTEMPTED = _STAGE_BIT["done"], _STAGE_BIT["attempted"]
ATTACKS = sum(_STAGE_BIT[stage] for stage in ATTACK_STAGES)
RANK = {standard: rank for rank, standard in enumerate(STANDARDS)}
"""How far down the standards one is: what meets a standard meets those of higher rank."""
_NO_STANDARD = len(RANK)
QUESTION = "question"
"""The key of the scope that a question asks for."""


class Scope(Struct, frozen=True):
    """A region of scope space. `named[d]` is a conjunction of unions of names in dimension `d`;
    () is any. `place_unknown` marks a count that does not say where."""

    key: str
    named: tuple[tuple[Union, ...], ...] = ((),) * len(DIMENSIONS)
    place_unknown: bool = False
    period: Period = ALWAYS
    stages: int = ATTACKS
    counts: bool = False


class Unit(Struct, frozen=True):
    """One incident as the tally sees it: the `rank` of its standard; names per dimension, () where
    unknown; whether they are alternatives; the days in which it lies; its stages' bits; and whether
    it is supposed to lie in the question or not, None where its record says."""

    incident: Outlined
    rank: int
    named: tuple[Union, ...]
    alternatives: tuple[bool, ...]
    first: int
    last: int
    yearly: tuple[int, int] | None
    stages: int
    supposed: bool | None = None


def question_scope(question: Question, names: Names) -> Scope:
    """Return the scope that a question asks for.

    Raises QuestionError for a filter that knowledge cannot read, an empty period or no stage.
    """
    known = names.knowledge
    since, until = question.since, question.until
    if since is not None and until is not None and until < since:
        raise QuestionError(
            f"--until {until} lies before --since {since}: swap them or leave one out"
        )
    if not question.stages:
        raise QuestionError(f"no stage is asked for; known stages: {', '.join(STAGES)}")
    named: list[tuple[Union, ...]] = [()] * len(DIMENSIONS)
    if question.attacker is not None:
        named[ATTACKERS] = (asked_attackers(question, names),)
    if question.target is not None:
        named[TARGETS] = ((names.number(TARGETS, known.actors.query(question.target)),),)
    if question.weapon is not None:
        named[WEAPONS] = ((names.number(WEAPONS, known.weapons.query(question.weapon)),),)
    if question.event_type is not None:
        event_type = known.event_types.query(question.event_type)
        named[EVENT_TYPES] = ((names.number(EVENT_TYPES, event_type),),)
    if question.places:
        places = (known.gazetteer.question_places(name) for name in question.places)
        named[PLACES] = (tuple(names.number(PLACES, place) for place in places),)
    return Scope(
        QUESTION,
        named=tuple(named),
        period=days_period(since, until),
        stages=_stage_bits(question.stages),
    )


def countries_asked(question: Question, known: Known) -> frozenset[str] | None:
    """Return the countries in which all of a question lies; None where it may lie in any.

    Raises QuestionError for a place that knowledge cannot read.
    """
    found = {known.gazetteer.question_places(name).country for name in question.places}
    return frozenset(country for country in found if country) if found and all(found) else None


def claim_scope(claim: Claim, published: date | None, names: Names) -> Scope:
    """Return the scope of a count claim in a document of that publication day."""
    return Scope(
        claim.id,
        named=tuple((union,) if union else () for union in _record_names(claim, names)),
        place_unknown=not claim.places,
        period=count_period(claim, published),
        stages=ATTACKS if claim.stage is None else _stage_bits((claim.stage,)),
        counts=True,
    )


def incident_unit(incident: Outlined, published: date | None, names: Names) -> Unit:
    """Return an incident as a unit; `published` is the first day on which it was reported."""
    named = _record_names(incident, names)
    if len(named[PLACES]) > 1:
        named = (*named[:PLACES], names.most_exact(PLACES, named[PLACES]))
    first, last = FAR_PAST, FAR_FUTURE if published is None else published.toordinal()
    yearly = None
    if incident.when is not None:
        stated_first, stated_last, yearly = days_of(incident.when)
        last = last if stated_last is None else stated_last
        first = first if stated_first is None else min(stated_first, last)
    return Unit(
        incident=incident,
        rank=_NO_STANDARD if incident.standard is None else RANK[incident.standard],
        named=named,
        alternatives=_alternatives(incident) if incident.facts else _ONLY_PLACES,
        first=first,
        last=last,
        yearly=yearly,
        stages=ATTACKS if incident.stage is None else _stage_bit(incident.stage),
    )


_ONLY_PLACES = tuple(dimension == PLACES for dimension in range(len(DIMENSIONS)))
_FIELDS = ("attackers", "targets", "weapons", "event_type", "places")


def _alternatives(incident: Outlined) -> tuple[bool, ...]:
    """Return for each dimension whether only one of the values can be right."""
    contested = {fact.field for fact in incident.facts if fact.against}
    return tuple(
        only or field in contested for only, field in zip(_ONLY_PLACES, _FIELDS, strict=True)
    )


def inside(unit: Unit, scope: Scope, names: Names) -> Certainty:
    """Whether an incident lies in a scope: the Kleene conjunction over the dimensions."""
    if unit.supposed is not None and scope.key == QUESTION:
        return Certainty.SURE if unit.supposed else Certainty.NO
    period = scope.period
    if unit.last < period.first or period.last < unit.first:
        return Certainty.NO
    days = day_inside(unit, period)
    if days is Certainty.NO:
        return days
    found = min(fits(unit, scope, names), days)
    return min(found, Certainty.POSSIBLE) if scope.place_unknown else found


def fits(unit: Unit, scope: Scope, names: Names) -> Certainty:
    """Whether an incident lies in a scope, days and a place that is not known left aside."""
    found = stage_inside(unit, scope)
    for dimension, unions in enumerate(scope.named):
        if unions:
            values, only = unit.named[dimension], unit.alternatives[dimension]
            for union in unions:
                here = names.described(dimension, values, only, union)
                if here < found:
                    if here is Certainty.NO:
                        return here
                    found = here
    return found


def day_inside(unit: Unit, period: Period) -> Certainty:
    """Whether an incident lies in a period."""
    if not period.meets(unit.first, unit.last):
        return Certainty.NO
    if period.covers(unit.first, unit.last):
        return Certainty.SURE
    if unit.yearly is not None and not yearly_meets(unit.yearly, period):
        return Certainty.NO
    return Certainty.POSSIBLE


def stage_inside(unit: Unit, scope: Scope) -> Certainty:
    """Whether an incident's stage is one of the scope's."""
    if unit.stages & ~scope.stages == 0:
        return Certainty.SURE
    if unit.stages & scope.stages:
        return Certainty.POSSIBLE
    if scope.counts and unit.stages == _ATTEMPTED and scope.stages & _DONE:
        return Certainty.POSSIBLE
    return Certainty.NO


def contradict(one: Unit, other: Unit, names: Names) -> bool:
    """Whether no attack can be as both of two accounts tell it."""
    if one.last < other.first or other.last < one.first:
        return True
    return any(
        mine and theirs and all(names.apart(dimension, a, b) for a in mine for b in theirs)
        for dimension, (mine, theirs) in enumerate(zip(one.named, other.named, strict=True))
    )


def never_sure(scope: Scope) -> bool:
    """Whether a scope says of no day that it surely covers it."""
    return scope.period.sure_last < scope.period.sure_first


def may_meet(one: Scope, other: Scope, names: Names) -> bool:
    """Whether one attack may lie in both scopes."""
    return periods_meet(one.period, other.period) and names_may_meet(one, other, names)


def names_may_meet(one: Scope, other: Scope, names: Names) -> bool:
    """Whether one attack may lie in both scopes, days left aside."""
    if not one.stages & other.stages:
        return False
    key = (one.named, other.named)
    found = names.meeting.get(key)
    if found is None:
        found = names.meeting[key] = all(
            may_meet_in(dimension, one.named[dimension], other.named[dimension], names)
            for dimension in range(len(DIMENSIONS))
        )
    return found


def may_meet_in(
    dimension: int, one: tuple[Union, ...], other: tuple[Union, ...], names: Names
) -> bool:
    """Whether one attack may bear what two scopes name in a dimension."""
    return not any(
        all(names.apart(dimension, a, b) for a in union for b in against)
        for union in one
        for against in other
    )


def may_lie_in(places: Union, asked: tuple[Union, ...], names: Names) -> bool:
    """Whether an incident that is told in some places may lie in those that a scope names."""
    mine, theirs = names.countries((places,)), names.countries(asked)
    if places and mine is not None and theirs is not None and mine.isdisjoint(theirs):
        return False
    return all(names.described(PLACES, places, True, union) is not Certainty.NO for union in asked)


def lies_in(inner: Scope, outer: Scope, names: Names) -> bool:
    """Whether every attack of `inner` surely lies in `outer`."""
    return days_lie_in(inner.period, outer.period) and names_lie_in(inner, outer, names)


def names_lie_in(inner: Scope, outer: Scope, names: Names) -> bool:
    """Whether every attack of `inner` surely lies in `outer`, days left aside."""
    if inner.stages & ~outer.stages or outer.place_unknown:
        return False
    return all(
        bears(inner, dimension, union, names)
        for dimension in range(len(DIMENSIONS))
        for union in outer.named[dimension]
    )


def bears(scope: Scope, dimension: int, union: Union, names: Names) -> bool:
    """Whether all of a scope surely lies in a union of names."""
    return any(
        all(names.in_union(dimension, value, union) is Certainty.SURE for value in within)
        for within in scope.named[dimension]
    )


def common(scope: Scope, whole: Scope, names: Names) -> Scope:
    """Return what of a scope lies in another as well, as far as names, stages and stated days say;
    the scope itself where nothing does."""
    if not may_meet(scope, whole, names):
        return scope
    named = list(scope.named)
    for dimension, unions in enumerate(whole.named):
        if dimension != PLACES or not scope.place_unknown:
            named[dimension] += tuple(
                union for union in unions if not bears(scope, dimension, union, names)
            )
    return structs.replace(
        scope,
        named=tuple(named),
        period=common_days(scope.period, whole.period),
        stages=scope.stages & whole.stages,
    )


def fitting(scope: Scope) -> Scope:
    """Return what a count may hold, as a scope of its own; nothing surely, if its year is open."""
    period = scope.period
    if period.yearly is None:
        period = Period(period.first, period.last, period.first, period.last)
    return structs.replace(scope, place_unknown=False, period=period)


def narrowed(scope: Scope, key: str, dimension: int, number: int) -> Scope:
    """Return the part of a scope that lies in one more name."""
    named = list(scope.named)
    named[dimension] = (*named[dimension], (number,))
    return structs.replace(scope, key=key, named=tuple(named))


def within_days(scope: Scope, key: str, first: int, last: int) -> Scope:
    """Return the part of a question's scope that lies in [first, last]."""
    first, last = max(first, scope.period.first), min(last, scope.period.last)
    return structs.replace(scope, key=key, period=Period(first, last, first, last))


def _record_names(record: Claim | Outlined, names: Names) -> tuple[Union, ...]:
    event_type = record.event_type
    return (
        names.union(ATTACKERS, record.attackers),
        names.union(TARGETS, record.targets),
        names.union(WEAPONS, record.weapons),
        () if event_type is None else names.alone(EVENT_TYPES, event_type),
        names.union(PLACES, record.places),
    )


def _stage_bit(stage: str) -> int:
    bit = _STAGE_BIT.get(stage)
    if bit is None:
        raise QuestionError(f"unknown stage {stage!r}; known stages: {', '.join(STAGES)}")
    return bit


def _stage_bits(stages: Sequence[Stage]) -> int:
    return sum({_stage_bit(stage) for stage in stages})
