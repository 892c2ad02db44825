"""What the trained reader read in one report, and how likely it is to be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallybook.coding.trained.incidents import ReadIncident
from tallybook.coding.trained.labels import ANCHORS, ROLES
from tallybook.coding.trained.spans import FLOOR, ReadSpan
from tallybook.coding.trained.weights import Weights, agreed_features, logistic
from tallybook.core.claims import Claim
from tallybook.core.spans import Span

FIELDS = {
    "PerpInd": "attackers",
    "PerpOrg": "attackers",
    "Target": "targets",
    "Victim": "targets",
    "VictimDescription": "targets",
    "Weapon": "weapons",
}
"""Which field of a claim a role of the reader fills."""


@dataclass(frozen=True)
class Evidence:
    """The spans that the network gives in a report and the incidents made of them, how likely the
    report is to tell of any, and the weights that make probabilities of it."""

    text: str
    spans: tuple[ReadSpan, ...]
    incidents: tuple[ReadIncident, ...]
    told: float
    weights: Weights

    def role_p(self, field: str, spans: Sequence[Span]) -> float:
        """Return how likely the network holds any of these words to be of a role of a field."""
        return max(
            (
                s.p
                for s in self.spans
                if FIELDS[ROLES[s.role]] == field and any(overlap(s, one) for one in spans)
            ),
            default=FLOOR,
        )

    def name_p(self, claim: Claim, field: str, name: str) -> float:
        """Return how likely a name that the grammar gives in a field of a claim is to be right."""
        return logistic(self.weights.agreed[field], self.name_features(claim, field, name))

    def name_features(self, claim: Claim, field: str, name: str) -> tuple[float, ...]:
        """Return what `name_p` goes by."""
        spans = claim.spans.get(field, ())
        own = [s for s in spans if s.words.casefold() == name.casefold()]
        read = self.role_p(field, own or spans)
        return agreed_features(claim.confidences[field][name], read, self.told)


def anchors(incident: ReadIncident) -> Iterator[ReadSpan]:
    """Yield the spans of victims and targets of an incident."""
    for entity in incident.entities:
        if entity.role in ANCHORS:
            yield from entity.spans


def overlap(one: ReadSpan, other: Span) -> bool:
    """Whether two ranges share a code point."""
    return one.start < other.end and other.start < one.end
