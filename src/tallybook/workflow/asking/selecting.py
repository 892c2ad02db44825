"""Lists of claims, incidents and documents under a question's filters.

A filter means in a list what it means in a tally, by the tally's own rules: what surely lies in
the question is in, what surely does not is out, and what the reports leave open is possibly in
and is shown as such. Only the stage differs: a list that is asked for no stage shows every stage,
since a person who lists a book's incidents wants to see the foiled ones too.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from tallybook.core.certainty import Certainty, any_of
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.knowledge.loading import Knowledge
from tallybook.tally.names import Names
from tallybook.tally.scopes import (
    claim_scope,
    incident_unit,
    inside,
    lies_in,
    may_meet,
    question_scope,
)
from tallybook.tally.units import units_at_hand
from tallybook.workflow.asking.contents import Contents, facts_of, material_of
from tallybook.workflow.asking.questions import STAGES


class ListedClaim(Struct, frozen=True):
    """A claim of a list; `sure` is False where the report leaves open whether it belongs."""

    claim: Claim
    sure: bool = True


class ListedIncident(Struct, frozen=True):
    """An incident of a list; `sure` as for claims."""

    incident: Incident
    sure: bool = True


class ListedDocument(Struct, frozen=True):
    """A document of a list, with how many of its claims are listed."""

    document: Document
    claims: int
    sure: bool = True


def every_stage(question: Question) -> Question:
    """Return the question of a list that was asked for no stage."""
    return replace(question, stages=STAGES)


def select_claims(
    contents: Contents, question: Question, knowledge: Knowledge
) -> list[ListedClaim]:
    """Return the claims that lie in a question, surely or possibly, in the book's order.

    A harm and a responsibility go with the claims that they are about. Statements and relations
    are of no attack: they are listed where they name what is asked for.
    """
    if question == every_stage(Question()):
        return [ListedClaim(claim) for claim in contents.claims.values()]
    found = _Certainties(contents, question, knowledge)
    certain = [(claim, found.of(claim)) for claim in contents.claims.values()]
    return [
        ListedClaim(claim, how is Certainty.SURE) for claim, how in certain if how > Certainty.NO
    ]


def select_incidents(
    contents: Contents, question: Question, knowledge: Knowledge
) -> list[ListedIncident]:
    """Return the incidents that lie in a question, surely or possibly, by day, then by id."""
    names = Names(knowledge)
    scope = question_scope(question, names)
    units = {unit.incident.id: unit for unit in units_at_hand(material_of(contents), names)}
    certain = [
        (incident, inside(units[incident.id], scope, names))
        for incident in sorted(contents.incidents.values(), key=_by_day)
    ]
    return [
        ListedIncident(incident, how is Certainty.SURE)
        for incident, how in certain
        if how > Certainty.NO
    ]


def select_documents(
    contents: Contents, question: Question, knowledge: Knowledge
) -> list[ListedDocument]:
    """Return the documents with a claim that lies in a question, in the book's order.

    Without any filter that is every document, those without claims as well.
    """
    everything = question == every_stage(Question())
    listed: dict[str, list[bool]] = {}
    for one in select_claims(contents, question, knowledge):
        listed.setdefault(one.claim.document, []).append(one.sure)
    return [
        ListedDocument(document, len(sure := listed.get(document.id, [])), any(sure) or everything)
        for document in contents.documents.values()
        if everything or document.id in listed
    ]


class _Certainties:
    """Whether claims lie in a question."""

    def __init__(self, contents: Contents, question: Question, knowledge: Knowledge) -> None:
        self._contents = contents
        self._question = question
        self._knowledge = knowledge
        self._names = Names(knowledge)
        self._scope = question_scope(question, self._names)

    def of(self, claim: Claim) -> Certainty:
        """Return whether a claim lies in the question."""
        if claim.kind in ("incident", "count"):
            return self._of_attacks(claim)
        if claim.about:
            about = (self._contents.claims.get(identifier) for identifier in claim.about)
            return any_of(self.of(one) for one in about if one is not None and not one.about)
        return self._of_mention(claim)

    def _of_attacks(self, claim: Claim) -> Certainty:
        document = self._contents.documents.get(claim.document)
        published = None if document is None else facts_of(document).published
        if claim.kind == "count":
            scope = claim_scope(claim, published, self._names)
            if not may_meet(scope, self._scope, self._names):
                return Certainty.NO
            sure = lies_in(scope, self._scope, self._names)
            return Certainty.SURE if sure else Certainty.POSSIBLE
        unit = incident_unit(as_incident(claim), published, self._names)
        return inside(unit, self._scope, self._names)

    def _of_mention(self, claim: Claim) -> Certainty:
        asked = self._question
        mentions = claim.attackers
        if claim.relation is not None:
            mentions = (*mentions, claim.relation.subject, claim.relation.object)
        known = claim.event_type is not None and self._knowledge.event_types.get(claim.event_type)
        said: tuple[tuple[object, object], ...] = (
            (asked.places, claim.places),
            (asked.attacker, mentions),
            (asked.target, claim.targets),
            (asked.weapon, claim.weapons),
            (asked.event_type, known),
        )
        if any(wanted and not stated for wanted, stated in said):
            return Certainty.NO
        return self._of_attacks(
            replace(claim, kind="incident", attackers=mentions, event_type=claim.event_type)
        )


def as_incident(claim: Claim) -> Incident:
    """Return the one attack that a claim tells, as if it were an incident of that claim alone."""
    return Incident(
        id=claim.id,
        anchor=claim.id,
        claims=(claim.id,),
        event_type=claim.event_type,
        stage=claim.stage,
        attackers=claim.attackers,
        targets=claim.targets,
        weapons=claim.weapons,
        places=claim.places,
        when=claim.when,
        killed=claim.killed,
        injured=claim.injured,
    )


def _by_day(incident: Incident) -> tuple[bool, str, str]:
    """Undated incidents last; days without a year after those with one ("X" sorts after "9")."""
    day = None if incident.when is None else incident.when.earliest or incident.when.latest
    return (day is None, day or "", incident.id)
