"""What takes part in linking: the claims of single attacks, in one order, with what hangs on them.

Everything later works on positions in the roster, so that no result depends on the order in
which claims arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.errors import RecordError
from tallybook.linking.copies import CopyGroup, copy_groups

NO_INCIDENT_STANCES = frozenset({"hypothetical", "threatened"})
"""What might happen is no attack; what is denied is one that somebody speaks of."""

UNDATED = "9999-99-99"


@dataclass(frozen=True, slots=True)
class Roster:
    """The claims of single attacks, the oldest first: by the report's date of publication (no
    date: last), the report's id, and the place in it.

    `attached[i]` are the harm and responsibility claims about the attack of `claims[i]` alone;
    `position` finds either kind's place in the roster by claim id.
    """

    claims: tuple[Claim, ...]
    attached: tuple[tuple[Claim, ...], ...]
    position: dict[str, int]
    documents: dict[str, Document]
    copies: dict[str, CopyGroup]
    everything: tuple[Claim, ...] = field(default=())

    def copy_group(self, claim: Claim) -> str:
        """Return the report that stands for the near-copies of a claim's report."""
        return self.copies[claim.document].id

    def published(self, claim: Claim) -> str | None:
        """Return the day on which a claim's report was published, if known."""
        return self.documents[claim.document].published


def make_roster(claims: Sequence[Claim], documents: Sequence[Document]) -> Roster:
    """Return the roster of the claims.

    Raises RecordError for a claim whose document is not among `documents`. A reference to a
    claim that is not there (it may have been rejected) counts for nothing.
    """
    ordered_documents = sorted(documents, key=lambda d: (d.published or UNDATED, d.id))
    by_id = {document.id: document for document in ordered_documents}
    for claim in claims:
        if claim.document not in by_id:
            raise RecordError(
                f"claim {claim.id}: its document {claim.document} was not given; link a claim"
                " together with its document"
            )
    rank = {document.id: index for index, document in enumerate(ordered_documents)}
    unique = {claim.id: claim for claim in claims}
    everything = sorted(
        unique.values(), key=lambda c: (rank[c.document], c.sentence.start, c.sentence.end, c.id)
    )
    attacks = [claim for claim in everything if makes_incident(claim)]
    position = attack_positions(everything)
    attached: list[list[Claim]] = [[] for _ in attacks]
    for claim in everything:
        if claim.id in position and not makes_incident(claim):
            attached[position[claim.id]].append(claim)
    return Roster(
        claims=tuple(attacks),
        attached=tuple(tuple(extras) for extras in attached),
        position=position,
        documents=by_id,
        copies=copy_groups(ordered_documents),
        everything=tuple(everything),
    )


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
