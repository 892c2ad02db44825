"""From the incidents that the trained reader gives to MUC-4 templates, to score it alone."""

from __future__ import annotations

from collections.abc import Sequence

from evals.templates import Template
from tallybook.coding.trained.incidents import ReadIncident
from tallybook.coding.trained.labels import CONFIDENCES, INCIDENT_TYPES, ROLES, STAGES


def templates_of(text: str, incidents: Sequence[ReadIncident]) -> tuple[Template, ...]:
    """Return one template for each incident; an entity is named by its likeliest span."""
    return tuple(_template(text, incident) for incident in incidents)


def _template(text: str, incident: ReadIncident) -> Template:
    fills: dict[str, list[tuple[str, ...]]] = {role: [] for role in ROLES}
    confidences: list[str] = []
    for entity in incident.entities:
        best = entity.best
        role = ROLES[best.role]
        fills[role].append((" ".join(text[best.start : best.end].split()),))
        if role == "PerpOrg":
            confidences.append(CONFIDENCES[entity.mean("confidences").argmax()])
    return Template(
        incident_type=INCIDENT_TYPES[incident.kind],
        stage=STAGES[incident.stages.argmax()],
        perp_ind=tuple(fills["PerpInd"]),
        perp_org=tuple(fills["PerpOrg"]),
        target=tuple(fills["Target"]),
        victim=tuple(fills["Victim"]),
        weapon=tuple(fills["Weapon"]),
        confidence=tuple(confidences),
    )
