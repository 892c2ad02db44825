"""The aggregation rules beside a tally's bounds: attacks, killed and injured.

A rule takes one number from each report (see `aggregation`):

- **attacks**: the question is the event, and a report's number is the least that it alone would
  answer, as in a breakdown by voice. A report that only possibly bears on the question gives none.
- **killed, injured**: each incident that surely lies in the question is an event, and a report's
  number is the one that it states first, since news tells the whole before its parts. "At least
  ten" is ten, "up to ten" ten as well.

Rules know no standard of evidence and take whatever is not denied, so the bounds beside them are
those at the standard `claimed`. A rule's answer may lie outside: below, where reports tell of
different attacks, and on either side where it takes a figure that its own source has replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.tallies import Bounds, Tally
from tallybook.core.values import Count
from tallybook.errors import QuestionError
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.aggregation import Row, RuleAnswers, apply_rules
from tallybook.tally.breakdown import answers_apart
from tallybook.tally.figures import NOT_COUNTED
from tallybook.tally.material import DEFAULT, DocumentFacts, Material, Policy
from tallybook.tally.names import Names
from tallybook.tally.scopes import question_scope
from tallybook.tally.standards import standard_by

OUTLETS_NAMED = 12
"""Outlets of a book named in an error."""


class Beside(Struct, frozen=True, kw_only=True):
    """Our bounds and what the rules say; `rules` is None where no report gives a number.

    `without_figure` incidents in the question have no figure in any report: they are in none of
    the numbers, since unknown is not zero.
    """

    bounds: Bounds
    rules: RuleAnswers | None
    without_figure: int = 0


class RulesBeside(Struct, frozen=True, kw_only=True):
    """The rules beside the bounds; `priority` is the order of sources that was asked for."""

    priority: tuple[str, ...]
    attacks: Beside
    killed: Beside
    injured: Beside


def rules_beside(
    tally: Tally,
    material: Material,
    knowledge: Knowledge,
    *,
    priority: Sequence[str] = (),
    policy: Policy = DEFAULT,
) -> RulesBeside:
    """Return what each rule makes of the reports behind a tally.

    `material` holds the whole book. Raises QuestionError for an outlet in `priority` that has no
    report in it.
    """
    assert material.more is None, "every report is asked what it says"
    outlets = _outlets(priority, material.documents)
    order = [outlet.casefold() for outlet in outlets]
    attacks = _attack_rows(tally, material, knowledge, policy)
    return RulesBeside(
        priority=outlets,
        attacks=Beside(
            bounds=tally.bounds.claimed, rules=apply_rules(attacks, order) if attacks else None
        ),
        killed=_harm(tally, material, lambda record: record.killed, order),
        injured=_harm(tally, material, lambda record: record.injured, order),
    )


def _outlets(priority: Sequence[str], documents: Mapping[str, DocumentFacts]) -> tuple[str, ...]:
    known = {
        facts.publisher.casefold(): facts.publisher
        for _, facts in sorted(documents.items())
        if facts.publisher is not None
    }
    for outlet in priority:
        if outlet.casefold() not in known:
            names = sorted(known.values())
            shown = ", ".join(names[:OUTLETS_NAMED]) or "none, say them with `add --publisher`"
            rest = len(names) - OUTLETS_NAMED
            more = f" and {rest} more" if rest > 0 else ""
            raise QuestionError(
                f"--priority: no report in this book is by {outlet!r}; its outlets: {shown}{more}"
            )
    return tuple(dict.fromkeys(known[outlet.casefold()] for outlet in priority))


def _attack_rows(
    tally: Tally, material: Material, knowledge: Knowledge, policy: Policy
) -> list[Row]:
    names = Names(knowledge)
    scope = question_scope(tally.question, names)
    standard_of = standard_by(material, knowledge)
    by_document: dict[str, dict[str, Claim]] = {}
    for identifier, claim in material.claims.items():
        by_document.setdefault(claim.document, {})[identifier] = claim
    incidents_of: dict[str, dict[str, Incident]] = {}
    for incident in material.incidents:
        told = [material.claims[c] for c in incident.claims if c in material.claims]
        for document in {claim.document for claim in told}:
            incidents_of.setdefault(document, {})[incident.id] = incident
    found: list[Row] = []
    for document, claims in by_document.items():
        incidents = list(incidents_of.get(document, {}).values())
        own = structs.replace(material, incidents=incidents)
        answered = answers_apart(scope, claims, own, names, standard_of, policy)
        if answered is None:
            continue
        low, high = answered.claimed.lower, answered.claimed.upper
        if low > 0 or high == 0:
            found.append(_row("", document, (low, low, high), material))
    return found


def _row(group: str, document: str, figure: tuple[int, int, int | None], material: Material) -> Row:
    facts = material.documents.get(document)
    published = None if facts is None else facts.published
    value, low, high = figure
    return Row(
        group=group,
        value=value,
        low=low,
        high=high,
        order=0 if published is None else published.toordinal(),
        source="" if facts is None or facts.publisher is None else facts.publisher.casefold(),
    )


def _harm(
    tally: Tally,
    material: Material,
    toll: Callable[[Claim | Incident], Count | None],
    priority: Sequence[str],
) -> Beside:
    asked = {*tally.incidents, *tally.possible_incidents}
    incidents = [i for i in material.incidents if i.id in asked]
    sure = frozenset(tally.incidents)
    rows = [
        row
        for incident in incidents
        if incident.id in sure
        for row in _harm_rows(incident, material, toll)
    ]
    known = {i.id: figure for i in incidents if (figure := toll(i)) is not None}
    return Beside(
        bounds=_harm_bounds(known, sure, incidents),
        rules=apply_rules(rows, priority) if rows else None,
        without_figure=len(incidents) - len(known),
    )


def _harm_rows(
    incident: Incident, material: Material, toll: Callable[[Claim | Incident], Count | None]
) -> Iterable[Row]:
    told = [material.claims[c] for c in incident.claims if c in material.claims]
    first: dict[str, Count] = {}
    for claim in sorted(told, key=lambda claim: (claim.document, claim.sentence.start, claim.id)):
        count = toll(claim)
        if count is not None and claim.stance not in NOT_COUNTED:
            first.setdefault(claim.document, count)
    for document, count in first.items():
        value = count.low or count.high or 0
        yield _row(incident.id, document, (value, count.low, count.high), material)


def _harm_bounds(
    known: Mapping[str, Count], sure: frozenset[str], incidents: Sequence[Incident]
) -> Bounds:
    """Return the people hurt in the incidents of `known`: at least in those that are `sure`, each
    cluster of incidents that may be one taken for one, at most in all of them."""
    cluster = {identifier: identifier for identifier in known}

    def head(identifier: str) -> str:
        while cluster[identifier] != identifier:
            identifier = cluster[identifier]
        return identifier

    for incident in incidents:
        for other in incident.unsure:
            if incident.id in known and other in known:
                cluster[head(incident.id)] = head(other)
    members: dict[str, list[str]] = {}
    for identifier in known:
        members.setdefault(head(identifier), []).append(identifier)
    lower = sum(
        min(known[identifier].low for identifier in together)
        for together in members.values()
        if not sure.isdisjoint(together)
    )
    highs = [figure.high for figure in known.values()]
    stated = [high for high in highs if high is not None]
    return Bounds(
        lower,
        sum(stated) if len(stated) == len(highs) else None,
        all(len(together) < 3 for together in members.values()),
    )
