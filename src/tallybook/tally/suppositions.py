"""What reports leave open about a question, and the same records with that supposed to be known.

A supposition changes the material, and the answer to the changed one is worked out like any other:
nothing here estimates what knowing a fact would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim
from tallybook.core.questions import Question
from tallybook.core.values import Count, Moment
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.figures import Figure, figures_of
from tallybook.tally.material import Material
from tallybook.tally.names import ATTACKERS, EVENT_TYPES, PLACES, TARGETS, WEAPONS, Names
from tallybook.tally.periods import FAR_FUTURE, FAR_PAST
from tallybook.tally.scopes import (
    Scope,
    Unit,
    day_inside,
    inside,
    may_meet,
    question_scope,
    stage_inside,
)
from tallybook.tally.standards import standard_by
from tallybook.tally.units import units_at_hand, units_of

Fact = Literal["day", "place", "attacker", "target", "weapon", "type", "stage"]
WHEN_AND_WHERE: frozenset[Fact] = frozenset({"day", "place"})
_FACTS: tuple[tuple[int, Fact], ...] = (
    (PLACES, "place"),
    (ATTACKERS, "attacker"),
    (TARGETS, "target"),
    (WEAPONS, "weapon"),
    (EVENT_TYPES, "type"),
)


class OpenIncident(Struct, frozen=True):
    """An incident of which `missing` facts leave it open whether it lies in the question."""

    incident: str
    missing: tuple[Fact, ...]


class OpenFigure(Struct, frozen=True):
    """A figure that leaves something open: its number, from `low` to `high` (None is open above),
    or by `missing` facts whether what it counts lies in the question. `claims` say it."""

    claims: tuple[str, ...]
    low: int
    high: int | None
    missing: tuple[Fact, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it leaves its own number open."""
        return self.high != self.low


def open_incidents(
    question: Question, material: Material, knowledge: Knowledge
) -> list[OpenIncident]:
    """Return the counted incidents at hand that only possibly lie in a question, by id."""
    names = Names(knowledge)
    scope = question_scope(question, names)
    return [
        OpenIncident(unit.incident.id, _missing(unit, scope, names))
        for unit in units_at_hand(material, names)
        if unit.incident.standard is not None and inside(unit, scope, names) is Certainty.POSSIBLE
    ]


def unsure_pairs(
    question: Question, material: Material, knowledge: Knowledge
) -> list[tuple[str, str]]:
    """Return the pairs of counted incidents that may be one attack, one of them at least surely or
    possibly in a question."""
    names = Names(knowledge)
    units = units_of(material, names)
    found = {
        (min(pair), max(pair))
        for unit, _ in units.inside(question_scope(question, names))
        for other in units.unsure_with(unit.incident.id)
        if unit.incident.standard is not None and units[other].incident.standard is not None
        for pair in [(unit.incident.id, other)]
    }
    return sorted(found)


def _missing(unit: Unit, scope: Scope, names: Names) -> tuple[Fact, ...]:
    found: list[Fact] = []
    if day_inside(unit, scope.period) is not Certainty.SURE:
        found.append("day")
    for dimension, fact in _FACTS:
        named, alternatives = unit.named[dimension], unit.alternatives[dimension]
        each = (names.described(dimension, named, alternatives, u) for u in scope.named[dimension])
        if any(certainty is not Certainty.SURE for certainty in each):
            found.append(fact)
    if stage_inside(unit, scope) is not Certainty.SURE:
        found.append("stage")
    return tuple(found)


def open_figures(question: Question, material: Material, knowledge: Knowledge) -> list[OpenFigure]:
    """Return the binding figures that may count attacks in a question and leave something open.

    A running total that its voice has raised since is what was known then, and stays as it is.
    """
    names = Names(knowledge)
    scope = question_scope(question, names)
    binding = figures_of(material, names, standard_by(material, knowledge)).binding
    found = [
        OpenFigure(
            tuple(claim for said in figure.said for claim in said.claims),
            figure.low,
            figure.high,
            _missing_of_figure(figure, scope),
        )
        for figure in binding
        if may_meet(scope, figure.scope, names) and not all(s.raised_by for s in figure.said)
    ]
    return [figure for figure in found if figure.is_range or figure.missing]


def _missing_of_figure(figure: Figure, question: Scope) -> tuple[Fact, ...]:
    period = figure.scope.period
    found: list[Fact] = []
    never_sure = period.sure_last < period.sure_first
    if never_sure and not question.period.covers(period.first, period.last):
        found.append("day")
    if figure.scope.place_unknown and question.named[PLACES]:
        found.append("place")
    return tuple(found)


def with_incidents_placed(material: Material, places: Mapping[str, bool]) -> Material:
    """Return the material with incidents supposed to lie in the question, or outside of it."""
    return structs.replace(material, supposed={**material.supposed, **places})


def with_counts(material: Material, numbers: Mapping[str, int]) -> Material:
    """Return the material with count claims supposed to say exactly a number."""

    def exactly(claim: Claim) -> Claim:
        assert claim.count is not None, "only counts are said to be open"
        number = numbers[claim.id]
        return structs.replace(claim, count=Count(number, number, claim.count.words))

    return _with_claims(material, {c: exactly(material.claims[c]) for c in numbers})


def with_figures_inside(
    material: Material, question: Question, knowledge: Knowledge, figures: Iterable[OpenFigure]
) -> Material:
    """Return the material with what figures count supposed to lie in the question, as far as day
    or place is all that leaves it open."""
    places = tuple(knowledge.gazetteer.question_places(name) for name in question.places)
    changed: dict[str, Claim] = {}
    for figure in figures:
        for identifier in figure.claims:
            claim = material.claims[identifier]
            changed[identifier] = structs.replace(
                claim,
                places=places if "place" in figure.missing else claim.places,
                when=_clipped(claim.when, question) if "day" in figure.missing else claim.when,
            )
    return _with_claims(material, changed)


def without_figures(material: Material, figures: Iterable[OpenFigure]) -> Material:
    """Return the material without figures, as if they counted attacks elsewhere."""
    gone = {claim for figure in figures for claim in figure.claims}
    kept = {i: claim for i, claim in material.claims.items() if i not in gone}
    return structs.replace(material, claims=kept)


def _with_claims(material: Material, changed: Mapping[str, Claim]) -> Material:
    return structs.replace(material, claims={**material.claims, **changed})


def _clipped(when: Moment | None, question: Question) -> Moment:
    """Return some time in the days that a moment and a question share."""
    first = None if when is None or when.year_open else when.first
    last = None if when is None or when.year_open else when.last
    since = max(_ordinal(first, FAR_PAST), _ordinal(question.since, FAR_PAST))
    until = min(_ordinal(last, FAR_FUTURE), _ordinal(question.until, FAR_FUTURE))
    return Moment(
        None if since == FAR_PAST else date.fromordinal(since).isoformat(),
        None if until == FAR_FUTURE else date.fromordinal(until).isoformat(),
        "sometime",
        "" if when is None else when.words,
    )


def _ordinal(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()
