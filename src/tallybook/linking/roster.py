"""What takes part in linking: the claims of single attacks, in one order, with what hangs on them.

A claim's place in that order is worked out from the claim and its report alone. So it is the same
however many other reports are at hand, and in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.errors import RecordError
from tallybook.linking.copies import CopyGroup, age, copy_groups
from tallybook.linking.proper_names import proper_names
from tallybook.linking.templates import Template
from tallybook.linking.texts import ReportText, report_text

NO_INCIDENT_STANCES = frozenset({"hypothetical", "threatened"})
"""What might happen is no attack; what is denied is one that somebody speaks of."""

TEMPLATES_KEPT = 4000
"""Some 20 kB each; accounts are compared in the order of their days, so that those of like days are
at hand, and the others are made again."""

Position = tuple[str, str, int, int, str]
"""Where a claim stands among all claims, the oldest first: its report's date of publication (no
date: last), the report's id, the beginning and end of its sentence, its own id."""


class Roster:
    """The claims of single attacks by their positions.

    `attached` are the harm and responsibility claims about one attack alone, by the position of its
    claim; `position` finds either kind's by claim id, and `told` those of a report's attacks,
    ascending.
    """

    def __init__(self) -> None:
        self.claims: dict[Position, Claim] = {}
        self.attached: dict[Position, tuple[Claim, ...]] = {}
        self.position: dict[str, Position] = {}
        self.told: dict[str, list[Position]] = {}
        self.documents: dict[str, Document] = {}
        self.copies: dict[str, CopyGroup] = {}
        self._everything: dict[str, list[Claim]] = {}
        self._texts: dict[str, ReportText] = {}
        self._templates: dict[str, Template] = {}
        self._names: dict[Position, frozenset[str]] = {}

    def add(self, document: Document, claims: Iterable[Claim], group: CopyGroup) -> None:
        """Take in a report with its claims. A reference to a claim that is not among them (it may
        have been rejected) counts for nothing."""
        everything = sorted(claims, key=lambda claim: self._place(document, claim))
        attacks = [claim for claim in everything if makes_incident(claim)]
        positions = [self._place(document, claim) for claim in attacks]
        attached: list[list[Claim]] = [[] for _ in attacks]
        about = attack_positions(everything)
        for claim in everything:
            if claim.id in about:
                self.position[claim.id] = positions[about[claim.id]]
                if not makes_incident(claim):
                    attached[about[claim.id]].append(claim)
        self.claims.update(zip(positions, attacks, strict=True))
        self.attached.update(zip(positions, map(tuple, attached), strict=True))
        self.told[document.id] = positions
        self.documents[document.id] = document
        self.copies[document.id] = group
        self._everything[document.id] = everything

    def everything(self, documents: Iterable[str]) -> list[Claim]:
        """Return all claims of some reports, in order."""
        return [
            claim
            for document in sorted(documents, key=lambda d: age(self.documents[d]))
            for claim in self._everything[document]
        ]

    def text(self, document: str) -> ReportText:
        """Return a report as text."""
        found = self._texts.get(document)
        if found is None:
            found = self._texts[document] = report_text(self.documents[document])
        return found

    def template(self, document: str) -> Template:
        """Return a report without what it fills in."""
        found = self._templates.get(document)
        if found is None:
            if len(self._templates) >= TEMPLATES_KEPT:
                self._templates.clear()
            found = self._templates[document] = Template(self.documents[document])
        return found

    def names(self, position: Position) -> frozenset[str]:
        """Return the proper names of a claim's sentences that no other feature compares."""
        found = self._names.get(position)
        if found is None:
            found = self._names[position] = proper_names(self.claims[position])
        return found

    def tells_first(self, position: Position) -> bool:
        """Whether a claim is of the attack that its report tells of first: news begins with what it
        is about (the inverted pyramid)."""
        return self.told[position[1]][0] == position

    def copy_group(self, claim: Claim) -> str:
        """Return the report that stands for the near-copies of a claim's report."""
        return self.copies[claim.document].id

    def reprint(self, claim: Claim) -> str:
        """Return the report that stands for those near-copies that tell the same."""
        return self.copies[claim.document].reprint

    def published(self, claim: Claim) -> str | None:
        """Return the day on which a claim's report was published, if known."""
        return self.documents[claim.document].published

    def as_of(self, claim: Claim) -> str | None:
        """Return the day as of which a claim's report tells, if known."""
        return self.documents[claim.document].as_of

    @staticmethod
    def _place(document: Document, claim: Claim) -> Position:
        return (*age(document), claim.sentence.start, claim.sentence.end, claim.id)


def make_roster(claims: Sequence[Claim], documents: Sequence[Document]) -> Roster:
    """Return the roster of the claims.

    Raises RecordError for a claim whose document is not among `documents`.
    """
    told: dict[str, dict[str, Claim]] = {document.id: {} for document in documents}
    for claim in claims:
        if claim.document not in told:
            raise RecordError(
                f"claim {claim.id}: its document {claim.document} was not given; link a claim"
                " together with its document"
            )
        told[claim.document][claim.id] = claim
    roster = Roster()
    groups = copy_groups(documents)
    for document in documents:
        roster.add(document, told[document.id].values(), groups[document.id])
    return roster


def attack_positions(claims: Sequence[Claim]) -> dict[str, int]:
    """Return which attack each claim speaks of, by ids: the claims of single attacks are numbered
    in the order of `claims`, and harm and responsibility claims about one alone have its number.
    What speaks of no single attack is left out."""
    attacks = (claim.id for claim in claims if makes_incident(claim))
    position = {identifier: index for index, identifier in enumerate(attacks)}
    counts = frozenset(claim.id for claim in claims if claim.kind == "count")
    attached: dict[str, int] = {}
    for claim in claims:
        if claim.kind not in ("harm", "responsibility"):
            continue
        about = {position[a] for a in claim.about if a in position and a != claim.id}
        if len(about) == 1 and not counts & set(claim.about):
            (attached[claim.id],) = about
    return position | attached


def makes_incident(claim: Claim) -> bool:
    """Whether a claim speaks of one attack that somebody says took place, or denies."""
    return (
        claim.kind == "incident"
        and claim.stance not in NO_INCIDENT_STANCES
        and claim.stage != "threatened"
    )
