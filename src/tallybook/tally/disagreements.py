"""Accounts that disagree on where or when one thing was, and days that cannot be.

A contradiction of numbers shows in that no total satisfies them (`contradictions`); these show in
the records themselves. One attack cannot have been in two places that lie apart, or on two days
that do not follow each other; and what a report tells of has happened by the day on which the
report appeared, but for the hours between two time zones. Each side of it is answered by asking the
question again with that side's place or day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from tallybook.core.claims import Claim
from tallybook.core.incidents import Fact, FactOutline, Incident, Outlined, Standard
from tallybook.core.tallies import Bounds, Contradiction, ContradictionKind, Side
from tallybook.core.values import Moment
from tallybook.tally.figures import Figure
from tallybook.tally.material import Material, Told
from tallybook.tally.names import PLACES, Names
from tallybook.tally.words import shortened_quote

ANSWERED = 8
"""Disagreements of one question whose sides are answered: each side asks the question again."""

SETTLED_FIRST = 2
"""The facts of an incident that linking settles first: its places, and when."""

TIME_ZONES = timedelta(days=1)
"""A report's day may begin before the day of what it tells has ended elsewhere."""

Change = Callable[[Outlined], Outlined]


class Way(Struct, frozen=True):
    """One way out: what it leaves aside, and how the book then is: with incidents changed, or
    without a figure of that key."""

    dropped: tuple[str, ...]
    change: Change | None = None
    without: str | None = None


AnswerBy = Callable[[Standard, Way], Bounds]


class Disagreement(Struct, frozen=True, kw_only=True):
    """Accounts of one incident, or a count and its report, that cannot all be right."""

    kind: ContradictionKind
    standard: Standard
    members: tuple[str, ...]
    words: str
    ways: tuple[Way, ...]


def disagreements_on(
    incidents: Iterable[Outlined], material: Material, names: Names
) -> Iterator[Disagreement]:
    """Yield where the accounts of an incident disagree on its place or its day."""
    # A question may ask for a hundred thousand incidents, few of which are contested.
    contested = [
        incident
        for incident in incidents
        if incident.facts
        and incident.standard is not None
        and any(map(_is_contested, incident.facts[:SETTLED_FIRST]))
    ]
    for incident in material.whole(contested):
        for fact in filter(_is_contested, incident.facts[:SETTLED_FIRST]):
            told = {one.claim.id: one for one in material.told(incident.claims)}
            found = _FINDERS[fact.field](incident, fact, told, names)
            if found is not None:
                yield found


def _is_contested(fact: Fact | FactOutline) -> bool:
    """Whether it is a place or a day that some claim speaks against."""
    return bool(fact.against) and fact.field in _FINDERS


def impossible_counts(figures: Iterable[Figure], material: Material) -> Iterator[Disagreement]:
    """Yield the counts of a period that had not begun when their report appeared. One that had not
    ended is so far: "14 attacks in 2024", printed in June."""
    for figure in figures:
        claim = figure.said[0].reading.claim
        facts = material.documents.get(claim.document)
        as_of = None if facts is None else facts.as_of or facts.published
        if as_of is not None and _is_before(as_of, claim.when):
            yield Disagreement(
                kind="date",
                standard=figure.standard,
                members=(claim.id, claim.document),
                words=(
                    f"A report of {as_of.isoformat()} counts what was on {_day(claim)}, "
                    f"which had not come: {_said(claim)}."
                ),
                ways=(Way((claim.id,), without=figure.key), Way((claim.document,))),
            )


def as_contradiction(found: Disagreement, answer_by: AnswerBy | None) -> Contradiction:
    """Return a disagreement with the answer that each side gives; with None, without answers."""
    sides: list[Side] = []
    if answer_by is not None:
        sides = [Side(way.dropped, answer_by(found.standard, way)) for way in found.ways]
    return Contradiction(
        kind=found.kind,
        standard=found.standard,
        members=found.members,
        words=found.words,
        sides=tuple(sorted(sides, key=lambda side: side.dropped)),
    )


def _changing(identifier: str, field: str, value: object) -> Change:
    def changed(incident: Outlined) -> Outlined:
        if incident.id != identifier:
            return incident
        return structs.replace(incident, **{field: value})

    return changed


def _two_places(
    incident: Incident, fact: Fact, told: dict[str, Told], names: Names
) -> Disagreement | None:
    here = [told[c].claim for c in fact.support if c in told]
    there = [
        told[c].claim
        for c in fact.against
        if c in told and here and _lie_apart(told[c].claim, here[0], names)
    ]
    if not here or not there:
        return None
    one, other = here[0], there[0]
    return _of_incident(
        incident,
        "places",
        (one.id, other.id),
        f"One attack is told in two places: in {_where(one)} ({_said(one)}), and in "
        f"{_where(other)} ({_said(other)}).",
        ((there, one.places), (here, other.places)),
    )


def _lie_apart(one: Claim, other: Claim, names: Names) -> bool:
    mine, theirs = names.union(PLACES, one.places), names.union(PLACES, other.places)
    return all(names.apart(PLACES, a, b) for a in mine for b in theirs)


def _two_days(
    incident: Incident, fact: Fact, told: dict[str, Told], names: Names
) -> Disagreement | None:
    dated = [told[c] for c in fact.support if c in told and told[c].claim.when is not None]
    stating = [one for one in dated if one.claim.when is not None and one.claim.when.first]
    if not stating:
        return None
    first = stating[0]
    for identifier in fact.against:
        other = told.get(identifier)
        if other is None:
            continue
        if other.as_of is not None and _is_before(other.as_of, first.claim.when):
            return _before_its_day(incident, first, other)
        if other.claim.when is not None and other.claim.when.first is not None:
            here, there = [one.claim for one in stating], [other.claim]
            one, rival = first.claim, other.claim
            return _of_incident(
                incident,
                "when",
                (one.id, rival.id),
                f"One attack is told on two days: {_day(one)} ({_said(one)}), and {_day(rival)} "
                f"({_said(rival)}).",
                ((there, one.when), (here, rival.when)),
            )
    return None


def _is_before(as_of: date, moment: Moment | None) -> bool:
    """Whether a report is from before a day, other than by the hours between time zones."""
    first = None if moment is None else moment.first
    return first is not None and as_of + TIME_ZONES < first


def _before_its_day(incident: Incident, stated: Told, earlier: Told) -> Disagreement:
    assert earlier.as_of is not None, "asked for by that day"
    known = Moment(None, earlier.as_of.isoformat(), "sometime", "")
    one = stated.claim
    appeared = earlier.as_of.isoformat()
    if one is earlier.claim:
        found = _of_incident(
            incident,
            "when",
            (one.id, one.document),
            f"A report of {appeared} tells of {_day(one)}, which had not come: {_said(one)}.",
            (((one,), known), ((), one.when)),
        )
        by_claim, by_report = found.ways
        by_report = structs.replace(by_report, dropped=(one.document,))
        return structs.replace(found, ways=(by_claim, by_report))
    return _of_incident(
        incident,
        "when",
        (one.id, earlier.claim.id),
        f"An attack was reported before it is said to have been: on {_day(one)} ({_said(one)}), "
        f"and a report of {appeared} tells of it ({_said(earlier.claim)}).",
        (((earlier.claim,), one.when), ((one,), known)),
    )


def _of_incident(
    incident: Incident,
    field: str,
    members: tuple[str, ...],
    words: str,
    ways: Iterable[tuple[Sequence[Claim], object]],
) -> Disagreement:
    """Return a disagreement on a field of an incident; `ways` are what each leaves aside, with the
    value that is then right."""
    assert incident.standard is not None, "what meets no standard is not asked about"
    return Disagreement(
        kind="place" if field == "places" else "date",
        standard=incident.standard,
        members=members,
        words=words,
        ways=tuple(Way(_ids(aside), _changing(incident.id, field, value)) for aside, value in ways),
    )


_FINDERS = {"places": _two_places, "when": _two_days}


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _where(claim: Claim) -> str:
    return " or ".join(dict.fromkeys(place.name for place in claim.places))


def _day(claim: Claim) -> str:
    moment = claim.when
    ends = [] if moment is None else [moment.earliest, moment.latest]
    return " to ".join(dict.fromkeys(end for end in ends if end is not None))


def _said(claim: Claim) -> str:
    voice = claim.voices[-1].name if claim.voices else "the report"
    return f"{voice}: {shortened_quote(claim.sentence.words)}"
